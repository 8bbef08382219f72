"""One call of the API: what it asks, how it is answered and how it is refused (contract 2.1, 2.6)."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from desktop.sandbox.orderdesk.shapes import Document, Notes
from desktop.sandbox.orderdesk.store import Order, Store
from desktop.sandbox.wire import Answer, Page, Request, json_answer, read_json, write_json


class Refused(Exception):
    """The call cannot be done; status and message as the vendor says it."""

    def __init__(self, status: int, message: str, errors: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.errors = list(errors)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """An admitted request with the ids of its path."""

    request: Request
    ids: tuple[str, ...]
    notes: Notes = field(default_factory=Notes)
    started: float = field(default_factory=time.perf_counter)

    def fields(self) -> Document:
        """The body as an object."""
        body = self._body()
        if not isinstance(body, dict):
            raise Refused(400, "Invalid JSON")
        return body

    def rows(self) -> list[Document]:
        """The body as a bare array of objects, as the batch calls take it."""
        body = self._body()
        if not isinstance(body, list) or not all(isinstance(row, dict) for row in body):
            raise Refused(400, "Invalid JSON")
        return body

    def time(self) -> str:
        return f"{time.perf_counter() - self.started:.4f} seconds"

    def done(self, message: str, status: int = 200, members: Mapping[str, object] | None = None) -> Answer:
        """A write that took effect and is answered by words, and by more members where there are any."""
        body = {"status": "success", "message": message, "execution_time": self.time(), **(members or {})}
        return self._applied(json_answer(body, status))

    def found(self, **members: object) -> Answer:
        """A read."""
        return json_answer({"status": "success", "execution_time": self.time(), **members})

    def listed(self, member: str, rows: Iterable[bytes], **counters: object) -> Answer:
        """A read of many ready rows."""
        head = write_json({"status": "success", "execution_time": self.time(), **counters})
        return Answer(body=Page(head=head[:-1] + f',"{member}":['.encode(), rows=tuple(rows), tail=b"]}"))

    def ordered(self, body: bytes, *, applied: bool = False, status: int = 200, **counters: object) -> Answer:
        """An answer that holds one whole order, ready as bytes."""
        head = write_json({"status": "success", "execution_time": self.time(), **counters})
        answer = Answer(status=status, body=Page(head=head[:-1] + b',"order":', rows=(body,), tail=b"}"))
        return self._applied(answer) if applied else answer

    def _applied(self, answer: Answer) -> Answer:
        return Answer(
            status=answer.status,
            body=answer.body,
            applied=True,
            ignored=tuple(self.notes.ignored),
            absent=tuple(self.notes.absent),
        )

    def _body(self) -> object:
        try:
            return read_json(self.request.body)
        except ValueError as error:
            raise Refused(400, "Invalid JSON") from error


def read_id(id: object) -> int:
    """A number or a text of digits as a number; anything else is no record's id and gives -1."""
    text = str(id)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else -1


def find_order(store: Store, id: object) -> Order:
    """The order of a path or body id. Raises Refused."""
    order = store.orders.get(read_id(id))
    if order is None:
        raise Refused(404, "Order Not Found")
    return order


def part_list(order: Document, member: str) -> list[Document]:
    """The lines or shipments of an order."""
    rows = order[member]
    return rows if isinstance(rows, list) else []


def find_part(order: Document, member: str, id: str, title: str) -> Document:
    """One line or shipment by its id. Raises Refused."""
    for row in part_list(order, member):
        if row["id"] == id:
            return row
    raise Refused(404, f"{title} Not Found")
