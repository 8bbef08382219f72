"""What a state looks like and is called: a shape, a colour and a word, never colour alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.ui.kit.tokens import Tone

_CONTEXT = "marks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A shape (an icon's name), its colour, its word in English, and the colour of the word beside it."""

    icon: str
    tone: Tone
    source: str
    word_tone: Tone = Tone.TEXT

    @property
    def word(self) -> str:
        """The word in the user's language."""
        return QCoreApplication.translate(_CONTEXT, self.source)


def _mark(icon: str, tone: Tone, source: object, word_tone: Tone = Tone.TEXT) -> Mark:
    return Mark(icon=icon, tone=tone, source=str(source), word_tone=word_tone)


ORDER_STATES: Mapping[str, Mark] = {
    "draft": _mark("ring", Tone.TEXT3, QT_TRANSLATE_NOOP("marks", "Not placed"), Tone.TEXT3),
    "new": _mark("ring-dashed", Tone.ACCENT, QT_TRANSLATE_NOOP("marks", "New")),
    "to_approve": _mark("ring-question", Tone.WARN, QT_TRANSLATE_NOOP("marks", "To approve"), Tone.WARN),
    "confirmed": _mark("ring-quarter", Tone.TEXT2, QT_TRANSLATE_NOOP("marks", "Confirmed")),
    "picking": _mark("ring-half", Tone.TEXT2, QT_TRANSLATE_NOOP("marks", "Picking")),
    "on_hold": _mark("ring-bars", Tone.WARN, QT_TRANSLATE_NOOP("marks", "On hold"), Tone.WARN),
    "part_sent": _mark("ring-three-quarters", Tone.TEXT2, QT_TRANSLATE_NOOP("marks", "Part sent")),
    "sent": _mark("disc-check", Tone.OK, QT_TRANSLATE_NOOP("marks", "Sent")),
    "cancelled": _mark("ring-cross", Tone.TEXT3, QT_TRANSLATE_NOOP("marks", "Cancelled"), Tone.TEXT3),
    "other": _mark("dots", Tone.TEXT2, QT_TRANSLATE_NOOP("marks", "Other"), Tone.TEXT2),
}
"""The common states of an order. `other` is a platform's own state that has no common word."""

EDIT_STATES: Mapping[str, Mark] = {
    "draft": _mark("pencil", Tone.MINE, QT_TRANSLATE_NOOP("marks", "Draft"), Tone.MINE),
    "waiting": _mark("clock", Tone.MINE, QT_TRANSLATE_NOOP("marks", "Waiting"), Tone.MINE),
    "sending": _mark("plane", Tone.MINE, QT_TRANSLATE_NOOP("marks", "Sending"), Tone.MINE),
    "checking": _mark("ring-dashed-question", Tone.WARN, QT_TRANSLATE_NOOP("marks", "Checking"), Tone.WARN),
    "refused": _mark("octagon-cross", Tone.BAD, QT_TRANSLATE_NOOP("marks", "Refused"), Tone.BAD),
    "conflict": _mark("arrows-opposed", Tone.BAD, QT_TRANSLATE_NOOP("marks", "Conflict"), Tone.BAD),
}
"""The states of a change on its way out; the first column of a table shows them without the word."""

LOCKED = _mark("lock", Tone.TEXT3, QT_TRANSLATE_NOOP("marks", "Locked"))
WRONG = _mark("octagon-cross", Tone.BAD, QT_TRANSLATE_NOOP("marks", "Wrong"), Tone.BAD)
ODD = _mark("triangle", Tone.WARN, QT_TRANSLATE_NOOP("marks", "Needs a look"))
TOLD = _mark("info", Tone.ACCENT, QT_TRANSLATE_NOOP("marks", "told"))
STALE = _mark("clock", Tone.WARN, QT_TRANSLATE_NOOP("marks", "Not fresh"), Tone.WARN)

STOCK_STATES: Mapping[str, Mark] = {
    "in_stock": _mark("levels", Tone.TEXT2, QT_TRANSLATE_NOOP("marks", "In stock")),
    "low": _mark("levels-low", Tone.WARN, QT_TRANSLATE_NOOP("marks", "Under buffer"), Tone.WARN),
    "short": _mark("short", Tone.BAD, QT_TRANSLATE_NOOP("marks", "Short"), Tone.BAD),
    "not_counted": _mark("dash", Tone.TEXT2, QT_TRANSLATE_NOOP("marks", "Not counted"), Tone.TEXT2),
}

LIGHTS: Mapping[str, Mark] = {
    "in_step": _mark("dot", Tone.OK, QT_TRANSLATE_NOOP("marks", "In step"), Tone.TEXT3),
    "working": _mark("arc-dot", Tone.ACCENT, QT_TRANSLATE_NOOP("marks", "Working"), Tone.TEXT2),
    "waiting": _mark("clock", Tone.WARN, QT_TRANSLATE_NOOP("marks", "Waiting"), Tone.WARN),
    "offline": _mark("ring-struck", Tone.WARN, QT_TRANSLATE_NOOP("marks", "Offline"), Tone.WARN),
    "sign_in": _mark("key", Tone.BAD, QT_TRANSLATE_NOOP("marks", "Sign in again"), Tone.BAD),
    "paused": _mark("bars", Tone.TEXT2, QT_TRANSLATE_NOOP("marks", "Paused"), Tone.TEXT2),
    "read_only": _mark("eye", Tone.TEXT2, QT_TRANSLATE_NOOP("marks", "Read only"), Tone.TEXT2),
}
"""The states of an account, shown in the status strip and on the page of connections."""
