"""What people type into fields of this vendor, and what shops keep in xp, as strategies."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from desktop.records import Value
from desktop.vendors.contract import Context, Field
from tests.whole.values import WORDS, values

KEYS = st.text("abÄ日/~. \"'{}0", min_size=1, max_size=6)
NUMBERS = st.integers(-(10**12), 10**12) | st.decimals(-1000, 1000, places=3).map(float)
LEAVES: st.SearchStrategy[Any] = st.none() | st.booleans() | NUMBERS | st.text(max_size=12)
TREES: st.SearchStrategy[Any] = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)
MAPS = st.dictionaries(KEYS, TREES | st.dictionaries(KEYS, LEAVES, min_size=1, max_size=3), min_size=1, max_size=4)
XPS: st.SearchStrategy[Any] = MAPS | MAPS | MAPS | st.none() | st.text(max_size=20) | TREES
"""Nothing, a plain text, maps in maps, lists, bare numbers (3.4, 3.6)."""

COUNTRIES = st.sampled_from(["US", "CA", "DE", "de", "NL", ""])
FIGURES = st.decimals(0, 100_000, places=2) | st.integers(0, 10_000).map(Decimal) | st.just(Decimal("1E+3"))
BY_KIND: dict[type, st.SearchStrategy[Value]] = {
    bool: st.sampled_from(["true", "false", " TRUE", "False"]),
    int: st.integers(-(10**15), 10**15).map(str) | FIGURES.map(str),
    Decimal: FIGURES.map(str),
}


def typed(field: Field, stands: Any, seen: Value, saved: list[str], context: Context) -> st.SearchStrategy[Value]:  # noqa: ANN401 - any JSON
    """What somebody types where this stands: some of it is refused before it is sent.

    saved: the IDs of the addresses that a field for one may name.
    """
    if field.name.startswith("xp."):
        return BY_KIND.get(type(stands), st.nothing()) | WORDS
    if field.name in ("billing_address", "shipping_address"):
        return st.sampled_from(["", *saved])
    if field.name.endswith("Country"):
        return COUNTRIES
    other_letters = st.just(seen.swapcase()) if isinstance(seen, str) else st.nothing()
    return values(field, context) | other_letters
