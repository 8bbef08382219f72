"""The canonical spelling of JSON, by which records are compared as hashes."""

import hashlib
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.sandbox.canonical import canonical, digest


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ('{"b": 1, "a": {"d": [], "c": {}}}', '{"a":{"c":{},"d":[]},"b":1}'),
        ("[19.0, 2.50, 0.10, -0, -0.0, 0.0, 1e3, 1E-3, 12e-1]", "[19,2.5,0.1,0,0,0,1000,0.001,1.2]"),
        ('["2.50", "19.0"]', '["2.50","19.0"]'),
        ("[1e22, 123456789012345678901234567890.5]", "[10000000000000000000000,123456789012345678901234567890.5]"),
        ("[100, 4091036031, -7]", "[100,4091036031,-7]"),
        ('["\\u00e9\\ud83e\\udd50", "é🥐", "\\/"]', '["é🥐","é🥐","/"]'),
        ('["\\u001f\\n\\"\\\\"]', '["\\u001f\\n\\"\\\\"]'),
        ('{"ﬡ": 1, "🥐": 2, "a": 3, "Z": 4}', '{"Z":4,"a":3,"ﬡ":1,"🥐":2}'),
        ("[true, false, null]", "[true,false,null]"),
    ],
)
def test_a_document_has_one_spelling(given: str, expected: str) -> None:
    assert canonical(given.encode()) == expected.encode()


def test_the_digest_is_the_sha_256_of_that_spelling() -> None:
    assert digest(b'{"b": 2.50, "a": "\\u00e9"}') == hashlib.sha256('{"a":"é","b":2.5}'.encode()).hexdigest()


numbers = (
    st.integers()
    | st.decimals(allow_nan=False, allow_infinity=False, places=7)
    | st.floats(allow_nan=False, allow_infinity=False).map(lambda number: Decimal(repr(number)))
)


@given(st.lists(numbers))
def test_every_number_keeps_its_value_and_loses_its_dress(values: list[int | Decimal]) -> None:
    spelled = canonical(f"[{','.join(map(str, values))}]".encode()).decode()
    assert json.loads(spelled, parse_float=Decimal) == values
    parts = spelled[1:-1].split(",") if values else []
    assert not [part for part in parts if "e" in part.lower() or part == "-0" or ("." in part and part[-1] in "0.")]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_the_order_of_keys_and_the_escaping_make_no_difference(value: object) -> None:
    plain = json.dumps(value, sort_keys=True)
    other = json.dumps(value, ensure_ascii=False, indent=2)
    assert canonical(plain.encode()) == canonical(other.encode("utf-8", "surrogatepass"))
