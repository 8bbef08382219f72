"""Orderspace as a whole: tokens, pace, routes, headers and the forms of refusal (contract 1, 2, 4, 13)."""

import hashlib
import time
import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from desktop.sandbox.orderspace.account import SiteAccount
from desktop.sandbox.orderspace.call import EMPTY, Call, Refused, invalid, refusal
from desktop.sandbox.orderspace.customers import CUSTOMERS
from desktop.sandbox.orderspace.orders import ORDERS
from desktop.sandbox.orderspace.products import PRODUCTS
from desktop.sandbox.orderspace.routes import find_route
from desktop.sandbox.orderspace.signing_in import PATH, challenge, read_fields, refused, sign_in
from desktop.sandbox.orderspace.stock import LEVELS
from desktop.sandbox.orderspace.tokens import INVALID, Tokens
from desktop.sandbox.stand_in import Refusal
from desktop.sandbox.wire import TYPE_HTML, Answer, Request, read_json

API = "/v1"

_PAGE = "<!DOCTYPE html><html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>"
_SUBJECTS = {ORDERS.plural: (ORDERS, "orders"), CUSTOMERS.plural: (CUSTOMERS, "customers")} | {
    PRODUCTS.plural: (PRODUCTS, "stock"),
    LEVELS.plural: (LEVELS, "stock"),
}


class Orderspace:
    """All sites of one sandbox behind its two servers; which site is meant, the credentials say."""

    def __init__(self, accounts: Sequence[SiteAccount], tokens: Tokens) -> None:
        self.accounts = accounts
        self._tokens = tokens
        self._answered = 0
        self._began = time.perf_counter()

    def owner(self, request: Request) -> str:
        account = self._account(request)
        return account.name if account else ""

    def signs_in(self, request: Request) -> bool:
        return request.path == PATH

    def admit(self, request: Request) -> Answer | None:
        self._began = time.perf_counter()
        if request.path == PATH:
            return None
        if not request.path.startswith(API + "/"):
            return _no_page()
        fault = self._tokens.fault(request.bearer.strip())
        if fault:
            return _unauthorized(fault)
        account = self._account(request)
        return None if account and account.pace.take() else self.refuse("throttled", request)

    def answer(self, request: Request) -> Answer:
        if request.path == PATH:
            return self._sign_in(request)
        account, found = self._account(request), find_route(request.method, request.path.removeprefix(API))
        if account is None or found is None:
            return _no_page()
        route, key = found
        try:
            return route.act(Call(request=request, site=account.site, key=key))
        except Refused as why:
            return refusal(why)
        except RecursionError:
            return refusal(Refused(400))

    def refuse(self, why: Refusal, request: Request, wait: object = None) -> Answer:
        match why:
            case "unauthorized":
                return refused("invalid_client") if request.path == PATH else _unauthorized(INVALID)
            case "missing":
                resource, _ = _SUBJECTS.get(_part(request), (ORDERS, ""))
                return refusal(resource.missing(request.path.rpartition("/")[2]))
            case "vetoed":
                return refusal(invalid("The site does not allow this"))
            case "failed":
                return _page(500, "500 Internal Server Error")
            case "offline":
                return _page(503, "503 Service Unavailable")
            case "throttled":
                named = () if wait is None else (("retry-after", str(wait)),)
                return Answer(status=429, headers=EMPTY + named)

    def subject(self, request: Request) -> tuple[str, str] | None:
        """A stock row is named by its SKU: in the query, or in the first row of the body."""
        part, key = _part(request), request.path.removeprefix(API + "/").partition("/")[2]
        if part == LEVELS.plural:
            key = request.asked("sku") or _first_sku(request.body)
        return (_SUBJECTS[part][1], key) if part in _SUBJECTS and key else None

    def finish(self, request: Request, answer: Answer) -> Answer:
        """Headers of every answer; and a note where the client should still have been waiting."""
        account = self._account(request)
        is_call = account is not None and not self.signs_in(request)
        note = account.pace.judge(answer.status) if account and is_call else ""
        self._answered += 1
        number = uuid.uuid5(uuid.NAMESPACE_URL, f"orderspace {self._answered}")
        answer = replace(answer, body=answer.content())  # put together once: its mark and the server both need it
        return replace(answer, headers=answer.headers + self._headers(answer, number), note=note)

    def _headers(self, answer: Answer, number: uuid.UUID) -> tuple[tuple[str, str], ...]:
        common = (
            ("x-request-id", str(number)),
            ("x-runtime", f"{time.perf_counter() - self._began:.6f}"),
            ("strict-transport-security", "max-age=63072000; includeSubDomains"),
        )
        if answer.status == 404:
            return (("cache-control", "no-cache"), *common)
        tag = ("etag", f'W/"{hashlib.md5(answer.content(), usedforsecurity=False).hexdigest()}"')
        told = any(name == "cache-control" for name, _ in answer.headers)
        kept = () if told else (("cache-control", "max-age=0, private, must-revalidate"),)
        return (tag, *kept, *common)

    def _sign_in(self, request: Request) -> Answer:
        if request.method != "POST":
            return _no_page()
        account = self._account(request)
        secret = account.credentials["client_secret"] if account else None
        name = account.name if account else ""
        return sign_in(request, secret, lambda: self._tokens.give(name))

    def _account(self, request: Request) -> SiteAccount | None:
        """By the client of a token request, else by the token, however old."""
        if request.path == PATH:
            client = (read_fields(request) or {}).get("client_id")
            return next((each for each in self.accounts if each.credentials["client_id"] == client), None)
        owner = self._tokens.owner(request.bearer.strip())
        return next((each for each in self.accounts if each.name == owner), None)


def _part(request: Request) -> str:
    return request.path.removeprefix(API + "/").partition("/")[0]


def _first_sku(body: bytes) -> str:
    try:
        sent: Any = read_json(body)
        return str(sent[LEVELS.plural][0]["sku"])
    except (ValueError, KeyError, IndexError, TypeError):
        return ""


def _unauthorized(words: str) -> Answer:
    return Answer(status=401, headers=(("content-type", "text/html"), challenge("invalid_token", words)))


def _no_page() -> Answer:
    return _page(404, "404 Page Not Found")


def _page(status: int, title: str) -> Answer:
    return Answer(status=status, headers=(TYPE_HTML,), body=_PAGE.format(title=title).encode())
