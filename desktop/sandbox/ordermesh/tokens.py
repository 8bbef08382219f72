"""Who may ask for what: the client and the user of an account, and the tokens that were given to them (contract 2)."""

import hashlib

from desktop.sandbox.clock import Clock
from desktop.sandbox.ordermesh.plans import Plan
from desktop.sandbox.web_tokens import bare, unsigned

ISSUER = "https://identity.ordermesh.io"


class Tokens:
    """The credentials of one account, and every token that was ever given out for them."""

    def __init__(self, plan: Plan, clock: Clock) -> None:
        self.client_id, self.client_secret = plan.client_id, plan.client_secret
        self.username, self.password = plan.username, plan.password
        self._seller = next(iter(plan.sellers))
        self._clock = clock
        self._ends: dict[str, float] = {}
        self._refreshing: dict[str, bool] = {}
        self._given = 0

    def give(self, subject: str, seconds: int) -> str:
        """A token for so many seconds."""
        token = self._spelled(subject, seconds)
        self._ends[token] = self._clock.elapsed() + seconds
        return token

    def give_refreshing(self, *, usable: bool) -> str:
        """A refresh token; a client gets one in old answers, and can do nothing with it."""
        self._given += 1
        token = bare(hashlib.sha512(f"{self.client_id} refresh {self._given}".encode()).digest()[:48])
        self._refreshing[token] = usable
        return token

    def knows(self, token: str) -> bool:
        """Whether it is or was one of this account's."""
        return token in self._ends

    def admits(self, token: str) -> bool:
        return self._ends.get(token, 0.0) > self._clock.elapsed()

    def knows_refreshing(self, token: str) -> bool:
        return token in self._refreshing

    def use_refreshing(self, token: str) -> bool:
        """Whether it may be used, which it may once."""
        usable = self._refreshing.get(token, False)
        if usable:
            self._refreshing[token] = False
        return usable

    def end(self) -> None:
        """Let all tokens be over now."""
        self._ends = dict.fromkeys(self._ends, 0.0)

    def _spelled(self, subject: str, seconds: int) -> str:
        self._given += 1
        now = int(self._clock.now().timestamp())
        claims = {
            "sub": subject,
            "merchantId": self._seller,
            "iss": ISSUER,
            "iat": now,
            "exp": now + seconds,
            "jti": str(self._given),
        }
        signed = unsigned("RS256", claims)
        return f"{signed}.{bare(hashlib.sha512(signed.encode()).digest())}"
