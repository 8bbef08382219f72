"""The form that connects an account, or signs one in again: nothing is saved before the test answered."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import AppError
from desktop.forms import AccountForm, TestReport, VendorForm
from desktop.ui.connections.connect_parts import ConnectParts
from desktop.ui.connections.step_list import Busy, StepList
from desktop.ui.desk import Desk, Draft
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.painting import RING
from desktop.ui.kit.tasks import Tasks
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.parts.buttons import Button, IconButton, Kind
from desktop.ui.parts.choices import EDGE, CheckBox
from desktop.ui.parts.labels import ElasticLabel, Glyph, Paragraph
from desktop.ui.parts.notices import ErrorBox
from desktop.ui.parts.pane import HEAD, bring_into_sight, divider, flush, scrolled
from desktop.ui.words.accounts import vendor_badge

WIDTH = 404
TASK = "connect"


class ConnectForm(QWidget):
    """One account being connected (`account` None) or signed in again. `done` (its name), `closed`."""

    done = Signal(str)
    closed = Signal()

    def __init__(
        self, desk: Desk, theme: Theme, tasks: Tasks, vendor: VendorForm, account: AccountForm | None = None
    ) -> None:
        super().__init__()
        self._desk, self._theme, self._tasks = desk, theme, tasks
        self._vendor, self._account = vendor, account
        self.setFixedWidth(WIDTH)
        title = self.tr("Connect {vendor}") if account is None else self.tr("Sign in again: {account}")
        self._title = title.format(vendor=vendor.label, account=account.name if account else "")
        self.setAccessibleName(self._title)
        taken = [other.name for other in desk.accounts()]
        self._parts = ConnectParts(theme, vendor, account, taken=taken)
        self._parts.edited.connect(self._forget_report)
        self._error = ErrorBox(theme)
        self._works = Paragraph(theme, "", Type.STRONG, Tone.OK)
        self._works.hide()
        self._steps = StepList(theme, WIDTH - 2 * Space.WIDE)
        self._steps.hide()
        self._read_only = CheckBox(theme, self.tr("Read only at first"), self.tr("look, but send nothing"))
        self._make_buttons()
        self._lay_out()
        self._bind()

    # ── building ──

    def _make_buttons(self) -> None:
        go = self.tr("Test and connect") if self._account is None else self.tr("Test and sign in")
        self._go = Button(self._theme, go, Kind.PRIMARY, keys="Ctrl+Return")
        self._go.clicked.connect(self.start)
        self._test = Button(self._theme, self.tr("Only test"))
        self._test.clicked.connect(self._start_test)
        self._cancel = Button(self._theme, self.tr("Cancel"), keys="Esc")
        self._cancel.clicked.connect(self.close_form)
        self._busy = Busy(self._theme)

    def _lay_out(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(Space.WIDE, Space.CELL, Space.WIDE, Space.WIDE)
        column.setSpacing(Space.CELL)
        parts = QHBoxLayout()
        parts.setSpacing(0)
        parts.addSpacing(-self._parts.inset)
        parts.addWidget(self._parts)
        parts.addSpacing(-self._parts.inset)
        column.addLayout(parts)
        column.addWidget(self._busy)
        column.addWidget(self._error)
        column.addWidget(self._works)
        column.addWidget(self._steps)
        column.addWidget(divider(self._theme))
        if self._account is None:
            column.addLayout(flush(self._read_only, EDGE))
        column.addLayout(self._button_row())
        for words in (self._desk.words_for_key, self._vendor.note):
            if words:
                column.addWidget(Paragraph(self._theme, words, Type.SECOND, Tone.TEXT2))
        column.addStretch(1)
        self._set_busy(is_busy=False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._head())
        whole.addWidget(divider(self._theme))
        whole.addWidget(scrolled(self._theme, body), 1)

    def _head(self) -> QWidget:
        close = IconButton(self._theme, "close", self.tr("Close"), keys="Esc")
        close.clicked.connect(self.close_form)
        head = QWidget()
        head.setFixedHeight(HEAD + 2)
        row = QHBoxLayout(head)
        row.setContentsMargins(Space.WIDE, 0, Space.MIDDLE, 0)
        row.setSpacing(Space.MIDDLE)
        row.addWidget(Glyph(self._theme, vendor_badge(self._vendor.badge), 16))
        row.addWidget(ElasticLabel(self._theme, self._title, Type.BOLD))
        row.addStretch(1)
        row.addWidget(close)
        return head

    def _button_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addSpacing(-RING)  # what is seen of them begins where the fields do
        row.setSpacing(Space.HAIR)
        row.addWidget(self._go)
        if self._account is None:
            row.addWidget(self._test)
        row.addWidget(self._cancel)
        row.addSpacing(-RING)
        row.addStretch(1)
        return row

    def _bind(self) -> None:
        keys: tuple[tuple[str, Callable[[], None]], ...] = (
            ("Ctrl+Return", self.start), ("Ctrl+Enter", self.start), ("Esc", self.close_form),
        )  # fmt: skip
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    @property
    def signs_in(self) -> str:
        """The account that it signs in again; "" when it connects a new one."""
        return self._account.id if self._account else ""

    # ── doing ──

    def focus_first(self) -> None:
        """Put the keyboard on the first field that needs something."""
        if not self._parts.focus_first_empty():
            self._go.setFocus(Qt.FocusReason.TabFocusReason)

    def close_form(self) -> None:
        """Go away; what a test that still runs would save is not wanted any more."""
        self._call_off()
        self.closed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another form, another page: whoever leaves while the test runs does not want what it would save."""
        if not event.spontaneous():  # a window made small is not left
            self._call_off()

    def _call_off(self) -> None:
        if not self._go.isEnabled():
            self._tasks.cancel(TASK)
            self._tell(TestReport(steps=(), title=self.tr("The test was called off.")))

    def start(self) -> None:
        """Test, and save what passed."""
        if self._is_complete():
            self._tasks.start(self._connect(), key=TASK, failed=self._fail)

    def _start_test(self) -> None:
        if self._is_complete():
            self._tasks.start(self._only_test(), key=TASK, failed=self._fail)

    def _is_complete(self) -> bool:
        """Whether everything needed is typed; else the first field at fault has the keyboard."""
        if (fault := self._parts.check()) is None:
            return self._go.isEnabled()
        self._error.tell("")
        fault.setFocus(Qt.FocusReason.TabFocusReason)
        bring_into_sight(fault)
        return False

    def _draft(self) -> Draft:
        return self._parts.draft(is_read_only=self._read_only.isChecked())

    async def _connect(self) -> None:
        self._set_busy(is_busy=True)
        if self._account is None:
            draft = self._draft()
            report, name = await self._desk.connect(draft), draft.name
        else:
            report = await self._desk.sign_in(self._account.id, self._parts.credentials())
            name = self._account.name
        self._tell(report)
        if not report.title:
            self.done.emit(name)

    async def _only_test(self) -> None:
        self._set_busy(is_busy=True)
        report = await self._desk.test(self._draft())
        self._tell(report)
        self._say_it_works(self.tr("The connection works. Nothing was saved.") if not report.title else "")

    def _tell(self, report: TestReport) -> None:
        self._set_busy(is_busy=False)
        self._steps.tell(report.steps)
        self._parts.offer(report.offers)
        nothing = self.tr("Nothing was saved.")
        self._error.tell(report.title, f"{report.hint} {nothing}".strip() if report.title else "")
        if report.title:
            self._go.set_words(self.tr("Test again"))
            bring_into_sight(self._error)

    def _say_it_works(self, words: str) -> None:
        self._works.setText(words)
        self._works.setVisible(bool(words))

    def _fail(self, error: AppError) -> None:
        self._tell(TestReport(steps=(), title=error.title, hint=error.hint))

    def _forget_report(self) -> None:
        """What was typed since makes the last answer old."""
        self._error.tell("")
        self._say_it_works("")

    def _set_busy(self, *, is_busy: bool) -> None:
        self._busy.setVisible(is_busy)
        self._say_it_works("")
        for button in (self._go, self._test):
            button.set_reason(self.tr("The test is running.") if is_busy else "")
