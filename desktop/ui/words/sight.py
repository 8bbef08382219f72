"""What is known around the rows of a list: the accounts they belong to, and how this person writes values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from desktop.forms import AccountForm
from desktop.questions import Row
from desktop.ui.words.values import Values

UNFRESH = frozenset({"offline", "sign_in", "paused"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What is known around a row: the accounts by id, and how this person writes values."""

    values: Values
    accounts: Mapping[str, AccountForm]

    def freshness(self, row: Row) -> tuple[datetime | None, bool]:
        """When a row was last known to be true, and whether that is no longer fresh.

        An account in step has told of every change up to its last good answer, whenever the row itself was read.
        """
        account = self.accounts.get(row.account)
        if account is None:
            return row.as_of, True
        known = [at for at in (row.as_of, account.last_good if account.complete else None) if at]
        return max(known, default=None), account.state in UNFRESH


def seen(accounts: Mapping[str, AccountForm]) -> dict[str, AccountForm]:
    """The accounts with only what rows show of them, so that a history's progress makes no cell anew."""
    return {
        name: AccountForm(
            id=account.id,
            vendor=account.vendor,
            vendor_label=account.vendor_label,
            badge=account.badge,
            name=account.name,
            colour=account.colour,
            state=account.state,
            last_good=account.last_good.replace(second=0, microsecond=0) if account.last_good else None,
            complete=account.complete,
            uncounted=account.uncounted,
        )
        for name, account in accounts.items()
    }
