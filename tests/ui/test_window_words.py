"""What the strip, the bar and the rows say: ages, waits, states, changes and choices in words."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from desktop.changes import ADD_LINE, REMOVE_LINE, Attempt, Change, EntryState
from desktop.forms import AccountForm, ConflictForm
from desktop.ui.connections import servers
from desktop.ui.frame.bars import bar_words, is_counting
from desktop.ui.outbox.picks import Picks
from desktop.ui.words import ages, entries
from desktop.ui.words.entries import Deed
from desktop.ui.words.pieces import Piece, pieces, summary
from tests.ui.desk_world import ACME, HARBOUR, NOW, account
from tests.ui.window_scene import Clock, change, entry, morning, values_at

VALUES = values_at(Clock())


@pytest.mark.parametrize(
    ("ago", "said"),
    [(0, "now"), (89, "now"), (90, "1 min"), (3599, "59 min"), (3600, "04:31"), (86_400, "Mon 05:31"),
     (86_400 * 40, "15 Oct 2026")],
)  # fmt: skip
def test_an_age_is_now_then_minutes_then_a_moment(ago: int, said: str) -> None:
    assert ages.age(NOW - timedelta(seconds=ago), VALUES) == said


def test_what_never_was_has_no_age() -> None:
    assert ages.age(None, VALUES) == ""


@pytest.mark.parametrize(
    ("seconds", "said"), [(-5, "1 s"), (0, "1 s"), (7, "7 s"), (90, "90 s"), (120, "2 min"), (7200, "2 h")]
)  # fmt: skip
def test_what_is_left_is_never_nothing(seconds: int, said: str) -> None:
    assert ages.left(NOW + timedelta(seconds=seconds), VALUES) == said


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"state": "in_step"}, "now"),
        ({"state": "working", "progress_words": "Mar 2024"}, "loading Mar 2024"),
        ({"state": "working", "progress_words": "Mar 2024", "progress": 0.62}, "loading Mar 2024, 62\u00a0%"),
        (
            {
                "state": "working",
                "progress_words": "Mar 2024",
                "progress": 0.62,
                "loading": "orders",
                "ready_at": NOW + timedelta(minutes=3),
            },
            "loading Mar 2024, 62\u00a0%, 3 min left",
        ),
        (
            {"state": "working", "progress_words": "340 of 600", "progress": 0.566, "loading": "stock"},
            "loading stock, 340 of 600, 56\u00a0%",
        ),
        ({"state": "waiting"}, "waits, now"),
        ({"state": "working", "last_good": None}, "loading"),
        ({"state": "waiting", "until": NOW + timedelta(seconds=40)}, "waits 40 s"),
        ({"state": "offline", "since": NOW - timedelta(hours=3)}, "offline since 02:31"),
        ({"state": "sign_in"}, "sign in again, now"),
        ({"state": "sign_in", "last_good": NOW - timedelta(minutes=8)}, "sign in again, 8 min"),
        ({"state": "paused"}, "paused, now"),
        ({"state": "read_only"}, "read only, now"),
    ],
)
def test_a_light_says_its_state_with_its_age(facts: dict[str, object], said: str) -> None:
    assert ages.light(account(ACME, "a", "A", **facts), VALUES) == said


def test_the_reason_is_the_desks_own_words_where_it_has_some() -> None:
    waiting = account(ACME, "a", "A", state="waiting", words="Acme asks us to wait 40 s")
    assert ages.reason(waiting, VALUES) == "Acme asks us to wait 40 s"
    assert ages.reason(replace(waiting, state="in_step", words="In step"), VALUES) == ""
    assert ages.reason(replace(waiting, state="paused", words=""), VALUES) == "nothing is fetched or sent"


def test_a_long_wait_says_when_it_ends() -> None:
    waiting = account(ACME, "a", "A", state="waiting", words="Acme asks us to wait.", until=NOW + timedelta(seconds=40))
    assert (ages.state(waiting, VALUES), ages.reason(waiting, VALUES)) == ("Waiting 40 s", "Acme asks us to wait.")
    longer = replace(waiting, until=NOW + timedelta(minutes=25))
    assert (ages.state(longer, VALUES), ages.reason(longer, VALUES)) == (
        "Waiting 25 min", "Acme asks us to wait. Until 05:56.",
    )  # fmt: skip


def test_the_sentence_of_an_account_has_one_stop_after_each_part() -> None:
    waiting = account(ACME, "a", "A", state="waiting", words="Acme asks us to wait.", until=NOW + timedelta(seconds=40))
    assert ages.sentence(waiting, VALUES) == "A, Acme: Waiting 40 s. Acme asks us to wait. Last good: now"


def test_a_paused_history_and_a_load_under_way_are_told_before_other_words() -> None:
    loading = account(ACME, "a", "A", state="working", words="Mar 2024", progress=0.62, progress_words="Mar 2024",
                      complete=False)  # fmt: skip
    assert ages.reason(loading, VALUES) == "Mar 2024, 62\u00a0%"
    assert ages.reason(replace(loading, state="in_step", history_paused=True), VALUES) == "the history is paused"
    lost = replace(loading, state="offline", since=NOW - timedelta(hours=3), words="Acme cannot be reached.")
    assert ages.reason(lost, VALUES) == "since 02:31. Acme cannot be reached."


def test_the_copy_says_how_far_back_it_goes() -> None:
    form = replace(HARBOUR, complete=False, counts={"orders": 1})
    assert ages.copy(form, VALUES) == ("1 order", "back to 3 Mar 2024")
    assert ages.copy(replace(form, complete=True, counts={"orders": 22_940}), VALUES) == ("22,940 orders", "complete")


def test_only_a_submitted_change_that_was_never_sent_counts_down() -> None:
    going = entry(1, "waiting", "A", not_before=NOW + timedelta(seconds=7))
    assert entries.in_grace(going, VALUES)
    assert not entries.in_grace(replace(going, not_before=NOW), VALUES)
    assert not entries.in_grace(replace(going, words="Acme cannot be reached."), VALUES)
    assert not entries.in_grace(replace(going, attempt=Attempt(sent_at=NOW)), VALUES)
    assert not entries.in_grace(replace(going, state="checking"), VALUES)


def test_an_act_is_not_offered_for_editing() -> None:
    refused = entry(1, "refused", "A", changes=(change("Note", 1, 2),))
    assert entries.deeds(refused, None, VALUES) == (Deed.RETRY, Deed.EDIT, Deed.DISCARD)
    assert entries.deeds(replace(refused, act="note"), None, VALUES) == (Deed.RETRY, Deed.DISCARD)


def test_what_is_being_sent_is_left_alone() -> None:
    assert entries.deeds(entry(1, "sending", "A"), None, VALUES) == ()


@pytest.mark.parametrize(("state", "said"), [("waiting", "waits 40 s"), ("offline", "offline"), ("in_step", "in line")])
def test_a_waiting_change_says_what_holds_it(state: str, said: str) -> None:
    owner: AccountForm = account(ACME, "a", "A", state=state, until=NOW + timedelta(seconds=40))
    assert entries.state_words(entry(1, "waiting", "A"), owner, VALUES) == ("Waiting", said)


def test_a_change_behind_another_of_its_record_says_why_it_waits() -> None:
    owner: AccountForm = account(ACME, "a", "A", state="in_step")
    behind = replace(entry(1, "waiting", "A"), behind="Waits for the change before it, which was refused.")
    assert entries.state_words(behind, owner, VALUES) == ("Waiting", behind.behind)


def test_added_and_removed_lines_are_one_piece_each() -> None:
    edit = entry(1, "draft", "A", changes=(
        Change(field=ADD_LINE, line="+1"),
        Change(field="code", line="+1", wanted="TOM-VR", label="Code"),
        Change(field="quantity", line="+1", wanted=Decimal(8), label="Qty"),
        Change(field=REMOVE_LINE, line="l2", label="Vine tomatoes"),
        Change(field="note", seen="a", wanted=None, label="Note"),
    ))  # fmt: skip
    assert pieces(edit, VALUES) == (
        Piece(label="Line", before="Vine tomatoes", after="taken off"),
        Piece(label="Note", before="a", after=""),
        Piece(label="New line", after="TOM-VR, 8"),
    )
    assert summary(edit, VALUES) == "Line: Vine tomatoes → taken off; Note: a → –; New line: TOM-VR, 8"


def test_the_bar_is_idle_without_entries_and_says_each_sort_of_what_asks() -> None:
    assert bar_words((), (), VALUES).title == ""
    shown = bar_words(morning().outbox(), morning().accounts(), VALUES)
    assert shown.title == "8 changes, 3 ask you"
    assert [detail.words for detail in shown.details] == [
        "2 drafts", "1 goes out in 7 s", "1 waiting", "1 checking", "1 conflict", "1 refused", "1 not known",
    ]  # fmt: skip
    assert [detail.mark.icon for detail in shown.details if detail.mark] == [
        "arrows-opposed", "octagon-cross", "ring-dashed-question",
    ]  # fmt: skip
    assert (shown.can_take_back, shown.asks) == (True, True)


@pytest.mark.parametrize(
    ("states", "said"),
    [
        (["conflict"], ["1 conflict, A"]),
        (["draft", "asked"], ["1 not known, B"]),
        (["refused", "refused"], ["2 refused"]),
        (["refused", "conflict", "refused"], ["1 conflict", "2 refused"]),
        (["draft", "waiting"], []),
    ],
)
def test_what_asks_has_a_name_only_where_it_is_one(states: list[EntryState], said: list[str]) -> None:
    """ "2 refused, A" would say that both are A's."""
    waiting = [entry(number, state, "ABC"[number]) for number, state in enumerate(states)]
    assert [words for _, words in entries.asking(waiting)] == said


def test_seconds_are_only_counted_while_something_waits() -> None:
    assert not is_counting([entry(1, "draft", "A")], [HARBOUR], VALUES)
    assert is_counting([entry(1, "waiting", "A", not_before=NOW + timedelta(seconds=1))], [HARBOUR], VALUES)
    assert is_counting([], [replace(HARBOUR, until=NOW + timedelta(seconds=1))], VALUES)


def picks() -> Picks:
    rows = (
        change("Delivery day", date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 26)),
        change("Note", "a", "b"),
    )
    form = ConflictForm(entry=entry(1, "conflict", "A", changes=rows), rows=rows[:1])
    return Picks(form=form, values=VALUES, sides={})


def test_only_what_clashes_is_asked() -> None:
    made = picks()
    assert [one.label for one in made.clashes()] == ["Delivery day"]
    assert made.missing() == 1
    assert [(one.label, one.note) for one in made.outcomes()] == [("Note", "no clash")]


def test_a_choice_says_what_goes_out() -> None:
    made = picks()
    theirs = made.choose(made.clashes()[0], "theirs")
    assert theirs.missing() == 0
    assert [(one.value, one.note) for one in theirs.outcomes()] == [
        ("Thu 26 Nov", "theirs, nothing to send"), ("b", "no clash"),
    ]  # fmt: skip
    assert dict(made.all("mine").sides) == {("delivery day", ""): "mine"}


@pytest.mark.parametrize(
    "address",
    ["https://api.example.com", "https://api.example.com:8443/v2", "http://127.0.0.1:8765/x", "http://localhost",
     "http://[::1]:80"],
)  # fmt: skip
def test_an_address_is_encrypted_or_on_this_computer(address: str) -> None:
    assert servers.fault(address) == ""


@pytest.mark.parametrize(
    ("address", "part"),
    [("http://api.example.com", "must be encrypted"), ("ftp://api.example.com", "whole address"),
     ("api", "whole address"), ("", "whole address"), ("https://", "whole address"),
     ("https://me:x@api.example.com", "user and password"),
     ("http://127.0.0.1.example.com", "must be encrypted")],
)  # fmt: skip
def test_another_address_is_refused_with_a_sentence(address: str, part: str) -> None:
    assert part in servers.fault(address)
