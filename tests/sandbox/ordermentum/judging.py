"""What a judge sees of an account, beside what is served."""

import json
from typing import Any

from desktop.sandbox.ordermentum.account import SupplierAccount
from desktop.sandbox.ordermentum.plans import HARBOUR
from tests.sandbox.ordermentum.houses import House, Json


def account(house: House, name: str = HARBOUR.name) -> SupplierAccount:
    found: Any = house.sandbox.world.account("ordermentum", name)
    assert isinstance(found, SupplierAccount)
    return found


def documents(house: House, kind: str, name: str = HARBOUR.name) -> dict[str, dict[str, Json]]:
    records = account(house, name).records(kind)
    return {id: {part: json.loads(body) for part, body in parts.items()} for id, parts in records.items()}


def without_secrets(value: Any, *, is_user: bool = False) -> Any:  # noqa: ANN401 - any JSON
    """As a client keeps it (contract 18.10)."""
    if isinstance(value, list):
        return [without_secrets(row) for row in value]
    if not isinstance(value, dict):
        return value
    users = ("cancelledBy", "updatedBy", "placedBy", "reportedBy")
    gone = {"sharedSecret"} | ({"email"} if is_user else set())
    return {name: without_secrets(row, is_user=name in users) for name, row in value.items() if name not in gone}
