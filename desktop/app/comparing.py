"""Holding the copy of a demo's account against the sandbox's own records, document by document."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from desktop.records import KINDS, Customer
from desktop.sandbox.canonical import digest
from desktop.store import lookups
from desktop.store.database import Connection
from desktop.store.rows import Stored, shares_of
from desktop.sync.account import Account
from desktop.vendors.contract import folded
from desktop.vendors.rows import encode

Hashes = Mapping[str, str]
"""The hash of each document of a record by its name."""


@dataclass(frozen=True, slots=True)
class Copied:
    """A record of the copy: with which other one it has its documents ("": with none), and their hashes."""

    owner: str
    hashes: Hashes


def copied(db: Connection, account: Account) -> dict[str, dict[str, Copied]]:
    """For each kind, every record that the copy has, by its key."""
    found: dict[str, dict[str, Copied]] = {kind: {} for kind in KINDS}
    for stored in lookups.all_records(db, account.id):
        if not stored.gone:
            documents = stored.documents or _derived(db, account, stored)
            hashes = {name: digest(body) for name, body in documents.items()}
            found[stored.kind][stored.key] = Copied(stored.owner, hashes)
    return found


def _derived(db: Connection, account: Account, stored: Stored) -> dict[str, bytes]:
    """A record that is put together from others has one document: what the sandbox's own derivation says of it."""
    resource = account.vendor.resources[stored.kind]
    customer = folded(resource.fold(account.context), shares_of(db, stored)) if resource.fold else None
    if not isinstance(customer, Customer):
        raise TypeError(f"{stored.kind} are not compared here")
    document = {
        "key": stored.key, "name": customer.name, "company": customer.company, "email": customer.email,
        "phone": customer.phone, "orders": customer.orders, "canceled": customer.cancelled,
        "sum": customer.total or Decimal(0), "first": _stamp(customer.first_order_at),
        "last": _stamp(customer.last_order_at),
    }  # fmt: skip
    return {resource.part: encode(document)}


def _stamp(at: datetime | None) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S") if at else ""


def differences(ours: Mapping[str, Copied], theirs: Mapping[str, Hashes]) -> Iterator[str]:
    """How the copy of a kind differs from the sandbox's records, in words, by an example of each."""
    shared = ours.keys() & theirs.keys()
    found = [
        ("missing here", theirs.keys() - ours.keys()),
        ("not there", ours.keys() - theirs.keys()),
        ("with another content", _others(ours, theirs, shared)),
    ]
    yield from (f"{len(keys)} {words}, for example {min(keys)}." for words, keys in found if keys)


def _others(ours: Mapping[str, Copied], theirs: Mapping[str, Hashes], keys: Iterable[str]) -> list[str]:
    """The keys of those whose documents are others; records that have them together are held against theirs together.

    What the sandbox tells of no record was read only because somebody looked at one.
    """
    together: dict[str, dict[str, str]] = {}
    for key in keys:
        together.setdefault(ours[key].owner or key, {}).update(theirs[key])
    told = {_sort(name) for hashes in theirs.values() for name in hashes}
    return [
        key
        for key, hashes in together.items()
        if hashes != {name: hash for name, hash in ours[key].hashes.items() if _sort(name) in told}
    ]


def _sort(name: str) -> str:
    """Of which sort a document is: some have an id behind it."""
    return name.partition(":")[0]
