"""Access tokens: who holds which, for how long, and how they are spelled (contract 2.3, 2.7)."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop.sandbox.clock import Clock
from desktop.sandbox.web_tokens import bare, unsigned

ISSUER = "https://auth.ordercloud.io"
AUDIENCE = "https://api.ordercloud.io"


@dataclass(slots=True, kw_only=True)
class Login:
    """Somebody who can sign in. kind: admin (the seller's staff) or buyer, then company is the buyer's ID;
    failures: wrong passwords in a row; locked_until: in seconds of the clock."""

    username: str
    password: str
    user: dict[str, Any]
    roles: tuple[str, ...]
    kind: str = "admin"
    company: str = ""
    groups: tuple[str, ...] = ()
    must_change: bool = False
    failures: int = 0
    locked_until: float = 0.0


@dataclass(slots=True, kw_only=True)
class Client:
    """An API client; acts_as: the username of its default context; least and most: roles that a token must and may
    hold; admits: kinds of users."""

    id: str
    secrets: tuple[str, ...] = ()
    acts_as: str = ""
    admits: tuple[str, ...] = ("admin",)
    least: tuple[str, ...] = ()
    most: tuple[str, ...] | None = None
    active: bool = True


@dataclass(slots=True, kw_only=True)
class Session:
    """What a token stands for; ends: in seconds of the clock."""

    login: Login
    client: Client
    roles: tuple[str, ...]
    ends: float
    revoked: bool = False


@dataclass(slots=True)
class Tokens:
    """Every token of a marketplace that was ever given out."""

    clock: Clock
    seed: str
    sessions: dict[str, Session] = field(default_factory=dict)
    refreshing: dict[str, tuple[str, str, tuple[str, ...]]] = field(default_factory=dict)
    """Refresh token → client ID, username and the roles of the session."""
    _given: int = 0

    def give(self, login: Login, client: Client, roles: tuple[str, ...], seconds: int) -> str:
        self._given += 1
        token = self._spelled(login, client, roles, seconds)
        self.sessions[token] = Session(login=login, client=client, roles=roles, ends=self.clock.elapsed() + seconds)
        return token

    def give_refreshing(self, client: str, username: str, roles: tuple[str, ...]) -> str:
        self._given += 1
        digits = hashlib.sha256(f"{self.seed} refresh {self._given}".encode()).hexdigest()
        token = "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:32]))
        self.refreshing[token] = (client, username, roles)
        return token

    def end(self, sessions: Iterable[Session] | None = None, *, revoke: bool = False) -> None:
        """Let tokens (none named: all) be over now, by their time or because somebody revoked them."""
        for session in self.sessions.values() if sessions is None else sessions:
            session.revoked = session.revoked or revoke
            session.ends = session.ends if revoke else 0.0
        if revoke and sessions is None:
            self.refreshing.clear()

    def of_user(self, username: str) -> list[Session]:
        return [session for session in self.sessions.values() if session.login.username == username]

    def _spelled(self, login: Login, client: Client, roles: Sequence[str], seconds: int) -> str:
        now = int(self.clock.now().timestamp())
        claims = {
            "usr": login.username,
            "cid": client.id,
            "usrtype": login.kind,
            "role": roles[0] if len(roles) == 1 else list(roles),
            "iss": ISSUER,
            "aud": AUDIENCE,
            "exp": now + seconds,
            "nbf": now,
        }
        signed = unsigned("RS256", claims)
        signature = hashlib.sha512(f"{self.seed} {self._given} {signed}".encode()).digest()
        return f"{signed}.{bare(signature)}"
