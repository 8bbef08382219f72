"""One call of the API: what it asks, how it is answered and how it is refused (contract 3.1, 5.1)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop.sandbox.ordercloud.market import Found, Market, spell
from desktop.sandbox.ordercloud.roles import FULL
from desktop.sandbox.ordercloud.tokens import Session
from desktop.sandbox.wire import Answer, Page, Request, read_json

Document = dict[str, Any]

PAGING = ("page", "pageSize", "pageKey")

JSON = (("content-type", "application/json; charset=utf-8"),)


class Refused(Exception):
    """The call cannot be done: status and the vendor's own errors, each a code with message and data."""

    def __init__(self, status: int, code: str, message: str, data: object = None) -> None:
        super().__init__(message)
        self.status = status
        self.errors = [{"ErrorCode": code, "Message": message, "Data": data}]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """An admitted request with the ids of its path and who makes it; ignored: keys sent that had no effect."""

    request: Request
    market: Market
    session: Session
    ids: tuple[str, ...]
    ignored: list[str] = field(default_factory=list)

    def may(self, role: str) -> bool:
        return bool({role, FULL} & {*self.session.roles})

    def fields(self) -> Document:
        """The body as an object; nothing where there is none. Raises Refused."""
        body = self.request.body
        if not body:
            return {}
        kind = self.request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            raise Refused(400, "Request.InvalidContentType", "Content type must be application/json.")
        try:
            value = read_json(body.removeprefix(b"\xef\xbb\xbf"))
        except ValueError as error:
            raise Refused(400, "Request.InvalidRequestBody", f"The request body is not valid JSON: {error}") from error
        if not isinstance(value, dict):
            raise Refused(400, "Request.InvalidRequestBody", "The request body must be an object.")
        return value

    def whole(self, name: str) -> int:
        """A whole number of the query. Raises Refused."""
        text = self.request.asked(name)
        if not (text.isascii() and text.isdigit()):
            raise invalid(name, "must be a whole number")
        return int(text)

    def worked_out(self, what: str, work: Callable[[], Found]) -> Found:
        """What was worked out before for the same query, whatever its page, in the same state of the market."""
        asked = tuple(pair for pair in self.request.query if pair[0] not in PAGING)
        return self.market.found((what, self.request.path, asked, self.session.roles), work)

    def found(self, document: Mapping[str, Any]) -> Answer:
        return Answer(headers=JSON, body=spell(document))

    def done(self, document: Mapping[str, Any], status: int = 200, *, location: str = "") -> Answer:
        """A write that took effect and is answered with a record."""
        named = (("location", location),) if location else ()
        return Answer(
            status=status, headers=JSON + named, body=spell(document), applied=True, ignored=tuple(self.ignored)
        )

    def empty(self, *, applied: bool = True) -> Answer:
        """A write that took effect and says no more."""
        return Answer(status=204, headers=(), applied=applied, ignored=tuple(self.ignored))

    def created(self, document: Mapping[str, Any]) -> Answer:
        path = self.request.path.rstrip("/")
        return self.done(document, 201, location=f"{path}/{document.get('ID', '')}")


def paged(meta: Mapping[str, object], rows: Iterable[bytes]) -> Answer:
    """A list in its envelope (contract 4.2)."""
    head = b'{"Meta":' + spell(meta) + b',"Items":['
    return Answer(headers=JSON, body=Page(head=head, rows=tuple(rows), tail=b"]}"))


def refusal(status: int, errors: Iterable[Mapping[str, object]]) -> Answer:
    return Answer(status=status, headers=JSON, body=spell({"Errors": [*errors]}))


def invalid(name: str, why: str) -> Refused:
    return Refused(400, "ValidationFailure", f"{name} {why}.", {"Field": name})


def missing(title: str, id: str) -> Refused:
    return Refused(404, "NotFound", f"{title} with ID {id} was not found.", {"ObjectType": title, "ObjectID": id})


def taken(title: str, id: str) -> Refused:
    return Refused(409, "IdExists", f"{title} with ID {id} exists.", {"ObjectType": title, "ObjectID": id})


def wrong(code: str, message: str, data: object = None) -> Refused:
    """A rule of the business (contract 5.2)."""
    return Refused(400, code, message, data)
