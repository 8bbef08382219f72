"""What the pictures show of a made-up desk: states that are hard to reach, and windows before the desk is open."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from desktop.forms import TotalsForm
from desktop.ui.frame.window import Window
from desktop.ui.kit.theme import Theme
from desktop.ui.opening.key_dialogs import AskPassphrase, ChoosePassphrase, KeyPage, LockedPage, TypeRecoveryCode
from desktop.ui.parts.lines import LineEdit
from tests.pictures.camera import turn
from tests.ui.desk_stand import DeskStand
from tests.ui.desk_world import NOW
from tests.ui.window_scene import Clock, morning, values_at

FEW = 12
"""Orders of a scene that shows what stands above the rows."""


@asynccontextmanager
async def made_window(stand: DeskStand, theme: Theme, page: str) -> AsyncIterator[Window]:
    """A window on a made-up desk, at one page, while the block runs."""
    window = Window(stand.desk(), theme, values_at(Clock()))
    window.show()
    window.activateWindow()
    window.begin()
    await window.tasks.idle()
    if page in ("conflict", "asked"):
        window.pages.answer_first()
    elif page:
        window.pages.show_page(page)
    await window.tasks.idle()
    await turn()
    try:
        yield window
    finally:
        window.close()


def first_start() -> DeskStand:
    stand = morning()
    stand.account_forms, stand.entries = [], []
    return stand


def in_conflict() -> DeskStand:
    """Four boxes of tomatoes more or less move the total."""
    stand = morning()
    before, mine, theirs = (Decimal(sum_) for sum_ in ("1284.50", "1271.70", "1297.30"))
    stand.conflict_totals = TotalsForm(label="Total", before=before, mine=mine, theirs=theirs)
    return stand


def only_asked() -> DeskStand:
    stand = morning()
    stand.entries = [entry for entry in stand.entries if entry.state == "asked"]
    return stand


def nothing_asked() -> DeskStand:
    """Every state but the one that opens a pane of its own, so that the rows have all the room."""
    stand = morning()
    stand.entries = [entry for entry in stand.entries if entry.state not in ("conflict", "asked")]
    return stand


def few_orders() -> DeskStand:
    stand = morning()
    stand.world = {row: made for row, made in stand.world.items() if made.kind != "orders" or row <= FEW}
    return stand


def offline() -> DeskStand:
    stand = few_orders()
    since = NOW - timedelta(minutes=40)
    stand.account_forms = [
        replace(form, state="offline", words="", since=since, last_good=since, progress=None, until=None)
        for form in stand.account_forms
    ]
    return stand


def loading() -> DeskStand:
    stand = few_orders()
    stand.account_forms[0] = replace(stand.account_forms[0], unread={"orders": 2})
    return stand


DESKS: Mapping[str, tuple[Callable[[], DeskStand], str]] = {
    "outbox": (nothing_asked, "outbox"), "conflict": (in_conflict, "conflict"), "asked": (only_asked, "asked"),
    "connections": (morning, "connections"), "first-start": (first_start, ""), "offline": (offline, "orders"),
    "loading": (loading, "orders"),
}  # fmt: skip
"""By name: the desk, and the page that is seen; "" = the one it opens on."""


def key_pages(theme: Theme) -> Mapping[str, KeyPage]:
    """The windows before the desk is open, as they look when something was typed."""
    choose, ask, code = ChoosePassphrase(theme), AskPassphrase(theme), TypeRecoveryCode(theme)
    _type(choose, "a quiet harbour at dawn")
    _type(ask, "a quiet harbor")
    ask.tell_error("This passphrase does not open the desk.", "Look at capitals and blanks, and type it again.")
    locked = LockedPage(
        theme,
        "The desk is open in another window.",
        "Close it there first. If it is not open anywhere, wait a moment and try again.",
        can_recover=True,
    )
    return {"key-choose": choose, "key-ask": ask, "key-code": code, "key-locked": locked}


def _type(page: QWidget, text: str) -> None:
    page.findChildren(LineEdit)[0].setText(text)
