"""The sandbox in a process of its own, without limits, and the requests of a first load from it."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx

from desktop.app.demo import Demo, start_demo
from desktop.sandbox import Options
from desktop.sync.connect import servers_of
from desktop.vendors import VENDORS
from desktop.vendors.contract import TOKEN
from tests.bench.children import ask, cpu_seconds

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
"""The sandbox's clock starts here, so that its world is the same each time."""


STOCK = 600
"""Stock items of each account."""
OF_OTHERS = 5_000
"""Orders of an account of another vendor than the first, where the first has many more: a request may bring few."""


def orders_of(vendor: str, most: int) -> int:
    """How many orders an account of the vendor has where the first vendor's have `most`."""
    return most if vendor == next(iter(VENDORS)) else OF_OTHERS


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A running sandbox."""

    demo: Demo

    @property
    def description(self) -> Mapping[str, Any]:
        return self.demo.description

    def cpu_seconds(self) -> float:
        """The CPU that the sandbox has used so far."""
        return cpu_seconds(self.demo.process.pid or 0)

    def first(self, vendor: str) -> Mapping[str, Any]:
        """The description with the vendor's first account alone."""
        found = self.description["vendors"][vendor]
        return {"vendors": {vendor: {**found, "accounts": found["accounts"][:1]}}}


@contextmanager
def world(orders: int, *, vendors: tuple[str, ...] = (), orders_at: Mapping[str, int] | None = None) -> Iterator[World]:
    """A sandbox with that many orders for each account, of all vendors or of these."""
    numbers = dict(orders_at or {})
    demo = start_demo(Options(orders=orders, orders_at=numbers, stock=STOCK, now=NOW, pace=None, vendors=vendors))
    try:
        yield World(demo=demo)
    finally:
        demo.stop()


def requests_of(sandbox: World, vendor_id: str) -> list[str]:
    """The addresses that a first load of the vendor's first account asks for, in order: a desk loads it, once."""
    with tempfile.TemporaryDirectory() as folder:
        ask("loading", {"folder": folder, "description": sandbox.first(vendor_id)})
    root = sandbox.description["control"].removesuffix("/_control")
    seen = httpx.get(f"{sandbox.description['control']}/requests", trust_env=False).json()["requests"]
    return [
        f"{root}/{vendor_id}{visit['path']}" + (f"?{visit['query']}" if visit["query"] else "")
        for visit in seen
        if visit["method"] == "GET" and visit["vendor"] == vendor_id
    ]


def headers_of(sandbox: World, vendor_id: str) -> dict[str, str]:
    """What signs the requests of the vendor's first account; it is signed in where the vendor wants that."""
    vendor, found = VENDORS[vendor_id], sandbox.description["vendors"][vendor_id]
    credentials = dict(found["accounts"][0]["credentials"])
    if vendor.login is not None and vendor.login.applies(credentials):
        request = vendor.login.ask(credentials, "")
        address = f"{servers_of(vendor, found['servers'])[request.server]}{request.path}"
        body = {"data": dict(request.form)} if request.form else {"json": request.body}
        answer = httpx.post(address, trust_env=False, **body)
        credentials[TOKEN] = vendor.login.read(answer.json(), None).access
    return dict(vendor.sign(credentials, "api"))
