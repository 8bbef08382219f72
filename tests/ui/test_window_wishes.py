"""Every wish that a part of the window can tell is heard by somebody: no button leads nowhere."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from PySide6.QtCore import QMetaMethod, QObject
from PySide6.QtGui import QShortcut

from desktop.ui.frame.commands import COMMANDS
from desktop.ui.frame.window import Window
from desktop.ui.lists.page import ListPage
from tests.ui.desk_world import ACTS
from tests.ui.window_open import Scene, begun_morning
from tests.ui.window_scene import CONFLICT

scene = pytest.fixture(begun_morning)


OFFERS: Mapping[str, Callable[[Any], bool]] = {
    "EmptyState.action_wanted": lambda part: not part.action.isHidden(),
    "LinesView.more_wanted": lambda part: part.is_short,
    "Notice.action_wanted": lambda part: not part.action.isHidden(),
    "Notice.close_wanted": lambda part: not part.closing.isHidden(),
    "RowTable.act_wanted": lambda part: part.has_acts,
}
"""Wishes that some parts of a class never tell, because they do not offer what they are about."""


def own_signals(part: QObject) -> Iterator[QMetaMethod]:
    """The signals that our own classes declare."""
    meta = part.metaObject()
    while type(part).__module__.startswith("desktop.") and not meta.className().startswith("Q"):
        methods = (meta.method(at) for at in range(meta.methodOffset(), meta.methodCount()))
        yield from (method for method in methods if method.methodType() == QMetaMethod.MethodType.Signal)
        meta = meta.superClass()


def unheard(window: Window) -> set[str]:
    return {
        name
        for part in window.findChildren(QObject)
        for signal in own_signals(part)
        if (name := f"{type(part).__name__}.{bytes(signal.name().data()).decode()}").endswith("_wanted")
        if not part.isSignalConnected(signal) and OFFERS.get(name, lambda _: True)(part)
    }


async def test_every_wish_is_heard(scene: Scene) -> None:
    window = scene.window
    window.pages.open_record(CONFLICT, "orders")
    await window.tasks.idle()
    pane = next(page for page in window.findChildren(ListPage) if page.isVisible()).pane
    pane.tabs.choose("lines")
    for act in ACTS["orders"]:
        pane.deeds.start(act)
    window.offer_recovery_code()
    window.pages.connect_account("acme")
    await window.tasks.idle()
    assert unheard(window) == set()


async def test_every_key_of_the_window_stands_in_the_list_of_keys(scene: Scene) -> None:
    window = scene.window
    window.pages.answer_first()
    await window.tasks.idle()
    bound = {shortcut.key().toString() for shortcut in window.findChildren(QShortcut)}
    elsewhere = {"Ctrl+Enter", "1", "2"}  # the number pad's Return, and the platforms of the very first page
    assert bound - elsewhere <= {command.keys for command in COMMANDS}
