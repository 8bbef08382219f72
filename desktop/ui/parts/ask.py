"""A question before something that cannot be undone: a title, the consequences, and answers in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop.ui.kit.fonts import Type
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.parts.buttons import Button, Kind
from desktop.ui.parts.dialogs import Dialog, answers
from desktop.ui.parts.labels import Paragraph

WIDTH = 440


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer; `act` None only closes the question. The keyboard starts on the first, or where one `starts`."""

    words: str
    act: Callable[[], None] | None = None
    kind: Kind = Kind.PLAIN
    starts: bool = False


def ask(theme: Theme, parent: QWidget, title: str, words: str, offers: Sequence[Answer]) -> QDialog:
    """Open the question and come back at once; the answer's act runs when it is pressed. Esc answers nothing.

    The way out comes first among the answers, the main one last.
    """
    dialog = Dialog(theme, title, parent, width=WIDTH)
    dialog.setAccessibleName(title)
    dialog.setAccessibleDescription(words)
    buttons = [_button(theme, dialog, offered) for offered in offers]
    whole = QVBoxLayout(dialog)
    whole.setContentsMargins(Space.AREA, Space.AREA, Space.AREA, Space.WIDE)
    whole.setSpacing(Space.MIDDLE)
    whole.addWidget(Paragraph(theme, title, Type.PAGE_TITLE))
    whole.addWidget(Paragraph(theme, words, Type.BODY, Tone.TEXT2))
    whole.addSpacing(Space.MIDDLE)
    whole.addLayout(answers(*buttons))
    for button, offered in zip(buttons, offers, strict=True):
        if offered.starts:
            button.setFocus()
    dialog.open()
    return dialog


def _button(theme: Theme, dialog: QDialog, answer: Answer) -> Button:
    button = Button(theme, answer.words, answer.kind)

    def press() -> None:
        dialog.accept()
        if answer.act:
            answer.act()

    button.clicked.connect(press)
    return button
