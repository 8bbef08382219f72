"""Outbox and journal tell a change as the pane shows it: with its currency, in the user's zone and way of writing."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QLocale

from desktop.changes import ADD_LINE, REMOVE_LINE, Change
from desktop.questions import JournalEntry, What
from desktop.ui.words.pieces import Piece, happened, pieces
from desktop.ui.words.values import Values
from tests.ui.window_scene import entry

NOW = datetime(2026, 11, 24, 5, 31, tzinfo=UTC)
AT = datetime(2026, 2, 19, 14, 30, tzinfo=UTC)
MONEY = Change(
    field="total", label="Total", seen=Decimal("1.54"), wanted=Decimal("1234.5"), editor="money", currency="USD"
)
PLACED = Change(field="placed", label="Placed", seen=None, wanted=AT, editor="instant")
FOLDER = Change(
    field="folder", label="Folder", seen="1", wanted="2", editor="choice", choices=(("1", "New"), ("2", "Done"))
)


def values(locale: str = "en_GB", zone: str = "Asia/Tokyo") -> Values:
    return Values(locale=QLocale(locale), zone=ZoneInfo(zone), now=lambda: NOW)


@pytest.mark.parametrize(
    ("change", "locale", "before", "after"),
    [
        (MONEY, "en_GB", "1.54 USD", "1,234.50 USD"),
        (MONEY, "de_DE", "1,54 USD", "1.234,50 USD"),
        (PLACED, "en_GB", "", "19 Feb 2026 23:30"),
        (FOLDER, "en_GB", "New", "Done"),
        (Change(field="day", label="Day", seen=date(2026, 11, 24), wanted=None), "en_GB", "Tue 24 Nov", ""),
    ],
)
def test_a_change_is_told_as_its_field_shows_it(change: Change, locale: str, before: str, after: str) -> None:
    made = entry(1, "draft", "A", changes=(change,))
    assert pieces(made, values(locale)) == (Piece(label=change.label, before=before, after=after),)


@pytest.mark.parametrize(
    ("what", "said", "words"),
    [
        ("decided", "submitted", "Total 1.54 USD → 1,234.50 USD; Placed – → 19 Feb 2026 23:30: submitted"),
        ("came", "changed there", "changed there: Total 1.54 USD → 1,234.50 USD; Placed – → 19 Feb 2026 23:30"),
    ],
)
def test_the_journal_tells_its_changes_by_the_rules_of_the_user(what: What, said: str, words: str) -> None:
    plain = "Total 1.54 → 1234.5; Placed nothing → 2026-02-19 14:30 UTC: submitted"
    made = JournalEntry(id=1, at=NOW, account="a", what=what, words=plain, said=said, changes=(MONEY, PLACED))
    assert happened(made, values()) == words


def test_lines_that_came_and_went_are_told_in_the_journal() -> None:
    changes = (
        Change(field=ADD_LINE, line="+1", label="New line", wanted="Basil"),
        Change(field=REMOVE_LINE, line="l2", label="Line", wanted="Vine tomatoes"),
    )
    made = JournalEntry(id=1, at=NOW, account="a", what="sent", said="sent", changes=changes)
    assert happened(made, values()) == "Line Vine tomatoes → taken off; New line Basil: sent"


def test_what_an_older_desk_wrote_is_told_as_it_was_written() -> None:
    old = JournalEntry(id=1, at=NOW, account="a", what="decided", words="Placed nothing → 2026-02-19 14:30: submitted")
    assert happened(old, values()) == old.words
