"""One call of the API: what it asks, how it is answered and how it is refused (contract 1, 4)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from desktop.sandbox.orderspace.site import Site
from desktop.sandbox.orderspace.table import Document, spell
from desktop.sandbox.wire import Answer, Page, Request, read_json

JSON = (("content-type", "application/json; charset=utf-8"),)
EMPTY = (("content-type", "text/html; charset=utf-8"),)


class Refused(Exception):
    """The call cannot be done. 404 and 422 say why in one text; 400 has no body at all (contract 4)."""

    def __init__(self, status: int, message: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def invalid(*reasons: str) -> Refused:
    return Refused(422, f"Validation failed: {', '.join(reasons)}")


@dataclass(slots=True)
class Notes:
    """What a write left out and what had no effect, for the ledger."""

    ignored: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """An admitted request with the id of its path, where it has one."""

    request: Request
    site: Site
    key: str
    notes: Notes = field(default_factory=Notes)

    def wrapped(self, name: str) -> object:
        """What the body holds under its one key. Raises Refused."""
        kind = self.request.headers.get("content-type", "").partition(";")[0].strip().lower()
        try:
            body = read_json(self.request.body) if kind == "application/json" else None
        except ValueError as error:
            raise Refused(400) from error
        if not isinstance(body, dict) or name not in body:
            raise Refused(400)
        self.notes.ignored += [other for other in body if other != name]
        return body[name]

    def fields(self, name: str) -> Document:
        """The wrapped object. Raises Refused."""
        value = self.wrapped(name)
        if not isinstance(value, dict):
            raise Refused(400)
        return value

    def found(self, name: str, body: bytes, *, applied: bool = False) -> Answer:
        """One whole record in its wrapper, ready as bytes."""
        page = Page(head=b'{"' + name.encode() + b'":', rows=(body,), tail=b"}")
        return self._answered(page, applied=applied)

    def listed(self, name: str, rows: Iterable[bytes], more: bool | None = None, *, applied: bool = False) -> Answer:
        """more: whether there is a next page; none: the list does not tell."""
        tail = b"" if more is None else b',"has_more":' + spell(more)
        page = Page(head=b'{"' + name.encode() + b'":[', rows=tuple(rows), tail=b"]" + tail + b"}")
        return self._answered(page, applied=applied)

    def deleted(self, name: str, key: str, *, applied: bool = True) -> Answer:
        return self.found(name, spell({"id": key, "deleted": True}), applied=applied)

    def _answered(self, body: Page, *, applied: bool) -> Answer:
        notes = self.notes
        return Answer(
            headers=JSON, body=body, applied=applied, ignored=tuple(notes.ignored), absent=tuple(notes.absent)
        )


def refusal(refused: Refused) -> Answer:
    if refused.status == 400:
        return Answer(status=400, headers=EMPTY)
    return Answer(status=refused.status, headers=JSON, body=spell({"message": refused.message}))
