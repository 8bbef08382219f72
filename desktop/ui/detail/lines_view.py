"""One table of a record with its heading, and what was wrong with the last text."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop.forms import LineForm, LinesForm, Section
from desktop.ui.detail.edits import Edits, Spot
from desktop.ui.detail.field_rows import SectionRows
from desktop.ui.detail.line_cells import line_name
from desktop.ui.detail.lines import NO_LINES, LinesTable
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.parts.buttons import Button, Kind
from desktop.ui.parts.labels import Paragraph
from desktop.ui.parts.pane import clear
from desktop.ui.parts.scrolling import SlimScrollBar
from desktop.ui.parts.sections import SectionTitle
from desktop.ui.parts.values import align
from desktop.ui.words.ages import several
from desktop.ui.words.readings import Reader


class LinesView(QWidget):
    """Lines to edit. A short one shows the first `most` and tells that there are more (`more_wanted`)."""

    more_wanted = Signal()

    def __init__(self, theme: Theme, reader: Reader, edits: Edits, *, most: int = 0) -> None:
        super().__init__()
        self._theme = theme
        self._reader = reader
        self._edits = edits
        self._most = most
        self._form = NO_LINES
        self._new = ""
        self.table = LinesTable(theme, reader, edits.wanted)
        self._add = Button(theme, "", Kind.QUIET, icon="plus")
        self._take_off = Button(theme, self.tr("Take off"), Kind.QUIET)
        self._title = SectionTitle(theme, "")
        self._wrong = Paragraph(theme, "", Type.SECOND, Tone.BAD)
        self._wrong.setContentsMargins(Space.WIDE, 0, Space.WIDE, 0)
        self._wrong.hide()
        self._more = Button(theme, "", Kind.LINK)
        if (title := self._title.layout()) is not None:
            title.addWidget(self._take_off)
            title.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._title, self._wrong):
            column.addWidget(part)
        column.addWidget(self.table)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._connect()
        if not most:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)  # the rest is for the fields
            self.table.setSizeAdjustPolicy(QAbstractScrollArea.SizeAdjustPolicy.AdjustToContents)
            self._bar = SlimScrollBar(theme, self.table)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the Tab key stops in it, in order."""
        return self._take_off, self._add, self.table, self._more

    @property
    def is_short(self) -> bool:
        """Whether there may be more lines than are shown here."""
        return self._most > 0

    def show_table(self, form: LinesForm) -> None:
        """Show a table as it is now."""
        self._form = form
        self._title.words.setText(form.label)
        self._add.set_words(self.tr("Add {row}").format(row=form.row))
        self._add.set_reason(form.add)
        self.table.show_lines(form, self._edits.typed, most=self._most)
        hidden = max(0, len(form.lines) - self._most) if self._most else 0
        more = several(hidden, self.tr("{n} more {row}"), self.tr("{n} more {rows}"))
        self._more.set_words(more.replace("{rows}", form.label.lower()).replace("{row}", form.row))
        self._more.setVisible(hidden > 0)
        if self._most:
            self.table.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            self.table.setFixedHeight(self.table.full_height())
        else:
            self.table.setMaximumHeight(self.table.full_height())
        self._show_tool(self._current())
        self._enter_new()

    def mend(self, spot: Spot) -> None:
        """Open the editor of a text that could not be kept."""
        self.table.mend(spot)

    def _connect(self) -> None:
        self._add.clicked.connect(self._add_line)
        self._take_off.clicked.connect(self._take_off_or_keep)
        self._more.clicked.connect(self.more_wanted)
        self.table.value_given.connect(self._edits.change)
        self.table.wrong_given.connect(self._edits.refuse)
        self.table.given_up.connect(self._edits.give_up)
        self.table.undo_wanted.connect(self._edits.undo)
        self.table.remove_wanted.connect(self._remove)
        self.table.keep_wanted.connect(self._edits.keep_line)
        self.table.refused.connect(self._tell)
        self.table.line_chosen.connect(lambda _: self._show_tool(self._current()))

    def _tell(self, words: str) -> None:
        self._wrong.setText(words)
        self._wrong.setVisible(bool(words))

    def _add_line(self) -> None:
        self._new = self._edits.add_line(self._form)
        if self._most and len(self._form.lines) >= self._most:
            self.more_wanted.emit()

    def _enter_new(self) -> None:
        """The keyboard goes to the line that was just added."""
        if self._new and any(line.key == self._new for line in self.table.lines()):
            self.table.choose(self._new)
            if self.isVisible():
                self.table.setFocus(Qt.FocusReason.OtherFocusReason)
                self.table.edit_cell()
            self._new = ""

    def _remove(self, key: str) -> None:
        line = next(line for line in self._form.lines if line.key == key)
        if self._form.remove and not line.added:
            self._tell(self._form.remove)
            return
        self._edits.remove_line(key, self._form.row, line_name(line))

    def _take_off_or_keep(self) -> None:
        if (line := self._current()) is not None:
            if line.removed:
                self._edits.keep_line(line.key)
            else:
                self._remove(line.key)

    def _current(self) -> LineForm | None:
        return self.table.current_line()

    def _show_tool(self, line: LineForm | None) -> None:
        self._take_off.setVisible(line is not None)
        if line is not None:
            self._take_off.set_words(self.tr("Bring back") if line.removed else self.tr("Take off"))
            self._take_off.set_reason("" if line.added or line.removed else self._form.remove)


class LineFields(QWidget):
    """All fields of the chosen line, those too for which the table has no room."""

    def __init__(self, theme: Theme, reader: Reader, edits: Edits) -> None:
        super().__init__()
        self._theme = theme
        self._reader = reader
        self._edits = edits
        self._section: SectionRows | None = None
        self._line: LineForm | None = None
        self._names: tuple[str, tuple[str, ...]] = ("", ())
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def is_typing(self) -> bool:
        """Whether one of the fields is being edited."""
        return self._section is not None and self._section.is_typing

    def finish(self) -> None:
        """Be done with what is typed so far."""
        if self._section is not None:
            self._section.finish()

    def mend(self, spot: Spot) -> None:
        """Open the editor of a text that could not be kept, if it is one of the fields on show."""
        name, line = spot
        if self._section is not None and self._names[0] == line and (row := self._section.rows.get(name)):
            row.edit()

    def show_line(self, line: LineForm | None) -> None:
        """Show a line's fields; None shows nothing. Other fields are shown when nobody types in these."""
        self._line = line
        names = (line.key, tuple(cell.name for cell in line.cells)) if line is not None else ("", ())
        if names != self._names and not self.is_typing:
            self._names = names
            self._build(line)
        if self._section is not None and line is not None and line.key == self._names[0]:
            self._section.show_fields(line.cells)
        self.setVisible(bool(self._names[0]))

    def _build(self, line: LineForm | None) -> None:
        clear(self._column)
        self._section = None
        if line is not None:
            section = Section(name=line_name(line), fields=line.cells)
            self._section = SectionRows(self._theme, self._reader, self._edits, section, line.key)
            self._section.closed.connect(lambda: self.show_line(self._line))
            align(list(self._section.rows.values()))
            self._column.addWidget(self._section)
