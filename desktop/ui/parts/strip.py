"""The status strip under everything: one light for each account in shape and words, a sentence, and the clock."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QLocale, QPointF, QRectF, QSize, Qt, QTime, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop.ui.kit import icons, painting, writing
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.marks import Mark
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.parts.labels import GLYPH, ElasticLabel, Label

HEIGHT = 25
PAD = 5
GAP = 4
APART = 5
LONGEST_NAME = 160
"""Pixels of a name that is whole where there are many accounts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LightWords:
    """One light: the account's key and name, the state's mark, the state in words with its age; `tip` says it whole.

    `short` stands for words that there is no room for.
    """

    key: str
    name: str
    mark: Mark
    words: str
    short: str = ""
    tip: str = ""


class Light(QPushButton):
    """One account; pressing it leads to where its state is explained."""

    def __init__(self, theme: Theme, shown: LightWords) -> None:
        super().__init__()
        self._theme = theme
        self._shown = shown
        self.setAutoDefault(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.tell(shown)
        theme.changed.connect(self.update)

    def tell(self, shown: LightWords) -> None:
        """Another state of the same account."""
        self._shown = shown
        self.setAccessibleName(f"{shown.name}, {shown.mark.word}, {shown.words}")
        self.setAccessibleDescription(shown.tip)
        self.setToolTip(writing.plain(shown.tip or f"{shown.name}: {shown.mark.word}, {shown.words}"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        name, words = self._lines(None)
        return QSize(2 * PAD + GLYPH + GAP + name.width + APART + words.width, HEIGHT - 2)

    def minimumSizeHint(self) -> QSize:
        """What may be said in short gives way first, then the longest names."""
        name = writing.line(self._shown.name, Type.SECOND_STRONG, LONGEST_NAME)
        words = writing.line(self._shown.short or self._shown.words, Type.SECOND)
        return QSize(2 * PAD + GLYPH + GAP + name.width + APART + words.width, HEIGHT - 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens, box, mark = self._theme.tokens, QRectF(self.rect()), self._shown.mark
        if self.underMouse():
            painting.box(painter, box, tokens.ground2, None, 4)
        icons.draw(painter, mark.icon, tokens.of(mark.tone), QRectF(self._left(PAD, GLYPH), 0, GLYPH, box.height()))
        at = PAD + GLYPH + GAP
        for written, tone in zip(self._lines(self.width()), (Tone.TEXT2, mark.word_tone), strict=True):
            place = QPointF(self._left(at, written.width), writing.baseline(box, written.use))
            writing.draw(painter, written, place, tokens.of(tone))
            at += written.width + APART
        if self.hasFocus():
            painting.ring(painter, box, tokens, 4)
        painter.end()

    def _lines(self, width: int | None) -> tuple[writing.Line, writing.Line]:
        room = None if width is None else width - 2 * PAD - GLYPH - GAP
        name = writing.line(self._shown.name, Type.SECOND_STRONG, room)
        words = writing.line(self._shown.words, Type.SECOND)
        if room is None or words.width <= (left := room - name.width - APART):
            return name, words
        return name, writing.line(self._shown.short or self._shown.words, Type.SECOND, left)

    def _left(self, offset: float, width: float) -> float:
        return self.width() - offset - width if self.isRightToLeft() else offset


class Clock(Label):
    """The time of day, told anew when the minute changes and it is seen."""

    def __init__(self, theme: Theme, now: Callable[[], QTime] = QTime.currentTime) -> None:
        super().__init__(theme, "", Type.SECOND_STRONG, Tone.TEXT2)
        self._now = now
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._tell)
        self._tell()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tell()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def _tell(self) -> None:
        time = self._now()
        self.setText(QLocale().toString(time, QLocale.FormatType.ShortFormat))
        if self.isVisible():
            self._timer.start(60_000 - (time.second() * 1000 + time.msec()))


class StatusStrip(QWidget):
    """All lights, in the order given. `light_pressed` tells an account's key."""

    light_pressed = Signal(str)

    def __init__(self, theme: Theme, now: Callable[[], QTime] = QTime.currentTime) -> None:
        super().__init__()
        self._theme = theme
        self._lights: dict[str, Light] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(Space.CELL - 1, 1, Space.WIDE, 0)
        self._row.setSpacing(Space.MIDDLE)
        self._read = self._filler = ""
        self._clock = Clock(theme, now)
        self._words = ElasticLabel(theme, "", Type.SECOND, Tone.TEXT3)
        self._row.addStretch(1)
        self._row.addWidget(self._words)
        self._row.addSpacing(Space.TIGHT)
        self._row.addWidget(self._clock)
        self.setAccessibleName(self.tr("Accounts and their state"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(HEIGHT)
        theme.changed.connect(self.update)

    def set_words(self, words: str, filler: str = "") -> None:
        """A sentence that is to be read, such as which platform is waited for: it is whole while the lights are short,
        or it is not there. Where there is none, `filler`, if all else is whole beside it.
        """
        self._read, self._filler = words, filler
        self._fit()

    def set_lights(self, lights: Sequence[LightWords]) -> None:
        """Show these accounts; a light that stays keeps the focus."""
        for key in self._lights.keys() - {light.key for light in lights}:
            gone = self._lights.pop(key)
            self._row.removeWidget(gone)
            gone.deleteLater()
        for place, shown in enumerate(lights):
            light = self._lights.get(shown.key) or self._added(shown)
            light.tell(shown)
            self._row.insertWidget(place, light)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        words, lights = self._read or self._filler, self._lights.values()
        own = ceil(writing.line(words, Type.SECOND).width)
        widths = [(light.minimumSizeHint() if self._read else light.sizeHint()).width() for light in lights]
        beside = self._clock.sizeHint().width() + Space.CELL + Space.WIDE + Space.TIGHT
        needed = sum(widths) + own + beside + Space.MIDDLE * (len(widths) + 2)
        self._words.setText(words)
        self._words.setMinimumWidth(own)
        self._words.setVisible(bool(words) and needed <= self.width())

    def _added(self, shown: LightWords) -> Light:
        light = Light(self._theme, shown)
        light.clicked.connect(lambda: self.light_pressed.emit(shown.key))
        self._lights[shown.key] = light
        return light

    def paintEvent(self, event: QPaintEvent) -> None:
        painting.lined(self, self._theme.tokens.ground, self._theme.tokens.line)
