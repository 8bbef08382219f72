"""What an eye would find fault with: words cut or clipped outside table cells, parts that lie over each other."""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QScrollBar,
    QStackedWidget,
    QWidget,
)

from desktop.ui.kit import writing
from desktop.ui.parts.labels import ElasticLabel, Label, Paragraph
from desktop.ui.parts.values import ValueRow


def faults(window: QWidget) -> list[str]:
    """Every fault in a window that is shown, in words; none is as it should be."""
    return [*_cut(window), *_clipped(window), *_overlapping(window)]


def focused(window: QWidget) -> QWidget:
    """What the keys go to; the window itself where nothing has them."""
    found: QWidget | None = QApplication.focusWidget()
    return window if found is None else found


def said(widget: QWidget) -> str:
    """The words that are seen in a widget."""
    labels = (label for label in widget.findChildren(Label) if label.isVisible())
    return "  ".join(label.text() for label in labels if label.text())


def _seen(window: QWidget) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        if widget.isVisibleTo(window) and not _is_in_table(widget) and not widget.visibleRegion().isEmpty():
            yield widget


def _is_in_table(widget: QWidget) -> bool:
    parent: QWidget | None = widget
    while parent is not None:
        if isinstance(parent, QAbstractItemView):
            return True
        parent = parent.parentWidget()
    return False


def _cut(window: QWidget) -> Iterator[str]:
    for widget in _seen(window):
        if not any(child.isVisibleTo(window) for child in widget.findChildren(QWidget)):
            with writing.cuts() as cut:
                widget.grab()
            yield from (f"cut: {words}" for words in cut)


def _clipped(window: QWidget) -> Iterator[str]:
    for widget in _seen(window):
        if isinstance(widget, Paragraph):
            if widget.height() < widget.heightForWidth(widget.width()):
                yield f"clipped paragraph: {widget.text()}"
        elif isinstance(widget, ValueRow):
            if widget.height() < (needed := widget.heightForWidth(widget.width())):
                yield f"clipped field: {_name_of_row(widget)} ({widget.height()} of {needed})"
        elif isinstance(widget, QLabel | QAbstractButton) and not isinstance(widget, ElasticLabel):
            hint = widget.minimumSizeHint()
            if widget.text() and (widget.width() < hint.width() or widget.height() < hint.height()):
                yield f"clipped: {widget.text()} ({widget.size().toTuple()} of {hint.toTuple()})"


def _overlapping(window: QWidget) -> Iterator[str]:
    for parent in [window, *_seen(window)]:
        if isinstance(parent, QStackedWidget):
            continue
        children = [child for child in parent.children() if isinstance(child, QWidget) and child.isVisibleTo(window)]
        for one, other in combinations(children, 2):
            if any(isinstance(child, QScrollBar) or child.isWindow() for child in (one, other)):
                continue
            if isinstance(parent, ValueRow):
                continue  # its undo lies on its face, in room that the face keeps free
            if one.geometry().intersects(other.geometry()):
                yield f"{_name(one)} and {_name(other)} lie over each other"


def _name_of_row(row: ValueRow) -> str:
    face = row.focusProxy()
    return face.accessibleName() if face else ""


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{widget.accessibleName()}”"
