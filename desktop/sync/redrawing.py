"""Rows drawn anew where only what is shown of them has changed: entries came or went, orders were counted again."""

from collections.abc import Iterable, Sequence

from desktop.store import shares, theirs
from desktop.store.database import Connection
from desktop.sync.account import Account
from desktop.sync.arrivals import Tallies, shown_of
from desktop.sync.pending import Pending, marks_of
from desktop.sync.pieces import put_together
from desktop.vendors.contract import Resource
from desktop.vendors.tallies import is_tallied


class Redrawing:
    """Draws rows of the vendor's own anew, with their entries and tallies over what is there."""

    def __init__(self, cache: Connection, pending: Pending) -> None:
        self._cache = cache
        self._pending = pending

    def tallies(self, account: Account, resource: Resource, keys: Iterable[str]) -> Tallies:
        """What the orders of these come to; nothing for kinds that have none counted beside them."""
        return shares.tallies(self._cache, account.id, resource.kind, [*keys]) if is_tallied(resource) else {}

    def rewrite(self, account: Account, resource: Resource, keys: Sequence[str]) -> tuple[shares.Owner, ...]:
        """Inside a transaction; returns what is to be folded again. Rows that are not there yet are left out."""
        owners = {key: resource.owner(key) for key in keys}
        known = theirs.known(self._cache, account.id, resource.kind, (*owners, *owners.values()))
        tallies = self.tallies(account, resource, keys)
        redrawn = []
        for key, owner in owners.items():
            if key not in known or owner not in known:
                continue
            entries = self._pending.of(account.id, resource.kind, key)
            documents, trouble = put_together(known[owner].documents, ())
            trouble = known[key].unread or trouble
            shown, _ = shown_of(account, resource, key, documents, entries, trouble, tallies.get(key))
            row, marks = known[key].row, marks_of(entries)
            redrawn.append(theirs.Redrawn(row=row, shown=shown, overlaid=bool(entries), marks=marks))
        return theirs.rewrite_shown(self._cache, redrawn)
