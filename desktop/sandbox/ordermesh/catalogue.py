"""Catalogues: what a merchant may sell, listed, read and replaced (contract 5.4 C1, C2, C5 to C7)."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.sandbox.ordermesh.call import Call, missing, read_rows, read_text, there
from desktop.sandbox.ordermesh.listing import enveloped, listed, page_wanted
from desktop.sandbox.ordermesh.merchant import Merchant
from desktop.sandbox.ordermesh.money import Document
from desktop.sandbox.ordermesh.rows import CatalogueRow, VariantRow, variant_row
from desktop.sandbox.ordermesh.shapes import Shape, flag, given, ids, taken, text
from desktop.sandbox.ordermesh.variants import new_variant
from desktop.sandbox.wire import Answer, write_json


def list_effective(call: Call) -> Answer:
    """The variants of all catalogues that are on; without parameters of a page all of them at once."""
    rows = effective(call.merchant.catalogues.listed("created"))
    if call.is_on("page_cap") or call.request.asked("page") or call.request.asked("pageSize"):
        page, size = page_wanted(call)
        rows = rows[(page - 1) * size : page * size]
    return enveloped("variants", (row.effective for row in rows))


def effective(catalogues: list[CatalogueRow]) -> list[VariantRow]:
    return [row for each in catalogues if each.members["isEnabled"] for row in each.variants.values()]


def get_catalogue(call: Call) -> Answer:
    row = there(call.merchant.catalogues.seen(call.ids[0]), "Merchant catalog", call.ids[0])
    return call.found(row.body)


def list_catalogues(call: Call) -> Answer:
    rows = call.merchant.catalogues.listed("created")
    return listed(call, "merchantCatalogs", rows, lambda row: write_json(row.members))


def list_products(call: Call) -> Answer:
    """What the platform has; a product is a variant here."""
    words = call.request.asked("search").casefold()
    skus = [sku for sku in sorted(call.merchant.platform_skus) if words in sku.casefold()]
    return listed(call, "products", skus, lambda sku: write_json({"id": sku, "name": sku, "sku": sku}))


def get_variant(call: Call) -> Answer:
    for row in effective(call.merchant.catalogues.listed("created")):
        if row.sku == call.ids[0]:
            return call.found(row.body)
    raise missing("Variant", call.ids[0])


def put_catalogue(call: Call) -> Answer:
    """Replaces all of it: members and variants that are left out are gone."""
    sent = call.fields()
    row, members = find_catalogue(call, sent), own_members(call, sent, "id", "variants")
    call.absent.extend(name for name in (*BLANK, "variants") if sent.get(name) is None)
    variants = {}
    for each in read_rows(sent, "variants"):
        sku = read_text(each, "sku", needed=True) or ""
        before = row.variants.get(sku)
        variants[sku] = variant_row(new_variant(call, each, before.document()["id"] if before else None))
    call.merchant.save_catalogue({"id": row.id, **BLANK, **members}, variants)
    counts = (len(variants.keys() - row.variants.keys()), len(row.variants.keys() - variants.keys()))
    return call.told(counted(*counts, len(variants.keys() & row.variants.keys())))


BLANK: Mapping[str, object] = {"name": "", "description": "", "isEnabled": False, "assignedToSubAccountIds": []}
"""A catalogue's own members, and what they are where a body that leaves them out blanks them."""


_SHAPE: Shape = {"name": text, "description": text, "isEnabled": flag, "assignedToSubAccountIds": ids}


def own_members(call: Call, sent: Document, *besides: str) -> Document:
    """The catalogue's own members in a body; null counts as left out. Raises Refused."""
    return taken(_SHAPE, {name: value for name, value in given(sent).items() if name not in besides}, call.ignored)


def counted(added: int, removed: int, updated: int, errors: list[Document] | None = None) -> Document:
    return {"variantsAdded": added, "variantsRemoved": removed, "variantsUpdated": updated, "errors": errors or []}


def find_catalogue(call: Call, sent: Document, name: str = "id") -> CatalogueRow:
    """The catalogue that the body names, for that is where its id stands. Raises Refused."""
    id = read_text(sent, name, needed=True) or ""
    return there(call.merchant.catalogues.get(id), "Merchant catalog", id)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A variant that an item's SKU stands for."""

    sku: str
    _price: Document

    def price(self, currency: str) -> Document | None:
        """In that currency: as its own row, else as the price itself."""
        for row in self._price["currencies"]:
            if row["currency"] == currency:
                return {"currency": currency, "amount": row["amount"]}
        if self._price["currency"] == currency and not self._price["currencies"]:
            return {"currency": currency, "amount": self._price["amount"]}
        return None


def resolved(merchant: Merchant, sku: str) -> Resolved | None:
    """By the merchant's own SKU or the platform's."""
    for row in effective([*merchant.catalogues]):
        if row.sku == sku or b'"merchantSku":' + write_json(sku) + b"," in row.body:
            return Resolved(row.sku, row.document()["merchantPrice"])
    return None
