"""For each wall, small programs (path → text) that break it, and some that look alike and keep it."""

from collections.abc import Mapping
from dataclasses import dataclass

Program = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """What a wall must refuse, and what it must let pass."""

    breaks: tuple[Program, ...]
    keeps: tuple[Program, ...]


def one(path: str, *texts: str) -> tuple[Program, ...]:
    """Programs of one file each."""
    return tuple({path: text} for text in texts)


VENDOR = {
    "desktop/vendors/__init__.py": "",
    "desktop/vendors/acme/__init__.py": "",
    "desktop/vendors/bolt/__init__.py": "",
}
COPIED = """
def total({0}):
    {1} = 0
    for line in {0}:
        if line:
            {1} += line
    print({1})
    return {1}
"""
LABEL = "class Words(QLabel):\n    def __init__(self) -> None:\n        self.setTextFormat(Qt.TextFormat.{0})\n"
UI, APP, STORE, SYNC = "desktop/ui/page.py", "desktop/app/main.py", "desktop/store/rows.py", "desktop/sync/pull.py"

EXAMPLES: Mapping[str, Example] = {
    "imports point downward": Example(
        breaks=(
            *one(STORE, "from desktop.vendors import mapping", "def read():\n    import desktop.sync.pull"),
            *one(UI, "from desktop.store.rows import record", "from ..sync import pull", "from desktop import app"),
            *one("desktop/sandbox/world.py", "from desktop import records"),
            *one("desktop/vendors/client.py", "from desktop.store import database"),
            *one("desktop/reports/__init__.py", ""),
        ),
        keeps=(
            *one(SYNC, "from desktop.vendors import mapping\nfrom ..store import rows\nfrom .push import Push"),
            *one(APP, "from desktop.ui.frame.window import Window\nfrom desktop.sandbox import serve"),
            *one("desktop/__init__.py", '"""The desk."""'),
        ),
    ),
    "vendors do not know each other": Example(
        breaks=(
            {**VENDOR, "desktop/vendors/acme/orders.py": "from desktop.vendors.bolt import fields"},
            {**VENDOR, "desktop/vendors/mapping.py": "from desktop.vendors.acme import VENDOR"},
            {**VENDOR, SYNC: "from desktop.vendors import acme"},
        ),
        keeps=(
            {
                **VENDOR,
                "desktop/vendors/__init__.py": "from desktop.vendors.acme import VENDOR",
                "desktop/vendors/acme/orders.py": "from desktop.vendors import codecs, acme",
            },
        ),
    ),
    "libraries stay in their rooms": Example(
        breaks=(
            *one(SYNC, "import httpx", "from PySide6.QtCore import QObject", "import urllib.request", "import sqlite3"),
            *one(APP, "import keyring.errors", "from sqlcipher3 import dbapi2", "import requests"),
            *one("packaging/start.py", "import httpx", "import platformdirs"),
            *one("desktop/vendors/acme/orders.py", "def ask():\n    from httpx import get"),
        ),
        keeps=(
            *one(UI, "from PySide6.QtCore import QObject\nimport json\nfrom urllib.parse import quote"),
            *one("packaging/start.py", "import sys\nimport environment"),
            *one("desktop/accounts/system.py", "import keyring"),
        ),
    ),
    "SQL stays in the store": Example(
        breaks=one(
            SYNC,
            "QUESTION = 'SELECT id FROM records'",
            "db.execute(question)",
            "def make(db, table):\n    return f'''\n    INSERT OR REPLACE INTO {table} VALUES (1)'''",
            "CLEAR = 'DELETE FROM records'",
        ),
        keeps=(
            *one(STORE, "db.execute('SELECT id FROM records')"),
            *one(SYNC, "METHOD = 'DELETE'\nWORDS = 'Select an order'\npool.executed(1)"),
        ),
    ),
    "no file is attached to another": Example(
        breaks=one(STORE, "db.execute('ATTACH DATABASE ? AS yours')"),
        keeps=one(STORE, "db.execute('DETACH')"),
    ),
    "a vendor is named in its folders only": Example(
        breaks=(
            *one(UI, "def show():\n    return 1  # Order Desk sends none", "if vendor == 'orderdesk':\n    pass"),
            *one("desktop/vendors/ordermesh/orders.py", "# as Orderspace does"),
            *one("desktop/vendors/codecs.py", "HOST = 'sandboxapi.ordercloud.io'"),
        ),
        keeps=(
            *one(UI, '"""An order desk for wholesale staff."""'),
            *one("desktop/vendors/orderdesk/orders.py", "# Order Desk sends none"),
            *one("desktop/vendors/__init__.py", "from desktop.vendors.orderdesk import VENDOR"),
        ),
    ),
    "sandbox and vendors share no code": Example(
        breaks=(
            {
                "desktop/vendors/acme/totals.py": COPIED.format("lines", "total"),
                "desktop/sandbox/acme/totals.py": COPIED.format("rows", "amount").replace("total(", "sum_of("),
            },
        ),
        keeps=(
            {"desktop/vendors/acme/totals.py": COPIED.format("lines", "total"), "desktop/sandbox/acme/totals.py": ""},
            {
                "desktop/vendors/acme/totals.py": COPIED.format("lines", "total"),
                "desktop/sandbox/acme/totals.py": COPIED.format("lines", "total").replace("+=", "-="),
            },
        ),
    ),
    "names say something": Example(
        breaks=(*one("desktop/sync/utils.py", ""), *one(SYNC, "class SyncManager:\n    pass")),
        keeps=one("desktop/store/database.py", "class Connection:\n    pass"),
    ),
    "a module opens with a sentence": Example(
        breaks=one(SYNC, "import json"), keeps=one(SYNC, '"""Reading from a vendor."""')
    ),
    "no dialog waits in a loop of its own": Example(
        breaks=(
            *one(UI, "dialog.exec()", "menu.exec_(point)", "QMessageBox.question(self, '', '')"),
            *one(UI, "path, _ = QFileDialog.getSaveFileName(self)"),
        ),
        keeps=one(UI, "dialog.open()\ndialog.finished.connect(done)\nQFileDialog(parent, name)"),
    ),
    "nobody asks for the application": Example(
        breaks=one(UI, "app = QApplication.instance()", "QtWidgets.QGuiApplication.instance().quit()", "qApp.quit()"),
        keeps=one(UI, "QApplication.clipboard()\nself.instance()"),
    ),
    "nobody asks a widget for its neighbour in the chain of the Tab key": Example(
        breaks=one(UI, "widget.nextInFocusChain()", "self.previousInFocusChain().setFocus()"),
        keeps=one(UI, "QWidget.setTabOrder(one, other)\nQApplication.focusWidget()"),
    ),
    "coroutines of the window start in one place": Example(
        breaks=one(UI, "asyncio.create_task(work())", "loop.create_task(work())", "asyncio.ensure_future(work())"),
        keeps=(*one(UI, "self._tasks.start(work())"), *one("desktop/ui/kit/tasks.py", "loop.create_task(work())")),
    ),
    "nothing reads HTML": Example(
        breaks=one(UI, "QTextBrowser(self)", "label.setTextFormat(Qt.TextFormat.RichText)", "x.setToolTip(order.note)"),
        keeps=one(UI, "x.setToolTip(writing.plain(order.note))\nx.setToolTip(self.tr('Close'))\nQPlainTextEdit()"),
    ),
    "labels are plain text": Example(
        breaks=one(
            UI, LABEL.format("AutoText"), "QLabel(order.note)", "self._mark = QLabel()\nself._mark.setText(order.note)"
        ),
        keeps=one(UI, LABEL.format("PlainText"), "mark = QLabel()\nmark.setPixmap(picture)\nother.setText('')"),
    ),
    "texts are translated": Example(
        breaks=one(
            UI,
            "Button(theme, 'Send changes')",
            "Label('Orders')",
            "title = f'{count} orders not sent'",
            "told = {'orders': '{n} orders could not be read.'}",
        ),
        keeps=one(
            UI,
            "Button(theme, self.tr('Send changes'), keys='Ctrl+Return')",
            "def show(choice: 'Choice') -> 'Page | None':\n    'Shows a page.'\n    raise ValueError('No such page')",
            "QT_TRANSLATE_NOOP('lists', '{n} orders could not be read.')\nsetting('outbox open')",
        ),
    ),
    "a translator finds every text": Example(
        breaks=one(UI, "self.tr(f'{count} orders')", "translate('lists', 'Orders ' + name)", "Mark(source='Good')"),
        keeps=one(UI, "self.tr('{n} orders').format(n=count)\nMark(source=QT_TRANSLATE_NOOP('marks', 'Good'))"),
    ),
    "colours are tokens": Example(
        breaks=one(UI, "QColor('#2557C9')"), keeps=one(UI, "theme.tokens.of(Tone.OK)\nnumber = '#12345'")
    ),
}
