"""What to type into a field: its own hint, and what is usual there."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from desktop.forms import Choice
from desktop.records import Editor

MOST = 8
"""As many usual values are named."""

translate = QCoreApplication.translate


def hint(own: str, editor: Editor, choices: Sequence[Choice]) -> str:
    """Where anything may be typed, choices are only what is usual: they are named, not all that there is."""
    if editor != "text" or not choices:
        return own
    named = ", ".join(choice.label for choice in choices[:MOST] if choice.label)
    more = ", …" if len(choices) > MOST else ""
    usual = translate("hints", "for example {values}").format(values=named + more) if named else ""
    return "; ".join(filter(None, (own, usual)))
