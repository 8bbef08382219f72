"""What one row says of itself: its key, even where the row is bad, and numbers that stay exact both ways."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.vendors.contract import Rows
from desktop.vendors.rows import DEEPEST, decode, encode, read_row

ORDERS = Rows(member="orders", owner=lambda order: str(order["id"]), part="order")

# ── keys ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        (b'{"order_items":[{"id":"71"}],"id":"2","total":NaN}', "2"),
        (b'{"total":NaN,"customer":{"id":"9"},"id":2}', "2"),
        (b'{"id":"1","total":NaN,"id":"2"}', "2"),
        (b'{"note":"\\"id\\":\\"666\\"","total":NaN,"id":"2"}', "2"),
        (b'{"id":"\\u0032","total":NaN}', "2"),
    ],
)
def test_the_key_is_the_rows_own_not_one_from_inside(raw: bytes, key: str) -> None:
    assert read_row(raw, ORDERS)[0].key == key


@pytest.mark.parametrize(
    "raw", [b"null", b"17", b'"id"', b'[{"id":"1"}]', b'{"total":NaN}', b'{"id":NaN}', b'{"id":"4']
)
def test_a_row_whose_key_cannot_be_found_has_one_of_its_own(raw: bytes) -> None:
    (piece,) = read_row(raw, ORDERS)
    assert piece.key.startswith("unread-")
    assert piece.key == read_row(raw, ORDERS)[0].key != read_row(raw + b" ", ORDERS)[0].key
    assert piece.document is None


def test_a_row_without_an_id_says_so() -> None:
    assert read_row(b'{"number":"1"}', ORDERS)[0].trouble == "it has no 'id'"


@pytest.mark.parametrize("wrong", [b"null", b"17", b'"x"', b"[]", b"[[]]", b"{}", b'{"b":null}'])
def test_no_shape_of_a_row_breaks_the_question_for_its_owner(wrong: bytes) -> None:
    deep = Rows(member="orders", owner=lambda row: str(row["a"]["b"][0]["c"].strip()), part="order")
    raw = b'{"a":%s}' % wrong
    assert read_row(raw, deep)[0].body == raw


# ── numbers ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "number", ["12.50", "0.1", "19", "0", "1234567890123456789.0123456789", "-0.00", "18446744073709551616"]
)
def test_a_number_goes_back_with_the_digits_it_came_with(number: str) -> None:
    assert encode(decode(b'{"price":%s}' % number.encode())) == b'{"price":%s}' % number.encode()


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4) | st.integers(-(10**40), 10**40))
def test_money_stays_exact_and_stays_a_number(amount: Decimal | int) -> None:
    body = encode({"price": amount})
    assert not body.startswith(b'{"price":"')
    assert decode(body) == {"price": amount} == json.loads(body, parse_float=Decimal)


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("-Infinity"), "\ud800", {"a": ["\udfff"]}])
def test_what_json_has_no_form_for_is_never_sent(value: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        encode({"price": value})


def test_the_word_infinity_may_be_sent_as_text() -> None:
    assert encode({"name": "Infinity & NaN"}) == b'{"name":"Infinity & NaN"}'


def test_depth_is_readable_up_to_its_limit_and_no_further() -> None:
    assert decode(b"[" * DEEPEST + b"]" * DEEPEST)
    assert decode(b"[%s1]" % (b'"[{",[],' * DEEPEST * 2))
    with pytest.raises(ValueError, match="nested deeper"):
        decode(b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1))
