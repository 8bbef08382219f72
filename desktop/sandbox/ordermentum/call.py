"""One call of the API: what it asks, how it is answered and how it is refused (contract 6.1, 16)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from desktop.sandbox.ordermentum.records import Document, User, spell
from desktop.sandbox.ordermentum.supplier import INTEGRATION, Supplier
from desktop.sandbox.wire import Answer, Page, Request, read_json

Row = TypeVar("Row")

JSON = (("content-type", "application/json; charset=utf-8"),)

NAMES: Mapping[int, tuple[str, str]] = {
    400: ("BadRequestError", "Bad Request"),
    401: ("UnauthorizedError", "Unauthorized"),
    403: ("ForbiddenError", "Forbidden"),
    404: ("NotFoundError", "Not Found"),
    405: ("MethodNotAllowedError", "Method Not Allowed"),
    406: ("NotAcceptableError", "Not Acceptable"),
    429: ("TooManyRequestsError", "Too Many Requests"),
    500: ("InternalServerError", "Internal Server Error"),
    503: ("ServiceUnavailableError", "Down for maintenance"),
}
"""Name and usual words of a refusal by its status."""


class Refused(Exception):
    """The call cannot be done; cart: what is said instead of the usual three members."""

    def __init__(self, status: int, message: str = "", cart: Document | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.cart = cart

    def answer(self) -> Answer:
        if self.cart is not None:
            return Answer(status=self.status, headers=JSON, body=spell(self.cart))
        return refusal(self.status, self.message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """An admitted request with the ids of its path and who makes it.

    user: none where a key is used; ignored: keys sent that had no effect; absent: keys left out that were blanked.
    """

    request: Request
    path: str
    supplier: Supplier
    user: User | None
    ids: tuple[str, ...]
    ignored: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)

    @property
    def writer(self) -> User:
        return self.user or INTEGRATION

    def fields(self) -> Document:
        """The body as an object; nothing where there is none. Raises Refused."""
        return read_fields(self.request)

    def ignore(self, names: Iterable[str]) -> None:
        self.ignored.extend(names)

    def found(self, body: bytes) -> Answer:
        return Answer(headers=JSON, body=body)

    def array(self, bodies: Iterable[bytes]) -> Answer:
        """A list without an envelope."""
        return Answer(headers=JSON, body=Page(head=b"[", rows=tuple(bodies), tail=b"]"))

    def done(self, body: bytes, status: int = 200) -> Answer:
        """A write that took effect."""
        answer = Answer(status=status, headers=JSON, body=body)
        return replace(answer, applied=True, ignored=tuple(self.ignored), absent=tuple(self.absent))

    def silent(self) -> Answer:
        """A write that took effect and is answered without a body."""
        return replace(self.done(b"", 204), headers=())


def read_fields(request: Request) -> Document:
    """Raises Refused for a body that is no object in JSON."""
    if not request.body:
        return {}
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Refused(400, "Content-Type must be application/json")
    try:
        value = read_json(request.body)
    except ValueError as error:
        raise Refused(400, f"The body is not JSON: {error}") from error
    if not isinstance(value, dict):
        raise Refused(400, "The body must be an object")
    return value


def refusal(status: int, message: str = "") -> Answer:
    name, usual = NAMES[status]
    return Answer(status=status, headers=JSON, body=spell({"name": name, "message": message or usual, "code": status}))


def missing(what: str) -> Refused:
    return Refused(404, f"{what} not found")


def there(row: Row | None, what: str) -> Row:
    """A row that has to be there. Raises Refused."""
    if row is None:
        raise missing(what)
    return row


def wrong_cart(message: str) -> Refused:
    """An order write that is refused: told as the validation of a cart (contract 6.1)."""
    return Refused(400, message, cart_of([{"type": "error", "message": message}]))


def cart_of(
    errors: Iterable[Mapping[str, Any]],
    warnings: Iterable[Mapping[str, Any]] = (),
    rows: Iterable[Mapping[str, Any]] = (),
    totals: Mapping[str, str] | None = None,
) -> Document:
    """The object of a cart validation; totals: texts of four decimals, zero where there is no basket."""
    wrong, odd, lines = [*errors], [*warnings], [*rows]
    return {
        "cart": {"errors": wrong, "warnings": odd, "infos": []},
        "lineItems": lines,
        "cartErrorCount": len(wrong),
        "cartWarningCount": len(odd),
        "cartInfoCount": 0,
        "lineItemErrorCount": sum(len(row["errors"]) for row in lines),
        "lineItemWarningCount": sum(len(row["warnings"]) for row in lines),
        "lineItemInfosCount": 0,
        **(totals or dict.fromkeys(TOTALS, "0.0000")),
    }


TOTALS = ("totalCost", "totalFreight", "subtotal", "totalGST", "total", "totalPaid", "totalDue", "surcharge")
