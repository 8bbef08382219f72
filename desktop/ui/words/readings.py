"""Typed text back into values, by locale: an answer is a value, or a sentence that says what is wrong with the text."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, UTC, date, datetime, time
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from desktop.forms import Choice
from desktop.records import Editor, Value
from desktop.ui.words.values import MINUS, Values

SPACES = re.compile(r"[\s\u00a0\u202f\u2009'’]+")
NUMBER = re.compile(r"-?(\d+\.?\d*|\.\d+)")
LONGEST_NUMBER = 30
EARLIEST_YEAR = 1000
"""A year that is typed with more than two digits is meant as it stands; one before this is a slip."""
PARTS = re.compile(r"(\d{1,4})\D+(\d{1,2})(?:\D+(\d{1,4}))?\D*")
CLOCK = re.compile(r"(?P<day>.*?)[\s,T]+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::\d{2})?\s*")

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a text means; `wrong` is a sentence with an example when it means nothing."""

    value: Value = None
    wrong: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Reads what was typed, and writes values as they are typed."""

    values: Values

    def read(self, editor: Editor, text: str, *, choices: tuple[Choice, ...] = (), limit: int = 0) -> Reading:
        """The value of a text; an empty text is no value, or empty text where text is wanted."""
        if editor in {"text", "paragraph", "secret"}:
            return _text(text, limit)
        if not (trimmed := text.strip()):
            return Reading()
        if editor == "choice":
            return self._choice(trimmed, choices)
        readers: Mapping[str, Callable[[str], Reading]] = {
            "count": self._count,
            "quantity": self._quantity,
            "money": self._money,
            "day": self._day,
            "instant": self._instant,
            "flag": self._flag,
        }
        return readers[editor](trimmed)

    def written(self, editor: Editor, value: Value) -> str:
        """A value as one types it: without grouping, days in digits with their year; `read` takes it back."""
        if value is None:
            return ""
        if isinstance(value, datetime):
            local = value.astimezone(self.values.zone)
            return f"{self._written_day(local.date())} {local:%H:%M}"
        if isinstance(value, date):
            return self._written_day(value)
        if isinstance(value, Decimal):
            return f"{value:f}".replace(".", self.values.locale.decimalPoint())
        if isinstance(value, bool):
            return self.values.show(editor, value)
        return str(value)

    # ── numbers ──

    def _money(self, text: str) -> Reading:
        number = self._number(text)
        example = self.values.amount(Decimal("1284.50"))
        if number is None:
            return Reading(wrong=translate("Reader", "This is not an amount. Type it like {0}.").format(example))
        return Reading(value=number)

    def _quantity(self, text: str) -> Reading:
        number = self._number(text)
        example = self.values.quantity(Decimal("2.5"))
        if number is None:
            return Reading(wrong=translate("Reader", "This is not a number. Type it like {0}.").format(example))
        return Reading(value=number)

    def _count(self, text: str) -> Reading:
        number = self._number(text)
        if number is None or number != number.to_integral_value():
            return Reading(wrong=translate("Reader", "This is not a whole number. Type it like 12."))
        return Reading(value=int(number))

    def _number(self, text: str) -> Decimal | None:
        """Grouped or not, with the locale's separators; another point or comma only where it can mean one thing."""
        plain = SPACES.sub("", text).replace(MINUS, "-")
        plain = "".join(str(unicodedata.digit(letter)) if letter.isdecimal() else letter for letter in plain)
        if len(plain) > LONGEST_NUMBER:
            return None
        point, group = (",", ".") if self.values.locale.decimalPoint() == "," else (".", ",")
        for own, written in ((self.values.locale.decimalPoint(), point), (self.values.locale.groupSeparator(), group)):
            plain = plain if own in ".," else plain.replace(own, written)
        if group in plain:
            whole, _, rest = plain.partition(point)
            if re.fullmatch(rf"-?\d{{1,3}}(\{group}\d{{2,3}})*\{group}\d{{3}}", whole):
                plain = whole.replace(group, "") + (point + rest if rest else "")
            elif plain.count(group) == 1 and point not in plain:
                plain = plain.replace(group, point)
            else:
                return None
        plain = plain.replace(point, ".")
        return Decimal(plain) if NUMBER.fullmatch(plain) else None

    # ── days and instants ──

    def _day(self, text: str) -> Reading:
        example = self._written_day(date(self.values.now().year, 11, 24))
        numbers = self._day_numbers(text) or self._named_day(text)
        if numbers is None:
            return Reading(wrong=translate("Reader", "This is not a day. Type it like {0}.").format(example))
        if numbers[0] < EARLIEST_YEAR:
            return self._no_year(numbers[0])
        try:
            return Reading(value=date(*numbers))
        except ValueError:
            return Reading(wrong=translate("Reader", "That day does not exist. Type it like {0}.").format(example))

    def _no_year(self, year: int) -> Reading:
        example = self._written_day(date(self.values.now().year, 11, 24))
        words = translate("Reader", "The year {0} cannot be meant. Type the day like {1}.")
        return Reading(wrong=words.format(f"{year:04}", example))

    def _day_numbers(self, text: str) -> tuple[int, int, int] | None:
        found = PARTS.fullmatch(text)
        if not found:
            return None
        given = [part for part in found.groups() if part]
        order = self._order()
        if len(found[1]) == 4:
            order = "yMd"
        elif len(given) == 2:
            order = order.replace("y", "")
        if len(given) != len(order):
            return None
        parts = dict(zip(order, given, strict=True))
        year = parts.get("y", str(self.values.now().year))
        return int(year) + (2000 if len(year) <= 2 else 0), int(parts["M"]), int(parts["d"])

    def _named_day(self, text: str) -> tuple[int, int, int] | None:
        """Also `24 Nov 2026` and `Tue 24 Nov`, as the desk itself writes days."""
        year = self.values.now().year
        for pattern, words in (
            ("d MMM yyyy", text),
            ("d MMM yyyy", f"{text} {year}"),
            ("d MMMM yyyy", text),
            ("d MMMM yyyy", f"{text} {year}"),
            ("ddd d MMM yyyy", text),
            ("ddd d MMM yyyy", f"{text} {year}"),
        ):
            found = self.values.locale.toDate(words, pattern)
            if found.isValid():
                return found.year(), found.month(), found.day()
        return None

    def _instant(self, text: str) -> Reading:
        example = f"{self._written_day(date(self.values.now().year, 11, 24))} 05:31"
        found = CLOCK.fullmatch(text)
        if not found:
            return Reading(wrong=translate("Reader", "Type the day and the time like {0}.").format(example))
        day = self._day(found["day"])
        if not isinstance(day.value, date):
            return day
        hour, minute = int(found["hour"]), int(found["minute"])
        if hour > 23 or minute > 59:
            return Reading(wrong=translate("Reader", "That time does not exist. Type it like {0}.").format(example))
        if day.value.year == MAXYEAR:
            return self._no_year(MAXYEAR)  # its last hours lie in no year elsewhere
        local = datetime.combine(day.value, time(hour, minute), self.values.zone)
        if local.astimezone(UTC).astimezone(self.values.zone).replace(tzinfo=None) != local.replace(tzinfo=None):
            return Reading(wrong=translate("Reader", "That time is left out on this day: the clocks go forward."))
        return Reading(value=local.astimezone(UTC))

    def _order(self) -> str:
        """In which order this locale writes day, month and year."""
        pattern = self.values.locale.dateFormat(QLocale.FormatType.ShortFormat)
        return "".join(dict.fromkeys(letter for letter in pattern if letter in "dMy"))

    def _written_day(self, day: date) -> str:
        pattern = self.values.locale.dateFormat(QLocale.FormatType.ShortFormat)
        pattern = re.sub("y+", "yyyy", pattern)
        return self.values.locale.toString(QDate(day.year, day.month, day.day), pattern)

    # ── the rest ──

    def _choice(self, text: str, choices: tuple[Choice, ...]) -> Reading:
        for choice in choices:
            if text in {choice.value, choice.label}:
                return Reading(value=choice.value)
        return Reading(wrong=translate("Reader", "Choose one of the list."))

    def _flag(self, text: str) -> Reading:
        for flag in (True, False):
            if text.casefold() == self.values.show("flag", flag).casefold():
                return Reading(value=flag)
        yes, no = self.values.show("flag", True), self.values.show("flag", False)
        return Reading(wrong=translate("Reader", "Type {0} or {1}.").format(yes, no))


def _text(text: str, limit: int) -> Reading:
    if limit and len(text) > limit:
        words = translate("Reader", "At most {0} characters fit here; these are {1}.")
        return Reading(wrong=words.format(limit, len(text)))
    return Reading(value=text)
