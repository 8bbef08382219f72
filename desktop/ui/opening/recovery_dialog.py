"""The recovery code, shown to be kept: in groups, to copy or to save to a file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.kit.fonts import Type
from desktop.ui.kit.painting import RING
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.parts.ask import WIDTH
from desktop.ui.parts.buttons import Button, Kind
from desktop.ui.parts.dialogs import Dialog, answers
from desktop.ui.parts.labels import Label, Paragraph
from desktop.ui.parts.notices import ErrorBox

ROW = 4
"""Groups of the code in one row."""


def chosen_file(parent: QWidget, name: str, then: Callable[[Path], None]) -> None:
    """Ask where to save, and come back at once."""
    dialog = QFileDialog(parent, name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("txt")
    dialog.selectFile("Wholedesk recovery code.txt")
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    dialog.open()


ChooseFile = Callable[[QWidget, str, Callable[[Path], None]], None]


class RecoveryDialog(Dialog):
    """Shows the code. `kept`: the user says that it is safe; closing it any other way means later."""

    kept = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None, code: str, choose_file: ChooseFile = chosen_file) -> None:
        super().__init__(theme, self.tr("Recovery code"), parent, width=WIDTH)
        self._theme = theme
        self._code = code
        self._choose_file = choose_file
        self._told = Label(theme, "", Type.SECOND, Tone.OK)
        self._error = ErrorBox(theme)
        why = self.tr(
            "With this code you open the desk when this computer has lost its key. Without it, a lost key means "
            "that changes you have not sent are lost. Keep it somewhere else than on this computer."
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(Space.AREA, Space.AREA, Space.AREA, Space.WIDE)
        whole.setSpacing(Space.CELL)
        whole.addWidget(Paragraph(theme, self.tr("Keep this recovery code"), Type.PAGE_TITLE))
        whole.addWidget(Paragraph(theme, why, Type.BODY, Tone.TEXT2))
        whole.addLayout(self._groups())
        whole.addLayout(self._ways())
        whole.addWidget(self._error)
        whole.addSpacing(Space.MIDDLE)
        whole.addLayout(self._answers())

    def _groups(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.WIDE)
        for place, group in enumerate(self._code.replace("-", " ").split()):
            label = Label(self._theme, group, Type.CODE)
            label.setMinimumHeight(22)
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            grid.addWidget(label, place // ROW, place % ROW)
        grid.setColumnStretch(ROW, 1)
        return grid

    def _ways(self) -> QHBoxLayout:
        copy = Button(self._theme, self.tr("Copy"), icon="copy")
        save = Button(self._theme, self.tr("Save to a file …"), icon="save")
        copy.clicked.connect(self._copy)
        save.clicked.connect(lambda: self._choose_file(self, self.tr("Save the recovery code"), self._save))
        row = QHBoxLayout()
        row.setSpacing(Space.TIGHT)
        row.addSpacing(-RING)  # what is seen of them begins where the words do
        for part in (copy, save, self._told):
            row.addWidget(part)
        row.addStretch(1)
        return row

    def _answers(self) -> QHBoxLayout:
        later = Button(self._theme, self.tr("Later"), keys="Esc")
        kept = Button(self._theme, self.tr("I have kept it"), Kind.PRIMARY)
        later.clicked.connect(self.reject)
        kept.clicked.connect(self._keep)
        return answers(later, kept)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._code)
        self._told.setText(self.tr("Copied."))

    def _save(self, path: Path) -> None:
        try:
            path.write_text(f"Wholedesk\n\n{self._code}\n", encoding="utf-8")
        except OSError as error:
            self._error.tell(
                self.tr("The file could not be written."),
                self.tr("{reason}. Choose another folder, or copy the code.").format(reason=error.strerror or error),
            )
            return
        self._error.tell("")
        self._told.setText(self.tr("Saved. Move the file off this computer."))

    def _keep(self) -> None:
        self.kept.emit()
        self.accept()
