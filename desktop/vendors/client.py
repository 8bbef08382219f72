"""One account's requests to its vendor: sent in turn, and every answer that is no success turned into one of ours."""

import re
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from desktop.errors import AppError, NeedsLogin, Offline, Rejected, Throttled, Unconfirmed, Unreached
from desktop.vendors.contract import TOKEN, UNREADABLE, Answer, Json, Request, Vendor
from desktop.vendors.pacing import WAIT, Pace, Priority, scaled, told
from desktop.vendors.refusals import led_astray
from desktop.vendors.session import Session

if TYPE_CHECKING:
    from desktop.vendors.line import Line, MakeHttp, Prepared

LONGEST = 120.0
"""Seconds that one answer may take altogether, by the loop's clock."""
LONGEST_WAIT = 86_400.0
"""Seconds that we let a vendor make us wait at a time before asking again; how long it is, is always shown."""
MOST_WORDS = 500
"""Signs of a vendor's own words that a sentence of ours repeats."""
NEVER = r"(?!)"
"""A pattern that is nowhere found."""


class NotLetIn(NeedsLogin):
    """What we signed the request with was not taken; a new token may be. `alone`: why this request never is, if so."""

    def __init__(self, title: str, hint: str, alone: str) -> None:
        super().__init__(title, hint)
        self.alone = alone


class Client:
    """What one account asks its vendor. `clock` counts seconds for the pace, `now` tells the time of answers,
    `make_http` is called once, at the first request; None: over the network.
    """

    def __init__(
        self,
        vendor: Vendor,
        servers: Mapping[str, str],
        credentials: Mapping[str, str],
        *,
        make_http: "MakeHttp | None" = None,
        pace: float | None = 1.0,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        clock: Callable[[], float] = time.monotonic,
        longest: float = LONGEST,
    ) -> None:
        self.vendor = vendor
        self._servers = servers
        self._make_http = make_http
        self._credentials = dict(credentials)
        secret = (credentials.get(field.name) for field in vendor.credentials if field.editor == "secret")
        self._secrets = re.compile("|".join(re.escape(value) for value in secret if value) or NEVER, re.IGNORECASE)
        self._now = now
        self._clock = clock
        self._longest = longest
        self._paces = {name: Pace(scaled(limit, pace), clock) for name, limit in vendor.limits.buckets.items()}
        self._refusals: dict[str, int] = {}
        self._is_closed = False
        login = vendor.login
        is_signed_in = login is not None and login.applies(self._credentials)
        self._session = (
            Session(login, self._credentials, self._ask_for_token, clock) if login and is_signed_in else None
        )
        self.requests = 0
        self.confirmed: set[str] = set()  # guessed addresses that have answered
        self.paced: Callable[[], None] = lambda: None
        """Called when the vendor asks us to wait, and when it answers again."""

    @cached_property
    def _line(self) -> "Line":
        from desktop.vendors.line import Line  # at the first request: reading httpx would hold up the first rows

        return Line(self.vendor.label, self._servers, self._longest, self._make_http)

    async def let_in(self) -> Json:
        """What the vendor tells of the account as it lets us in; None where it tells nothing."""
        if self._session is None:
            return None
        await self._session.token()
        return self._session.tells

    @property
    def refused(self) -> NeedsLogin | None:
        """The refusal of the login, where the vendor has one; it is not tried again."""
        return self._session.refused if self._session else None

    async def close(self) -> None:
        """Give the connections back."""
        self._is_closed = True
        if "_line" in vars(self):
            await self._line.close()

    def waits_for(self) -> float:
        """Seconds for which the vendor has asked us to stay quiet; 0 = not at all."""
        return max((pace.bucket.stopped_for() for pace in self._paces.values()), default=0.0)

    async def read(self, request: Request, priority: Priority) -> Answer:
        """Send a request that changes nothing; a vendor that asks us to wait is waited for."""
        while True:
            try:
                return await self.send(request, priority)
            except Throttled:
                continue

    async def send(self, request: Request, priority: Priority) -> Answer:
        """Send once and return a successful answer.

        Raises Offline, Throttled, NeedsLogin, Rejected; `unclear` on the error says that a write may have taken
        effect all the same.
        """
        try:
            return await self._send_signed(request, priority)
        except NotLetIn as error:
            if error.alone:
                raise Rejected(f"{self.vendor.label} does not allow this.", error.alone, status=401) from error
            raise

    async def _send_signed(self, request: Request, priority: Priority) -> Answer:
        if self._session is None:
            return await self._send(request, priority, "")
        token = await self._session.token()
        try:
            return await self._send(request, priority, token)
        except NotLetIn:
            self._session.drop(token)
        return await self._send(request, priority, await self._session.token())

    async def _send(self, request: Request, priority: Priority, token: str) -> Answer:
        whole = self.vendor.complete(request, self._credentials)
        prepared = self._line.prepare(whole, self._signed(token, request.server), self.vendor.patience(request))
        limits = self.vendor.limits
        key = limits.limit_key(request)
        pace = self._paces[key]
        async with pace.turn(priority):
            began, refusals = self._clock(), self._refusals.get(key, 0)
            answer = await self._exchange(request, prepared)
            if (remaining := limits.remaining(answer)) is not None:
                pace.bucket.hear(remaining, self._clock() - began)
            if answer.status == 429:
                raise self._throttled(answer, key, refusals)
            if self._refusals.pop(key, None):
                self.paced()
        if error := self._failure(answer, writes=request.method != "GET"):
            raise self._veiled(error)
        self.confirmed |= {request.guess} - {""}
        return answer

    async def _exchange(self, request: Request, prepared: "Prepared") -> Answer:
        if self._is_closed:
            raise Unreached(f"The line to {self.vendor.label} is closed.", "Nothing was sent.")
        self.requests += 1
        status, received, body = await self._line.exchange(prepared)
        return Answer(request=request, status=status, headers=received, body=body, at=self._now())

    async def _ask_for_token(self, request: Request) -> Answer:
        """Outside the pace: whoever waits for it has a turn already, or is about to."""
        answer = await self._exchange(request, self._line.prepare(request, {"Accept-Encoding": "gzip"}))
        if answer.status in (400, 401, 403) and self.vendor.login is not None:
            raise self._veiled(self.vendor.login.refusal(answer))
        if answer.status == 429:
            key = self.vendor.limits.limit_key(request)
            raise self._throttled(answer, key, self._refusals.get(key, 0))
        if error := self._failure(answer, writes=False):
            raise self._veiled(error)
        return answer

    # ── before ────────────────────────────────────────────────────────────────────────────────────────────────

    def _signed(self, token: str, server: str) -> dict[str, str]:
        """The vendor's headers, and ours. What cannot stand in one stops here: deeper down an error would repeat it."""
        headers = {**self.vendor.sign({**self._credentials, TOKEN: token}, server), "Accept-Encoding": "gzip"}
        if all(value.isascii() and value.isprintable() and value == value.strip() for value in headers.values()):
            return headers
        raise NeedsLogin(
            f"The credentials for {self.vendor.label} hold signs that none has.",
            f"Nothing was sent. Copy them again, without blanks or line breaks. {self.vendor.login_hint}".strip(),
        )

    # ── after ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _throttled(self, answer: Answer, key: str, refusals: int) -> Throttled:
        """After so many refusals when it was sent: several that were under way together count as one."""
        self._refusals[key] = refusals + 1
        asked = self.vendor.limits.retry_after(answer)
        if asked is None or not asked >= 0:  # NaN is neither
            asked = 2.0 ** min(refusals, 6)
        seconds = min(max(asked, 1.0), LONGEST_WAIT)
        self._paces[key].bucket.stop(seconds)
        self.paced()
        until = self._now() + timedelta(seconds=seconds)
        return Throttled(f"{self.vendor.label} asks us to wait {told(seconds)}.", WAIT, until=until)

    def _failure(self, answer: Answer, *, writes: bool) -> AppError | None:
        label, status = self.vendor.label, answer.status
        if status < 300:
            return self.vendor.refusal(answer)
        if status in (404, 405) and answer.request.guess not in ("", *self.confirmed):
            return Unconfirmed(f"{label} has nothing at {answer.request.path}.")
        words = self._without_secrets(_made_of(self.vendor.words, answer))[:MOST_WORDS]
        said = f"It answered: “{words}”. " if words else ""
        if status in (401, 403):
            because = _made_of(self.vendor.forbids, answer)
            title = _made_of(self.vendor.blames, answer) or f"{label} did not accept the credentials."
            hint = f"{said}{self.vendor.login_hint}".strip()
            if status == 401:
                return NotLetIn(title, hint, because)
            if because:
                return Rejected(f"{label} does not allow this.", because, status=status)
            return NeedsLogin(title, hint)
        if status >= 500 or status == 408:
            return Offline(f"{label} is in trouble itself (HTTP {status}).", f"{said}{WAIT}", unclear=writes)
        if because := _made_of(self.vendor.busy, answer):
            return Offline(because, f"{said}{WAIT}")
        if astray := led_astray(label, answer):
            return astray
        if status < 400:
            hint = "It was not followed. Check the address in Connections."
            unclear = writes and status == 303  # "done, see there"
            return Rejected(f"{label} points to another address.", hint, words=words, status=status, unclear=unclear)
        step = "Nothing was changed: edit it, or discard it." if writes else "If it stays so, check the connection."
        return Rejected(f"{label} said no (HTTP {status}).", said + step, words=words, status=status)

    def _veiled(self, error: AppError) -> AppError:
        """The error without our own secrets, which some vendors repeat: it will be shown and kept."""
        error.title, error.hint = (self._without_secrets(text) for text in (error.title, error.hint))
        error.args = (error.title,)
        if isinstance(error, Rejected):
            error.words = self._without_secrets(error.words)
        return error

    def _without_secrets(self, text: str) -> str:
        for secret in self._session.secrets if self._session else ():
            text = text.replace(secret, "…") if secret else text
        return self._secrets.sub("…", text)


def _made_of(tell: Callable[[Answer], str], answer: Answer) -> str:
    """What the vendor's tables make of an error; nothing where they can make no sense of it: an error it is."""
    try:
        return tell(answer)
    except UNREADABLE:
        return ""
