"""The one edge to the network: an account's line to its vendor, and whatever breaks on it turned into one of ours."""

import ssl
from collections.abc import Callable, Mapping
from contextlib import suppress
from urllib.parse import urlencode

import httpx

from desktop.errors import Offline, Rejected, Unreached
from desktop.vendors.contract import Request
from desktop.vendors.pacing import WAIT
from desktop.vendors.rows import encode
from desktop.vendors.transfer import make_http, transfer

Prepared = httpx.Request
MakeHttp = Callable[[Mapping[str, str]], httpx.AsyncClient]
"""What speaks HTTP with these servers. Raises OSError where the system does not say whom to trust."""

LAST_PORT = 65_535
_NEVER_SENT = (
    httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError,
)  # fmt: skip


def read_ahead() -> None:
    """Read, in a thread, all that a line is made of: it takes 50 ms, which would be felt in the time of a request."""
    with suppress(OSError):  # told, in words, by the line that cannot be made
        make_http({})


class Line:
    """The way to the vendor's servers. `longest`: seconds that one answer may take altogether."""

    def __init__(self, label: str, servers: Mapping[str, str], longest: float, make: MakeHttp | None = None) -> None:
        """Raises Unreached when the line cannot be made."""
        self._label = label
        self._servers = {name: address.rstrip("/") for name, address in servers.items()}
        self._longest = longest
        try:
            self._http = (make or make_http)(servers)
        except OSError as error:
            raise Unreached(
                f"{label} cannot be reached safely.",
                "Nothing was sent. The authorities that this computer trusts cannot be read: "
                "check SSL_CERT_FILE and SSL_CERT_DIR, or ask whoever set them.",
            ) from error

    async def close(self) -> None:
        """Give the connections back."""
        await self._http.aclose()

    def prepare(
        self, request: Request, headers: Mapping[str, str], patience: float | None = None
    ) -> httpx.Request:  # fmt: skip
        """The request as it goes out, `patience` as a vendor has it. Raises Rejected for what cannot be sent."""
        try:
            content, kind = _content(request)
        except (ValueError, TypeError) as error:
            raise Rejected(
                "What was typed cannot be sent.", "It holds a sign or a number that has no written form; change it."
            ) from error
        if content is not None:
            headers = {**headers, "Content-Type": kind}
        try:
            address = httpx.URL(self._servers[request.server] + request.path)
            if address.scheme not in ("http", "https") or not address.host or (address.port or 0) > LAST_PORT:
                raise httpx.InvalidURL(f"{address} leads nowhere")
            query = request.query or None
            usual = self._http.timeout
            timeout = usual if patience is None else httpx.Timeout(patience, connect=usual.connect)
            return self._http.build_request(
                request.method, address, params=query, headers=headers, content=content, timeout=timeout
            )
        except (httpx.InvalidURL, LookupError) as error:
            raise Rejected(
                f"{self._label} has no usable address.", "Nothing was sent. Check the address in Connections."
            ) from error

    async def exchange(self, prepared: httpx.Request) -> tuple[int, Mapping[str, str], bytes]:
        """Send once: status, headers (names in lower case) and body. Raises Offline, Rejected."""
        writes = prepared.method != "GET"
        try:
            return await transfer(self._http, prepared, self._longest)
        except _NEVER_SENT as error:
            raise self._unreached(error, prepared.url.host) from error
        except (httpx.TransportError, OSError) as error:  # a line that was secure may still break as an ssl.SSLError
            raise Offline(f"The line to {self._label} broke.", WAIT, unclear=writes) from error
        except httpx.DecodingError as error:
            raise Rejected(f"{self._label}’s answer could not be read.", WAIT, unclear=writes) from error

    def _unreached(self, error: httpx.TransportError, host: str) -> Unreached:
        if (broken := _tls_error(error)) is not None:
            reason = getattr(broken, "verify_message", "")
            return Unreached(
                f"The secure line to {self._label} could not be verified.",
                f"Nothing was sent{f' ({reason})' if reason else ''}. "
                "Check this computer’s date, then ask whoever runs your network.",
            )
        if isinstance(error, httpx.ProxyError):
            return Unreached(f"{self._label} cannot be reached.", f"The proxy did not let us through. {WAIT}")
        return Unreached(f"{self._label} cannot be reached.", f"There is no way to {host} now. {WAIT}")


def _content(request: Request) -> tuple[bytes | None, str]:
    """The body as bytes, and of what type it is."""
    if request.form:
        return urlencode(request.form).encode(), "application/x-www-form-urlencoded"
    return None if request.body is None else encode(request.body), "application/json"


def _tls_error(error: BaseException) -> ssl.SSLError | None:
    """The failure of the secure line that lies behind an error, if there is one."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLError):
        cause = cause.__cause__ or cause.__context__
    return cause
