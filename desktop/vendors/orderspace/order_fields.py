"""The fields of an order and of its lines (6.1, 6.2): all of them are shown, and why none is edited where it stands."""

from desktop.vendors.codecs import any_case, count, day, flag, money, paragraph, phone, quantity, text, utc_naive
from desktop.vendors.contract import Codec, Document, Editable, Field, Lines
from desktop.vendors.orderspace.order_records import LINES as LINE_LIST
from desktop.vendors.orderspace.order_records import line_key
from desktop.vendors.orderspace.references import WINDOWS, one_of, reference
from desktop.vendors.tables import never

ONLY_NEW = never("Orderspace lets no order be changed. “Replace order” makes a new one of it, as long as it is new.")
OF_CUSTOMER = never("Orderspace takes it from the customer when the order is placed.")
ITS_OWN = never("Orderspace sets it itself.")
RECKONED = never("Orderspace reckons it itself.")
BY_DEEDS = never("It moves by dispatches and invoices; the rest is done in Orderspace’s admin.")
BY_PRICE_LIST = never("The price list of the customer decides it; own lines get another one by “Replace order”.")

ADDRESS: tuple[tuple[str, str], ...] = (
    ("company_name", "Company"), ("contact_name", "Contact"), ("line1", "Street"), ("line2", "Street 2"),
    ("city", "City"), ("state", "Region"), ("postal_code", "Postal code"), ("country", "Country"),
)  # fmt: skip
"""Member and label of what an address has (6.4)."""


def _field(name: str, member: str, codec: Codec, label: str, editable: Editable, section: str = "") -> Field:
    return Field(
        name=name, path=tuple(member.split(".")), codec=codec, label=label, editable=editable, section=section
    )  # fmt: skip


def _address(name: str, member: str, section: str) -> tuple[Field, ...]:
    return tuple(
        _field(f"{name}.{inner}", f"{member}.{inner}", text, label, ONLY_NEW, section)
        for inner, label in ADDRESS
    )  # fmt: skip


def _total(name: str, member: str, label: str) -> Field:
    return Field(name=name, path=(member,), codec=money, label=label, editable=RECKONED, section="Totals", hidden=True)


FIELDS: tuple[Field, ...] = (
    _field("number", "number", text, "Number", ITS_OWN),
    Field(
        name="vendor_state", path=("status",), codec=text, label="Status", editable=BY_DEEDS,
        hint="What becomes of an order that is fulfilled or cancelled is noticed within a day.",
    ),
    _field("delivery_on", "delivery_date", day, "Delivery", ONLY_NEW),
    _field("reference", "reference", text, "Reference", ONLY_NEW),
    _field("po_number", "customer_po_number", text, "PO number", ONLY_NEW),
    _field("note", "customer_note", paragraph, "Customer’s note", ONLY_NEW),
    _field("internal_note", "internal_note", paragraph, "Internal note", ONLY_NEW),
    *_address("ship_to", "shipping_address", "Ship to"),
    *_address("bill_to", "billing_address", "Bill to"),
    _field("customer", "company_name", text, "Customer", OF_CUSTOMER, "Customer"),
    _field("phone", "phone", phone, "Phone", OF_CUSTOMER, "Customer"),
    _field("email", "email_addresses.orders", any_case, "E-mail for orders", OF_CUSTOMER, "Customer"),
    *(
        _field(f"email_{what}", f"email_addresses.{what}", any_case, f"E-mail for {what}", OF_CUSTOMER, "Customer")
        for what in ("dispatches", "invoices")
    ),
    _field("customer_id", "customer_id", text, "Customer’s id", ITS_OWN, "Origin"),
    _field("created_at", "created", utc_naive, "Placed", ITS_OWN, "Origin"),
    _field("source", "created_by", text, "Entered by", ITS_OWN, "Origin"),
    _field("standing_order", "standing_order_id", text, "Standing order", ITS_OWN, "Origin"),
    _field("shipping_type", "shipping_type", text, "Shipping", ITS_OWN, "Origin"),
    _field("currency", "currency", text, "Currency", BY_PRICE_LIST, "Origin"),
    _field("id", "id", text, "Orderspace’s id", ITS_OWN, "Origin"),
    _total("net_total", "net_total", "Without tax"),
    _total("total", "gross_total", "Total"),
)  # fmt: skip


def new_line() -> Document:
    """None is ever added here; the form asks for an empty one."""
    return {"id": "", "sku": "", "name": "", "quantity": 0, "unit_price": None}


LINES = Lines(
    path=(LINE_LIST,),
    key=line_key,
    fields=(
        _field("code", "sku", text, "SKU", ONLY_NEW),
        _field("name", "name", text, "Product", ONLY_NEW),
        _field("options", "options", text, "Variant", ONLY_NEW),
        _field("quantity", "quantity", count, "Quantity", ONLY_NEW),
        _field("price", "unit_price", money, "Price", BY_PRICE_LIST),
        _field("shipping", "shipping", flag, "Shipping", ONLY_NEW),
        _field("invoiced", "invoiced", count, "Invoiced", BY_DEEDS),
        _field("paid", "paid", count, "Paid", BY_DEEDS),
        _field("dispatched", "dispatched", count, "Dispatched", BY_DEEDS),
        _field("on_hold", "on_hold", flag, "On hold", BY_DEEDS),
        _field("tax", "tax_name", text, "Tax", RECKONED),
        _field("tax_rate", "tax_rate", quantity, "Tax %", RECKONED),
        _field("tax_amount", "tax_amount", money, "Tax amount", RECKONED),
        _field("category", "grouping_category.name", text, "Category", ITS_OWN),
        Field(
            name="preorder_window", path=("preorder_window_id",), codec=reference, label="Preorder window",
            editable=ITS_OWN, choices=one_of(WINDOWS, "none"),
        ),
    ),
    add=ONLY_NEW,
    remove=ONLY_NEW,
    new=new_line,
)  # fmt: skip
