"""One bad row costs no sibling: it keeps its bytes and, where it can be found, its key."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import Rejected
from desktop.vendors.contract import Document, Rows
from desktop.vendors.rows import DEEPEST, cut, encode, read_row, told

ORDERS = Rows(member="orders", owner=lambda order: str(order["id"]), part="order")
GOOD = b'{"id":"1","email":"a@example.com","city":"Bend","order_items":[{"id":"71","name":"Tea, green"}],"total":12.50}'

BAD = {
    "NaN": b'{"id":"2","total":NaN,"city":"Bend"}',
    "Infinity": b'{"id":"2","total":-Infinity,"city":"Bend"}',
    "a lone surrogate": b'{"id":"2","city":"\\ud83d"}',
    "a control sign": b'{"id":"2","city":"one\ntwo\x00"}',
    "letters that are not UTF-8": b'{"id":"2","city":"M\xfcnchen"}',
    "5,000 digits": b'{"id":"2","total":' + b"9" * 5000 + b"}",
    "an exponent beyond any size": b'{"id":"2","total":1e' + b"9" * 30 + b"}",
    "depth 100,000": b'{"id":"2","metadata":' + b'[{"a":' * 50_000 + b"1" + b"}]" * 50_000 + b"}",
    "depth beyond what is readable": b'{"id":"2","metadata":' + b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1) + b"}",
    "a comma too many": b'{"id":"2","city":"Bend",}',
    "words without quotes": b'{"id":"2","city":undefined}',
    "a comment": b'{"id":"2","city":"Bend" /* or not */}',
    "a word cut off": b'{"id":"2","paid":tru}',
    "an end without brackets": b'{"id":"2","city":"Bend","order_items":[{"id":"72","name":"Tea"},{"id":"73"',
    "an end in the middle of a text": b'{"id":"2","email":"b@example.com","city":"Ben',
    "a bracket of the wrong kind": b'{"id":"2","order_items":[1,2}',
    "a bracket too many": b'{"id":"2","city":"Bend"}}',
}
WITH_END = [kind for kind in BAD if not kind.startswith(("an end", "a bracket"))]
WITHOUT_END = [kind for kind in BAD if kind not in WITH_END]


def row(number: int) -> bytes:
    return GOOD.replace(b'"1"', b'"%d"' % number, 1)


def page(*rows: bytes) -> bytes:
    return b'{"status":"success","total_records":%d,"orders":[%s],"limit":500}' % (len(rows), b",".join(rows))


def test_a_good_page_is_cut_into_its_rows_as_they_came() -> None:
    envelope, raws = cut(page(row(1), row(2)), ORDERS)
    assert envelope == {"status": "success", "total_records": 2, "limit": 500}
    assert raws == [row(1), row(2)]


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
@pytest.mark.parametrize("position", [0, 1])
def test_a_bad_row_costs_no_sibling_and_keeps_its_bytes_and_key(bad: bytes, position: int) -> None:
    rows = [row(1), row(3)]
    rows.insert(position, bad)
    envelope, raws = cut(page(*rows), ORDERS)
    pieces = [read_row(raw, ORDERS)[0] for raw in raws]
    assert raws == rows
    assert [piece.key for piece in pieces if piece.document is not None] == ["1", "3"]
    damaged = pieces[position]
    assert (damaged.key, damaged.part, damaged.body, damaged.document) == ("2", "order", bad, None)
    assert damaged.trouble
    assert envelope == {"status": "success", "total_records": 3, "limit": 500}


@pytest.mark.parametrize("kind", WITH_END)
def test_the_last_row_may_be_bad_as_well(kind: str) -> None:
    raws = cut(page(row(1), row(3), BAD[kind]), ORDERS)[1]
    assert raws == [row(1), row(3), BAD[kind]]
    assert read_row(raws[2], ORDERS)[0].key == "2"


@pytest.mark.parametrize("kind", WITHOUT_END)
def test_a_last_row_without_an_end_is_refused_with_its_page(kind: str) -> None:
    """It cannot be told from a page that was cut off, which must never pass for a short one."""
    with pytest.raises(Rejected):
        cut(page(row(1), row(3), BAD[kind]), ORDERS)


@given(cutting=st.integers(1, len(GOOD) - 1), position=st.integers(0, 2))
def test_a_row_cut_off_anywhere_costs_no_sibling(cutting: int, position: int) -> None:
    rows = [row(1), row(2), row(3)]
    rows.insert(position, row(9)[:cutting].rstrip())
    raws = cut(page(*rows), ORDERS)[1]
    assert raws == rows
    pieces = [read_row(raw, ORDERS)[0] for raw in raws]
    assert [piece.key for piece in pieces if piece.document] == ["1", "2", "3"]
    assert pieces[position].key == "9" or pieces[position].key.startswith("unread-")


texts = st.text(max_size=12) | st.sampled_from(['},{"id":"', "]}", "[", '"', "\\", ",", "\\u", "é", "\u202e", "😀"])
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | texts
    | st.decimals(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)
documents = st.fixed_dictionaries({"id": st.integers(1, 10**12).map(str)}, optional={"rest": values, "more": values})


@given(rows=st.lists(documents, min_size=1, max_size=6), bad=st.sampled_from(WITH_END), seed=st.randoms())
def test_any_good_rows_survive_any_bad_one(rows: list[Document], bad: str, seed: Any) -> None:  # noqa: ANN401
    raws = [encode(document) for document in rows]
    raws.insert(seed.randint(0, len(raws)), BAD[bad])
    found = cut(page(*raws), ORDERS)[1]
    assert found == raws
    assert [piece.document for raw in found if (piece := read_row(raw, ORDERS)[0]).document is not None] == rows


@given(damage=st.binary(min_size=1, max_size=6), place=st.integers(0, len(GOOD)), replaced=st.integers(0, 3))
def test_no_damage_of_any_kind_is_more_than_a_refusal(damage: bytes, place: int, replaced: int) -> None:
    """Whatever stands in a row, the answer is cut or refused; it never passes for a page with fewer rows."""
    damaged = GOOD[:place] + damage + GOOD[place + replaced :]
    try:
        raws = cut(page(row(1), damaged, row(3)), ORDERS)[1]
    except Rejected:
        return
    keys = [read_row(raw, ORDERS)[0].key for raw in raws]
    assert len(raws) >= 2
    assert b"".join(raws).count(row(3)) == 1
    assert keys[0] == "1"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b"null",
        b"[]",
        b"17",
        b'"text"',
        b"<html><body>Bad gateway</body></html>",
        b"{",
        b"}",
        b"{]",
        b'{"orders"',
        b'{"orders":',
        b'{"orders":[',
        b'{"status":"success","orders":[{"id":"1"},{"id":"2"}',
        b'{"status":"success","orders":[{"id":"1"},{"id":"2","city":"Be',
        b'{"status":"success","orders":[{"id":"1"}]',
        b'{"status":"success","orders":[{"id":"1"}],"total_rec',
        b'{"status":"success","orders":"gone"}',
        b'{"status":"success","orders":17}',
        b"\xff\xfe\x00",
        b"{" * 100_000,
        b"[" * 100_000,
    ],
)
def test_a_body_that_is_no_whole_object_is_refused(body: bytes) -> None:
    with pytest.raises(Rejected) as caught:
        cut(body, ORDERS)
    assert caught.value.hint
    assert caught.value.unclear


@given(st.integers(1, len(page(row(1), row(2), row(3))) - 1))
def test_a_page_cut_off_anywhere_never_passes_for_a_short_one(length: int) -> None:
    with pytest.raises(Rejected):
        cut(page(row(1), row(2), row(3))[:length], ORDERS)


@pytest.mark.parametrize(
    ("body", "count"),
    [
        (b'{"status":"success"}', 0),
        (b'{"orders":null}', 0),
        (b'{"orders": null }', 0),
        (b'{"orders":false}', 0),
        (b'{"orders":""}', 0),
        (b'{"orders":[]}', 0),
        (b'{"orders": [ ] }', 0),
        (b'{"orders":[],"message":NaN}', 0),
        (b'{"orders": {"id":"1"} }', 1),
        (b'{"orders": {"id":"1","total":NaN} }', 1),
        (b'{"orders":null,"message":NaN}', 0),
        (b'\xef\xbb\xbf{"orders":[{"id":"1"}]}', 1),
        (b' {"\\u006frders" : [ {"id":"1"} , {"id":"2"} ] , "message" : NaN } ', 2),
    ],
)
def test_rows_stand_as_a_list_as_one_object_or_not_at_all(body: bytes, count: int) -> None:
    raws = cut(body, ORDERS)[1]
    assert [read_row(raw, ORDERS)[0].key for raw in raws] == ["1", "2"][:count]


def test_without_rows_the_whole_object_is_the_envelope() -> None:
    assert cut(page(row(1)), None)[0]["orders"][0]["total"] == Decimal("12.50")


def test_members_of_the_envelope_that_cannot_be_read_are_left_out() -> None:
    body = b'{"status":"success","message":"\\ud800","note":"\xff","count":%s,"orders":[{"id":"1"}]}' % (b"9" * 5000)
    assert cut(body, ORDERS) == ({"status": "success"}, [b'{"id":"1"}'])


def test_too_many_rows_without_an_end_are_refused_as_a_page() -> None:
    rows = [row(number)[: 60 if number % 2 else None] for number in range(21)]
    with pytest.raises(Rejected):
        cut(page(*rows), ORDERS)


# ── lists that may lie elsewhere ──────────────────────────────────────────────────────────────────────────────────

ANYWHERE = Rows(member="orders", or_in=("items", "data", ""), owner=lambda order: str(order["id"]), part="order")
TWO = b'[{"id":"1"},{"id":"2"}]'


@pytest.mark.parametrize(
    "body",
    [
        b'{"orders":%s}' % TWO, b'{"count":2,"data":%s}' % TWO, b'{"items":%s}' % TWO, TWO, b" \n%s " % TWO,
        b'\xef\xbb\xbf%s' % TWO, b'{"orders":%s,"items":[{"id":"9"}]}' % TWO,
    ],
)  # fmt: skip
def test_rows_are_found_under_other_names_and_in_a_body_that_is_the_list(body: bytes) -> None:
    raws = cut(body, ANYWHERE)[1]
    assert [read_row(raw, ANYWHERE)[0].key for raw in raws] == ["1", "2"]
    assert told(body, ANYWHERE)["orders"] == [{"id": "1"}, {"id": "2"}]


def test_a_body_without_any_of_the_names_is_one_row() -> None:
    envelope, raws = cut(b' {"id":"1","orders_of":3} ', ANYWHERE)
    assert (envelope, raws) == ({}, [b'{"id":"1","orders_of":3}'])


def test_one_bad_row_of_a_bare_list_costs_no_sibling() -> None:
    raws = cut(b'[{"id":"1"},{"id":"2","total":NaN},{"id":"3"}]', ANYWHERE)[1]
    pieces = [read_row(raw, ANYWHERE)[0] for raw in raws]
    assert [(piece.key, piece.document is not None) for piece in pieces] == [("1", True), ("2", False), ("3", True)]


@pytest.mark.parametrize("body", [b"[", b'[{"id":"1"}', b'[{"id":"1"},', b'[{"id":"1"}] and more', b"17", b'"text"'])
def test_a_bare_list_that_is_cut_off_is_refused(body: bytes) -> None:
    with pytest.raises(Rejected):
        cut(body, ANYWHERE)


def test_a_look_without_other_names_is_told_as_it_came() -> None:
    assert told(page(row(1)), ORDERS)["orders"][0]["id"] == "1"
    with pytest.raises(Rejected):
        told(TWO, ORDERS)
