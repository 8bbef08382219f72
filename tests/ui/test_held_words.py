"""What was submitted says when it goes out only where it can go out; else it says what holds it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.changes import Entry
from desktop.ui.frame.bars import bar_words
from desktop.ui.outbox.rows import Choice, Seen, rows
from desktop.ui.words import ages, entries
from desktop.ui.words.entries import Deed
from tests.ui.desk_world import HARBOUR, MARKET, NOW
from tests.ui.window_scene import Clock, entry, values_at

VALUES = values_at(Clock())
GOING = entry(1, "waiting", "A", not_before=NOW + timedelta(seconds=9))
HELD: tuple[tuple[Mapping[str, object], str], ...] = (
    ({"state": "read_only", "read_only": True}, "the account is read only"),
    ({"state": "working", "read_only": True}, "the account is read only"),
    ({"state": "paused", "paused": True}, "the account is paused"),
    ({"state": "sign_in"}, "sign in again first"),
    ({"state": "offline", "since": NOW - timedelta(hours=3)}, "offline since 02:31"),
    ({"state": "offline"}, "offline"),
)


@pytest.mark.parametrize(("facts", "why"), HELD)
def test_what_cannot_go_out_says_why_and_never_when(facts: Mapping[str, object], why: str) -> None:
    account = replace(HARBOUR, **facts)  # type: ignore[arg-type] # a row of facts
    assert ages.hold(account, VALUES) == why
    assert entries.state_words(GOING, account, VALUES) == ("Waiting", why)
    assert entries.deeds(GOING, account, VALUES) == (Deed.TAKE_BACK, Deed.DISCARD)
    looked_up = replace(GOING, state="checking")
    assert entries.state_words(looked_up, account, VALUES) == ("Checking", why)
    assert [detail.words for detail in bar_words([GOING], [account], VALUES).details] == [f"1 waits: {why}"]


def test_an_account_that_may_send_holds_nothing() -> None:
    assert ages.hold(HARBOUR, VALUES) == ""
    assert entries.state_words(GOING, HARBOUR, VALUES) == ("Goes out in 9 s", "Ctrl Z takes it back")


def test_what_the_platform_lets_wait_longer_than_the_grace_does_not_count_down() -> None:
    asked = replace(HARBOUR, state="waiting", until=NOW + timedelta(seconds=40))
    assert entries.state_words(GOING, asked, VALUES) == ("Waiting", "waits 40 s")
    soon = replace(asked, until=NOW + timedelta(seconds=5))
    assert entries.state_words(GOING, soon, VALUES)[0] == "Goes out in 9 s"


def test_what_waits_for_another_change_of_its_record_does_not_count_down() -> None:
    behind = replace(GOING, behind="Waits for the change before it, which was refused.")
    assert entries.state_words(behind, HARBOUR, VALUES) == ("Waiting", behind.behind)


def headings(shown: list[Entry], **accounts: object) -> list[str]:
    seen = Seen(accounts=accounts, values=VALUES)  # type: ignore[arg-type] # accounts by id
    return [row.cells[0].text for row in rows(shown, Choice.ALL, seen) if row.key is None]


def test_only_what_can_go_out_is_on_the_way() -> None:
    barred = replace(HARBOUR, state="read_only", read_only=True)
    other = replace(GOING, id=2, account="market")
    assert headings([GOING, other], harbour=barred, market=MARKET) == ["Held back", "On the way"]
    assert headings([GOING], harbour=HARBOUR) == ["On the way"]
    for state in ("sending", "checking"):
        assert headings([replace(GOING, state=state)], harbour=barred) == ["On the way"]


def test_the_bar_counts_what_is_held_by_its_reason() -> None:
    barred = replace(HARBOUR, state="read_only", read_only=True)
    asleep = replace(MARKET, state="paused", paused=True)
    all_held = [GOING, replace(GOING, id=2), replace(GOING, id=3, account="market")]
    told = [detail.words for detail in bar_words(all_held, [barred, asleep], VALUES).details]
    assert told == ["2 wait: the account is read only", "1 waits: the account is paused"]
