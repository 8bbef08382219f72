"""Ordermentum as a whole: hosts, credentials, limits, routes and the forms of refusal (contract 2, 3, 6, 17)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from desktop.sandbox.ordermentum.account import SupplierAccount
from desktop.sandbox.ordermentum.call import Call, Refused, refusal, wrong_cart
from desktop.sandbox.ordermentum.identity import credentials, sign_in
from desktop.sandbox.ordermentum.records import User
from desktop.sandbox.ordermentum.routes import ROUTES, Route
from desktop.sandbox.ordermentum.stock import check_context
from desktop.sandbox.stand_in import Refusal
from desktop.sandbox.wire import TYPE_JSON, Answer, Request

SERVERS: Mapping[str, str] = {"api": "/api", "auth": "/app", "stock": "/stock/v1"}
"""The older main host, /app, has the same paths, and it alone has the sign-in."""
_SIGN_IN = "/app/v1/auth"
_STATUSES: Mapping[Refusal, int] = {
    "unauthorized": 401,
    "throttled": 429,
    "missing": 404,
    "failed": 500,
    "offline": 503,
    "vetoed": 403,
}


class Ordermentum:
    """All suppliers of one sandbox behind their three hosts."""

    def __init__(self, accounts: Sequence[SupplierAccount]) -> None:
        self.accounts = accounts

    def owner(self, request: Request) -> str:
        account = self._account(request)
        return account.name if account else ""

    def signs_in(self, request: Request) -> bool:
        return request.path == _SIGN_IN

    def admit(self, request: Request) -> Answer | None:
        if not _takes_json(request.headers.get("accept", "")):
            return refusal(406)
        if self.signs_in(request):
            return None
        account = self._account(request)
        credential = _credential(account, request) if account else None
        if account is None or credential is None:
            return self.refuse("unauthorized", request)
        wait = account.supplier.limits.take(credential, request.method, _path(request))
        return self.refuse("throttled", request, wait) if wait else None

    def answer(self, request: Request) -> Answer:
        """Key and token at once are taken, and noted where the ledger has place for it (contract 17.1)."""
        answer = self._answer(request)
        if "x-api-key" in request.headers and "authorization" in request.headers:
            return replace(answer, ignored=(*answer.ignored, "authorization"))
        return answer

    def _answer(self, request: Request) -> Answer:
        account = self._account(request)
        try:
            if self.signs_in(request):
                return _sign_in(account, request)
            if account is None:
                return self.refuse("unauthorized", request)
            return _act(account, request)
        except Refused as refused:
            return refused.answer()
        except RecursionError:
            return refusal(400, "The body is nested too deeply")

    def refuse(self, why: Refusal, request: Request, wait: object = None) -> Answer:
        if why == "vetoed" and re.match("/(api|app)/v1/orders", request.path):
            return wrong_cart("Orders for this day are closed").answer()
        answer = refusal(_STATUSES[why])
        if why != "throttled":
            return answer
        named = () if wait is None else (("retry-after", str(wait)),)
        return replace(answer, headers=(TYPE_JSON, *named))

    def subject(self, request: Request) -> tuple[str, str] | None:
        account = self._account(request)
        found = _SUBJECT.fullmatch(_path(request))
        return account.subject(found[1], found[2]) if account and found else None

    def finish(self, request: Request, answer: Answer) -> Answer:
        return answer

    def _account(self, request: Request) -> SupplierAccount | None:
        """Whose credentials the request has, however old; of a sign-in whose user it is."""
        if self.signs_in(request):
            try:
                username, _ = credentials(request)
            except (Refused, ValueError):
                return None
            return next((account for account in self.accounts if account.employs(username)), None)
        key, token = request.headers.get("x-api-key"), request.bearer
        return next((account for account in self.accounts if account.knows(key, token)), None)


_SUBJECT = re.compile(r"(?:/stock)?/v\d/(orders|purchasers|products|variants|invoices|items)/([^/]+).*")


def _path(request: Request) -> str:
    """The path on its host; the stock host keeps its name before it, for its paths are others' too."""
    host, _, rest = request.path.removeprefix("/").partition("/")
    return f"/{rest}" if host in ("api", "app") else request.path


def _takes_json(accept: str) -> bool:
    """A request says that it wants JSON, or anything (contract 2)."""
    for part in accept.lower().split(","):
        kind, *parameters = (piece.strip() for piece in part.split(";"))
        if kind in ("application/json", "application/*", "*/*") and "q=0" not in parameters:
            return True
    return False


def _user(account: SupplierAccount, request: Request) -> User | None:
    """Nobody where a key is used."""
    return None if "x-api-key" in request.headers else account.supplier.tokens.user(request.bearer)


def _credential(account: SupplierAccount, request: Request) -> str | None:
    """What the limits count by; nothing where it is good for nothing (any more)."""
    if "x-api-key" in request.headers:
        return "key" if account.supplier.is_key_good else None
    user = _user(account, request)
    return user.username if user else None


def _sign_in(account: SupplierAccount | None, request: Request) -> Answer:
    """Raises Refused."""
    if request.method != "POST":
        raise Refused(405)
    return sign_in(account.supplier if account else None, request)


def _act(account: SupplierAccount, request: Request) -> Answer:
    """Raises Refused."""
    path = _path(request)
    route, ids = _route(request.method, path)
    user = _user(account, request)
    call = Call(request=request, path=path, supplier=account.supplier, user=user, ids=ids)
    if path.startswith("/stock/"):
        check_context(call)
    return route.act(call)


def _route(method: str, path: str) -> tuple[Route, tuple[str, ...]]:
    """Of two that fit, the one with fewer ids is meant: `delivery-dates` is no id. Raises Refused."""
    here = [(route, found.groups()) for route in ROUTES if (found := route.pattern.fullmatch(path))]
    if not here:
        raise Refused(404)
    fewest = min(len(ids) for _, ids in here)
    for route, ids in here:
        if route.method == method and len(ids) == fewest:
            return route, ids
    raise Refused(405)
