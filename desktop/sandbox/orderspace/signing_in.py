"""The token server: client credentials in a form or as JSON, and its refusals (contract 2.1, 2.2)."""

from collections.abc import Callable, Mapping

from desktop.sandbox.orderspace.call import EMPTY, JSON
from desktop.sandbox.orderspace.table import spell
from desktop.sandbox.orderspace.tokens import LIFE
from desktop.sandbox.wire import Answer, Request, read_json

IDENTITY = "/identity"
PATH = f"{IDENTITY}/oauth/token"

_NOT_STORED = (("cache-control", "private, no-store"), ("pragma", "no-cache"))
_UNKNOWN = (
    "Client authentication failed due to unknown client, no client authentication included, "
    "or unsupported authentication method."
)
_REFUSED: Mapping[str, tuple[int, str]] = {
    "invalid_client": (401, _UNKNOWN),
    "invalid_request": (400, "Missing required parameter: grant_type."),
    "unsupported_grant_type": (400, "The authorization grant type is not supported by the authorization server."),
}


def challenge(error: str, words: str) -> tuple[str, str]:
    """The header that says what was wrong with the credentials."""
    return "www-authenticate", f'Bearer realm="Orderspace", error="{error}", error_description="{words}"'


def read_fields(request: Request) -> Mapping[str, object] | None:
    """What a token request says, in either form; nothing where it cannot be read."""
    try:
        found = request.form() if request.is_form else read_json(request.body)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def sign_in(request: Request, secret: str | None, give: Callable[[], str]) -> Answer:
    """Answers a token request. secret: that of the client it names, if there is one; give: makes a token."""
    fields = read_fields(request)
    if fields is None:
        return Answer(status=400, headers=EMPTY)
    grant = fields.get("grant_type")
    if not grant:
        return refused("invalid_request")
    if grant != "client_credentials":
        return refused("unsupported_grant_type")
    if not secret or fields.get("client_secret") != secret:
        return refused("invalid_client")
    body = {"access_token": give(), "token_type": "Bearer", "expires_in": LIFE, "scope": "read write"}
    return Answer(headers=JSON + _NOT_STORED, body=spell(body))


def refused(error: str) -> Answer:
    status, words = _REFUSED[error]
    named = (challenge(error, words),) if status == 401 else ()
    headers = JSON + _NOT_STORED + named
    return Answer(status=status, headers=headers, body=spell({"error": error, "error_description": words}))
