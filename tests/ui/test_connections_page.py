"""The Connections page under keys and mouse: rows, menus, names and colours, removal, the first start."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop import forms
from desktop.forms import Choice, Probe
from desktop.ui.connections.account_dialogs import OptionsDialog
from desktop.ui.connections.first_start import VendorRow
from desktop.ui.kit.theme import Theme
from desktop.ui.parts.choices import Dropdown, Radio
from tests.ui.connections_scene import Scene, open_connections
from tests.ui.desk_world import ACME, HARBOUR
from tests.ui.window_scene import button, dialog, press, texts

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard")  # offscreen cannot, and menus ask for it
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
async def scene(qtbot: QtBot, qapp: QApplication) -> AsyncIterator[Scene]:
    made = open_connections(qtbot, qapp)
    yield made
    made.tasks.close()


async def test_each_account_tells_state_age_and_copy(scene: Scene) -> None:
    assert texts(scene.table, 0)[2] == "Albion, Bolt"
    assert texts(scene.table, 1) == [
        "In step, next look in 40 s", "In step", "Loading history, Mar 2024, 62\u00a0%",
        "Waiting 40 s, Acme asks us to wait 40 s",
        "Offline, since 02:10", "Sign in again, Acme refused the key",
    ]  # fmt: skip
    assert texts(scene.table, 3)[2] == "18,204 orders, back to 3 Mar 2024"


async def test_the_ages_are_those_of_the_moment_when_the_page_is_seen(scene: Scene) -> None:
    """An account that is offline tells nothing for a long time."""
    before = texts(scene.table, 2)[0]
    scene.page.hide()
    scene.clock.at += timedelta(minutes=40)
    scene.page.show()
    assert (before, texts(scene.table, 2)[0]) == ("now", "40 min")
    scene.clock.at += timedelta(minutes=10)
    (ticks,) = (timer for timer in scene.page.findChildren(QTimer) if timer.interval() == 1000)  # one waits
    ticks.timeout.emit()
    assert texts(scene.table, 2)[0] == "50 min"


async def test_the_words_of_a_row_do_what_they_say(scene: Scene) -> None:
    press(scene.table, "albion", "Pause")
    press(scene.table, "northgate", "Try now")
    await scene.tasks.idle()
    assert scene.stand.asked("pause_history") == [("albion", True)]
    assert scene.stand.asked("fetch_now") == [()]
    press(scene.table, "albion", "Go on")
    await scene.tasks.idle()
    assert scene.stand.asked("pause_history")[-1] == ("albion", False)


@pytest.mark.parametrize(
    ("words", "function", "arguments"),
    [
        ("Pause fetching and sending", "pause", ("harbour", True)),
        ("Make read-only", "set_read_only", ("harbour", True)),
    ],
)
async def test_the_menu_of_a_row_does_what_it_says(
    scene: Scene, words: str, function: str, arguments: tuple[object, ...]
) -> None:
    scene.table.choose("harbour")
    scene.table.setFocus()
    QTest.keyClick(scene.table, Qt.Key.Key_Period, CONTROL)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    action = next(action for action in menu.actions() if action.text() == words)
    action.trigger()
    await scene.tasks.idle()
    assert scene.stand.asked(function) == [arguments]
    menu.close()


def open_menu(scene: Scene, account: str, words: str) -> None:
    scene.table.choose(account)
    scene.table.setFocus()
    QTest.keyClick(scene.table, Qt.Key.Key_Period, CONTROL)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    next(action for action in menu.actions() if action.text() == words).trigger()
    menu.close()


@pytest.mark.parametrize("is_good", [True, False])
async def test_a_connection_that_is_there_is_tested_step_by_step(scene: Scene, is_good: bool) -> None:
    if not is_good:
        step = Probe(label="Signed in", ok=False, words="refused")
        scene.stand.report = forms.TestReport(
            steps=(step,), title="Acme did not accept this key.", hint="Sign in again."
        )
    open_menu(scene, "harbour", "Test the connection …")
    assert any(label.text() == "Testing the connection …" for label in dialog().findChildren(QLabel))
    await scene.tasks.idle()
    said = "The connection works." if is_good else "Acme did not accept this key. Sign in again."
    assert dialog().accessibleDescription() == said
    assert scene.stand.asked("test_again") == [("harbour",)]
    button(dialog(), "Close").click()
    assert not [each for each in scene.page.findChildren(QDialog) if each.isVisible()]


async def test_an_account_gets_another_name_and_colour(scene: Scene) -> None:
    open_menu(scene, "harbour", "Name and colour …")
    asked = dialog()
    line = asked.findChildren(QLineEdit)[0]
    line.setText("Market Hall")
    button(asked, "Keep").click()
    assert "Another account has this name. Choose another one." in [one.text() for one in asked.findChildren(QLabel)]
    line.setText("Harbour South")
    next(radio for radio in asked.findChildren(Radio) if radio.accessibleName() == "Copper").click()
    button(asked, "Keep").click()
    await scene.tasks.idle()
    assert scene.stand.asked("rename") == [("harbour", "Harbour South")]
    assert scene.stand.asked("recolour") == [("harbour", "copper")]


async def test_what_a_platform_leaves_open_is_set_again_from_the_menu(scene: Scene) -> None:
    open_menu(scene, "harbour", "Settings …")
    line = dialog().findChildren(QLineEdit)[0]
    assert (line.accessibleName(), line.text(), line.selectedText()) == ("Currency", "AUD", "AUD")
    line.clear()
    button(dialog(), "Keep").click()
    assert "Type it first: Currency." in [one.text() for one in dialog().findChildren(QLabel)]
    QTest.keyClicks(line, "NZD")
    button(dialog(), "Keep").click()
    await scene.tasks.idle()
    assert scene.stand.asked("set_options") == [("harbour", {"currency": "NZD"})]
    scene.table.act_wanted.emit("harbour", "options")
    assert dialog().findChildren(QLineEdit)[0].text() == "NZD"
    button(dialog(), "Cancel").click()
    await scene.tasks.idle()
    assert len(scene.stand.asked("set_options")) == 1


async def test_a_kind_that_an_account_may_not_have_is_missing_in_its_copy(scene: Scene) -> None:
    scene.stand.show_account("harbour", refused={"customers": "Your account needs the role BuyerReader."})
    (told,) = [text for text in texts(scene.table, 3) if text.endswith("without customers")]
    index = scene.table.model().index(texts(scene.table, 3).index(told), 3)
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "Your account needs the role BuyerReader."


async def test_settings_that_have_the_copy_fetched_again_say_so(scene: Scene) -> None:
    for vendor, is_told in ((ACME, False), (replace(ACME, scope=("currency",)), True)):
        said = OptionsDialog(Theme(QApplication.styleHints()), scene.page, HARBOUR, vendor)
        words = " ".join(label.text() for label in said.findChildren(QLabel))
        assert ("With another choice of “Currency” the copy is fetched again" in words) is is_told


async def test_a_setting_that_is_one_of_a_list_is_chosen_by_what_it_is_called(scene: Scene) -> None:
    offers = {"currency": (Choice(value="", label="none"), Choice(value="NZD", label="New Zealand dollar"))}
    account = replace(HARBOUR, options={"currency": "CHF"}, offers=offers)
    said = OptionsDialog(Theme(QApplication.styleHints()), scene.page, account, ACME)
    kept: list[object] = []
    said.wanted.connect(kept.append)
    said.open()
    (shown,) = said.findChildren(Dropdown)
    assert [shown.itemText(row) for row in range(shown.count())] == ["none", "New Zealand dollar", "CHF"]
    assert shown.chosen == "CHF", "what was set stays, though it is on no list"
    shown.choose("NZD")
    button(said, "Keep").click()
    assert kept == [{"currency": "NZD"}]


async def test_a_platform_that_leaves_nothing_open_has_no_settings(scene: Scene) -> None:
    assert menu_of(scene, "harbour").count("Settings …") == 1
    assert menu_of(scene, "market").count("Settings …") == 0


def menu_of(scene: Scene, account: str) -> list[str]:
    scene.table.choose(account)
    scene.table.setFocus()
    QTest.keyClick(scene.table, Qt.Key.Key_Period, CONTROL)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    words = [action.text() for action in menu.actions()]
    menu.close()
    return words


async def test_removing_names_the_unsent_changes_and_can_send_them_first(scene: Scene) -> None:
    wanted: list[object] = []
    scene.page.outbox_wanted.connect(wanted.append)
    open_menu(scene, "harbour", "Remove …")
    words = " ".join(one.text() for one in dialog().findChildren(QLabel))
    assert "2 changes have not been sent yet." in words
    assert "41,870 orders" in words or "41870 orders" in words
    button(dialog(), "Send them first").click()
    await scene.tasks.idle()
    assert scene.stand.asked("remove") == []
    assert wanted == [[4]]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"paused": True, "state": "paused"}, "Nothing goes out while it is paused."),
        ({"read_only": True, "state": "read_only"}, "Nothing goes out while it is read-only."),
        ({"state": "sign_in"}, "Nothing goes out before you sign in again."),
    ],
)
async def test_nothing_is_offered_to_be_sent_where_nothing_goes_out(
    scene: Scene, changes: dict[str, Any], words: str
) -> None:
    scene.stand.account_forms = [
        replace(form, **changes) if form.id == "harbour" else form for form in scene.stand.account_forms
    ]
    scene.page.refresh()
    wanted: list[object] = []
    scene.page.outbox_wanted.connect(wanted.append)
    open_menu(scene, "harbour", "Remove …")
    assert words in dialog().accessibleDescription()
    offered = [each.accessibleName() for each in dialog().findChildren(QPushButton)]
    assert offered == ["Cancel", "Throw them away and remove", "Look at them first"]
    button(dialog(), "Look at them first").click()
    assert wanted == [[]]


async def test_removing_says_what_may_have_arrived_already(scene: Scene) -> None:
    scene.stand.entries = [replace(each, state="asked", account="harbour") for each in scene.stand.entries[:2]]
    open_menu(scene, "harbour", "Remove …")
    assert "2 changes may have arrived there already." in dialog().accessibleDescription()
    assert "not been sent" not in dialog().accessibleDescription()


async def test_an_account_goes_with_its_changes_when_the_user_says_so(scene: Scene) -> None:
    open_menu(scene, "harbour", "Remove …")
    button(dialog(), "Cancel").click()
    await scene.tasks.idle()
    assert scene.stand.asked("remove") == []
    open_menu(scene, "harbour", "Remove …")
    button(dialog(), "Throw them away and remove").click()
    await scene.tasks.idle()
    assert scene.stand.asked("remove") == [("harbour",)]
    assert "harbour" not in scene.table.row_keys()


async def test_without_accounts_the_first_platform_is_one_enter_away(scene: Scene) -> None:
    scene.stand.account_forms = []
    scene.stand.news.accounts_changed.emit()
    scene.page.focus_first()
    row = QApplication.focusWidget()
    assert isinstance(row, VendorRow)
    assert row.accessibleName() == "Acme"
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert scene.form().accessibleName() == "Connect Acme"


async def test_the_keyboard_stays_on_the_page_when_the_first_account_comes_and_the_last_one_goes(scene: Scene) -> None:
    forms, scene.stand.account_forms = scene.stand.account_forms, []
    scene.page.refresh()
    scene.page.focus_first()
    scene.stand.account_forms = forms
    scene.page.refresh()
    assert scene.table.hasFocus()
    scene.stand.account_forms = []
    scene.page.refresh()
    assert isinstance(QApplication.focusWidget(), VendorRow)


async def test_a_digit_or_the_arrows_choose_another_platform(scene: Scene) -> None:
    scene.stand.account_forms = []
    scene.stand.news.accounts_changed.emit()
    scene.page.focus_first()
    row = QApplication.focusWidget()
    assert row is not None
    QTest.keyClick(row, Qt.Key.Key_Down)
    second = QApplication.focusWidget()
    assert second is not None
    assert second.accessibleName() == "Bolt"
    QTest.keyClick(second, Qt.Key.Key_1)
    assert scene.form().accessibleName() == "Connect Acme"
