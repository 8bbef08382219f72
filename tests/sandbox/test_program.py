"""The sandbox as a program: its one line of output, its ends, and life as a child process."""

import json
import multiprocessing
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from desktop.sandbox import PROFILES, VENDORS, Options, running, serve
from desktop.sandbox.options import settle_switches

COMMAND = [sys.executable, "-m", "desktop.sandbox", "--port", "0", "--orders", "3", "--stock", "3"]


@contextmanager
def started(*more: str, stdin: int | None = None) -> Iterator[tuple[subprocess.Popen[str], dict[str, Any]]]:
    """The program, once it has said where it listens."""
    with subprocess.Popen([*COMMAND, *more], stdin=stdin, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout
        try:
            yield program, json.loads(program.stdout.readline())
        finally:
            program.kill()


def is_served(description: dict[str, Any]) -> bool:
    try:
        with urllib.request.urlopen(f"{description['control']}/clock", timeout=5) as answer:  # noqa: S310 - loopback
            return bool(answer.status == 200)
    except OSError:
        return False


def test_one_line_says_where_and_how_and_a_signal_ends_it() -> None:
    with started("--now", "2026-11-20T09:30:00") as (program, description):
        vendor = description["vendors"]["orderdesk"]
        assert vendor["servers"]["api"].startswith("http://127.0.0.1:")
        assert [account["name"] for account in vendor["accounts"]] == ["Market Hall", "Alster Kontor"]
        assert all(account["credentials"].keys() == {"store_id", "api_key"} for account in vendor["accounts"])
        assert is_served(description)
        program.send_signal(signal.SIGTERM)
        assert program.wait(10) == 0
        assert program.stdout
        assert program.stdout.read() == ""


def test_it_ends_with_its_standard_input() -> None:
    with started("--while-stdin", stdin=subprocess.PIPE) as (program, description):
        assert is_served(description)
        assert program.stdin
        program.stdin.close()
        assert program.wait(10) == 0


NAMES = ", ".join(sorted(vendor.id for vendor in VENDORS))


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--profile", "nonsense"), "there is no profile 'nonsense'"),
        (("--profile", "mask_kept=perhaps"), "mask_kept can be yes or no, not perhaps"),
        (("--faults", "nonsense"), "there is no weather 'nonsense'"),
        (
            ("--vendors", "nonsense"),
            f"there is no vendor 'nonsense'; there are {NAMES}",
        ),
        (("--pace", "0"), "argument --pace: '0' is no pace; it is a number above 0, or off"),
        (("--pace", "nan"), "argument --pace: 'nan' is no pace"),
        (("--now", "yesterday"), "argument --now: 'yesterday' is no time; write it like 2026-11-20T09:30:00+01:00"),
        (("--orders=-5",), "argument --orders: '-5' is no whole number of 0 or more"),
        (("--stock", "orderdesk=few"), "argument --stock: 'few' is no whole number of 0 or more"),
        (("--port", "99999"), "argument --port: '99999' is no port; ports are numbers from 0 to 65535"),
    ],
)
def test_options_that_make_no_sense_are_named(options: tuple[str, ...], words: str) -> None:
    ended = subprocess.run([*COMMAND, *options], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert words in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_taken_port_is_told_in_a_sentence() -> None:
    with started() as (_, description):
        port = description["control"].rsplit(":", 1)[1].partition("/")[0]
        command = [*COMMAND, "--port", port]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "Choose another with --port." in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_child_process_sends_its_description_and_ends_with_the_pipe() -> None:
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    child = spawn.Process(target=serve, args=(theirs, Options(orders=3, stock=3)))
    child.start()
    theirs.close()
    description = ours.recv()
    assert is_served(description)
    ours.close()
    child.join(10)
    assert child.exitcode == 0


PARENT = """
import json, multiprocessing, sys
from desktop.sandbox import Options, serve
if __name__ == "__main__":
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    child = spawn.Process(target=serve, args=(theirs, Options(orders=3, stock=3)))
    child.start()
    theirs.close()
    print(json.dumps(ours.recv()), flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a sudden death is a signal")
def test_a_child_process_does_not_outlive_a_parent_that_dies_suddenly(tmp_path_factory: pytest.TempPathFactory) -> None:
    script = tmp_path_factory.mktemp("parent") / "parent.py"
    script.write_text(PARENT)
    with subprocess.Popen([sys.executable, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        description = json.loads(parent.stdout.readline())
        assert is_served(description)
        parent.kill()
        # The child shares the parent's standard output, so this end is the end of both.
        assert parent.stdout.read() == ""
    assert not is_served(description)


async def test_two_sandboxes_in_one_program_share_nothing() -> None:
    small = Options(orders=3, stock=3)
    async with running(small) as one, running(small) as other:
        assert one.description != other.description
        account = one.world.account("orderdesk", "Market Hall")
        account.remove("orders", next(iter(account.records("orders"))))
        assert len(other.world.account("orderdesk", "Market Hall").records("orders")) == 3


@pytest.mark.parametrize("profile", [setting for settings in PROFILES.values() for setting in settings])
async def test_every_setting_of_every_switch_opens_a_world(profile: str) -> None:
    async with running(Options(orders=3, stock=3, profile=(profile,))) as sandbox:
        assert len(sandbox.world.hashes("orderdesk", "Market Hall", "orders")) == 3


def test_a_profile_names_single_settings_and_sets_and_later_ones_win() -> None:
    (vendor,) = (vendor for vendor in VENDORS if vendor.id == "orderdesk")
    usual = settle_switches(vendor.switches, vendor.sets, ())
    assert all(usual[switch.name] == switch.settings[0] for switch in vendor.switches)
    chosen = settle_switches(vendor.switches, vendor.sets, ("quirks", "stock_total=right", "other_vendor=yes"))
    assert (chosen["stock_offset"], chosen["stock_total"]) == ("ignored", "right")
