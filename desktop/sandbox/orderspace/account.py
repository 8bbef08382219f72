"""A site as control and judges see it: its records, and changes made by somebody else."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cached_property

from desktop.sandbox.orderspace import changes as others
from desktop.sandbox.orderspace.call import Notes, Refused
from desktop.sandbox.orderspace.customers import new_customer
from desktop.sandbox.orderspace.orders import new_order
from desktop.sandbox.orderspace.pace import Pace
from desktop.sandbox.orderspace.plans import Plan
from desktop.sandbox.orderspace.products import new_product
from desktop.sandbox.orderspace.site import Site
from desktop.sandbox.orderspace.table import Document
from desktop.sandbox.orderspace.tokens import Tokens
from desktop.sandbox.stand_in import Path, Unknown

Records = Mapping[str, Mapping[str, bytes]]


class SiteAccount:
    """One site, made when it is first asked for: nobody waits for one that he does not use.

    Templates of standing orders are listed apart from orders. A record of stock is a variant; where one is named, its
    SKU or its product's id will do as well. Besides orders, customers and stock, `change` knows "tokens" (id: *; path
    state: expired or revoked).
    """

    def __init__(self, plan: Plan, pace: Pace, tokens: Tokens, make: Callable[[], Site]) -> None:
        self.name = plan.name
        self.credentials = {"client_id": plan.client, "client_secret": plan.key}
        self.options = {"currency": plan.currency}
        self.pace = pace
        self._tokens = tokens
        self._make = make

    @cached_property
    def site(self) -> Site:
        return self._make()

    def records(self, kind: str) -> Records:
        match kind:
            case "orders" | "templates":
                return _orders(self.site, are_templates=kind == "templates")
            case "customers":
                return {row.key: {"customer": row.body} for row in self.site.customers.rows()}
            case "stock":
                return _stock(self.site)
        raise Unknown(f"there is no kind {kind!r}; there are orders, templates, customers and stock")

    def change(self, kind: str, id: str, changes: Mapping[Path, object]) -> None:
        """A path may begin with the name of a part ("invoice:iv_…", "level"); else the record's own is meant."""
        if kind == "tokens":
            for value in changes.values():
                self._tokens.end(self.name, revoke=value == "revoked")
            return
        change = {"orders": others.change_order, "customers": others.change_customer, "stock": others.change_stock}
        if kind not in change:
            raise Unknown(f"there is no kind {kind!r}")
        change[kind](self.site, id, changes)

    def create(self, kind: str, document: Mapping[str, object] | None) -> str:
        """A record as the API would make it of this document; an order of nothing is for the newest customer."""
        site, notes = self.site, Notes()
        try:
            match kind:
                case "orders":
                    order = new_order(site, document or others.invent_order(site), notes)
                    return site.orders.put(order["id"], order).key
                case "customers":
                    customer = new_customer(site, document or {"company_name": "Corner Deli"}, notes)
                    return site.customers.put(customer["id"], customer).key
                case "stock":
                    product = new_product(site, dict(document or others.invent_product(site)), notes)
                    return str(product["product_variants"][0]["id"])
        except Refused as refused:
            raise Unknown(refused.message or "the document lacks what is needed") from refused
        raise Unknown(f"nothing of the kind {kind!r} arrives")

    def remove(self, kind: str, id: str) -> None:
        others.remove(self.site, kind, id)


def _orders(site: Site, *, are_templates: bool) -> Records:
    found: dict[str, dict[str, bytes]] = {
        row.key: {"order": row.body}
        for row in site.orders.rows()
        if (row.facts["status"] == "standing_order") is are_templates
    }
    for dispatch in site.dispatches.rows():
        if dispatch.facts["order_id"] in found:
            found[dispatch.facts["order_id"]][f"dispatch:{dispatch.key}"] = dispatch.body
    for invoice in site.invoices.rows():
        for order in invoice.facts["orders"]:
            if order["id"] in found:
                found[order["id"]][f"invoice:{invoice.key}"] = invoice.body
    return found


def _stock(site: Site) -> Records:
    levels: defaultdict[str, dict[str, bytes]] = defaultdict(dict)
    for level in site.levels.rows():
        levels[level.key] = {"level": level.body}
    found: dict[str, Mapping[str, bytes]] = {}
    for row in site.products.rows():
        product: Document = row.document()
        for variant in product["product_variants"]:
            found[variant["id"]] = {"product": row.body, **levels[variant["sku"]]}
    return found
