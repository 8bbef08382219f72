"""IDs are data: whatever letters one has, it stays one step of a path."""

import pytest

from desktop.records import Kind
from desktop.vendors.contract import Context
from desktop.vendors.ordercloud import VENDOR

ODD = "a/../b?c=d#e%"
ENCODED = "a%2F..%2Fb%3Fc%3Dd%23e%25"


@pytest.mark.parametrize("kind", ["orders", "customers"])
def test_an_id_of_odd_letters_leads_nowhere_else(kind: Kind) -> None:
    resource, context = VENDOR.resources[kind], Context()
    assert resource.read is not None
    asks = resource.read(ODD, context)
    asks += resource.more(ODD, {}, context) if resource.more else ()
    paths = [ask.request.path for ask in asks]
    assert any(ENCODED in path for path in paths)
    assert not any(ODD in path or ".." in path.split("/") for path in paths)
