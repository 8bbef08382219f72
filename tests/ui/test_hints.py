"""What a field says to whom types into it."""

import pytest

from desktop.forms import Choice
from desktop.ui.words.hints import hint

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


def test_as_many_are_named_as_have_room_and_one_at_least() -> None:
    many = tuple(Choice(value=name, label=name) for name in ("Own Van", "FedEx Ground", "UPS Ground", "Pick-up"))
    assert hint("", "text", many) == "for example Own Van, FedEx Ground, …"
    long = Choice(value="long", label="By the river, when it is high enough")
    assert hint("", "text", (long, *many)) == f"for example {long.label}, …"
