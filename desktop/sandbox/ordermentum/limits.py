"""Requests in any 60 seconds, counted for each credential and family (contract 6.2)."""

import math
import re
from collections import defaultdict, deque
from collections.abc import Mapping

from desktop.sandbox.clock import Clock

WINDOW = 60.0

_ID = r"/[^/]+"
_FAMILIES: tuple[tuple[str, str, str, int], ...] = (
    ("ordersSearchV2", "GET", "/v2/orders", 40),
    ("order list", "GET", "/v1/orders", 20),
    ("ordersCreate", "POST", "/v1/orders", 12),
    ("Individual Order Fetch", "GET", f"/v1/orders/(?!delivery-dates){_ID[1:]}", 24),
    ("order update", "PUT|PATCH|DELETE|POST", f"/v1/orders{_ID}(/.*)?|/v1/order-issues", 20),
    ("purchasersRead", "GET", "/v1/purchasers(/.*)?", 40),
    ("purchasersUpdate", "PUT|PATCH|POST", "/v1/purchasers(/.*)?", 20),
    ("productSearch", "GET", "/v[12]/products", 40),
    ("productSearch", "POST", f"/v2/products{_ID}/search", 40),
    ("productRead", "GET", f"/v1/products{_ID}", 40),
    ("variants", "GET", f"/v1/variants(/.*)?|/v1/products{_ID}/variants(/.*)?", 20),
    ("productUpdate", "PUT|PATCH|POST", "/v1/products(/.*)?", 20),
    ("productDestroy", "DELETE", f"/v1/products{_ID}", 20),
    ("invoices", ".*", "/v[12]/invoices(/.*)?", 20),
    ("price groups", ".*", "/v1/price-groups(/.*)?", 20),
    ("events", "GET", "/v1/events", 20),
    ("stock", ".*", "/stock/.*", 20),
)
"""Name, methods, paths of all servers (the stock host's below /stock), and how many requests."""
FAMILIES = tuple((name, re.compile(verbs), re.compile(paths), most) for name, verbs, paths, most in _FAMILIES)


def family(method: str, path: str) -> tuple[str, int] | None:
    """The family of a call and how many requests it may have; none: of that nothing is said."""
    for name, verbs, paths, most in FAMILIES:
        if verbs.fullmatch(method) and paths.fullmatch(path):
            return name, most
    return None


class Limits:
    """The windows of one supplier's credentials; factor: how many times faster than real they slide (none: no limits).

    switches: limit_early takes so many calls from each, limit_scope lets a refusal stand for all families.
    """

    def __init__(self, clock: Clock, factor: float | None, switches: Mapping[str, str]) -> None:
        self._clock = clock
        self._window = None if factor is None else WINDOW / factor
        self._switches = switches
        self._starts: defaultdict[tuple[str, str], deque[float]] = defaultdict(deque)
        self._barred: dict[str, float] = {}

    def take(self, credential: str, method: str, path: str) -> int:
        """Count a request: 0 where it may go on, else the whole seconds to wait."""
        found = family(method, path)
        if self._window is None or (found is None and self._switches["limit_scope"] == "family"):
            return 0
        now = self._clock.elapsed()
        if self._switches["limit_scope"] == "credential" and now < self._barred.get(credential, 0.0):
            return self._wait()
        if found is None:
            return 0
        starts = self._starts[credential, found[0]]
        while starts and starts[0] <= now - self._window:
            starts.popleft()
        if len(starts) >= found[1] - int(self._switches["limit_early"]):
            self._barred[credential] = now + self._window
            return self._wait()
        starts.append(now)
        return 0

    def _wait(self) -> int:
        """The vendor names a whole window, however little of it is left."""
        return max(1, math.ceil(self._window or 0.0))
