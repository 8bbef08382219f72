"""Records that are read again when their time has come, because no list tells what becomes of them."""

from collections.abc import Callable, Iterable
from datetime import datetime

from desktop.records import Kind
from desktop.store import follow, names
from desktop.store.database import Connection, transaction
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


def want(cache: Connection, account: Account, kind: Kind, key: str, due: datetime | None, name: str) -> None:
    """Have a record, or without a key all that are called `name`, read again, at once or when `due`: something may have
    arrived that nobody looks up any more.
    """
    with transaction(cache):
        keys = [key] if key else names.keys(cache, account.id, kind, [name]).get(name, ())
        follow.want(cache, account.id, kind, keys, due=due)
    if due is None:
        account.wake.set()
