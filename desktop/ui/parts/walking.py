"""The arrow keys from field to field of one page, past whatever else the Tab key stops at."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget


def walk(here: QWidget, *, is_down: bool) -> None:
    """Give the keyboard to the next widget of this kind on the page, above or below; at the ends it stays."""
    page = _page_of(here)
    if page is None:
        return
    others = [each for each in page.findChildren(type(here)) if _page_of(each) is page]
    places = {_top(each): each for each in others if each is not here and (_top(each) > _top(here)) is is_down}
    if not places:
        return
    found = places[min(places) if is_down else max(places)]
    found.setFocus(Qt.FocusReason.OtherFocusReason)
    if isinstance(page, QScrollArea):
        page.ensureWidgetVisible(found)


def _page_of(widget: QWidget) -> QWidget | None:
    """What scrolls it, else its window; None where it is not shown."""
    page = widget.parentWidget() if widget.isVisible() else None
    while page is not None and not page.isWindow() and not isinstance(page, QScrollArea):
        page = page.parentWidget()
    return page


def _top(widget: QWidget) -> int:
    return widget.mapTo(widget.window(), widget.rect().topLeft()).y()
