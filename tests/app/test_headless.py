"""The demo without a display, as a program of its own: what it prints, how it ends, by which key it opens a folder."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import httpx
import pytest
from PySide6.QtWidgets import QApplication

from desktop.app import demo, headless, headless_run
from desktop.app.backend import Backend
from desktop.app.options import read_options
from desktop.forms import AccountForm
from desktop.vendors import VENDORS
from tests.app.real_desk import real_desk
from tests.ui.desk_world import HARBOUR

ROOT = Path(__file__).resolve().parents[2]
FIRST = next(iter(VENDORS))
SMALL = ("--vendors", FIRST, "--orders", "3", "--stock", "3", "--pace", "off")
PASSPHRASE = b"open sesame, it is only a test\n"


def run(*arguments: str, passphrase: bytes = b"") -> "subprocess.CompletedProcess[str]":
    """One run of the program; a passphrase is handed over on a pipe."""
    given, words = [], {}
    if passphrase:
        ours, its = os.pipe()
        os.write(its, passphrase)
        os.close(its)
        given, words = ["--passphrase-fd", str(ours)], {"pass_fds": (ours,)}
    command = [sys.executable, "-m", "desktop", "--demo", "--headless", *arguments, *given]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120, **words)  # type: ignore[call-overload]
    if passphrase:
        os.close(ours)
    return done  # type: ignore[no-any-return]


OWN_MOUNTS = ("unshare", "--map-root-user", "--mount", "sh", "-c")
"""What runs behind it sees mounts that nobody else does."""


def may_mount() -> bool:
    try:
        return (
            subprocess.run([*OWN_MOUNTS, "mount -t tmpfs none /mnt"], capture_output=True, check=False).returncode == 0
        )
    except OSError:
        return False


def counted(done: "subprocess.CompletedProcess[str]") -> dict[str, Any]:
    """The one object on standard output."""
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    found: dict[str, Any] = json.loads(line)
    return found


def test_everything_is_loaded_compared_and_summed_up_in_one_object() -> None:
    found = counted(run("--orders", "40", "--stock", "40", "--pace", "off"))
    assert {account["vendor"] for account in found["accounts"]} == set(VENDORS)
    for account in found["accounts"]:
        assert 30 < account["orders"] <= 40  # some are drafts, which nobody asked for
        assert account["customers"]
        assert account["stock"]
        assert account["state"] == "in_step"
        assert account["visible"] <= account["seconds"] < 30  # far below what the vendors' own pace would take
    for name, total in found["totals"].items():
        assert total == sum(account[name] for account in found["accounts"])
    assert all(Path(file).stat().st_size for file in found["files"])


def without_display(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """One run as on a machine without a screen, where nothing was said of one either."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    there = {name: value for name, value in os.environ.items() if name not in screens}
    command = [sys.executable, "-m", "desktop", *arguments]
    return subprocess.run(command, cwd=ROOT, env=there, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a window can always be shown")
def test_without_a_display_the_demo_says_so_and_does_without() -> None:
    done = without_display("--demo", *SMALL)
    found = counted(done)
    assert [(account["vendor"], account["state"]) for account in found["accounts"]] == [(FIRST, "in_step")] * 2
    assert done.stderr.splitlines() == [
        "There is no display: everything is loaded, summed up on standard output, and the program ends."
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a window can always be shown")
def test_without_a_display_a_desk_of_real_accounts_ends_with_what_to_do(tmp_path: Path) -> None:
    done = without_display("--data", str(tmp_path / "desk"))
    assert (done.returncode, done.stdout) == (1, "")
    (sentence,) = done.stderr.splitlines()
    assert sentence == (
        "There is no display to show the desk on. Start it on a screen, or with --demo --headless to see it load "
        "made-up orders."
    )
    assert not (tmp_path / "desk").exists()


def test_a_kept_folder_is_opened_by_its_passphrase_again_and_again(tmp_path: Path) -> None:
    arguments = (*SMALL, "--data", str(tmp_path))
    first = counted(run(*arguments, passphrase=PASSPHRASE))
    again = counted(run(*arguments, passphrase=PASSPHRASE))
    assert [each["orders"] for each in again["accounts"]] == [each["orders"] for each in first["accounts"]]


@pytest.mark.skipif(not may_mount(), reason="here nobody may mount anything")
@pytest.mark.parametrize("name", ["", "new"])
def test_a_folder_on_a_read_only_mount_is_refused_in_words(tmp_path: Path, name: str) -> None:
    mount = 'mount -t tmpfs none "$0" && mount -o remount,ro "$0" && exec "$@"'
    program = [sys.executable, "-m", "desktop", "--demo", "--headless", "--data", str(tmp_path / name)]
    done = subprocess.run(
        [*OWN_MOUNTS, mount, str(tmp_path), *program], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout) == (1, "")
    (sentence,) = done.stderr.splitlines()
    assert "Read-only file system" in sentence
    assert "--data and another folder" in sentence


def test_without_its_passphrase_a_kept_folder_is_refused_in_words(tmp_path: Path) -> None:
    arguments = (*SMALL, "--data", str(tmp_path))
    counted(run(*arguments, passphrase=PASSPHRASE))
    for passphrase in (b"", b"another one\n"):
        done = run(*arguments, passphrase=passphrase)
        assert done.returncode == 1
        assert done.stdout == ""
        assert "passphrase" in done.stderr
        assert "Traceback" not in done.stderr
        assert "pending" not in done.stderr


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--vendors", "nonsense"), f"the desk does not work with 'nonsense'; it works with {', '.join(VENDORS)}"),
        (("--orders", "nonsense=3"), "there is no vendor 'nonsense'"),
        (("--faults", "nonsense"), "there is no weather 'nonsense'; there is weather, storm, outage"),
        (("--profile", "nonsense"), "there is no profile 'nonsense'"),
        (("--profile", "mask_kept=perhaps"), "mask_kept can be yes or no, not perhaps"),
        (("--orders=-5",), "argument --orders: '-5' is no whole number of 0 or more"),
    ],
)
def test_options_that_make_no_sense_are_refused_before_anything_starts(
    options: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        read_options(["--demo", "--headless", *options])
    assert ended.value.code == 2
    assert words in capsys.readouterr().err


def test_a_passphrase_that_cannot_be_read_ends_the_start_although_a_window_could_ask(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "desktop", "--data", str(tmp_path), "--passphrase-fd", "98"]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert "No passphrase can be read from file descriptor 98." in done.stderr
    assert "Traceback" not in done.stderr


async def test_a_demo_that_does_not_start_says_so_and_ends(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(demo, "START_WITHIN", 0.0)
    options = read_options(["--demo", "--headless", "--orders", "3"])
    assert await headless_run.load_and_compare(options, tmp_path, qapp) == 1
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "The made-up accounts could not be started. Start the demo again.\n")


async def test_a_load_that_stands_still_is_given_up_and_one_that_goes_on_is_not() -> None:
    still = 0.3
    loading = [replace(HARBOUR, complete=False, progress_words=f"{count} orders") for count in range(8)]

    class Slowly:
        """The account stays as it is for half of what would be too long, and for ever in the end."""

        accounts: Mapping[str, object] = {HARBOUR.id: SimpleNamespace(trouble=None)}
        began = time.monotonic()

        @property
        def forms(self) -> list[AccountForm]:
            passed = int((time.monotonic() - self.began) / (still / 2))
            return [loading[min(passed, len(loading) - 1)]]

    backend = cast("Backend", SimpleNamespace(engine=Slowly()))
    with pytest.raises(TimeoutError, match=r"Nothing more was loaded within 0 s \(.*\)\."):
        await headless.load_all(backend, still)
    assert time.monotonic() - Slowly.began > len(loading) * still / 2


async def test_what_is_not_as_the_sandbox_has_it_ends_in_1_with_the_reason(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One item is another and one is gone, behind its back, once all is loaded."""
    compare = headless.compare
    gone: list[str] = []

    async def after_others(backend: Backend, description: Mapping[str, Any]) -> tuple[headless.Counts, list[str]]:
        name, control = backend.engine.forms[0].name, description["control"]
        whose = {"vendor": FIRST, "account": name, "kind": "stock"}
        async with httpx.AsyncClient(trust_env=False) as http:
            records = (await http.get(f"{control}/records", params=whose)).json()["records"]
            changed, removed, *_ = records
            changes = [{"path": ["stock"], "value": -7}]
            (await http.post(f"{control}/change", json={**whose, "id": changed, "changes": changes})).raise_for_status()
            (await http.post(f"{control}/remove", json={**whose, "id": removed})).raise_for_status()
        gone.extend((name, changed, removed))
        return await compare(backend, description)

    monkeypatch.setattr(headless, "compare", after_others)
    options = read_options(["--demo", "--headless", *SMALL])
    assert await headless_run.load_and_compare(options, tmp_path, qapp) == 1
    told, (name, changed, removed) = capsys.readouterr(), gone
    assert sorted(told.err.splitlines()) == [
        f"{name}, stock: 1 not there, for example {removed}.",
        f"{name}, stock: 1 with another content, for example {changed}.",
    ]
    (line,) = told.out.splitlines()
    assert {account["state"] for account in json.loads(line)["accounts"]} == {"in_step"}


async def test_every_difference_from_the_other_side_is_named(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        backend, there = desk.session.backend, desk.there
        (account,) = backend.engine.accounts
        name = backend.engine.forms[0].name
        counts, differences = await headless.compare(backend, there.sandbox.description)
        assert counts[account]["orders"] == len(there.ids())
        assert differences == []
        await backend.worker.ask(lambda: backend.engine.connections.change(account, paused=True))
        changed, removed, *_ = there.ids("stock")
        await there.change(changed, "stock", value=-7, kind="stock")
        await there.remove(removed, kind="stock")
        new = await there.create()
        _, differences = await headless.compare(backend, there.sandbox.description)
        assert f"{name}, stock: 1 not there, for example {removed}." in differences
        assert f"{name}, stock: 1 with another content, for example {changed}." in differences
        assert f"{name}, orders: 1 missing here, for example {new}." in differences
