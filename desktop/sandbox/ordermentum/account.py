"""A supplier as control and judges see it: records with their documents, and changes made by somebody else."""

from collections.abc import Callable, Mapping
from functools import cached_property

from desktop.sandbox.ordermentum.asked import is_true
from desktop.sandbox.ordermentum.changing import change_customer, change_order, change_stock
from desktop.sandbox.ordermentum.dealings import Order
from desktop.sandbox.ordermentum.figures import items_of
from desktop.sandbox.ordermentum.identity import user_of
from desktop.sandbox.ordermentum.invoice_shapes import invoice_summary
from desktop.sandbox.ordermentum.order_shapes import order_body, summary
from desktop.sandbox.ordermentum.plans import Plan
from desktop.sandbox.ordermentum.purchasers import purchaser_body
from desktop.sandbox.ordermentum.records import Record
from desktop.sandbox.ordermentum.supplier import Supplier
from desktop.sandbox.rendered import Rendered
from desktop.sandbox.stand_in import Path, Unknown

Arrive = Callable[[str, Mapping[str, object]], str]
"""Makes and keeps what arrives, by its kind, with the members that are given; gives its id."""


class SupplierAccount:
    """One supplier, made when it is first asked for: nobody waits for those that he does not use.

    Besides orders, customers and stock, `change` knows "tokens" (id: a username, or * for all; path state: expired)
    and "keys" (id: anything; path state: revoked or good).
    """

    def __init__(self, plan: Plan, make: Callable[[], tuple[Supplier, Arrive]]) -> None:
        self._plan = plan
        self._make = make
        self.name = plan.name
        self.credentials = _credentials(plan)
        self.options = {"timezone": plan.zone, "location_id": plan.locations[0][0] if plan.locations else ""}

    @cached_property
    def _made(self) -> tuple[Supplier, Arrive]:
        return self._make()

    @property
    def supplier(self) -> Supplier:
        return self._made[0]

    def employs(self, username: str) -> bool:
        return any(user.username == username for user in self._plan.users)

    def knows(self, key: str | None, token: str) -> bool:
        """Whether this key, or else the bearer of this token, however old, speaks for it."""
        if key is not None:
            return key == self._plan.key
        return "_made" in self.__dict__ and token in self.supplier.tokens.sessions

    def subject(self, kind: str, id: str) -> tuple[str, str] | None:
        """The record that a path names: stock goes by variants, and an invoice is its order's."""
        supplier = self.supplier
        match kind:
            case "orders":
                return "orders", id
            case "purchasers":
                return "customers", id
            case "products":
                product = supplier.products.rows.get(id)
                return ("stock", product.variants[0]) if product else None
            case "invoices":
                invoice = supplier.invoices.rows.get(id)
                return ("orders", invoice.orders[0]) if invoice else None
        return "stock", id

    def records(self, kind: str) -> Mapping[str, Mapping[str, bytes]]:
        supplier = self.supplier
        match kind:
            case "orders":
                rows = supplier.orders.rows
                shown = (id for id, order in rows.items() if not order.is_favourite)
                return Rendered(shown, lambda id: self._order_parts(rows[id]))
            case "customers":
                purchasers = supplier.purchasers.rows.values()
                return {row.id: {"purchaser": purchaser_body(supplier, row, bare=True)} for row in purchasers}
            case "stock":
                variants = supplier.variants.rows.values()
                return {row.id: self._stock_parts(row) for row in variants if not row.document["deletedAt"]}
        raise Unknown(f"there is no kind {kind!r}; there are orders, customers and stock")

    def _order_parts(self, order: Order) -> Mapping[str, bytes]:
        supplier = self.supplier
        parts = {"summary": summary(supplier, order), "order": order_body(supplier, order, bare=True)}
        invoice = supplier.invoices.rows.get(order.invoice) if order.invoice else None
        if invoice is not None:
            parts[f"invoice:{invoice.id}"] = invoice_summary(supplier, invoice)
        return parts

    def _stock_parts(self, variant: Record) -> Mapping[str, bytes]:
        """Where invisible variants are in no list, only their product tells of them (contract 5.4)."""
        supplier = self.supplier
        product = supplier.products.rows.get(variant.document["productId"])
        is_listed = not supplier.is_on("hide_invisible") or is_true(variant.document["visible"])
        parts = {"variant": variant.body} if is_listed else {}
        if product is not None:
            parts["product"] = product.body
        for item in items_of(supplier, variant.id):
            parts[f"item:{item.document['locationId']}"] = item.body
        return parts

    def change(self, kind: str, id: str, changes: Mapping[Path, object]) -> None:
        """A path may begin with the name of a part; where it does not, the record's own is meant."""
        match kind:
            case "orders":
                change_order(self.supplier, id, changes)
            case "customers":
                change_customer(self.supplier, id, changes)
            case "stock":
                change_stock(self.supplier, id, changes)
            case "tokens" if user_of(self.supplier, id) or id == "*":
                self.supplier.tokens.end(id)
            case "keys":
                self.supplier.is_key_good = "revoked" not in changes.values()
            case _:
                raise Unknown(f"there is no {id!r} among {kind}")

    def create(self, kind: str, document: Mapping[str, object] | None) -> str:
        return self._made[1](kind, document or {})

    def remove(self, kind: str, id: str) -> None:
        """Gone without a trace: it answers 404."""
        supplier = self.supplier
        if kind == "orders" and id in supplier.orders.rows:
            supplier.orders.drop(id)
        elif kind == "customers" and id in supplier.purchasers.rows:
            supplier.purchasers.drop(id)
        elif kind == "stock" and id in supplier.variants.rows:
            self._remove_variant(supplier.variants.rows[id])
        else:
            raise Unknown(f"there is no {id!r} among {kind}")

    def _remove_variant(self, variant: Record) -> None:
        """A product goes with its last variant."""
        supplier = self.supplier
        supplier.variants.drop(variant.id)
        for item in items_of(supplier, variant.id):
            supplier.items.drop(item.id)
        product = supplier.products.rows[variant.document["productId"]]
        left = [row for row in product.document["variants"] if row["id"] != variant.id]
        if left:
            change_stock(supplier, left[0]["id"], {("product", "variants"): left})
        else:
            supplier.products.drop(product.id)


def _credentials(plan: Plan) -> dict[str, str]:
    """By key or by user, the other one left blank."""
    user = plan.users[0]
    key, name, password = (plan.key, "", "") if plan.by_key else ("", user.username, user.password)
    return {"supplier_id": plan.id, "api_key": key, "username": name, "password": password}
