"""The window: sidebar, pages, outbox bar and status strip around one desk."""

from base64 import b64decode, b64encode
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QByteArray, QSize, Qt, QTime, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from desktop.records import KINDS
from desktop.ui.desk import NAME, Desk
from desktop.ui.frame import bars, commands
from desktop.ui.frame.navigation import ACCOUNT, PAGES, Navigation
from desktop.ui.frame.own_name import OwnNameDialog
from desktop.ui.frame.pages import Pages
from desktop.ui.kit import icons, panes
from desktop.ui.kit.marks import WRONG
from desktop.ui.kit.tasks import Tasks
from desktop.ui.kit.theme import Choice, Theme
from desktop.ui.opening.recovery_dialog import RecoveryDialog
from desktop.ui.parts.notices import Notice, Words
from desktop.ui.parts.outbox import OutboxBar
from desktop.ui.parts.strip import StatusStrip
from desktop.ui.words.values import Values

LEAST = (1024, 640)
FIRST_SIZE = (1280, 800)
TITLE = 32
"""Pixels of the frame that a system puts above a window."""
SECOND, HALF_MINUTE = 1000, 30_000

GEOMETRY, PAGE, THEME = "window geometry", "window page", "theme"
"""Names of the settings that the window keeps."""


class Window(QMainWindow):
    """Shows what the desk knows; every wish goes to the desk or to a page. Call `begin` once, after `show`."""

    closed = Signal()

    def __init__(self, desk: Desk, theme: Theme, values: Values) -> None:
        super().__init__()
        self._desk, self._theme, self._values = desk, theme, values
        self.tasks = Tasks(self.show_error)
        self._told_unkept: tuple[str, ...] = ()
        self.setWindowTitle("Wholedesk")
        self.setWindowIcon(icons.app_icon())
        self.setMinimumSize(*LEAST)
        self._side = Navigation(theme)
        self._notice = Notice(theme, Words(bold="", shape=WRONG, can_close=True))
        self._notice.hide()
        self.pages = Pages(desk, theme, self.tasks, values)
        self._bar = OutboxBar(theme)
        self._strip = StatusStrip(theme, self._time)
        self._ticks = QTimer(self, interval=HALF_MINUTE)
        self._lay_out()
        self._connect()
        self._bind()
        self._restore()

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._notice)
        right.addWidget(self.pages, 1)
        right.addWidget(self._bar)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._side)
        middle.addLayout(right, 1)
        frame = QWidget()
        whole = QVBoxLayout(frame)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(middle, 1)
        whole.addWidget(self._strip)
        self.setCentralWidget(frame)

    def _connect(self) -> None:
        news = self._desk.news
        for told in (news.accounts_changed, news.outbox_changed, news.rows_changed, self._ticks.timeout):
            told.connect(self._renew)
        news.trouble.connect(self.show_error)
        side = self._side
        side.page_chosen.connect(self.pages.choose_page)
        side.account_chosen.connect(self.pages.choose_account)
        side.theme_chosen.connect(self._choose_theme)
        side.name_wanted.connect(self._ask_name)
        side.recovery_wanted.connect(self.offer_recovery_code)
        side.keys_wanted.connect(self._show_keys)
        self.pages.shown.connect(self._mark)
        self._bar.take_back_wanted.connect(self.pages.take_back)
        self._bar.preview_wanted.connect(partial(self.pages.show_page, "outbox"))
        self._bar.answer_wanted.connect(self.pages.answer_first)
        self._strip.light_pressed.connect(self.pages.show_connection)
        self._notice.close_wanted.connect(self._notice.hide)

    def _bind(self) -> None:
        acts: dict[str, Callable[[], None]] = {page: partial(self.pages.choose_page, page) for page in PAGES}
        acts["fetch"] = self._fetch
        acts["next pane"] = partial(self._walk, 1)
        acts["previous pane"] = partial(self._walk, -1)
        acts["preview"] = partial(self.pages.show_page, "outbox")
        acts["keys"] = self._show_keys
        commands.bind(self, acts)

    def _restore(self) -> None:
        kept = self._desk.setting(GEOMETRY)
        if not (isinstance(kept, str) and self.restoreGeometry(QByteArray(b64decode(kept)))):
            self.resize(*FIRST_SIZE)
        wanted = self._desk.setting(THEME)
        self._theme.choose(next((choice for choice in Choice if choice.name == wanted), Choice.SYSTEM))

    # ── what others ask of the window ──

    def fit(self, room: QSize) -> None:
        """Fill a screen that has no room for the whole window: the strip would lie below its edge."""
        if self.width() > room.width() or self.height() + TITLE > room.height():
            self.setWindowState(self.windowState() | Qt.WindowState.WindowMaximized)

    def begin(self) -> None:
        """Open the page that was left; without accounts the desk opens on Connections."""
        page = self._desk.setting(PAGE)
        if not self._desk.accounts():
            page = "connections"
        self.pages.show_page(page if isinstance(page, str) else "orders")

    def show_error(self, title: str, hint: str) -> None:
        """Say what happened and what to do now, above the page, until it is closed or something else happens."""
        self._notice.tell(Words(bold=title, more=hint, shape=WRONG, can_close=True))
        self._notice.show()

    def offer_recovery_code(self) -> None:
        """Show the recovery code, to be kept somewhere else than on this computer."""
        self.tasks.start(self._offer_recovery_code(), key="recovery")

    async def _offer_recovery_code(self) -> None:
        code = await self._desk.recovery_code()
        RecoveryDialog(self._theme, self, code).open()

    def _ask_name(self) -> None:
        name = self._desk.setting(NAME)
        dialog = OwnNameDialog(self._theme, self, name if isinstance(name, str) else "")
        dialog.wanted.connect(partial(self._desk.keep, NAME))
        dialog.open()

    # ── what the frame shows ──

    def _mark(self, page: str, account: str) -> None:
        self._side.choose(ACCOUNT + account if account else page)
        self._desk.keep(PAGE, page)
        self._renew()

    def _renew(self) -> None:
        entries, accounts, page = self._desk.outbox(), self._desk.accounts(), self.pages.name
        self._bar.tell(bars.bar_words(entries, accounts, self._values))
        self._strip.set_lights(bars.lights(accounts, self._values))
        self._side.show_counts(accounts, entries, page if page in KINDS else "orders")
        self._tell_strip()
        is_counting = bars.is_counting(entries, accounts, self._values)
        wanted = SECOND if is_counting else HALF_MINUTE
        if not self._ticks.isActive() or self._ticks.interval() != wanted:
            self._ticks.start(wanted)

    def _tell_strip(self) -> None:
        """Say which platform is waited for and why, else that the copy is encrypted where there is room for it."""
        accounts = self._desk.accounts()
        words = self.tr("Encrypted on this computer")
        if not accounts:
            words = self.tr("No accounts yet. Encrypted on this computer")
        self._strip.set_words(bars.pacing(accounts), words)

    def _time(self) -> QTime:
        local = self._values.now().astimezone(self._values.zone)
        return QTime(local.hour, local.minute, local.second)

    # ── commands ──

    def _fetch(self) -> None:
        async def fetch() -> None:
            await self._desk.fetch_now()

        self.tasks.start(fetch(), key="fetch")

    def _walk(self, step: int) -> None:
        panes.walk([self._side, *self.pages.parts(), self._bar, self._strip], step)

    def _show_keys(self) -> None:
        commands.show_keys(self._theme, self)

    def _choose_theme(self, choice: Choice) -> None:
        self._theme.choose(choice)
        self._desk.keep(THEME, choice.name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Z where no field and no pane had a use for it: take back what was submitted last."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Z and modifiers == Qt.KeyboardModifier.ControlModifier:
            self.pages.take_back()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep size and place; a text that cannot be kept is shown first, and goes when one closes again."""
        self.pages.leave()
        if (unkept := self.pages.unkept()) and unkept != self._told_unkept:
            self._told_unkept = unkept
            self.pages.show_unkept()
            words = self.tr("“{text}” could not be kept yet.").format(text=unkept[0])
            self.show_error(words, self.tr("Mend it, or close the window once more to leave without it."))
            event.ignore()
            return
        self._desk.keep(GEOMETRY, b64encode(self.saveGeometry().data()).decode())
        self.tasks.close()
        super().closeEvent(event)
        self.closed.emit()
