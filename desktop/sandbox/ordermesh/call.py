"""One call: what it asks, how it is answered and in which of the two forms it is refused (contract 4, 8)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from desktop.sandbox.ordermesh.merchant import Merchant
from desktop.sandbox.ordermesh.money import Document
from desktop.sandbox.wire import Answer, Page, Request, json_answer, read_json, write_json

Row = TypeVar("Row")


class Refused(Exception):
    """The call cannot be done; entries: what is wrong, each as `entry` makes it."""

    def __init__(self, status: int, entries: Iterable[Document]) -> None:
        self.entries = list(entries)
        self.status = status
        super().__init__("; ".join(each["errorMessage"] for each in self.entries))


def entry(message: str, name: str | None = None, attempted: object = None) -> Document:
    """One thing that is wrong, as the one documented error has it."""
    return {"errorMessage": message, "propertyName": name, "attemptedValue": attempted}


def wrong(message: str, name: str | None = None, attempted: object = None) -> Refused:
    return Refused(400, [entry(message, name, attempted)])


def missing(title: str, id: str) -> Refused:
    return Refused(404, [entry(f"{title} {id} was not found.")])


def there(row: Row | None, title: str, id: str) -> Row:
    """A row that has to be there. Raises Refused."""
    if row is None:
        raise missing(title, id)
    return row


def of_service(status: int, entries: Iterable[Document]) -> Answer:
    """A refusal by one of the services."""
    return json_answer({"errors": list(entries)}, status)


def of_gateway(status: int, message: str) -> Answer:
    """A refusal by what stands before all services."""
    return json_answer({"statusCode": status, "message": message}, status)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """An admitted request with the ids of its path. status: of its success;
    ignored: members sent that had no effect; absent: members left out that were blanked."""

    request: Request
    merchant: Merchant
    ids: tuple[str, ...]
    status: int = 200
    ignored: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)

    def is_on(self, switch: str) -> bool:
        return self.merchant.is_on(switch)

    def fields(self) -> Document:
        """The body as an object; an empty one where there is none. Raises Refused."""
        return read_fields(self.request)

    def rows(self, name: str) -> list[Document]:
        """A list of objects in the body. Raises Refused."""
        return read_rows(self.fields(), name)

    def found(self, body: bytes, wrapper: str = "") -> Answer:
        """A read of one record, bare where no wrapper is named."""
        return Answer(body=_wrapped(body, wrapper))

    def done(self, body: bytes, wrapper: str = "", *, applied: bool = True) -> Answer:
        """A write that is answered with a record, or with nothing by the profile `no_content` where none is new."""
        if self.status == 204 or (self.status == 200 and self.is_on("no_content")):
            return self._written(Answer(status=204, headers=()), applied=applied)
        return self._written(Answer(status=self.status, body=_wrapped(body, wrapper)), applied=applied)

    def told(self, value: object, *, applied: bool = True) -> Answer:
        """A write whose answer says what was done, as it always does."""
        return self._written(json_answer(value, self.status), applied=applied)

    def _written(self, answer: Answer, *, applied: bool) -> Answer:
        return Answer(
            status=answer.status,
            headers=answer.headers,
            body=answer.body,
            applied=applied,
            ignored=tuple(self.ignored),
            absent=tuple(self.absent),
        )


def _wrapped(body: bytes, wrapper: str) -> Page:
    """In pieces, so that a fault can spoil the record."""
    head, tail = (b"{" + write_json(wrapper) + b":", b"}") if wrapper else (b"", b"")
    return Page(head=head, rows=(body,), tail=tail)


def read_fields(request: Request) -> Document:
    """Raises Refused."""
    if not request.body:
        return {}
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Refused(415, [entry("The content type must be application/json.")])
    try:
        value = read_json(request.body)
    except ValueError as error:
        raise wrong(f"The body is not valid JSON: {error}.") from error
    if not isinstance(value, dict):
        raise wrong("The body must be an object.")
    return value


def read_rows(sent: Mapping[str, object], name: str) -> list[Document]:
    """A list of objects; nothing where it is left out. Raises Refused."""
    value = sent.get(name)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise wrong("A list of objects is expected.", pascal(name), value)
    return value


def read_ids(sent: Mapping[str, object], name: str) -> list[str] | None:
    """A list of texts; None where it is left out. Raises Refused."""
    value = sent.get(name)
    if value is None:
        return None
    if not isinstance(value, list) or not value or not all(isinstance(id, str) for id in value):
        raise wrong("A list of ids is expected.", pascal(name), value)
    return list(dict.fromkeys(value))


def read_text(sent: Mapping[str, object], name: str, *, needed: bool = False) -> str | None:
    """A text, or None where it is left out. Raises Refused."""
    value = sent.get(name)
    if value is None and not needed:
        return None
    if not isinstance(value, str) or (needed and not value.strip()):
        raise wrong("A text is expected.", pascal(name), value)
    return value


def pascal(name: str) -> str:
    """A member as errors call it."""
    return ".".join(part[:1].upper() + part[1:] for part in name.split("."))
