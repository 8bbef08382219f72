"""What a field says to whom types into it."""

import pytest

from desktop.forms import Choice
from desktop.ui.words.hints import MOST, hint

METHODS = (Choice(value="Ground", label="Ground"), Choice(value="2nd day", label="2nd day"))


@pytest.mark.parametrize(
    ("own", "editor", "choices", "said"),
    [
        ("", "text", METHODS, "for example Ground, 2nd day"),
        ("as on the label", "text", METHODS, "as on the label; for example Ground, 2nd day"),
        ("as on the label", "text", (), "as on the label"),
        ("one of the list", "choice", METHODS, "one of the list"),
    ],
)
def test_usual_values_are_named_where_others_may_be_typed_too(
    own: str, editor: str, choices: tuple[Choice, ...], said: str
) -> None:
    assert hint(own, editor, choices) == said  # type: ignore[arg-type]


def test_a_long_list_is_cut() -> None:
    many = tuple(Choice(value=str(number), label=str(number)) for number in range(MOST + 1))
    assert hint("", "text", many).endswith("7, …")
