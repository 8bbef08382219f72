"""The walls as tables: what a room may know, where a library may stand, how large things get, what a window may do."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

import pytest

from tests.architecture import rooms, sizes, window
from tests.architecture.examples import EXAMPLES
from tests.architecture.sizes import Limit
from tests.architecture.sources import ROOT, Source, all_sources, inside, source

VALUES = ("desktop.errors", "desktop.records", "desktop.changes", "desktop.questions", "desktop.forms")
"""Plain frozen values: the only things that pass from one room to another."""

KIT = ("desktop.ui.kit", "desktop.ui.desk")
BUILT = (*KIT, "desktop.ui.words", "desktop.ui.parts", "desktop.ui.tables")
"""What every page of the window is built with."""

LAYERS: Mapping[str, tuple[str, ...]] = {
    "desktop.errors": (),
    "desktop.records": (),
    "desktop.changes": ("desktop.records",),
    "desktop.questions": ("desktop.records", "desktop.changes"),
    "desktop.forms": ("desktop.records", "desktop.changes"),
    "desktop.paths": ("desktop.errors",),
    "desktop.vendors": ("desktop.errors", "desktop.records", "desktop.changes", "desktop.forms"),
    "desktop.store": ("desktop.errors", "desktop.records", "desktop.changes", "desktop.questions"),
    "desktop.sync": (*VALUES, "desktop.vendors", "desktop.store"),
    "desktop.accounts": ("desktop.errors",),
    "desktop.sandbox": (),
    "desktop.ui.desk": VALUES,
    "desktop.ui.kit": (*VALUES, "desktop.paths"),
    "desktop.ui.words": (*VALUES, *KIT),
    "desktop.ui.parts": (*VALUES, *KIT, "desktop.ui.words"),
    "desktop.ui.tables": (*VALUES, *KIT, "desktop.ui.words", "desktop.ui.parts"),
    "desktop.ui.opening": (*VALUES, *KIT, "desktop.ui.words", "desktop.ui.parts"),
    "desktop.ui.filters": (*VALUES, *BUILT),
    "desktop.ui.outbox": (*VALUES, *BUILT),
    "desktop.ui.connections": (*VALUES, *BUILT),
    "desktop.ui.detail": (*VALUES, *BUILT, "desktop.ui.outbox"),
    "desktop.ui.journal": (*VALUES, *BUILT, "desktop.ui.filters"),
    "desktop.ui.lists": (*VALUES, *BUILT, "desktop.ui.filters", "desktop.ui.detail"),
    "desktop.ui.frame": ("desktop.ui", *VALUES),
    "desktop.ui": (),
    "desktop.app": ("desktop",),
    "desktop.__main__": ("desktop.app",),
    "packaging": (),
}
"""Room → the rooms that it may import, besides itself. `desktop.app` puts everything together."""

LIBRARIES: Mapping[str, tuple[str, ...]] = {
    "PySide6": ("desktop.ui", "desktop.app"),
    "qasync": ("desktop.app",),
    "httpx": ("desktop.vendors.line", "desktop.vendors.transfer", "desktop.app.headless"),
    "h11": ("desktop.sandbox.server",),
    "sqlcipher3": ("desktop.store.database", "desktop.store.failures"),
    "sqlite3": ("desktop.store.database",),
    "keyring": ("desktop.accounts",),
    "platformdirs": ("desktop.paths",),
    "msgspec": ("desktop.vendors", "desktop.store"),
    "threading": ("desktop.sync.worker", "desktop.store.readers", "desktop.accounts", "desktop.sandbox.program"),
    "http": (),
    "urllib.request": (),
}
"""Library → where it may be imported. Of the standard library only what would be a way round a wall."""

VENDORS: Mapping[str, str] = {
    "orderdesk": r"Order Desk|(?i:order[_-]?desk)",
    "ordermentum": r"(?i:ordermentum)",
    "orderspace": r"Order Space|(?i:order[_-]?space)",
    "ordermesh": r"Order Mesh|(?i:order[_-]?mesh)",
    "ordercloud": r"Order Cloud|(?i:order[_-]?cloud|sitecore)",
}
"""A vendor's folder → how its name is written."""
LISTS_VENDORS = ("desktop.vendors", "desktop.sandbox")
"""The packages whose own file may name them all; the folders below know only themselves."""

SHARED = 6
"""A body of so many lines in the sandbox and in `vendors` is code that was shared."""
SAYING_NOTHING = ("manager", "helper", "helpers", "util", "utils", "handler", "service", "base", "common", "misc")
SAME_IN_ALL_LANGUAGES = (
    *("Wholedesk", "Wholedesk recovery code.txt", "Fusion"),
    *("Inter", "Noto Sans", "Noto Sans Hebrew", "Noto Sans Arabic", "Noto Color Emoji"),
    *("Esc", "Return", "Enter", "Del", "Delete"),
    *("Ll", "Lu", "Nd", "Zs"),
)
"""Names of programs, fonts, keys and classes of letters."""
NAMING_COLOURS = ("desktop.ui.kit.tokens", "desktop.ui.words.accounts")

LIMITS: Mapping[str, Limit] = {
    "a file has at most 250 lines": Limit(measure=sizes.lines_of_file, most=250, of="lines"),
    "a function has at most 40 lines": Limit(measure=sizes.lines_of_functions, most=40, of="lines"),
    "a function has at most 10 parameters": Limit(
        measure=sizes.parameters_of_functions, most=10, of="parameters",
        exceptions={
            "desktop/sync/connections.py __init__": (
                12, "All that an account lives by is handed in here, once, by the engine that builds it.",
            ),
        },
    ),
}  # fmt: skip
AS_A_RULE = Limit(measure=sizes.parameters_of_functions, most=5, of="parameters")
"""Only reported, by `-rP`."""

Wall = Callable[[tuple[Source, ...]], Iterable[str]]


def on_screen(rule: Wall) -> Wall:
    return lambda sources: rule(tuple(inside(sources, "desktop.ui", "desktop.app")))


def in_ui(rule: Wall) -> Wall:
    return lambda sources: rule(tuple(inside(sources, "desktop.ui")))


WALLS: Mapping[str, Wall] = {
    "imports point downward": partial(rooms.imports_upward, layers=LAYERS),
    "vendors do not know each other": partial(rooms.imports_across_vendors, parents=LISTS_VENDORS),
    "libraries stay in their rooms": partial(rooms.imports_of_libraries, allowed=LIBRARIES),
    "SQL stays in the store": partial(rooms.speaks_sql, room="desktop.store"),
    "no file is attached to another": rooms.joins_files,
    "a vendor is named in its folders only": partial(rooms.names_vendors, words=VENDORS, free=LISTS_VENDORS),
    "sandbox and vendors share no code": partial(
        rooms.shares_code, rooms=("desktop.vendors", "desktop.sandbox"), lines=SHARED
    ),
    "names say something": partial(rooms.is_badly_named, words=SAYING_NOTHING),
    "a module opens with a sentence": sizes.opens_without_sentence,
    "no dialog waits in a loop of its own": on_screen(window.waits_in_a_dialog),
    "nobody asks for the application": on_screen(
        # held_keys holds back what is typed before a record is there: only the program sees every key in time
        partial(window.asks_for_the_application, place="desktop.ui.kit.held_keys")
    ),
    "nobody asks a widget for its neighbour in the chain of the Tab key": on_screen(window.asks_the_focus_chain),
    "coroutines of the window start in one place": in_ui(
        partial(window.starts_coroutines, place="desktop.ui.kit.tasks")
    ),
    "nothing reads HTML": on_screen(window.reads_html),
    "labels are plain text": on_screen(window.labels_guess),
    "texts are translated": in_ui(partial(window.is_not_translated, names=SAME_IN_ALL_LANGUAGES)),
    "a translator finds every text": in_ui(window.is_found_by_no_translator),
    "colours are tokens": on_screen(partial(window.mixes_colours, places=NAMING_COLOURS)),
}


@pytest.fixture(scope="module")
def own() -> tuple[Source, ...]:
    """The program as it stands; read by whoever asks about it, not by everyone who looks for tests."""
    return all_sources("desktop", "packaging")


def program(files: Mapping[str, str]) -> tuple[Source, ...]:
    return tuple(source(path, text) for path, text in files.items())


@pytest.mark.parametrize("name", WALLS)
def test_the_wall_stands(name: str, own: tuple[Source, ...]) -> None:
    found = list(WALLS[name](own))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", LIMITS)
def test_the_limit_is_kept(name: str, own: tuple[Source, ...]) -> None:
    found = LIMITS[name].breaches(own)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", LIMITS)
def test_every_exception_is_needed_and_has_a_reason(name: str, own: tuple[Source, ...]) -> None:
    assert LIMITS[name].idle(own) == []
    assert all(reason.endswith(".") for _, reason in LIMITS[name].exceptions.values())


def test_long_lists_of_parameters_are_reported_and_rare(own: tuple[Source, ...]) -> None:
    long = AS_A_RULE.breaches(own)
    print("\n".join(long))  # noqa: T201 - the report
    assert len(long) < sum(1 for each in own for _ in sizes.parameters_of_functions(each)) / 50


@pytest.mark.parametrize("name", WALLS)
def test_the_wall_is_seen_to_fall(name: str) -> None:
    """Each is shown small programs that break it, and one that looks alike and does not."""
    for files in EXAMPLES[name].breaks:
        assert list(WALLS[name](program(files))) != [], files
    for files in EXAMPLES[name].keeps:
        assert list(WALLS[name](program(files))) == []


def test_no_icon_or_font_names_a_vendor(tmp_path: Path) -> None:
    assert list(rooms.files_that_name_vendors(ROOT / "resources", VENDORS)) == []
    (tmp_path / "order-desk.svg").write_text("<svg/>")
    (tmp_path / "cart.svg").write_text("<svg><title>Ordermentum</title></svg>")
    (tmp_path / "order.svg").write_text("<svg><title>An order</title></svg>")
    found = list(rooms.files_that_name_vendors(tmp_path, VENDORS))
    assert [words.split()[0] for words in found] == [str(tmp_path / "cart.svg"), str(tmp_path / "order-desk.svg")]


@pytest.mark.parametrize("name", LIMITS)
def test_the_limit_is_seen_to_be_broken(name: str) -> None:
    limit = LIMITS[name]
    parameters = ", ".join(f"p{number}: int" for number in range(limit.most + 1))
    body = "    pass\n" * limit.most
    (long,) = program({"desktop/ui/long.py": f"def long({parameters}) -> None:\n{body}"})
    (short,) = program({"desktop/ui/short.py": "def short(given: int) -> None:\n    pass\n"})
    assert limit.breaches([long]) != []
    assert limit.breaches([short]) == []
    assert Limit(measure=limit.measure, most=limit.most, of="", exceptions={short.path: (999, "")}).idle([short]) != []
