"""Where things lie, and what is said when a folder cannot be used."""

import os
import stat
from pathlib import Path

import pytest

from desktop.errors import AppError
from desktop.paths import RESOURCES, data_folder


def test_the_data_folder_is_the_systems_place_for_this_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "dätä"))
    assert data_folder() == tmp_path / "dätä" / "Wholedesk"
    assert (tmp_path / "dätä" / "Wholedesk").is_dir()


def test_a_chosen_folder_is_made_with_all_above_it_and_for_this_user_only(tmp_path: Path) -> None:
    umask = os.umask(0)
    try:
        folder = data_folder(tmp_path / "a b" / "desk")
    finally:
        os.umask(umask)
    assert folder == tmp_path / "a b" / "desk"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_folder_that_exists_is_taken_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "desk").write_bytes(b"mine")
    assert data_folder(tmp_path) == tmp_path
    assert [path.name for path in tmp_path.iterdir()] == ["desk"]


def test_a_relative_folder_stays_where_it_was_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert data_folder(Path("here")) == tmp_path / "here"


@pytest.mark.parametrize("below", ["", "desk", "a/desk"])
def test_a_file_in_the_way_is_said_in_words(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(AppError, match="cannot be made") as failed:
        data_folder(tmp_path / "file" / below)
    assert "--data" in failed.value.hint


def test_a_folder_in_which_nothing_can_be_written_is_said_in_words() -> None:
    with pytest.raises(AppError, match="Nothing can be written") as failed:
        data_folder(Path("/proc/self"))  # not even the system's administrator can
    assert "writable" in failed.value.hint


def test_resources_lie_beside_the_program() -> None:
    assert RESOURCES.is_dir()
    assert (RESOURCES.parent / "desktop" / "paths.py").is_file()
