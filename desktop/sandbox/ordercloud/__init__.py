"""Sitecore OrderCloud's stand-in: one value, made of what its contract says and leaves open.

Two SDKs that others wrote work it in the tests, unchanged but for their addresses. Where they and the contract differ,
the contract holds here: neither SDK sends a secret with a refresh token, which a client that has one wants all the same
(2.2); the Python SDK asks another host for tokens (1.1), does not know `LineItems` of old orders (6.3) and reads no
codes of the token endpoint (2.6). Missing roles are told as `InsufficientRoles`, one of the two spellings (5.1).
"""

from collections.abc import Mapping

from desktop.sandbox.clock import Clock
from desktop.sandbox.options import Options, Switch
from desktop.sandbox.ordercloud.opening import open_market
from desktop.sandbox.ordercloud.plans import PLANS
from desktop.sandbox.ordercloud.platform import OrderCloud
from desktop.sandbox.stand_in import StandIn

SWITCHES = (
    Switch(name="index_lag", settings=("3", "0", "120"), span=(0, 120), says="seconds until lists show a write"),
    Switch(name="token_minutes", settings=("600", "10"), span=(1, 600), says="how long a token lives"),
    Switch(
        name="refresh_token", settings=("keep", "rotate", "none"), says="whether there is one, and a new one each time"
    ),
    Switch(name="lock_after", settings=("5", "10"), span=(1, 10), says="failures until an account is locked"),
    Switch(name="must_change", settings=("token", "error"), says="what who must change the password gets"),
    Switch(name="byte_order_mark", settings=("no", "yes"), says="error bodies start with one"),
    Switch(name="item_range", settings=("one", "zero"), says="what ItemRange counts from"),
    Switch(name="result_cap", settings=("100000", "300"), span=(1, 100_000), says="rows that page numbers reach"),
    Switch(name="digit_ids", settings=("numbers", "text"), says="how IDs of digits sort; filters compare numbers"),
    Switch(name="order_search", says="premium order search, which /lineitems needs"),
    Switch(name="records_filter", settings=("no", "yes"), says="products are filtered by InventoryRecords.AddressID"),
    Switch(name="ended_early", settings=("never", "submitted"), says="IsSubmitted of orders that ended before it"),
    Switch(name="aside_stamps", says="comments, xp, shipments and approvals move LastUpdated"),
    Switch(name="strict_cancel", settings=("no", "yes"), says="nobody may cancel an open order"),
    Switch(name="strict_lines", says="an open order takes and loses no lines"),
    Switch(name="shipped_floor", settings=("no", "yes"), says="a line below what was shipped is refused"),
    Switch(name="cancel_returns_stock", settings=("no", "yes"), says="cancelling gives back what was taken"),
    Switch(name="worksheet_lines", settings=("0", "100"), span=(0, 100), says="most lines of a worksheet; 0: all"),
)

SETS = {
    "cloud_strict": ("strict_cancel=yes", "shipped_floor=yes", "must_change=error", "order_search=no"),
    "cloud_slow": ("index_lag=120", "aside_stamps=no"),
}


def open_cloud(options: Options, switches: Mapping[str, str], clock: Clock) -> OrderCloud:
    """Both marketplaces with their first data."""
    return OrderCloud([open_market(plan, options, switches, clock) for plan in PLANS], switches)


STAND_IN = StandIn(id="ordercloud", servers={"api": ""}, switches=SWITCHES, sets=SETS, shown=1, open=open_cloud)
