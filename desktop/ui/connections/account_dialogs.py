"""What is asked about an account: its name and colour, and whether it may be removed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Literal

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from desktop.changes import Entry
from desktop.forms import AccountForm, Choice, Input, VendorForm
from desktop.ui.connections.connect_fields import ConnectFields
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Tone
from desktop.ui.parts.ask import WIDTH, Answer, ask
from desktop.ui.parts.buttons import Kind
from desktop.ui.parts.choices import EDGE, Radio
from desktop.ui.parts.dialogs import Dialog
from desktop.ui.parts.fields import Field
from desktop.ui.parts.labels import Label, Paragraph
from desktop.ui.parts.lines import LineEdit
from desktop.ui.parts.pane import flush
from desktop.ui.words.accounts import COLOURS
from desktop.ui.words.ages import may_send, several

translate = QCoreApplication.translate

COLUMNS = 4


class NameDialog(Dialog):
    """An account's name and colour. `wanted` (name, colour) when both can be kept."""

    wanted = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget, account: AccountForm, taken: Sequence[str]) -> None:
        super().__init__(theme, self.tr("Name and colour"), parent, width=WIDTH)
        self._taken = {name.casefold() for name in taken if name != account.name}
        self._line = LineEdit(theme, "")
        self._line.setText(account.name)
        self._line.selectAll()
        self._name = Field(theme, self.tr("Name in the desk"), self._line)
        self._radios = {"": Radio(theme, self.tr("The platform’s own"))}
        self._radios |= {key: Radio(theme, colour.word) for key, colour in COLOURS.items()}
        self._radios[account.colour if account.colour in self._radios else ""].setChecked(True)
        heading = Paragraph(theme, self.tr("Name and colour"), Type.PAGE_TITLE)
        colour = Label(theme, self.tr("Colour of its badge"), Type.SECOND_STRONG)
        self.ask_to_keep(self._keep, heading, self._name, colour, flush(self._grid(), EDGE))
        self._line.setFocus()

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        for place, radio in enumerate(self._radios.values()):
            grid.addWidget(radio, place // COLUMNS, place % COLUMNS)
        return grid

    def _keep(self) -> None:
        name = self._line.text().strip()
        if not name:
            self._name.set_error(self.tr("Type a name."))
        elif name.casefold() in self._taken:
            self._name.set_error(self.tr("Another account has this name. Choose another one."))
        else:
            self.wanted.emit(name, next(key for key, radio in self._radios.items() if radio.isChecked()))
            self.accept()


class OptionsDialog(Dialog):
    """What can be set of an account, as its platform leaves it open. `wanted` (option → value) when it can be kept."""

    wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget, account: AccountForm, vendor: VendorForm) -> None:
        title = self.tr("Settings of {account}").format(account=account.name)
        super().__init__(theme, title, parent, width=WIDTH)
        options = [_offered(option, account) for option in vendor.options]
        self._fields = ConnectFields(theme, options, account.options)
        heading = Paragraph(theme, title, Type.PAGE_TITLE)
        consequence = Paragraph(theme, self._consequence(vendor), Type.SECOND, Tone.TEXT2)
        self.ask_to_keep(self._keep, heading, self._fields, consequence)
        self._fields.focus_first()

    def _consequence(self, vendor: VendorForm) -> str:
        words = self.tr("Shown at once, also in what was fetched already. Nothing is sent or fetched for it.")
        scope = [option.label for option in vendor.options if option.name in vendor.scope]
        if not scope:
            return words
        anew = self.tr("With another choice of “{options}” the copy is fetched again; unsent changes stay.")
        return f"{words} {anew.format(options='”, “'.join(scope))}"

    def _keep(self) -> None:
        if self._fields.check() is None:
            self.wanted.emit(dict(self._fields.values()))
            self.accept()


def _offered(option: Input, account: AccountForm) -> Input:
    """The option with what the platform has of it to choose from; what was set stays a choice."""
    choices = account.offers.get(option.name, ())
    known = account.options.get(option.name, "")
    if not choices:
        return option
    if known not in {choice.value for choice in choices}:
        choices = (*choices, Choice(value=known, label=known))
    return replace(option, editor="choice", choices=choices, hint="")


def ask_removal(
    theme: Theme,
    parent: QWidget,
    account: AccountForm,
    unsent: Sequence[Entry],
    answered: Callable[[Literal["send", "remove"]], None],
) -> QDialog:
    """Say what goes with an account, and ask about what was not sent yet."""
    title = translate("account", "Remove {account}?").format(account=account.name)
    orders = several(
        account.counts.get("orders", 0), translate("account", "{n} order"), translate("account", "{n} orders")
    )
    words = translate(
        "account",
        "Its copy on this computer ({orders}, customers and stock) and its key are removed. "
        "Nothing changes at {vendor}; you can connect it again.",
    ).format(orders=orders, vendor=account.vendor_label)
    cancel = Answer(words=translate("account", "Cancel"))
    if not unsent:
        away = Answer(words=translate("account", "Remove"), kind=Kind.DANGER, act=partial(answered, "remove"))
        return ask(theme, parent, title, words, (cancel, away))
    drafts = [entry for entry in unsent if entry.state == "draft"]
    first = translate("account", "Send them first") if drafts and may_send(account) else None
    offers = (
        cancel,
        Answer(
            words=translate("account", "Throw them away and remove"), kind=Kind.DANGER, act=partial(answered, "remove")
        ),
        Answer(
            words=first or translate("account", "Look at them first"), kind=Kind.PRIMARY, act=partial(answered, "send")
        ),
    )
    return ask(theme, parent, title, f"{_of_unsent(account, unsent)} {words}", offers)


def _of_unsent(account: AccountForm, unsent: Sequence[Entry]) -> str:
    """What has not been sent, what may have been, and why nothing goes out, if so."""
    doubtful = [entry for entry in unsent if entry.state in ("sending", "checking", "asked")]
    words = []
    if number := len(unsent) - len(doubtful):
        one = translate("account", "{n} change has not been sent yet.")
        words.append(several(number, one, translate("account", "{n} changes have not been sent yet.")))
    if doubtful:
        one = translate("account", "{n} change may have arrived there already.")
        words.append(several(len(doubtful), one, translate("account", "{n} changes may have arrived there already.")))
    if account.state == "sign_in":
        words.append(translate("account", "Nothing goes out before you sign in again."))
    elif account.paused:
        words.append(translate("account", "Nothing goes out while it is paused."))
    elif account.read_only:
        words.append(translate("account", "Nothing goes out while it is read-only."))
    return " ".join(words)
