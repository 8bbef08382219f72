"""The arrow keys from field to field of one page, past whatever else the Tab key stops at."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget


def walk(here: QWidget, *, is_down: bool) -> None:
    """Give the keyboard to the next widget of this kind on the page, in the Tab key's order; at the ends it stays."""
    page, found = _page_of(here), _beside(here, is_down=is_down)
    while found is not None and found is not here and not (type(found) is type(here) and _page_of(found) is page):
        found = _beside(found, is_down=is_down)
    # The order is a ring: beyond the last one comes the first.
    if found is None or found is here or (_top(found) > _top(here)) is not is_down:
        return
    found.setFocus(Qt.FocusReason.OtherFocusReason)
    if isinstance(page, QScrollArea):
        page.ensureWidgetVisible(found)


def _beside(widget: QWidget, *, is_down: bool) -> QWidget | None:
    return widget.nextInFocusChain() if is_down else widget.previousInFocusChain()


def _page_of(widget: QWidget) -> QWidget | None:
    """What scrolls it, else its window; None where it is not shown."""
    page = widget.parentWidget() if widget.isVisible() else None
    while page is not None and not page.isWindow() and not isinstance(page, QScrollArea):
        page = page.parentWidget()
    return page


def _top(widget: QWidget) -> int:
    return widget.mapTo(widget.window(), widget.rect().topLeft()).y()
