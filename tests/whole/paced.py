"""Limits of requests as vendors count them, in minutes that are shorter than real ones."""

from collections.abc import Callable, Sequence

import pytest

from desktop.sandbox.ledger import Visit
from desktop.sandbox.wire import Answer, Request
from tests.whole.there import There

PACE = 20.0
"""How many times faster than real the limits are: a minute takes three seconds."""
MINUTE = 60.0 / PACE
THROTTLED = 429


def refused(there: There) -> Sequence[Visit]:
    """The requests that came too early."""
    return [visit for visit in there.sandbox.ledger.visits if visit.status == THROTTLED]


def behind(there: There, visit: Visit) -> Sequence[Visit]:
    """Those that came after one."""
    return [each for each in there.sandbox.ledger.visits if each.number > visit.number]


def used_up(
    there: There, monkeypatch: pytest.MonkeyPatch, is_it: Callable[[Request], bool], use: Callable[[], None]
) -> None:  # fmt: skip
    """Another program of the same account uses all of a limit right before the first request that `is_it`."""
    platform = there.sandbox.world.platforms[there.vendor]
    usual, met = platform.admit, list[Request]()

    def admit(request: Request) -> Answer | None:
        if not met and is_it(request):
            met.append(request)
            use()
        return usual(request)

    monkeypatch.setattr(platform, "admit", admit)
