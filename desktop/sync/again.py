"""Records that are read again when their time has come, because no list tells what becomes of them."""

from collections.abc import Callable, Iterable
from datetime import datetime

from desktop.store import follow
from desktop.store.database import Connection
from desktop.sync.account import Account
from desktop.vendors.contract import Documents, Resource


def want_again(
    cache: Connection, account: Account, resource: Resource, keys: Iterable[str],
    documents: Callable[[Account, Resource, str], Documents], now: datetime,
) -> None:  # fmt: skip
    """Inside a transaction: note when each of these records is due, where the vendor's tables say so."""
    if resource.again is None:
        return
    for key in keys:
        known = documents(account, resource, key)
        due = resource.again(known, now) if known else None
        if due is not None:
            follow.want(cache, account.id, resource.kind, [key], due=due, is_idle=True)
