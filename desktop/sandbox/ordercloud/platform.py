"""OrderCloud as a whole: sign-in, tokens, roles, routes and the forms of refusal (contract 1, 2, 5.1)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from desktop.sandbox.ordercloud.account import MarketAccount
from desktop.sandbox.ordercloud.call import JSON, Call, Refused, refusal
from desktop.sandbox.ordercloud.market import Market
from desktop.sandbox.ordercloud.order_lists import insufficient
from desktop.sandbox.ordercloud.roles import ROLES
from desktop.sandbox.ordercloud.routes import ROUTES, Route
from desktop.sandbox.ordercloud.signing_in import PATH, Barred, barred, sign_in
from desktop.sandbox.ordercloud.tokens import Session
from desktop.sandbox.paths import by_length
from desktop.sandbox.stand_in import Refusal
from desktop.sandbox.wire import Answer, Page, Request

_VERSION = "/v1"
_BOM = b"\xef\xbb\xbf"
_VETO = {
    "WebhookName": "Stock is counted elsewhere",
    "body": {"customMessage": "Figures are kept by the warehouse.", "suggestions": []},
}


class OrderCloud:
    """All marketplaces of one sandbox behind one address."""

    def __init__(self, accounts: Sequence[MarketAccount], switches: Mapping[str, str]) -> None:
        self.accounts = accounts
        self._switches = switches

    def owner(self, request: Request) -> str:
        market = self._market(request)
        return market.name if market else ""

    def signs_in(self, request: Request) -> bool:
        return request.path == PATH

    def admit(self, request: Request) -> Answer | None:
        if request.path == PATH:
            return None
        if not request.path.startswith(_VERSION + "/"):
            return refusal(404, Refused(404, "NotFound", "There is nothing here.").errors)
        market = self._market(request)
        session = _session(market, request)
        if session is None or session.ends <= session_time(market):
            return self.refuse("unauthorized", request)
        if session.revoked:
            return refusal(401, Refused(401, "Auth.TokenRevoked", "The token has been revoked.").errors)
        return None

    def answer(self, request: Request) -> Answer:
        market = self._market(request)
        if request.path == PATH:
            return sign_in(market, request)
        session = _session(market, request)
        if market is None or session is None:
            return self.refuse("unauthorized", request)
        try:
            route, ids = _route(request)
            call = Call(request=request, market=market, session=session, ids=ids)
            self._check(call, route)
            return route.act(call)
        except Refused as refused:
            return refusal(refused.status, refused.errors)
        except RecursionError:
            return refusal(400, Refused(400, "Request.InvalidRequestBody", "Nested too deeply.").errors)

    def refuse(self, why: Refusal, request: Request, wait: object = None) -> Answer:
        if request.path == PATH and why == "unauthorized":
            return barred(Barred("InvalidCredentials", "Username or password is wrong."))
        match why:
            case "unauthorized":
                refused = Refused(401, "InvalidToken", "Access token is invalid or expired.")
            case "missing":
                _, id = self.subject(request) or ("", "")
                data = {"ObjectType": _title(request), "ObjectID": id}
                refused = Refused(404, "NotFound", "Object was not found.", data)
            case "failed":
                refused = Refused(500, "ServerError", "An unexpected error occurred.")
            case "offline":
                refused = Refused(503, "Api.Offline", "The API is down briefly for maintenance.")
            case "vetoed":
                refused = Refused(400, "Webhook.Vetoed", "The request was rejected by a webhook.", _VETO)
            case "throttled":
                refused = Refused(429, "TooManyRequests", "Too many requests.")
        answer = refusal(refused.status, refused.errors)
        named = () if wait is None or why != "throttled" else (("retry-after", str(wait)),)
        return replace(answer, headers=answer.headers + named)

    def subject(self, request: Request) -> tuple[str, str] | None:
        for pattern, kind in _SUBJECTS:
            found = pattern.match(request.path)
            if found:
                return kind, found[1]
        return None

    def finish(self, request: Request, answer: Answer) -> Answer:
        """Some error bodies start with a byte order mark (contract 1.2)."""
        is_error = answer.status >= 400 and answer.headers[:1] == JSON and not isinstance(answer.body, Page)
        if is_error and self._switches["byte_order_mark"] == "yes":
            return replace(answer, body=_BOM + answer.content())
        return answer

    def _market(self, request: Request) -> Market | None:
        """By the client of a sign-in, else by the token, however old."""
        client, token = _client(request), request.bearer
        return next((account.market for account in self.accounts if account.knows(client, token)), None)

    def _check(self, call: Call, route: Route) -> None:
        """Whether the token may do this. Raises Refused."""
        if call.session.login.kind != "admin" and route.path != "/me":
            raise Refused(403, "InvalidUserType", "Users of this type may not do this.")
        needed = ROLES[route.method, route.path]
        if needed and not {*needed} & {*call.session.roles}:
            raise insufficient(call, needed)


_SUBJECTS = (
    (re.compile(rf"{_VERSION}/orders/[^/]+/([^/]+)"), "orders"),
    (re.compile(rf"{_VERSION}/products/([^/]+)"), "stock"),
    (re.compile(rf"{_VERSION}/buyers/([^/]+)"), "customers"),
)
_TITLES = {"orders": "Order", "products": "Product", "buyers": "Buyer"}


def _title(request: Request) -> str:
    return _TITLES.get(request.path.removeprefix(_VERSION + "/").partition("/")[0], "Object")


def _session(market: Market | None, request: Request) -> Session | None:
    return market.tokens.sessions.get(request.bearer) if market else None


def session_time(market: Market | None) -> float:
    return market.clock.elapsed() if market else 0.0


def _client(request: Request) -> str:
    if request.path != PATH:
        return ""
    try:
        return request.form().get("client_id", "").upper()
    except ValueError:
        return ""


_BY_LENGTH = by_length(ROUTES, lambda route: route.path)


def _route(request: Request) -> tuple[Route, tuple[str, ...]]:
    """Raises Refused. Of two that fit, the one with fewer ids is meant: `assignments` is no id."""
    path = request.path.removeprefix(_VERSION).rstrip("/")
    long = _BY_LENGTH.get(path.count("/"), ())
    here = [(route, found.groups()) for route in long if (found := route.pattern.fullmatch(path))]
    fitting = [(route, ids) for route, ids in here if route.method == request.method]
    if fitting:
        return min(fitting, key=lambda each: len(each[1]))
    if here:
        raise Refused(405, "MethodNotAllowed", f"{request.method} is not possible here.")
    raise Refused(404, "NotFound", "There is nothing here.")
