"""A sheet of the visual kit in both themes: `python -m tests.pictures.parts FOLDER`."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QLocale, QPoint, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.kit import writing
from desktop.ui.kit.theme import Choice, Theme
from tests.pictures.controls import put_controls
from tests.pictures.states import put_states
from tests.pictures.tables import put_tables

SIZE = QSize(1280, 800)


def sheet(theme: Theme) -> tuple[QWidget, list[QWidget]]:
    """The whole sheet, and the widgets that it shows with the focus."""
    page = QWidget()
    page.resize(SIZE)
    put_states(page, theme)
    focused = put_controls(page, theme)
    put_tables(page, theme)
    return page, focused


def picture(theme: Theme, choice: Choice) -> tuple[QPixmap, list[str]]:
    """The sheet in one theme, and the texts that had to be cut."""
    theme.choose(choice)
    page, focused = sheet(theme)
    page.show()
    page.activateWindow()
    page.setFocus()
    QApplication.processEvents()
    with writing.cuts() as cut:
        drawn = page.grab()
    for widget in focused:
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        painter = QPainter(drawn)
        painter.drawPixmap(widget.mapTo(page, QPoint(0, 0)), widget.grab())
        painter.end()
    page.close()
    return drawn, cut


def main(folder: Path) -> None:
    """Both pictures, into a folder that is made where it is missing."""
    app = QApplication([])
    theme = Theme(app.styleHints())
    theme.apply(app)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.Australia))
    folder.mkdir(parents=True, exist_ok=True)
    for choice in (Choice.LIGHT, Choice.DARK):
        drawn, _ = picture(theme, choice)
        drawn.save(str(folder / f"parts-{choice.name.lower()}-1280x800.png"))


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(Path(sys.argv[1]))
