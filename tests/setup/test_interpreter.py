"""Which Python is taken when the one that was called does not fit."""

import stat
import sys
from pathlib import Path

import pytest

import interpreter


@pytest.mark.parametrize(
    ("version", "fits"), [((3, 10), False), ((3, 11), True), ((3, 13), True), ((3, 14), False), ((4, 0), False)]
)
def test_only_versions_that_were_tried_fit(version: tuple[int, int], fits: bool) -> None:
    assert interpreter.is_suitable(version) is fits


def test_a_launcher_without_its_python_is_passed_over(tmp_path: Path) -> None:
    launcher = tmp_path / "python3.13"
    launcher.write_text("#!/bin/sh\nexit 127\n")
    launcher.chmod(launcher.stat().st_mode | stat.S_IXUSR)
    assert interpreter.find_suitable([[str(launcher)], ["no-such-python"], [sys.executable]]) == [sys.executable]


def test_nothing_is_found_where_there_is_nothing() -> None:
    assert interpreter.find_suitable([["no-such-python"]]) == []
