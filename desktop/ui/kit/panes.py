"""Walking between the parts of the window with F6: which can take the keyboard, and where in them it goes."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def has_keyboard(part: QWidget) -> bool:
    """Whether the keyboard is in a part of the window."""
    focused: QWidget | None = QApplication.focusWidget()
    return focused is not None and (part is focused or part.isAncestorOf(focused))


def walk(parts: Sequence[QWidget], step: int) -> None:
    """Put the keyboard into the next part (or the one before, `step` -1) that can take it."""
    open_parts = [part for part in parts if part.isVisible() and _first(part) is not None]
    if not open_parts:
        return
    focus = QApplication.focusWidget()
    inside = [place for place, part in enumerate(open_parts) if focus and (part is focus or part.isAncestorOf(focus))]
    at = inside[-1] + step if inside else 0
    if (first := _first(open_parts[at % len(open_parts)])) is not None:
        first.setFocus(Qt.FocusReason.TabFocusReason)


def _first(part: QWidget) -> QWidget | None:
    """Where the keyboard goes in a part: where it was last, else into its first widget that takes it.

    Not asked of `nextInFocusChain`: PySide takes what that gives for a child of the widget that was asked, and forgets
    it, while it is on screen, as soon as that one goes.
    """
    last: QWidget | None = part.focusWidget()
    if last is not None and _takes(last):
        return last
    return next((widget for widget in (part, *part.findChildren(QWidget)) if _takes(widget)), None)


def _takes(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()
