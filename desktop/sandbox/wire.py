"""What passes over the wire: requests, answers, and how an answer is to be delivered."""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NoReturn
from urllib.parse import parse_qsl

TYPE_JSON = ("content-type", "application/json")
TYPE_HTML = ("content-type", "text/html; charset=utf-8")

Way = Literal["whole", "reset", "cut", "stall", "drip", "wrong_length"]

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request as it came; header names in lower case, the query both as pairs and as sent."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    query_text: str = ""
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def bearer(self) -> str:
        """The token of its authorization, or an empty text."""
        kind, _, token = self.headers.get("authorization", "").partition(" ")
        return token if kind.lower() == "bearer" else ""

    def asked(self, name: str) -> str:
        """The last value of a query parameter, or an empty text."""
        return next((value for key, value in reversed(self.query) if key == name), "")

    @property
    def is_form(self) -> bool:
        return self.headers.get("content-type", "").partition(";")[0].strip() == "application/x-www-form-urlencoded"

    def form(self) -> dict[str, str]:
        """The fields of a form-encoded body, the last of each name; nothing where it is none. Raises ValueError."""
        if not self.is_form:
            return {}
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))

    @property
    def is_write(self) -> bool:
        return self.method not in ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A body kept in pieces, so that ready rows are joined late and one of them can be spoilt by a fault."""

    head: bytes
    rows: tuple[bytes, ...]
    tail: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How the answer reaches the socket.

    amount: for cut the share of the body that is sent, for drip the seconds for each byte, for wrong_length the
    bytes by which Content-Length lies.
    """

    way: Way = "whole"
    amount: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer, and what the request did to the world (for the ledger). note: what else the ledger says of it."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = (TYPE_JSON,)
    body: bytes | Page = b""
    delivery: Delivery = Delivery()
    applied: bool = False
    ignored: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    note: str = ""

    def content(self) -> bytes:
        """The body as one piece."""
        body = self.body
        return body if isinstance(body, bytes) else body.head + b",".join(body.rows) + body.tail


def read_json(body: bytes) -> object:
    """Decode strictly; ValueError for what is no JSON: NaN, a lone surrogate, endless nesting, huge numbers."""
    try:
        value: object = json.loads(body, parse_constant=_refuse, parse_float=_finite)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if b"\\u" in body and _LONE_SURROGATE.search(json.dumps(value, ensure_ascii=False)):
        raise ValueError("a lone surrogate")
    return value


def write_json(value: object) -> bytes:
    """Compact JSON in ASCII, as PHP writes it by default."""
    return json.dumps(value, separators=(",", ":"), allow_nan=False).encode()


def json_answer(value: object, status: int = 200) -> Answer:
    """A plain JSON answer that changed nothing."""
    return Answer(status=status, body=write_json(value))


def _finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise ValueError("a number beyond any size")
    return number


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")
