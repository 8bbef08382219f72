"""The key of the desk before the desk is open: passphrase chosen or asked, recovery code typed, files locked."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.kit import icons
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.painting import RING
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.opening import strength
from desktop.ui.parts.buttons import Button, Kind
from desktop.ui.parts.fields import Field
from desktop.ui.parts.labels import Arc, Label, Paragraph
from desktop.ui.parts.lines import LineEdit
from desktop.ui.parts.notices import ErrorBox
from desktop.ui.parts.pane import centred

COLUMN = 440
LEAST = (640, 480)


class KeyPage(QWidget):
    """A small window with a title, a sentence, fields and buttons. `quit_wanted`; closing it means the same."""

    quit_wanted = Signal()

    def __init__(self, theme: Theme, title: str, words: str) -> None:
        super().__init__()
        self.theme = theme
        self.setWindowTitle("Wholedesk")
        self.setWindowIcon(icons.app_icon())
        self.setMinimumSize(*LEAST)
        self.setAccessibleName(title)
        self.error = ErrorBox(theme)
        self._arc = Arc(theme)
        self._arc.hide()
        self._is_busy = False
        self.column = QVBoxLayout()
        self.column.setSpacing(Space.CELL)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(Space.TIGHT)
        self.buttons.addSpacing(-RING)  # what is seen of them begins where the fields do
        inner = QWidget()
        inner.setFixedWidth(COLUMN)
        inside = QVBoxLayout(inner)
        inside.setSpacing(Space.CELL)
        mark = QLabel()
        mark.setPixmap(icons.app_icon().pixmap(32, 32))
        inside.addWidget(mark)
        inside.addWidget(Paragraph(theme, title, Type.HEADING))
        inside.addWidget(Paragraph(theme, words, Type.BODY, Tone.TEXT2))
        inside.addLayout(self.column)
        inside.addWidget(self.error)
        inside.addLayout(self.buttons)
        whole = QVBoxLayout(self)
        whole.addStretch(2)
        whole.addLayout(centred(inner))
        whole.addStretch(3)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window by its cross is quitting."""
        super().closeEvent(event)
        self.quit_wanted.emit()

    def tell_error(self, title: str, hint: str = "") -> None:
        """Say what went wrong, and let the user try again."""
        self.set_busy(is_busy=False)
        self.error.tell(title, hint)

    def hand_over(self, tell: Callable[[], None]) -> None:
        """Tell what was typed, once, and wait for the answer: `tell_error`, or the page is closed."""
        if not self._is_busy:
            self.set_busy(is_busy=True)
            tell()

    def set_busy(self, *, is_busy: bool) -> None:
        """While the answer is awaited nothing can be pressed twice."""
        self._is_busy = is_busy
        self._arc.setVisible(is_busy)
        for button in self.findChildren(Button):
            if button.property("waits"):
                button.set_reason(self.tr("Opening …") if is_busy else "")
        if is_busy:
            self.error.tell("")

    def add_button(self, words: str, act: Callable[[], None], kind: Kind = Kind.PLAIN, *, keys: str = "") -> Button:
        """One more button at the end; its key is bound, the main one is off while an answer is awaited."""
        button = Button(self.theme, words, kind, keys=keys)
        button.setProperty("waits", kind is Kind.PRIMARY)
        button.clicked.connect(act)
        if keys:
            QShortcut(QKeySequence(keys), self).activated.connect(button.click)
        self.buttons.addWidget(button)
        return button

    def finish(self, last: QWidget | None = None) -> None:
        """Close the row of buttons: the arc that turns while something is awaited, then room."""
        self.buttons.addWidget(self._arc)
        self.buttons.addStretch(1)
        if last is not None:
            self.buttons.addWidget(last)

    def add_secret(self, label: str, then: Callable[[], None], *, is_plain: bool = False) -> tuple[Field, LineEdit]:
        """A field whose text is hidden unless wanted; Enter goes on."""
        line = LineEdit(self.theme, label)
        field = Field(self.theme, label, line)
        if not is_plain:
            field.hide_text()
        line.returnPressed.connect(then)
        line.textEdited.connect(lambda: field.set_error(""))
        self.column.addWidget(field)
        return field, line


class ChoosePassphrase(KeyPage):
    """Where there is no keyring: a passphrase, twice. `chosen` (passphrase)."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        title = self.tr("Choose a passphrase")
        words = self.tr(
            "This computer has no keyring that could keep the key of your desk. A passphrase protects it instead: "
            "you type it each time the desk starts. Several words are better than one."
        )
        super().__init__(theme, title, words)
        self._first, self._line = self.add_secret(self.tr("Passphrase"), lambda: self._repeat.setFocus())
        self._strength = Label(theme, "", Type.SECOND, Tone.TEXT2)
        self.column.addWidget(self._strength)
        self._second, self._repeat = self.add_secret(self.tr("The same again"), self._go)
        self._line.textChanged.connect(self._judge)
        self.add_button(self.tr("Protect the desk"), self._go, Kind.PRIMARY)
        self.add_button(self.tr("Quit"), self.quit_wanted.emit)
        self.finish()
        self._judge("")
        self._line.setFocus()

    def _judge(self, text: str) -> None:
        words, tone = strength.judge(text)
        self._strength.setText(words)
        self._strength.set_tone(tone)

    def _go(self) -> None:
        passphrase = self._line.text()
        if fault := strength.fault(passphrase):
            self._first.set_error(fault)
            self._line.setFocus()
        elif passphrase != self._repeat.text():
            self._second.set_error(self.tr("The two are not the same. Type it again."))
            self._repeat.setFocus()
        else:
            self.hand_over(partial(self.chosen.emit, passphrase))


class AskPassphrase(KeyPage):
    """At start, where a passphrase protects the desk. `typed` (passphrase); `recovery_wanted`: it is forgotten."""

    typed = Signal(str)
    recovery_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, self.tr("Open your desk"), self.tr("Its passphrase opens the copy on this computer."))
        self._field, self._line = self.add_secret(self.tr("Passphrase"), self._go)
        self.add_button(self.tr("Open"), self._go, Kind.PRIMARY)
        self.add_button(self.tr("Quit"), self.quit_wanted.emit)
        forgotten = Button(theme, self.tr("Use the recovery code"), Kind.LINK)
        forgotten.clicked.connect(self.recovery_wanted)
        self.finish(forgotten)
        self._line.setFocus()

    def tell_error(self, title: str, hint: str = "") -> None:
        """A wrong passphrase is selected, to be typed over."""
        super().tell_error(title, hint)
        self._line.selectAll()
        self._line.setFocus()

    def _go(self) -> None:
        if not self._line.text():
            self._field.set_error(self.tr("Type the passphrase."))
        else:
            self.hand_over(partial(self.typed.emit, self._line.text()))


class TypeRecoveryCode(KeyPage):
    """When the key is lost. `typed` (code as typed; blanks and dashes do not matter)."""

    typed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        words = self.tr(
            "Type the code that you kept when the desk was set up. Capitals, blanks and dashes do not matter. "
            "Nothing on this computer is changed until the code fits."
        )
        super().__init__(theme, self.tr("Open with the recovery code"), words)
        self._field, self._line = self.add_secret(self.tr("Recovery code"), self._go, is_plain=True)
        self.add_button(self.tr("Open"), self._go, Kind.PRIMARY)
        self.add_button(self.tr("Quit"), self.quit_wanted.emit)
        self.finish()
        self._line.setFocus()

    def tell_error(self, title: str, hint: str = "") -> None:
        """What does not fit stays as typed, to be mended."""
        super().tell_error(title, hint)
        self._line.setFocus()

    def _go(self) -> None:
        if not self._line.text().strip():
            self._field.set_error(self.tr("Type the recovery code."))
        else:
            self.hand_over(partial(self.typed.emit, self._line.text()))


class LockedPage(KeyPage):
    """Files that cannot be opened: what happened, what to do, and only such buttons as can help."""

    retry_wanted = Signal()
    recovery_wanted = Signal()

    def __init__(self, theme: Theme, title: str, hint: str, *, can_recover: bool = False) -> None:
        super().__init__(theme, title, hint)
        retry = self.add_button(self.tr("Try again"), self._retry, Kind.PRIMARY)
        if can_recover:
            self.add_button(self.tr("Use the recovery code"), self.recovery_wanted.emit)
        self.add_button(self.tr("Quit"), self.quit_wanted.emit)
        self.finish()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        retry.setFocus()

    def _retry(self) -> None:
        self.hand_over(self.retry_wanted.emit)
