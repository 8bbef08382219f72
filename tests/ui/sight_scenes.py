"""Every page, pane and dialog of a window that is open, brought into sight with data that is long as real data is."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial

from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop.changes import Change
from desktop.errors import AppError
from desktop.forms import Probe, TestReport
from desktop.questions import Filter
from desktop.records import KINDS, Kind
from desktop.ui.connections.connect_form import ConnectForm
from desktop.ui.filters.narrowing import Narrowing
from desktop.ui.frame.navigation import PAGES, Navigation
from desktop.ui.frame.window import Window
from desktop.ui.lists.page import ListPage
from desktop.ui.tables.row_table import RowTable
from tests.ui.desk_stand import DeskStand
from tests.ui.desk_world import NOW
from tests.ui.window_scene import GOING, REFUSED, morning

LONG_NAME = 13
"""The order of a customer whose name is as long as real ones get."""
NOTE = "Back door, ring twice. No substitutes, please; the chef calls at six if the fish is late again."
REPORT = TestReport(
    steps=(
        Probe(label="Reached api.acme-wholesale.example", ok=True, words="214 ms"),
        Probe(label="Signed in", ok=False, words="refused"),
        Probe(label="Store name, time zone and folders", ok=None),
    ),
    title="Acme did not accept this key.",
    hint="It answered: “Invalid API Key”. Copy the key again from Settings, Store, API, whole and without spaces.",
)


@dataclass
class Sighted:
    """A window on a desk in the middle of a morning."""

    stand: DeskStand
    window: Window
    others: list[QWidget] = field(default_factory=QApplication.topLevelWidgets)  # left by tests of other windows

    def page_of(self, kind: Kind) -> ListPage:
        return next(page for page in self.window.findChildren(ListPage) if page.table.kind == kind)

    async def open(self, kind: Kind, row: int, tab: str = "details") -> ListPage:
        """Show a record of a list in its pane."""
        self.window.pages.show_page(kind)
        await self.window.tasks.idle()
        page = self.page_of(kind)
        page.open_record(row)
        await self.window.tasks.idle()
        page.pane.tabs.choose(tab)
        return page

    def over(self) -> list[QWidget]:
        """The dialogs and menus that are open."""
        known = [self.window, *self.others]
        return [one for one in QApplication.topLevelWidgets() if one.isVisible() and one not in known]


def long_morning() -> DeskStand:
    """The usual morning, with long names, a long note and amounts of six figures."""
    stand = morning()
    stand.account_forms[0] = replace(stand.account_forms[0], name="Großhandel Elbe", unread={"orders": 2})
    made = stand.world[LONG_NAME]
    made.truth["note"] = NOTE
    made.truth["freight"] = Decimal("123456.78")
    return stand


async def drafted(scene: Sighted, tab: str) -> None:
    changes = (
        Change(field="note", label="Note", seen=NOTE, wanted=f"{NOTE} Thank you."),
        Change(field="quantity", line="l2", label="Qty", seen=Decimal(8), wanted=Decimal("1200.25")),
        Change(field="po_number", label="PO number", seen="PO 7753", wanted="4500098112-ÜBERWEISUNG"),
    )
    await scene.stand.edit(LONG_NAME, changes)
    await scene.open("orders", LONG_NAME, tab)


async def act(scene: Sighted, name: str) -> None:
    page = await scene.open("orders", LONG_NAME)
    form = await scene.stand.record(LONG_NAME)
    assert form is not None
    page.pane.deeds.start(next(act for act in form.acts if act.name == name))


async def menu(scene: Sighted) -> None:
    page = await scene.open("orders", LONG_NAME)
    page.pane.show_menu()


async def going(scene: Sighted) -> None:
    scene.stand.entries = [
        replace(entry, row=LONG_NAME) for entry in scene.stand.entries if entry.id in (GOING, REFUSED)
    ]
    await scene.open("orders", LONG_NAME)


async def refused_reading(scene: Sighted) -> None:
    page = await scene.open("orders", LONG_NAME)
    page.pane.tell(AppError("Acme cannot be reached.", "It is tried again by itself; what you change waits here."))


async def stock_question(scene: Sighted) -> None:
    row = next(row for row, made in scene.stand.world.items() if made.kind == "stock")
    change = Change(field="on_hand", label="On hand", seen=Decimal(12), wanted=Decimal(1200))
    await scene.stand.edit(row, (change,))
    page = await scene.open("stock", row)
    page.pane.send()


async def record(scene: Sighted, kind: Kind, tab: str = "details") -> None:
    row = next(row for row, made in scene.stand.world.items() if made.kind == kind)
    await scene.open(kind, row, tab)


async def filter_editor(scene: Sighted, column: str) -> None:
    scene.window.pages.show_page("orders")
    filters = (
        Filter(column="state", how="not_among", values=("cancelled", "sent", "draft")),
        Filter(column="placed", how="between", values=(NOW.date().replace(month=1), NOW.date())),
    )
    scene.page_of("orders").rows.narrow(Narrowing(accounts=("harbour", "market"), filters=filters))
    await scene.window.tasks.idle()
    scene.page_of("orders").filters.edit(column)


async def nothing_found(scene: Sighted) -> None:
    scene.window.pages.show_page("orders")
    scene.page_of("orders").rows.narrow(Narrowing(text="nobody of that name"))


async def connect_error(scene: Sighted) -> None:
    scene.stand.report = REPORT
    scene.window.pages.show_page("connections")
    scene.window.pages.connect_account("acme")
    form = next(form for form in scene.window.findChildren(ConnectForm) if form.isVisible())
    for line in form.findChildren(QLineEdit):
        line.setText(line.text() or "half of the key")
    form.start()


async def account_act(scene: Sighted, name: str) -> None:
    scene.window.pages.show_page("connections")
    table = next(table for table in scene.window.findChildren(RowTable) if "harbour" in table.row_keys())
    table.act_wanted.emit("harbour", name)


async def page(scene: Sighted, name: str) -> None:
    scene.window.pages.show_page(name)


async def keys(scene: Sighted) -> None:
    scene.window.findChildren(Navigation)[0].keys_wanted.emit()


async def recovery(scene: Sighted) -> None:
    scene.window.offer_recovery_code()


async def error(scene: Sighted) -> None:
    scene.window.show_error("Something could not be written to the disk.", "Free some space, then type it once more.")


Scene = Callable[[Sighted], Awaitable[None]]

ALONE: Mapping[str, Scene] = {
    **{name: partial(page, name=name) for name in PAGES},
    **{f"order {tab}": partial(drafted, tab=tab) for tab in ("details", "lines", "history", "raw")},
    **{f"{kind} pane": partial(record, kind=kind) for kind in KINDS[1:]},
    "order going": going, "order with an error": refused_reading, "nothing found": nothing_found,
    "connect error": connect_error, "sign in": partial(account_act, name="sign_in"), "error": error,
}  # fmt: skip
"""Scenes of the window itself."""

WITH_MORE: Mapping[str, Scene] = {
    **{f"act {name}": partial(act, name=name) for name in ("move", "note", "ship", "delete")},
    **{f"filter {name}": partial(filter_editor, column=name) for name in ("account", "state", "placed", "customer")},
    **{f"account {name}": partial(account_act, name=name) for name in ("rename", "remove")},
    "acts": menu, "stock question": stock_question, "keys": keys, "recovery code": recovery,
}  # fmt: skip
"""Scenes with a dialog or a menu over the window."""

SCENES = {**ALONE, **WITH_MORE}
