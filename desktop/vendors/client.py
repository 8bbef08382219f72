"""The one edge to the network: sends a vendor's requests in turn and turns every failure into one of ours."""

import re
import ssl
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

import httpx

from desktop.errors import AppError, NeedsLogin, Offline, Rejected, Throttled, Unreached
from desktop.vendors.contract import Answer, Request, Vendor
from desktop.vendors.pacing import Pace, Priority, scaled
from desktop.vendors.rows import encode
from desktop.vendors.transfer import make_http, transfer

__all__ = ["LONGEST", "LONGEST_WAIT", "Client", "make_http"]

LONGEST = 120.0
"""Seconds that one answer may take altogether, by the loop's clock."""
LONGEST_WAIT = 86_400.0
"""Seconds that we let a vendor make us wait at a time before asking again; how long it is, is always shown."""
MOST_WORDS = 500
"""Signs of a vendor's own words that a sentence of ours repeats."""
LAST_PORT = 65_535
NEVER = r"(?!)"
"""A pattern that is nowhere found."""

_NEVER_SENT = (
    httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError,
)  # fmt: skip
WAIT = "Nothing is lost: it is tried again by itself."


class Client:
    """One account's line to its vendor. `clock` counts seconds for the pace, `now` tells the time of answers."""

    def __init__(
        self,
        vendor: Vendor,
        http: httpx.AsyncClient,
        servers: Mapping[str, str],
        credentials: Mapping[str, str],
        *,
        pace: float | None = 1.0,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        clock: Callable[[], float] = time.monotonic,
        longest: float = LONGEST,
    ) -> None:
        self.vendor = vendor
        self._http = http
        self._servers = {name: address.rstrip("/") for name, address in servers.items()}
        self._credentials = dict(credentials)
        secret = (credentials.get(field.name) for field in vendor.credentials if field.editor == "secret")
        self._secrets = re.compile("|".join(re.escape(value) for value in secret if value) or NEVER, re.IGNORECASE)
        self._now = now
        self._clock = clock
        self._longest = longest
        self._paces = {name: Pace(scaled(limit, pace), clock) for name, limit in vendor.limits.buckets.items()}
        self._refusals: dict[str, int] = {}
        self.requests = 0

    async def close(self) -> None:
        """Give the connections back."""
        await self._http.aclose()

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
        prepared = self._prepare(request)
        limits = self.vendor.limits
        key = limits.limit_key(request)
        pace = self._paces[key]
        async with pace.turn(priority):
            self.requests += 1
            began, refusals = self._clock(), self._refusals.get(key, 0)
            answer = await self._exchange(request, prepared)
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

    def _prepare(self, request: Request) -> httpx.Request:
        label = self.vendor.label
        headers = self._signed() | {"Accept-Encoding": "gzip"}
        try:
            content = None if request.body is None else encode(request.body)
        except (ValueError, TypeError) as error:
            raise Rejected(
                "What was typed cannot be sent.", "It holds a sign or a number that has no written form; change it."
            ) from error
        if content is not None:
            headers["Content-Type"] = "application/json"
        try:
            address = httpx.URL(self._servers[request.server] + request.path)
            if address.scheme not in ("http", "https") or not address.host or (address.port or 0) > LAST_PORT:
                raise httpx.InvalidURL(f"{address} leads nowhere")
            query = request.query or None
            return self._http.build_request(request.method, address, params=query, headers=headers, content=content)
        except (httpx.InvalidURL, LookupError) as error:
            raise Rejected(
                f"{label} has no usable address.", "Nothing was sent. Check the address in Connections."
            ) from error

    def _signed(self) -> dict[str, str]:
        """The vendor's headers. What cannot stand in one stops here: deeper down an error would repeat it."""
        headers = dict(self.vendor.sign(self._credentials))
        if all(value.isascii() and value.isprintable() and value == value.strip() for value in headers.values()):
            return headers
        raise NeedsLogin(
            f"The credentials for {self.vendor.label} hold signs that none has.",
            f"Nothing was sent. Copy them again, without blanks or line breaks. {self.vendor.login_hint}".strip(),
        )

    # ── during ────────────────────────────────────────────────────────────────────────────────────────────────

    async def _exchange(self, request: Request, prepared: httpx.Request) -> Answer:
        label, writes = self.vendor.label, request.method != "GET"
        if self._http.is_closed:
            raise Unreached(f"The line to {label} is closed.", "Nothing was sent.")
        try:
            status, headers, body = await transfer(self._http, prepared, self._longest)
        except _NEVER_SENT as error:
            raise self._unreached(error, prepared.url.host) from error
        except (httpx.TransportError, OSError) as error:  # a line that was secure may still break as an ssl.SSLError
            raise Offline(f"The line to {label} broke.", WAIT, unclear=writes) from error
        except httpx.DecodingError as error:
            raise Rejected(f"{label}'s answer could not be read.", WAIT, unclear=writes) from error
        return Answer(request=request, status=status, headers=headers, body=body, at=self._now())

    def _unreached(self, error: httpx.TransportError, host: str) -> Unreached:
        if (broken := _tls_error(error)) is not None:
            reason = getattr(broken, "verify_message", "")
            return Unreached(
                f"The secure line to {self.vendor.label} could not be verified.",
                f"Nothing was sent{f' ({reason})' if reason else ''}. "
                "Check this computer's date, then ask whoever runs your network.",
            )
        if isinstance(error, httpx.ProxyError):
            return Unreached(f"{self.vendor.label} cannot be reached.", f"The proxy did not let us through. {WAIT}")
        return Unreached(f"{self.vendor.label} cannot be reached.", f"There is no way to {host} now. {WAIT}")

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


def _tls_error(error: BaseException) -> ssl.SSLError | None:
    """The failure of the secure line that lies behind an error, if there is one."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLError):
        cause = cause.__cause__ or cause.__context__
    return cause
