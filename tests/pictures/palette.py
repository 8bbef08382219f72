"""Pictures in few colours: those of the theme, and enough others for the edges of letters."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import fields

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

from desktop.ui.kit.tokens import Tokens

MOST = 64
NEAR = 24
"""Two colours that differ by less than this, over all three parts, are taken for one while there is a choice."""


def reduced(image: QImage, tokens: Tokens) -> QImage:
    """The same picture with few colours; without dithering, which would make flat grounds noisy."""
    whole = image.convertToFormat(QImage.Format.Format_RGB32)
    counts = Counter(memoryview(whole.constBits()).cast("I"))
    chosen = _chosen(_own(tokens), [color for color, _ in counts.most_common()])
    flags = Qt.ImageConversionFlag.AvoidDither | Qt.ImageConversionFlag.ThresholdDither
    return whole.convertToFormat(QImage.Format.Format_Indexed8, [*chosen], flags)


def _own(tokens: Tokens) -> list[int]:
    """The colours of the theme: a tint that says something must not become another one."""
    values = (getattr(tokens, field.name) for field in fields(tokens))
    return list(dict.fromkeys(value.rgb() for value in values if isinstance(value, QColor)))


def _chosen(kept: list[int], colors: Iterable[int]) -> list[int]:
    """The theme's colours, then the most used that differ from all others, then the most used of the rest."""
    rest: list[int] = []
    for color in colors:
        if len(kept) == MOST:
            break
        (kept if all(_apart(color, other) >= NEAR for other in kept) else rest).append(color)
    return (kept + [color for color in rest if color not in kept])[:MOST]


def _apart(one: int, other: int) -> int:
    return sum(abs((one >> shift & 0xFF) - (other >> shift & 0xFF)) for shift in (0, 8, 16))
