"""Values to type into fields, as strategies: by the field's choices, by its editor, or by an example of its form."""

from datetime import UTC, datetime
from decimal import Decimal

from hypothesis import strategies as st

from desktop.forms import Editor
from desktop.records import Value
from desktop.vendors.contract import Context, Field

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40)
CLEAN = st.text("abcÄß日 -'&<>\"0123456789", min_size=1, max_size=12).map(str.strip).filter(bool)
AMOUNTS = st.decimals(min_value=0, max_value=100_000, places=2, allow_nan=False, allow_infinity=False)
SECONDS = st.integers(1_000_000_000, 1_900_000_000)

BY_EDITOR: dict[Editor, st.SearchStrategy[Value]] = {
    "text": WORDS,
    "paragraph": st.lists(WORDS, max_size=4).map("\n".join),
    "money": AMOUNTS,
    "quantity": st.one_of(AMOUNTS, st.integers(0, 10_000).map(Decimal)),
    "count": st.integers(-50, 10_000),
    "instant": SECONDS.map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    "choice": CLEAN,
}
"""Editors that Order Desk's fields do not have get their strategies with the vendor that has them."""

GAPS = st.sampled_from(["", " "])
PAIRS = st.tuples(GAPS, st.dictionaries(CLEAN, st.one_of(CLEAN, st.just("")), max_size=3)).map(
    lambda drawn: f";{drawn[0]}".join(f"{key}:{drawn[0]}{value}" for key, value in drawn[1].items())
)
DISCOUNTS = st.tuples(GAPS, st.lists(st.tuples(CLEAN, CLEAN, AMOUNTS), max_size=3)).map(
    lambda drawn: "\n".join(f";{drawn[0]}".join(map(str, row)) for row in drawn[1])
)


def values(field: Field, context: Context) -> st.SearchStrategy[Value]:
    """What a person might type into the field; some of it is refused before it is sent."""
    if field.choices is not None and (choices := field.choices(context)):
        return st.sampled_from([choice.value for choice in choices])
    if field.hint.startswith("One a line"):
        return st.one_of(DISCOUNTS, WORDS)
    if "; " in field.hint:
        return st.one_of(PAIRS, WORDS)
    return BY_EDITOR[field.codec.editor]
