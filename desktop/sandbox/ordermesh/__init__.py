"""OrderMesh's stand-in: one value, made of what its contract says and leaves open."""

from collections.abc import Mapping

from desktop.sandbox.clock import Clock
from desktop.sandbox.options import Options, Switch
from desktop.sandbox.ordermesh.opening import open_merchant
from desktop.sandbox.ordermesh.plans import PLANS
from desktop.sandbox.ordermesh.platform import OrderMesh
from desktop.sandbox.stand_in import StandIn

_OFF = ("no", "yes")

SWITCHES = (
    Switch(name="auth_answer", settings=("camelCase", "snake_case"), says="how answers with tokens are spelled"),
    Switch(name="list_answer", settings=("total", "no_total", "bare_array"), says="what stands around rows of a list"),
    Switch(name="page_cap", settings=_OFF, says="a page has at most 25 rows"),
    Switch(name="page_ignored", settings=_OFF, says="every page is the first"),
    Switch(name="filters_ignored", settings=_OFF, says="filters and sorting have no effect"),
    Switch(name="order_updated", settings=_OFF, says="orders are listed by their last change, not by their making"),
    Switch(name="summary_rows", settings=_OFF, says="listed orders lack items, addresses and shipmentIds"),
    Switch(name="no_content", settings=_OFF, says="updates are answered by 204"),
    Switch(name="meta_replaces", settings=_OFF, says="a sent meta replaces the map instead of adding to it"),
    Switch(name="stale_reads", settings=_OFF, says="reads are 30 seconds behind"),
    Switch(name="own_safeid", settings=_OFF, says="the server makes every safeId itself"),
    Switch(name="merchant_only", settings=_OFF, says="the client may not write to shipments"),
    Switch(name="catalogue_unreadable", settings=_OFF, says="catalogues cannot be read, only their variants"),
    Switch(name="variant_replaces", settings=_OFF, says="variantsToUpdate replace variants instead of merging"),
    Switch(name="catalogue_blanks", settings=_OFF, says="members that an edit of a catalogue leaves out are blanked"),
    Switch(name="prefixed", settings=_OFF, says="orders and notes lie under /order"),
    Switch(name="unconfirmed", settings=_OFF, says="paths that are only assumed are not there"),
)

SETS = {
    **{switch.name: (f"{switch.name}=yes",) for switch in SWITCHES if switch.settings == _OFF},
    **{setting: (f"list_answer={setting}",) for setting in ("no_total", "bare_array")},
}
"""Each profile of the contract by its own name."""


def open_mesh(options: Options, switches: Mapping[str, str], clock: Clock) -> OrderMesh:
    """Both merchants with their first data."""
    return OrderMesh([open_merchant(plan, options, switches, clock) for plan in PLANS], switches)


STAND_IN = StandIn(id="ordermesh", servers={"api": ""}, switches=SWITCHES, sets=SETS, shown=1, open=open_mesh)
