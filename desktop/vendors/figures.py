"""Figures of stock that orders move too: what is added to one, and what a look at it tells of a step."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from desktop.forms import Input
from desktop.records import Value
from desktop.vendors.codecs import to_decimal, to_text
from desktop.vendors.contract import Act, Context, Documents, Editable, Found, Json, Step, in_turn

Check = Callable[[Mapping[str, Value], Documents, Context], str]
NOT_SHOWN = Found(verdict="cannot tell", words="Its stock is not shown any more.")


def added(inputs: Mapping[str, Value]) -> Decimal:
    """How much is added. Raises ValueError."""
    by = to_decimal(inputs.get("by"))
    if not by:
        raise ValueError("nothing comes or goes")
    return by


def judge(old: Decimal | None, new: Decimal | None, wanted: Decimal | None, answer: Json) -> Found:
    """As wanted is yes, with this answer; as before is no; another tells nothing."""
    if new is not None and new == wanted:
        return Found(verdict="yes", answer=answer)
    if new == old:
        return Found(verdict="no")
    return Found(verdict="cannot tell", words=f"It was {old} before, was to be {wanted}, and is {new} now.")


def adjusting(step: Step, allowed: Editable, check: Check) -> Act:
    """The act that adds to a figure, where there is no call for it: `step` reads, adds up and writes back."""
    return Act(
        name="adjust", label="Adjust stock", allowed=allowed, check=check,
        inputs=lambda documents, context: (
            Input(name="by", label="Add", editor="count", hint="5, or -3 to take away. Read, added up, written back."),
        ),
        tells=lambda inputs, context: f"Adjust stock by {to_text(inputs.get('by'))}",
        steps=in_turn(step),
    )  # fmt: skip
