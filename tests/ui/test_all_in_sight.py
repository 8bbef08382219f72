"""Pages with their panes, dialogs, menus and the windows before a desk: no words cut, nothing over anything else."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.frame.window import Window
from desktop.ui.kit.theme import Choice, Theme
from desktop.ui.opening.key_dialogs import AskPassphrase, ChoosePassphrase, KeyPage, LockedPage, TypeRecoveryCode
from tests.ui.sight import faults
from tests.ui.sight_scenes import SCENES, WITH_MORE, Sighted, long_morning
from tests.ui.window_scene import Clock, values_at

SIZES = ((1280, 800), (1920, 1080))


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp.styleHints())
    made.apply(qapp)
    before = QLocale()
    QLocale.setDefault(QLocale("en_AU"))
    yield made
    made.choose(Choice.SYSTEM)
    QLocale.setDefault(before)


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SCENES)
async def test_all_words_are_seen_whole(
    name: str, size: tuple[int, int], theme: Theme, qtbot: QtBot, qapp: QApplication
) -> None:
    stand = long_morning()
    window = Window(stand.desk(), theme, values_at(Clock()))
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    window.begin()
    scene = Sighted(stand, window)
    await window.tasks.idle()
    await SCENES[name](scene)
    await window.tasks.idle()
    qapp.processEvents()
    assert bool(scene.over()) == (name in WITH_MORE)
    found = [fault for shown in (window, *scene.over()) if not isinstance(shown, QMenu) for fault in faults(shown)]
    for shown in scene.over():
        shown.close()
    window.close()
    assert found == []


def key_pages(theme: Theme) -> dict[str, KeyPage]:
    locked = "Nothing can be written to the data folder of this desk."
    hint = "Make the folder writable, or start Wholedesk with --data and another folder."
    return {
        "choose": ChoosePassphrase(theme),
        "ask": AskPassphrase(theme),
        "code": TypeRecoveryCode(theme),
        "locked": LockedPage(theme, locked, hint, can_recover=True),
    }


@pytest.mark.parametrize("name", ["choose", "ask", "code", "locked"])
def test_windows_before_a_desk_are_seen_whole(name: str, theme: Theme, qtbot: QtBot, qapp: QApplication) -> None:
    page: QWidget = key_pages(theme)[name]
    qtbot.addWidget(page)
    assert isinstance(page, KeyPage)
    page.resize(page.minimumSize())
    page.show()
    page.tell_error("This does not open the desk.", "Look at capitals and blanks, then type it once more.")
    qapp.processEvents()
    assert faults(page) == []
