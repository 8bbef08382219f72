"""Signing in at OrderCloud (sections 1 and 2): a token for a person or a client, the roles in it, what is refused."""

import binascii
from base64 import urlsafe_b64decode
from collections.abc import Mapping

from desktop.errors import NeedsLogin
from desktop.forms import Choice, Input
from desktop.vendors.codecs import to_decimal, to_text
from desktop.vendors.contract import LOGIN, Answer, Context, Document, Json, Login, Request, Token
from desktop.vendors.ordercloud.answers import codes
from desktop.vendors.places import as_map
from desktop.vendors.rows import decode

LOGIN_HINT = "Client and secret are in the portal under API Clients; user names are those of your seller staff."
CHANGE_IT = "Change the password in the vendor’s portal, then sign in here."

SCOPE = (
    "OrderAdmin OrderReader UnsubmittedOrderReader OverrideShipping OverrideTax OverrideUnitPrice ShipmentAdmin "
    "ShipmentReader BuyerAdmin BuyerReader BuyerUserAdmin BuyerUserReader UserGroupAdmin UserGroupReader AddressAdmin "
    "AddressReader ProductAdmin ProductReader PriceScheduleAdmin PriceScheduleReader AdminAddressReader "
    "SupplierAddressReader SpendingAccountReader OrderEditAfterSubmit"
)
"""All that this program could use (2.5); who has less gets less, without an error (2.4)."""

EVERYTHING = "FullAccess"

_REGIONS = {"US West": "", "US East": "useast", "Australia East": "australiaeast", "Europe West": "westeurope",
            "Japan East": "japaneast"}  # fmt: skip
_WEST = {"production": "https://api.ordercloud.io", "staging": "https://stagingapi.ordercloud.io",
         "sandbox": "https://sandboxapi.ordercloud.io"}  # fmt: skip


def _hosts() -> tuple[Choice, ...]:
    """The fifteen servers by name (1.1)."""
    return tuple(
        Choice(
            value=f"https://{part}-{environment}.ordercloud.io" if part else _WEST[environment],
            label=region if environment == "production" else f"{region}, {environment}",
        )
        for environment in _WEST
        for region, part in _REGIONS.items()
    )


SERVERS = (
    Input(
        name="api", label="Region", value=_WEST["production"], choices=_hosts(),
        hint="as in the portal’s API console",
    ),
)  # fmt: skip

CREDENTIALS = (
    Input(name="client_id", label="API client", hint="its ID, a long number with dashes"),
    Input(name="username", label="User name", required=False, hint="your own: edits are then told as yours"),
    Input(name="password", label="Password", editor="secret", required=False, hint="of that user"),
    Input(
        name="client_secret", label="Client secret", editor="secret", required=False,
        hint="if the client has one",
    ),
)  # fmt: skip


# ── the token (2.2, 2.3) ──────────────────────────────────────────────────────────────────────────────────────────


def _ask(credentials: Mapping[str, str], refresh: str) -> Request:
    given = {name: credentials.get(name, "") for name in ("client_id", "client_secret", "username", "password")}
    form = [("client_id", given["client_id"])]
    if refresh:
        form += [("grant_type", "refresh_token"), ("refresh_token", refresh)]
    elif given["username"]:
        form += [("grant_type", "password"), ("username", given["username"]), ("password", given["password"])]
    elif given["client_secret"]:
        form += [("grant_type", "client_credentials")]
    else:
        raise NeedsLogin("A user name with its password, or the client’s secret, is missing.", LOGIN_HINT)
    if given["client_secret"]:
        form += [("client_secret", given["client_secret"])]
    return Request(method="POST", path="/oauth/token", form=(*form, ("scope", SCOPE)))


def _read(answer: Document, before: Token | None) -> Token:
    access = to_text(answer.get("access_token"))
    claims = _claims(access)
    roles = claims.get("role")
    held = sorted({roles} if isinstance(roles, str) else set(roles) if isinstance(roles, list) else ())
    if to_text(claims.get("usrtype")) not in ("admin", ""):
        raise NeedsLogin("This is not the login of seller staff.", f"Sign in as staff of the seller. {LOGIN_HINT}")
    if held == ["PasswordReset"]:
        raise NeedsLogin("The password of this user has to be changed first.", CHANGE_IT)
    seconds = to_decimal(answer.get("expires_in"))
    return Token(
        access=access,
        seconds=float(seconds or 600),
        refresh=to_text(answer.get("refresh_token")) or (before.refresh if before else ""),
        tells={"roles": held or None, "user": to_text(claims.get("usr"))},
    )


def _claims(access: str) -> Document:
    """What the token says (2.3), read without checking its signature; nothing where it is no such token."""
    parts = access.split(".")
    try:
        body = urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4))
        return as_map(decode(body))
    except (IndexError, ValueError, binascii.Error):
        return {}


_WRONG = ("User name or password is wrong.", "Type them again; too many failures lock the user.")
_UNKNOWN = (
    "The API client, or its secret, is wrong, or not open to this user.",
    f"Check the region too: a client is known in its own alone. {LOGIN_HINT}",
)
_REFUSALS: Mapping[str, tuple[str, str]] = {
    "InvalidCredentials": _WRONG,
    "InvalidUsernameOrPassword": _WRONG,
    "UsernameAndPasswordRequired": ("User name or password is empty.", "Type both."),
    "PasswordExpired": ("The password has expired.", CHANGE_IT),
    "InsecurePassword": ("The password is not safe enough any more.", CHANGE_IT),
    "LockedOut": ("The user is locked after too many failures.", "Wait, or have an administrator unlock it."),
    "UserNotActive": ("This user is switched off.", "Ask an administrator of your marketplace."),
    "SellerNotActive": ("This marketplace is switched off.", "Ask an administrator of your marketplace."),
    "CompanyNotActive": ("The company of this user is switched off.", "Ask an administrator of your marketplace."),
    "ClientNotActive": ("This API client is switched off.", "Ask an administrator of your marketplace."),
    "InsufficientRole": ("This user has none of the roles that the client demands.", "Ask an administrator."),
    "InvalidClientID": ("There is no such API client.", LOGIN_HINT),
    "InvalidGrant": _UNKNOWN,
    "invalid_grant": _UNKNOWN,
}  # fmt: skip


def _refusal(answer: Answer) -> NeedsLogin:
    """Why no token was given (2.6), by the last segment of its code."""
    found = [code.rpartition(".")[2] for code in codes(answer)]
    for code in found:
        for known, (title, hint) in _REFUSALS.items():
            if code.startswith(known):
                return NeedsLogin(title, hint)
    return NeedsLogin(f"OrderCloud let nobody in ({', '.join(found) or f'HTTP {answer.status}'}).", LOGIN_HINT)


SIGN_IN = Login(ask=_ask, read=_read, refusal=_refusal)


# ── roles (2.5) ───────────────────────────────────────────────────────────────────────────────────────────────────


def lacks(context: Context, *roles: str) -> str:
    """ "" when the account has one of these roles, or nobody knows which it has; else what it needs, in words."""
    held: Json = as_map(context.references.get(LOGIN)).get("roles")
    if held is None or EVERYTHING in held or any(role in held for role in roles):
        return ""
    return f"Your account needs {'the role' if len(roles) == 1 else 'one of the roles'} {', '.join(roles)}."
