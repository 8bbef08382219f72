"""What Ordermentum's answers say (6): refusals and their words, what a refusal is about, how fast one may ask."""

from collections.abc import Iterator

from desktop.errors import AppError, Rejected
from desktop.vendors.codecs import to_text
from desktop.vendors.contract import Answer, Document, Json, Limit, Limits, Request
from desktop.vendors.pacing import WAIT
from desktop.vendors.refusals import said

LABEL = "Ordermentum"
GONE = 404
LOGIN = "/v1/auth"
STOCK = "stock"
"""The second host, with stock by location (11 B)."""

LIST_GONE = "The list of whole orders is not open to these credentials: each order is read by itself."
STOCK_ALONE = "Stock by location needs user credentials."
NOT_OPEN = "These credentials do not open this at Ordermentum."
_SEARCHES = ("/v2/orders",)
"""What every credential opens that is one of the supplier's (3.3)."""


def words(answer: Answer) -> str:
    """The message; of a refused order what its cart says, then its lines, with what they are called (6.1), or which."""
    body = said(answer)
    message = body.get("message")
    if isinstance(message, str) and message:
        return message
    return "; ".join(problems(body))


def problems(cart: Document) -> list[str]:
    """What is wrong with a basket, each once."""
    return list(dict.fromkeys(filter(None, _told_by_cart(cart))))


def _told_by_cart(body: Document) -> Iterator[str]:
    for error in _maps(_map(body.get("cart")).get("errors")):
        yield _text(error.get("message"))
    for number, line in enumerate(_maps(body.get("lineItems")), 1):
        name = _text(line.get("name")) or _text(_map(line.get("product")).get("name")) or f"Line {number}"
        for error in _maps(line.get("errors")):
            told = _text(error.get("message")) or _text(error.get("id"))
            yield f"{name}: {told}" if told else ""


def _map(value: Json) -> Document:
    return value if isinstance(value, dict) else {}


def _maps(value: Json) -> list[Document]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _text(value: Json) -> str:
    return value if isinstance(value, str) else ""


def refusal(answer: Answer) -> AppError | None:
    """None for a success: any 2xx; what is read is a JSON object, a write may have an empty body (16), a login not."""
    writes = answer.request.method != "GET" and answer.request.path != LOGIN
    body = answer.body.strip()
    if (writes and not body) or (body.startswith(b"{") and body.endswith(b"}")):
        return None
    hint = f"What came is not an answer of its kind. {WAIT}"
    return Rejected(f"{LABEL}’s answer could not be read.", hint, status=answer.status, unclear=writes)


def forbids(answer: Answer) -> str:
    """A 403 says of the search of orders that the supplier is another's (3.2), of anything else nothing but that it
    may not be had; what the stock host says never concerns the account (3.1).
    """
    request = answer.request
    if request.server == STOCK:
        return STOCK_ALONE
    if answer.status != 403 or request.path in _SEARCHES:
        return ""
    return LIST_GONE if request.path == "/v1/orders" and request.method == "GET" else NOT_OPEN


def blames(answer: Answer) -> str:
    """Valid credentials of another supplier are answered with 403 (3.2)."""
    return f"{LABEL} does not open this supplier to these credentials." if answer.status == 403 else ""


def patience(request: Request) -> float:
    """Orders may take two minutes to be written (2) [assumed]."""
    return 120.0 if _is_order_write(request) else 30.0


def _is_order_write(request: Request) -> bool:
    return limit_key(request) in ("order create", "order update")


# ── pace (6.2, 20 c): a bucket for each family, never more in any minute than four fifths of what is allowed ───────

MINUTE = 60.0
AT_ONCE = 3
"""Requests that may begin together; in any minute no more than the limit do, these among them."""

_A_MINUTE = {
    "order detail": 20, "order search": 30, "order list": 16, "order create": 9, "order update": 16,
    "purchasers read": 32, "purchaser writes": 16, "product list": 32, "product read": 32, "product writes": 16,
    "variants": 16, "invoices": 16, "price groups": 16, "events": 16, "stock host": 16, "others": 16,
}  # fmt: skip


def _limit(most: int) -> Limit:
    return Limit(size=AT_ONCE, rate=(most - AT_ONCE) / MINUTE, spare=0, yield_at=1, at_once=AT_ONCE)


def limit_key(request: Request) -> str:
    """The family of a request."""
    if request.server == STOCK:
        return "stock host"
    _, _, kind, *more = f"{request.path}//".split("/", 4)
    reads, whole = request.method == "GET", bool(more and more[0])
    families = {
        "orders": _order_family(request, whole=whole),
        "purchasers": "purchasers read" if reads else "purchaser writes",
        "products": ("product read" if whole else "product list") if reads else "product writes",
        "variants": "variants", "invoices": "invoices", "price-groups": "price groups", "events": "events",
    }  # fmt: skip
    return families.get(kind, "others")


def _order_family(request: Request, *, whole: bool) -> str:
    if request.method == "GET":
        return "order detail" if whole else "order search" if request.path in _SEARCHES else "order list"
    return "order update" if whole else "order create"


def _retry_after(answer: Answer) -> float | None:
    """Seconds; without them, waits double (6.2)."""
    told = to_text(answer.headers.get("retry-after"))
    return float(told) if told.isdecimal() else None


LIMITS = Limits(
    buckets={name: _limit(most) for name, most in _A_MINUTE.items()},
    limit_key=limit_key,
    remaining=lambda answer: None,
    retry_after=_retry_after,
)
