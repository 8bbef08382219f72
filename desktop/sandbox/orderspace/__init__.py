"""Orderspace's stand-in: one value, made of what its contract says and leaves open.

Where a sentence of the contract's rules for a fake server and a recorded fact differ, the recorded fact holds: a 404
has no ETag (1). Webhooks are kept and shown, but nothing is ever sent to them: the sandbox is on no network.
"""

from collections.abc import Mapping

from desktop.sandbox.clock import Clock
from desktop.sandbox.options import Options, Switch
from desktop.sandbox.orderspace.opening import open_site
from desktop.sandbox.orderspace.plans import PLANS
from desktop.sandbox.orderspace.platform import API, Orderspace
from desktop.sandbox.orderspace.signing_in import IDENTITY
from desktop.sandbox.orderspace.tokens import Tokens
from desktop.sandbox.stand_in import StandIn

_OFF = ("off", "on")

SWITCHES = (
    Switch(name="limit_window", settings=("sliding", "fixed"), says="60 requests in any 60 seconds, or in each minute"),
    Switch(name="cursor_lost", settings=("missing", "empty", "first"), says="a lost cursor: 404, the end, or page 1"),
    Switch(name="cursor_scope", settings=("good", "lost"), says="a cursor that the filter does not let through"),
    Switch(name="no_has_more", settings=_OFF, says="lists of dispatches and invoices do not tell of more"),
    Switch(name="hide_inactive", settings=_OFF, says="what is closed or inactive is only in lists that ask for it"),
    Switch(name="bulk_partial", settings=_OFF, says="good rows of stock are taken although a bad one is refused"),
    Switch(name="stock_stamp_by_hand_only", settings=_OFF, says="orders and dispatches do not stamp stock as updated"),
    Switch(name="custom_lines_hold", settings=_OFF, says="custom lines keep an order from being fulfilled"),
    Switch(name="strict_dispatch", settings=_OFF, says="invoiced orders, preorders and held lines are not dispatched"),
    Switch(name="deleted_readable", settings=_OFF, says="a deleted record is read as deleted instead of 404"),
    Switch(name="variants_kept", settings=_OFF, says="a variant left out of a PUT stays"),
    Switch(name="product_blanks", settings=_OFF, says="a field left out of a PUT of a product is blanked"),
    Switch(name="list_lag", settings=("0", "10"), span=(0, 60), says="seconds until lists show a write"),
    Switch(name="one_token", settings=_OFF, says="a new token ends the one before"),
    Switch(name="site_features", settings=("second", "none", "both"), says="sites that have all members there are"),
)


def open_sites(options: Options, switches: Mapping[str, str], clock: Clock) -> Orderspace:
    """Both sites, each with its first data once it is asked for."""
    tokens = Tokens(clock, options.seed, switches)
    featured = {"second": PLANS[1:], "none": (), "both": PLANS}[switches["site_features"]]
    accounts = [open_site(plan, options, switches, clock, tokens, featured=plan in featured) for plan in PLANS]
    return Orderspace(accounts, tokens)


STAND_IN = StandIn(
    id="orderspace",
    servers={"api": API, "token": IDENTITY},
    switches=SWITCHES,
    shown=1,
    open=open_sites,
)
