"""One of every part, by name, as the tests look at them: made in a language of one's choice, shown and found."""

from collections.abc import Callable

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit.badges import Badge
from desktop.ui.kit.marks import LIGHTS, WRONG
from desktop.ui.kit.theme import Theme
from desktop.ui.parts.buttons import Button, IconButton, Kind, Offer
from desktop.ui.parts.chips import AddChip, Chip
from desktop.ui.parts.choices import CheckBox, Dropdown, Radio
from desktop.ui.parts.fields import Field
from desktop.ui.parts.keycaps import KeyCap
from desktop.ui.parts.lines import LineEdit, SearchField, TextBox
from desktop.ui.parts.notices import EmptyState, ErrorBox, Notice, Words
from desktop.ui.parts.outbox import Detail, OutboxBar, OutboxWords
from desktop.ui.parts.pager import Pager, PageState
from desktop.ui.parts.sections import SectionTitle, TotalsRow
from desktop.ui.parts.sidebar import EntryWords, SideBar
from desktop.ui.parts.strip import LightWords, StatusStrip
from desktop.ui.parts.tabs import Tab, Tabs
from desktop.ui.parts.values import Value, ValueRow

BADGE = Badge(
    shape="circle", letter="M", light_fill="#CDE8E8", light_letter="#0E5357", dark_fill="#143D40", dark_letter="#93D8DA"
)
LONG = "Lieferungsbestätigungsnummer"


def error_box(theme: Theme) -> ErrorBox:
    box = ErrorBox(theme)
    box.tell("The platform did not accept this key.", "It answered: “Invalid API Key”. Copy the key again, whole.")
    return box


def outbox(theme: Theme) -> OutboxBar:
    bar = OutboxBar(theme)
    details = (Detail(words="1 draft"), Detail(words="1 goes out in 7 s"), Detail(words="1 conflict", mark=WRONG))
    bar.tell(OutboxWords(title="3 changes, 1 asks you", details=details, can_take_back=True, asks=True))
    return bar


def pager(theme: Theme) -> Pager:
    made = Pager(theme)
    made.set_state(PageState(first=4201, last=4240, total=100_000, page=106, pages=2500, size=40, note="1 selected"))
    return made


def strip(theme: Theme) -> StatusStrip:
    made = StatusStrip(theme, lambda: QTime(5, 31))
    made.set_lights(
        [
            LightWords(key="h", name="Harbour", mark=LIGHTS["in_step"], words="now"),
            LightWords(key="a", name="Albion", mark=LIGHTS["sign_in"], words="sign in again"),
        ]
    )
    made.set_words("complete back to 3 Jan 2024")
    return made


def sidebar(theme: Theme) -> SideBar:
    made = SideBar(theme, "Wholedesk")
    pages = (("orders", "Orders", "inbox", "100,000"), ("journal", "Journal", "book", ""))
    made.set_section("", [EntryWords(key=k, words=w, shape=i, count=c) for k, w, i, c in pages])
    made.set_section("By account", [EntryWords(key="h", words="Harbour", shape=BADGE, count="41,870")])
    made.choose("orders")
    return made


def tabs(theme: Theme) -> Tabs:
    return Tabs(theme, "Parts", (Tab(key="a", words="Details"), Tab(key="b", words="Lines", count=8)))


def titled(theme: Theme) -> SectionTitle:
    return SectionTitle(theme, "Lines", Button(theme, "Add line", Kind.QUIET, icon="plus"))


PARTS: dict[str, Callable[[Theme], QWidget]] = {
    "main button": lambda theme: Button(theme, "Send changes", Kind.PRIMARY, keys="Ctrl+Return"),
    "button": lambda theme: Button(theme, "Preview", keys="Ctrl+Shift+P", icon="eye"),
    "link": lambda theme: Button(theme, "Clear filters", Kind.LINK),
    "icon button": lambda theme: IconButton(theme, "refresh", "Fetch now", keys="F5"),
    "offer": lambda theme: Offer(theme, Button(theme, "Dispatch"), "The platform has no call for it"),
    "key cap": lambda theme: KeyCap(theme, "Ctrl+K"),
    "chip": lambda theme: Chip(theme, "State is not", "Cancelled"),
    "add chip": lambda theme: AddChip(theme, "Filter"),
    "line": lambda theme: LineEdit(theme, "Name in the desk"),
    "search": lambda theme: SearchField(theme, "Filter this list", keys="Ctrl+F"),
    "text box": lambda theme: TextBox(theme, "Note"),
    "field": lambda theme: Field(theme, "Store ID", LineEdit(theme, ""), "Store Settings, API"),
    "check box": lambda theme: CheckBox(theme, "Read only at first", "look, but send nothing"),
    "radio": lambda theme: Radio(theme, "Keep mine"),
    "dropdown": lambda theme: Dropdown(theme, "Folder", (("1", "New"), ("2", "Prepared & packed"))),
    "notice": lambda theme: Notice(theme, Words(bold="Loading.", more="Usable.", action="Pause", can_close=True)),
    "error box": error_box,
    "empty state": lambda theme: EmptyState(theme, "No customer yet.", "They come with the orders.", "Connect"),
    "pager": pager,
    "strip": strip,
    "outbox bar": outbox,
    "sidebar": sidebar,
    "tabs": tabs,
    "section": titled,
    "total": lambda theme: TotalsRow(theme, "Total", "1,284.50", "AUD", is_total=True),
    "value": lambda theme: ValueRow(theme, "PO number", Value(text="NL-2219", can_edit=True)),
    "changed value": lambda theme: ValueRow(theme, "PO number", Value(text="NL-2291", old="NL-2219", can_edit=True)),
    "locked value": lambda theme: ValueRow(theme, "Freight", Value(text="18.00", reason="Set by the platform.")),
    "locked value and a long reason": lambda theme: ValueRow(
        theme, "Freight", Value(text="18.00", reason="Set by the customer’s group at the platform.")
    ),
}


def show(part: QWidget, qtbot: QtBot) -> None:
    """Put a part on the screen, ready for keys."""
    qtbot.addWidget(part)
    with qtbot.waitExposed(part):
        part.show()
    part.activateWindow()
