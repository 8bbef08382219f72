"""The fields of a row of stock (9.2, 9.3, 11): of its product, of the variant, and its figures at one place."""

from decimal import Decimal

from desktop.records import Value
from desktop.vendors.contract import Codec, Context, Documents, Field
from desktop.vendors.ordermentum.answers import STOCK_ALONE
from desktop.vendors.ordermentum.codecs import (
    by_group,
    count,
    flag,
    moment,
    money,
    paragraph,
    quantity,
    shown,
    text,
    words,
)
from desktop.vendors.ordermentum.customer_fields import GROUPS
from desktop.vendors.ordermentum.order_fields import ITS_OWN
from desktop.vendors.ordermentum.references import is_shut, location_of
from desktop.vendors.ordermentum.stock_records import ITEM, PART, PRODUCT, is_deleted, is_one_variant
from desktop.vendors.places import as_map
from desktop.vendors.tables import never

AVAILABLE, TRACKED = "available", "tracked"
OF_PRODUCT = "Of the whole product: all its variants have it."
OF_VARIANT = never("Ordermentum has no way to change a variant; what its product says is changed there.")
IN_ADMIN = never("It is chosen in Ordermentum; there is no way to it from here.")
BY_GROUP = never("Prices of groups are set in Ordermentum; how a program could set them is not told.")
MANY = "It has one figure for several variants."
STAMPS = ("product_updated_at", "updated_at")
DELETED = "The product was deleted at Ordermentum: nothing of it is changed any more."
UNREAD = "The product is not read yet: open it again in a moment."
NOT_HERE = "There is no stock of it at this location: Ordermentum makes that by itself."


def counted_part(context: Context) -> str:
    """The document that has the figures: of the chosen location, else the variant, which tells those of its product."""
    location = location_of(context)
    return f"{ITEM}{location}" if location else PART


def may_count(documents: Documents, context: Context) -> str:
    """Why the figures cannot be set, "" when they can."""
    if location_of(context):
        if is_deleted(documents):
            return DELETED
        return "" if counted_part(context) in documents else NOT_HERE
    return _counted_by_product(documents, context)


def _of_product(documents: Documents, context: Context) -> str:
    if PRODUCT not in documents:
        return UNREAD
    return DELETED if is_deleted(documents) else ""


def _counted_by_product(documents: Documents, context: Context) -> str:
    return _of_product(documents, context) or ("" if is_one_variant(documents) else MANY)


def _filled(value: Value, documents: Documents) -> str:
    return "" if words(value).strip() else "It cannot be empty."


def _price(value: Value, documents: Documents) -> str:
    if value is None:
        return "Type 0 for nothing."
    return "It is not below 0." if isinstance(value, int | Decimal) and value < 0 else ""


def _counted(value: Value, documents: Documents) -> str:
    if not isinstance(value, int | Decimal):
        return "Type 0 where there is nothing."
    return "" if value == int(value) else "Ordermentum takes whole numbers."


def _field(
    name: str, member: str, label: str, codec: Codec = text, part: str = PART, section: str = "Variant", **more: object,
) -> Field:  # fmt: skip
    usual: dict[str, object] = {"editable": OF_VARIANT if part == PART else IN_ADMIN}
    path = tuple(member.split("."))
    return Field(
        name=name, path=path, codec=codec, label=label, part=part, section=section, **{**usual, **more},  # type: ignore[arg-type] # a row of facts
    )  # fmt: skip


def _product(
    name: str, member: str, label: str, codec: Codec = text, section: str = "Product", **more: object
) -> Field:
    """What moves with it is told of its variants as well."""
    moves = (*STAMPS, *_AS_VARIANT.get(name, ())) if more.get("editable") is _of_product else ()
    return _field(name, member, label, codec, PRODUCT, section, **{"hint": OF_PRODUCT, "moves": moves, **more})


_AS_VARIANT = {"base_price": ("variant_price",), "product_code": ("code",), "visible": ("variant_visible",)}
"""Field of a product → those of a variant that say the same."""


def fields(context: Context, location: str) -> tuple[Field, ...]:
    """The fields of a row; its figures are those of a location, or of its product."""
    part = f"{ITEM}{location}" if location else PART
    shut = never(STOCK_ALONE) if is_shut(context) else never("It is chosen in Connections.")
    return (
        _product("name", "name", "Product", section="", editable=_of_product, check=_filled),
        _field("code", "SKU", "SKU", section=""),
        _product("visible", "visible", "Visible", flag, section="", editable=_of_product),
        _field(AVAILABLE, "available", "Available", quantity, part, "Stock", editable=may_count, check=_counted,
               moves=STAMPS, hint="Orders move it too."),
        _field(TRACKED, "tracked", "Tracked", flag, part, "Stock", editable=may_count,
               moves=STAMPS, hint="No more is sold than is there."),
        _field("oversell", "allowOversell", "Sold below nothing", flag, part, "Stock", editable=IN_ADMIN),
        _field("out_of_stock", "outOfStock", "Out of stock", flag, section="Stock", editable=IN_ADMIN),
        _field("location", "locationId", "Location", text, part, "Stock", editable=shut),
        _product("base_price", "basePrice", "Price", money, "Prices", editable=_of_product, check=_price),
        _product("cost", "cost", "Cost", money, "Prices", editable=_of_product, check=_price),
        _field("variant_price", "basePrice", "Price of the variant", money, section="Prices"),
        _product("prices", "prices", "By price group", by_group(as_map(context.references.get(GROUPS))), "Prices",
                 editable=BY_GROUP, hint=""),
        *_VARIANT, *_PRODUCT,
    )  # fmt: skip


_VARIANT = (
    _field("variant", "name", "Variant"),
    _field("barcode", "barcode", "Barcode"),
    _field("unit", "unit", "Unit"),
    _field("unit_size", "unitSize", "Size of the unit", count),
    _field("weight", "weight", "Weight", quantity),
    _field("variant_visible", "visible", "Visible", flag),
    _field("updated_at", "updatedAt", "Last changed", moment, editable=ITS_OWN, hidden=True),
    _field("id", "id", "Variant’s id", editable=ITS_OWN),
)
_PRODUCT = (
    _product("product_code", "SKU", "SKU of the product", editable=_of_product),
    _product("description", "description", "Description", paragraph, editable=_of_product),
    _product("sales_code", "salesCode", "Sales code", hint=""),
    _product("categories", "categoryNames", "Categories", shown, hint=""),
    _product("tags", "visibilityTags", "Visible to", shown, hint=""),
    _product("lead_time", "leadTime", "Lead time", hint=""),
    _product("delivery_days", "deliveryDays", "Delivery days", shown, hint=""),
    _product("product_updated_at", "updatedAt", "Product last changed", moment, editable=ITS_OWN, hidden=True),
    _product("product_id", "id", "Product’s id", editable=ITS_OWN, hint=""),
)
