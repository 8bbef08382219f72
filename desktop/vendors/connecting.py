"""What a connection to a vendor is made of: how much may be asked, what is asked first, the lists forms choose from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from desktop.errors import NeedsLogin
from desktop.forms import Choice
from desktop.vendors.reading import Answer, Document, Json, Request, Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One bucket: holds `size` tokens, refilled at `rate` a second; `spare` stay back for what we did not count.

    Background work waits while no more than `yield_at` are left; at most `at_once` requests are under way.
    """

    size: float
    rate: float
    spare: float = 1
    yield_at: float = 2
    at_once: int = 3


def seconds_told(answer: Answer) -> float | None:
    """What the usual header says of how long to wait; None where it says no number of seconds."""
    told = answer.headers.get("retry-after", "").strip()
    return float(told) if told.isdecimal() else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The buckets of a vendor by name, which one a request draws on, and what an answer says about it."""

    buckets: Mapping[str, Limit]
    limit_key: Callable[[Request], str]
    remaining: Callable[[Answer], float | None] = lambda answer: None
    retry_after: Callable[[Answer], float | None] = seconds_told  # seconds a 429 asks us to wait


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A list that forms choose from and fields are decoded with; `keep` cuts what is stored (secrets removed).

    `then(document)` → the request for the next page of a list that is kept as a map. Rows are made again when one
    changes, unless it is only `loose`: they keep what it said when they were made. One that is `optional` may be
    forbidden to the account: nothing is kept of it then. `rows`: where its rows may lie, as in a look.
    """

    name: str
    request: Request
    keep: Callable[[Document], Json]
    then: Callable[[Document], Request | None] = lambda document: None
    loose: bool = False
    optional: bool = False
    rows: Rows | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What lets an account in, for so many `seconds`. `tells`: what it says of the account (roles), without secrets."""

    access: str
    seconds: float
    refresh: str = ""
    tells: Json = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """How a vendor gives tokens. `sign` finds the token under TOKEN, what it tells is the reference named LOGIN.

    `ask(credentials, refresh)` → the request for one, by a refresh token where that is not ""; `read(document,
    before)` → the token in the answer, `before` is the one that it takes the place of. NeedsLogin for one that is of
    no use to us. `refusal(answer)` → why none was given, in words. `applies(credentials)` → whether these want one.
    """

    ask: Callable[[Mapping[str, str], str], Request]
    read: Callable[[Document, Token | None], Token]
    refusal: Callable[[Answer], NeedsLogin]
    applies: Callable[[Mapping[str, str]], bool] = lambda credentials: True


TOKEN, LOGIN = "token", "login"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbeStep:
    """One request of the connection test.

    `finds(document, credentials)` tells what answered ("" = nothing worth telling) and raises AppError when it is not
    what the credentials name. One that is `optional` may be forbidden to the account: that is told, the rest works.
    `rows`: where the rows of its answer may lie, as in a look. `applies(credentials)` → whether these want it;
    `offers(document)` → what else the form asks for, with what its answer has of it to choose from.
    """

    label: str
    request: Request
    finds: Callable[[Document, Mapping[str, str]], str]
    optional: bool = False
    rows: Rows | None = None
    applies: Callable[[Mapping[str, str]], bool] = lambda credentials: True
    offers: Callable[[Document], Mapping[str, tuple[Choice, ...]]] = lambda document: {}


def bears(credentials: Mapping[str, str], server: str) -> Mapping[str, str]:
    """The headers of every request of a vendor that wants nothing but its token."""
    return {"Authorization": f"Bearer {credentials.get(TOKEN, '')}", "Accept": "application/json"}


def stripped(credentials: Mapping[str, str]) -> Mapping[str, str]:
    """Without the blanks that copying brings along before and behind; a password keeps its own."""
    return {name: value if name == "password" else value.strip() for name, value in credentials.items()}


def without_blanks(credentials: Mapping[str, str]) -> Mapping[str, str]:
    """Also without those within, where none has any; a password keeps its own."""
    return {name: value if name == "password" else "".join(value.split()) for name, value in credentials.items()}
