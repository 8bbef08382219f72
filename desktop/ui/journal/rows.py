"""The rows of the Journal: what came, was sent, answered and decided, newest first."""

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.forms import AccountForm
from desktop.questions import JournalEntry, What
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.marks import TOLD, Mark
from desktop.ui.kit.tokens import Tone
from desktop.ui.tables.cells import Cell
from desktop.ui.tables.shapes import Shown
from desktop.ui.words.accounts import badge_of
from desktop.ui.words.pieces import happened
from desktop.ui.words.values import Values

translate = QCoreApplication.translate


def _marks() -> Mapping[What, Mark]:
    return {
        "came": Mark(icon="arrow-down", tone=Tone.ACCENT, source=str(QT_TRANSLATE_NOOP("marks", "came"))),
        "sent": Mark(icon="plane", tone=Tone.MINE, source=str(QT_TRANSLATE_NOOP("marks", "sent"))),
        "answered": Mark(icon="arrow-left", tone=Tone.TEXT2, source=str(QT_TRANSLATE_NOOP("marks", "answered"))),
        "confirmed": Mark(icon="check", tone=Tone.OK, source=str(QT_TRANSLATE_NOOP("marks", "confirmed"))),
        "told": TOLD,
        "decided": Mark(icon="pencil", tone=Tone.MINE, source=str(QT_TRANSLATE_NOOP("marks", "decided"))),
        "account": Mark(icon="plug", tone=Tone.TEXT2, source=str(QT_TRANSLATE_NOOP("marks", "account"))),
        "trouble": Mark(icon="triangle", tone=Tone.WARN, source=str(QT_TRANSLATE_NOOP("marks", "trouble"))),
    }


def sorts() -> tuple[tuple[What, str], ...]:
    """The sorts of entries, in words."""
    return (
        ("came", translate("journal", "Came in")),
        ("sent", translate("journal", "Sent")),
        ("answered", translate("journal", "Answered")),
        ("confirmed", translate("journal", "Done")),
        ("told", translate("journal", "Told")),
        ("decided", translate("journal", "Decided here")),
        ("account", translate("journal", "Accounts")),
        ("trouble", translate("journal", "Trouble")),
    )


def row(entry: JournalEntry, accounts: Mapping[str, AccountForm], values: Values) -> Shown:
    """One entry in one line."""
    mark = _marks()[entry.what]
    word = dict(sorts())[entry.what]
    account = accounts.get(entry.account)
    name = account.name if account else entry.account
    badge = (badge_of(account),) if account else ()
    words = happened(entry, values)
    return Shown(
        key=entry.id,
        cells=(
            Cell(text=values.instant(entry.at), use=Type.SECOND, tone=Tone.TEXT2),
            Cell(text=name, tone=Tone.TEXT2, glyphs=badge),
            Cell(glyphs=(mark,), told=word),
            Cell(text=word),
            Cell(text=entry.title, use=Type.STRONG),
            Cell(text=words, tone=Tone.BAD if entry.what == "trouble" else Tone.TEXT),
            Cell(text=entry.by, use=Type.SECOND, tone=Tone.TEXT2),
        ),
        tips=(values.moment(entry.at), "", word, "", entry.title, words),
    )
