"""The token endpoint: three grants, their rules and their errors (contract 2.2 to 2.7)."""

import uuid
from collections.abc import Mapping

from desktop.sandbox.ordercloud.call import JSON
from desktop.sandbox.ordercloud.market import Market, spell
from desktop.sandbox.ordercloud.roles import FULL
from desktop.sandbox.ordercloud.tokens import Client, Login
from desktop.sandbox.wire import Answer, Request

PATH = "/oauth/token"
_LOCKED_FOR = 120.0
"""Seconds; after how many failures is a switch."""


class Barred(Exception):
    """No token is given."""

    def __init__(self, code: str, message: str, status: int = 400, error: str = "invalid_grant") -> None:
        super().__init__(message)
        self.code = code
        self.status = status
        self.error = error


def barred(refused: Barred) -> Answer:
    errors = [{"ErrorCode": refused.code, "Message": str(refused), "Data": None}]
    body = {"error": refused.error, "error_description": str(refused), "Errors": errors}
    return Answer(status=refused.status, headers=JSON, body=spell(body))


def sign_in(market: Market | None, request: Request) -> Answer:
    """Answers a token request; market: where the client of the form belongs, if anywhere."""
    try:
        if request.method != "POST":
            raise Barred("InvalidRequest", "Tokens are asked for by POST.", 405, "invalid_request")
        if not request.is_form:
            message = "Content type must be application/x-www-form-urlencoded."
            raise Barred("Request.InvalidContentType", message, error="invalid_request")
        form = request.form()
        return _given(market, _client(market, form), form)
    except Barred as refused:
        return barred(refused)
    except ValueError as error:
        return barred(Barred("Request.InvalidRequestBody", str(error), error="invalid_request"))


def _client(market: Market | None, form: Mapping[str, str]) -> Client:
    """The client of the form, whose secret, where it has one, must be right in every grant."""
    id = form.get("client_id", "")
    try:
        uuid.UUID(id)
    except ValueError as error:
        raise Barred("ApiClient.InvalidClientID", f"{id!r} is no client ID.") from error
    client = market.clients.get(id.upper()) if market else None
    if client is None:
        raise Barred("InvalidGrant", "The client is unknown.")
    if not client.active:
        raise Barred("Auth.ClientNotActive", "The client is switched off.")
    if client.secrets and form.get("client_secret") not in client.secrets:
        raise Barred("InvalidGrant", "The client secret is missing or wrong.", 401)
    return client


def _given(market: Market | None, client: Client, form: Mapping[str, str]) -> Answer:
    assert market is not None  # noqa: S101 - a client was found in it, told to the types
    asked = form.get("scope", "").split()
    refreshing = form.get("refresh_token", "")
    match form.get("grant_type"):
        case "password":
            login = _by_password(market, form.get("username", ""), form.get("password", ""))
        case "client_credentials":
            if not client.acts_as or not client.secrets:
                raise Barred("InvalidGrant", "The client has no default context or no secret.")
            login = market.logins[client.acts_as]
        case "refresh_token":
            owner, username, held = market.tokens.refreshing.get(refreshing, ("", "", ()))
            if owner != client.id:
                raise Barred("InvalidGrant", "The refresh token is not valid.")
            login = market.logins[username]
            asked = asked or list(held)
        case other:
            raise Barred("InvalidGrant", f"{other!r} is no grant type.", error="unsupported_grant_type")
    _check(market, client, login)
    roles = _roles(market, client, login, asked)
    return _answered(market, client, login, roles, refreshing)


def _by_password(market: Market, username: str, password: str) -> Login:
    if not username or not password:
        raise Barred("Auth.UsernameAndPasswordRequired", "Username and password are required.")
    login = market.logins.get(username.casefold())
    now = market.clock.elapsed()
    if login and login.locked_until > now:
        raise Barred("Auth.LockedOut", "The account is locked after too many failures.")
    if login is None or login.password != password:
        if login:
            login.failures += 1
            if login.failures >= int(market.switches["lock_after"]):
                login.failures, login.locked_until = 0, now + _LOCKED_FOR
        raise Barred("InvalidCredentials", "Username or password is wrong.")
    login.failures = 0
    return login


def _check(market: Market, client: Client, login: Login) -> None:
    """What may keep somebody out whose credentials are right."""
    if login.kind not in client.admits:
        raise Barred("InvalidGrant", "The client does not admit users of this kind.", 401)
    if not login.user["Active"]:
        raise Barred("Auth.UserNotActive", "The user is switched off.")
    if not market.active:
        raise Barred("Auth.SellerNotActive", "The seller is switched off.")
    company = market.table("buyers").get(login.company)
    if login.kind == "buyer" and not (company and company["Active"]):
        raise Barred("Auth.CompanyNotActive", "The company is switched off.")
    if login.must_change and market.switches["must_change"] == "error":
        raise Barred("Auth.PasswordExpired", "The password must be changed.")


def _roles(market: Market, client: Client, login: Login, asked: list[str]) -> tuple[str, ...]:
    """What was asked for and is held; less than that is no error, unless the client demands more."""
    if login.must_change:
        return ("PasswordReset",)
    held = [role for role in login.roles if client.most is None or role in client.most]
    roles = tuple(role for role in held if not asked or role in asked)
    if FULL in held and FULL not in asked and asked:
        roles = tuple(dict.fromkeys([*roles, *(role for role in asked if role in market.roles)]))
    if set(client.least) - {*roles} and FULL not in roles:
        raise Barred("Auth.InsufficientRoles", "The client demands roles that the user does not have.")
    return roles


def _answered(market: Market, client: Client, login: Login, roles: tuple[str, ...], refreshing: str) -> Answer:
    way = market.switches["refresh_token"]
    seconds = int(market.switches["token_minutes"]) * 60 - 1
    named = None
    if way != "none" and not client.acts_as and not (refreshing and way == "keep"):
        market.tokens.refreshing.pop(refreshing, None)
        named = market.tokens.give_refreshing(client.id, login.username.casefold(), roles)
    token = market.tokens.give(login, client, roles, seconds)
    body = {"access_token": token, "token_type": "bearer", "expires_in": seconds, "refresh_token": named}
    return Answer(headers=JSON, body=spell(body))
