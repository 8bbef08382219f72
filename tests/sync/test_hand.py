"""The user's hand in the outbox at any moment: nothing is sent twice, and the outbox lives on."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path

import httpx
import pytest

from desktop.changes import Entry
from desktop.errors import AppError
from desktop.sync.drafts import Drafts
from tests.sync.wire import Bench, bench
from tests.whole.room import terms


def take_back_and_submit(drafts: Drafts, entry: Entry) -> None:
    drafts.take_back([entry.id])
    drafts.submit([entry.id])


HANDS: Mapping[str, Callable[[Drafts, Entry], object]] = {
    "none": lambda drafts, entry: None,
    "take back": lambda drafts, entry: drafts.take_back([entry.id]),
    "discard": lambda drafts, entry: drafts.discard([entry.id]),
    "send now": lambda drafts, entry: drafts.send_now(entry.id),
    "retry": lambda drafts, entry: drafts.retry(entry.id),
    "look now": lambda drafts, entry: drafts.look_now(entry.id),
    "edit": lambda drafts, entry: drafts.edit_again(entry.id),
    "take back and submit": take_back_and_submit,
    "happened": lambda drafts, entry: drafts.settle(entry.id, "happened"),
    "mine": lambda drafts, entry: drafts.decide(entry.id, {}),
}

ANSWERS: Mapping[str, Callable[[httpx.Request], httpx.Response | None]] = {
    "a good answer": lambda request: None,
    "no way there": lambda request: _fail(httpx.ConnectError("no route")),
    "a broken line": lambda request: _fail(httpx.ReadError("reset")),
    "trouble": lambda request: httpx.Response(503),
    "a refusal": lambda request: httpx.Response(400, json={"message": "No."}),
    "nonsense": lambda request: httpx.Response(200, text="<html>"),
}
"""No 429: a read waits for it inside the line, and a write that meets it cannot be touched."""

MOMENTS = 4
"""Requests of a deed at which the hand may come: the fresh read, the look, the write, the reading after it."""

WITHDRAWN = {"discard", "take back", "edit", "take back and submit"}
"""Hands that may take an act out of the outbox before it is sent."""

DEEDS: Mapping[str, Callable[[Bench, str], Entry]] = {
    "an edit": lambda made, key: made.edit(key),
    "an act": lambda made, key: made.act(key, "add_history", {"text": "Rang back"}),
}


def _fail(error: Exception) -> None:
    raise error


def lose(request: httpx.Request) -> None:
    if request.method != "GET":
        raise httpx.ReadError("the answer was lost")


@dataclass
class Moment:
    """The user's hand comes at the `left`-th request about a record, which is then answered in one way."""

    left: int
    answer: str
    hand: Callable[[], object]

    def come(self, request: httpx.Request) -> httpx.Response | None:
        self.left -= 1
        if self.left:
            return None
        with suppress(AppError):  # on its way already
            self.hand()
        return ANSWERS[self.answer](request)


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("is_lost", [False, True], ids=["answered", "lost"])
@pytest.mark.parametrize("answer", ANSWERS)
async def test_the_outbox_lives_on_whatever_the_user_does_at_whatever_moment(
    tmp_path: Path, deed: str, is_lost: bool, answer: str
) -> None:
    async with bench(tmp_path, orders=len(HANDS) * MOMENTS + 1, wanted=terms(settle=0.05, pauses=(0.01, 0.02))) as made:
        *keys, last = made.there.ids()
        moments: dict[str, Moment] = {}

        def ask(request: httpx.Request) -> httpx.Response | None:
            moment = next((moments[key] for key in moments if key in str(request.url)), None)
            return moment.come(request) if moment else None

        made.wire.ask = ask
        made.wire.answered = lose if is_lost else lambda request: None
        entries = {}
        for (number, hand), key in zip(product(range(1, MOMENTS + 1), HANDS), keys, strict=True):
            entries[number, hand] = entry = DEEDS[deed](made, key)
            moments[key] = Moment(number, answer, partial(HANDS[hand], made.engine.drafts, entry))
        await made.until(lambda: not made.busy())
        made.wire.answered = lambda request: None
        made.edit(last, "By tram")
        await made.until(lambda: made.there.record(last)["shipping_method"] == "By tram")
        await made.until(lambda: not made.busy())
        assert not any(task.done() for task in made.account.tasks)
        applied = [write.path for write in made.there.applied]
        assert sorted(set(applied)) == sorted(applied), "sent twice"
        for (number, hand), entry in entries.items():
            if made.engine.pending.get(entry.id) is None and hand not in WITHDRAWN:
                assert any(entry.key in path for path in applied), (number, hand)
