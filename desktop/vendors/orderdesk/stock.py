"""Stock: the inventory items of section 6, read and written whole."""

from dataclasses import replace
from decimal import Decimal

from desktop.records import StockItem
from desktop.vendors.addresses import reads
from desktop.vendors.codecs import count, money, quantity, text, to_decimal, utc_naive
from desktop.vendors.contract import Context, Document, Documents, Field, Resource, Stop, Sweep
from desktop.vendors.deriving import derived
from desktop.vendors.orderdesk import checks, walks
from desktop.vendors.orderdesk.batches import ITEMS
from desktop.vendors.orderdesk.checks import GIVEN, STAMP
from desktop.vendors.orderdesk.edits import answered, put_whole
from desktop.vendors.orderdesk.fields import More, editable, fixed
from desktop.vendors.orderdesk.quirks import pairs
from desktop.vendors.tables import never

PART = "item"
OUR_NAME = "Wholedesk"
_WRITER = never("Wholedesk puts its own name here.")
_MOVES = ("update_source", *STAMP)
_VARIATION: More = {"moves": _MOVES, "check": checks.written("variation_list", PART)}
_HIDDEN: More = {"moves": _MOVES, "check": checks.written("metadata", PART)}

FIELDS: tuple[Field, ...] = (
    editable("code", "code", text, "SKU", check=checks.filled, moves=_MOVES),
    editable("name", "name", text, "Product", check=checks.filled, moves=_MOVES),
    editable("on_hand", "stock", count, "On hand", check=checks.whole, moves=_MOVES),
    editable("price", "price", money, "Price", check=checks.needed, moves=_MOVES),
    editable("cost", "cost", money, "Cost", check=checks.needed, moves=_MOVES),
    editable("place", "location", text, "Location", moves=_MOVES),
    editable("weight", "weight", quantity, "Weight", check=checks.needed, moves=_MOVES),
    editable("manufacturer_sku", "manufacturer_sku", text, "Maker’s SKU", moves=_MOVES),
    editable("details", "variation_list", pairs, "Variation", hint="Like “Size: Large; Colour: Black”.", **_VARIATION),
    editable("metadata", "metadata", pairs, "Hidden details", hint="Like “shelf: 3; image: front.png”.", **_HIDDEN),
    fixed("update_source", "update_source", text, "Written by", _WRITER, "Origin"),
    fixed("id", "id", text, "Order Desk’s id", GIVEN, "Origin"),
    fixed("added_at", "date_added", utc_naive, "Made", GIVEN, "Origin"),
    fixed("updated_at", "date_updated", utc_naive, "Changed", GIVEN, "Origin"),
)


def _on_hand(documents: Documents, context: Context) -> Decimal | None:
    return to_decimal(documents[PART].get("stock"))


derive = derived(StockItem, PART, FIELDS, on_hand=_on_hand)
"""The stock item. Raises ValueError for what cannot be read."""


def signed(item: Document, fresh: Document) -> Document | Stop:
    """The whole item with our name as its last writer (6)."""
    return {**item, "update_source": OUR_NAME}


item_truth = answered("inventory_item", PART, needs="stock")

_READ = Resource(kind="stock", part=PART, fields=FIELDS, derive=derive)

STOCK = replace(
    _READ,
    history=(walks.STOCK_HISTORY,),
    news=(walks.STOCK_NEWS,),
    sweeps=(Sweep(walks=(walks.STOCK_SWEEP,)),),
    read=reads("/inventory-items", walks.ITEM),
    write=put_whole(_READ, "/inventory-items", "inventory_item", signed, item_truth, exact="on_hand", batch=ITEMS),
)
