"""The rows of the Connections page: each account with its state, its age, its copy and what can be done."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from desktop.forms import AccountForm
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.marks import LIGHTS
from desktop.ui.kit.tokens import Tone
from desktop.ui.tables.cells import Cell
from desktop.ui.tables.row_acts import RowAct
from desktop.ui.tables.shapes import Shown
from desktop.ui.words import ages
from desktop.ui.words.accounts import badge_of
from desktop.ui.words.values import Values

translate = QCoreApplication.translate

STALE = {"waiting", "offline", "sign_in"}


def row(account: AccountForm, values: Values, *, has_options: bool) -> Shown:
    """One account in two lines; `has_options`: its platform leaves something to be set."""
    mark = LIGHTS[account.state]
    tone = Tone.TEXT if mark.word_tone in (Tone.TEXT2, Tone.TEXT3) else mark.word_tone
    state, why = ages.state(account, values), ages.reason(account, values)
    reason = Cell(text=why, use=Type.SECOND, tone=Tone.TEXT2)
    vendor = Cell(text=account.vendor_label, use=Type.SECOND, tone=Tone.TEXT2)
    orders, back = ages.copy(account, values)
    good = ages.age(account.last_good, values)
    return Shown(
        key=account.id,
        cells=(
            Cell(text=account.name, use=Type.BOLD, glyphs=(badge_of(account),), under=vendor),
            Cell(text=state, tone=tone, glyphs=(mark,), under=reason, told=f"{state}, {why}" if why else state),
            Cell(text=good, use=Type.SECOND, tone=Tone.WARN if account.state in STALE else Tone.TEXT2, is_right=True),
            Cell(text=orders, use=Type.SECOND, under=Cell(text=back, use=Type.SECOND, tone=Tone.TEXT2)),
        ),
        tips=("", ages.sentence(account, values), "", " ".join(dict.fromkeys(account.refused.values()))),
        acts=(*_acts(account), RowAct(name="menu", words=translate("connections", "More"), icon="dots")),
        menu=tuple(_menu(account, has_options=has_options)),
    )


def _acts(account: AccountForm) -> tuple[RowAct, ...]:
    """The likeliest wish for an account in its state, where there is one."""
    if account.state == "sign_in":
        return (RowAct(name="sign_in", words=translate("connections", "Reconnect"), is_main=True),)
    if account.paused:
        return (RowAct(name="go_on", words=translate("connections", "Go on"), is_main=True),)
    if account.state == "offline":
        return (RowAct(name="try_now", words=translate("connections", "Try now"), is_main=True),)
    if account.history_paused and not account.complete:
        return (RowAct(name="load_history", words=translate("connections", "Go on"), is_main=True),)
    if ages.is_loading(account):
        return (RowAct(name="pause_history", words=translate("connections", "Pause"), is_main=True),)
    return ()


def _menu(account: AccountForm, *, has_options: bool) -> Iterator[RowAct]:
    """Everything that can be done with an account."""
    if account.paused:
        yield RowAct(name="go_on", words=translate("connections", "Go on fetching and sending"))
    else:
        yield RowAct(name="pause", words=translate("connections", "Pause fetching and sending"))
    if account.history_paused:
        yield RowAct(name="load_history", words=translate("connections", "Go on loading history"))
    elif not account.complete:
        yield RowAct(name="pause_history", words=translate("connections", "Pause loading history"))
    if account.read_only:
        yield RowAct(name="allow_sending", words=translate("connections", "Allow sending changes"))
    else:
        yield RowAct(name="read_only", words=translate("connections", "Make read-only"))
    yield RowAct(name="test", words=translate("connections", "Test the connection …"))
    yield RowAct(name="rename", words=translate("connections", "Name and colour …"))
    if has_options:
        yield RowAct(name="options", words=translate("connections", "Settings …"))
    yield RowAct(name="sign_in", words=translate("connections", "Sign in again …"))
    yield RowAct(name="remove", words=translate("connections", "Remove …"))
