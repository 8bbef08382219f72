"""The fields of an order and of its lines (6.3, 6.4), and when each may be edited (6.5, 6.7)."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from desktop.records import Value
from desktop.vendors.codecs import count, flag, money, to_decimal, to_instant
from desktop.vendors.contract import OF_LINE, Context, Document, Documents, Editable, Field, Lines
from desktop.vendors.ordercloud import line_xp, xp
from desktop.vendors.ordercloud.codecs import any_case, choice, moment, paragraph, phone, text
from desktop.vendors.ordercloud.login import lacks
from desktop.vendors.ordercloud.order_records import CALLED, SHIP_TO, line_key, status
from desktop.vendors.ordercloud.order_records import LINES as LINE_LIST
from desktop.vendors.ordercloud.order_walks import PART
from desktop.vendors.ordercloud.saved_addresses import saved_addresses
from desktop.vendors.places import maps_in
from desktop.vendors.tables import never

MOST_WORDS = 2_000
MOST_NAME = 100
OWN_PRICE = "PriceOverridden"
STAMP = ("updated_at",)
TOTALS = ("subtotal", "promotions", "total", *STAMP)

COUNTED = never("OrderCloud reckons it itself.")
ITS_OWN = never("OrderCloud sets it itself.")
NOT_YET_OR_OPEN = ("unsubmitted", "awaitingapproval", "open")


# ── when (6.5) ────────────────────────────────────────────────────────────────────────────────────────────────────


def _in(*states: str, roles: Sequence[str] = ("OrderAdmin",), because: str) -> Editable:
    def editable(documents: Documents, context: Context) -> str:
        here = status(documents[PART])
        return because if states and here not in states else _role(context, roles)

    return editable


def _role(context: Context, roles: Sequence[str]) -> str:
    return next((reason for role in roles if (reason := lacks(context, role))), "")


ENDED = "The order has ended: OrderCloud keeps this as it is."
_ANY_TIME = _in(because="")
_ON_THE_WAY = _in(*NOT_YET_OR_OPEN, because=ENDED)
_SHIPPING = _in(*NOT_YET_OR_OPEN, roles=("OrderAdmin", "OverrideShipping"), because=ENDED)
_TAX = _in(*NOT_YET_OR_OPEN, roles=("OrderAdmin", "OverrideTax"), because=ENDED)
_PRICE = _in(*NOT_YET_OR_OPEN, roles=("OrderAdmin", "OverrideUnitPrice"), because=ENDED)
ONLY_DRAFTS = "Lines come and go only before the order is submitted."
UNSUBMITTED = _in("unsubmitted", because=ONLY_DRAFTS)


def _one_address(documents: Documents, context: Context) -> str:
    lines = maps_in(documents[PART].get(LINE_LIST), LINE_LIST)
    if not lines:
        return "Its lines say where it goes, and there is none."
    if documents[PART].get(SHIP_TO) is None and any(line.get(SHIP_TO) for line in lines):
        return "The lines are shipped to different addresses: change them line by line."
    return _ON_THE_WAY(documents, context)


# ── fields ────────────────────────────────────────────────────────────────────────────────────────────────────────


ADDRESS = (
    ("FirstName", "First name", any_case), ("LastName", "Last name", any_case), ("CompanyName", "Company", any_case),
    ("Street1", "Street", any_case), ("Street2", "Street 2", any_case), ("City", "City", any_case),
    ("State", "Region", any_case), ("Zip", "Postal code", any_case), ("Country", "Country", any_case),
    ("Phone", "Phone", phone),
)  # fmt: skip


_SAVED = "One of the buyer’s addresses, by its ID where they are not listed"


def _address(name: str, path: str, section: str, editable: Editable, saved: str) -> tuple[Field, ...]:
    """`saved` names which of the buyer's it was: corrected, it may be none of them any more (6.7)."""
    return tuple(
        Field(
            name=f"{name}.{member}", path=(path, member), codec=codec, label=label, section=section, editable=editable,
            limit=2 if member == "Country" else MOST_NAME, moves=(*STAMP, saved),
        )
        for member, label, codec in ADDRESS
    )  # fmt: skip


def _members(name: str) -> tuple[str, ...]:
    return tuple(f"{name}.{member}" for member, _, _ in ADDRESS)


def _total(name: str, member: str, label: str) -> Field:
    return Field(name=name, path=(member,), codec=money, label=label, editable=COUNTED, section="Totals", hidden=True)


def _positive(value: Value, documents: Documents) -> str:
    if value is None:
        return "Type 0 for none."
    return "It is not below 0." if isinstance(value, Decimal) and value < 0 else ""


FIELDS: tuple[Field, ...] = (
    Field(name="number", path=("ID",), codec=text, label="Number", editable=ITS_OWN),
    Field(
        name="note", path=("Comments",), codec=paragraph, label="Comments", editable=_ANY_TIME, limit=MOST_WORDS,
        moves=STAMP,
    ),
    Field(name="vendor_state", path=("Status",), codec=text, label="Status", editable=never(
        "It moves by what is done to the order: see its acts."
    )),
    Field(name="updated_at", path=("LastUpdated",), codec=moment, label="Last updated", editable=ITS_OWN,
          hidden=True),
    Field(
        name="billing_address", path=("BillingAddressID",), codec=choice, label="Saved address", section="Bill to",
        editable=_ON_THE_WAY, limit=MOST_NAME, moves=(*STAMP, *_members("bill_to")), choices=saved_addresses,
        is_typed_too=True, hint=f"{_SAVED}; the fields below then come from it.",
    ),
    *_address("bill_to", "BillingAddress", "Bill to", _ON_THE_WAY, "billing_address"),
    Field(
        name="shipping_address", path=("ShippingAddressID",), codec=choice, label="Saved address", section="Ship to",
        editable=_ON_THE_WAY, limit=MOST_NAME, moves=(*STAMP, *_members("ship_to")), choices=saved_addresses,
        is_typed_too=True, hint=f"{_SAVED}; all lines are then shipped there.",
    ),
    *_address("ship_to", SHIP_TO, "Ship to", _one_address, "shipping_address"),
    Field(name="buyer", path=("FromCompanyID",), codec=text, label="Buyer", section="Origin", editable=ITS_OWN),
    Field(name="buyer_user", path=("FromUserID",), codec=text, label="User", section="Origin", editable=ITS_OWN),
    *(
        Field(name=name, path=(member,), codec=moment, label=label, section="Origin", editable=ITS_OWN)
        for name, member, label in (
            ("created_at", "DateCreated", "Created"), ("submitted_at", "DateSubmitted", "Submitted"),
            ("approved_at", "DateApproved", "Approved"), ("declined_at", "DateDeclined", "Declined"),
            ("canceled_at", "DateCanceled", "Canceled"), ("completed_at", "DateCompleted", "Completed"),
        )
    ),
    Field(
        name="shipping", path=("ShippingCost",), codec=money, label="Shipping", section="Charges", editable=_SHIPPING,
        check=_positive, moves=TOTALS,
    ),
    Field(
        name="tax", path=("TaxCost",), codec=money, label="Tax", section="Charges", editable=_TAX, check=_positive,
        moves=TOTALS,
    ),
    _total("subtotal", "Subtotal", "Goods"),
    _total("promotions", "PromotionDiscount", "Discount"),
    _total("base_discount", "BaseDiscount", "Discount of the shop"),
    Field(
        name="gratuity", path=("Gratuity",), codec=money, label="Gratuity", section="Charges",
        editable=never("It is for the buyer to give."),  # the platform would take it, but no edit of 11.1 is about it
    ),
    _total("fees", "Fees", "Fees"),
    _total("total", "Total", "Total"),
)  # fmt: skip


XP = xp.tree(_ANY_TIME, STAMP, xp.own_fields)


# ── lines (6.4) ───────────────────────────────────────────────────────────────────────────────────────────────────


def _quantity(value: Value, documents: Documents) -> str:
    shipped = to_decimal(documents.get(OF_LINE, {}).get("QuantityShipped")) or Decimal(0)
    if not isinstance(value, int | Decimal) or value < 1:
        return "A line has at least 1."
    return f"{shipped} are shipped already; it cannot be less." if value < shipped else ""


def _needed(value: Value, documents: Documents) -> str:
    added = to_instant(documents.get(OF_LINE, {}).get("DateAdded"))
    return "The line was added after that." if isinstance(value, datetime) and added and value < added else ""


def _price(value: Value, documents: Documents) -> str:
    """No price means the list price (6.4), which then stands there: that is said by the flag."""
    is_new = not line_key(documents.get(OF_LINE, {}))
    return _positive(value, documents) if value is not None or is_new else "Take “Own price” off for the list price."


def _own_price(value: Value, documents: Documents) -> str:
    is_own = bool(documents.get(OF_LINE, {}).get(OWN_PRICE))
    return "Type the price instead." if value and not is_own else ""


def _not_new(value: Value, documents: Documents) -> str:
    is_new = not line_key(documents.get(OF_LINE, {}))
    return "A new line goes where the order goes; change that once it is there." if is_new else ""


LINE_FIELDS: tuple[Field, ...] = (
    Field(
        name="code", path=("ProductID",), codec=text, label="Product ID", editable=UNSUBMITTED, limit=MOST_NAME,
        settled="The product of a line stays: take the line out and add another.",
    ),
    Field(name="name", path=(CALLED,), codec=text, label="Product", editable=ITS_OWN),
    Field(
        name="quantity", path=("Quantity",), codec=count, label="Quantity", editable=_ON_THE_WAY, check=_quantity,
        moves=("price", *TOTALS, "stock"),
    ),
    Field(
        name="price", path=("UnitPrice",), codec=money, label="Price", editable=_PRICE, check=_price,
        moves=("own_price", *TOTALS),
    ),
    Field(
        name="own_price", path=(OWN_PRICE,), codec=flag, label="Own price", editable=_PRICE, check=_own_price,
        moves=("price", *TOTALS), hint="Without it: the list price.",
    ),
    Field(name="shipped", path=("QuantityShipped",), codec=count, label="Shipped", editable=COUNTED),
    Field(name="needed", path=("DateNeeded",), codec=moment, label="Needed by", editable=_ON_THE_WAY,
          check=_needed, moves=STAMP),
    Field(
        name="cost_centre", path=("CostCenter",), codec=text, label="Cost centre", editable=_ON_THE_WAY,
        limit=MOST_NAME, moves=STAMP,
    ),
    *(
        Field(
            name=f"ship_to.{member}", path=(SHIP_TO, member), codec=codec, label=f"Ship to: {label.lower()}",
            editable=_ON_THE_WAY, limit=2 if member == "Country" else MOST_NAME, check=_not_new,
            moves=(*STAMP, "shipping_address"),
        )
        for member, label, codec in ADDRESS
    ),
    Field(
        name="stock_place", path=("InventoryRecordID",), codec=text, label="Stock place", limit=MOST_NAME,
        editable=_in("unsubmitted", because="Where stock is taken from is chosen before the order is submitted."),
        moves=STAMP, hint="The ID of an inventory record of its product.",
    ),
    Field(
        name="xp", path=("xp",), codec=line_xp.flat, label="Custom (xp)", check=line_xp.too_large, hint=line_xp.HINT,
        editable=line_xp.where_it_is_a_map(_ANY_TIME), moves=STAMP,
    ),
)  # fmt: skip


def new_line() -> Document:
    """A line before anything is typed."""
    return {"ID": "", "ProductID": "", "Product": {}, "Quantity": 1, "UnitPrice": None, "QuantityShipped": 0}


LINES = Lines(
    path=(LINE_LIST,), key=line_key, fields=LINE_FIELDS, add=UNSUBMITTED, remove=UNSUBMITTED, new=new_line,
    moves=TOTALS,
)  # fmt: skip
