"""What a connection to a vendor is made of: how much may be asked, what is asked first, the lists forms choose from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from desktop.vendors.reading import Answer, Document, Json, Request


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The buckets of a vendor by name, which one a request draws on, and what an answer says about it."""

    buckets: Mapping[str, Limit]
    limit_key: Callable[[Request], str]
    remaining: Callable[[Answer], float | None]
    retry_after: Callable[[Answer], float | None]  # seconds a 429 asks us to wait


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A list that forms choose from and fields are decoded with; `keep` cuts what is stored (secrets removed)."""

    name: str
    request: Request
    keep: Callable[[Document], Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbeStep:
    """One request of the connection test.

    `finds(document, credentials)` tells what answered ("" = nothing worth telling) and raises AppError when it is not
    what the credentials name.
    """

    label: str
    request: Request
    finds: Callable[[Document, Mapping[str, str]], str]
