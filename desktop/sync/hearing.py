"""Asking a vendor and making documents of its answers: pages of lists, records read whole, looks. Nothing is filed."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from desktop.errors import Rejected, Unconfirmed
from desktop.sync.account import Account
from desktop.sync.newest import Asked
from desktop.sync.sense import cleaned, understood
from desktop.vendors.contract import LOGIN, Ask, Batch, Document, Documents, Heard, Reference, Request, Resource
from desktop.vendors.pacing import Priority
from desktop.vendors.rows import Piece, cut, read_row, told

SLICE = 50
"""Rows decoded before the loop may do something else."""
GONE = (404, 410)
NO = (400, 401, 403, *GONE)
"""How a vendor says no to an optional request: what it asks for is not there, or not at this vendor's account."""


def says_no(error: Rejected) -> bool:
    """Whether what is optional is not to be had; also where nothing answers at an address that is only guessed."""
    return error.status in NO or isinstance(error, Unconfirmed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """A record as just read whole.

    Of its parts that begin with one of `replaces` it has no others any more. `is_early`: the vendor may still tell
    old news of parts of it; what is known of them is here in their place.
    """

    documents: Documents
    asked_at: Asked
    replaces: tuple[str, ...] = ()
    is_early: bool = False


@dataclass(slots=True)
class _Parts:
    """What came of one record, answer by answer. `is_whole`: nothing of it may be missing for being unreadable."""

    is_whole: bool

    documents: dict[str, Document] = field(default_factory=dict)
    replaces: dict[str, None] = field(default_factory=dict)
    times: dict[str, float] = field(default_factory=dict)
    asked_at: float = float("inf")

    def take(self, account: Account, ask: Ask, pieces: list[Piece], asked_at: Asked) -> None:
        for piece in pieces:
            if piece.document is not None:
                self.documents[piece.part] = piece.document
                self.times[piece.part] = asked_at.at
            elif self.is_whole:
                raise Rejected(f"{account.vendor.label}’s answer could not be read.", piece.trouble)
        if ask.replaces:
            self.replaces[ask.replaces] = None
        self.asked_at = min(self.asked_at, asked_at.at)

    def fresh(self) -> Fresh:
        later = {part: at for part, at in self.times.items() if at > self.asked_at}
        asked_at = Asked(self.asked_at, later)
        return Fresh(documents=self.documents, asked_at=asked_at, replaces=tuple(self.replaces))


Uphold = Callable[[Account, Resource, str, Fresh], Fresh]
"""A record as just read, with what is known of it since then in the place of what the vendor told."""
Known = Callable[[Account, Resource, str], Documents]
"""What the copy has of a record, as its tables read it."""


class Hearing:
    """Asks; `told()` says that an account has come back."""

    def __init__(
        self, known: Known, *, now: Callable[[], datetime], told: Callable[[], None], uphold: Uphold
    ) -> None:  # fmt: skip
        self._known = known
        self._now = now
        self._told = told
        self._uphold = uphold

    async def hear(
        self, account: Account, resource: Resource, ask: Ask, priority: Priority
    ) -> tuple[Heard, list[Piece], Asked]:
        """One answer, the documents in it, and the loop time at which the vendor certainly had them so."""
        asked_at = Asked(asyncio.get_running_loop().time() - resource.lag(ask.request).total_seconds())
        try:
            answer = await account.client.read(ask.request, priority)
        except Rejected as error:
            if not ask.optional or not says_no(error):
                raise
            return Heard(request=ask.request, headers={}, envelope={}, status=error.status), [], asked_at
        if account.recovers(self._now()):
            self._told()
        envelope, raws = cut(answer.body, ask.rows)
        pieces: list[Piece] = []
        for start in range(0, len(raws), SLICE):
            for raw in raws[start : start + SLICE]:
                pieces += [cleaned(account, piece) for piece in (read_row(raw, ask.rows) if ask.rows else ())]
            await asyncio.sleep(0)
        heard = Heard(
            request=ask.request, headers=answer.headers, envelope=envelope, count=len(raws),
            rows=[piece.document for piece in pieces if piece.document is not None],
        )  # fmt: skip
        return heard, pieces, asked_at

    async def fresh(self, account: Account, resource: Resource, key: str, priority: Priority) -> Fresh | None:
        """Read one record whole, now; None when the vendor has it no more."""
        if resource.read is None:
            raise Rejected("This record has no page of its own.", "It is put parts from others.")
        owner = resource.owner(key)
        parts = _Parts(is_whole=True)
        try:
            await self._ask_all(account, resource, owner, self._reading(account, resource, owner), priority, parts)
        except Rejected as error:
            if error.status in GONE and resource.part not in parts.documents:
                return None
            raise
        if resource.part not in parts.documents:
            raise Rejected(f"{account.vendor.label}’s answer could not be read.", "It holds no record.")
        return self._uphold(account, resource, owner, parts.fresh())

    async def fresh_of(
        self, account: Account, resource: Resource, keys: Sequence[str], batch: Batch, priority: Priority
    ) -> Mapping[str, Fresh]:
        """Read several records at once, as far as their batch knows how; by key, those that came whole."""
        found: dict[str, _Parts] = {}
        known = {key: self._known(account, resource, key) for key in keys}
        for ask in batch.read(known, account.context):
            _, pieces, asked_at = await self.hear(account, resource, ask, priority)
            for key in {piece.key for piece in pieces if piece.document is not None} & set(keys):
                parts = found.setdefault(key, _Parts(is_whole=True))
                parts.take(account, ask, [piece for piece in pieces if piece.key == key], asked_at)
        whole = {key: parts.fresh() for key, parts in found.items() if resource.part in parts.documents}
        return {key: self._uphold(account, resource, key, fresh) for key, fresh in whole.items()}

    def _reading(self, account: Account, resource: Resource, owner: str) -> tuple[Ask, ...]:
        """What is asked for a record; where it is, the copy may have to tell."""
        place = resource.place(owner, self._known(account, resource, owner)) if resource.place else owner
        return resource.read(place, account.context) if resource.read else ()

    def lag(self, account: Account, resource: Resource, key: str) -> timedelta:
        """How far behind a record that is read singly may be."""
        asks = self._reading(account, resource, resource.owner(key))
        return max((resource.lag(ask.request) for ask in asks), default=timedelta())

    async def more(self, account: Account, resource: Resource, key: str, documents: Documents) -> Fresh | None:
        """Read what is told only of a record that is looked at."""
        if resource.more is None:
            return None
        parts = _Parts(is_whole=False)
        asks = resource.more(key, documents, account.context)
        await self._ask_all(account, resource, key, asks, "opened", parts)
        return parts.fresh()

    async def _ask_all(
        self, account: Account, resource: Resource, owner: str, asks: tuple[Ask, ...], priority: Priority,
        parts: _Parts,
    ) -> None:  # fmt: skip
        waiting = list(asks)
        while waiting:
            ask = waiting.pop(0)
            heard, pieces, asked_at = await self.hear(account, resource, ask, priority)
            parts.take(account, ask, [piece for piece in pieces if piece.key == owner], asked_at)
            if ask.then is not None:
                with understood(account):
                    waiting[:0] = ask.then(heard)

    async def look(self, account: Account, ask: Ask, priority: Priority) -> Any:  # noqa: ANN401
        """The JSON of one look at the vendor's side; None when it answers that there is no such thing."""
        try:
            answer = await account.client.read(ask.request, priority)
        except Rejected as error:
            if error.status in GONE:
                return None
            raise
        account.recovers(self._now())
        return account.vendor.veil(told(answer.body, ask.rows))

    async def _page(self, account: Account, reference: Reference, request: Request, priority: Priority) -> Any:  # noqa: ANN401 - JSON
        """A page of a list that forms choose from; None where the account may not have it."""
        try:
            return await self.look(account, Ask(request=request, rows=reference.rows), priority)
        except Rejected as error:
            if reference.optional and says_no(error):
                return None
            raise

    async def references(self, account: Account, priority: Priority = "news") -> dict[str, Any]:
        """The lists that forms choose from."""
        read: dict[str, Any] = {}
        for reference in account.vendor.references:
            request: Request | None = reference.request
            kept: Any = None
            while request is not None:
                document = await self._page(account, reference, request, priority)
                if document is None and reference.optional:
                    break
                with understood(account):
                    page = reference.keep(document)
                    kept = {**kept, **page} if kept else page
                    request = reference.then(document)
            read[reference.name] = kept
        if (tells := await account.client.let_in()) is not None:
            read[LOGIN] = tells
        return read
