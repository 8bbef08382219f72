"""Pictures of every menu and list that opens over the window; each is opened as a user does it."""

from collections.abc import Callable, Mapping

from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop.ui.filters.narrowing import Narrowing
from desktop.ui.frame.navigation import Navigation
from desktop.ui.journal.page import JournalPage
from desktop.ui.parts.choices import Dropdown
from desktop.ui.tables.row_table import RowTable
from tests.pictures.stage import FILTERS, Scene, Stage


async def acts(stage: Stage) -> None:
    await stage.narrow_to(stage.drafted)
    await stage.open("orders", stage.drafted.id)
    _keep_open(stage, stage.page("orders").pane.show_menu)


async def settings(stage: Stage) -> None:
    await stage.narrow(Narrowing(text="umber"))
    side = stage.real.window.findChildren(Navigation)[0]
    _keep_open(stage, _button(side, "Settings").click)


async def filters(stage: Stage) -> None:
    """What the list can be narrowed by; what it is narrowed by is ticked."""
    await stage.narrow(Narrowing(text="umber", filters=FILTERS))
    _keep_open(stage, _button(stage.page("orders").filters, "Filter").click)


async def page_sizes(stage: Stage) -> None:
    await stage.narrow(Narrowing(text="umber"))
    _keep_open(stage, stage.page("orders").column.pager.findChildren(Dropdown)[0].showPopup)


async def sorts_of_entries(stage: Stage) -> None:
    """The list that the journal is narrowed with."""
    stage.real.window.pages.show_page("journal")
    await stage.real.settle()
    page = stage.real.window.findChildren(JournalPage)[0]
    _keep_open(stage, next(one for one in page.findChildren(Dropdown) if one.accessibleName() == "Entries").showPopup)


async def of_an_account(stage: Stage) -> None:
    stage.real.window.pages.show_page("connections")
    table, account = stage.account_row()
    table.choose(account)
    _keep_open(stage, lambda: _ask_for_menu(table))


async def of_a_change(stage: Stage) -> None:
    """What can be done with a draft in the outbox."""
    stage.real.window.pages.show_page("outbox")
    await stage.real.settle()
    entry = next(entry for entry in stage.real.desk.outbox() if entry.row == stage.drafted.id)
    table = stage.table_with(entry.id)
    table.choose(entry.id)
    _keep_open(stage, lambda: _ask_for_menu(table))


def _ask_for_menu(table: RowTable) -> None:
    """The key for menus, on the row that is chosen."""
    middle = table.visualRect(table.currentIndex()).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, middle, table.viewport().mapToGlobal(middle))
    QApplication.sendEvent(table.viewport(), event)


def _keep_open(stage: Stage, opens: Callable[[], object]) -> None:
    """Open it now, and again whenever the window had another size: it stands where it was opened."""

    def open_again() -> None:
        if (old := QApplication.activePopupWidget()) is not None:
            old.close()
        opens()

    stage.opens_again = open_again


def _button(among: QWidget, words: str) -> QAbstractButton:
    return next(one for one in among.findChildren(QAbstractButton) if one.text() == words and one.isVisible())


MENUS: Mapping[str, Scene] = {
    "act-menu": acts, "settings-menu": settings, "filter-menu": filters, "page-sizes": page_sizes,
    "journal-entries": sorts_of_entries, "account-menu": of_an_account, "outbox-menu": of_a_change,
}  # fmt: skip
