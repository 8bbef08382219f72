"""What every vendor's stand-in offers to the server, the faults and the control paths."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from desktop.sandbox.clock import Clock
from desktop.sandbox.options import Options, Switch
from desktop.sandbox.wire import Answer, Request

Path = tuple[str | int, ...]
Refusal = Literal["unauthorized", "throttled", "missing", "failed", "offline", "vetoed"]
"""failed: an error of the vendor's own; offline: down for maintenance; vetoed: a rule of the account's own says no."""


class Unknown(Exception):
    """A kind, record or path that an account does not have."""


class Account(Protocol):
    """One account of a vendor: its data, judged and changed from outside the vendor's own paths."""

    @property
    def name(self) -> str: ...

    @property
    def credentials(self) -> Mapping[str, str]: ...

    @property
    def options(self) -> Mapping[str, str]:
        """What the vendor does not tell and a person would set by hand, such as the currency."""
        ...

    def records(self, kind: str) -> Mapping[str, Mapping[str, bytes]]:
        """Each record of a kind (orders, stock, customers) by its id: its documents by name, its own first.

        They are as they are served, without secrets. A document that several records have has one name in all of them.
        """

    def change(self, kind: str, id: str, changes: Mapping[Path, object]) -> None:
        """Somebody else edits a record: sets the value at each path and stamps the record as changed."""

    def create(self, kind: str, document: Mapping[str, object] | None) -> str:
        """A new record arrives, invented where no document is given; gives its id."""

    def remove(self, kind: str, id: str) -> None:
        """Somebody else deletes a record."""


class Platform(Protocol):
    """A vendor with its accounts, in one running sandbox."""

    @property
    def accounts(self) -> Sequence[Account]: ...

    def owner(self, request: Request) -> str:
        """The name of the account that the request speaks for, also where it is about to be refused, or empty."""

    def signs_in(self, request: Request) -> bool:
        """Whether the request asks for credentials instead of a record: it is counted, and is no write."""

    def admit(self, request: Request) -> Answer | None:
        """The refusal by credentials or by pace, or nothing where the request may go on; takes its token."""

    def answer(self, request: Request) -> Answer:
        """Do what an admitted request asks."""

    def refuse(self, why: Refusal, request: Request, wait: object = None) -> Answer:
        """The vendor's own way to say so; wait: what a refusal by pace names, usually seconds."""

    def subject(self, request: Request) -> tuple[str, str] | None:
        """The kind and id of the record that the path names."""

    def finish(self, request: Request, answer: Answer) -> Answer:
        """Add what every answer of this vendor carries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """A vendor's stand-in: one value that its folder exports.

    servers: the base path of each of its servers, below /<id>; sets: names for several settings of switches at once;
    shown: how many of its accounts, the first ones, a demo connects.
    """

    id: str
    servers: Mapping[str, str]
    switches: tuple[Switch, ...]
    sets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shown: int
    open: Callable[[Options, Mapping[str, str], Clock], Platform]
