"""What keeps tests apart from the world, and the world's own faults from us."""

import os
import platform
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import keyring
import keyring.errors
import pytest


def test_a_test_cannot_reach_a_stranger() -> None:
    # A datagram socket sends nothing by connecting, so that even a broken guard would disturb nobody.
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking,
        pytest.raises(AssertionError, match=r"192\.0\.2\.1"),
    ):
        asking.connect(("192.0.2.1", 9))


def test_a_test_cannot_ask_for_a_strangers_address() -> None:
    with pytest.raises(AssertionError, match=r"shop\.invalid"):
        socket.getaddrinfo("shop.invalid", 443)


def test_a_test_may_talk_to_this_machine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername() == server.getsockname()


def test_a_test_cannot_read_the_persons_home_or_keyring() -> None:
    assert "wholedesk-home-" in str(Path.home())
    with pytest.raises(keyring.errors.NoKeyringError):
        keyring.get_password("wholedesk", "key")


@pytest.mark.skipif(platform.python_implementation() != "CPython", reason="counts references as CPython does")
def test_qt_gives_back_every_reference_to_none() -> None:
    """PySide6 6.12.0 loses one with each call on Python 3.11 and ends the process after about 5,000."""
    program = (
        "import sys; from PySide6.QtCore import QTimer; timer = QTimer(); before = sys.getrefcount(None);"
        "[timer.stop() for _ in range(20_000)]; print(before - sys.getrefcount(None))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, env={**os.environ})
    assert done.returncode == 0, done.stderr
    assert abs(int(done.stdout)) < 1_000


WHAT_IS_LOGGED = """
import asyncio, logging

def test_quiet(): logging.getLogger("a").info("fine")
def test_warned(): logging.getLogger("a").warning("look at this")
def test_judged(caplog): logging.getLogger("a").warning("meant")
def test_lost():
    async def fail(): raise ZeroDivisionError("oops")
    async def lose(): asyncio.ensure_future(fail()); await asyncio.sleep(0)
    asyncio.run(lose())
"""


def test_a_test_in_which_something_is_logged_is_red(tmp_path: Path) -> None:
    """A task that fails and that nobody waits for is told by a line in the log, and by nothing else."""
    shutil.copy(Path(__file__).parents[1] / "conftest.py", tmp_path)
    (tmp_path / "test_logged.py").write_text(WHAT_IS_LOGGED)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    told = {line.split(" ")[1].rpartition("::")[2] for line in done.stdout.splitlines() if line.startswith("FAILED")}
    assert told == {"test_warned", "test_lost"}, done.stdout
    assert "2 passed" in done.stdout
    assert "asyncio: Task exception was never retrieved" in done.stdout
