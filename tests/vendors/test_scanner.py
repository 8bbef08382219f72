"""The scanner finds where values end by brackets and quotation marks alone, whatever stands between them."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.vendors.scanner import Broken, depth, elements, end_of, members

texts = st.text(max_size=8) | st.sampled_from(["]", "}", "{[", '"', '\\"', "\\", ",", ":", "😀"])
values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=16,
)
blanks = st.sampled_from([(",", ":"), (", ", ": "), (" ,\r\n", " :\t")])


@given(st.lists(values, max_size=6), blanks, st.booleans())
def test_elements_of_a_list_are_found_as_they_stand(items: list[Any], signs: tuple[str, str], ascii_only: bool) -> None:
    raws = [json.dumps(item, separators=signs, ensure_ascii=ascii_only).encode("utf-8") for item in items]
    body = b"[" + signs[0].encode().join(raws) + b"] and more"
    assert elements(body, 1) == (raws, body.rindex(b"]") + 1)


@given(st.dictionaries(texts, values, max_size=6), blanks)
def test_members_of_an_object_are_found_as_they_stand(found: dict[str, Any], signs: tuple[str, str]) -> None:
    body = json.dumps(found, separators=signs).encode()
    expected = [(name, json.dumps(value, separators=signs)) for name, value in found.items()]
    assert [(json.loads(name), value.decode()) for name, value in members(body)] == expected


@given(values)
def test_a_value_ends_at_the_comma_or_bracket_behind_it(value: Any) -> None:  # noqa: ANN401
    raw = json.dumps(value).encode()
    assert end_of(raw + b",1", 0, b"]") == end_of(raw + b"]", 0, b"]") == end_of(raw + b"}", 0, b"}") == len(raw)


@pytest.mark.parametrize("body", [b"", b"1", b'"a', b'"a\\', b"{", b"[1", b"[1}", b"{1]", b"1}", b"nonsense]", b"[}]"])
def test_a_value_without_an_end_is_broken(body: bytes) -> None:
    with pytest.raises(Broken):
        end_of(body, 0, b"]")


def test_foreign_words_are_passed_over_when_asked_for() -> None:
    assert end_of(b"{a: [undefined, 'x']} ]", 0, b"]", strictly=False) == 22


@given(st.integers(0, 60), texts)
def test_depth_counts_brackets_but_not_those_in_texts(levels: int, text: str) -> None:
    quoted = json.dumps([text, {"[[{": text}]).encode()
    assert depth(b"[" * levels + quoted + b"]" * levels) == levels + 2


ROW = b'{"id":"%d","email":"a","city":"b","name":"c","lines":[{"id":"7","name":"d"},{"id":"8","name":"e"},{"id":"9"}]}'


@pytest.mark.parametrize("length", [len(ROW) - 3, len(ROW) - 12, ROW.index(b"]"), ROW.index(b"d") + 2])
def test_a_row_without_an_end_is_told_from_what_lies_inside_it(length: int) -> None:
    """Its lines have an id and a name as well, but they do not begin as rows do."""
    cut_off = (ROW % 2)[:length]
    behind = b'],"limit":500,"offset":0,"order":"ASC","order_by":"id","records":3,"status":"success","total":3}'
    assert elements(b"[%s,%s,%s" % (ROW % 1, cut_off, ROW % 3) + behind, 1)[0] == [ROW % 1, cut_off, ROW % 3]
