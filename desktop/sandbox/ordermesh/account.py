"""A merchant as control and judges see it: its records, and changes made by somebody else."""

from collections.abc import Callable, Mapping
from functools import cached_property
from itertools import pairwise
from typing import Any

from desktop.sandbox.ordermesh.call import Refused
from desktop.sandbox.ordermesh.creation import create
from desktop.sandbox.ordermesh.merchant import Merchant
from desktop.sandbox.ordermesh.money import Document
from desktop.sandbox.ordermesh.pace import Window
from desktop.sandbox.ordermesh.plans import Plan
from desktop.sandbox.ordermesh.records import all_records
from desktop.sandbox.ordermesh.routes import PREFIXES_WHEN_PREFIXED
from desktop.sandbox.ordermesh.rows import CatalogueRow, variant_row
from desktop.sandbox.ordermesh.tokens import Tokens
from desktop.sandbox.ordermesh.totals import settle_item
from desktop.sandbox.stand_in import Path, Unknown

Invent = Callable[[], str]
"""Makes and keeps an order that arrives; gives its id."""


class MerchantAccount:
    """One merchant, made when it is first asked for: nobody waits for those that he does not use.

    Besides orders and stock, `change` knows "tokens" (id *: path state, value expired) and "clients" (id *: paths
    client_secret and password).
    """

    def __init__(
        self,
        plan: Plan,
        tokens: Tokens,
        window: Window,
        switches: Mapping[str, str],
        make: Callable[[], tuple[Merchant, Invent]],
    ) -> None:
        self.name = plan.name
        self.tokens = tokens
        self.window = window
        self.credentials = {"client_id": plan.client_id, "client_secret": plan.client_secret}
        self._switches = switches
        self._make = make

    @property
    def options(self) -> Mapping[str, str]:
        """Nobody tells under which prefix services lie; a person sets it where it is not the usual one."""
        if self._switches["prefixed"] == "no":
            return {}
        return {"order_prefix": PREFIXES_WHEN_PREFIXED["order"], "notes_prefix": PREFIXES_WHEN_PREFIXED["note"]}

    @cached_property
    def _made(self) -> tuple[Merchant, Invent]:
        return self._make()

    @property
    def merchant(self) -> Merchant:
        return self._made[0]

    def subject(self, name: str) -> tuple[str, str] | None:
        """Kind and id of the record that an id or SKU belongs to, if any does."""
        merchant = self.merchant
        shipment, note = merchant.shipments.get(name), merchant.notes.get(name)
        order = shipment.order_id if shipment else note.order_id if note else merchant.by_safe_id.get(name, name)
        if merchant.orders.get(order):
            return "orders", order
        return ("stock", name) if any(name in row.variants for row in merchant.catalogues) else None

    def records(self, kind: str) -> Mapping[str, Mapping[str, bytes]]:
        return all_records(self.merchant, kind)

    def change(self, kind: str, id: str, changes: Mapping[Path, object]) -> None:
        """A path may begin with the name of a part ("shipment:<id>"); where it does not, the record's own is meant."""
        match kind:
            case "tokens" | "clients":
                self._change_rights(changes)
            case "orders":
                self._change_order(id, changes)
            case "stock":
                row, variant = self._variant(id)
                for path, value in changes.items():
                    put(variant, path[1:] if path[0] == "variant" else path, value)
                others = {sku: kept for sku, kept in row.variants.items() if sku != id}  # it is known by its SKU
                self.merchant.save_catalogue(row.members, {**others, variant["sku"]: variant_row(variant)})
            case _:
                raise Unknown(f"{kind} cannot be changed")

    def create(self, kind: str, document: Mapping[str, object] | None) -> str:
        if kind != "orders":
            raise Unknown(f"{kind} cannot be made")
        if document is None:
            return self._made[1]()
        try:
            return create(self.merchant, document, []).id
        except Refused as refused:
            raise Unknown(str(refused)) from refused

    def remove(self, kind: str, id: str) -> None:
        if kind == "stock":
            row, _ = self._variant(id)
            variants = {sku: variant for sku, variant in row.variants.items() if sku != id}
            self.merchant.save_catalogue(row.members, variants)
        elif kind == "orders" and self.merchant.orders.get(id):
            self.merchant.drop_order(id)
        else:
            raise Unknown(f"there is no {id!r} among {kind}")

    def _change_order(self, id: str, changes: Mapping[Path, object]) -> None:
        merchant, row = self.merchant, self.merchant.orders.get(id)
        if row is None:
            raise Unknown(f"there is no {id!r} among orders")
        order = row.document()
        parts: dict[str, Document] = {"order": order}
        parts |= {f"shipment:{each.id}": each.document() for each in merchant.shipments_of(row)}
        parts |= {f"note:{note.id}": note.document() for note in merchant.notes if note.order_id == id}
        touched = set()
        for path, value in changes.items():
            part, inner = (str(path[0]), path[1:]) if path[0] in parts else ("order", path)
            put(parts[part], inner, value)
            touched.add(part)
        for part in touched:
            self._keep(part.partition(":")[0], parts[part])

    def _keep(self, sort: str, document: Document) -> None:
        match sort:
            case "shipment":
                self.merchant.save_shipment(document)
            case "note":
                self.merchant.save_note({**document, "updatedAt": self.merchant.stamp()})
            case _:
                for item in document["items"]:
                    settle_item(item)
                self.merchant.save_order({**document, "updatedAt": self.merchant.stamp()})

    def _variant(self, sku: str) -> tuple[CatalogueRow, Document]:
        """The catalogue that has a variant, and a copy of that. Raises Unknown."""
        for row in self.merchant.catalogues:
            if sku in row.variants:
                return row, row.variants[sku].document()
        raise Unknown(f"there is no {sku!r} among stock")

    def _change_rights(self, changes: Mapping[Path, object]) -> None:
        for path, value in changes.items():
            match path[0]:
                case "state":
                    self.tokens.end()
                case "client_secret":
                    self.tokens.client_secret = str(value)
                case "password":
                    self.tokens.password = str(value)
                case other:
                    raise Unknown(f"there is no {other!r} to change")


def put(document: Document, path: Path, value: object) -> None:
    """Set a value; a map that is null becomes one. Raises Unknown."""
    place: Any = document
    try:
        for step, follower in pairwise(path):
            if place[step] is None and isinstance(follower, str):
                place[step] = {}
            place = place[step]
        place[path[-1]] = value
    except (KeyError, IndexError, TypeError) as error:
        raise Unknown(f"there is nothing at {path!r}") from error
