"""An account's state in words, for its light and its row in Connections."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from desktop.forms import AccountForm, AccountState
from desktop.store.rows import Count
from desktop.sync.account import Account

IN_WORDS: Mapping[AccountState, str] = {
    "in_step": "looks for news every minute",
    "paused": "nothing is fetched or sent",
    "read_only": "news are fetched, nothing is sent",
    "working": "fetching news",
}


def account_form(account: Account, counted: Sequence[Count], now: datetime) -> AccountForm:
    """What the window shows of an account."""
    kept, state, progress = account.settings, account.state(), account.progress
    worst = account.troubles.worst
    counts = {count.kind: count for count in counted if count.account == kept.id}
    return AccountForm(
        id=kept.id,
        vendor=kept.vendor,
        vendor_label=account.vendor.label,
        badge=account.vendor.badge,
        name=kept.name,
        colour=kept.colour,
        state=state,
        words=_words(account, state),
        since=worst.since if worst else None,
        until=account.waits_until(now),
        last_good=account.last_good,
        progress=None if progress.complete else progress.fraction,
        progress_words=progress.words,
        loading=progress.kind,
        ready_at=progress.ready_at,
        history_paused=kept.history_paused,
        paused=kept.paused,
        read_only=kept.read_only,
        complete=progress.complete,
        back_to=progress.back_to,
        counts={kind: count.total for kind, count in counts.items()},
        unread={kind: count.unread for kind, count in counts.items() if count.unread},
        refused={each.kind: words for each in account.resources() if (words := account.refused(each))},
        uncounted=next((each.uncounted for each in account.resources() if each.uncounted), ""),
        credentials=dict(kept.credentials),
        options=dict(kept.options),
        offers=account.vendor.offers(account.context),
        servers=dict(kept.servers),
    )


def _words(account: Account, state: AccountState) -> str:
    if state == "waiting" and account.client.waits_for() > 0:
        return f"{account.vendor.label} asks us to wait."
    if state in ("waiting", "offline", "sign_in"):
        return account.troubles.words()
    if state == "working" and not account.progress.complete:
        if account.settings.history_paused:
            return "the history is paused"
        return account.progress.words or "newest first"
    return IN_WORDS.get(state, "")
