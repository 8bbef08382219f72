"""The second column of the sheet of parts: buttons, fields, choices, values and totals."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.kit.theme import Theme
from desktop.ui.parts.buttons import Button, Kind, Offer
from desktop.ui.parts.choices import CheckBox, Dropdown, Radio
from desktop.ui.parts.fields import Field
from desktop.ui.parts.lines import LineEdit
from desktop.ui.parts.notices import ErrorBox
from desktop.ui.parts.sections import TotalsRow
from desktop.ui.parts.values import Value, ValueRow
from tests.pictures.states import put, put_title

LEFT, WIDTH = 394, 372


def put_controls(page: QWidget, theme: Theme) -> list[QWidget]:
    """Lay the second column; the widgets that are to be seen with the focus."""
    put_title(page, theme, "Buttons: rest, focus, not offered", LEFT, 228)
    focused = [*_put_buttons(page, theme), *_put_fields(page, theme)]
    put_title(page, theme, "Value: theirs, yours, locked", LEFT, 479)
    return [*focused, *_put_values(page, theme)]


def _put_buttons(page: QWidget, theme: Theme) -> list[QWidget]:
    put(page, Button(theme, "Send changes", Kind.PRIMARY, keys="Ctrl+Return"), LEFT, 246)
    main = put(page, Button(theme, "Send changes", Kind.PRIMARY, keys="Ctrl+Return"), LEFT + 174, 246)
    put(page, Button(theme, "Preview", keys="Ctrl+Shift+P"), LEFT, 280)
    plain = put(page, Button(theme, "Preview", keys="Ctrl+Shift+P"), LEFT + 142, 280)
    put(page, Offer(theme, Button(theme, "Dispatch"), "The platform has no call for it"), LEFT, 314)
    put(page, Button(theme, "Discard all", Kind.DANGER), LEFT, 348)
    put(page, Button(theme, "Take back", Kind.GHOST, keys="Ctrl+Z"), LEFT + 110, 348)
    put(page, Button(theme, "Answer", Kind.MINE), LEFT + 232, 348)
    put(page, Button(theme, "Clear filters", Kind.LINK), LEFT + 304, 350)
    return [main, plain]


def _put_fields(page: QWidget, theme: Theme) -> list[QWidget]:
    put_title(page, theme, "Fields: rest, focus, wrong", LEFT, 398)
    lines = [LineEdit(theme, name) for name in ("Rest", "Focus", "Wrong")]
    for place, (line, text, width) in enumerate(
        zip(lines, ("NL-2291", "NL-2291", "41 877"), (116, 116, 112), strict=True)
    ):
        line.setText(text)
        if place < 2:
            put(page, line, LEFT + 124 * place, 416, width)
    wrong = Field(theme, "", lines[2])
    wrong.set_error("digits only")
    put(page, wrong, LEFT + 248, 398, 112)
    return [lines[1]]


def _put_values(page: QWidget, theme: Theme) -> list[QWidget]:
    values = (
        ("PO number", Value(text="NL-2219", can_edit=True)),
        ("PO number", Value(text="NL-2291", old="NL-2219", can_edit=True)),
        ("Freight", Value(text="18.00 AUD", reason="Set by the group at the platform.")),
        ("Note", Value(text="Back door, ring twice.", can_edit=True)),
        (
            "Driver’s note",
            Value(text="Leave at the side door, ring twice", old="Leave at the front door", can_edit=True),
        ),
    )
    y, rows = 497, []
    for label, value in values:
        row = put(page, ValueRow(theme, label, value), LEFT, y, WIDTH)
        rows.append(row)
        y += row.height()
    put(page, TotalsRow(theme, "Freight", "18.00"), LEFT, y + 6, WIDTH)
    put(page, TotalsRow(theme, "Total", "1,284.50", "AUD", is_total=True), LEFT, y + 26, WIDTH)
    _put_choices(page, theme, y + 54)
    box = ErrorBox(theme)
    box.tell("The platform did not accept this key.", "It answered: “Invalid API Key”. Copy the key again, whole.")
    put(page, box, 24, 704, 350)
    return [rows[3]]


def _put_choices(page: QWidget, theme: Theme, y: int) -> None:
    choices = QWidget()
    row = QHBoxLayout(choices)
    row.setSpacing(4)
    row.setContentsMargins(0, 0, 0, 0)
    ticked, chosen = CheckBox(theme, "Read only", "look only"), Radio(theme, "Mine")
    ticked.setChecked(True)
    chosen.setChecked(True)
    for choice in (ticked, chosen, Radio(theme, "Theirs"), Dropdown(theme, "Folder", (("1", "Ready"),), height=24)):
        row.addWidget(choice)
    put(page, choices, LEFT, y, WIDTH)
