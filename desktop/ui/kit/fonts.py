"""The type of the desk: Inter as it ships, its features, and the named uses of it."""

from enum import Enum
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from desktop.paths import RESOURCES

FILES = ("Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf")
FALLBACKS = ("Noto Sans", "Noto Sans Hebrew", "Noto Sans Arabic", "Noto Color Emoji")
LETTER_SPACING = 98.5


class Type(Enum):
    """A use of type: size in pixels, weight, and whether it writes codes (slashed zero)."""

    HEADING = (20, 600, False)
    DETAIL_TITLE = (17, 600, False)
    PAGE_TITLE = (16, 600, False)
    NAME = (14, 600, False)  # the program's own, beside its mark
    BOLD = (13, 600, False)
    STRONG = (13, 500, False)
    BODY = (13, 400, False)
    CODE = (13, 400, True)
    SECOND_BOLD = (12, 600, False)  # also the heading of the sorted column
    SECOND_STRONG = (12, 500, False)  # also the other headings
    SECOND = (12, 400, False)
    SECOND_CODE = (12, 400, True)
    SECTION = (11, 500, False)
    UNIT = (11, 400, False)  # also keys


@cache
def load() -> tuple[int, ...]:
    """Make the shipped files known to Qt, once; the ids it gave them.

    Raises FileNotFoundError for a file that is missing or that Qt cannot read.
    """
    numbers = {name: QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / name)) for name in FILES}
    if unread := [name for name, number in numbers.items() if number < 0]:
        raise FileNotFoundError(f"The font file {unread[0]} is missing or damaged. Install the program again.")
    return tuple(numbers.values())


@cache
def font(use: Type) -> QFont:
    """The font of a use. Held as an object, never named in a style sheet, which would drop its features."""
    pixels, weight, is_code = use.value
    return sized(pixels, weight, is_code=is_code)


@cache
def sized(pixels: float, weight: int, *, is_code: bool = False) -> QFont:
    """Our type at any size, for badges and for dense rows."""
    load()
    made = QFont()
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    made.setFamilies(["Inter", system, *FALLBACKS])
    made.setPixelSize(round(pixels))
    made.setWeight(QFont.Weight(weight))
    made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, LETTER_SPACING)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    for feature in ("tnum", "cv05", *(("zero",) if is_code else ())):
        made.setFeature(QFont.Tag(feature), 1)
    return made


@cache
def metrics(use: Type) -> QFontMetricsF:
    """The measures of a use; asking Qt for them anew costs more than drawing a word."""
    return QFontMetricsF(font(use))
