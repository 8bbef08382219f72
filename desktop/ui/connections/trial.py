"""The dialog that tries the connection of an account that is there, step by step."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import AppError
from desktop.forms import AccountForm, TestReport
from desktop.ui.connections.step_list import Busy, StepList
from desktop.ui.desk import Desk
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.tasks import Tasks
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.parts.ask import WIDTH
from desktop.ui.parts.buttons import Button, Kind
from desktop.ui.parts.dialogs import Dialog, answers
from desktop.ui.parts.labels import Paragraph
from desktop.ui.parts.notices import ErrorBox

TASK = "test again"


class TrialDialog(Dialog):
    """Nothing is changed by it: an account that was refused is signed in to again elsewhere."""

    def __init__(self, desk: Desk, theme: Theme, tasks: Tasks, account: AccountForm, parent: QWidget) -> None:
        title = self.tr("Test the connection of {account}").format(account=account.name)
        super().__init__(theme, title, parent, width=WIDTH)
        self._desk, self._theme, self._tasks, self._account = desk, theme, tasks, account
        self.setAccessibleName(title)
        self._busy = Busy(theme)
        self._steps = StepList(theme, WIDTH - 2 * Space.AREA)
        self._works = Paragraph(theme, self.tr("The connection works."), Type.STRONG, Tone.OK)
        self._error = ErrorBox(theme)
        close = Button(theme, self.tr("Close"), Kind.PRIMARY, keys="Esc")
        close.clicked.connect(self.accept)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(Space.AREA, Space.AREA, Space.AREA, Space.WIDE)
        whole.setSpacing(Space.CELL)
        for part in (Paragraph(theme, title, Type.PAGE_TITLE), self._busy, self._error, self._works, self._steps):
            whole.addWidget(part)
        whole.addLayout(answers(close))
        for later in (self._works, self._steps):
            later.hide()

    def begin(self) -> None:
        """Open, and ask."""
        self.open()
        self.finished.connect(lambda: self._tasks.cancel(TASK))
        self._tasks.start(self._ask(), key=TASK, failed=self._fail)

    async def _ask(self) -> None:
        self._tell(await self._desk.test_again(self._account.id))

    def _fail(self, error: AppError) -> None:
        self._tell(TestReport(steps=(), title=error.title, hint=error.hint))

    def _tell(self, report: TestReport) -> None:
        self._busy.hide()
        self._steps.tell(report.steps)
        self._works.setVisible(not report.title)
        self._error.tell(report.title, report.hint)
        words = report.title or self._works.text()
        self.setAccessibleDescription(" ".join(filter(None, (words, report.hint))))
        self.fit()
