"""The one edge to the network: sends a vendor's requests in turn and turns every failure into one of ours."""

import asyncio
import ssl
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import httpx

from desktop.errors import AppError, NeedsLogin, Offline, Rejected, Throttled
from desktop.vendors.contract import Answer, Request, Vendor
from desktop.vendors.pacing import Pace, Priority, scaled
from desktop.vendors.rows import encode

LARGEST = 64 * 1024 * 1024
"""Bytes that one answer may hold, unpacked."""
LONGEST = 120.0
"""Seconds that one answer may take altogether, by the loop's clock."""
LONGEST_WAIT = 900.0
"""Seconds that we let a vendor make us wait at a time before asking again."""

_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
WAIT = "Nothing is lost: it is tried again by itself."


def make_http(servers: Mapping[str, str]) -> httpx.AsyncClient:
    """The HTTP client of one account. It follows no redirect: credentials never go to another address.

    A proxy of the system is used, but never on the way to this computer itself.
    """
    away = any(urlsplit(address).scheme == "https" for address in servers.values())
    timeout = httpx.Timeout(60.0, connect=15.0)
    return httpx.AsyncClient(timeout=timeout, follow_redirects=False, trust_env=away)


class Client:
    """One account's line to its vendor."""

    def __init__(
        self,
        vendor: Vendor,
        http: httpx.AsyncClient,
        servers: Mapping[str, str],
        credentials: Mapping[str, str],
        *,
        pace: float | None = 1.0,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        longest: float = LONGEST,
    ) -> None:
        self.vendor = vendor
        self._http = http
        self._servers = {name: address.rstrip("/") for name, address in servers.items()}
        self._headers = dict(vendor.sign(credentials))
        self._now = now
        self._longest = longest
        self._paces = {name: Pace(scaled(limit, pace)) for name, limit in vendor.limits.buckets.items()}
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
        key = self.vendor.limits.limit_key(request)
        pace = self._paces[key]
        async with pace.turn(priority):
            self.requests += 1
            answer = await self._exchange(request)
            remaining = self.vendor.limits.remaining(answer)
            if remaining is not None:
                pace.bucket.hear(remaining)
            if answer.status == 429:
                raise self._throttled(answer, key)
            self._refusals.pop(key, None)
        if error := self._failure(answer):
            raise error
        return answer

    def _throttled(self, answer: Answer, key: str) -> Throttled:
        refusals = self._refusals[key] = self._refusals.get(key, 0) + 1
        asked = self.vendor.limits.retry_after(answer)
        seconds = asked if asked is not None and asked >= 0 else 2.0 ** min(refusals - 1, 6)
        seconds = min(max(seconds, 1.0), LONGEST_WAIT)
        self._paces[key].bucket.stop(seconds)
        until = self._now() + timedelta(seconds=seconds)
        return Throttled(f"{self.vendor.label} asks us to wait {seconds:.0f} s.", WAIT, until=until)

    async def _exchange(self, request: Request) -> Answer:
        label, writes = self.vendor.label, request.method != "GET"
        try:
            status, headers, body = await self._transfer(request)
        except _NEVER_SENT as error:
            if _is_tls(error):
                raise Offline(
                    f"The secure line to {label} could not be verified.",
                    "Nothing was sent. Check this computer's date, then ask whoever runs your network.",
                ) from error
            where = urlsplit(self._servers.get(request.server, "")).hostname or label
            raise Offline(f"{label} cannot be reached.", f"There is no way to {where} now. {WAIT}") from error
        except httpx.TransportError as error:
            raise Offline(f"The line to {label} broke.", WAIT, unclear=writes) from error
        except (httpx.InvalidURL, httpx.DecodingError) as error:
            raise Rejected(f"{label}'s answer could not be read.", WAIT, unclear=writes) from error
        return Answer(request=request, status=status, headers=headers, body=body, at=self._now())

    async def _transfer(self, request: Request) -> tuple[int, Mapping[str, str], bytes]:
        base = self._servers.get(request.server)
        if base is None:
            raise httpx.UnsupportedProtocol(f"no address for {request.server}")
        headers = dict(self._headers)
        content = None
        if request.body is not None:
            content = encode(request.body)
            headers["Content-Type"] = "application/json"
        deadline = asyncio.get_running_loop().time() + self._longest
        chunks: list[bytes] = []
        size = 0
        async with self._http.stream(
            request.method, base + request.path, params=list(request.query) or None, headers=headers, content=content
        ) as response:
            async for chunk in response.aiter_bytes():
                chunks.append(chunk)
                size += len(chunk)
                if size > LARGEST:
                    raise httpx.DecodingError("the answer is larger than any answer should be")
                if asyncio.get_running_loop().time() > deadline:
                    raise httpx.ReadTimeout("the answer took too long")
        names = {name.lower(): value for name, value in response.headers.items()}
        return response.status_code, names, b"".join(chunks)

    def _failure(self, answer: Answer) -> AppError | None:
        label, status, writes = self.vendor.label, answer.status, answer.request.method != "GET"
        words = self.vendor.words(answer)
        said = f"It answered: “{words}”. " if words else ""
        if status in (401, 403):
            return NeedsLogin(f"{label} did not accept the credentials.", f"{said}{self.vendor.login_hint}".strip())
        if status >= 500 or status == 408:
            return Offline(f"{label} is in trouble itself (HTTP {status}).", f"{said}{WAIT}", unclear=writes)
        if 300 <= status < 400:
            return Rejected(
                f"{label} points to another address.",
                "It was not followed. Check the address in Connections.",
                words=words,
                status=status,
            )
        if status >= 400:
            return Rejected(f"{label} said no (HTTP {status}).", said.strip(), words=words, status=status)
        return self.vendor.refusal(answer)


def _is_tls(error: BaseException) -> bool:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return True
        cause = cause.__cause__ or cause.__context__
    return "CERTIFICATE_VERIFY_FAILED" in str(error) or "SSL" in str(error)
