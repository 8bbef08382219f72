"""The fields of a row of stock (6.5 to 6.7): of the whole product, of the variant, of its level; and its prices."""

from collections.abc import Mapping

from desktop.records import Value
from desktop.vendors.codecs import count, flag, made, money, paragraph, quantity, text, to_text
from desktop.vendors.contract import Codec, Context, Document, Documents, Editable, Field, Json
from desktop.vendors.field_rows import not_below_nothing
from desktop.vendors.orderspace.order_fields import ITS_OWN
from desktop.vendors.orderspace.references import (
    CATEGORIES,
    PRICE_LISTS,
    TAX_RATES,
    currencies_of,
    labels_of,
    one_of,
    reference,
)
from desktop.vendors.orderspace.stock_records import BY_LIST, LEVEL, PART, VARIANT
from desktop.vendors.places import as_map
from desktop.vendors.tables import always, never

ON_HAND, AVAILABLE = "on_hand", "available"
OF_PRODUCT = "Of the whole product: all its variants have it."
EITHER = "The other figure moves along: set one of them."
SWITCHED_OFF = "Orderspace keeps this only where it is switched on in its admin."
"""Why a member that the product or variant does not have is not set (6.5, 6.6)."""


# ── when, and what would not be taken ─────────────────────────────────────────────────────────────────────────────


def _tracked(documents: Documents, context: Context) -> str:
    return "" if LEVEL in documents else "Orderspace does not track the stock of this item."


def _if_there(part: str, member: str, because: str = SWITCHED_OFF) -> Editable:
    return lambda documents, context: "" if member in documents.get(part, {}) else because


def _filled(value: Value, documents: Documents) -> str:
    return "" if to_text(value).strip() else "It cannot be empty."


def _price(value: Value, documents: Documents) -> str:
    return "Type 0 for nothing." if value is None else not_below_nothing(value, documents)


def _some(value: Value, documents: Documents) -> str:
    """Nothing is told by null: 0 is refused."""
    is_whole = value is None or (isinstance(value, int) and value > 0)
    return "" if is_whole else "It is a whole number above 0; empty for none."


def _counted(value: Value, documents: Documents) -> str:
    return "A stock that is tracked has a number: 0 where there is nothing." if value is None else ""


# ── codecs ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _options(value: Json) -> Value:
    return ", ".join(f"{name}: {to_text(each)}" for name, each in as_map(value, "options").items())


def _as_it_is(value: Value, old: Json) -> Json:
    raise ValueError("it is not written here")


options = made("text", _options, _as_it_is)


# ── fields ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _field(
    name: str, member: str, label: str, codec: Codec = text, part: str = PART, section: str = "Product",
    **more: object,
) -> Field:  # fmt: skip
    usual: dict[str, object] = {"editable": always, "hint": OF_PRODUCT if part == PART else ""}
    return Field(
        name=name, path=(member,), codec=codec, label=label, part=part, section=section, **{**usual, **more}  # type: ignore[arg-type] # a row of facts
    )  # fmt: skip


def _of_variant(
    name: str, member: str, label: str, codec: Codec = text, section: str = "Variant", **more: object
) -> Field:
    return _field(name, member, label, codec, VARIANT, section, **more)


_FIGURE: Mapping[str, object] = {"editable": _tracked, "check": _counted, "hint": EITHER}
_LIMIT = "Orderspace keeps it with the {}, by a setting of its admin."
_BY_ADMIN = never("It is chosen in Orderspace’s admin.")

FIELDS: tuple[Field, ...] = (
    _of_variant("code", "sku", "SKU", section="", check=_filled, hint="Stock and order lines go by it."),
    _field("name", "name", "Product", section="", check=_filled),
    _field("active", "active", "Active", flag, section=""),
    _field(ON_HAND, "on_hand", "On hand", quantity, LEVEL, "Stock", moves=(AVAILABLE,), **_FIGURE),
    _field(AVAILABLE, "available", "Available", quantity, LEVEL, "Stock", moves=(ON_HAND,), **_FIGURE),
    _of_variant("price", "unit_price", "Price", money, "Prices", check=_price),
    _of_variant("rrp", "rrp", "Retail price", money, "Prices", check=_price),
    _of_variant("options", "options", "Options", options, editable=_BY_ADMIN),
    _of_variant("barcode", "barcode", "Barcode"),
    _of_variant("backorder", "backorder", "Ordered without stock", flag),
    _of_variant("minimum", "minimum", "Minimum", count, check=_some,
                editable=_if_there(VARIANT, "minimum", _LIMIT.format("product"))),
    _of_variant("multiple", "multiple", "In multiples of", count, check=_some),
    _of_variant("weight", "weight", "Weight (kg)", quantity, check=_price),
    _of_variant("tax_rate", "tax_rate_id", "Tax rate", reference, choices=one_of(TAX_RATES, "the usual one")),
    _of_variant("place", "location", "Place", editable=_if_there(VARIANT, "location")),
    _of_variant("variant_id", "id", "Variant’s id", editable=ITS_OWN),
    _field("product_code", "code", "Product code", check=_filled),
    _field("description", "description", "Description", paragraph),
    _field("product_minimum", "minimum", "Minimum of the product", count, check=_some,
           editable=_if_there(PART, "minimum", _LIMIT.format("variants"))),
    *(
        _field(member, member, label, editable=_if_there(PART, member))
        for member, label in (
            ("tariff_code", "Tariff code"), ("country_of_origin", "Country of origin"), ("composition", "Composition"),
        )
    ),
    _field("grouping_category", "grouping_category_id", "Grouped on orders by", reference,
           choices=one_of(CATEGORIES, "none"), editable=_if_there(PART, "grouping_category_id")),
    _field("id", "id", "Product’s id", editable=ITS_OWN),
)  # fmt: skip


def price_fields(context: Context) -> tuple[Field, ...]:
    """The price of the variant in each price list of the account, in the currency of that list (6.6)."""
    currencies = currencies_of(context)
    return tuple(
        Field(
            name=f"price.{key}", path=(BY_LIST, key), part=VARIANT, codec=money, label=f"In {label}", section="Prices",
            editable=always, check=not_below_nothing, hint="Empty: the price by the list’s rate.",
            currency=currencies[key],
        )
        for key, label in labels_of(context, PRICE_LISTS).items()
    )  # fmt: skip


def new_prices(rows: list[Document], prices: Document) -> list[Document]:
    """The rows of prices as they are sent: what is emptied is told to be none, what is not told stays (10)."""
    known = {to_text(row.get("id")) for row in rows}
    told = [{**row, "unit_price": prices.get(to_text(row.get("id")))} for row in rows]
    return [
        *told,
        *({"id": key, "unit_price": price} for key, price in prices.items() if key not in known and price is not None),
    ]
