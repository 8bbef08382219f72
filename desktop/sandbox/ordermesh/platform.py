"""OrderMesh as a whole: the gateway with its tokens and pace, and the services behind it (contract 1, 2, 5, 8)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from desktop.sandbox.ordermesh.account import MerchantAccount
from desktop.sandbox.ordermesh.assumed import TRY_AGAIN_IN
from desktop.sandbox.ordermesh.call import Call, Refused, entry, of_gateway, of_service, read_fields
from desktop.sandbox.ordermesh.routes import CATALOGUE_READS, PREFIXES, PREFIXES_WHEN_PREFIXED, ROUTES, Route
from desktop.sandbox.ordermesh.signing_in import PATHS, is_for, sign_in
from desktop.sandbox.paths import by_length
from desktop.sandbox.stand_in import Refusal
from desktop.sandbox.wire import Answer, Request


def _patterns(prefixes: dict[str, str]) -> Mapping[int, Sequence[tuple[re.Pattern[str], Route]]]:
    routes = by_length(ROUTES, lambda route: prefixes[route.service] + route.path)
    return {length: [(route.pattern(prefixes), route) for route in some] for length, some in routes.items()}


_USUAL, _PREFIXED = _patterns(PREFIXES), _patterns(PREFIXES_WHEN_PREFIXED)


class OrderMesh:
    """All merchants of one sandbox behind one gateway."""

    def __init__(self, accounts: Sequence[MerchantAccount], switches: Mapping[str, str]) -> None:
        self.accounts = accounts
        self._switches = switches

    def owner(self, request: Request) -> str:
        account = self._account(request)
        return account.name if account else ""

    def signs_in(self, request: Request) -> bool:
        return request.path in PATHS

    def admit(self, request: Request) -> Answer | None:
        account = self._account(request)
        if not self.signs_in(request) and (account is None or not account.tokens.admits(request.bearer.strip())):
            return self.refuse("unauthorized", request)
        wait = account.window.take() if account else 0
        return self.refuse("throttled", request, wait) if wait else None

    def answer(self, request: Request) -> Answer:
        account = self._account(request)
        if self.signs_in(request):
            old = self._switches["auth_answer"] == "snake_case"
            return sign_in(account.tokens if account else None, request, old=old)
        if account is None:
            return self.refuse("unauthorized", request)
        found = self._route(request)
        if isinstance(found, Answer):
            return found
        route, ids = found
        call = Call(request=request, merchant=account.merchant, ids=ids, status=route.status)
        try:
            return route.act(call)
        except Refused as refused:
            return of_service(refused.status, refused.entries)
        except RecursionError:
            return of_service(400, [entry("The body is nested too deeply.")])

    def refuse(self, why: Refusal, request: Request, wait: object = None) -> Answer:
        match why:
            case "unauthorized" if self.signs_in(request):
                return of_service(401, [entry("The credentials are not valid.")])
            case "unauthorized":
                return of_gateway(401, "Access denied due to invalid or expired token.")
            case "missing":
                return of_service(404, [entry("The resource was not found.")])
            case "failed":
                return of_service(500, [entry("An unexpected error occurred.")])
            case "offline":
                return of_gateway(503, "The service is unavailable.")
            case "vetoed":
                return of_service(403, [entry("You do not have permission to do this.")])
            case "throttled":
                return _throttled(wait)

    def subject(self, request: Request) -> tuple[str, str] | None:
        """Of a shipment or a note, the order that it belongs to; of a catalogue edit, the first variant it names."""
        account = self._account(request)
        if account is None or self.signs_in(request):
            return None
        for name in (*request.path.split("/"), *_names_in(request)):
            if found := account.subject(name):
                return found
        return None

    def finish(self, request: Request, answer: Answer) -> Answer:
        return answer

    def _account(self, request: Request) -> MerchantAccount | None:
        """By the credentials of a sign-in, else by the token, however old."""
        if self.signs_in(request):
            return next((account for account in self.accounts if is_for(account.tokens, request)), None)
        token = request.bearer.strip()
        return next((account for account in self.accounts if account.tokens.knows(token)), None)

    def _route(self, request: Request) -> tuple[Route, tuple[str, ...]] | Answer:
        """Of several that fit, the one with the fewest ids is meant; or how the gateway says that there is none."""
        routes = _PREFIXED if self._is_on("prefixed") else _USUAL
        long = routes.get(request.path.removesuffix("/").count("/"), ())
        here = [(route, found.groups()) for pattern, route in long if (found := pattern.fullmatch(request.path))]
        fewest = min((len(ids) for _, ids in here), default=0)
        meant = [(route, ids) for route, ids in here if len(ids) == fewest]
        fitting = [(route, ids) for route, ids in meant if route.method == request.method]
        if not fitting and any(not self._is_hidden(route) for route, _ in meant):
            return of_gateway(405, "Method not allowed")
        if not fitting or self._is_hidden(fitting[0][0]):
            return of_gateway(404, "Resource not found")
        if fitting[0][0].for_vendors and self._is_on("merchant_only"):
            return self.refuse("vetoed", request)
        return fitting[0]

    def _is_hidden(self, route: Route) -> bool:
        is_catalogue_read = route.service == "catalog" and route.path in CATALOGUE_READS and route.method == "GET"
        return (route.mark == "assumed" and self._is_on("unconfirmed")) or (
            is_catalogue_read and self._is_on("catalogue_unreadable")
        )

    def _is_on(self, switch: str) -> bool:
        return self._switches[switch] == "yes"


def _throttled(wait: object) -> Answer:
    seconds = wait if isinstance(wait, int) else TRY_AGAIN_IN
    answer = of_gateway(429, f"Rate limit is exceeded. Try again in {seconds} seconds.")
    return answer if wait is None else replace(answer, headers=(*answer.headers, ("retry-after", str(wait))))


def _names_in(request: Request) -> list[str]:
    """Ids and SKUs by which a body names what it is about."""
    try:
        sent = read_fields(request)
    except Refused:
        return []
    rows = sent.get("variantsToUpdate")
    first = rows[0] if isinstance(rows, list) and rows and isinstance(rows[0], dict) else {}
    return [str(name) for name in (sent.get("orderId"), sent.get("shipmentId"), first.get("sku")) if name]
