"""Signing in at OrderMesh (section 2): a client's token for a day, or a person's, renewed by a refresh token."""

import binascii
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from datetime import UTC, datetime

from desktop.errors import NeedsLogin
from desktop.forms import Choice, Input
from desktop.vendors.codecs import to_decimal, to_text
from desktop.vendors.contract import Answer, Document, Login, Request, Token
from desktop.vendors.ordermesh.answers import LABEL, words
from desktop.vendors.places import as_map
from desktop.vendors.rows import decode

LOGIN_HINT = "Client ID and secret are in the portal: Merchants, Authentication, Create Client; or Settings, API."
ENVIRONMENT = "Each environment knows its own alone: see which one is chosen."
A_DAY = 86_400.0
EARLY = 240.0
"""Seconds before its end that a token is renewed, beside the minute that every session keeps: five minutes (2.1)."""

API, ORDERS, NOTES, SHIPMENTS, CATALOGUE, USERS = "api", "orders", "notes", "shipments", "catalogue", "users"

CREDENTIALS = (
    Input(name="client_id", label="Client ID", required=False, hint="portal, Authentication, Create Client"),
    Input(name="client_secret", label="Client secret", editor="secret", required=False, hint="shown once there"),
    Input(name="username", label="E-mail", required=False, hint="in place of a client, for tests only"),
    Input(name="password", label="Password", editor="secret", required=False, hint="of that user; it rotates"),
)

_HOSTS = (
    Choice(value="https://api.ordermesh.io", label="production"),
    Choice(value="https://api.stg.ordermesh.io", label="staging"),
    Choice(value="https://api.qa.ordermesh.io", label="QA"),
    Choice(value="https://api.dev.ordermesh.io", label="development"),
)
SERVERS = (
    Input(name=API, label="Environment", value="https://api.ordermesh.io", choices=_HOSTS),
    Input(name=ORDERS, label="Orders", value="https://api.ordermesh.io", hint="some hosts: …/order"),
    Input(name=NOTES, label="Notes", value="https://api.ordermesh.io"),
    Input(name=SHIPMENTS, label="Shipments", value="https://api.ordermesh.io/shipment"),
    Input(name=CATALOGUE, label="Catalogue", value="https://api.ordermesh.io/catalog"),
    Input(name=USERS, label="Sign-in", value="https://api.ordermesh.io/user"),
)
"""Each service has its own base (1); those that nobody sets lie below the first one, whichever that is."""


def identity(credentials: Mapping[str, str]) -> str:
    """The client, or the person."""
    return credentials.get("client_id", "") or credentials.get("username", "").casefold()


def _ask(credentials: Mapping[str, str], refresh: str) -> Request:
    """A client's token has no refresh: it signs in again (2.1). Both spellings in one body [assumed]."""
    client, secret = credentials.get("client_id", ""), credentials.get("client_secret", "")
    if client and secret:
        body = {"clientId": client, "clientSecret": secret, "client_id": client, "client_secret": secret}
        return _sign_in("/v1/clients/token", body)
    if refresh:
        return _sign_in("/v1/refresh", {"refreshToken": refresh})
    user, password = credentials.get("username", ""), credentials.get("password", "")
    if not (user and password):
        raise NeedsLogin("A client ID with its secret is missing.", LOGIN_HINT)
    return _sign_in("/v1/login", {"username": user, "password": password})


def _sign_in(path: str, body: Document) -> Request:
    """A host that has nothing there is another one: the address is to be set, nothing was refused."""
    return Request(method="POST", path=path, body=body, server=USERS, guess=f"POST {path}")


def _read(answer: Document, before: Token | None) -> Token:
    """The token, in whichever spelling (Q3); its lifetime from the answer, else from the token itself."""
    access = _either(answer, "accessToken", "access_token")
    if not access:
        raise NeedsLogin(f"{LABEL} let us in without a token.", LOGIN_HINT)
    told = to_decimal(_either(answer, "expiresIn", "expires_in"))
    seconds = float(told) if told else _left(access)
    refresh = _either(answer, "refreshToken", "refresh_token")
    return Token(access=access, seconds=seconds - min(EARLY, seconds / 5), refresh=refresh)


def _either(answer: Document, *names: str) -> str:
    return next((text for name in names if (text := to_text(answer.get(name)))), "")


def _left(access: str) -> float:
    """Seconds until the token says that it ends (2); a day where it does not (2.1)."""
    try:
        body = access.split(".")[1]
        ends = to_decimal(as_map(decode(urlsafe_b64decode(body + "=" * (-len(body) % 4)))).get("exp"))
    except (IndexError, ValueError, binascii.Error):
        return A_DAY
    return max(float(ends) - datetime.now(UTC).timestamp(), 1.0) if ends else A_DAY


def _refusal(answer: Answer) -> NeedsLogin:
    """400 and 401 alike are about the credentials (2.4)."""
    is_person = answer.request.path == "/v1/login"
    what = "this e-mail and password" if is_person else "this client ID and secret"
    told = words(answer)
    said = f"It answered: “{told}” " if told else ""
    return NeedsLogin(f"{LABEL} did not accept {what}.", f"{said}{ENVIRONMENT} {LOGIN_HINT}")


SIGN_IN = Login(ask=_ask, read=_read, refusal=_refusal)
