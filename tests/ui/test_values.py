"""Values as people write them: shown by locale, and read back or refused with a sentence."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from desktop.forms import Choice
from desktop.records import Editor, Value
from desktop.ui.words.readings import Reader
from desktop.ui.words.values import Values

NOW = datetime(2026, 11, 24, 5, 31, tzinfo=UTC)
LOCALES = ("en_US", "en_GB", "de_DE", "de_CH", "fr_FR", "en_IN", "ar_EG", "ja_JP")


def values(locale: str = "en_GB", zone: str = "UTC") -> Values:
    return Values(locale=QLocale(locale), zone=ZoneInfo(zone), now=lambda: NOW)


def reader(locale: str = "en_GB", zone: str = "UTC") -> Reader:
    return Reader(values=values(locale, zone))


@pytest.mark.parametrize(
    ("locale", "words"), [("en_US", "1,284.50 AUD"), ("de_DE", "1.284,50 AUD"), ("en_IN", "1,284.50 AUD")]
)
def test_money_is_grouped_by_locale_with_its_currency(locale: str, words: str) -> None:
    assert values(locale).money(Decimal("1284.5"), "AUD") == words


def test_money_keeps_the_decimals_that_the_vendor_gave() -> None:
    assert values().amount(Decimal("4.1250")) == "4.125"
    assert values().money(Decimal("1200"), "JPY") == "1,200 JPY"
    assert values().amount(Decimal("-3")) == "−3.00"


def test_quantities_have_no_trailing_zeros() -> None:
    assert [values().quantity(Decimal(text)) for text in ("12.000", "0.250", "-3", "1E+3")] == [
        "12", "0.25", "−3", "1,000"
    ]  # fmt: skip


def test_a_number_too_large_for_the_machine_is_shown_whole() -> None:
    assert values().quantity(Decimal("123456789012345678901")) == "123,456,789,012,345,678,901"


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 11, 24, 4, 2, tzinfo=UTC), "04:02"),
        (datetime(2026, 11, 23, 19, 40, tzinfo=UTC), "Mon 19:40"),
        (datetime(2024, 3, 3, 12, 0, tzinfo=UTC), "3 Mar 2024"),
    ],
)
def test_instants_are_short_when_they_are_near(at: datetime, words: str) -> None:
    assert values().instant(at) == words


@pytest.mark.parametrize(("days", "words"), [(0, "05:31"), (1, "Mon"), (6, "Wed"), (7, "7 d"), (1200, "1,200 d")])
def test_brief_instants_fit_a_narrow_column(days: int, words: str) -> None:
    assert values().brief(datetime(2026, 11, 24, 5, 31, tzinfo=UTC) - timedelta(days=days)) == words


def test_instants_are_shown_in_local_time() -> None:
    assert values(zone="Australia/Sydney").instant(datetime(2026, 11, 24, 4, 2, tzinfo=UTC)) == "15:02"


def test_days_carry_their_year_only_when_it_is_another_time() -> None:
    assert values().day(date(2026, 11, 25)) == "Wed 25 Nov"
    assert values().day(date(2024, 3, 3)) == "3 Mar 2024"
    assert values("de_DE").day(date(2024, 3, 3)) == "3 März 2024"


@pytest.mark.parametrize(
    ("locale", "text", "number"),
    [
        ("en_US", "1,284.50", "1284.50"),
        ("en_US", "1284.5", "1284.5"),
        ("en_US", "12,5", "12.5"),  # two places: it cannot be a group
        ("en_US", "1,284", "1284"),
        ("de_DE", "1.284,50", "1284.50"),
        ("de_DE", "12.50", "12.50"),
        ("de_DE", "1.284", "1284"),
        ("de_CH", "1’284.50", "1284.50"),
        ("fr_FR", "1\u202f284,50", "1284.50"),
        ("en_IN", "12,34,567.5", "1234567.5"),
        ("en_GB", "−3", "-3"),
        ("ar_EG", "\u0661\u0662\u066b\u0665", "12.5"),
    ],
)
def test_amounts_are_read_with_comma_or_point(locale: str, text: str, number: str) -> None:
    assert reader(locale).read("money", text).value == Decimal(number)


@pytest.mark.parametrize("text", ["1.284,50", "twelve", "1,2,3", "12 kg", "1.2.3", "--3", "NaN", "1e5", "9" * 400, "."])
def test_what_is_no_amount_is_refused_with_an_example(text: str) -> None:
    reading = reader("en_US").read("money", text)
    assert (reading.value, reading.wrong) == (None, "This is not an amount. Type it like 1,284.50.")


def test_a_count_is_whole() -> None:
    assert reader().read("count", "1,200").value == 1200
    assert reader().read("count", "1.5").wrong == "This is not a whole number. Type it like 12."


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en_GB", "24/11/2026"), ("en_GB", "24.11.26"), ("en_GB", "24/11"), ("en_GB", "24 Nov 2026"),
        ("en_GB", "Tue 24 Nov"), ("en_US", "11/24/2026"), ("de_DE", "24.11.2026"), ("de_DE", "2026-11-24"),
        ("ja_JP", "2026/11/24"),
    ],
)  # fmt: skip
def test_days_are_read_in_the_order_of_the_locale(locale: str, text: str) -> None:
    assert reader(locale).read("day", text).value == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("locale", "text", "wrong"),
    [
        ("en_GB", "31/11/2026", "That day does not exist. Type it like 24/11/2026."),
        ("en_US", "24/11/2026", "That day does not exist. Type it like 11/24/2026."),
        ("en_GB", "29/2/2027", "That day does not exist. Type it like 24/11/2026."),
        ("en_GB", "tomorrow", "This is not a day. Type it like 24/11/2026."),
    ],
)
def test_a_day_that_does_not_exist_is_named(locale: str, text: str, wrong: str) -> None:
    assert reader(locale).read("day", text).wrong == wrong


def test_instants_are_typed_in_local_time_and_kept_in_utc() -> None:
    reading = reader(zone="Australia/Sydney").read("instant", "24/11/2026 15:02")
    assert reading.value == datetime(2026, 11, 24, 4, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("24/11/2026", "Type the day and the time like 24/11/2026 05:31."),
        ("24/11/2026 25:00", "That time does not exist. Type it like 24/11/2026 05:31."),
        ("31/11/2026 05:00", "That day does not exist. Type it like 24/11/2026."),
        ("29/3/2026 02:30", "That time is left out on this day: the clocks go forward."),
    ],
)
def test_an_instant_that_does_not_exist_is_named(text: str, wrong: str) -> None:
    assert reader(zone="Europe/Berlin").read("instant", text).wrong == wrong


@pytest.mark.parametrize(
    ("editor", "text", "year"),
    [
        ("instant", "01/01/0001 00:00", "0001"), ("instant", "1/1/0000 10:00", "0000"),
        ("instant", "0001-01-01 00:00", "0001"), ("instant", "31/12/9999 23:30", "9999"), ("day", "24/11/0026", "0026"),
        ("day", "24/11/202", "0202"), ("day", "1 Jan 0001", "0001"),
    ],
)  # fmt: skip
def test_a_year_that_cannot_be_meant_becomes_no_other_year(editor: Editor, text: str, year: str) -> None:
    reading = reader(zone="America/New_York").read(editor, text)
    wrong = f"The year {year} cannot be meant. Type the day like 24/11/2026."
    assert (reading.value, reading.wrong) == (None, wrong)


def test_a_year_of_two_digits_is_one_of_this_century() -> None:
    assert reader().read("day", "24/11/00").value == date(2000, 11, 24)
    assert reader().read("instant", "24/11/26 10:00").value == datetime(2026, 11, 24, 10, tzinfo=UTC)


def test_text_over_its_limit_says_how_much_fits() -> None:
    assert reader().read("text", "abcdef", limit=5).wrong == "At most 5 characters fit here; these are 6."


def test_text_stays_as_it_was_typed() -> None:
    assert reader().read("paragraph", " two\nlines ").value == " two\nlines "


def test_a_choice_is_taken_by_its_label() -> None:
    choices = (Choice(value="2", label="Prepared"),)
    assert reader().read("choice", "Prepared", choices=choices).value == "2"
    assert reader().read("choice", "Ready", choices=choices).wrong == "Choose one of the list."


NUMBERS = st.decimals(min_value=-(10**12), max_value=10**12, places=4)
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31))
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2099, 1, 1)).map(  # noqa: DTZ001 # hypothesis wants bounds without zone
    lambda at: at.replace(second=0, microsecond=0, tzinfo=UTC)
)


@given(
    st.sampled_from(LOCALES),
    st.one_of(
        st.tuples(st.sampled_from(["money", "quantity"]), NUMBERS),
        st.tuples(st.just("day"), DAYS),
        st.tuples(st.just("instant"), MOMENTS),
        st.tuples(st.just("count"), st.integers(-(10**9), 10**9)),
        st.tuples(st.just("flag"), st.booleans()),
    ),
)
def test_what_the_editor_writes_is_read_back_the_same(locale: str, typed: tuple[Editor, Value]) -> None:
    editor, value = typed
    taken = reader(locale)
    assert taken.read(editor, taken.written(editor, value)).value == value


@given(st.sampled_from(LOCALES), NUMBERS)
def test_a_shown_amount_is_read_back_the_same(locale: str, number: Decimal) -> None:
    assert reader(locale).read("money", values(locale).amount(number)).value == number


@given(st.sampled_from(["money", "quantity", "count", "day", "instant", "flag", "text"]), st.text(max_size=40))
def test_no_text_breaks_the_reader(editor: Editor, text: str) -> None:
    reading = reader().read(editor, text)
    assert reading.value is None or not reading.wrong
