"""The fields of an order, as section 3.3 of the contract lists them."""

from collections.abc import Mapping
from typing import Any

from desktop.vendors.codecs import any_case, choice, count, money, phone, quantity, scalar, text, utc_naive
from desktop.vendors.contract import Codec, Editable, Extras, Field
from desktop.vendors.orderdesk import checks
from desktop.vendors.orderdesk.checks import (
    BY_MOVING,
    COUNTED,
    GIVEN,
    MASKED,
    NOT_IN_USE,
    OF_ORIGIN,
    REFUNDED,
    STAMP,
    among_checkout,
)
from desktop.vendors.orderdesk.quirks import customer_note, folder_choices, is_shown_apart, po_number
from desktop.vendors.tables import always

More = Mapping[str, Any]
"""Further arguments of a Field."""


def editable(name: str, key: str, codec: Codec, label: str, **more: Any) -> Field:  # noqa: ANN401 - Field's own
    """A field that may always be edited."""
    return Field(name=name, path=(key,), codec=codec, label=label, editable=always, **{"moves": STAMP, **more})


def fixed(name: str, key: str, codec: Codec, label: str, reason: Editable, section: str = "") -> Field:
    """A field that is never edited, for a reason."""
    return Field(name=name, path=(key,), codec=codec, label=label, editable=reason, section=section)


def _total(name: str, key: str, codec: Codec, label: str) -> Field:
    return Field(name=name, path=(key,), codec=codec, label=label, editable=COUNTED, section="Totals", hidden=True)


_ADDRESS: Mapping[str, tuple[str, Codec]] = {
    "first_name": ("First name", any_case),
    "last_name": ("Last name", any_case),
    "company": ("Company", any_case),
    "address1": ("Street", any_case),
    "address2": ("Street 2", any_case),
    "address3": ("Street 3", any_case),
    "address4": ("Street 4", any_case),
    "city": ("City", any_case),
    "state": ("Region", any_case),
    "postal_code": ("Postal code", any_case),
    "country": ("Country", any_case),
    "phone": ("Phone", phone),
}
_BILLED = {key: row for key, row in _ADDRESS.items() if key not in ("address3", "address4")}
_RETURN: Mapping[str, tuple[str, Codec]] = {
    "title": ("Title", any_case),
    "name": ("Name", any_case),
    **{key: row for key, row in _BILLED.items() if key not in ("first_name", "last_name")},
}


def _address(name: str, key: str, section: str, rows: Mapping[str, tuple[str, Codec]]) -> tuple[Field, ...]:
    return tuple(
        Field(
            name=f"{name}.{member}",
            path=(key, member),
            codec=codec,
            label=label,
            editable=always,
            section=section,
            limit=checks.ADDRESS_LIMIT,
            moves=STAMP,
        )
        for member, (label, codec) in rows.items()
    )


_CHARGE: More = {"section": "Charges", "check": checks.needed, "moves": checks.TOTALS}
_NO_MONEY = "Setting this moves no money."
_PAID: More = {"section": "Payment"}
_ORIGIN: More = {"section": "Origin"}
_SENT: More = {"section": "Fulfilment"}
_KEPT: More = {"hint": "Kept among the checkout details."}

FIELDS: tuple[Field, ...] = (
    fixed("number", "source_id", text, "Number", OF_ORIGIN),
    editable("po_number", "checkout_data", po_number, "PO number", check=among_checkout(po_number), **_KEPT),
    editable("email", "email", any_case, "E-mail", moves=("email_count", *STAMP)),
    editable("note", "checkout_data", customer_note, "Customer’s note", check=among_checkout(customer_note), **_KEPT),
    editable("shipping_method", "shipping_method", text, "Shipping method", choices=checks.shipping_methods),
    editable("placed_at", "date_added", utc_naive, "Placed", check=checks.dated),
    fixed("updated_at", "date_updated", utc_naive, "Changed", GIVEN),
    Field(
        name="folder", path=("folder_id",), codec=choice(), label="Folder", editable=BY_MOVING, choices=folder_choices
    ),
    *_address("ship_to", "shipping", "Ship to", _ADDRESS),
    *_address("bill_to", "customer", "Bill to", _BILLED),
    editable("shipping", "shipping_total", money, "Shipping", **_CHARGE),
    editable("handling", "handling_total", money, "Handling", **_CHARGE),
    editable("tax", "tax_total", money, "Tax", **_CHARGE),
    editable("payment", "payment_status", choice(), "Payment", choices=checks.payments, hint=_NO_MONEY, **_PAID),
    editable("payment_type", "payment_type", text, "Paid by", **_PAID),
    fixed("card", "cc_number_masked", text, "Card", MASKED, "Payment"),
    editable("card_expiry", "cc_exp", text, "Card’s end", check=checks.expiry, **_PAID),
    editable("processor_response", "processor_response", text, "Processor", **_PAID),
    editable("processor_balance", "processor_balance", money, "Held there", check=checks.needed, **_PAID),
    fixed("refunded", "refund_total", money, "Refunded", REFUNDED, "Payment"),
    editable("source", "source_name", text, "Came from", **_ORIGIN),
    editable("customer_id", "customer_id", text, "Customer there", **_ORIGIN),
    fixed("email_count", "email_count", count, "Orders of this e-mail", COUNTED, "Origin"),
    editable("ip_address", "ip_address", text, "IP address", **_ORIGIN),
    fixed("id", "id", text, "Order Desk’s id", GIVEN, "Origin"),
    editable("fulfillment_name", "fulfillment_name", text, "Fulfilment", **_SENT),
    editable("fulfillment_id", "fulfillment_id", text, "Id there", **_SENT),
    fixed("tag_name", "tag_name", text, "Tag", NOT_IN_USE, "Fulfilment"),
    fixed("tag_color", "tag_color", text, "Tag’s colour", NOT_IN_USE, "Fulfilment"),
    *_address("return_to", "return_address", "Return address", _RETURN),
    _total("quantity_total", "quantity_total", quantity, "Units"),
    _total("weight_total", "weight_total", quantity, "Weight"),
    _total("subtotal", "product_total", money, "Goods"),
    _total("discount", "discount_total", money, "Discount"),
    _total("total", "order_total", money, "Total"),
)

EXTRAS: tuple[Extras, ...] = (
    Extras(
        prefix="checkout.",
        path=("checkout_data",),
        codec=scalar,
        section="Checkout details",
        editable=always,
        known=checks.checkout_keys,
        is_taken=is_shown_apart,
        check=checks.checkout,
        moves=STAMP,
    ),
    Extras(
        prefix="metadata.",
        path=("order_metadata",),
        codec=scalar,
        section="Hidden details",
        editable=always,
        check=checks.metadata,
        moves=STAMP,
    ),
)
