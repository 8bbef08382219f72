"""What the bars of the window do: pager, status strip, outbox bar, sidebar and tabs."""

from dataclasses import replace

from PySide6.QtCore import QLocale, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit import writing
from desktop.ui.kit.marks import LIGHTS, WRONG
from desktop.ui.kit.theme import Theme
from desktop.ui.parts.buttons import IconButton
from desktop.ui.parts.choices import Dropdown
from desktop.ui.parts.labels import ElasticLabel
from desktop.ui.parts.lines import LineEdit
from desktop.ui.parts.notices import Notice, Words
from desktop.ui.parts.outbox import OutboxWords
from desktop.ui.parts.pager import PageState
from desktop.ui.parts.scrolling import SlimScrollBar
from desktop.ui.parts.sidebar import Entry, EntryWords
from desktop.ui.parts.strip import Clock, Light, LightWords
from desktop.ui.parts.tabs import Tab
from tests.ui.parts_shown import outbox, pager, show, sidebar, strip, tabs


def test_the_pager_asks_for_pages_and_sizes(theme: Theme, qtbot: QtBot) -> None:
    made = pager(theme)
    show(made, qtbot)
    ways = {button.accessibleName(): button for button in made.findChildren(IconButton)}
    for name, page in (("First page", 1), ("Previous page", 105), ("Next page", 107), ("Last page", 2500)):
        with qtbot.waitSignal(made.page_wanted) as wanted:
            QTest.keyClick(ways[name], Qt.Key.Key_Return)
        assert wanted.args == [page]
    field = made.findChildren(LineEdit)[0]
    for typed, page in (("12", 12), ("9999", 2500)):
        field.selectAll()
        QTest.keyClicks(field, typed)
        with qtbot.waitSignal(made.page_wanted) as wanted:
            QTest.keyClick(field, Qt.Key.Key_Return)
        assert wanted.args == [page]
        assert field.text() == "106"  # until the page is there
    with qtbot.waitSignal(made.size_wanted) as wanted:
        made.findChildren(Dropdown)[0].choose("100")
    assert wanted.args == [100]


def test_the_pager_tells_where_one_is_and_goes_no_further(theme: Theme, qtbot: QtBot) -> None:
    made = pager(theme)
    show(made, qtbot)
    with qtbot.assertNotEmitted(made.size_wanted):
        made.set_state(PageState(first=1, last=40, total=41, page=1, pages=2, size=40))
    ways = {button.accessibleName(): button for button in made.findChildren(IconButton)}
    assert [name for name, button in ways.items() if button.isEnabled()] == ["Next page", "Last page"]
    words = {label.text() for label in made.findChildren(ElasticLabel)}
    assert "Rows 1–40 of 41" in words
    made.set_state(PageState(first=0, last=0, total=0, page=1, pages=1, size=40))
    assert "No rows" in {label.text() for label in made.findChildren(ElasticLabel)}


def test_a_light_leads_to_its_account_and_keeps_the_focus_over_news(theme: Theme, qtbot: QtBot) -> None:
    made = strip(theme)
    show(made, qtbot)
    albion = next(light for light in made.findChildren(Light) if "Albion" in light.accessibleName())
    albion.setFocus()
    with qtbot.waitSignal(made.light_pressed) as pressed:
        QTest.keyClick(albion, Qt.Key.Key_Return)
    assert pressed.args == ["a"]
    made.set_lights([LightWords(key="a", name="Albion", mark=LIGHTS["working"], words="loading 2024")])
    assert albion.hasFocus()
    assert albion.accessibleName() == "Albion, Working, loading 2024"
    qtbot.waitUntil(lambda: len(made.findChildren(Light)) == 1)


SIX = ("Market Hall", "Alster Kontor", "Cascade Larder", "Harbour Larder", "Severn Wholesale", "Harbor Print Co.")
STATES = (("now", ""), ("waits 40 s", ""), ("loading customers, 34 of 120, 28 %, 45 s left", "28 %"))
WAITS = "Orderspace asks us to wait."


def test_where_there_is_little_room_each_light_is_short_and_whole_and_so_is_whom_we_wait_for(
    theme: Theme, qtbot: QtBot
) -> None:
    made = strip(theme)
    made.set_lights(
        [
            LightWords(key=name, name=name, mark=LIGHTS["working"], words=STATES[at % 3][0], short=STATES[at % 3][1])
            for at, name in enumerate(SIX)
        ]
    )
    made.set_words(WAITS, "Encrypted on this computer")
    show(made, qtbot)
    made.resize(1280, made.height())
    (label,) = [label for label in made.findChildren(ElasticLabel) if type(label) is ElasticLabel]
    assert label.text() == WAITS
    qtbot.waitUntil(lambda: label.width() == label.sizeHint().width())
    lights = made.findChildren(Light)
    assert all(light.width() >= light.minimumSizeHint().width() for light in lights)
    made.set_words("", "Encrypted on this computer")
    assert not label.isVisible(), "what fills the strip has no room"
    made.resize(1920, made.height())
    assert label.text() == "Encrypted on this computer"
    made.set_words(WAITS)
    made.resize(900, made.height())
    assert not label.isVisible(), "nothing is cut for it"


def test_the_clock_tells_the_time_in_the_users_way(theme: Theme, qtbot: QtBot) -> None:
    clock = Clock(theme, lambda: QTime(17, 31))
    assert clock.text() == QLocale().toString(QTime(17, 31), QLocale.FormatType.ShortFormat)


def test_the_outbox_bar_never_goes_away_and_asks_for_what_one_presses(theme: Theme, qtbot: QtBot) -> None:
    bar = outbox(theme)
    bar.resize(900, bar.height())  # as wide as a page; Qt makes a lone window narrower
    show(bar, qtbot)
    assert bar.height() == 36
    for button, signal in (
        (bar.take_back, bar.take_back_wanted),
        (bar.preview, bar.preview_wanted),
        (bar.answer, bar.answer_wanted),
    ):
        with qtbot.waitSignal(signal):
            QTest.keyClick(button, Qt.Key.Key_Return)
    bar.tell(OutboxWords())
    assert (bar.height(), bar.isVisible(), bar.preview.isVisible()) == (28, True, False)
    assert bar.accessibleName() == "Nothing waits to be sent"


def test_the_sidebar_leads_and_tells_what_is_shown(theme: Theme, qtbot: QtBot) -> None:
    made = sidebar(theme)
    show(made, qtbot)
    entries = {entry.accessibleName(): entry for entry in made.findChildren(Entry)}
    assert entries["Orders, 100,000"].accessibleDescription() == "shown now"
    with qtbot.waitSignal(made.chosen) as chosen:
        QTest.keyClick(entries["Journal"], Qt.Key.Key_Return)
    assert chosen.args == ["journal"]
    made.choose("journal")
    assert entries["Orders, 100,000"].accessibleDescription() == ""
    entries["Orders, 100,000"].setFocus()
    QTest.keyClick(entries["Orders, 100,000"], Qt.Key.Key_Down)
    assert entries["Journal"].hasFocus()


def test_an_account_that_is_gone_leaves_the_sidebar(theme: Theme, qtbot: QtBot) -> None:
    made = sidebar(theme)
    show(made, qtbot)
    made.set_section("By account", [EntryWords(key="a", words="Albion", shape="box")])
    qtbot.waitUntil(
        lambda: {e.accessibleName() for e in made.findChildren(Entry)} == {"Orders, 100,000", "Journal", "Albion"}
    )


def test_tabs_are_walked_by_arrows_and_keep_their_place_when_counts_change(theme: Theme, qtbot: QtBot) -> None:
    made = tabs(theme)
    show(made, qtbot)
    QTest.keyClick(made, Qt.Key.Key_Right)
    assert made.key == "b"
    made.set_tabs((Tab(key="a", words="Details"), Tab(key="b", words="Lines", count=9)))
    assert (made.key, made.accessibleTabName(1)) == ("b", "Lines, 9")
    made.set_tabs((Tab(key="b", words="Lines"), Tab(key="c", words="Raw")))
    assert made.key == "b"


def test_the_thin_scroll_bar_lies_over_its_area_and_moves_it(theme: Theme, qtbot: QtBot) -> None:
    area = QScrollArea()
    tall = QWidget()
    tall.setFixedSize(100, 1000)
    area.setWidget(tall)
    bar = SlimScrollBar(theme, area)
    area.resize(160, 200)
    show(area, qtbot)
    assert bar.geometry().right() == area.viewport().geometry().right()
    assert area.viewport().width() == area.width() - 2 * area.frameWidth()
    bar.setValue(300)
    assert area.verticalScrollBar().value() == 300
    area.verticalScrollBar().setValue(bar.maximum())
    assert bar.value() == bar.maximum() > 700
    tall.setFixedSize(100, 50)
    qtbot.waitUntil(lambda: not bar.isVisible())


def test_facts_without_room_go_on_below_in_the_outbox_bar(theme: Theme, qtbot: QtBot) -> None:
    bar = outbox(theme)
    bar.resize(720, bar.height())
    show(bar, qtbot)
    with writing.cuts() as cut:
        bar.grab()
    assert (bar.height() > 50, cut) == (True, [])


def test_a_notice_of_many_words_has_two_lines(theme: Theme, qtbot: QtBot) -> None:
    more = "5 changes wait and go by themselves."
    words = Words(bold="Northgate cannot be reached since 02:10.", more=more, shape=WRONG)
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    one, two = Notice(theme, words), Notice(theme, replace(words, more=f"{more} {more}"))
    column.addWidget(one)
    column.addWidget(two)
    column.addStretch(1)
    holder.resize(640, 200)
    show(holder, qtbot)
    assert (one.height(), two.height()) == (30, 50)
