"""The dialog of an act: what it needs, then once more what it means where that cannot be undone, then done."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import AppError
from desktop.forms import ActForm, LinesForm
from desktop.records import Value
from desktop.ui.detail.act_inputs import InputField, LinesInput
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.parts.buttons import Button, Kind
from desktop.ui.parts.dialogs import Dialog, answers, height_of
from desktop.ui.parts.labels import Paragraph
from desktop.ui.parts.notices import ErrorBox
from desktop.ui.parts.pane import bring_into_sight, scrolled
from desktop.ui.words.readings import Reader

WIDTH = 460
TALLEST = 420


class ActDialog(Dialog):
    """Asks for the inputs of one act. `wanted` (inputs by name) when they are given and the warning was taken; who
    hears it closes the dialog when they are kept, or tells the error.

    An act that warns asks once more before; one that asks for nothing begins with its warning.
    """

    wanted = Signal(object)

    def __init__(
        self, theme: Theme, reader: Reader, act: ActForm, record: str, lines: LinesForm | None, parent: QWidget
    ) -> None:
        super().__init__(theme, act.label, parent, width=WIDTH)
        self._act = act
        self._kept = {asked.name: asked.value for asked in act.inputs if asked.is_kept}
        self._values: dict[str, Value] = self._kept
        self._inputs = {
            asked.name: LinesInput(theme, reader, asked, lines)
            if asked.left is not None
            else InputField(theme, reader, asked)
            for asked in act.inputs
            if not asked.is_kept
        }
        self.setAccessibleName(f"{act.label}, {record}")
        self._error = ErrorBox(theme)
        self._inside = self._form()
        self._area = scrolled(theme, self._inside)
        self._given = Paragraph(theme, "", Type.BODY, Tone.TEXT2)
        self._warning = Paragraph(theme, act.warning, Type.BODY)
        self._go = Button(theme, "", self._kind(), keys="Ctrl+Return")
        self._back = Button(theme, "")
        self._go.clicked.connect(self.go)
        self._back.clicked.connect(self._go_back)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(Space.AREA, Space.AREA, Space.AREA, Space.WIDE)
        whole.setSpacing(Space.CELL)
        whole.addWidget(Paragraph(theme, act.label, Type.PAGE_TITLE))
        whole.addWidget(Paragraph(theme, record, Type.SECOND, Tone.TEXT2))
        form = QHBoxLayout()
        form.addWidget(self._area)
        form.addSpacing(-Space.MIDDLE)  # its bar stands outside, so that the fields end where everything else does
        whole.addLayout(form, 1)
        whole.addWidget(self._given)
        whole.addWidget(self._warning)
        whole.addWidget(self._error)
        whole.addLayout(answers(self._back, self._go))
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.go)
        self._turn(0 if self._inputs else 1)

    def go(self) -> None:
        """On from the inputs to the warning, or to the deed itself."""
        if not self._go.isEnabled():
            return
        if not self._is_warning:
            read = {name: field.read() for name, field in self._inputs.items()}
            wrong = [name for name, (_, is_good) in read.items() if not is_good]
            self.fit()
            if wrong:
                self._inputs[wrong[0]].setFocus()
                bring_into_sight(self._inputs[wrong[0]])
                return
            self._values = self._kept | {name: value for name, (value, _) in read.items()}
            if self._act.warning:
                self._turn(1)
                return
        values: Mapping[str, Value] = self._values
        self._error.tell("")
        self._go.set_reason(self.tr("It is being kept."))
        self.wanted.emit(values)

    def tell_error(self, error: AppError) -> None:
        """It could not be kept: what was typed stays, with the reason."""
        self._go.set_reason("")
        self._turn(0 if self._inputs else 1)
        self._error.tell(error.title, error.hint)

    def fit(self) -> None:
        """The fields have the height that they need, up to where they scroll."""
        if (layout := self._inside.layout()) is not None:
            self._area.setMinimumHeight(min(TALLEST, height_of(layout, self._area.width())))
        super().fit()

    @property
    def _is_warning(self) -> bool:
        return self._area.isHidden()

    def _go_back(self) -> None:
        if self._is_warning and self._inputs:
            self._turn(0)
        else:
            self.reject()

    def _turn(self, page: int) -> None:
        is_warning = page == 1
        self._area.setVisible(not is_warning)
        given = [told for field in self._inputs.values() if (told := field.told())]
        self._given.setText("\n".join(given))
        self._given.setVisible(is_warning and bool(given))
        self._warning.setVisible(is_warning)
        asks = bool(self._act.warning) and not is_warning
        self._go.set_words(self.tr("Go on") if asks else self._act.label)
        self._back.set_words(self.tr("Back") if is_warning and self._inputs else self.tr("Cancel"))
        if is_warning:
            self._back.setFocus()  # what cannot be undone is never one key press away
        elif first := next((field for field in self._inputs.values() if not field.isHidden()), None):
            first.setFocus()
        self.fit()

    def _kind(self) -> Kind:
        return Kind.DANGER if self._act.final else Kind.PRIMARY

    def _form(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout()
        column.setSpacing(Space.CELL)
        for field in self._inputs.values():
            column.addWidget(field)
        column.addStretch(1)
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(column)
        row.addSpacing(Space.MIDDLE)
        return inside
