"""The categories of a product (6.5), typed by their names: each is written by its id alone (10)."""

from collections.abc import Mapping

from desktop.records import Value
from desktop.vendors.codecs import made, to_text
from desktop.vendors.contract import Codec, Context, Document, Documents, Field, Json
from desktop.vendors.orderspace.references import CATEGORIES, labels_of
from desktop.vendors.orderspace.stock_records import PART
from desktop.vendors.places import maps_in

BETWEEN = ";"
NONE = "Orderspace has no categories, or has not told them yet."


def _decode(value: Json) -> Value:
    return f"{BETWEEN} ".join(to_text(row.get("name")) for row in maps_in(value, "categories"))


def _names(value: Value) -> list[str]:
    """Names as typed, each once."""
    return list(dict.fromkeys(filter(None, (name.strip() for name in str(value or "").split(BETWEEN)))))


def _same(a: Value, b: Value) -> bool:
    return set(_names(a)) == set(_names(b))


def _codec(known: Mapping[str, str]) -> Codec:
    """By these categories, id → name; those that a product has already keep their ids."""

    def found(name: str) -> Document:
        ids = [key for key, label in known.items() if label == name]
        if len(ids) != 1:
            told = f"there are several categories “{name}”, which Orderspace’s admin tells apart"
            raise ValueError(told if ids else f"there is no category “{name}”")
        return {"id": ids[0], "name": name}

    def encode(value: Value, old: Json) -> Json:
        own = {to_text(row.get("name")): row for row in maps_in(old, "categories")}
        return [own.get(name) or found(name) for name in _names(value)]

    return made("text", _decode, encode, _same)


def _where_known(documents: Documents, context: Context) -> str:
    return "" if labels_of(context, CATEGORIES) else NONE


def category_field(context: Context) -> Field:
    """The field, with the categories that the account has."""
    known = labels_of(context, CATEGORIES)
    return Field(
        name="categories", path=("categories",), codec=_codec(known), label="Categories", part=PART, section="Product",
        editable=_where_known, hint="Of the whole product, with semicolons between them.",
    )  # fmt: skip
