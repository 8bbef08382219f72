"""A calendar in the colours of the desk."""

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QPalette, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QWidget

from desktop.ui.kit import icons
from desktop.ui.kit.fonts import Type, font
from desktop.ui.kit.sheets import menu_sheet
from desktop.ui.kit.theme import Theme, palette

WEEKDAYS = (
    Qt.DayOfWeek.Monday,
    Qt.DayOfWeek.Tuesday,
    Qt.DayOfWeek.Wednesday,
    Qt.DayOfWeek.Thursday,
    Qt.DayOfWeek.Friday,
    Qt.DayOfWeek.Saturday,
    Qt.DayOfWeek.Sunday,
)


class Calendar(QCalendarWidget):
    """Days to choose from; weekends are days like others here."""

    def __init__(self, theme: Theme, locale: QLocale) -> None:
        super().__init__()
        self._theme = theme
        self.setLocale(locale)
        self.setFont(font(Type.SECOND))
        self.setAccessibleName(self.tr("Calendar"))
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._dress()
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        tokens = self._theme.tokens
        dressed = palette(tokens)
        dressed.setColor(QPalette.ColorRole.Base, tokens.raised)
        dressed.setColor(QPalette.ColorRole.AlternateBase, tokens.raised)
        self.setPalette(dressed)
        plain, quiet = QTextCharFormat(), QTextCharFormat()
        plain.setForeground(tokens.text)
        quiet.setForeground(tokens.text3)
        for day in WEEKDAYS:
            self.setWeekdayTextFormat(day, plain)
        self.setHeaderTextFormat(quiet)
        head = QPalette(dressed)
        head.setColor(QPalette.ColorRole.Highlight, tokens.raised)
        head.setColor(QPalette.ColorRole.HighlightedText, tokens.text)
        for part in self.findChildren(QWidget, "qt_calendar_navigationbar"):
            part.setPalette(head)
        for button in self.findChildren(QToolButton, "qt_calendar_monthbutton"):
            words = f"QToolButton {{ border: none; color: {tokens.text.name()}; font-weight: bold; }}"
            button.setStyleSheet(f"{words} QToolButton::menu-indicator {{ image: none; }}")
            button.menu().setStyleSheet(menu_sheet(tokens))
        for name, icon in (("qt_calendar_prevmonth", "chevron-left"), ("qt_calendar_nextmonth", "chevron-right")):
            for button in self.findChildren(QToolButton, name):
                button.setIcon(icons.icon(icon, tokens.text2))
