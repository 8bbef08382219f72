"""Every page at both sizes, in both themes: no words cut outside table cells, nothing over anything else."""

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.frame.window import Window
from desktop.ui.kit.theme import Choice, Theme
from tests.ui.sight import faults
from tests.ui.window_scene import Clock, morning, values_at

SIZES = ((1280, 800), (1920, 1080))
PAGES = ("orders", "customers", "stock", "outbox", "journal", "connections", "conflict", "asked", "form", "first")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("page", PAGES)
async def test_nothing_is_cut_or_overlaps(page: str, size: tuple[int, int], qtbot: QtBot, qapp: QApplication) -> None:
    stand = morning()
    if page == "first":
        stand.account_forms, stand.entries = [], []
    if page == "asked":
        stand.entries = [entry for entry in stand.entries if entry.state == "asked"]
    theme = Theme(qapp.styleHints())
    theme.apply(qapp)
    before = QLocale()
    QLocale.setDefault(QLocale("en_AU"))
    window = Window(stand.desk(), theme, values_at(Clock()))
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    window.begin()
    if page in {"conflict", "asked"}:
        window.pages.answer_first()
    elif page == "form":
        window.pages.show_page("connections")
        window.pages.connect_account("acme")
    elif page != "first":
        window.pages.show_page(page)
    await window.tasks.idle()
    qapp.processEvents()
    found = faults(window)
    window.close()
    theme.choose(Choice.SYSTEM)
    QLocale.setDefault(before)
    assert found == []
