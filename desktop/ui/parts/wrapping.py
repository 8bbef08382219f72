"""A row that goes on below where there is no room beside: words of other languages are longer than ours."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLayoutItem, QStyle, QWidget


class WrappingRow(QLayout):
    """Parts beside each other, and in a further row where they do not fit; the rows are centred in their height.

    `is_apart`: leftover width goes before the last part, which stands at the end, also alone in its row.
    """

    def __init__(self, *parts: QWidget, spacing: int = 0, is_apart: bool = False) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._is_apart = is_apart
        self.setSpacing(spacing)
        for part in parts:
            self.addWidget(part)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem:
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value] # Qt asks for one too many

    def takeAt(self, index: int) -> QLayoutItem:
        return self._items.pop(index) if 0 <= index < len(self._items) else None  # type: ignore[return-value] # as above

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return sum(_height(row) for row in self._rows(width))

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._seen()]
        width = sum(hint.width() for hint in hints) + self.spacing() * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        least = [item.minimumSize() for item in self._seen()]
        return QSize(
            max((size.width() for size in least), default=0), max((size.height() for size in least), default=0)
        )

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        rows = self._rows(rect.width())
        top = rect.top() + max(0, rect.height() - sum(_height(row) for row in rows)) // 2
        for row in rows:
            left = rect.left()
            for item in row:
                size = self._size(item, rect.width())
                if self._is_apart and item is self._items[-1]:
                    left = rect.left() + rect.width() - size.width()
                place = QRect(left, top + (_height(row) - size.height()) // 2, size.width(), size.height())
                item.setGeometry(QStyle.visualRect(self._direction(), rect, place))
                left += size.width() + self.spacing()
            top += _height(row)

    def _seen(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = []
        left = 0
        for item in self._seen():
            needed = item.sizeHint().width()
            if not rows or left + needed > width:
                rows.append([])
                left = 0
            rows[-1].append(item)
            left += needed + self.spacing()
        return rows

    def _size(self, item: QLayoutItem, width: int) -> QSize:
        return item.sizeHint().boundedTo(QSize(width, item.sizeHint().height()))

    def _direction(self) -> Qt.LayoutDirection:
        parent = self.parentWidget()
        return parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight


def block(*parts: QWidget, spacing: int = 0) -> QWidget:
    """Parts that wrap as one."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(spacing)
    for part in parts:
        row.addWidget(part)
    return made


def _height(row: list[QLayoutItem]) -> int:
    return max(item.sizeHint().height() for item in row)
