"""Products and their variants: lists, one, change, remove (contract 9)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from desktop.sandbox.ordermentum import figures, money, stamps
from desktop.sandbox.ordermentum.asked import asked
from desktop.sandbox.ordermentum.basket import price_for
from desktop.sandbox.ordermentum.call import Call, Refused, missing, there
from desktop.sandbox.ordermentum.listing import Listing, is_own
from desktop.sandbox.ordermentum.making import make_product
from desktop.sandbox.ordermentum.records import Document, Product, Purchaser, Record, spell, succeed
from desktop.sandbox.ordermentum.supplier import Supplier
from desktop.sandbox.wire import Answer

_SUMMARY = (
    *("id", "supplierId", "name", "SKU", "basePrice", "price", "unit", "categoryNames", "visible", "tracked"),
    *("available", "outOfStock", "hasVariants", "createdAt", "updatedAt"),
)
_SPARSE = ("updatedAt", "outOfStock", "categoryNames", "hasVariants")

_TESTS: Mapping[str, Callable[[Product], object]] = {
    "SKU": lambda row: _codes(row),
    "visible": lambda row: row.document["visible"],
    "disabled": lambda row: row.document["disabled"],
    "categoryId": lambda row: row.document["categoryId"],
}


def _codes(row: Product) -> list[str]:
    """A product's own code, and that of its default variant, where it may lie instead (contract 9.2)."""
    inner = row.document["variant"]
    return [row.document.get("SKU", ""), inner.get("SKU", "") if isinstance(inner, dict) else ""]


def _words(row: Product) -> str:
    return " ".join([row.document["name"], *_codes(row)])


def product_body(call: Call, row: Product) -> bytes:
    """With the price that a customer pays, where the query names one."""
    retailer = call.request.asked("retailerId")
    purchaser = _purchaser_of(call.supplier, retailer) if retailer else None
    if purchaser is None:
        return row.body
    return spell({**row.document, "price": money.text(price_for(purchaser, row, None))})


def _purchaser_of(supplier: Supplier, retailer: str) -> Purchaser | None:
    rows = supplier.purchasers.rows.values()
    return next((row for row in rows if row.document["retailerId"] == retailer), None)


def _summary(call: Call, row: Product) -> bytes:
    left_out = _SPARSE if call.supplier.is_sparse(row.id) else ()
    return spell({name: row.document[name] for name in _SUMMARY if name in row.document and name not in left_out})


_PRODUCTS: Listing[Product] = Listing(
    body=product_body,
    largest=100,
    tests=_TESTS,
    sorts={"name": lambda row: row.document["name"].casefold()},
    words=_words,
    old="search",
)
_SUMMARIES: Listing[Product] = replace(_PRODUCTS, body=_summary, need="must")


def is_hidden(call: Call, document: Mapping[str, Any]) -> bool:
    """Removed ones are in no list; invisible ones, by a switch, in none that does not ask for them (contract 5.4)."""
    if document["deletedAt"]:
        return True
    asks = call.path == "/v1/products" and bool(call.request.asked("visible"))
    return call.supplier.is_on("hide_invisible") and not asks and not document["visible"]


def list_summaries(call: Call) -> Answer:
    return _SUMMARIES.answer(call, call.supplier.products, hidden=lambda row: is_hidden(call, row.document))


def list_products(call: Call) -> Answer:
    return _PRODUCTS.answer(call, call.supplier.products, hidden=lambda row: is_hidden(call, row.document))


def search_products(call: Call) -> Answer:
    """The catalogue as one retailer sees it; what it asks for is in the body."""
    sent = call.fields()
    plain = {name: str(value) for name, value in sent.items()}
    query = asked(plain, (), _PRODUCTS.largest)
    own = is_own(call, plain.get("supplierId", ""), "must")
    rows = [row for row in call.supplier.products.rows.values() if own and not row.document["deletedAt"]]
    found = [row for row in rows if row.document["visible"] and query.search in _words(row).casefold()]
    if plain.get("categoryId"):
        found = [row for row in found if row.document["categoryId"] == plain["categoryId"]]
    return replace(_PRODUCTS, old="always").page(call, query, found)


def list_favoured(call: Call) -> Answer:
    """What sells most, or is recommended: some visible products."""
    without = {*call.request.asked("id__not").split(",")}
    rows = [row for row in call.supplier.products.rows.values() if row.document["visible"] and row.id not in without]
    own = is_own(call, call.request.asked("supplierId"), "should")
    return _PRODUCTS.page(call, asked({}, (), 25), rows[:10] if own else [])


def the_product(call: Call) -> Product:
    """Raises Refused."""
    return there(call.supplier.products.rows.get(call.ids[0]), "Product")


def get_product(call: Call) -> Answer:
    return call.found(product_body(call, the_product(call)))


# ── writing ──


def text(value: object) -> object:
    """Raises ValueError for what is none, nor nothing."""
    if isinstance(value, bool | dict | list):
        raise ValueError("a text is expected")
    return value if value is None else str(value)


def _name(value: object) -> object:
    if not value:
        raise ValueError("a text is expected")
    return text(value)


def _flag(value: object) -> object:
    if not isinstance(value, bool):
        raise ValueError("true or false is expected")
    return value


def whole(value: object) -> object:
    """Raises ValueError for what counts nothing."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("a whole number is expected")
    return value


def _price(value: object) -> object:
    return money.text(money.read(value))


_WRITTEN: Mapping[str, Callable[[object], object]] = {
    "name": _name,
    "description": text,
    "SKU": text,
    "basePrice": _price,
    "cost": _price,
    "visible": _flag,
    "tracked": _flag,
    "available": whole,
}
"""What a change may set, and how a sent value is read."""


def _read(call: Call, sent: Document) -> Document:
    """Raises Refused."""
    call.ignore(name for name in sent if name not in _WRITTEN)
    changes: Document = {}
    for name, value in sent.items():
        if name in _WRITTEN:
            try:
                changes[name] = _WRITTEN[name](value)
            except ValueError as error:
                raise Refused(400, f"{name}: {error}") from error
    return changes


def put_product(call: Call) -> Answer:
    """Merge; figures of a product with one variant are those of the variant (contract 11)."""
    supplier, product = call.supplier, the_product(call)
    changes = _read(call, call.fields())
    return call.done(product_body(call, change_product(supplier, product, changes)))


def change_product(supplier: Supplier, product: Product, changes: Mapping[str, Any]) -> Product:
    now = supplier.now()
    document = succeed(product, changes, now)
    if "basePrice" in changes:
        document |= {"price": changes["basePrice"], "formattedPrice": money.priced(money.read(changes["basePrice"]))}
    if "SKU" in changes and not changes["SKU"]:
        del document["SKU"]
    supplier.products.put(replace(product, updated=now, document=document))
    variants = supplier.variants_of(product)
    shared = {name: changes[name] for name in (*figures.FIGURES, "visible", "SKU", "basePrice") if name in changes}
    if len(variants) == 1 and shared:
        figures.keep(supplier, variants[0], shared)
    return supplier.products.rows[product.id]


def post_product(call: Call) -> Answer:
    sent, supplier = call.fields(), call.supplier
    lacking = [name for name in ("name", "supplierId", "basePrice") if not sent.get(name)]
    if lacking:
        raise Refused(400, f"{lacking[0]} is required")
    if sent["supplierId"] != supplier.id:
        raise Refused(403)
    changes = _read(call, {name: value for name, value in sent.items() if name != "supplierId"})
    return call.done(make_product(supplier, changes).body, 201)


def delete_product(call: Call) -> Answer:
    """It stays, with the time of its end, and leaves the lists with its variants."""
    supplier, product, now = call.supplier, the_product(call), call.supplier.now()
    ended = {"deletedAt": stamps.spell(now), "visible": False}
    for variant in supplier.variants_of(product):
        supplier.variants.put(replace(variant, updated=now, document=succeed(variant, ended, now)))
    gone = supplier.products.put(replace(product, updated=now, document=succeed(product, ended, now)))
    return call.done(gone.body)


# ── variants ──

_VARIANTS: Listing[Record] = Listing(
    body=lambda call, row: row.body,
    need="must",
    largest=100,
    tests={"SKU": lambda row: row.document.get("SKU"), "visible": lambda row: row.document["visible"]},
    words=lambda row: f"{row.document['name']} {row.document.get('SKU', '')}",
)


def list_variants(call: Call) -> Answer:
    return _VARIANTS.answer(call, call.supplier.variants, hidden=lambda row: is_hidden(call, row.document))


def list_variants_of(call: Call) -> Answer:
    product = the_product(call)
    own = replace(_VARIANTS, need="none")
    return own.answer(call, call.supplier.variants, hidden=lambda row: row.document["productId"] != product.id)


def get_variant(call: Call) -> Answer:
    found = call.supplier.variants.rows.get(call.ids[-1])
    if found is None or (len(call.ids) > 1 and found.document["productId"] != call.ids[0]):
        raise missing("Variant")
    return call.found(found.body)
