"""Codecs: what is decoded, encoded and decoded again is the same; forms on the wire are kept."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.records import Value
from desktop.vendors import codecs
from desktop.vendors.contract import Codec, Json
from desktop.vendors.listed import row_codec
from desktop.vendors.orderdesk.discounts import DISCOUNTS
from desktop.vendors.orderdesk.notes import NOTES
from desktop.vendors.orderdesk.quirks import customer_note, pairs, pairs_problem, po_number
from desktop.vendors.rows import decode, encode

texts = st.text(st.characters(exclude_categories=["Cs"]))
decimals = st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, places=4)
numbers_on_the_wire = st.one_of(
    st.integers(-(10**9), 10**9), decimals, decimals.map(lambda number: format(number, "f")), st.just(""), st.none()
)
moments = st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2090, 1, 1)).map(  # noqa: DTZ001 - made zoned
    lambda moment: moment.replace(tzinfo=UTC)
)
few = st.sampled_from(["S", "S; s", "S (a;b)", "", "a;b"])
row = st.fixed_dictionaries({"name": few, "code": few, "amount": numbers_on_the_wire, "rule": st.integers(0, 9)})
discounts_on_the_wire = st.lists(row, max_size=4).map(
    lambda rows: [*rows, {"name": "", "code": "own", "amount": "1.70"}]
)
notes_on_the_wire = st.lists(texts, max_size=3).map(
    lambda said: [
        *({"date_added": "2026-11-20 05:30:00", "username": "Ben", "content": text} for text in said),
        {"date_added": "2026-11-20 05:30:00", "username": "Ada", "content": "Old"},
    ]
)

CASES: dict[str, tuple[Codec, st.SearchStrategy[Value], st.SearchStrategy[Json]]] = {
    "text": (codecs.text, texts, texts | st.none() | st.integers(0, 10**6)),
    "paragraph": (codecs.paragraph, texts, texts | st.none()),
    "any_case": (codecs.any_case, texts, texts | st.none()),
    "phone": (codecs.phone, texts, texts | st.none()),
    "scalar": (codecs.scalar, texts, texts | st.integers(-999, 999) | decimals),
    "choice": (codecs.choice(ours="Theirs", other="Other one"), texts, texts | st.none()),
    "flag": (codecs.flag, st.booleans(), st.sampled_from([True, False, "1", "0", 1, 0, None, "", "true"])),
    "money": (codecs.money, decimals | st.none(), numbers_on_the_wire),
    "quantity": (codecs.quantity, decimals | st.none(), numbers_on_the_wire),
    "count": (codecs.count, st.integers(-(10**9), 10**9) | st.none(), numbers_on_the_wire),
    "utc_naive": (codecs.utc_naive, moments | st.none(), moments.map(codecs.stamp) | st.just("")),
    "day": (codecs.day, st.dates() | st.none(), st.dates().map(date.isoformat) | st.just("")),
    "po_number": (po_number, texts, st.dictionaries(texts, texts) | st.just([])),
    "note": (customer_note, texts, st.dictionaries(texts, texts) | st.just([])),
    "discount": (row_codec(DISCOUNTS, "own"), decimals | st.none(), discounts_on_the_wire),
    "staff note": (row_codec(NOTES, "2026-11-20 05:30:00 Ada"), texts, notes_on_the_wire),
}
every_codec = pytest.mark.parametrize(("codec", "values", "wires"), CASES.values(), ids=CASES)


@every_codec
@given(data=st.data())
def test_what_is_written_is_read_the_same(
    codec: Codec, values: st.SearchStrategy[Value], wires: st.SearchStrategy[Json], data: st.DataObject
) -> None:
    value, old = data.draw(values), data.draw(wires)
    wire = codec.encode(value, old)
    assert codec.same(codec.decode(decode(encode(wire))), value)


@every_codec
@given(data=st.data())
def test_what_is_not_changed_stays_as_it_stands_on_the_wire(
    codec: Codec, values: st.SearchStrategy[Value], wires: st.SearchStrategy[Json], data: st.DataObject
) -> None:
    wire = data.draw(wires)
    again = codec.encode(codec.decode(wire), wire)
    assert again == wire
    assert type(again) is type(wire)


@every_codec
@given(data=st.data())
def test_sameness_holds_both_ways(
    codec: Codec, values: st.SearchStrategy[Value], wires: st.SearchStrategy[Json], data: st.DataObject
) -> None:
    one, other = data.draw(values), data.draw(values)
    assert codec.same(one, one)
    assert codec.same(one, other) == codec.same(other, one)


@pytest.mark.parametrize(
    ("old", "wanted", "sent"),
    [
        (19, Decimal("20.5"), b"20.5"),
        (19, Decimal("20"), b"20"),
        ("19", Decimal("20.50"), b'"20.50"'),
        (Decimal("1.70"), Decimal("1.75"), b"1.75"),
        ("", Decimal(3), b'"3"'),
        ("3", None, b'""'),
        (19, Decimal("19.00"), b"19"),
        ("19.0", Decimal(19), b'"19.0"'),
    ],
)
def test_a_number_goes_out_in_the_form_in_which_it_came(old: Json, wanted: Value, sent: bytes) -> None:
    assert encode(codecs.money.encode(wanted, old)) == sent


@pytest.mark.parametrize(
    "wire", ["1,234.50", "12 EUR", "NaN", "Infinity", [], {}, True, "1_000", "٣", 10**40, "1e999", "--1"]
)
def test_what_is_no_number_is_not_taken_for_one(wire: Json) -> None:
    with pytest.raises(ValueError, match=r"number|proportion"):
        codecs.money.decode(wire)


@pytest.mark.parametrize("value", ["12", "x", True, date(2026, 1, 1)])
def test_an_amount_is_never_sent_from_anything_but_a_number(value: Value) -> None:
    with pytest.raises(ValueError, match="number"):
        codecs.money.encode(value, None)


def test_whole_numbers_are_counted_and_fractions_shown_as_they_are() -> None:
    assert codecs.count.decode("12") == 12
    assert isinstance(codecs.count.decode(12), int)
    assert codecs.count.decode(Decimal("1.5")) == Decimal("1.5")


def test_letter_case_and_outer_blanks_of_a_name_are_the_same_name() -> None:
    assert codecs.any_case.same("McDonald ", "MCDONALD")
    assert not codecs.any_case.same("McDonald", "MacDonald")
    assert not codecs.text.same("McDonald", "MCDONALD")


def test_a_phone_number_is_its_digits() -> None:
    assert codecs.phone.same("208-555-5555", "(208) 555 5555")
    assert not codecs.phone.same("208-555-5555", "208-555-5556")
    assert not codecs.phone.same("ask reception", "ask at the bar")


def test_nothing_and_the_empty_text_are_the_same() -> None:
    for codec in (codecs.text, codecs.any_case, codecs.phone, codecs.paragraph, codecs.money):
        assert codec.same(None, "")


def test_line_breaks_of_either_kind_are_the_same() -> None:
    assert codecs.paragraph.same("two\r\nlines", "two\nlines")


@pytest.mark.usefixtures("elsewhere")
def test_times_without_a_zone_are_utc_and_go_out_so() -> None:
    assert codecs.utc_naive.decode("2015-04-15 12:12:10") == datetime(2015, 4, 15, 12, 12, 10, tzinfo=UTC)
    there = datetime(2015, 4, 15, 14, 12, 10, tzinfo=timezone(timedelta(hours=2)))
    assert codecs.utc_naive.encode(there, None) == "2015-04-15 12:12:10"
    assert codecs.utc_naive.decode("0000-00-00 00:00:00") is None


@pytest.mark.parametrize("wire", ["yesterday", "2015-13-01 00:00:00", 12, []])
def test_what_is_no_time_is_not_taken_for_one(wire: Json) -> None:
    with pytest.raises(ValueError, match=r"."):
        codecs.utc_naive.decode(wire)


def test_a_time_without_a_zone_is_never_sent() -> None:
    with pytest.raises(ValueError, match="zone"):
        codecs.utc_naive.encode(datetime(2015, 4, 15), None)  # noqa: DTZ001 - what must be refused


def test_unknown_codes_pass_through_unchanged() -> None:
    codec = codecs.choice(new="NEW")
    assert codec.decode("NEW") == "new"
    assert codec.decode("Brand new word") == "Brand new word"
    assert codec.encode("new", "x") == "NEW"


def test_a_text_that_no_request_can_carry_is_refused() -> None:
    with pytest.raises(ValueError, match="characters"):
        codecs.text.encode("\ud800", "")


@given(texts, st.integers(0, 99))
def test_a_number_among_free_keys_stays_a_number(value: str, old: int) -> None:
    sent = codecs.scalar.encode(value, old)
    assert isinstance(sent, int | str)
    assert codecs.scalar.encode("7", old) == 7
    assert codecs.scalar.encode("007", old) == "007"
    assert codecs.scalar.encode("1E100", old) == "1E100"


@given(st.dictionaries(texts.map(str.strip).filter(bool), texts.map(str.strip), max_size=4))
def test_a_map_in_one_line_is_read_back_whole(free: dict[str, str]) -> None:
    assert (pairs.encode(pairs.decode(free), None) or []) == (free or [])


def test_a_changed_pair_leaves_the_others_in_their_form() -> None:
    assert pairs.encode("Size: 9; Colour: Red", {"Size": 9, "Colour": "Blue"}) == {"Size": 9, "Colour": "Red"}
    assert pairs.encode("", {"Size": 9}) == []
    with pytest.raises(ValueError, match="written like"):
        pairs.encode("no pair", [])


@pytest.mark.parametrize(
    "free",
    [
        {" Size": "L ", "Colour": "Red"},
        {"": "nameless", "Colour": "Red"},
        {"Size": "L", " Size": "M", "Colour": "Red"},
        {"image": {"url": "a; b: c", "sizes": [1, Decimal("2.5")]}, "Colour": "Red"},
    ],
)
def test_pairs_that_are_not_touched_stay_as_they_are(free: dict[str, Json]) -> None:
    shown = str(pairs.decode(free))
    assert pairs.encode(shown.replace("Red", "Blue"), free) == {**free, "Colour": "Blue"}
    assert pairs_problem(shown.replace("Red", "Blue"), free) == ""
    assert pairs.same(shown, shown.replace("; Colour", " ;Colour"))


@pytest.mark.parametrize(
    ("text", "free", "why"),
    [
        ("Size: L; Size: M", {}, "“Size” stands there 2 times"),
        ("Size: L; Size: M", {" Size": "L"}, "“Size” stands there 2 times"),
        ("Size: L; : M", {"Size": "L"}, "needs a name"),
        ("image: {}", {"image": {"url": "a"}}, "“image” holds more than a text"),
        ("image: front.png", {"image": ["a"]}, "“image” holds more than a text"),
        ("Size: L; ", {"image": {"url": "a"}}, ""),
    ],
)
def test_pairs_that_cannot_be_kept_as_typed_are_told_in_words(text: str, free: dict[str, Json], why: str) -> None:
    problem = pairs_problem(text, free)
    assert why in problem
    assert bool(problem) is bool(why)


def test_the_order_number_of_the_buyer_is_found_under_any_of_its_names() -> None:
    assert po_number.decode({"Gift": "x", "Purchase Order": "P-1"}) == "P-1"
    assert po_number.encode("P-2", {"Gift": "x", "purchase order": "P-1"}) == {"Gift": "x", "purchase order": "P-2"}
    assert po_number.encode("P-2", []) == {"PO Number": "P-2"}
    assert po_number.encode("", []) == []
