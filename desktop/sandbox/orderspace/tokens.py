"""Access tokens: who holds them and when they end; in memory only (contract 2.1, 13)."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.sandbox.clock import Clock

LIFE = 1_800
"""Seconds."""
INVALID = "The access token is invalid"
EXPIRED = "The access token expired"


@dataclass(slots=True, kw_only=True)
class Token:
    """ends: in seconds of the clock."""

    owner: str
    ends: float
    revoked: bool = False


class Tokens:
    """Every token that was ever given out, of all sites."""

    def __init__(self, clock: Clock, seed: int, switches: Mapping[str, str]) -> None:
        self._clock = clock
        self._seed = seed
        self._switches = switches
        self._given: dict[str, Token] = {}

    def give(self, owner: str) -> str:
        """Beside those that its owner has already, or instead of them, as the switch says."""
        if self._switches["one_token"] == "on":  # noqa: S105 - the setting of a switch
            self.end(owner, revoke=True)
        secret = hashlib.sha256(f"{owner} {self._seed} {len(self._given)}".encode()).digest()
        text = base64.urlsafe_b64encode(secret).rstrip(b"=").decode()
        self._given[text] = Token(owner=owner, ends=self._clock.elapsed() + LIFE)
        return text

    def owner(self, text: str) -> str:
        """Whose it is, however old, or nothing."""
        return self._given[text].owner if text in self._given else ""

    def fault(self, text: str) -> str:
        """Why it opens nothing, in the vendor's words, or nothing."""
        token = self._given.get(text)
        if token is None or token.revoked:
            return INVALID
        return EXPIRED if token.ends <= self._clock.elapsed() else ""

    def end(self, owner: str, *, revoke: bool = False) -> None:
        """Let all tokens of an owner be over now, by their time or because they were revoked."""
        for token in self._given.values():
            if token.owner == owner:
                token.revoked = token.revoked or revoke
                token.ends = token.ends if revoke else 0.0
