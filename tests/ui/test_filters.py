"""The filter bar by keyboard and mouse: each chip is added, changed and taken off."""

from datetime import date
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QDate, QLocale, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from desktop.questions import Filter
from desktop.records import State, StockState
from desktop.ui.filters.editors import DaysEditor, FilterEditor, TickEditor, WordsEditor
from desktop.ui.filters.kinds import FILTERS, chip_words, states
from desktop.ui.filters.narrowing import Narrowing
from desktop.ui.kit.theme import Choice
from desktop.ui.parts.chips import AddChip, Chip
from desktop.ui.parts.choices import CheckBox, Radio
from desktop.ui.parts.lines import LineEdit
from desktop.ui.words.values import Values
from tests.ui.desk_world import NOW
from tests.ui.list_stand import ListStand

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)
VALUES = Values(locale=QLocale("en_GB"), zone=ZoneInfo("UTC"), now=lambda: NOW)


def test_every_state_that_an_order_or_stock_can_have_is_offered() -> None:
    assert {name for name, _ in states("orders")} == set(get_args(State))
    assert {name for name, _ in states("stock")} == set(get_args(StockState))


def chips(stand: ListStand) -> list[str]:
    found = stand.page.filters.findChildren(Chip)
    return [chip.accessibleName() for chip in found if chip.isVisible()]


def editor(stand: ListStand) -> FilterEditor:
    return next(found for found in stand.page.filters.findChildren(FilterEditor) if found.isVisible())


async def opened(stand: ListStand, column: str) -> FilterEditor:
    stand.page.filters.edit(column)
    await stand.tasks.idle()
    return editor(stand)


async def test_states_are_ticked_and_the_chip_says_them(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    found = await opened(stand, "state")
    QTest.keyClick(next(box for box in found.findChildren(CheckBox) if box.text() == "On hold"), Qt.Key.Key_Space)
    await stand.tasks.idle()
    assert chips(stand) == ["State is On hold"]
    assert set(stand.column("state")) == {"on_hold"}


async def test_what_is_ticked_can_be_left_out_instead(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    found = await opened(stand, "state")
    found.findChildren(CheckBox)[-2].setChecked(True)  # Cancelled
    QTest.keyClick(next(radio for radio in found.findChildren(Radio) if radio.text() == "is not"), Qt.Key.Key_Space)
    await stand.tasks.idle()
    assert chips(stand) == ["State is not Cancelled"]
    assert "cancelled" not in stand.column("state")


async def test_arrow_keys_walk_the_choices(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    boxes = (await opened(stand, "state")).findChildren(CheckBox)
    QTest.keyClick(boxes[0], Qt.Key.Key_Down)
    QTest.keyClick(boxes[1], Qt.Key.Key_Space)
    await stand.tasks.idle()
    assert stand.page.rows.place.narrowing.filters == (Filter(column="state", how="among", values=("new",)),)


async def test_accounts_narrow_and_are_told_to_the_window(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    told: list[str] = []
    stand.page.account_shown.connect(told.append)
    found = await opened(stand, "account")
    QTest.keyClick(found.findChildren(CheckBox)[0], Qt.Key.Key_Space)
    await stand.tasks.idle()
    assert (chips(stand), told) == (["Account is Harbour"], ["harbour"])
    assert {row.account for row in stand.page.table.rows} == {"harbour"}


async def test_the_platforms_own_words_are_offered_as_they_occur(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    found = await opened(stand, "vendor_state")
    assert [box.text() for box in found.findChildren(CheckBox)] == ["New"]
    assert isinstance(found, TickEditor)


async def test_days_are_typed_and_wrong_ones_refused(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    found = await opened(stand, "placed")
    assert isinstance(found, DaysEditor)
    first, last = found.findChildren(LineEdit)
    QTest.keyClicks(first, "31/11/2026")
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert first.is_wrong
    assert chips(stand) == []
    first.clear()
    QTest.keyClicks(first, "23/11/2026")
    first.editingFinished.emit()
    QTest.keyClicks(last, "24/11/2026")
    last.editingFinished.emit()
    await stand.tasks.idle()
    assert chips(stand) == ["Placed Mon 23 Nov to Tue 24 Nov"]


async def test_days_can_be_taken_from_the_calendar(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    found = await opened(stand, "placed")
    calendar = found.findChildren(QCalendarWidget)[0]
    calendar.clicked.emit(QDate(2026, 11, 20))
    calendar.clicked.emit(QDate(2026, 11, 24))
    await stand.tasks.idle()
    assert stand.page.rows.place.narrowing.filters == (
        Filter(column="placed", how="between", values=(date(2026, 11, 20), date(2026, 11, 24))),
    )


async def test_the_calendar_shows_the_day_of_the_end_that_has_the_keyboard(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    stand.page.filters.narrowed.emit(
        Narrowing(filters=(Filter(column="placed", how="between", values=(date(2026, 1, 9), None)),))
    )
    await stand.tasks.idle()
    found = await opened(stand, "placed")
    calendar = found.findChildren(QCalendarWidget)[0]
    first, last = found.findChildren(LineEdit)
    assert calendar.selectedDate() == QDate(2026, 1, 9)
    last.setFocus()
    assert calendar.selectedDate() == QDate(2026, 11, 24)  # today: this end is open
    first.setFocus()
    assert (calendar.monthShown(), calendar.yearShown()) == (1, 2026)


@pytest.mark.parametrize("choice", [Choice.LIGHT, Choice.DARK])
async def test_the_month_can_be_read_in_both_themes(qtbot: QtBot, choice: Choice) -> None:
    stand = await ListStand(qtbot).begin()
    stand.theme.choose(choice)
    found = await opened(stand, "placed")
    (month,) = found.findChildren(QToolButton, "qt_calendar_monthbutton")
    image = found.grab(QRect(month.mapTo(found, QPoint(0, 0)), month.size())).toImage()
    lights = [image.pixelColor(x, y).lightness() for x in range(image.width()) for y in range(image.height())]
    assert max(lights) - min(lights) > 150
    stand.theme.choose(Choice.SYSTEM)


async def test_the_last_day_is_not_before_the_first(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    found = await opened(stand, "placed")
    first, last = found.findChildren(LineEdit)
    first.setText("24/11/2026")
    last.setText("20/11/2026")
    last.editingFinished.emit()
    assert last.is_wrong
    assert stand.page.rows.place.narrowing.filters == ()


async def test_words_narrow_a_column(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot, "stock").begin()
    found = await opened(stand, "name")
    assert isinstance(found, WordsEditor)
    QTest.keyClicks(found.findChildren(LineEdit)[0], "tomato")
    QTest.keyClick(found.findChildren(LineEdit)[0], Qt.Key.Key_Return)
    await stand.tasks.idle()
    assert chips(stand) == ["Product has tomato"]
    assert set(stand.column("name")) == {"Vine tomatoes"}


async def test_a_chip_is_changed_by_enter_and_taken_off_by_delete(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    (await opened(stand, "state")).findChildren(CheckBox)[1].setChecked(True)
    editor(stand).close()
    chip = stand.page.filters.findChildren(Chip)[0]
    QTest.keyClick(chip, Qt.Key.Key_Return)
    await stand.tasks.idle()
    assert [box.text() for box in editor(stand).findChildren(CheckBox) if box.isChecked()] == ["New"]
    editor(stand).close()
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    await stand.tasks.idle()
    assert chips(stand) == []
    assert len(set(stand.column("state"))) > 1


async def test_the_empty_chip_lists_every_filter(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    stand.click(next(chip for chip in stand.page.filters.findChildren(AddChip)))
    menu = stand.page.filters.findChildren(QMenu)[-1]
    assert [action.text() for action in menu.actions()] == [offered.label for offered in FILTERS["orders"]]
    menu.close()


async def test_chips_without_room_are_counted_instead_of_cut(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    many = (
        Filter(column="state", how="not_among", values=("cancelled", "sent")),
        Filter(column="placed", how="between", values=(date(2026, 11, 1), date(2026, 11, 24))),
        Filter(column="vendor_state", how="among", values=("New",)),
    )
    stand.page.rows.narrow(Narrowing(filters=many))
    await stand.tasks.idle()
    adding = stand.page.filters.findChildren(AddChip)[0]
    assert (len(chips(stand)), adding.text()) == (3, "Filter")
    await stand.open(stand.page.table.rows[0].id)
    assert (len(chips(stand)), adding.text()) == (1, "2 more")


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (Filter(column="placed", how="between", values=(date(2026, 11, 24), None)), ("Placed from", "Tue 24 Nov")),
        (Filter(column="placed", how="between", values=(None, date(2026, 11, 24))), ("Placed until", "Tue 24 Nov")),
        (Filter(column="placed", how="between", values=(date(2026, 11, 24),) * 2), ("Placed on", "Tue 24 Nov")),
    ],
)
def test_days_are_said_in_words(condition: Filter, words: tuple[str, str]) -> None:
    offered = next(each for each in FILTERS["orders"] if each.column == "placed")
    assert chip_words(offered, condition, {}, VALUES) == words


def test_many_values_are_counted() -> None:
    offered = next(each for each in FILTERS["orders"] if each.column == "state")
    condition = Filter(column="state", how="among", values=("a", "b", "c", "d"))
    assert chip_words(offered, condition, {}, VALUES) == ("State is", "a, b and 2 more")
