"""The first command of the README, run for real in a checkout whose packages lie in a folder."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.setup.checkouts import Checkout, make_checkout, said_by_the_desk


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> tuple[Checkout, subprocess.CompletedProcess[str]]:
    """A checkout that was started once, and how that start went."""
    checkout = make_checkout(tmp_path_factory.mktemp("ready"))
    return checkout, checkout.start("--demo", "--data", "a b", "ö")


Ready = tuple[Checkout, subprocess.CompletedProcess[str]]


def test_a_first_start_installs_and_hands_everything_on(ready: Ready) -> None:
    checkout, first = ready
    assert first.returncode == 0, first.stderr
    assert said_by_the_desk(first) == {
        "arguments": ["--demo", "--data", "a b", "ö"],
        "folder": str(checkout.user),
        "home": str(checkout.root),
        "packages": "1.0",
    }
    assert "Setting up" in first.stderr


def test_a_second_start_installs_nothing(ready: Ready) -> None:
    checkout, _ = ready
    second = checkout.start("--version", PIP_FIND_LINKS="")
    assert (second.returncode, second.stderr) == (0, "")
    assert said_by_the_desk(second)["arguments"] == ["--version"]


def test_a_file_in_the_users_folder_is_not_taken_for_a_module(ready: Ready) -> None:
    checkout, _ = ready
    (checkout.user / "stand_in.py").write_text("raise SystemExit('taken for ours')")
    assert said_by_the_desk(checkout.start())["packages"] == "1.0"


def test_the_desks_own_exit_code_comes_through(ready: Ready) -> None:
    checkout, _ = ready
    main = checkout.root / "desktop" / "__main__.py"
    before = main.read_text(encoding="utf-8")
    main.write_text("raise SystemExit(7)", encoding="utf-8")
    assert checkout.start().returncode == 7
    main.write_text(before, encoding="utf-8")


def test_without_a_network_it_says_so_and_the_next_start_repairs(tmp_path: Path) -> None:
    checkout = make_checkout(tmp_path)
    done = checkout.start(PIP_NO_INDEX="0", PIP_FIND_LINKS="", PIP_INDEX_URL="http://127.0.0.1:9/", PIP_RETRIES="1")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Check the connection and start again." in done.stderr
    assert "Traceback" not in done.stderr
    checkout.pin("2.0")
    assert said_by_the_desk(checkout.start())["packages"] == "2.0"


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """It is heard by programs that are started now: those of a shell's background jobs ignore it from birth."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("ctrl_c")
def test_a_set_up_that_was_stopped_is_made_again(tmp_path: Path) -> None:
    checkout = make_checkout(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as silent_index:
        index = f"http://127.0.0.1:{silent_index.getsockname()[1]}/"
        environ = checkout.environ({"PIP_NO_INDEX": "0", "PIP_FIND_LINKS": "", "PIP_INDEX_URL": index})
        process = subprocess.Popen(
            checkout.command(), cwd=checkout.user, env=environ, stderr=subprocess.PIPE, start_new_session=True
        )
        silent_index.accept()[0].close()  # pip is at work now
        os.killpg(process.pid, signal.SIGINT)  # as Ctrl+C does: everybody at this terminal hears it
        _, said = process.communicate()
    assert process.returncode == 130
    assert b"Stopped." in said
    assert b"Traceback" not in said
    (checkout.root / ".venv" / "pyvenv.cfg").write_text("half written")
    assert said_by_the_desk(checkout.start())["packages"] == "1.0"
