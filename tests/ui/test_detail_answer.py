"""What a platform told when it was asked about a record, at the foot of the record's pane."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from desktop.questions import JournalEntry, What
from desktop.ui.detail.answer import HOLDS
from tests.ui.acts_stand import ORDER, opened
from tests.ui.desk_world import NOW, make_world
from tests.ui.list_stand import ListStand

OLD = timedelta(minutes=2)


QUESTION = "Ask what it comes to: 3 × Figs"


def told(age: timedelta = OLD, what: What = "told", said: str = "42.00 AUD in all.") -> JournalEntry:
    record = make_world(5, 0, 0)[ORDER]
    return JournalEntry(
        id=int(age.total_seconds()), at=NOW - age, account=record.account, what=what, kind=record.kind,
        key=record.key, title=record.title,
        words=f"{QUESTION}: {said}", said=said,
    )  # fmt: skip


async def foot_of(stand: ListStand, *journal: JournalEntry) -> str:
    """What the foot says when this is what has happened to the record, newest first."""
    stand.desk.journal_entries = list(journal)
    stand.desk.news.outbox_changed.emit()
    await stand.tasks.idle()
    return stand.said(stand.page.pane.foot)


async def test_what_was_told_stands_in_the_foot_with_its_age(qtbot: QtBot) -> None:
    said = await foot_of(await opened(qtbot), told())
    assert "Answered, 2 min" in said
    assert "42.00 AUD in all." in said
    assert QUESTION in said
    assert f"{QUESTION}:" not in said  # it may be longer than a line


@pytest.mark.parametrize(
    "journal",
    [
        (),
        (told(HOLDS),),
        (told(timedelta(0), "came", "changed there"), told()),
        (told(timedelta(0), "decided", "PO number: submitted"), told()),
    ],
    ids=["nothing was asked", "it is old", "others changed the record since", "the user did since"],
)
async def test_what_may_hold_no_more_stands_in_the_history_alone(
    qtbot: QtBot, journal: tuple[JournalEntry, ...]
) -> None:  # fmt: skip
    stand = await opened(qtbot)
    assert "Answered, 2 min" in await foot_of(stand, told())
    assert "Answered" not in await foot_of(stand, *journal)


async def test_another_answer_takes_the_place_of_the_first(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    await foot_of(stand, told())
    said = await foot_of(stand, told(timedelta(0), said="50.00 AUD in all."), told())
    assert "Answered, now" in said
    assert "50.00 AUD" in said
    assert "42.00 AUD" not in said
