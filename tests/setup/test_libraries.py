"""The system's libraries: what is missing, and what a person or apt is told."""

import subprocess

import pytest

import libraries
import words

MISSING = {"libEGL.so.1": "libegl1", "venv": "python3.11-venv"}


class Apt:
    """Answers apt-get: installs only after an update that the network lets through."""

    def __init__(self, *, has_lists: bool, is_online: bool = True) -> None:
        self.knows, self.is_online = has_lists, is_online
        self.asked: list[str] = []

    def run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        self.asked.append(command[1])
        if command[1] == "update":
            self.knows = self.is_online
            return subprocess.CompletedProcess(command, 0, "W: Failed to fetch\n" if not self.is_online else "")
        said = "" if self.knows else "Reading package lists...\nE: Unable to locate package libegl1\n"
        return subprocess.CompletedProcess(command, 0 if self.knows else 100, said)


def everywhere(program: str) -> str:
    return f"/usr/bin/{program}"


def test_a_machine_without_a_display_needs_no_window_libraries() -> None:
    assert libraries.needed_libraries({}, "linux") == libraries.ALWAYS


def test_a_display_needs_the_libraries_of_its_kind() -> None:
    assert "libxcb-cursor.so.0" in libraries.needed_libraries({"DISPLAY": ":0"}, "linux")
    assert "libwayland-cursor.so.0" in libraries.needed_libraries({"WAYLAND_DISPLAY": "wayland-0"}, "linux")


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_need_nothing(platform: str) -> None:
    assert libraries.needed_libraries({"DISPLAY": ":0"}, platform) == {}


def test_only_what_the_loader_does_not_find_is_missing() -> None:
    needed = {"libc.so.6": "libc6", "libnowhere.so.9": "libnowhere9"}
    assert libraries.missing_libraries(needed) == {"libnowhere.so.9": "libnowhere9"}


@pytest.mark.parametrize(("program", "opening"), [("sudo", "sudo sh -c '"), ("", "su -c '")])
def test_a_person_who_is_not_root_gets_one_exact_command(program: str, opening: str) -> None:
    def find(name: str) -> str | None:
        return everywhere(name) if name in {"apt-get", program} else None

    with pytest.raises(words.Stopped) as stopped:
        libraries.provide(MISSING, is_root=False, find=find)
    line = f"{opening}apt-get update && apt-get install -y --no-install-recommends libegl1 python3.11-venv'"
    assert line in [said.strip() for said in str(stopped.value).splitlines()]


def test_a_system_without_apt_is_told_what_it_lacks() -> None:
    with pytest.raises(words.Stopped, match=r"lacks libEGL\.so\.1, venv"):
        libraries.provide(MISSING, is_root=True, find=lambda _: None)


def test_root_installs_without_an_update_where_the_lists_are_fresh() -> None:
    apt = Apt(has_lists=True)
    libraries.provide(MISSING, is_root=True, find=everywhere, run=apt.run)
    assert apt.asked == ["install"]


def test_root_fetches_the_lists_where_they_are_absent() -> None:
    apt = Apt(has_lists=False)
    libraries.provide(MISSING, is_root=True, find=everywhere, run=apt.run)
    assert apt.asked == ["install", "update", "install"]


def test_apt_without_a_network_is_quoted() -> None:
    with pytest.raises(words.Stopped, match="Unable to locate package libegl1") as stopped:
        libraries.provide(MISSING, is_root=True, find=everywhere, run=Apt(has_lists=False, is_online=False).run)
    assert "W: Failed to fetch" in str(stopped.value)
    assert "Reading package lists" not in str(stopped.value)


def test_nothing_missing_asks_nobody() -> None:
    apt = Apt(has_lists=True)
    libraries.provide({}, is_root=True, find=everywhere, run=apt.run)
    assert apt.asked == []
