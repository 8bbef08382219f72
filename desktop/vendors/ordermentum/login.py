"""Signing in at Ordermentum (2, 3): by an API key, or by a user's token until 2027; lists name the supplier."""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import quote

from desktop.errors import AppError, NeedsLogin
from desktop.forms import Choice, Input
from desktop.vendors.codecs import to_text
from desktop.vendors.connecting import without_blanks
from desktop.vendors.contract import TOKEN, Answer, Document, Login, ProbeStep, Request, Token
from desktop.vendors.ordermentum.answers import LOGIN, STOCK, words
from desktop.vendors.places import as_map, maps_in

AUTH = "auth"
"""The server that gives tokens."""
SUPPLIER = "{supplier}"
"""Stands in a path for the id of the supplier."""
A_DAY = 23 * 3600.0
"""Seconds that a token is used of the 24 hours that it lives (3.2)."""
LOGIN_HINT = "Check the supplier ID, and the API key: an administrator makes keys under settings, integrations."
ENDS = "Signing in with a user name works until 1 January 2027; an API key has no such end."

CREDENTIALS = (
    Input(
        name="supplier_id",
        label="Supplier ID",
        required=False,
        hint="in the address there; a user may choose",
    ),
    Input(name="api_key", label="API key", editor="secret", required=False, hint="settings, integrations"),
    Input(name="username", label="User name", required=False, hint="instead, until 1 January 2027"),
    Input(name="password", label="Password", editor="secret", required=False, hint="of that user"),
)
SERVERS = (
    Input(name="api", label="Address", value="https://api.ordermentum.com"),
    Input(name=AUTH, label="Address of the sign-in", value="https://app.ordermentum.com"),
    Input(name=STOCK, label="Address of stock", value="https://stock.ordermentum.com/v1"),
)
LISTS = (
    "/v1/orders", "/v2/orders", "/v2/invoices", "/v1/purchasers", "/v1/products", "/v2/products", "/v1/variants",
    "/v1/events",
)  # fmt: skip
"""What is asked for with the supplier's id; price groups go by the credential (5.3)."""
MADE = ("/v1/orders", "/v1/cart/validate")
"""What is sent with the supplier's id in its body (7.4, 13.2)."""


def tidy(credentials: Mapping[str, str]) -> Mapping[str, str]:
    """Without the blanks that copying brings along; a password keeps its own. Raises AppError where none is there."""
    found = without_blanks(credentials)
    if not found.get("api_key") and not (found.get("username") and found.get("password")):
        raise AppError("API key is missing.", f"Or type a user name and its password. {LOGIN_HINT}")
    if has_key(found) and not found.get("supplier_id"):
        raise AppError("Supplier ID is missing.", "A key does not tell it: it is in the address of your pages there.")
    return found


def has_key(credentials: Mapping[str, str]) -> bool:
    """Whether the key is used; it never goes along with a token (3.1)."""
    return bool(credentials.get("api_key"))


def sign(credentials: Mapping[str, str], server: str) -> Mapping[str, str]:
    """The headers of every request (2, 3, 11)."""
    key = {"x-api-key": credentials["api_key"]} if has_key(credentials) else {}
    bearer = {} if key else {"Authorization": f"Bearer {credentials.get(TOKEN, '')}"}
    whose = {"context-entity": "supplier", "context-id": credentials["supplier_id"]} if server == STOCK else {}
    return {"Accept": "application/json", "User-Agent": "Wholedesk/1.0", **key, **bearer, **whose}


def complete(request: Request, credentials: Mapping[str, str]) -> Request:
    """The request with the supplier whose lists are asked for, or that an order is made for: without, lists are empty
    or somebody else's (5.3).
    """
    supplier = credentials["supplier_id"]
    path = request.path.replace(SUPPLIER, quote(supplier, safe=""))
    asks = request.method == "GET" and request.server == "api" and path in LISTS
    query = (("supplierId", supplier), *request.query) if asks else request.query
    made = request.method == "POST" and path in MADE
    body = {"supplierId": supplier, **request.body} if made else request.body
    return replace(request, path=path, query=query, body=body)


# ── whose supplier it is (3.3) ────────────────────────────────────────────────────────────────────────────────────


def _suppliers(profile: Document) -> Mapping[str, tuple[Choice, ...]]:
    """Those that a user works for, with what he is there."""
    told = as_map(profile.get("data")) if "roles" not in profile else profile
    rows = [row for row in maps_in(as_map(told.get("roles")).get("suppliers"), "suppliers") if to_text(row.get("id"))]
    return {"supplier_id": tuple(Choice(value=to_text(row["id"]), label=_as(row)) for row in rows)}


def _as(row: Document) -> str:
    role = to_text(row.get("role"))
    return f"{to_text(row['id'])} ({role})" if role else to_text(row["id"])


def _chosen(profile: Document, credentials: Mapping[str, str]) -> str:
    """Nothing is asked of a supplier before it is chosen. Raises AppError."""
    if _suppliers(profile)["supplier_id"]:
        raise AppError("The supplier is not chosen yet.", "Choose it above, among those that this user works for.")
    raise AppError("This user works for no supplier.", "Use another user, or an API key of the supplier’s.")


WHOSE = ProbeStep(
    label="Supplier", request=Request(method="GET", path="/v1/profile"), finds=_chosen, offers=_suppliers,
    applies=lambda credentials: not has_key(credentials) and not credentials.get("supplier_id"),
)  # fmt: skip
"""A user tells whom he works for; a key has no user."""


# ── the token (3.2) ───────────────────────────────────────────────────────────────────────────────────────────────


def _ask(credentials: Mapping[str, str], refresh: str) -> Request:
    body = {"username": credentials.get("username", ""), "password": credentials.get("password", "")}
    return Request(method="POST", path=LOGIN, body=body, server=AUTH)


def _read(answer: Document, before: Token | None) -> Token:
    access = to_text(answer.get("access_token")) or to_text(answer.get("token"))
    if not access:
        raise NeedsLogin("Ordermentum let us in without a token.", LOGIN_HINT)
    return Token(access=access, seconds=A_DAY)


def _refusal(answer: Answer) -> NeedsLogin:
    """403: this user signs in with a second factor, which no program can give (3.2)."""
    if answer.status == 403:
        return NeedsLogin(
            "This user signs in with a second factor.", "No program can give it: use an API key, or another user."
        )
    told = words(answer)
    hint = f"It answered: “{told}”. " if told else ""
    return NeedsLogin("Ordermentum did not accept this user name and password.", f"{hint}{LOGIN_HINT} {ENDS}")


SIGN_IN = Login(ask=_ask, read=_read, refusal=_refusal, applies=lambda credentials: not has_key(credentials))
