"""What to type into a field: its own hint, and what is usual there."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from desktop.forms import Choice
from desktop.records import Editor

ROOM = 28
"""Letters that stand beside a field: as many usual values are named as fit there, and the first one at least."""

translate = QCoreApplication.translate


def hint(own: str, editor: Editor, choices: Sequence[Choice]) -> str:
    """Where anything may be typed, choices are only what is usual: they are named, not all that there is."""
    if editor != "text" or not choices:
        return own
    labels = [choice.label for choice in choices if choice.label]
    named = labels[:1]
    while len(named) < len(labels) and len(", ".join(labels[: len(named) + 1])) <= ROOM:
        named = labels[: len(named) + 1]
    more = [] if len(named) == len(labels) else ["…"]
    usual = translate("hints", "for example {values}").format(values=", ".join(named + more)) if named else ""
    return "; ".join(filter(None, (own, usual)))
