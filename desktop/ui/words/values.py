"""Values as this person writes them: money, quantities, days and instants by the locale and time zone of the system."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTimeZone

from desktop.forms import Choice
from desktop.records import Editor, Value

WHOLE_CURRENCIES = frozenset({"JPY", "KRW", "VND", "CLP", "ISK", "HUF", "UGX", "XAF", "XOF", "PYG", "RWF"})
MINUS = "−"
RECENT_DAYS = 6
LARGEST = 2**63


def local_zone() -> tzinfo:
    """The zone of this computer; where its rules are not at hand, today's distance from UTC."""
    try:
        return ZoneInfo(bytes(QTimeZone.systemTimeZoneId().data()).decode())
    except (ZoneInfoNotFoundError, ValueError):
        return datetime.now().astimezone().tzinfo or ZoneInfo("UTC")


def now_here() -> datetime:
    """This moment, with its zone."""
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """Shows values. `now` decides what is today and this week."""

    locale: QLocale
    zone: tzinfo
    now: Callable[[], datetime] = now_here

    @property
    def zone_name(self) -> str:
        """The zone as questions to the copy name it."""
        return str(self.zone) if isinstance(self.zone, ZoneInfo) else "UTC"

    def show(self, editor: Editor, value: Value, *, currency: str = "", choices: tuple[Choice, ...] = ()) -> str:
        """Any value in words, "" when there is none."""
        if value is None or value == "":
            return ""
        if isinstance(value, bool):
            return self._tr("Yes") if value else self._tr("No")
        if isinstance(value, datetime):
            return self.moment(value)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, Decimal):
            return self.money(value, currency) if editor == "money" else self.quantity(value)
        if isinstance(value, int):
            return self.count(value)
        return next((choice.label for choice in choices if choice.value == value), value)

    def money(self, amount: Decimal, currency: str) -> str:
        """`1,284.50 AUD`."""
        return f"{self.amount(amount, currency)} {currency}".strip()

    def amount(self, amount: Decimal, currency: str = "") -> str:
        """`1,284.50`: grouped, with at least the decimals that the currency has, more where the vendor gave more."""
        return self._number(amount, at_least=0 if currency in WHOLE_CURRENCIES else 2)

    def quantity(self, quantity: Decimal) -> str:
        """`12`, `0.25`: grouped, without trailing zeros."""
        return self._number(quantity, at_least=0)

    def count(self, count: int) -> str:
        """`100,000`."""
        return self._number(Decimal(count), at_least=0)

    def day(self, day: date) -> str:
        """`Tue 24 Nov` in the year around now, else `3 Mar 2024`."""
        near = abs((day - self._today()).days) < 180
        return self._date(day, "ddd d MMM" if near else "d MMM yyyy")

    def instant(self, at: datetime) -> str:
        """`05:31` today, `Mon 19:40` within the week, else `3 Mar 2024`."""
        local = at.astimezone(self.zone)
        days = (self._today() - local.date()).days
        if days == 0:
            return f"{local:%H:%M}"
        if 0 < days <= RECENT_DAYS:
            return f"{self._date(local.date(), 'ddd')} {local:%H:%M}"
        return self._date(local.date(), "d MMM yyyy")

    def brief(self, at: datetime) -> str:
        """`05:31` today, `Thu` within the week, else `12 d`: where a column has no room for more."""
        local = at.astimezone(self.zone)
        days = (self._today() - local.date()).days
        if days > RECENT_DAYS:
            return self._tr("{n} d").format(n=self.count(days))
        return self._date(local.date(), "ddd") if days > 0 else f"{local:%H:%M}"

    def moment(self, at: datetime) -> str:
        """`Tue 24 Nov 05:31`, with the year when it is not near: day and time, for places with room."""
        local = at.astimezone(self.zone)
        return f"{self.day(local.date())} {local:%H:%M}"

    def _today(self) -> date:
        return self.now().astimezone(self.zone).date()

    def _date(self, day: date, pattern: str) -> str:
        return self.locale.toString(QDate(day.year, day.month, day.day), pattern)

    def _number(self, number: Decimal, *, at_least: int) -> str:
        if not number.is_finite():
            return str(number)
        whole, _, rest = f"{abs(number):f}".partition(".")
        rest = rest.rstrip("0").ljust(at_least, "0")
        shown = self._whole(int(whole))
        if rest:
            shown += self.locale.decimalPoint() + "".join(map(self._digit, rest))
        return MINUS + shown if number < 0 else shown

    def _whole(self, whole: int) -> str:
        if whole < LARGEST:
            return self.locale.toString(whole)
        return "".join(map(self._digit, f"{whole:,}")).replace(",", self.locale.groupSeparator())

    def _digit(self, digit: str) -> str:
        zero = self.locale.zeroDigit()
        return chr(ord(zero) + unicodedata.digit(digit)) if digit.isdigit() else digit

    def _tr(self, words: str) -> str:
        return QCoreApplication.translate("Values", words)
