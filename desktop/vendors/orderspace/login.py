"""Signing in at Orderspace (2.1, 2.2): client credentials for a token of half an hour, without a refresh token."""

from collections.abc import Mapping

from desktop.errors import NeedsLogin
from desktop.forms import Input
from desktop.vendors.codecs import to_decimal, to_text
from desktop.vendors.contract import Answer, Document, Login, Request, Token
from desktop.vendors.refusals import said

TOKENS = "token"
"""The server that gives tokens."""
LOGIN_HINT = "Client ID and secret are in the admin, section Integrations, Custom Integration."
HALF_AN_HOUR = 1800

CREDENTIALS = (
    Input(name="client_id", label="Client ID", hint="admin, Integrations, Custom Integration"),
    Input(name="client_secret", label="Client secret", editor="secret", hint="on the same page"),
)
SERVERS = (
    Input(name="api", label="Address", value="https://api.orderspace.com/v1"),
    Input(name=TOKENS, label="Address of the sign-in", value="https://identity.orderspace.com"),
)


def _ask(credentials: Mapping[str, str], refresh: str) -> Request:
    form = (
        ("client_id", credentials.get("client_id", "")), ("client_secret", credentials.get("client_secret", "")),
        ("grant_type", "client_credentials"),
    )  # fmt: skip
    return Request(method="POST", path="/oauth/token", form=form, server=TOKENS)


def _read(answer: Document, before: Token | None) -> Token:
    access = to_text(answer.get("access_token"))
    if not access:
        raise NeedsLogin("Orderspace let us in without a token.", LOGIN_HINT)
    return Token(access=access, seconds=float(to_decimal(answer.get("expires_in")) or HALF_AN_HOUR))


def _refusal(answer: Answer) -> NeedsLogin:
    """Any refusal is about the credentials, with JSON or without (2.2)."""
    told = to_text(said(answer).get("error_description"))
    hint = f"It answered: “{told}” {LOGIN_HINT}" if told else LOGIN_HINT
    return NeedsLogin("Orderspace did not accept this client ID and secret.", hint)


SIGN_IN = Login(ask=_ask, read=_read, refusal=_refusal)
