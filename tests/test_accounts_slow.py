"""A keyring that takes its time is given up, holds nothing up, and undoes nothing when it answers at last."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

from desktop.accounts import Way, asked, memory_drawer
from desktop.accounts.threads import begun
from desktop.errors import NoKeyring
from tests.shelf import Shelf
from tests.test_accounts import vault


class SlowShelf(Shelf):
    """A keyring that stores nothing before it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.go = Event()
        self.stored = Event()
        self.begun: list[str] = []
        self.entered = Event()

    def set_password(self, service: str, username: str, password: str) -> None:
        self.begun.append(password)
        self.entered.set()
        self.go.wait()
        super().set_password(service, username, password)
        self.stored.set()


@pytest.fixture
def slow() -> Iterator[SlowShelf]:
    shelf = SlowShelf()
    yield shelf
    shelf.go.set()


def test_a_slow_keyring_is_given_up_in_time(tmp_path: Path, slow: SlowShelf) -> None:
    with pytest.raises(NoKeyring, match="does not answer"):
        vault(tmp_path, slow, limit=0.05).open()
    assert vault(tmp_path, slow).way() is Way.NEW


def test_what_a_slow_keyring_stores_at_last_replaces_no_key(tmp_path: Path, slow: SlowShelf) -> None:
    with pytest.raises(NoKeyring, match="does not answer"):
        vault(tmp_path, slow, limit=0.05).open()
    quick = Shelf()
    quick.texts = slow.texts  # the same keyring, awake again
    key = vault(tmp_path, quick).open()
    slow.go.set()
    assert slow.stored.wait(10)
    assert len(quick.texts) == 2
    assert vault(tmp_path, quick, files=True).open() == key


def test_a_call_given_up_still_comes_before_the_next_one(tmp_path: Path, slow: SlowShelf) -> None:
    slow.go.set()
    desk = vault(tmp_path, slow, limit=0.5)
    desk.open()
    secrets = desk.secrets(memory_drawer())
    slow.go.clear()
    with pytest.raises(NoKeyring, match="does not answer"):
        secrets.put("a1", "api_key", "mistyped")
    with pytest.raises(NoKeyring, match="does not answer"):
        secrets.put("a1", "api_key", "too early")
    assert not any("too early" in value for value in slow.begun)
    slow.stored.clear()
    slow.go.set()
    assert slow.stored.wait(10)
    secrets.put("a1", "api_key", "right")
    assert secrets.get("a1", "api_key") == "right"


async def test_the_loop_goes_on_while_the_keyring_is_asked(tmp_path: Path, slow: SlowShelf) -> None:
    opening = asyncio.create_task(asked(vault(tmp_path, slow, limit=5).open))
    assert await asked(slow.entered.wait, 5)
    slow.go.set()  # by the loop: were it held up, the keyring would never answer
    assert len(await opening) == 32


def test_a_call_that_has_begun_cannot_be_cancelled() -> None:
    go = Event()
    answer = begun(go.wait)
    assert not answer.cancel()
    go.set()
    assert answer.result(5)


async def test_who_stops_waiting_does_not_stop_the_call(tmp_path: Path, slow: SlowShelf) -> None:
    opening = asyncio.create_task(asked(vault(tmp_path, slow).open))
    assert await asked(slow.entered.wait, 5)
    opening.cancel()
    with pytest.raises(asyncio.CancelledError):
        await opening
    slow.go.set()
    assert await asked(slow.stored.wait, 5)


async def test_whoever_asks_goes_on_once_the_thread_of_the_answer_has_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """It still touches the loop after the answer is there; a window's loop that is closed meanwhile crashes."""
    loop, is_waiting, still_there, left = asyncio.get_running_loop(), Event(), Event(), Event()
    wake = loop.call_soon_threadsafe

    def wake_slowly(call: Callable[..., object], *given: object) -> asyncio.Handle:
        handle = wake(call, *given)
        still_there.wait(0.2)
        left.set()
        return handle

    monkeypatch.setattr(loop, "call_soon_threadsafe", wake_slowly)
    loop.call_soon(is_waiting.set)
    assert await asked(is_waiting.wait, 10)
    assert left.is_set()
