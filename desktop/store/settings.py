"""Yours: connected accounts, settings, and the secrets of a desk that has no keyring."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.store.database import Connection, transaction

ACCOUNT_COLUMNS = "id, vendor, name, colour, position, paused, read_only, settings"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    """One connected account; `settings` is what JSON can say: servers, options, state and the like, no secrets."""

    id: str
    vendor: str
    name: str
    colour: str = ""
    position: int = 0
    paused: bool = False
    read_only: bool = False
    settings: Mapping[str, object] = field(default_factory=dict)


def account_rows(db: Connection) -> tuple[AccountRow, ...]:
    """All accounts, in the user's order."""
    found = db.execute(f"SELECT {ACCOUNT_COLUMNS} FROM accounts ORDER BY position, name, id")
    return tuple(
        AccountRow(
            id=id_,
            vendor=vendor,
            name=name,
            colour=colour,
            position=position,
            paused=bool(paused),
            read_only=bool(read_only),
            settings=json.loads(settings),
        )
        for id_, vendor, name, colour, position, paused, read_only, settings in found
    )


def put_account(db: Connection, account: AccountRow) -> None:
    """Keep an account, new or changed."""
    row = (
        account.id,
        account.vendor,
        account.name,
        account.colour,
        account.position,
        account.paused,
        account.read_only,
    )
    with transaction(db):
        db.execute(
            f"INSERT OR REPLACE INTO accounts ({ACCOUNT_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, json.dumps(account.settings)),
        )


def remove_account(db: Connection, account_id: str) -> None:
    """Forget an account with its unsent changes; its journal stays."""
    with transaction(db):
        db.execute("DELETE FROM outbox WHERE account = ?", (account_id,))
        db.execute("DELETE FROM accounts WHERE id = ?", (account_id,))


def setting(db: Connection, key: str) -> object:
    """A setting, as JSON says it; None when it was never made."""
    found = db.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
    return None if found is None else json.loads(found[0])


def put_setting(db: Connection, key: str, value: object) -> None:
    with transaction(db):
        db.execute("INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)", (key, json.dumps(value)))


def secret(db: Connection, name: str) -> str | None:
    """A secret that was kept here because there is no keyring."""
    found = db.execute("SELECT secret FROM secrets WHERE name = ?", (name,)).fetchone()
    return None if found is None else str(found[0])


def put_secret(db: Connection, name: str, text: str) -> None:
    with transaction(db):
        db.execute("INSERT OR REPLACE INTO secrets (name, secret) VALUES (?, ?)", (name, text))


def remove_secret(db: Connection, name: str) -> None:
    with transaction(db):
        db.execute("DELETE FROM secrets WHERE name = ?", (name,))
