"""The fields of what may be sold (6.7): its price, the shop's SKU and its decorations may be edited where the catalogue
can be read.
"""

from desktop.records import Value
from desktop.vendors.codecs import count, flag, made, quantity, text, to_text
from desktop.vendors.contract import OF_LINE, Codec, Context, Document, Documents, Editable, Field, Json, Lines
from desktop.vendors.ordermesh.money import currency, price
from desktop.vendors.ordermesh.order_fields import ITS_OWN
from desktop.vendors.ordermesh.order_records import pairs
from desktop.vendors.ordermesh.stock_records import CATALOGUE, DECORATIONS, PART, PRICES, WHOLE_VARIANT
from desktop.vendors.places import maps_in
from desktop.vendors.tables import never

NOT_PROVIDED = "Not provided by this vendor: OrderMesh tells of no stock."
UNREADABLE_CATALOGUE = (
    "OrderMesh does not show its catalogue whole to these credentials, and what is sent back may replace what is there."
)
NOT_READ = "It is not read yet: it is known a moment after the item was opened."
IN_PORTAL = never("It is set in OrderMesh’s portal.")
NO_REMOVAL = never("Nobody knows whether one left out is gone: OrderMesh’s portal does it.")
"""Whether an update of a variant merges or replaces is not known (7)."""
AN_AREA_STAYS = "The area stays: add a decoration for another one."


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


named = made("text", pairs, _as_it_is)


def _field(
    name: str, member: str, codec: Codec, label: str, editable: Editable = ITS_OWN, part: str = PART, **more: object
) -> Field:
    return Field(name=name, path=(member,), codec=codec, label=label, editable=editable, part=part, **more)  # type: ignore[arg-type] # a row of facts


PRICE, SHOP_SKU = "price", "shop_sku"

FIELDS: tuple[Field, ...] = (
    _field("code", "sku", text, "SKU"),
    _field("on_hand", "no such member", quantity, "On hand", never(NOT_PROVIDED), hint="see “In open orders”"),
    _field(PRICE, PRICES, price, "Price", _where_readable, check=_price, section="Prices"),
    _field("attributes", "attributes", named, "Attributes", IN_PORTAL, section="Variant"),
    _field(SHOP_SKU, "merchantSku", text, "The shop’s SKU", _once_read, WHOLE_VARIANT, section="In the catalogue",
           hint="known once it is opened"),
    _field("product", "productId", text, "Product’s id", part=WHOLE_VARIANT, section="In the catalogue"),
    _field("skip_images", "skipImageManipulation", flag, "Images as they are", IN_PORTAL, WHOLE_VARIANT,
           section="In the catalogue"),
    _field("catalogue", "name", text, "Catalogue", IN_PORTAL, CATALOGUE, section="In the catalogue"),
    _field("enabled", "isEnabled", flag, "Catalogue in use", IN_PORTAL, CATALOGUE, section="In the catalogue"),
)  # fmt: skip


# ── its prices in several currencies (6.2) ────────────────────────────────────────────────────────────────────────

IN_CURRENCY = "price in:"
NO_OTHER = never("In which currencies it is sold is set in OrderMesh’s portal.")
THE_PRICE = "It is the price above."


def _if_another(documents: Documents, context: Context) -> str:
    """The price itself stands among them once more."""
    is_own = _currency_of(documents.get(OF_LINE, {})) == currency(documents.get(PART, {}).get(PRICES))
    return _where_readable(documents, context) or (THE_PRICE if is_own else "")


def _currency_of(row: Document) -> str:
    """What a price is known by; one that does not say it readably must not hide the others."""
    told = row.get("currency")
    return told if isinstance(told, str) else ""


PRICE_LINES = Lines(
    path=(PRICES, "currencies"),
    prefix=IN_CURRENCY,
    label="Prices by currency",
    row="price",
    key=_currency_of,
    called=lambda row, documents: _currency_of(row),
    fields=(
        Field(name="currency", path=("currency",), codec=text, label="Currency", editable=NO_OTHER),
        Field(name="in_currency", path=("amount",), codec=quantity, label="Price", editable=_if_another, check=_price),
    ),
    add=NO_OTHER,
    remove=NO_OTHER,
    new=lambda: {"currency": "", "amount": 0},
)


# ── its decorations ───────────────────────────────────────────────────────────────────────────────────────────────

DECORATION = "decoration:"


def area_of(decoration: Document) -> str:
    """What a decoration is known by: a variant has one for each area [assumed]."""
    return to_text(decoration.get("area"))


def _pixels(value: Value, documents: Documents) -> str:
    return "" if isinstance(value, int) and value > 0 else "It is a whole number above 0."


def _new_area(value: Value, documents: Documents) -> str:
    """Under the name of one that is there, nobody knows which of them an update would be of."""
    wanted = to_text(value).strip().casefold()
    rows = maps_in(documents.get(PART, {}).get(DECORATIONS), DECORATIONS)
    is_taken = wanted in (area_of(row).strip().casefold() for row in rows)
    return "An area is needed." if not wanted else "This area has its decoration already." if is_taken else ""


def _of_decoration(
    name: str, member: str, codec: Codec, label: str, editable: Editable = _where_readable, **more: object
) -> Field:  # fmt: skip
    return Field(name=name, path=tuple(member.split(".")), codec=codec, label=label, editable=editable, **more)  # type: ignore[arg-type] # a row of facts


DECORATION_LINES = Lines(
    path=(DECORATIONS,),
    prefix=DECORATION,
    label="Decorations",
    row="decoration",
    key=area_of,
    called=lambda decoration, documents: area_of(decoration),
    fields=(
        _of_decoration("area", "area", text, "Area", settled=AN_AREA_STAYS, check=_new_area, hint="Front, Back …"),
        _of_decoration("method", "method", text, "Method", hint="such as DirectToGarment"),
        _of_decoration("width", "width", count, "Width", check=_pixels, hint="pixels"),
        _of_decoration("height", "height", count, "Height", check=_pixels, hint="pixels"),
        _of_decoration("dpi", "dpi", count, "Dots per inch", check=_pixels),
        _of_decoration("printing", "price", price, "Price", check=_price),
        _of_decoration(
            "print_file", "printImage.sourcePrintFileUrl", text, "Print file", _once_read,
            moves=("upload", "about_upload", "stored_id", "stored_file"),
        ),
        _of_decoration("upload", "printImage.imageUploadStatus", text, "Upload", ITS_OWN),
        _of_decoration("about_upload", "printImage.imageUploadStatusDesc", text, "About the upload", ITS_OWN),
        _of_decoration("stored_id", "printImage.ourPrintFileId", text, "Stored file’s id", ITS_OWN),
        _of_decoration("stored_file", "printImage.ourPrintFileUrl", text, "Stored file", ITS_OWN),
    ),
    add=_where_readable,
    remove=NO_REMOVAL,
    new=lambda: {"area": ""},
)  # fmt: skip
