"""The fields of a customer (8.2): what the supplier says of it may be edited, what is the retailer's own not."""

from desktop.forms import Choice
from desktop.records import Value
from desktop.vendors.codecs import to_text
from desktop.vendors.contract import Codec, Context, Documents, Field
from desktop.vendors.field_rows import not_below_nothing, row_of
from desktop.vendors.ordermentum.codecs import (
    any_case,
    choice,
    count,
    flag,
    moment,
    money,
    paragraph,
    phone,
    shown,
    text,
)
from desktop.vendors.ordermentum.customer_records import GROUP
from desktop.vendors.ordermentum.order_fields import ITS_OWN
from desktop.vendors.places import as_map
from desktop.vendors.tables import always, never

GROUPS = "price_groups"
OF_RETAILER = never("It is the retailer’s own: only the retailer changes it.")
IN_ADMIN = never("It is chosen in Ordermentum; there is no way to it from here.")
WITH_ACCOUNT = never("It is set together with the card or account that is charged; that is done in Ordermentum.")
STAMP = ("updated_at",)


def _groups(documents: Documents, context: Context) -> tuple[Choice, ...]:
    known = as_map(context.references.get(GROUPS))
    return (Choice(value="", label="none"), *(Choice(value=key, label=to_text(name)) for key, name in known.items()))


def _figure(value: Value, documents: Documents) -> str:
    """It is always one there: what is emptied would come back as 0."""
    return "Type 0 for nothing." if value is None else not_below_nothing(value, documents)


_field = row_of(OF_RETAILER, text)


def _own(name: str, member: str, label: str, codec: Codec = text, section: str = "", **more: object) -> Field:
    """What is the supplier's to say."""
    usual: dict[str, object] = {"editable": always, "moves": STAMP}
    return _field(name, member, label, codec, section, **{**usual, **more})


def _address(name: str, member: str, section: str) -> tuple[Field, ...]:
    rows = (
        ("name", "Name"), ("street1", "Street"), ("street2", "Street 2"), ("suburb", "Suburb"), ("state", "State"),
        ("postcode", "Postcode"), ("country", "Country"),
    )  # fmt: skip
    return tuple(_field(f"{name}.{inner}", f"{member}.{inner}", label, any_case, section) for inner, label in rows)


FIELDS: tuple[Field, ...] = (
    _own("alias", "retailerAlias", "Name here", hint="Your own name for it; the retailer has another."),
    _own("reference", "reference", "Customer code"),
    _own("notes", "notes", "Internal note", paragraph),
    _own("delivery_instructions", "deliveryInstructions", "Delivery instructions", paragraph),
    _own("disabled", "disabled", "Disabled", flag),
    _own("stop_credit", "stopCredit", "Credit stop", flag, "Terms", hint="No more orders: the nearest to a hold."),
    _own("minimum", "minimumOrderValue", "Minimum of an order", money, "Terms", check=_figure),
    _own("price_group", GROUP, "Price group", choice, "Terms", choices=_groups,
         hint="It decides the prices of new orders."),
    _own("payment_delay", "paymentDelay", "Days to pay", count, "Terms", check=_figure),
    _own("external_id", "externalCustomerId", "Number in your accounts", section="Terms"),
    *(
        _field(name, member, label, codec, "Terms", editable=IN_ADMIN)
        for name, member, label, codec in (
            ("payment_terms", "paymentTerms", "Payment terms", text),
            ("payment_methods", "paymentMethodTypes", "Ways to pay", shown),
            ("payment_schedule", "paymentSchedule", "Payments", text),
            ("invoice_setting", "invoiceSetting", "Invoiced", text),
            ("invoice_frequency", "invoiceFrequency", "Invoices", text),
            ("freight_group", "freightGroup.name", "Freight group", text),
            ("visibility_group", "visibilityGroup.name", "Visibility group", text),
            ("visibility_tags", "visibilityTags", "Visible to it", shown),
            ("properties", "properties", "Properties", shown),
        )
    ),
    _field("payment_method", "defaultPaymentMethodType", "Usual way to pay", shown, "Terms", editable=WITH_ACCOUNT),
    _field("name", "name", "Name", section="Retailer"),
    _field("legal_name", "retailerLegalName", "Legal name", section="Retailer"),
    _field("trading_name", "retailerTradingName", "Trading name", section="Retailer"),
    _field("abn", "retailerAbn", "ABN", section="Retailer"),
    _field("email", "retailerEmail", "E-mail", any_case, "Retailer"),
    _field("billing_email", "retailerBillingEmail", "E-mail for bills", any_case, "Retailer"),
    _field("phone", "retailerPhone", "Phone", phone, "Retailer"),
    *_address("address", "retailerAddress", "Address"),
    *_address("billing", "billingAddress", "Billing address"),
    _field("created_at", "createdAt", "Made", moment, "Origin", editable=ITS_OWN),
    _field("activated_at", "activatedAt", "Activated", moment, "Origin", editable=ITS_OWN),
    _field("ordered_at", "orderedAt", "Last order there", moment, "Origin", editable=ITS_OWN),
    _field("updated_at", "updatedAt", "Last changed", moment, "Origin", editable=ITS_OWN, hidden=True),
    _field("retailer_id", "retailerId", "Retailer’s id", section="Origin", editable=ITS_OWN),
    _field("id", "id", "Ordermentum’s id", section="Origin", editable=ITS_OWN),
)  # fmt: skip

WRITABLE = tuple(field for field in FIELDS if field.editable is always)
"""All that may be written (8.2): where a PUT may replace the record, it says all of it."""
