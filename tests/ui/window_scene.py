"""A desk in the middle of a morning: accounts in every state, entries in every state, a journal."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from desktop.changes import Change, Entry, EntryState
from desktop.questions import JournalEntry, What
from desktop.records import Value
from desktop.ui.tables.row_acts import acts_of
from desktop.ui.tables.row_table import RowTable
from desktop.ui.tables.shapes import Key
from desktop.ui.words.values import Values
from tests.ui.desk_stand import DeskStand
from tests.ui.desk_world import ACME, BOLT, NOW, account

CONFLICT, REFUSED, ASKED, DRAFT, OTHER_DRAFT, GOING, WAITING, CHECKING = range(1, 9)


class Clock:
    """The time of a scene, moved by hand."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at


def values_at(clock: Clock) -> Values:
    return Values(locale=QLocale("en_AU"), zone=ZoneInfo("UTC"), now=clock)


def change(label: str, seen: Value, wanted: Value, theirs: Value = None) -> Change:
    return Change(field=label.casefold(), label=label, seen=seen, wanted=wanted, theirs=theirs)


def entry(id: int, state: EntryState, title: str, owner: str = "harbour", **more: object) -> Entry:
    facts: dict[str, object] = {"by": "you", "made_at": NOW - timedelta(minutes=7 * id), **more}
    return Entry(id=id, account=owner, kind="orders", key=f"o{id - 1}", row=id, title=title, state=state, **facts)  # type: ignore[arg-type] # a row of facts


def morning() -> DeskStand:
    """Six accounts, eight entries, three hundred lines of journal."""
    stand = DeskStand(orders=40)
    stand.account_forms = [
        replace(stand.account_forms[0], words="next look in 40 s", counts={"orders": 41_870, "stock": 300}),
        replace(stand.account_forms[1], words="", counts={"orders": 22_940}),
        account(BOLT, "albion", "Albion", words="", state="working", progress=0.62, progress_words="Mar 2024",
                complete=False, counts={"orders": 18_204}),
        account(ACME, "hillside", "Hillside", words="Acme asks us to wait 40 s", state="waiting",
                until=NOW + timedelta(seconds=40), colour="copper", counts={"orders": 6_311}),
        account(BOLT, "northgate", "Northgate", words="", state="offline", since=NOW - timedelta(hours=3, minutes=21),
                last_good=NOW - timedelta(hours=3, minutes=21), counts={"orders": 9_412}),
        account(ACME, "pantry", "Pantry", words="Acme refused the key", state="sign_in",
                last_good=NOW - timedelta(days=4), counts={"orders": 1_263}),
    ]  # fmt: skip
    stand.entries = [
        entry(CONFLICT, "conflict", "Old Mill Farm Shop", "market", words="They changed two of your three fields",
              changes=(change("Delivery day", date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 26)),
                       change("Vine tomatoes", Decimal(12), Decimal(10), Decimal(14)),
                       change("Note", None, "Call on arrival")),
              merged=(change("Ship to", "Unit 4", "Unit 4", "Unit 4, rear gate"),)),
        entry(REFUSED, "refused", "Riverside Deli Co.", "market", words="Bolt says: “Paid orders are closed.”",
              changes=(change("PO number", "7", "8"),)),
        entry(ASKED, "asked", "Cobalt Hotel Group", "northgate", act="note", label="Add note",
              words="Two notes with this text."),
        entry(DRAFT, "draft", "Nonna Lucia Trattoria",
              changes=(change("Delivery day", date(2026, 11, 24), date(2026, 11, 25)),
                       change("PO number", "NL-2219", "NL-2291"))),
        entry(OTHER_DRAFT, "draft", "The Copper Pan", "albion", changes=(change("Phone", "01632 960 114", "960 441"),)),
        entry(GOING, "waiting", "Sydney Fish Market Kitchen", not_before=NOW + timedelta(seconds=7),
              changes=(change("Note", "Dock 2", "Dock 4"),)),
        entry(WAITING, "waiting", "Grange Hall Weddings", "hillside", act="dispatch", label="Dispatch 37 lines"),
        entry(CHECKING, "checking", "Lakeview Senior Living", "northgate", act="approve", label="Approve",
              words="The line was cut while sending.", not_before=NOW + timedelta(seconds=40)),
    ]  # fmt: skip
    stand.journal_entries = [journal_entry(300 - place) for place in range(300)]
    return stand


def journal_entry(id: int) -> JournalEntry:
    whats: tuple[tuple[What, str], ...] = (
        ("came", "40 orders came"), ("sent", "Note: sent"), ("answered", "Note: taken"), ("confirmed", "As meant"),
        ("decided", "PO number: submitted"), ("account", "Connected"), ("trouble", "A page could not be read"),
    )  # fmt: skip
    what, words = whats[id % len(whats)]
    record = id % 40
    return JournalEntry(
        id=id, at=NOW - timedelta(minutes=300 - id), account=("harbour", "market")[record % 2], what=what,
        kind="orders", key=f"o{record}", title=f"Order OM-{48300 - record}", words=words, by="you",
    )  # fmt: skip


async def until(is_so: Callable[[], bool]) -> None:
    """Let the loop turn until something is so."""
    for _ in range(1000):
        if is_so():
            return
        await asyncio.sleep(0)
    raise AssertionError("it never was so")


def press(table: RowTable, key: Key, words: str) -> None:
    """Click a word at the end of a row."""
    table.choose(key)
    last = table.model().columnCount() - 1
    index = table.model().index(table.currentIndex().row(), last)
    assert words in [act.words for act in acts_of(index)], [act.words for act in acts_of(index)]
    box = table.visualRect(index)
    delegate = table.itemDelegateForColumn(last)
    for x in range(box.left(), box.right()):
        point = box.center()
        point.setX(x)
        act = delegate.act_at(index, box, point)  # type: ignore[attr-defined] # the delegate of acts
        if act is not None and act.words == words:
            point.setX(x + 6)
            QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=point)
            return
    raise AssertionError(f"{words} is not in sight")


def acts_in_sight(table: RowTable, key: Key) -> list[str]:
    """The words at the end of a row that a click would press, wherever in its cell they stand."""
    model = table.model()
    line = next(line for line in range(model.rowCount()) if table.key_at(model.index(line, 0)) == key)
    index = model.index(line, model.columnCount() - 1)
    box, delegate = table.visualRect(index), table.itemDelegateForColumn(index.column())
    points = (QPoint(x, y) for y in range(box.top(), box.bottom(), 4) for x in range(box.left(), box.right(), 2))
    found = (delegate.act_at(index, box, point) for point in points)  # type: ignore[attr-defined] # the delegate of acts
    return list(dict.fromkeys(act.words for act in found if act is not None))


def texts(table: RowTable, column: int) -> list[str]:
    """What a screen reader says of each row in one column."""
    model = table.model()
    return [str(model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]


def button(widget: QWidget, words: str) -> QPushButton:
    """The button that says that, wherever it stands."""
    found = [one for one in widget.findChildren(QPushButton) if one.accessibleName() == words and one.isVisible()]
    assert found, f"no button says {words}"
    return found[0]


def dialog() -> QWidget:
    """The dialog that is open."""
    found = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one.isModal()]
    assert found, "no dialog is open"
    return found[-1]
