"""What holds for every part: told to screen readers, reached by key, whole words, both themes, both directions."""

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QBoxLayout, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit import writing
from desktop.ui.kit.theme import Choice, Theme
from desktop.ui.kit.tokens import DARK, LIGHT
from desktop.ui.parts.labels import Arc
from tests.ui.parts_shown import PARTS

WIDTH = 720
ROLES = {
    "main button": (QAccessible.Role.Button, "Send changes"),
    "icon button": (QAccessible.Role.Button, "Fetch now"),
    "chip": (QAccessible.Role.Button, "State is not Cancelled"),
    "add chip": (QAccessible.Role.Button, "Filter"),
    "line": (QAccessible.Role.EditableText, "Name in the desk"),
    "search": (QAccessible.Role.EditableText, "Filter this list"),
    "text box": (QAccessible.Role.EditableText, "Note"),
    "check box": (QAccessible.Role.CheckBox, "Read only at first"),
    "radio": (QAccessible.Role.RadioButton, "Keep mine"),
}
INSIDE = {
    "field": (QAccessible.Role.EditableText, "Store ID"),
    "offer": (QAccessible.Role.Button, "Dispatch"),
    "notice": (QAccessible.Role.Button, "Close this notice"),
    "pager": (QAccessible.Role.Button, "Next page"),
    "strip": (QAccessible.Role.Button, "Albion, Sign in again, sign in again"),
    "sidebar": (QAccessible.Role.Button, "Orders, 100,000"),
    "tabs": (QAccessible.Role.PageTab, "Lines, 8"),
    "value": (QAccessible.Role.Button, "PO number: NL-2219"),
    "changed value": (QAccessible.Role.Button, "PO number: NL-2291, was NL-2219, not sent"),
    "locked value": (QAccessible.Role.Button, "Freight: 18.00, locked"),
}


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(WIDTH, 400)
    column = QVBoxLayout(made)
    column.setAlignment(Qt.AlignmentFlag.AlignTop)
    qtbot.addWidget(made)
    return made


def put(page: QWidget, part: QWidget, qtbot: QtBot) -> QWidget:
    """Show a part alone on a page."""
    layout = page.layout()
    assert isinstance(layout, QBoxLayout)
    layout.addWidget(part)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return part


def family(widget: QWidget) -> list[QAccessibleInterface]:
    """A widget and all that it holds, as screen readers find it."""
    found, todo = [], [QAccessible.queryAccessibleInterface(widget)]
    while todo:
        one = todo.pop()
        found.append(one)
        todo += [one.child(at) for at in range(one.childCount())]
    return found


def focusable(part: QWidget) -> list[QWidget]:
    return [
        widget
        for widget in (part, *part.findChildren(QWidget))
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled()
        and widget.focusProxy() is None
    ]  # fmt: skip


@pytest.mark.parametrize("name", ROLES)
def test_a_part_tells_its_role_and_name(name: str, theme: Theme, page: QWidget, qtbot: QtBot) -> None:
    told = QAccessible.queryAccessibleInterface(put(page, PARTS[name](theme), qtbot))
    assert (told.role(), told.text(QAccessible.Text.Name)) == ROLES[name]


def test_a_list_which_qt_names_by_its_value_tells_its_name_as_well(theme: Theme, page: QWidget, qtbot: QtBot) -> None:
    told = QAccessible.queryAccessibleInterface(put(page, PARTS["dropdown"](theme), qtbot))
    assert told.role() == QAccessible.Role.ComboBox
    assert (told.text(QAccessible.Text.Name), told.text(QAccessible.Text.Description)) == ("New", "Folder")


@pytest.mark.parametrize("name", INSIDE)
def test_what_a_part_holds_tells_its_role_and_name(name: str, theme: Theme, page: QWidget, qtbot: QtBot) -> None:
    told = family(put(page, PARTS[name](theme), qtbot))
    assert INSIDE[name] in [(one.role(), one.text(QAccessible.Text.Name)) for one in told]


@pytest.mark.parametrize("name", PARTS)
def test_everything_that_can_be_pressed_has_a_name(name: str, theme: Theme, page: QWidget, qtbot: QtBot) -> None:
    for widget in focusable(put(page, PARTS[name](theme), qtbot)):
        assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name), widget


@pytest.mark.parametrize("name", PARTS)
def test_everything_that_can_be_pressed_is_reached_by_tab(name: str, theme: Theme, page: QWidget, qtbot: QtBot) -> None:
    part = put(page, PARTS[name](theme), qtbot)
    wanted = set(focusable(part))
    pressable = {one for one in part.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()}
    assert {one for one in pressable if not one.inherits("QToolButton")} <= wanted  # tabs scroll by their own buttons
    reached: set[QWidget] = set()
    page.setFocus()
    for _ in range(3 * len(wanted) + 3):
        page.focusNextPrevChild(True)
        reached.add(page.focusWidget())
    assert wanted <= reached


@pytest.mark.parametrize("choice", [Choice.LIGHT, Choice.DARK])
@pytest.mark.parametrize("name", PARTS)
def test_the_focus_is_seen_in_the_accent(name: str, choice: Choice, theme: Theme, page: QWidget, qtbot: QtBot) -> None:
    theme.choose(choice)
    for widget in focusable(put(page, PARTS[name](theme), qtbot)):
        page.setFocus()
        before = accents(widget, theme)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        assert accents(widget, theme) > before + 20, widget
    theme.choose(Choice.SYSTEM)


def accents(widget: QWidget, theme: Theme) -> int:
    """How many pixels of a widget show the colour of the focus."""
    image = widget.grab().toImage()
    accent = theme.tokens.accent
    return sum(image.pixelColor(x, y) == accent for x in range(image.width()) for y in range(image.height()))


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("name", PARTS)
def test_no_word_is_cut_at_the_usual_size(
    name: str, direction: Qt.LayoutDirection, theme: Theme, page: QWidget, qtbot: QtBot
) -> None:
    page.setLayoutDirection(direction)
    part = put(page, PARTS[name](theme), qtbot)
    with writing.cuts() as cut:
        image = part.grab().toImage()
    assert cut == []
    assert len({image.pixel(x, y) for x in range(image.width()) for y in range(0, image.height(), 2)}) > 2


@pytest.mark.parametrize("name", PARTS)
def test_children_stay_inside_and_apart(name: str, theme: Theme, page: QWidget, qtbot: QtBot) -> None:
    part = put(page, PARTS[name](theme), qtbot)
    whole = part.rect()
    for child in part.findChildren(QWidget):
        if child.isVisible() and child.parentWidget() is part:
            assert whole.contains(child.geometry()), child
    labels = [label for label in part.findChildren(QLabel) if label.isVisible()]
    areas = [label.rect().translated(label.mapTo(part, QPoint(0, 0))) for label in labels]
    assert not any(one.intersects(other) for at, one in enumerate(areas) for other in areas[at + 1 :])


@pytest.mark.parametrize("name", PARTS)
def test_a_part_changes_its_colours_with_the_theme(name: str, theme: Theme, page: QWidget, qtbot: QtBot) -> None:
    part = put(page, PARTS[name](theme), qtbot)
    light = part.grab().toImage()
    theme.choose(Choice.DARK)
    dark = part.grab().toImage()
    theme.choose(Choice.SYSTEM)
    assert (theme.tokens, light != dark) == (LIGHT, True)
    brightest = max(dark.pixelColor(x, y).lightness() for x in range(dark.width()) for y in range(dark.height()))
    assert brightest > DARK.sheet.lightness() + 60


@pytest.mark.parametrize("name", PARTS)
def test_a_part_is_sharp_at_twice_the_pixels(name: str, theme: Theme, page: QWidget, qtbot: QtBot) -> None:
    part = put(page, PARTS[name](theme), qtbot)
    fine = QImage(part.size() * 2, QImage.Format.Format_RGB32)
    fine.setDevicePixelRatio(2)
    part.render(fine)
    coarse = part.grab().toImage().scaled(fine.size())
    assert fine.size() == QSize(part.width() * 2, part.height() * 2)
    assert fine != coarse


def test_the_arc_turns_only_while_it_is_seen(theme: Theme, page: QWidget, qtbot: QtBot) -> None:
    arc = Arc(theme)
    put(page, arc, qtbot)
    first = arc.grab().toImage()
    qtbot.waitUntil(lambda: arc.grab().toImage() != first)
    page.hide()
    assert not arc.is_turning
