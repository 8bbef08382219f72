"""All documents of a record as the vendor sent them: a tree to search and to copy from."""

import json
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QModelIndex, QSize, QSortFilterProxyModel, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QHBoxLayout, QTreeView, QVBoxLayout, QWidget

from desktop.forms import Raw
from desktop.ui.kit.fonts import Type, font
from desktop.ui.kit.theme import Theme, palette
from desktop.ui.kit.tokens import Space
from desktop.ui.parts.buttons import Button, Kind
from desktop.ui.parts.lines import SearchField
from desktop.ui.parts.scrolling import SlimScrollBar

LONGEST = 2000
ROW = 20
"""A value's cell shows no more letters than this; all of it is copied."""

DEEPEST = 100
"""Below this depth a document is shown as its text."""

WHOLE = int(Qt.ItemDataRole.UserRole) + 20
"""The whole value of a row, where its cell shows less."""


class RawPage(QWidget):
    """The raw documents; the field narrows them to rows whose name or value holds the words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._documents: tuple[Raw, ...] = ()
        self._is_laid_out = False
        self._items = QStandardItemModel(0, 2, self)
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self._items)
        self._found.setRecursiveFilteringEnabled(True)
        self._found.setAutoAcceptChildRows(True)
        self._found.setFilterKeyColumn(-1)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.tree = RawTree(theme)
        self.tree.setModel(self._found)
        self.field = SearchField(theme, self.tr("Search all fields"))
        self.field.textChanged.connect(self._search)
        self.field.left.connect(self.tree.setFocus)
        self._copy = Button(theme, self.tr("Copy all"), Kind.QUIET, icon="copy")
        self._copy.clicked.connect(self._copy_all)
        top = QHBoxLayout()
        top.setContentsMargins(Space.WIDE, Space.MIDDLE, Space.CELL, Space.MIDDLE)
        top.addWidget(self.field, 1)
        top.addWidget(self._copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.tree, 1)
        self._bar = SlimScrollBar(theme, self.tree)

    def show_documents(self, documents: Sequence[Raw]) -> None:
        """Show these documents, as soon as the page is seen; the same ones again change nothing."""
        if tuple(documents) != self._documents:
            self._documents, self._is_laid_out = tuple(documents), False
            if self.isVisible():
                self.lay_out()

    def lay_out(self) -> None:
        """Make the tree of documents that were not seen yet."""
        if self._is_laid_out:
            return
        self._is_laid_out = True
        self._items.clear()
        self._items.setHorizontalHeaderLabels([self.tr("Field"), self.tr("Value")])
        for document in self._documents:
            self._items.invisibleRootItem().appendRow(_rows(document.part, _decoded(document.text)))
        self.tree.show_all()

    def _search(self, words: str) -> None:
        self._found.setFilterFixedString(words)
        self.tree.expandAll() if words else self.tree.show_all()

    def _copy_all(self) -> None:
        QApplication.clipboard().setText("\n\n".join(document.text for document in self._documents))


class RawTree(QTreeView):
    """Names and values. Ctrl+C copies the value, or the part of the document below the row."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFont(font(Type.SECOND))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(14)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setAccessibleName(self.tr("All fields as the platform sent them"))
        self._dress()
        theme.changed.connect(self._dress)

    def show_all(self) -> None:
        """Open the documents and what lies directly in them."""
        self.collapseAll()
        self.expandToDepth(0)
        self.setColumnWidth(0, 190)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(_copied(self.currentIndex()))
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        self.setPalette(palette(self._theme.tokens))


def _copied(index: QModelIndex) -> str:
    """The value of a row; of a row with rows below it all of them, one a line."""
    name, value = index.siblingAtColumn(0), index.siblingAtColumn(1)
    if not index.isValid():
        return ""
    if not index.model().rowCount(name):
        return str(value.data(WHOLE))
    return "\n".join(_told(name, ""))


def _told(name: QModelIndex, before: str) -> Iterator[str]:
    model = name.model()
    path = f"{before}.{name.data()}" if before else str(name.data())
    if not model.rowCount(name):
        yield f"{path}: {name.siblingAtColumn(1).data(WHOLE)}"
    for row in range(model.rowCount(name)):
        yield from _told(model.index(row, 0, name), path)


def _decoded(text: str) -> object:
    """The document with numbers as they were written; what is no JSON is its own text."""
    try:
        return json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError):
        return text


def _rows(name: str, value: object, depth: int = 0) -> list[QStandardItem]:
    first, second = QStandardItem(name), QStandardItem("")
    first.setSizeHint(QSize(0, ROW))
    if depth > DEEPEST:
        value = json.dumps(value)
    if isinstance(value, dict):
        second.setText("" if value else "{}")
        for key, inner in value.items():
            first.appendRow(_rows(str(key), inner, depth + 1))
    elif isinstance(value, list):
        second.setText(f"[{len(value)}]")
        for place, inner in enumerate(value):
            first.appendRow(_rows(str(place), inner, depth + 1))
    else:
        second.setText(_written(value)[:LONGEST])
    second.setData(_written(value) if not isinstance(value, dict | list) else second.text(), WHOLE)
    return [first, second]


def _written(value: object) -> str:
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    return str(value)
