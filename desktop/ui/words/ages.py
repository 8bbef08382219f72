"""Ages, waits and accounts in words, as the strip, the sidebar and Connections say them."""

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QLocale

from desktop.forms import AccountForm
from desktop.ui.words.values import Values

translate = QCoreApplication.translate

FRESH = timedelta(seconds=90)
"""Below this an age reads "now"."""

COUNTED = timedelta(seconds=90)
"""Waits that are told in seconds; of longer ones it is told when they end."""


def several(count: int, one: str, many: str) -> str:
    """`one` or `many` with the number, grouped by locale, in place of {n}."""
    return (one if count == 1 else many).replace("{n}", QLocale().toString(count))


def age(at: datetime | None, values: Values) -> str:
    """How old something is: now, 2 min, then the moment itself; "" when it never was."""
    if at is None:
        return ""
    now = values.now()
    if now - at < FRESH:
        return translate("words", "now")
    if now - at < timedelta(hours=1):
        return translate("words", "{n} min").format(n=int((now - at).total_seconds() // 60))
    return values.instant(at)


def left(until: datetime, values: Values) -> str:
    """How long is left: 7 s, 3 min, 2 h. Never less than a second."""
    seconds = max(1, round((until - values.now()).total_seconds()))
    if seconds <= COUNTED.total_seconds():
        return translate("words", "{n} s").format(n=seconds)
    if seconds <= 90 * 60:
        return translate("words", "{n} min").format(n=round(seconds / 60))
    return translate("words", "{n} h").format(n=round(seconds / 3600))


def is_loading(account: AccountForm) -> bool:
    """Whether a history is coming, also where its platform does not tell how much of it there is."""
    return account.progress is not None or (account.loading is not None and not account.complete)


def light(account: AccountForm, values: Values) -> str:
    """An account's state in the strip, after its name: "now", "loading Mar 2024, 62 %", "paused, 8 min"."""
    seen = age(account.last_good, values)
    said = _light(account, values)
    if account.state in ("sign_in", "paused", "read_only") or (account.state == "waiting" and not account.until):
        return f"{said}, {seen or '–'}"
    return said or seen


def short(account: AccountForm) -> str:
    """An account's state in the strip where there is little room: "62 %", "offline"; "" where it is short already."""
    match account.state:
        case "working" if account.progress_words or is_loading(account):
            return _share(account) or translate("words", "loading")
        case "waiting" if account.until:
            return ""
    return _word(account)


def _word(account: AccountForm) -> str:
    """A state as briefly as it can be said; "" of an account that is in step or at work."""
    match account.state:
        case "waiting":
            return translate("words", "waits")
        case "offline":
            return translate("words", "offline")
        case "sign_in":
            return translate("words", "sign in")
        case "paused":
            return translate("words", "paused")
        case "read_only":
            return translate("words", "read only")
    return ""


def _share(account: AccountForm) -> str:
    if account.progress is None:
        return ""
    return translate("words", "{n}\u00a0%").format(n=int(account.progress * 100))


def loaded(account: AccountForm, values: Values) -> str:
    """How far a history has come: "Mar 2024, 62 %, 3 min left", "stock, 340 of 600, 56 %"; "" where it is not known."""
    kind = _kind(account.loading) if account.loading not in (None, "orders") else ""
    if account.loading and account.loading in account.progress_words:  # "26 customers"
        kind = ""
    more = translate("words", "{time} left").format(time=left(account.ready_at, values)) if account.ready_at else ""
    return ", ".join(filter(None, (kind, account.progress_words, _share(account), more)))


def _light(account: AccountForm, values: Values) -> str:
    match account.state:
        case "working" if (account.progress_words or is_loading(account)) and (far := loaded(account, values)):
            return translate("words", "loading {what}").format(what=far)
        case "working" if is_loading(account) or account.last_good is None:
            return translate("words", "loading")
        case "waiting" if account.until:
            return translate("words", "waits {time}").format(time=left(account.until, values))
        case "offline" if account.since:
            return translate("words", "offline since {time}").format(time=values.instant(account.since))
        case "sign_in":
            return translate("words", "sign in again")
    return _word(account)


def state(account: AccountForm, values: Values) -> str:
    """The first words of an account's row: "In step", "Loading history", "Waiting 40 s"."""
    match account.state:
        case "working" if is_loading(account):
            return translate("words", "Loading history")
        case "working":
            return translate("words", "Working")
        case "waiting" if account.until:
            return translate("words", "Waiting {time}").format(time=left(account.until, values))
        case "waiting":
            return translate("words", "Waiting")
        case "offline":
            return translate("words", "Offline")
        case "sign_in":
            return translate("words", "Sign in again")
        case "paused":
            return translate("words", "Paused")
        case "read_only":
            return translate("words", "Read only")
    return translate("words", "In step")


def reason(account: AccountForm, values: Values) -> str:
    """The second line of an account's row: why it is in that state, and what comes next."""
    match account.state:
        case "offline" if account.since:
            since = translate("words", "since {time}").format(time=values.instant(account.since))
            return f"{since}. {account.words}" if account.words else since
        case "in_step" | "working" | "read_only" if account.history_paused and not account.complete:
            return translate("words", "the history is paused")
        case "working" if is_loading(account):
            return loaded(account, values) or account.words
        case "waiting" if account.until and account.until - values.now() > COUNTED:
            until = translate("words", "Until {time}.").format(time=values.instant(account.until))
            return f"{account.words} {until}".strip()
        case _ if account.words and account.words.casefold() != state(account, values).casefold():
            return account.words
        case "paused":
            return translate("words", "nothing is fetched or sent")
        case "read_only":
            return translate("words", "looks, but sends nothing")
    return ""


def sentence(account: AccountForm, values: Values) -> str:
    """The whole state in one line, for tips and screen readers."""
    why = reason(account, values)
    head = f"{account.name}, {account.vendor_label}: {state(account, values)}"
    seen = age(account.last_good, values)
    known = translate("words", "Last good: {age}").format(age=seen) if seen else ""
    return ". ".join(part.removesuffix(".") for part in (head, why, known) if part)


def _kind(kind: str) -> str:
    names = {
        "orders": translate("words", "orders"), "customers": translate("words", "customers"),
        "stock": translate("words", "stock"),
    }  # fmt: skip
    return names[kind]


def copy(account: AccountForm, values: Values) -> tuple[str, str]:
    """What is in the copy: "22,940 orders", and how far back it goes, or what is not in it."""
    count = account.counts.get("orders", 0)
    orders = translate("words", "{n} order") if count == 1 else translate("words", "{n} orders")
    orders = orders.format(n=values.count(count))
    if account.refused:
        missing = ", ".join(_kind(kind) for kind in account.refused)
        return orders, translate("words", "without {kinds}").format(kinds=missing)
    if account.complete:
        return orders, translate("words", "complete")
    if account.back_to:
        return orders, translate("words", "back to {day}").format(day=values.instant(account.back_to))
    return orders, ""


def may_send(account: AccountForm) -> bool:
    """Whether changes go out, at the latest when the line is back: not before the user does something about it."""
    return not (account.paused or account.read_only or account.state == "sign_in")


def hold(account: AccountForm | None, values: Values) -> str:
    """Why nothing of an account goes out now, whatever was submitted; "" where it may."""
    if account is None:
        return ""
    if account.paused or account.state == "paused":
        return translate("words", "the account is paused")
    if account.state == "sign_in":
        return translate("words", "sign in again first")
    if account.read_only or account.state == "read_only":
        return translate("words", "the account is read only")
    return _light(account, values) if account.state == "offline" else ""


def needs_user(account: AccountForm) -> bool:
    """Whether only the user can bring this account back."""
    return account.state == "sign_in"
