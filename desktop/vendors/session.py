"""Signing in where a vendor wants a token for it: one login for all who wait, renewed in time, never tried twice."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress

from desktop.errors import NeedsLogin, Rejected
from desktop.vendors.connecting import Login, Token
from desktop.vendors.contract import Answer, Json, Request
from desktop.vendors.rows import cut

AHEAD = 60.0
"""Seconds before its end that a token is renewed; a tenth of its life where that is less."""


class Session:
    """The token of one account. `exchange` sends a request for one and raises what the vendor makes of it."""

    def __init__(
        self, login: Login, credentials: Mapping[str, str],
        exchange: Callable[[Request], Awaitable[Answer]], clock: Callable[[], float],
    ) -> None:  # fmt: skip
        self._login = login
        self._credentials = credentials
        self._exchange = exchange
        self._clock = clock
        self._turn = asyncio.Lock()
        self._token: Token | None = None
        self._renew_at = 0.0
        self._refused: NeedsLogin | None = None

    @property
    def tells(self) -> Json:
        """What the last token tells of the account; None before the first one."""
        return self._token.tells if self._token else None

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must not be shown or kept."""
        return (self._token.access, self._token.refresh) if self._token else ()

    @property
    def refused(self) -> NeedsLogin | None:
        """The refusal of the login, after which none is tried any more."""
        return self._refused

    async def token(self) -> str:
        """A token that will do. Raises NeedsLogin when it was refused once: it is not asked for again by itself."""
        async with self._turn:
            if self._refused is not None:
                raise self._refused
            if self._token is None or self._clock() >= self._renew_at:
                self._token = await self._renewed()
            return self._token.access

    def drop(self, access: str) -> None:
        """This token was not taken; whoever comes next renews it, unless somebody has already."""
        if self._token is not None and self._token.access == access:
            self._renew_at = 0.0

    async def _renewed(self) -> Token:
        refresh = self._token.refresh if self._token else ""
        if refresh:
            with suppress(NeedsLogin, Rejected):  # it has ended as well: sign in anew
                return await self._ask(refresh)
        try:
            return await self._ask("")
        except (NeedsLogin, Rejected) as error:
            self._token, self._refused = None, _refusal(error)
            raise self._refused from error

    async def _ask(self, refresh: str) -> Token:
        answer = await self._exchange(self._login.ask(self._credentials, refresh))
        token = self._login.read(cut(answer.body, None)[0], self._token)
        self._renew_at = self._clock() + token.seconds - min(AHEAD, token.seconds / 10)
        return token


def _refusal(error: NeedsLogin | Rejected) -> NeedsLogin:
    return error if isinstance(error, NeedsLogin) else NeedsLogin(error.title, error.hint)
