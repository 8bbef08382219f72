"""A token is asked for once for all who wait, renewed in time, and never asked for again after a refusal."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from desktop.errors import NeedsLogin, Offline, Rejected
from desktop.vendors.connecting import Login, Token
from desktop.vendors.contract import Answer, Document, Request
from desktop.vendors.rows import encode
from desktop.vendors.session import Session


def ask(credentials: Mapping[str, str], refresh: str) -> Request:
    form = (("refresh", refresh),) if refresh else (("password", credentials["password"]),)
    return Request(method="POST", path="/token", form=form)


def read(document: Document, before: Token | None) -> Token:
    return Token(access=document["access"], seconds=float(document["seconds"]), refresh=document.get("refresh", ""))


LOGIN = Login(ask=ask, read=read, refusal=lambda answer: NeedsLogin("Wrong."))


@dataclass
class Desk:
    """A session, the vendor that it asks, and the time."""

    answers: list[Document | Exception] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    time: float = 100.0

    def __post_init__(self) -> None:
        self.session = Session(LOGIN, {"password": "secret"}, self.exchange, lambda: self.time)

    async def exchange(self, request: Request) -> Answer:
        self.asked.append(request.form[0][0])
        await asyncio.sleep(0)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return Answer(request=request, status=200, headers={}, body=encode(answer), at=datetime.now(UTC))


def token(access: str, seconds: float = 600.0, refresh: str = "") -> Document:
    return {"access": access, "seconds": seconds, "refresh": refresh}


async def test_all_who_wait_get_the_token_of_one_login() -> None:
    desk = Desk([token("a")])
    assert await asyncio.gather(*(desk.session.token() for _ in range(5))) == ["a"] * 5
    assert desk.asked == ["password"]


@pytest.mark.parametrize(("seconds", "ahead"), [(600.0, 60.0), (60.0, 6.0)])
async def test_a_token_is_renewed_before_its_end(seconds: float, ahead: float) -> None:
    desk = Desk([token("a", seconds, refresh="r"), token("b")])
    await desk.session.token()
    desk.time += seconds - ahead - 0.1
    assert await desk.session.token() == "a"
    desk.time += 0.2
    assert await desk.session.token() == "b"
    assert desk.asked == ["password", "refresh"]


async def test_a_token_that_was_not_taken_is_renewed_once_however_many_met_it() -> None:
    desk = Desk([token("a"), token("b")])
    used = await desk.session.token()
    for _ in range(3):
        desk.session.drop(used)
    assert await asyncio.gather(*(desk.session.token() for _ in range(3))) == ["b"] * 3
    desk.session.drop(used)
    assert await desk.session.token() == "b"
    assert desk.asked == ["password", "password"]


async def test_where_the_refresh_has_ended_it_signs_in_anew() -> None:
    desk = Desk([token("a", refresh="r"), Rejected("ended"), token("b")])
    desk.session.drop(await desk.session.token())
    assert await desk.session.token() == "b"
    assert desk.asked == ["password", "refresh", "password"]


@pytest.mark.parametrize("refusal", [NeedsLogin("Wrong password."), Rejected("Wrong password.")])
async def test_a_refused_login_is_never_repeated_by_itself(refusal: Exception) -> None:
    desk = Desk([refusal])
    waiting = await asyncio.gather(*(desk.session.token() for _ in range(3)), return_exceptions=True)
    assert [type(each) for each in waiting] == [NeedsLogin] * 3
    with pytest.raises(NeedsLogin, match="Wrong password"):
        await desk.session.token()
    assert desk.asked == ["password"]


async def test_a_line_that_broke_is_no_refusal() -> None:
    desk = Desk([Offline("gone"), token("a")])
    with pytest.raises(Offline):
        await desk.session.token()
    assert await desk.session.token() == "a"
