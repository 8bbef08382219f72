"""The fields of an order and of its lines (7.2, 7.2.1), and when each may be edited (7.5)."""

from decimal import Decimal
from zoneinfo import ZoneInfo

from desktop.records import Value
from desktop.vendors.contract import Context, Document, Documents, Field, Lines
from desktop.vendors.field_rows import row_of
from desktop.vendors.ordermentum.codecs import (
    any_case,
    count,
    day_in,
    flag,
    is_yes,
    moment,
    money,
    paragraph,
    phone,
    quantity,
    shown,
    text,
    who,
)
from desktop.vendors.ordermentum.order_lists import DETAIL, PART
from desktop.vendors.ordermentum.order_records import LINES as LINE_LIST
from desktop.vendors.ordermentum.order_records import is_cancelled, is_paid, line_key
from desktop.vendors.tables import never

ITS_OWN = never("Ordermentum sets it itself.")
RECKONED = never("Ordermentum reckons it itself.")
OF_CUSTOMER = never("It is the customer’s: it is changed there, for all orders.")
OF_GROUP = never("The customer’s price group decides it.")
BY_PAYMENT = never("It moves by payments, which are made in Ordermentum.")
BY_ACT = never("“Cancel order” sets it.")
ADDED = "What a line is of is typed only while it is added."
STAMP = ("updated_at", "updated_by")
SUMS = ("subtotal", "freight", "gst", "total", "total_due")


def open_only(documents: Documents, context: Context) -> str:
    """The guard of 7.5: only what the order itself says may be changed; until it is read whole, or since a summary is
    newer, that says no in the clear cases.
    """
    order = documents[PART]
    if is_cancelled(order):
        return "The order is cancelled."
    if is_paid(order):
        return "Paid orders are locked by Ordermentum."
    if "editable" not in order and "editable" in documents.get(DETAIL, {"editable": None}):
        return ""  # only the summary is read, or it is newer: the order is read before anything is sent
    return "" if is_yes(order.get("editable")) else "Ordermentum does not let it be changed."


_field = row_of(ITS_OWN, text)


def _address(name: str, member: str, section: str) -> tuple[Field, ...]:
    rows = (
        ("name", "Name"), ("street1", "Street"), ("street2", "Street 2"), ("suburb", "Suburb"), ("state", "State"),
        ("postcode", "Postcode"), ("country", "Country"),
    )  # fmt: skip
    return tuple(
        _field(f"{name}.{inner}", f"{member}.{inner}", label, any_case, section, editable=OF_CUSTOMER)
        for inner, label in rows
    )  # fmt: skip


def _total(name: str, member: str, label: str) -> Field:
    return _field(name, member, label, money, "Totals", editable=RECKONED, hidden=True)


def fields(zone: ZoneInfo) -> tuple[Field, ...]:
    """The fields of an order; its delivery is a day of the supplier's zone."""
    return (
        _field("number", "number", "Number"),
        _field("vendor_state", "status", "Status", editable=BY_PAYMENT),
        _field("payment", "paymentStatus", "Payment", editable=BY_PAYMENT),
        _field("delivery_on", "deliveryDate", "Delivery", day_in(zone), editable=open_only, moves=(*STAMP, "delivery"),
               hint="A day of the supplier’s time zone; none is TBA there."),
        _field("po_number", "reference", "PO number", editable=open_only, moves=STAMP),
        _field("note", "comment", "Note", paragraph, editable=open_only, moves=STAMP),
        _field("customer", "retailerAlias", "Customer", section="Customer", editable=OF_CUSTOMER),
        _field("retailer", "retailerName", "Name of its own", section="Customer", editable=OF_CUSTOMER),
        _field("email", "retailer.email", "E-mail", any_case, "Customer", editable=OF_CUSTOMER),
        _field("phone", "retailer.phone", "Phone", phone, "Customer", editable=OF_CUSTOMER),
        *_address("ship_to", "retailerAddress", "Ship to"),
        *_PAYMENT, *_DATES, *_ORIGIN,
        _total("subtotal", "totalCost", "Goods"), _total("freight", "totalFreight", "Freight"),
        _total("gst", "totalGST", "GST"),
        _total("total", "total", "Total"),
    )  # fmt: skip


_PAYMENT = (
    _field("invoice_number", "invoiceNumber", "Invoice", section="Payment"),
    _field("payment_method", "paymentMethodType", "By", shown, "Payment", editable=BY_PAYMENT),
    _field("payment_delay", "paymentDelay", "Days to pay", count, "Payment", editable=OF_CUSTOMER),
    _field("total_due", "totalDue", "To be paid", money, "Payment", editable=RECKONED),
    _field("due_at", "dueAt", "Due", moment, "Payment", editable=BY_PAYMENT),
    _field("paid_at", "paidAt", "Paid", moment, "Payment", editable=BY_PAYMENT),
    _field("surcharge", "surcharge", "Surcharge", money, "Payment", editable=RECKONED),
    _field("discount", "totalDiscount", "Discount", money, "Payment", editable=RECKONED),
    _field("processing_error", "processingError", "Failed", section="Payment", editable=BY_PAYMENT),
)
_DATES = (
    _field("created_at", "createdAt", "Made", moment, "Dates"),
    _field("placed_at", "placedOn", "Placed", moment, "Dates"),
    _field("complete_at", "completeAt", "May be changed until", moment, "Dates"),
    _field("delivery", "deliveryDate", "Delivery as written", shown, "Dates", editable=never("“Delivery” sets it.")),
    _field("delivered_at", "deliveredAt", "Delivered", moment, "Dates",
           editable=never("Ordermentum has no way to say so from here.")),
    _field("cancelled_at", "cancelledAt", "Cancelled", moment, "Dates", editable=BY_ACT),
    _field("updated_at", "updatedAt", "Last changed", moment, "Dates", hidden=True),
)  # fmt: skip
_ORIGIN = (
    _field("source", "type", "Type", section="Origin"),
    _field("order_status", "orderStatus", "Order status", section="Origin", editable=BY_ACT),
    _field("created_by", "createdBy", "Made by", who, "Origin"),
    _field("placed_by", "placedBy", "Placed by", who, "Origin"),
    _field("updated_by", "updatedBy", "Changed by", who, "Origin"),
    _field("cancelled_by", "cancelledBy", "Cancelled by", who, "Origin"),
    _field("by_retailer", "placedByRetailer", "By the customer", flag, "Origin"),
    _field("invoice_reference", "invoiceReference", "Reference of the invoice", section="Origin"),
    _field("issue", "issue.comment", "Problem", paragraph, "Problem", editable=never("The customer reports it.")),
    _field("issue_type", "issue.type", "Sort", section="Problem", editable=never("The customer reports it.")),
    _field("resolution", "issue.resolution", "Resolution", paragraph, "Problem",
           editable=never("“Resolve problem” sets it.")),
    _field("properties", "properties", "Properties", shown, "Origin"),
    _field("purchaser_id", "purchaserId", "Customer’s id", section="Origin"),
    _field("id", "id", "Ordermentum’s id", section="Origin"),
)  # fmt: skip


# ── lines (7.2.1) ─────────────────────────────────────────────────────────────────────────────────────────────────


def _some(value: Value, documents: Documents) -> str:
    if not isinstance(value, int | Decimal) or value < 1:
        return "At least 1; take the line out for none."
    return "" if value == int(value) else "Ordermentum takes whole numbers."


def _needed(value: Value, documents: Documents) -> str:
    return "" if value else "It says what is ordered: the id stands in the product’s row of stock."


def new_line() -> Document:
    """A line as it is before anything is typed; the price is the server's (7.4)."""
    return {"productId": "", "variantId": None, "quantity": 1, "comment": None}


LINES = Lines(
    path=(LINE_LIST,),
    key=line_key,
    fields=(
        _field("code", "SKU", "SKU"),
        _field("name", "name", "Product"),
        _field("quantity", "quantity", "Quantity", quantity, editable=open_only, check=_some,
               moves=(*STAMP, "amount", "tax", "weight", "surcharge", *SUMS)),
        _field("price", "price", "Price", money, editable=OF_GROUP),
        _field("subtotal", "subtotal", "Subtotal", money, editable=RECKONED),
        _field("unit", "unit", "Unit"),
        _field("comment", "comment", "Note", editable=open_only, moves=STAMP),
        _field("tax", "tax", "GST", money, editable=RECKONED),
        _field("weight", "totalWeight", "Weight", quantity),
        _field("product", "productId", "Product’s id", editable=open_only, settled=ADDED, check=_needed,
               moves=(*STAMP, *SUMS)),
        _field("variant", "variantId", "Variant’s id", editable=open_only, settled=ADDED, moves=(*STAMP, *SUMS)),
    ),
    add=open_only,
    remove=open_only,
    new=new_line,
    moves=(*STAMP, *SUMS),
)  # fmt: skip
