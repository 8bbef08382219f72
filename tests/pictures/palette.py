"""Pictures in few colours: those of the theme, and enough others for the edges of letters."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

from desktop.ui.kit.tokens import Tokens

DENSITY = 3780
"""Dots to the metre, which are 96 to the inch: without a screen Qt takes another density, and writes it down."""
MOST = 64
NEAR = 24
"""Two colours that differ by less than this, over all three parts, are taken for one while there is a choice."""


def develop(pixels: bytes, size: tuple[int, int], own: list[int], path: Path) -> Path:
    """Save a picture (RGB32, row by row) in few colours, as small as may be. Raises OSError where it cannot be."""
    image = QImage(pixels, *size, QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(DENSITY)
    image.setDotsPerMeterY(DENSITY)
    if not reduced(image, own).save(str(path), quality=0):
        raise OSError(f"{path} could not be written")
    return path


def reduced(image: QImage, own: list[int]) -> QImage:
    """The same picture with few colours; without dithering, which would make flat grounds noisy."""
    chosen = _chosen([*own], [color for color, _ in _counted(image).most_common()])
    flags = Qt.ImageConversionFlag.AvoidDither | Qt.ImageConversionFlag.ThresholdDither
    return image.convertToFormat(QImage.Format.Format_Indexed8, [*chosen], flags)


def own_colors(tokens: Tokens) -> list[int]:
    """The colours of the theme: a tint that says something must not become another one."""
    values = (getattr(tokens, field.name) for field in fields(tokens))
    return list(dict.fromkeys(value.rgb() for value in values if isinstance(value, QColor)))


def _counted(image: QImage) -> Counter[int]:
    """How often each colour occurs; rows that are alike, such as blank ones, are counted once."""
    pixels, long = bytes(image.constBits()), image.bytesPerLine()
    counts: Counter[int] = Counter()
    for row, times in Counter(pixels[at : at + long] for at in range(0, len(pixels), long)).items():
        for color, number in Counter(memoryview(row).cast("I")).items():
            counts[color] += number * times
    return counts


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
