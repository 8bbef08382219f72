"""The window under keys: pages, parts, commands, and what it keeps over a restart."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.detail.pane import DetailPane
from desktop.ui.frame.navigation import Navigation
from desktop.ui.kit.theme import Choice
from desktop.ui.parts.outbox import OutboxBar
from desktop.ui.parts.strip import StatusStrip
from desktop.ui.tables.row_table import RowTable
from desktop.ui.tables.table import RecordTable
from tests.ui.desk_stand import DeskStand
from tests.ui.window_open import Scene, begun_morning, open_window
from tests.ui.window_scene import GOING, button, dialog

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard")  # offscreen cannot, and menus ask for it
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip


scene = pytest.fixture(begun_morning)


async def test_alt_and_a_digit_bring_up_each_page(scene: Scene) -> None:
    seen = []
    for key in (Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_6, Qt.Key.Key_1):
        await scene.key(key, ALT)
        seen.append(scene.window.pages.name)
    assert seen == ["customers", "stock", "outbox", "journal", "connections", "orders"]
    assert isinstance(QApplication.focusWidget(), RecordTable)


async def test_ctrl_shift_p_previews_what_will_be_sent(scene: Scene) -> None:
    await scene.key(Qt.Key.Key_P, CONTROL | SHIFT)
    assert scene.window.pages.name == "outbox"


async def test_f5_fetches_now(scene: Scene) -> None:
    await scene.key(Qt.Key.Key_F5)
    assert scene.stand.asked("fetch_now") == [()]


async def test_f6_walks_through_the_parts_and_back(scene: Scene) -> None:
    start = QApplication.focusWidget()
    parts = []
    for _ in range(4):
        await scene.key(Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        assert focus is not None
        kinds = (OutboxBar, StatusStrip, Navigation, RecordTable)
        parts.append(next(kind for kind in kinds if any(
            part is focus or part.isAncestorOf(focus) for part in scene.window.findChildren(kind))))  # fmt: skip
    assert parts == [OutboxBar, StatusStrip, Navigation, RecordTable]
    assert QApplication.focusWidget() is start
    await scene.key(Qt.Key.Key_F6, SHIFT)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert scene.window.findChildren(Navigation)[0].isAncestorOf(focus)


async def test_ctrl_z_takes_back_what_was_just_submitted(scene: Scene) -> None:
    await scene.key(Qt.Key.Key_5, ALT)
    await scene.key(Qt.Key.Key_Z, CONTROL)
    assert [list(ids) for (ids,) in scene.stand.asked("take_back")] == [[GOING]]  # type: ignore[call-overload] # ids


async def test_a_record_of_the_outbox_opens_in_its_list(scene: Scene) -> None:
    await scene.key(Qt.Key.Key_4, ALT)
    outbox = next(table for table in scene.window.findChildren(RowTable) if table.isVisible())
    outbox.choose(GOING)
    await scene.key(Qt.Key.Key_Return)
    assert scene.window.pages.name == "orders"
    assert [pane for pane in scene.window.findChildren(DetailPane) if pane.isVisible()]
    assert (GOING,) in scene.stand.asked("record")


async def test_a_chosen_look_is_kept(scene: Scene, qtbot: QtBot, qapp: QApplication) -> None:
    button(scene.window, "Settings").click()
    menu = QApplication.activePopupWidget()
    assert menu is not None
    next(action for action in menu.actions() if action.text() == "Dark").trigger()
    menu.close()
    assert scene.theme.choice is Choice.DARK
    again = await open_window(scene.stand, qtbot, qapp)
    assert again.theme.choice is Choice.DARK
    again.window.close()


async def test_page_and_size_are_kept_over_a_restart(scene: Scene, qtbot: QtBot, qapp: QApplication) -> None:
    scene.window.resize(1024, 700)  # fits the small screen of the test
    await scene.key(Qt.Key.Key_5, ALT)
    scene.window.close()
    again = await open_window(scene.stand, qtbot, qapp)
    assert again.window.pages.name == "journal"
    assert again.window.size() == scene.window.size()
    again.window.close()


@pytest.mark.parametrize(("room", "is_filled"), [((1366, 728), True), ((1280, 800), True), ((1920, 1040), False)])
async def test_a_screen_without_room_for_the_whole_window_is_filled(
    scene: Scene, room: tuple[int, int], is_filled: bool
) -> None:
    scene.window.resize(1280, 800)
    scene.window.fit(QSize(*room))
    assert scene.window.isMaximized() == is_filled


async def test_closing_is_told_after_everything_is_kept(scene: Scene) -> None:
    told: list[object] = []
    scene.window.closed.connect(lambda: told.append(scene.stand.settings.get("window geometry")))
    scene.window.close()
    assert len(told) == 1
    assert isinstance(told[0], str)


async def test_a_desk_without_accounts_opens_on_connections(qtbot: QtBot, qapp: QApplication) -> None:
    stand = DeskStand(orders=0, customers=0, stock=0)
    stand.account_forms = []
    scene = await open_window(stand, qtbot, qapp)
    assert scene.window.pages.name == "connections"
    focus = scene.window.focusWidget()
    assert focus.accessibleName() == "Acme"
    scene.window.close()


async def test_the_recovery_code_is_one_choice_away(scene: Scene) -> None:
    scene.window.offer_recovery_code()
    await scene.window.tasks.idle()
    said = " ".join(label.property("text") or "" for label in dialog().findChildren(QWidget))
    for group in scene.stand.code.split("-"):
        assert group in said
    dialog().close()


async def test_f1_lists_the_keys(scene: Scene) -> None:
    await scene.key(Qt.Key.Key_F1)
    names = [one.accessibleName() for one in dialog().findChildren(QWidget)]
    assert "Ctrl Shift P: Preview what will be sent" in names
    dialog().close()
