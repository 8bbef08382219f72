"""Something that happens on the vendor's side between two pages of a list, right before the later one is answered."""

from collections.abc import Callable

import pytest

from desktop.sandbox.wire import Answer, Request
from tests.whole.there import There


def between_pages(
    there: There, monkeypatch: pytest.MonkeyPatch, is_later: Callable[[Request], bool],
    happens: Callable[[Request], None],
) -> list[Request]:  # fmt: skip
    """Have it happen, once, before the first request that `is_later`; returns a list that then holds this request."""
    platform = there.sandbox.world.platforms[there.vendor]
    usual, met = platform.answer, list[Request]()

    def answer(request: Request) -> Answer:
        if not met and request.method == "GET" and is_later(request):
            met.append(request)
            happens(request)
        return usual(request)

    monkeypatch.setattr(platform, "answer", answer)
    return met
