"""The three calls that give tokens; both spellings are taken everywhere (contract 2.1 to 2.4)."""

from collections.abc import Mapping

from desktop.sandbox.ordermesh.assumed import (
    CLIENT_TOKEN_SECONDS,
    OLD_CLIENT_TOKEN_SECONDS,
    OLD_USER_TOKEN_SECONDS,
    USER_TOKEN_SECONDS,
)
from desktop.sandbox.ordermesh.call import Refused, entry, of_gateway, of_service, pascal, read_fields, wrong
from desktop.sandbox.ordermesh.money import Document
from desktop.sandbox.ordermesh.tokens import Tokens
from desktop.sandbox.wire import Answer, Request, json_answer

CLIENT, USER, REFRESH = "/user/v1/clients/token", "/user/v1/login", "/user/v1/refresh"
PATHS = (CLIENT, USER, REFRESH)
_SCOPE = "email profile"
_NEEDED = {CLIENT: ("clientId", "clientSecret"), USER: ("username", "password"), REFRESH: ("refreshToken",)}


def sent_credentials(request: Request) -> Mapping[str, str]:
    """The texts of the body by their names in camel case; nothing where it is no such body."""
    try:
        sent = {key.replace("_", "").lower(): value for key, value in read_fields(request).items()}
    except Refused:
        return {}
    names = _NEEDED.get(request.path, ())
    return {name: value for name in names if isinstance(value := sent.get(name.lower()), str) and value}


def is_for(tokens: Tokens, request: Request) -> bool:
    """Whether the call asks for a token of this account, with whatever secret."""
    given = sent_credentials(request)
    return (
        given.get("clientId") == tokens.client_id
        or given.get("username", "").casefold() == tokens.username.casefold()
        or tokens.knows_refreshing(given.get("refreshToken", ""))
    )


def sign_in(tokens: Tokens | None, request: Request, *, old: bool) -> Answer:
    """tokens: of the account that is named, if any; old: answer as the older pages print it."""
    if request.method != "POST":
        return of_gateway(405, "Method not allowed")
    try:
        read_fields(request)
        given = sent_credentials(request)
        lacking = [name for name in _NEEDED[request.path] if name not in given]
        if lacking:
            raise wrong(f"'{pascal(lacking[0])}' must not be empty.", pascal(lacking[0]))
        if tokens is None or not _is_right(tokens, request.path, given):
            raise Refused(401, [entry("The credentials are not valid.")])
    except Refused as refused:
        return of_service(refused.status, refused.entries)
    return json_answer(_given(tokens, request.path, old=old))


def _is_right(tokens: Tokens, path: str, given: Mapping[str, str]) -> bool:
    if path == CLIENT:
        return given["clientSecret"] == tokens.client_secret
    if path == USER:
        return given["password"] == tokens.password
    return tokens.use_refreshing(given["refreshToken"])


def _given(tokens: Tokens, path: str, *, old: bool) -> Document:
    """A client's token cannot be refreshed: only the older answer has a refresh token, which is to be ignored."""
    if path == CLIENT:
        seconds = OLD_CLIENT_TOKEN_SECONDS if old else CLIENT_TOKEN_SECONDS
        token = tokens.give(tokens.client_id, seconds)
        if old:
            refreshing = tokens.give_refreshing(usable=False)
            return {"access_token": token, "expires_in": seconds, "refresh_token": refreshing}
        return {"accessToken": token, "scope": _SCOPE, "tokenType": "Bearer", "expiresIn": seconds}
    seconds = OLD_USER_TOKEN_SECONDS if old else USER_TOKEN_SECONDS
    token, refreshing = tokens.give(tokens.username, seconds), tokens.give_refreshing(usable=True)
    names = ("access_token", "refresh_token", "expires_in") if old else ("accessToken", "refreshToken", "expiresIn")
    access, refresh, life = names
    return {access: token, "scope": _SCOPE, "tokenType": "Bearer", refresh: refreshing, life: seconds}
