"""The connection test says what the platform did, and promises nothing that only a connected account does."""

from pathlib import Path
from typing import Any

import pytest

from tests.vendors import wire
from tests.vendors.certificates import make_authority, make_server
from tests.vendors.wire import serving
from tests.whole.room import room


@pytest.mark.parametrize(
    ("fault", "title", "hint", "told"),
    [
        ({"name": "throttle", "wait": 40}, "Order Desk asks us to wait 40 s.", "Test again later.", "has to wait"),
        (
            {"name": "server_error", "status": 503},
            "Order Desk is in trouble itself (HTTP 503).", "Test again later.", "no answer",
        ),
        (
            {"name": "html_200"}, "Order Desk’s answer could not be read.",
            "What came is not an order desk’s answer. Test again later.", "no answer",
        ),
        (
            {"name": "unauthorized"}, "Order Desk did not accept this API key.",
            "It answered: “Invalid API Key”. Store ID and API key are on Order Desk’s page Store Settings, tab API.",
            "refused",
        ),
    ],
)  # fmt: skip
async def test_each_failure_of_the_test_has_its_own_words(
    tmp_path: Path, fault: dict[str, Any], title: str, hint: str, told: str
) -> None:
    async with room(tmp_path) as desk:
        await desk.there.fault(**fault)
        report = await desk.try_to_connect(*desk.wanted())
        assert (report.title, report.hint) == (title, hint)
        assert [(step.label, step.ok, step.words) for step in report.steps] == [
            ("Reached 127.0.0.1", True, ""), ("Signed in", False, told), ("Store", None, "not tried"),
        ]  # fmt: skip
        assert desk.backend.engine.accounts == {}


async def test_a_connection_that_breaks_is_no_answer_either(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.there.fault("reset")
        report = await desk.try_to_connect(*desk.wanted())
        assert (report.title, report.hint) == ("The line to Order Desk broke.", "Test again later.")
        assert [step.ok for step in report.steps] == [False, None, None]


@pytest.mark.parametrize(
    ("certificate", "reason"),
    [("self-signed", "self-signed certificate"), ("expired", "certificate has expired")],
)
async def test_a_line_that_is_not_secure_has_its_own_words_and_keeps_nothing(
    certificate: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = make_authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.path))
    signed, days = (None, (-1, 1)) if certificate == "self-signed" else (authority, (-9, -1))
    tls = make_server(tmp_path, signed, days=days)
    async with serving(wire.said(), tls=tls) as server, room(tmp_path) as desk:
        report = await desk.try_to_connect(*desk.wanted(servers={"api": server.url}))
        assert report.title == "The secure line to Order Desk could not be verified."
        assert "Nothing was sent" in report.hint
        assert reason in report.hint
        assert [(step.label, step.ok, step.words) for step in report.steps] == [
            ("Reached 127.0.0.1", True, ""), ("Secure line, certificate valid", False, ""),
            ("Signed in", None, "not tried"), ("Store", None, "not tried"),
        ]  # fmt: skip
        assert server.requests == []
        assert desk.backend.engine.accounts == {}


async def test_a_connection_that_is_there_is_tested_with_what_is_kept_of_it(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        account = await desk.connect()
        report = await desk.backend.worker.ask(lambda: desk.backend.engine.test(account))
        assert report.title == ""
        assert all(step.ok for step in report.steps)
        await desk.there.fault("unauthorized")
        report = await desk.backend.worker.ask(lambda: desk.backend.engine.test(account))
        assert report.title == "Order Desk did not accept this API key."
        assert desk.form(account).state != "sign_in"
        desk.drawer.forget(account)
        report = await desk.backend.worker.ask(lambda: desk.backend.engine.test(account))
        assert "no longer kept on this computer" in report.title


async def test_a_second_connection_to_the_same_account_says_so_and_adds_nothing(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        report = await desk.try_to_connect(*desk.wanted())
        assert report.title == f"This is connected already, as “{desk.form().name}”."
        assert report.hint.startswith("Every record would show twice.")
        assert len(desk.backend.engine.accounts) == 1
