"""Pictures in 256 colours: the desk has few, and the grey edges of letters stand in well for one another."""

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

MOST = 256
NEAR = 6
"""Two colours that differ by less than this, over all three parts, are taken for one while there is a choice."""


def reduced(image: QImage) -> QImage:
    """The same picture with at most 256 colours; without dithering, which would make flat grounds noisy."""
    whole = image.convertToFormat(QImage.Format.Format_RGB32)
    counts = Counter(memoryview(whole.constBits()).cast("I"))
    chosen = _chosen([color for color, _ in counts.most_common()])
    flags = Qt.ImageConversionFlag.AvoidDither | Qt.ImageConversionFlag.ThresholdDither
    return whole.convertToFormat(QImage.Format.Format_Indexed8, [*chosen], flags)


def _chosen(colors: list[int]) -> list[int]:
    """The most used colours that differ from each other, then the most used of the rest."""
    kept: list[int] = []
    rest: list[int] = []
    for color in colors:
        if len(kept) == MOST:
            break
        (kept if all(_apart(color, other) >= NEAR for other in kept) else rest).append(color)
    return (kept + rest)[:MOST]


def _apart(one: int, other: int) -> int:
    return sum(abs((one >> shift & 0xFF) - (other >> shift & 0xFF)) for shift in (0, 8, 16))
