"""The lines of an order, as section 4 of the contract lists them."""

from desktop.vendors.codecs import choice, count, money, quantity, text, to_text
from desktop.vendors.contract import Document, Lines
from desktop.vendors.orderdesk import checks
from desktop.vendors.orderdesk.checks import LINE_TOTALS, ROUTED
from desktop.vendors.orderdesk.fields import More, editable, fixed
from desktop.vendors.orderdesk.quirks import pairs
from desktop.vendors.tables import always

_COUNTS: More = {"moves": LINE_TOTALS, "check": checks.needed}
_VARIATION = "Like “Size: Large; Colour: Black”."
_HIDDEN = "Like “print_sku: 7; image: front.png”."


def new_line() -> Document:
    """An added line before anything is typed; it has no id, which is how the platform knows it as new."""
    blank = {"name": "", "code": "", "price": 0, "quantity": 1, "weight": 0}
    return {**blank, "delivery_type": "ship", "category_code": "", "variation_list": [], "metadata": []}


def line_key(line: Document) -> str:
    """The platform's id of the line; "" for one that was added here."""
    return to_text(line.get("id"))


LINES = Lines(
    path=("order_items",),
    key=line_key,
    fields=(
        editable("code", "code", text, "SKU"),
        editable("name", "name", text, "Product"),
        editable("quantity", "quantity", count, "Quantity", moves=LINE_TOTALS, check=checks.ordered),
        editable("price", "price", money, "Price", **_COUNTS),
        editable(
            "details", "variation_list", pairs, "Variation", hint=_VARIATION, check=checks.written("variation_list")
        ),
        editable("weight", "weight", quantity, "Weight", **_COUNTS),
        editable("delivery", "delivery_type", choice(), "Delivery", choices=checks.deliveries),
        editable("category", "category_code", text, "Category"),
        editable("metadata", "metadata", pairs, "Hidden details", hint=_HIDDEN, check=checks.written("metadata")),
        fixed("fulfilment", "fulfillment_method", text, "Fulfilment", ROUTED),
    ),
    add=always,
    remove=always,
    new=new_line,
    moves=LINE_TOTALS,
)
