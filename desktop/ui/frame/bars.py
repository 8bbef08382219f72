"""What the outbox bar and the status strip say, from the entries and the accounts as they are now."""

from collections.abc import Sequence

from desktop.changes import Entry
from desktop.forms import AccountForm
from desktop.ui.kit.marks import EDIT_STATES, LIGHTS
from desktop.ui.outbox.rows import mark_of
from desktop.ui.parts.outbox import Detail, OutboxWords
from desktop.ui.parts.strip import LightWords
from desktop.ui.words import ages
from desktop.ui.words import entries as outbox
from desktop.ui.words.values import Values


def bar_words(entries: Sequence[Entry], accounts: Sequence[AccountForm], values: Values) -> OutboxWords:
    """The outbox bar: counts, then each sort of what asks, a single one by name."""
    if not entries:
        return OutboxWords()
    owners = {account.id: account for account in accounts}
    details = [Detail(words=told) for told in outbox.details(entries, owners, values)]
    asking = outbox.asking(entries)
    details += [Detail(words=told, mark=mark_of(state)) for state, told in asking]
    has_typed = any(entry.state == "draft" for entry in entries) or bool(asking)
    return OutboxWords(
        title=outbox.headline(entries),
        details=tuple(details),
        mark=EDIT_STATES["draft" if has_typed else "waiting"],
        can_take_back=bool(outbox.newest_in_grace(entries, values)),
        asks=bool(asking),
    )


def lights(accounts: Sequence[AccountForm], values: Values) -> tuple[LightWords, ...]:
    """One light for each account."""
    return tuple(
        LightWords(
            key=account.id, name=account.name, mark=LIGHTS[account.state], words=ages.light(account, values),
            short=ages.short(account), tip=ages.sentence(account, values),
        )
        for account in accounts
    )  # fmt: skip


def pacing(accounts: Sequence[AccountForm]) -> str:
    """Which platforms are waited for just now, and why; "" where none is. How long still is told by their lights."""
    waits = (account.words for account in accounts if account.state == "waiting" and account.until)
    return " ".join(dict.fromkeys(waits))


def is_counting(entries: Sequence[Entry], accounts: Sequence[AccountForm], values: Values) -> bool:
    """Whether something on screen counts seconds."""
    now = values.now()
    moments = [entry.not_before for entry in entries] + [account.until for account in accounts]
    return any(moment is not None and moment > now for moment in moments)
