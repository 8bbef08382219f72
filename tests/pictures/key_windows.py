"""Pictures of the windows before a desk is open, as they look when something was typed."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from desktop.ui.kit.theme import Theme
from desktop.ui.opening.key_dialogs import AskPassphrase, ChoosePassphrase, KeyPage, LockedPage, TypeRecoveryCode
from desktop.ui.parts.lines import LineEdit


def key_pages(theme: Theme) -> Mapping[str, KeyPage]:
    """The windows by the names of their pictures."""
    choose, ask, code = ChoosePassphrase(theme), AskPassphrase(theme), TypeRecoveryCode(theme)
    _type(choose, "a quiet harbour at dawn")
    _type(ask, "a quiet harbor")
    ask.tell_error("This passphrase does not open the desk.", "Look at capitals and blanks, and type it again.")
    locked = LockedPage(
        theme,
        "The desk is open in another window.",
        "Close it there first. If it is not open anywhere, wait a moment and try again.",
        can_recover=True,
    )
    return {"key-choose": choose, "key-ask": ask, "key-code": code, "key-locked": locked}


def _type(page: QWidget, text: str) -> None:
    page.findChildren(LineEdit)[0].setText(text)
