"""A line that is not secure carries nothing: not one byte of a request, and no way around it."""

import asyncio
import ssl
from pathlib import Path

import pytest

from desktop.errors import Offline, Unreached
from desktop.vendors.contract import Request
from tests.vendors import wire
from tests.vendors.certificates import Authority, make_authority, make_server
from tests.vendors.wire import failure_of, line_to, serving

READ = Request(method="GET", path="/orders")
WRITE = Request(method="PUT", path="/orders/1", body={"id": "1"})


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """One that this computer trusts."""
    trusted = make_authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted.path))
    return trusted


async def test_a_line_with_a_good_certificate_is_used(tmp_path: Path, authority: Authority) -> None:
    tls = make_server(tmp_path, authority)
    async with serving(wire.said(), tls=tls) as server, line_to(server.url) as client:
        assert (await client.send(READ, "opened")).status == 200
        assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("self-signed", "self-signed certificate"),
        ("unknown authority", "unable to get local issuer certificate"),
        ("wrong name", "IP address mismatch"),
        ("expired", "certificate has expired"),
        ("not yet valid", "certificate is not yet valid"),
    ],
)
async def test_a_line_with_a_wrong_certificate_carries_nothing(
    kind: str, reason: str, tmp_path: Path, authority: Authority
) -> None:
    tls = {
        "self-signed": lambda: make_server(tmp_path, None),
        "unknown authority": lambda: make_server(tmp_path, make_authority(tmp_path, "Strangers")),
        "wrong name": lambda: make_server(tmp_path, authority, host="example.com"),
        "expired": lambda: make_server(tmp_path, authority, days=(-9, -1)),
        "not yet valid": lambda: make_server(tmp_path, authority, days=(1, 9)),
    }[kind]()
    async with serving(wire.said(), tls=tls) as server, line_to(server.url) as client:
        for request in (READ, WRITE):
            error = await failure_of(client, request)
            assert isinstance(error, Offline)
            assert error.title == "The secure line to Order Desk could not be verified."
            assert "Nothing was sent" in error.hint
            assert reason in error.hint
            assert not error.unclear
        assert server.requests == []


async def test_authorities_that_cannot_be_read_are_told_until_they_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = tmp_path / "damaged.pem"
    damaged.write_text("no certificate")
    async with serving(wire.said()) as server, line_to(server.url) as client:
        for place in (tmp_path / "nowhere.pem", damaged):
            monkeypatch.setenv("SSL_CERT_FILE", str(place))
            error = await failure_of(client, WRITE)
            assert isinstance(error, Unreached)
            assert "Nothing was sent. The authorities that this computer trusts cannot be read" in error.hint
            assert not error.unclear
        assert server.connections == 0
        monkeypatch.delenv("SSL_CERT_FILE")
        assert (await client.send(WRITE, "edit")).status == 200


async def test_a_server_without_tls_gets_no_request() -> None:
    heard: list[bytes] = []

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.read(4096))
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()
        await writer.wait_closed()

    async with await asyncio.start_server(listen, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        async with line_to(f"https://127.0.0.1:{port}") as client:
            error = await failure_of(client, WRITE)
    assert isinstance(error, Offline)
    assert not error.unclear
    assert len(heard) == 1
    assert b"PUT" not in heard[0]
    assert wire.SECRET.encode() not in heard[0]


async def test_a_line_cut_while_it_is_made_secure_is_clearly_not_sent() -> None:
    async with serving(wire.close, at_once=True) as server:
        async with line_to(server.url.replace("http://127.0.0.1", "https://127.0.0.1")) as client:
            error = await failure_of(client, WRITE)
        assert isinstance(error, Offline)
        assert not error.unclear
        assert server.connections > 0


async def test_a_secure_line_that_breaks_in_use_is_unclear_for_a_write(tmp_path: Path, authority: Authority) -> None:
    """A server that wants to know us as well says so only after our first words."""
    tls = make_server(tmp_path, authority)
    tls.verify_mode = ssl.CERT_REQUIRED
    async with serving(wire.said(), tls=tls) as server, line_to(server.url) as client:
        error = await failure_of(client, WRITE)
        assert isinstance(error, Offline)
        assert error.unclear
        assert server.requests == []
