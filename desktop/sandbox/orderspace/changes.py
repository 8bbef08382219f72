"""What somebody else does to a site's records: in the vendor's own screens, or by a payment gateway."""

from collections.abc import Mapping
from typing import Any

from desktop.sandbox.orderspace.catalogue import keep_product, remove_product
from desktop.sandbox.orderspace.invoices import pay_invoice
from desktop.sandbox.orderspace.money import add_up, price_line
from desktop.sandbox.orderspace.orders import free_stock, remove_order
from desktop.sandbox.orderspace.site import Site
from desktop.sandbox.orderspace.stock import set_level
from desktop.sandbox.orderspace.table import Document, Row, Table
from desktop.sandbox.places import inside
from desktop.sandbox.stand_in import Path, Unknown

Changes = Mapping[Path, object]


def change_order(site: Site, id: str, changes: Changes) -> None:
    """Lines are priced and totals added up again; one that is cancelled frees its stock; a paid invoice releases."""
    order = _row(site.orders, id).document()
    before = order["status"]
    own = {path: value for path, value in changes.items() if ":" not in str(path[0])}
    for path, value in own.items():
        _put(order, path[1:] if path[0] == "order" else path, value)
    if own:
        for line in order["order_lines"]:
            price_line(line)
        add_up(order, order["order_lines"])
        site.orders.put(id, order)
    if order["status"] == "cancelled" and before not in ("cancelled", "fulfilled", "standing_order"):
        free_stock(site, order | {"status": before}, deleted=False)
    for path, value in changes.items():
        part, _, key = str(path[0]).partition(":")
        if key:
            _change_paper(site, part, key, path[1:], value)


def _change_paper(site: Site, part: str, key: str, path: Path, value: object) -> None:
    """A dispatch or an invoice."""
    if part not in ("dispatch", "invoice"):
        raise Unknown(f"an order has no part {part!r}")
    table = site.dispatches if part == "dispatch" else site.invoices
    document = _row(table, key).document()
    was_paid = document.get("paid")
    _put(document, path, value)
    table.put(key, document)
    if part == "invoice" and document["paid"] and not was_paid:
        pay_invoice(site, document)


def change_customer(site: Site, id: str, changes: Changes) -> None:
    customer = _row(site.customers, id).document()
    for path, value in changes.items():
        _put(customer, path[1:] if path[0] == "customer" else path, value)
    site.customers.put(id, customer)


def change_stock(site: Site, id: str, changes: Changes) -> None:
    """A path that begins with "level" or names a figure is meant of the stock row, others of the product."""
    row, variant = _variant(site, id)
    product = row.document()
    own: Changes = {path: value for path, value in changes.items() if not _is_of_level(path)}
    for path, value in own.items():
        _put(product, path[1:] if path[0] == "product" else path, value)
    if own:
        keep_product(site, product)
    for path, value in changes.items():
        if _is_of_level(path):
            set_level(site, variant["sku"], {str(path[-1]): value})


def _is_of_level(path: Path) -> bool:
    return path[0] in ("level", "on_hand", "available")


def remove(site: Site, kind: str, id: str) -> None:
    """Somebody else deletes a record; of a product with more variants only the one."""
    match kind:
        case "orders":
            _row(site.orders, id)
            remove_order(site, id)
        case "customers":
            _row(site.customers, id)
            site.customers.drop(id)
        case "stock":
            row, variant = _variant(site, id)
            product = row.document()
            product["product_variants"] = [each for each in product["product_variants"] if each["id"] != variant["id"]]
            if product["product_variants"]:
                keep_product(site, product)
            else:
                remove_product(site, row.key)
        case _:
            raise Unknown(f"there is no kind {kind!r}")


def invent_order(site: Site) -> Document:
    """For the newest customer that may order: three things that can be had without stock, or a free line."""
    customers = [row for row in site.customers.rows() if row.facts["status"] == "active"]
    if not customers:
        raise Unknown("nobody is there to order anything")
    goods = [
        variant["sku"]
        for row in site.products.rows()
        if row.facts["active"]
        for variant in row.document()["product_variants"]
        if variant["backorder"]
    ]
    lines: list[Document] = [{"sku": sku, "quantity": 2} for sku in goods[:3]]
    return {
        "customer_id": customers[-1].key,
        "order_lines": lines or [{"name": "Sundries", "quantity": 1, "unit_price": 5.0}],
    }


def invent_product(site: Site) -> Document:
    code = site.ids.new("NEW").upper()
    return {"code": code, "name": "New product", "product_variants": [{"sku": f"{code}-1", "unit_price": 3.5}]}


def _row(table: Table, key: str) -> Row:
    row = table.row(key)
    if row is None:
        raise Unknown(f"there is no {key!r} here")
    return row


def _variant(site: Site, id: str) -> tuple[Row, Document]:
    """A variant with the row of its product, by its id, its SKU or the product's id (then the first is meant)."""
    found = site.products.row(site.products_by_sku.get(id, id))
    rows = [found] if found else site.products.rows()
    for row in rows:
        for variant in row.document()["product_variants"]:
            if id in (row.key, variant["id"], variant["sku"]):
                return row, variant
    raise Unknown(f"there is no {id!r} among the stock")


def _put(document: Document, path: Path, value: object) -> None:
    """Set a value; what lies on the way must be there."""
    if not path:
        raise Unknown("a path names a member")
    place: Any = document
    for step in path[:-1]:
        place = inside(place, step)
    if not isinstance(place, dict):
        inside(place, path[-1])
    place[path[-1]] = value
