"""What a list says above its rows: working offline, loading history, what an account may not have or cannot be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication

from desktop.errors import AppError
from desktop.forms import AccountForm
from desktop.records import Kind
from desktop.ui.kit import marks
from desktop.ui.kit.marks import WRONG, Mark
from desktop.ui.kit.tokens import Tone
from desktop.ui.parts.notices import Words
from desktop.ui.words import ages
from desktop.ui.words.ages import several
from desktop.ui.words.values import Values

Does = Literal["", "again", "pause", "go_on", "show_unread", "clear"]

OFFLINE = Mark(icon="cloud-struck", tone=Tone.WARN, source=marks.LIGHTS["offline"].source)
PAUSED = marks.LIGHTS["paused"]
MOST = 2
"""More would push the rows away; the first ones matter most."""

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One bar: its words and what its link does."""

    words: Words
    does: Does = ""


def notices(
    kind: Kind, accounts: Sequence[AccountForm], waiting: int, values: Values, error: AppError | None
) -> tuple[Notice, ...]:
    """What there is to say, the most urgent first. `waiting`: changes that go out by themselves."""
    found = (
        _failed(error), _offline(accounts, waiting, values), _refused(kind, accounts), _loading(accounts, values),
        _unread(kind, accounts),
    )  # fmt: skip
    return tuple(notice for notice in found if notice)[:MOST]


def loading(accounts: Sequence[AccountForm]) -> tuple[AccountForm, ...]:
    """The accounts whose history is still coming."""
    return tuple(
        account for account in accounts if ages.is_loading(account) and not (account.complete or account.paused)
    )


def empty_words(kind: Kind, accounts: Sequence[AccountForm], *, is_narrowed: bool) -> tuple[str, str, str]:
    """What stands where rows would be: a sentence, what next, and the words of the button."""
    if is_narrowed:
        told = {
            "orders": translate("lists", "No order fits these filters."),
            "customers": translate("lists", "No customer fits these filters."),
            "stock": translate("lists", "No stock item fits these filters."),
        }
        return told[kind], "", translate("lists", "Clear filters")
    if not accounts:
        return translate("lists", "No account is connected."), "", translate("lists", "Connect an account")
    if all(kind in account.refused for account in accounts):
        barred = {
            "orders": translate("lists", "No account may see orders."),
            "customers": translate("lists", "No account may see customers."),
            "stock": translate("lists", "No account may see stock."),
        }
        return barred[kind], accounts[0].refused[kind], ""
    told = {
        "orders": translate("lists", "No orders have come yet."),
        "customers": translate("lists", "No customers are known yet."),
        "stock": translate("lists", "No stock has come yet."),
    }
    return told[kind], translate("lists", "What the platforms have appears here by itself."), ""


def sentence(accounts: Sequence[AccountForm]) -> str:
    """The grey sentence beside the title: how many accounts, and how many are not fresh."""
    if not accounts:
        return ""
    number = len(accounts)
    words = several(number, translate("lists", "{n} account"), translate("lists", "{n} accounts"))
    stale = sum(account.state in {"offline", "sign_in", "paused"} for account in accounts)
    if not stale:
        return words
    return f"{words}, " + several(
        stale, translate("lists", "{n} of them stale"), translate("lists", "{n} of them stale")
    )


def _failed(error: AppError | None) -> Notice | None:
    if error is None:
        return None
    words = Words(bold=error.title, more=error.hint, shape=WRONG, action=translate("lists", "Try again"))
    return Notice(words=words, does="again")


def _offline(accounts: Sequence[AccountForm], waiting: int, values: Values) -> Notice | None:
    away = [account for account in accounts if account.state == "offline"]
    if not away:
        return None
    since = min((account.since for account in away if account.since), default=None)
    names = (
        translate("lists", "Working offline")
        if len(away) == len(accounts)
        else translate("lists", "{accounts} cannot be reached").format(
            accounts=", ".join(account.name for account in away)
        )
    )
    told = translate("lists", "{what} since {time}.").format(what=names, time=values.instant(since)) if since else names
    more = several(
        waiting,
        translate("lists", "{n} change waits and goes by itself."),
        translate("lists", "{n} changes wait and go by themselves."),
    )
    nothing = translate("lists", "What you change waits and goes by itself.")
    return Notice(words=Words(bold=told, more=more if waiting else nothing, shape=OFFLINE))


def _refused(kind: Kind, accounts: Sequence[AccountForm]) -> Notice | None:
    barred = [account for account in accounts if kind in account.refused]
    if not barred or len(barred) == len(accounts):  # then it stands where the rows would be
        return None
    told = {
        "orders": translate("lists", "Without the orders of {accounts}."),
        "customers": translate("lists", "Without the customers of {accounts}."),
        "stock": translate("lists", "Without the stock of {accounts}."),
    }
    names = ", ".join(account.name for account in barred)
    return Notice(words=Words(bold=told[kind].format(accounts=names), more=barred[0].refused[kind], shape=marks.LOCKED))


def _loading(accounts: Sequence[AccountForm], values: Values) -> Notice | None:
    coming = loading(accounts)
    if not coming:
        return None
    if all(account.history_paused for account in coming):
        words = Words(
            bold=translate("lists", "Loading history is paused."),
            more=translate("lists", "New orders still come."),
            shape=PAUSED,
            action=translate("lists", "Go on"),
        )
        return Notice(words=words, does="go_on")
    come = [(account.name, far) for account in coming if (far := ages.loaded(account, values))]
    one_name = "{far}" if len(accounts) == 1 else translate("lists", "{account}: {far}")
    back = "; ".join(one_name.format(account=name, far=far) for name, far in come)
    more = (
        translate("lists", "Usable meanwhile. Now at {far}.").format(far=back)
        if back
        else translate("lists", "Usable meanwhile.")
    )
    words = Words(
        bold=translate("lists", "Loading history, newest first."), more=more, action=translate("lists", "Pause")
    )
    return Notice(words=words, does="pause")


def _unread(kind: Kind, accounts: Sequence[AccountForm]) -> Notice | None:
    number = sum(account.unread.get(kind, 0) for account in accounts)
    if not number:
        return None
    told = {
        "orders": (
            translate("lists", "{n} order could not be read."),
            translate("lists", "{n} orders could not be read."),
        ),
        "customers": (
            translate("lists", "{n} customer could not be read."),
            translate("lists", "{n} customers could not be read."),
        ),
        "stock": (
            translate("lists", "{n} stock item could not be read."),
            translate("lists", "{n} stock items could not be read."),
        ),
    }
    one, many = told[kind]
    words = Words(
        bold=several(number, one, many),
        more=several(number, translate("lists", "Kept as it came."), translate("lists", "Kept as they came.")),
        shape=WRONG,
        action=translate("lists", "Show"),
    )
    return Notice(words=words, does="show_unread")
