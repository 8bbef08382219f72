"""Whatever the stand-in of OrderCloud answers on the whole way is held against the vendor's own schemas."""

from collections.abc import Iterator

import pytest

from desktop.sandbox.ordercloud.platform import OrderCloud
from desktop.sandbox.wire import Answer, Request
from tests.sandbox.ordercloud.schemas import faults_of_answer


@pytest.fixture(autouse=True)
def _answers_are_as_the_subset_says(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Before a fault makes something else of them. A test of words that the subset does not know says so by the fixture
    `unknown_words`.
    """
    found: list[str] = []
    answer = OrderCloud.answer

    def watched(platform: OrderCloud, asked: Request) -> Answer:
        given = answer(platform, asked)
        faults = faults_of_answer(asked.method, asked.path, given.status, given.content())
        found.extend(f"{asked.method} {asked.path}: {fault}" for fault in faults)
        return given

    monkeypatch.setattr(OrderCloud, "answer", watched)
    yield
    assert found == [] or "unknown_words" in request.fixturenames


@pytest.fixture
def unknown_words() -> None:
    """Some of what is served has a word that its vendor's documents do not name."""
