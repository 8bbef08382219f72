"""The sandbox in a process of its own, pre-rendered and without limits, and the requests of a first load from it."""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import httpx

from desktop.app.demo import Demo, start_demo
from desktop.sandbox import Options
from desktop.vendors import VENDORS
from desktop.vendors.contract import Ask, Context, Heard, Request
from tests.bench.children import cpu_seconds

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
"""The sandbox's clock starts here, so that its world is the same each time."""


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

    def first(self) -> Mapping[str, Any]:
        """The description with its first account alone."""
        vendor, found = next(iter(self.description["vendors"].items()))
        return {"vendors": {vendor: {**found, "accounts": found["accounts"][:1]}}}


@contextmanager
def world(orders: int, stock: int = 600) -> Iterator[World]:
    """A sandbox with that many orders and stock items for each account."""
    demo = start_demo(Options(orders=orders, stock=stock, now=NOW, pace=None))
    try:
        yield World(demo=demo)
    finally:
        demo.stop()


def requests_of(description: Mapping[str, Any]) -> tuple[list[str], dict[str, str]]:
    """The addresses, in order, that a first load of the account asks for, and the headers that sign them."""
    [(vendor_id, found)] = description["vendors"].items()
    headers = dict(VENDORS[vendor_id].sign(found["accounts"][0]["credentials"]))
    return asyncio.run(_addresses(vendor_id, found["servers"], headers)), headers


async def _addresses(vendor_id: str, servers: Mapping[str, str], headers: Mapping[str, str]) -> list[str]:
    vendor = VENDORS[vendor_id]
    asks = [*(probe.request for probe in vendor.probes), *(reference.request for reference in vendor.references)]
    addresses = [_address(servers, request) for request in asks]
    async with httpx.AsyncClient(headers=headers, trust_env=False) as http:
        for resource in vendor.resources.values():
            for walk in resource.history:
                state = walk.first("", Context())
                while state is not None:
                    ask = walk.ask(state)
                    addresses.append(_address(servers, ask.request))
                    state = walk.next(state, _heard(ask, await http.get(addresses[-1]))).state
    return addresses


def _address(servers: Mapping[str, str], request: Request) -> str:
    query = f"?{urlencode(request.query)}" if request.query else ""
    return f"{servers[request.server]}{request.path}{query}"


def _heard(ask: Ask, response: httpx.Response) -> Heard:
    envelope = response.json()
    rows = envelope.pop(ask.rows.member, []) if ask.rows else []
    return Heard(request=ask.request, headers=dict(response.headers), envelope=envelope, rows=rows, count=len(rows))
