"""The checkout's environment: when it counts as ready, and which sentence a failure gets."""

import errno
import subprocess
import sys
from pathlib import Path

import pytest

import environment
import words
from tests.setup.checkouts import Checkout, make_checkout


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return make_checkout(tmp_path)


def install(checkout: Checkout, **environ: str) -> str:
    """What is said when the lock is installed by the real pip into a folder of its own."""
    target, lock = str(checkout.user / "installed"), str(checkout.root / "packaging" / "requirements.txt")
    pip = [sys.executable, "-I", "-m", "pip", "install", "--require-hashes", "--target", target, "--requirement", lock]
    done = subprocess.run(
        pip,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env=checkout.environ(environ),
    )
    return "" if done.returncode == 0 else environment.cause_of(done.stdout, checkout.root)


def test_what_fits_the_lock_is_installed(checkout: Checkout) -> None:
    assert install(checkout) == ""
    assert (checkout.user / "installed" / "stand_in.py").exists()


def test_a_package_that_is_not_the_pinned_one_is_refused(checkout: Checkout) -> None:
    checkout.pin("1.0", sha256="0" * 64)
    assert "not the one that was pinned" in install(checkout)


def test_a_system_without_ready_made_packages_is_told_which_have_them(checkout: Checkout) -> None:
    assert "Wholedesk runs on" in install(checkout, PIP_FIND_LINKS="")


def test_an_index_that_hangs_up_counts_as_no_network(checkout: Checkout) -> None:
    closed = {"PIP_NO_INDEX": "0", "PIP_FIND_LINKS": "", "PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "1"}
    assert install(checkout, **closed) == environment.OFFLINE


def test_a_broken_pip_is_quoted_with_a_next_step(checkout: Checkout) -> None:
    (checkout.root / "packaging" / "requirements.txt").write_text("no such line !!\n")
    said = install(checkout)
    assert "Invalid requirement" in said
    assert "Start again" in said


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", words.DISK_FULL),
        ("[Errno 30] Read-only file system: '/srv/.venv'", words.NOT_WRITABLE.format(folder=Path.cwd())),
        ("NewConnectionError: Temporary failure in name resolution", environment.OFFLINE),
    ],
)
def test_each_cause_has_its_own_sentence(said: str, sentence: str) -> None:
    assert environment.cause_of(said, Path.cwd()) == sentence


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, words.DISK_FULL),
        (errno.EROFS, words.NOT_WRITABLE.format(folder="/checkout")),
        (errno.EACCES, words.NOT_WRITABLE.format(folder="/checkout")),
    ],
)
def test_a_failing_file_system_is_explained(number: int, sentence: str) -> None:
    assert words.explain(OSError(number, "…"), "/checkout") == sentence


def test_a_folder_that_takes_no_files_stops_the_set_up_with_a_sentence(checkout: Checkout) -> None:
    (checkout.root / ".venv.lock").mkdir()
    with pytest.raises(words.Stopped, match="copy the folder elsewhere"):
        environment.make_ready(checkout.root)


def test_an_environment_is_ready_only_with_its_own_stamp_and_a_python(tmp_path: Path) -> None:
    python, stamp = tmp_path / "python", environment.wanted_stamp(b"the lock")
    assert not environment.is_ready(tmp_path, python, stamp)
    (tmp_path / "wholedesk-ready").write_text(stamp)
    assert not environment.is_ready(tmp_path, python, stamp)
    python.touch()
    assert environment.is_ready(tmp_path, python, stamp)
    assert not environment.is_ready(tmp_path, python, environment.wanted_stamp(b"a newer lock"))


def test_only_one_set_up_at_a_time_works_on_a_folder(tmp_path: Path) -> None:
    with (tmp_path / ".venv.lock").open("w") as second:
        with environment.alone_in(tmp_path):
            assert not environment.take(second, wait=False)
        assert environment.take(second, wait=True)


def test_stopping_by_hand_ends_without_a_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    def stop() -> int:
        raise KeyboardInterrupt

    assert words.exit_code_of(stop) == 130
    assert capsys.readouterr().out == ""
