"""Signing in with user and password, and the tokens given out (contract 3.2)."""

import hashlib
from dataclasses import dataclass, field

from desktop.sandbox.clock import Clock
from desktop.sandbox.ordermentum import stamps
from desktop.sandbox.ordermentum.records import User
from desktop.sandbox.web_tokens import bare, unsigned

HOUR = 3_600.0


@dataclass(slots=True, kw_only=True)
class Session:
    """What a token stands for; ends: in seconds of the clock."""

    user: User
    ends: float


@dataclass(slots=True)
class Tokens:
    """Every token of a supplier that was ever given out."""

    clock: Clock
    seed: str
    sessions: dict[str, Session] = field(default_factory=dict)

    def give(self, user: User, hours: int) -> str:
        token = self._spelled(user, hours)
        self.sessions[token] = Session(user=user, ends=self.clock.elapsed() + hours * HOUR)
        return token

    def expiry(self, token: str) -> str:
        left = self.sessions[token].ends - self.clock.elapsed()
        return stamps.spell(stamps.count(self.clock.now()) + int(left * stamps.SECOND))

    def user(self, token: str) -> User | None:
        """Whose token it is, while it lasts."""
        session = self.sessions.get(token)
        return session.user if session and session.ends > self.clock.elapsed() else None

    def end(self, username: str) -> None:
        """Let the tokens of a user (*: of all) be over now."""
        for session in self.sessions.values():
            if username in ("*", session.user.username):
                session.ends = 0.0

    def _spelled(self, user: User, hours: int) -> str:
        now = int(self.clock.now().timestamp())
        claims = {"sub": user.id, "iat": now, "exp": now + int(hours * HOUR)}
        signed = unsigned("HS256", claims)
        given = f"{self.seed} {len(self.sessions)} {signed}"
        return f"{signed}.{bare(hashlib.sha256(given.encode()).digest())}"
