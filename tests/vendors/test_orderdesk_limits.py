"""How much fits at Order Desk (2.4): what is longer is refused while it is typed, for there it would be cut or lost."""

import json

import pytest

from desktop.changes import Change
from desktop.vendors.orderdesk.orders import ORDERS
from desktop.vendors.tables import refusal
from tests.vendors.made import CONTEXT, order

OF_ADDRESSES = [field.name for field in ORDERS.fields if field.path[0] in ("shipping", "customer", "return_address")]


def test_hidden_details_may_have_2000_characters_together_and_not_one_more() -> None:
    """As JSON, the names and what is in the others with them."""
    fresh = order(order_metadata={"shelf": "3", "gift": ""})
    room = 2000 - len(json.dumps(fresh["order_metadata"], separators=(",", ":")))
    assert refusal(ORDERS, {"order": fresh}, CONTEXT, Change(field="metadata.gift", seen="", wanted="x" * room)) == ""
    longer = Change(field="metadata.gift", seen="", wanted="x" * (room + 1))
    problem = refusal(ORDERS, {"order": fresh}, CONTEXT, longer)
    assert "2000 characters together; with this they have 2001" in problem


@pytest.mark.parametrize("name", OF_ADDRESSES)
def test_a_field_of_an_address_may_have_100_characters_and_not_one_more(name: str) -> None:
    """Longer ones were seen cut in mid-word."""
    fits, longer = (Change(field=name, seen="", wanted="x" * size) for size in (100, 101))
    assert refusal(ORDERS, {"order": order()}, CONTEXT, fits) == ""
    assert "may have 100 characters; this has 101." in refusal(ORDERS, {"order": order()}, CONTEXT, longer)
