"""Everything that is typed to connect an account: its name, credentials, options, servers.

A server that is one of several is chosen with the credentials; what hardly anybody needs is folded away, as are
addresses that are typed.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.forms import AccountForm, Choice, Input, VendorForm
from desktop.ui.connections.connect_fields import ConnectFields
from desktop.ui.desk import Draft
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space
from desktop.ui.parts.buttons import Button, Kind
from desktop.ui.parts.pane import flush


class ConnectParts(QWidget):
    """For a new account all of it; for one that signs in again (`account`) only its credentials."""

    edited = Signal()

    def __init__(
        self, theme: Theme, vendor: VendorForm, account: AccountForm | None = None, *, taken: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self._vendor = vendor
        name = Input(name="name", label=self.tr("Name in the desk"), value=_free_name(vendor.label, taken))
        self._name = ConnectFields(theme, (name,) if account is None else (), {})
        self._credentials = ConnectFields(theme, vendor.credentials, account.credentials if account else {})
        options = vendor.options if account is None else ()
        self._options = ConnectFields(theme, [one for one in options if not one.is_rare], {})
        self._rare = ConnectFields(theme, [one for one in options if one.is_rare], {})
        servers = vendor.servers if account is None else ()
        chosen, typed = [one for one in servers if one.choices], [one for one in servers if not one.choices]
        self._chosen = ConnectFields(theme, chosen, {}, are_servers=True)
        self._servers = ConnectFields(theme, typed, {}, are_servers=True)
        self._advanced = Button(theme, self.tr("Advanced"), Kind.LINK)
        self._advanced.clicked.connect(self._fold)
        self._folded = (self._rare, self._servers)
        self._parts = (self._name, self._chosen, self._credentials, self._options, *self._folded)
        self.inset = self._advanced.inset  # room at both sides, in which the link may begin
        column = QVBoxLayout(self)
        column.setContentsMargins(self.inset, 0, self.inset, 0)
        column.setSpacing(Space.CELL)
        for part in self._parts:
            part.edited.connect(self.edited)
            if part is self._folded[0]:
                column.addLayout(flush(self._advanced, self._advanced.inset))
            column.addWidget(part)
            part.setVisible(part.is_asking() and part not in self._folded)
        self._advanced.setVisible(
            any(part.is_asking() for part in self._folded)
        )  # not before it has its place: it would be a window

    def check(self) -> QWidget | None:
        """Say at each field what is wrong with it; the first such field, None when all can be taken."""
        faults = [field for part in self._parts if (field := part.check()) is not None]
        for part in self._folded:
            if any(part.isAncestorOf(field) for field in faults):
                part.show()
        return faults[0] if faults else None

    def offer(self, offers: Mapping[str, tuple[Choice, ...]]) -> None:
        """Have chosen what a test has found to choose from."""
        for part in self._parts:
            part.offer(offers)

    def focus_first_empty(self) -> bool:
        """Put the keyboard on the first field without a value; False when all have one."""
        return any(part.focus_first_empty() for part in self._parts if part not in self._folded)

    def name(self) -> str:
        """What the account is to be called."""
        return self._name.values().get("name", "")

    def credentials(self) -> Mapping[str, str]:
        """What was typed to sign in; secrets are among it."""
        return self._credentials.values()

    def draft(self, *, is_read_only: bool) -> Draft:
        """The account as typed."""
        return Draft(
            vendor=self._vendor.id,
            name=self.name(),
            credentials=self.credentials(),
            options={**self._options.values(), **self._rare.values()},
            servers={name: url for name, url in self._addresses().items() if url},
            read_only=is_read_only,
        )

    def _fold(self) -> None:
        is_open = any(part.isVisibleTo(self) for part in self._folded)
        for part in self._folded:
            part.setVisible(part.is_asking() and not is_open)

    def _addresses(self) -> Mapping[str, str]:
        return {**self._chosen.values(), **self._servers.values()}


def _free_name(label: str, taken: Sequence[str]) -> str:
    """The vendor's name, numbered where the desk already has such an account."""
    names = (label, *(f"{label} {number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)
