"""The fields of what may be sold (6.7): its price and the shop's SKU may be edited where the catalogue can be read."""

from desktop.records import Value
from desktop.vendors.codecs import flag, made, quantity, text
from desktop.vendors.contract import Codec, Context, Documents, Editable, Field, Json
from desktop.vendors.ordermesh.money import price
from desktop.vendors.ordermesh.order_fields import ITS_OWN
from desktop.vendors.ordermesh.order_records import pairs
from desktop.vendors.ordermesh.stock_records import CATALOGUE, PART, WHOLE_VARIANT, decorations
from desktop.vendors.tables import never

NOT_PROVIDED = "Not provided by this vendor: OrderMesh tells of no stock."
UNREADABLE_CATALOGUE = (
    "OrderMesh does not show its catalogue whole to these credentials, and what is sent back may replace what is there."
)
NOT_READ = "It is not read yet: it is known a moment after the item was opened."
IN_PORTAL = never("It is set in OrderMesh’s portal.")
DECORATED = never(
    "Wholedesk does not edit decorations: area, size, method and print file belong together. OrderMesh’s portal does."
)


def catalogue_ids(context: Context) -> tuple[str, ...]:
    """The catalogues that may be read whole: the one that the connection names, else those of the list."""
    named = context.options.get(CATALOGUE, "")
    known: Json = context.references.get("catalogues")
    return (named,) if named else tuple(known) if isinstance(known, dict) else ()


def _where_readable(documents: Documents, context: Context) -> str:
    """Nobody knows whether an update merges or replaces a variant (7): all of it has to be sent back as read."""
    return "" if catalogue_ids(context) else UNREADABLE_CATALOGUE


def _once_read(documents: Documents, context: Context) -> str:
    """What stands in the whole variant alone is not changed before it has been seen."""
    return _where_readable(documents, context) or ("" if WHOLE_VARIANT in documents else NOT_READ)


def _price(value: Value, documents: Documents) -> str:
    return "A price is a number of 0 or more." if value is None or (not isinstance(value, str) and value < 0) else ""  # type: ignore[operator] # a number


def _as_it_is(value: Value, old: Json) -> Json:
    raise ValueError("it is not written here")


named, decorated = made("text", pairs, _as_it_is), made("text", decorations, _as_it_is)


def _field(
    name: str, member: str, codec: Codec, label: str, editable: Editable = ITS_OWN, part: str = PART, **more: object
) -> Field:
    return Field(name=name, path=(member,), codec=codec, label=label, editable=editable, part=part, **more)  # type: ignore[arg-type] # a row of facts


PRICE, SHOP_SKU = "price", "shop_sku"

FIELDS: tuple[Field, ...] = (
    _field("code", "sku", text, "SKU"),
    _field("on_hand", "no such member", quantity, "On hand", never(NOT_PROVIDED), hint="see “In open orders”"),
    _field(PRICE, "merchantPrice", price, "Price", _where_readable, check=_price, section="Prices"),
    _field("attributes", "attributes", named, "Attributes", IN_PORTAL, section="Variant"),
    _field("decorations", "decorations", decorated, "Decorations", DECORATED, section="Variant"),
    _field(SHOP_SKU, "merchantSku", text, "The shop’s SKU", _once_read, WHOLE_VARIANT, section="In the catalogue",
           hint="known once it is opened"),
    _field("product", "productId", text, "Product’s id", part=WHOLE_VARIANT, section="In the catalogue"),
    _field("skip_images", "skipImageManipulation", flag, "Images as they are", IN_PORTAL, WHOLE_VARIANT,
           section="In the catalogue"),
    _field("catalogue", "name", text, "Catalogue", IN_PORTAL, CATALOGUE, section="In the catalogue"),
    _field("enabled", "isEnabled", flag, "Catalogue in use", IN_PORTAL, CATALOGUE, section="In the catalogue"),
)  # fmt: skip
