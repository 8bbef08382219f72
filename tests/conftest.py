"""What every test stands on: no screen, no network but loopback, no home or keyring of a person, nothing logged."""

import gc
import ipaddress
import json
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path
from zlib import crc32

import hypothesis
import pytest

HOME = Path(tempfile.mkdtemp(prefix="wholedesk-home-"))
IN_CI = bool(os.environ.get("CI"))
DEFERRED_DELETE = 52
"""`QEvent.Type.DeferredDelete`: Qt does it by itself only where a loop runs, and it is not read for tests without."""
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")
HOMES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_RUNTIME_DIR")
XDG = {f"XDG_{place}_HOME": HOME / place.lower() for place in ("CONFIG", "DATA", "CACHE", "STATE")}
OF_A_PERSON = "WHOLEDESK_TESTS_FOUND"
"""Holds, for processes that tests start too, what these variables were before."""


def settle_environment() -> None:
    """Set before any import reads it; programs that tests start inherit it."""
    found = {name: os.environ.get(name) for name in (*HOMES, *XDG, *PROXIES)}
    os.environ.setdefault(OF_A_PERSON, json.dumps(found))
    for place in HOMES:
        os.environ[place] = str(HOME)
    os.environ.update({place: str(folder) for place, folder in XDG.items()})
    for proxy in PROXIES:
        os.environ.pop(proxy, None)
    os.environ.pop("DBUS_SESSION_BUS_ADDRESS", None)  # the keyring and the notifications of the desktop lie behind it
    os.environ["PYTHONPATH"] = str(Path(__file__).resolve().parents[1])
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["LC_ALL"] = "C.UTF-8"  # Qt warns of any locale that is not UTF-8
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"


def refuse_strangers(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook: it hears of every connection of this process before it is made, whoever makes it."""
    if event in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None  # a path on this machine has no host
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if host is not None and not is_loopback(str(host)):
        raise AssertionError(f"a test reached for {host}; tests talk to loopback only")


def is_loopback(host: str) -> bool:
    if host in {"", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


class Heard(logging.Handler):
    """Log lines of level warning and above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name}: {self.format(record)}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """A test in which something warns or fails in the background is red, unless it asks for `caplog` and judges it."""
    heard = Heard()
    logging.getLogger().addHandler(heard)
    try:
        ended = yield
    finally:
        logging.getLogger().removeHandler(heard)
    if heard.lines and "caplog" not in getattr(item, "fixturenames", ()):
        pytest.fail("\n".join(["Logged while the test ran:", *heard.lines]), pytrace=False)
    return ended


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Side by side, files are mixed: those that mostly wait (kills, whole ways) run beside those that compute."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        items.sort(key=lambda item: crc32(item.nodeid.partition("::")[0].encode()))  # each worker has to sort alike


HAD_WINDOW = pytest.StashKey[bool]()
"""Whether the test before had a window."""


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Objects of Qt die on the thread on which they live: in these tests garbage is collected at their end, and here.
    Else any thread of the engine would, whenever it pleases, and the program may crash.
    """
    if item.session.stash.get(HAD_WINDOW, False):
        clear_away()  # what the test before held is garbage only now
        gc.freeze()  # what is left stays for many tests: it is not looked through again for each of them
        item.session.stash[HAD_WINDOW] = False
        gc.enable()
    if "qapp" in getattr(item, "fixturenames", ()):
        gc.disable()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, object, object]:
    """Windows go with their test: what stays is dressed anew with every theme, and slows down each test after it."""
    try:
        return (yield)
    finally:
        if "qapp" in getattr(item, "fixturenames", ()):
            clear_away()
            item.session.stash[HAD_WINDOW] = True


def clear_away() -> None:
    """Delete what is left of windows, and the garbage."""
    from PySide6.QtWidgets import QApplication

    if (app := QApplication.instance()) is not None:
        for left in QApplication.topLevelWidgets():
            left.deleteLater()
        app.sendPostedEvents(None, DEFERRED_DELETE)
    gc.collect()


def pytest_sessionfinish() -> None:
    shutil.rmtree(HOME, ignore_errors=True)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What tests record as a report is printed, also where they ran in other processes."""
    for report in terminalreporter.getreports("passed"):
        for name, text in report.user_properties:
            if name == "report":
                terminalreporter.write_line(str(text))


@pytest.fixture(scope="session")
def persons_environment() -> dict[str, str]:
    """That of whoever runs the tests: for tools that fetch packages by the settings, proxy and cache of that person."""
    found = json.loads(os.environ[OF_A_PERSON])
    mixed = {**os.environ, **found}
    return {name: value for name, value in mixed.items() if value is not None and name != OF_A_PERSON}


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


settle_environment()
sys.addaudithook(refuse_strangers)
# No deadline: the machine is shared. In CI the same examples each time, so that a red run can be repeated.
hypothesis.settings.register_profile(
    "wholedesk",
    deadline=None,
    max_examples=50,
    derandomize=IN_CI,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("wholedesk")
