"""One account's requests to its vendor: sent in turn, and every answer that is no success turned into one of ours."""

import re
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from desktop.errors import AppError, NeedsLogin, Offline, Rejected, Throttled, Unreached
from desktop.vendors.contract import Answer, Request, Vendor
from desktop.vendors.pacing import WAIT, Pace, Priority, scaled

if TYPE_CHECKING:
    from desktop.vendors.line import Line, MakeHttp

LONGEST = 120.0
"""Seconds that one answer may take altogether, by the loop's clock."""
LONGEST_WAIT = 86_400.0
"""Seconds that we let a vendor make us wait at a time before asking again; how long it is, is always shown."""
MOST_WORDS = 500
"""Signs of a vendor's own words that a sentence of ours repeats."""
NEVER = r"(?!)"
"""A pattern that is nowhere found."""


class Client:
    """What one account asks its vendor. `clock` counts seconds for the pace, `now` tells the time of answers.

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
        self.requests = 0

    @cached_property
    def _line(self) -> "Line":
        from desktop.vendors.line import Line  # at the first request: reading httpx would hold up the first rows

        return Line(self.vendor.label, self._servers, self._longest, self._make_http)

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
        headers = self._signed() | {"Accept-Encoding": "gzip"}
        prepared = self._line.prepare(request, headers)
        limits = self.vendor.limits
        key = limits.limit_key(request)
        pace = self._paces[key]
        async with pace.turn(priority):
            self.requests += 1
            began, refusals = self._clock(), self._refusals.get(key, 0)
            if self._is_closed:
                raise Unreached(f"The line to {self.vendor.label} is closed.", "Nothing was sent.")
            status, received, body = await self._line.exchange(prepared)
            answer = Answer(request=request, status=status, headers=received, body=body, at=self._now())
            if (remaining := limits.remaining(answer)) is not None:
                pace.bucket.hear(remaining, self._clock() - began)
            if answer.status == 429:
                self._refusals[key] = refusals + 1  # several that were under way together count as one
                raise self._throttled(answer, key)
            self._refusals.pop(key, None)
        if error := self._failure(answer):
            self._veil(error)
            raise error
        return answer

    # ── before ────────────────────────────────────────────────────────────────────────────────────────────────

    def _signed(self) -> dict[str, str]:
        """The vendor's headers. What cannot stand in one stops here: deeper down an error would repeat it."""
        headers = dict(self.vendor.sign(self._credentials))
        if all(value.isascii() and value.isprintable() and value == value.strip() for value in headers.values()):
            return headers
        raise NeedsLogin(
            f"The credentials for {self.vendor.label} hold signs that none has.",
            f"Nothing was sent. Copy them again, without blanks or line breaks. {self.vendor.login_hint}".strip(),
        )

    # ── after ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _throttled(self, answer: Answer, key: str) -> Throttled:
        asked = self.vendor.limits.retry_after(answer)
        if asked is None or not asked >= 0:  # NaN is neither
            asked = 2.0 ** min(self._refusals[key] - 1, 6)
        seconds = min(max(asked, 1.0), LONGEST_WAIT)
        self._paces[key].bucket.stop(seconds)
        until = self._now() + timedelta(seconds=seconds)
        return Throttled(f"{self.vendor.label} asks us to wait {seconds:.0f} s.", WAIT, until=until)

    def _failure(self, answer: Answer) -> AppError | None:
        label, status, writes = self.vendor.label, answer.status, answer.request.method != "GET"
        if status < 300:
            return self.vendor.refusal(answer)
        words = self._secrets.sub("…", self.vendor.words(answer))[:MOST_WORDS]
        said = f"It answered: “{words}”. " if words else ""
        if status in (401, 403):
            return NeedsLogin(f"{label} did not accept the credentials.", f"{said}{self.vendor.login_hint}".strip())
        if status >= 500 or status == 408:
            return Offline(f"{label} is in trouble itself (HTTP {status}).", f"{said}{WAIT}", unclear=writes)
        if status < 400:
            return Rejected(
                f"{label} points to another address.",
                "It was not followed. Check the address in Connections.",
                words=words,
                status=status,
                unclear=writes and status == 303,  # "done, see there"
            )
        step = "Nothing was changed: edit it, or discard it." if writes else "If it stays so, check the connection."
        return Rejected(f"{label} said no (HTTP {status}).", said + step, words=words, status=status)

    def _veil(self, error: AppError) -> None:
        """Take our own secrets out of what will be shown and kept: some vendors repeat what they were given."""
        error.title, error.hint = (self._secrets.sub("…", text) for text in (error.title, error.hint))
        error.args = (error.title,)
        if isinstance(error, Rejected):
            error.words = self._secrets.sub("…", error.words)
