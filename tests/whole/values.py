"""Values to type into fields, as strategies: by the field's choices, by its editor, or by an example of its form."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import get_args

from hypothesis import strategies as st

from desktop.records import Editor, Value
from desktop.vendors.contract import Context, Field

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40)
HARD: st.SearchStrategy[Value] = st.sampled_from(
    (
        "\u200fחלב “טרי” A1", "\N{WOMAN}\u200d\N{GIRL} café \N{SLICE OF PIZZA}", "  blank edges  ", "null", "0012",
        "O'Brien & \"Sons\" <b>1;2:3\\", "ßİı",
    )
)  # fmt: skip
"""What programs stumble over: from right to left, a sign of several, blanks around, quotes, letters of no one case."""
CLEAN = st.text("abcÄß日 -'&<>\"0123456789;:\\", min_size=1, max_size=12).map(str.strip).filter(bool)
AMOUNTS = st.decimals(min_value=0, max_value=100_000, places=2, allow_nan=False, allow_infinity=False)
SECONDS = st.integers(1_000_000_000, 1_900_000_000)
EMPTIED = st.none()
"""What a field of figures, days or times says that a person has emptied."""

BY_EDITOR: dict[Editor, st.SearchStrategy[Value]] = {
    "text": WORDS | HARD,
    "paragraph": st.lists(WORDS, max_size=4).map("\n".join),
    "money": AMOUNTS | EMPTIED,
    "quantity": AMOUNTS | st.integers(0, 10_000).map(Decimal) | EMPTIED,
    "count": st.integers(-50, 10_000) | EMPTIED,
    "instant": SECONDS.map(lambda seconds: datetime.fromtimestamp(seconds, UTC)) | EMPTIED,
    "day": SECONDS.map(lambda seconds: datetime.fromtimestamp(seconds, UTC).date()) | EMPTIED,
    "flag": st.booleans(),  # the window offers nothing else
    "choice": CLEAN | st.just(""),
    "secret": WORDS,
}
assert set(BY_EDITOR) == set(get_args(Editor)), "an editor without values would stop at its first field"

GAPS = st.sampled_from(["", " "])
SIGNS = str.maketrans({sign: f"\\{sign}" for sign in "\\;:"})
PAIRS = st.tuples(GAPS, st.dictionaries(CLEAN, CLEAN | st.just(""), max_size=3)).map(
    lambda drawn: f";{drawn[0]}".join(
        f"{key.translate(SIGNS)}:{drawn[0]}{value.translate(SIGNS)}" for key, value in drawn[1].items()
    )
)


def values(field: Field, context: Context) -> st.SearchStrategy[Value]:
    """What a person might type into the field; some of it is refused before it is sent."""
    if field.choices is not None and (choices := field.choices({}, context)):
        return st.sampled_from([choice.value for choice in choices])
    if "; " in field.hint:
        return st.one_of(PAIRS, WORDS)
    return BY_EDITOR[field.codec.editor]
