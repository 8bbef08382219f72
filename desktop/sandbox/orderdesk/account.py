"""A store as control and judges see it: records with their documents, and changes made by somebody else."""

from collections.abc import Callable, Mapping
from itertools import pairwise

from desktop.sandbox.orderdesk.call import Refused, read_id
from desktop.sandbox.orderdesk.creation import create_order
from desktop.sandbox.orderdesk.customers import derive_customers
from desktop.sandbox.orderdesk.inventory import create_stock
from desktop.sandbox.orderdesk.shapes import Document, Notes
from desktop.sandbox.orderdesk.store import Store
from desktop.sandbox.orderdesk.totals import recompute
from desktop.sandbox.places import inside
from desktop.sandbox.stand_in import Path, Unknown
from desktop.sandbox.wire import write_json


class StoreAccount:
    """One store; invent: makes the document of an order that arrives without one."""

    def __init__(self, store: Store, invent: Callable[[], Document], currency: str) -> None:
        self.store = store
        self.options = {"currency": currency}
        self._invent = invent
        self.name = store.profile.name
        self.credentials = {"store_id": store.profile.id, "api_key": store.profile.key}

    def records(self, kind: str) -> Mapping[str, Mapping[str, bytes]]:
        store = self.store
        match kind:
            case "orders":
                return {str(id): {"order": order.body} for id, order in store.orders.items()}
            case "stock":
                return {str(id): {"item": write_json(item)} for id, item in store.stock.items()}
            case "customers":
                canceled = {id for id, name in store.folders.items() if name == "Canceled"}
                derived = derive_customers(
                    (order.document() for order in store.orders.values()), canceled, self.options["currency"]
                )
                return {key: {"derived": document} for key, document in derived.items()}
        raise Unknown(f"there is no kind {kind!r}; there are orders, stock and customers")

    def change(self, kind: str, id: str, changes: Mapping[Path, object]) -> None:
        document = self._document(kind, id)
        for path, value in changes.items():
            _put(document, path, value)
        document["date_updated"] = self.store.stamp()
        if kind == "orders":
            recompute(document)
            self.store.save(document)
        else:
            self.store.stock[int(id)] = document

    def create(self, kind: str, document: Mapping[str, object] | None) -> str:
        try:
            if kind == "stock":
                return str(create_stock(self.store, document or {}, Notes())["id"])
            return str(create_order(self.store, document or self._invent(), Notes()).id)
        except Refused as refusal:
            raise Unknown("; ".join([refusal.message, *refusal.errors])) from refusal

    def remove(self, kind: str, id: str) -> None:
        self._document(kind, id)
        if kind == "orders":
            self.store.delete(int(id))
        else:
            del self.store.stock[int(id)]

    def _document(self, kind: str, id: str) -> Document:
        """A copy of a record that can be changed. Raises Unknown."""
        number = read_id(id)
        if kind == "orders" and number in self.store.orders:
            return self.store.orders[number].document()
        if kind == "stock" and number in self.store.stock:
            return dict(self.store.stock[number])
        raise Unknown(f"there is no {id} among {kind}")


def _put(document: Document, path: Path, value: object) -> None:
    """Set a value; a map kept as [] becomes one."""
    place: object = document
    for step, follower in pairwise(path):
        inner = inside(place, step)
        if inner == [] and isinstance(follower, str):
            inner = {}
            _set(place, step, inner)
        place = inner
    _set(place, path[-1], value)


def _set(place: object, step: str | int, value: object) -> None:
    fits = isinstance(step, int) and step < len(place) if isinstance(place, list) else isinstance(place, dict)
    if not fits:
        raise Unknown(f"nothing can be set at {step!r}")
    place[step] = value  # type: ignore[index]  # a map, or a list with that place
