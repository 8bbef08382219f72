"""A sixth by anyone: the code of docs/adding-a-vendor.md, and nothing else, against the tests of all vendors."""

import ast
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.newcomer import LISTS, RECORDED, STAND_IN, TABLES, VENDOR, blocks, follow, run, sources

FEWER_THAN = 150
"""Lines of the vendor's side, for three kinds."""
OF_ITS_OWN = (
    "tests/vendors/test_contract.py", "tests/vendors/test_samples.py", "tests/vendors/test_badges.py",
    "tests/vendors/test_forming.py", "tests/vendors/test_mutations.py", "tests/described",
    "tests/whole/test_every_vendor.py",
)  # fmt: skip
"""Tests that are made for each vendor."""
WALLS = (
    "imports point downward", "vendors do not know each other", "libraries stay in their rooms",
    "a vendor is named in its folders only", "sandbox and vendors share no code", "names say something",
    "a module opens with a sentence",
)  # fmt: skip
"""Those that a vendor or its stand-in may run into."""
OF_ALL = (
    *(f"tests/test_architecture.py::test_the_wall_stands[{wall}]" for wall in WALLS),
    "tests/test_architecture.py::test_the_limit_is_kept",
    "tests/whole/test_two_vendors.py::test_all_of_them_are_in_one_list_in_step",
    "tests/sandbox/test_settings.py::test_no_two_switches_have_one_name",
    "tests/vendors/test_contract.py::test_every_kind_that_a_vendor_has_is_recorded_or_derived",
    "tests/described/test_described.py::test_every_vendor_has_its_document_and_no_other_has_one",
)  # fmt: skip
"""Tests that look at all vendors together."""


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What somebody has who did what the page says."""
    folder = tmp_path_factory.mktemp("newcomer")
    follow(folder)
    return folder


def test_the_vendors_side_is_short_and_has_no_class(record_property: Callable[[str, object], None]) -> None:
    count = {path: len(text.splitlines()) for path, text in sources()}
    told = ", ".join(f"{Path(path).name} {lines}" for path, lines in count.items())
    record_property("report", f"a sixth vendor: {sum(count.values())} lines ({told})")
    assert count
    assert sum(count.values()) < FEWER_THAN
    for path, text in sources():
        assert not [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ClassDef)], path


def test_it_is_tables_a_stand_in_json_and_a_name_in_two_lists() -> None:
    for path, text in blocks().items():
        if path in LISTS:
            assert len(text.splitlines()) == 1
        elif path.startswith("tests/"):
            assert path.startswith(f"{RECORDED}/")
            assert path.endswith(".json")
        else:
            assert path.startswith((f"{TABLES}/", f"{STAND_IN}/"))


@pytest.mark.parametrize("check", [("check",), ("format", "--check")], ids=["lint", "format"])
def test_it_is_formatted_and_without_fault(checkout: Path, check: tuple[str, ...]) -> None:
    ended = run(checkout, "-m", "ruff", *check, TABLES, STAND_IN)
    assert ended.returncode == 0, ended.stdout


def test_its_types_are_strict(checkout: Path) -> None:
    ended = run(checkout, "-m", "mypy", TABLES, STAND_IN)
    assert ended.returncode == 0, ended.stdout


@pytest.mark.parametrize(
    ("tests", "at_least"), [((*OF_ITS_OWN, "-k", VENDOR), 40), (OF_ALL, 14)], ids=["its own", "those of all"]
)
def test_the_whole_suite_holds(checkout: Path, tests: tuple[str, ...], at_least: int) -> None:
    ended = run(checkout, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests)
    assert ended.returncode == 0, ended.stdout[-8_000:] + ended.stderr
    found = re.search(r"(\d+) passed", ended.stdout)
    assert found is not None
    assert int(found[1]) >= at_least
    assert "skipped" not in ended.stdout


def test_its_demo_without_a_display_is_what_the_stand_in_has(checkout: Path) -> None:
    options = ("--demo", "--headless", "--vendors", VENDOR, "--orders", "40", "--stock", "40", "--pace", "off")
    ended = run(checkout, "-m", "desktop", *options)
    assert ended.returncode == 0, ended.stderr
    (account,) = json.loads(ended.stdout)["accounts"]
    assert (account["vendor"], account["orders"], account["stock"]) == (VENDOR, 40, 40)
    assert account["customers"]
