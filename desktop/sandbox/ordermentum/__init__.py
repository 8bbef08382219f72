"""Ordermentum's stand-in: one value, made of what its contract says and leaves open."""

from collections.abc import Mapping

from desktop.sandbox.clock import Clock
from desktop.sandbox.options import Options, Switch
from desktop.sandbox.ordermentum.opening import open_supplier
from desktop.sandbox.ordermentum.plans import PLANS
from desktop.sandbox.ordermentum.platform import SERVERS, Ordermentum
from desktop.sandbox.stand_in import StandIn

_OFF = ("off", "on")

SWITCHES = (
    Switch(name="v2_order", settings=("created", "updated"), says="by what the newer lists are ordered, descending"),
    Switch(name="search_lag", settings=("0", "60"), span=(0, 600), says="seconds until the newer lists show a write"),
    Switch(name="payment_moves_order", says="a payment moves the stamp of the order"),
    Switch(name="templates_in_v2", settings=_OFF, says="favourites are in /v2/orders"),
    Switch(name="hide_disabled", settings=_OFF, says="disabled customers are listed only with disabled=true"),
    Switch(name="hide_invisible", settings=_OFF, says="invisible products only in /v1/products with visible=false"),
    Switch(name="v1_list_gone", settings=_OFF, says="GET /v1/orders answers 404"),
    Switch(name="patch_off", settings=("off", "405", "404"), says="what PATCH answers, 404 of orders alone"),
    Switch(name="lines_kept", settings=_OFF, says="a line that a change leaves out stays"),
    Switch(name="lines_without_ids", settings=_OFF, says="lines have no ids; product, variant and occurrence tell"),
    Switch(name="reprice", settings=_OFF, says="a change of lines prices the whole order anew"),
    Switch(name="purchaser_put_replaces", settings=_OFF, says="PUT of a customer blanks what is left out"),
    Switch(
        name="purchaser_ignores",
        settings=("off", "notes", "notes+minimumOrderValue+stopCredit"),
        says="members of a customer that are not taken, under a status that says success",
    ),
    Switch(name="stock_bearer_only", settings=_OFF, says="the stock host takes no key"),
    Switch(name="stock_item_ids", settings=_OFF, says="stock is set by PATCH, by the items' own ids"),
    Switch(name="limit_scope", settings=("family", "credential"), says="who waits after a refusal by pace"),
    Switch(name="cancel_keeps_stock", settings=_OFF, says="cancelling gives back nothing of what was taken"),
    Switch(name="v2_total_pages", says="meta.totalPages in the newer lists"),
    Switch(name="limit_early", settings=("0", "3"), span=(0, 11), says="requests by which each limit comes earlier"),
    Switch(name="token_hours", settings=("24", "1"), span=(1, 24), says="how long a token lives"),
    Switch(name="login_answer", settings=("current", "legacy"), says="which form a token comes in"),
    Switch(name="foreign_supplier", settings=("403", "empty"), says="what lists of another supplier answer"),
    Switch(name="stock_put_status", settings=("200", "204"), says="whether stock that was set is in the answer"),
)

SETS = {
    "mentum_old": ("patch_off=405", "lines_without_ids=on", "login_answer=legacy", "v2_total_pages=no"),
    "mentum_shy": ("hide_disabled=on", "hide_invisible=on", "v1_list_gone=on", "stock_bearer_only=on"),
    "mentum_odd": ("lines_kept=on", "reprice=on", "purchaser_put_replaces=on", "stock_item_ids=on"),
}


def open_platform(options: Options, switches: Mapping[str, str], clock: Clock) -> Ordermentum:
    """Both suppliers, each with its first data once it is asked for."""
    return Ordermentum([open_supplier(plan, options, switches, clock) for plan in PLANS])


STAND_IN = StandIn(id="ordermentum", servers=SERVERS, switches=SWITCHES, sets=SETS, shown=1, open=open_platform)
