"""Values that nobody should send, for tests that send them all the same."""

from typing import Any

from hypothesis import strategies as st


def wild(*more: str | float) -> st.SearchStrategy[Any]:
    """Any JSON, some of it odd; `more` is what else is odd at a vendor."""
    odd = st.sampled_from(["1e999", "NaN", "-0", "²", "9" * 400, *more])
    return st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | odd,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=6,
    )
