"""Whatever the stand-in of OrderCloud answers on the whole way is held against the vendor's own schemas."""

from collections.abc import Iterator

import pytest

from desktop.sandbox.ordercloud.platform import OrderCloud
from desktop.sandbox.wire import Answer, Request
from tests.sandbox.ordercloud.schemas import faults_of_answer


@pytest.fixture(autouse=True)
def _answers_are_as_the_subset_says(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Before a fault makes something else of them."""
    found: list[str] = []
    answer = OrderCloud.answer

    def watched(platform: OrderCloud, request: Request) -> Answer:
        given = answer(platform, request)
        faults = faults_of_answer(request.method, request.path, given.status, given.content())
        found.extend(f"{request.method} {request.path}: {fault}" for fault in faults)
        return given

    monkeypatch.setattr(OrderCloud, "answer", watched)
    yield
    assert found == []
