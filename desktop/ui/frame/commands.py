"""The window's commands: their keys, their words, and the page that lists them all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from desktop.ui.kit.fonts import Type
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.parts.buttons import Button, key_words
from desktop.ui.parts.dialogs import Dialog, answers
from desktop.ui.parts.keycaps import KeyCap
from desktop.ui.parts.labels import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One key and what it does, in English; `name` is what the window binds to it, "" for keys of a page's own."""

    keys: str
    source: str
    name: str = ""

    @property
    def words(self) -> str:
        """What it does, in the user's language."""
        return QCoreApplication.translate("commands", self.source)


def _command(keys: str, source: object, name: str = "") -> Command:
    return Command(keys=keys, source=str(source), name=name)


COMMANDS: tuple[Command, ...] = (
    _command("Alt+1", QT_TRANSLATE_NOOP("commands", "Orders"), "orders"),
    _command("Alt+2", QT_TRANSLATE_NOOP("commands", "Customers"), "customers"),
    _command("Alt+3", QT_TRANSLATE_NOOP("commands", "Stock"), "stock"),
    _command("Alt+4", QT_TRANSLATE_NOOP("commands", "Outbox"), "outbox"),
    _command("Alt+5", QT_TRANSLATE_NOOP("commands", "Journal"), "journal"),
    _command("Alt+6", QT_TRANSLATE_NOOP("commands", "Connections"), "connections"),
    _command("F5", QT_TRANSLATE_NOOP("commands", "Fetch now"), "fetch"),
    _command("F6", QT_TRANSLATE_NOOP("commands", "Next pane"), "next pane"),
    _command("Shift+F6", QT_TRANSLATE_NOOP("commands", "Previous pane"), "previous pane"),
    _command("Ctrl+Shift+P", QT_TRANSLATE_NOOP("commands", "Preview what will be sent"), "preview"),
    _command("F1", QT_TRANSLATE_NOOP("commands", "All keys"), "keys"),
    _command("Ctrl+Return", QT_TRANSLATE_NOOP("commands", "Send the changes of the record, or the selected drafts")),
    _command("Ctrl+Z", QT_TRANSLATE_NOOP("commands", "Take back what was just submitted, or undo the last change")),
    _command("Ctrl+F", QT_TRANSLATE_NOOP("commands", "Filter this list; Down goes to the rows, Esc clears")),
    _command("Return", QT_TRANSLATE_NOOP("commands", "Open the record, or edit the field")),
    _command("F2", QT_TRANSLATE_NOOP("commands", "Edit")),
    _command("Esc", QT_TRANSLATE_NOOP("commands", "Give up typing, back to the rows, close the pane")),
    _command("Alt+Left", QT_TRANSLATE_NOOP("commands", "Back to the same row")),
    _command("Alt+Up", QT_TRANSLATE_NOOP("commands", "Record of the row above")),
    _command("Alt+Down", QT_TRANSLATE_NOOP("commands", "Record of the row below")),
    _command("Ctrl+Home", QT_TRANSLATE_NOOP("commands", "First row of all")),
    _command("Ctrl+End", QT_TRANSLATE_NOOP("commands", "Last row of all")),
    _command("Shift+F5", QT_TRANSLATE_NOOP("commands", "Read the record again from its platform")),
    _command("Ctrl+M", QT_TRANSLATE_NOOP("commands", "Add a note to the record")),
    _command("Ctrl+.", QT_TRANSLATE_NOOP("commands", "What can be done with this row or record")),
    _command("Del", QT_TRANSLATE_NOOP("commands", "Take a line off, or discard a change of the outbox")),
    _command("Alt+M", QT_TRANSLATE_NOOP("commands", "Conflict: keep mine")),
    _command("Alt+T", QT_TRANSLATE_NOOP("commands", "Conflict: take theirs")),
    _command("Alt+H", QT_TRANSLATE_NOOP("commands", "Not known: it has happened")),
    _command("Alt+S", QT_TRANSLATE_NOOP("commands", "Not known: send it again")),
)  # fmt: skip


def bind(window: QWidget, acts: Mapping[str, Callable[[], None]]) -> None:
    """Bind every named command; raises KeyError for one without an act."""
    for command in COMMANDS:
        if command.name:
            shortcut = QShortcut(QKeySequence(command.keys), window)
            shortcut.activated.connect(acts[command.name])


def show_keys(theme: Theme, parent: QWidget) -> QDialog:
    """Open the list of all keys and come back at once."""
    dialog = Dialog(theme, QCoreApplication.translate("commands", "Keys"), parent)
    grid = QGridLayout()
    grid.setHorizontalSpacing(Space.AREA)
    grid.setVerticalSpacing(Space.SMALL)
    rows = -(-len(COMMANDS) // 2)
    for place, command in enumerate(COMMANDS):
        side, line = divmod(place, rows)
        grid.addWidget(Label(theme, command.words, Type.BODY, Tone.TEXT), line, 2 * side)
        cap = KeyCap(theme, command.keys)
        cap.setAccessibleName(f"{key_words(command.keys)}: {command.words}")
        grid.addWidget(cap, line, 2 * side + 1, Qt.AlignmentFlag.AlignRight)
    close = Button(theme, QCoreApplication.translate("commands", "Close"), keys="Esc")
    close.clicked.connect(dialog.accept)
    whole = QVBoxLayout(dialog)
    whole.setContentsMargins(Space.AREA, Space.WIDE, Space.AREA, Space.WIDE)
    whole.setSpacing(Space.CELL)
    whole.addWidget(Label(theme, QCoreApplication.translate("commands", "Keys"), Type.PAGE_TITLE))
    whole.addLayout(grid)
    whole.addLayout(answers(close))
    dialog.open()
    return dialog
