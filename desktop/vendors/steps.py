"""Steps against one document at one address: values set in it, something made, taken away, or one more of a sort."""

from collections.abc import Callable, Sequence

from desktop.changes import Change
from desktop.vendors.addresses import address
from desktop.vendors.comparing import is_as_wanted
from desktop.vendors.contract import (
    Act,
    Ask,
    Document,
    Documents,
    Facts,
    Field,
    Found,
    Json,
    Request,
    Resource,
    Step,
    Stop,
    in_turn,
    steady,
)
from desktop.vendors.overlay import applied
from desktop.vendors.places import maps_in, read
from desktop.vendors.tables import changed_fields, never

Path = Callable[[Facts], str]


def get(path: str, query: tuple[tuple[str, str], ...] = ()) -> Ask:
    """A look at one thing."""
    return Ask(request=Request(method="GET", path=path, query=query))


def document(looks: Sequence[Json]) -> Document | None:
    """What the look showed; None where it is not there."""
    found = looks[0] if looks else None
    return found if isinstance(found, dict) else None


def patch(
    name: str, path: Path, body: Callable[[Facts], Document | Stop], fields: Sequence[tuple[Field, Change]], *,
    truth: Callable[[Json], Documents | None] = lambda answer: None, method: str = "PATCH", look: Path | None = None,
) -> Step:  # fmt: skip
    """Set values: happened when what is looked at says each as wanted."""

    def request(facts: Facts) -> Request | Stop:
        made = body(facts)
        return made if isinstance(made, Stop) else Request(method=method, path=path(facts), body=made)

    def happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
        found = document(now)
        if found is None:
            return Found(verdict="no", words="It is not there any more.")
        is_met = says(found, fields)
        return Found(verdict="yes" if is_met else "no", answer=found if is_met and look is None else {})

    return Step(
        name=name, request=request, look=lambda facts: (get((look or path)(facts)),), happened=happened, truth=truth,
        changes=tuple(change for _, change in fields),
    )  # fmt: skip


def says(found: Document, fields: Sequence[tuple[Field, Change]]) -> bool:
    """Whether a document says what is wanted of each of these fields."""
    try:
        return all(
            is_as_wanted(field.codec, change, field.codec.decode(read(found, field.path))) for field, change in fields
        )
    except ValueError:
        return False


def create(
    name: str, path: Path, body: Callable[[Facts], Document | Stop], look: Path, changes: Sequence[Change] = (), *,
    truth: Callable[[Json], Documents | None] = lambda answer: None,
) -> Step:  # fmt: skip
    """Make something under an ID of our own choice: it is there, or it is not; a repeat is refused, never doubled."""

    def request(facts: Facts) -> Request | Stop:
        made = body(facts)
        return made if isinstance(made, Stop) else Request(method="POST", path=path(facts), body=made)

    def happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
        found = document(now)
        return Found(verdict="no") if found is None else Found(verdict="yes", answer=found)

    return Step(
        name=name, request=request, look=lambda facts: (get(look(facts)),), happened=happened, truth=truth,
        changes=tuple(changes),
    )  # fmt: skip


def delete(name: str, path: Path, changes: Sequence[Change] = ()) -> Step:
    """Take something away: it is there no more."""

    def happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
        return Found(verdict="no") if document(now) is not None else Found(verdict="yes", answer={})

    return Step(
        name=name, request=lambda facts: Request(method="DELETE", path=path(facts)), happened=happened,
        look=lambda facts: (get(path(facts)),), changes=tuple(changes),
    )  # fmt: skip


def each_part(label: str, *parts: tuple[Callable[[Sequence[Change]], Step], Sequence[Change]]) -> tuple[Step, ...]:
    """A step for each part of an edit that has changes, one after the other."""
    return tuple(steady(step(changes), label) for step, changes in parts if changes)


def saving(table: Resource, path: str, label: str, needs: str) -> Callable[[str, Sequence[Change]], tuple[Step, ...]]:
    """The `write` of a kind: all changes of fields in one PATCH of the members that they stand in.

    The record in the answer is taken for the truth where it has the member `needs`; else it is read again.
    """

    def write(key: str, changes: Sequence[Change]) -> tuple[Step, ...]:
        found = changed_fields(table, changes)

        def body(facts: Facts) -> Document | Stop:
            if table.part not in facts.fresh:
                return Stop(because="It is not there any more.")
            laid = applied(table, facts.fresh, changes)[table.part]
            return {field.path[0]: laid.get(field.path[0]) for field, _ in found}

        step = patch("save", at(path), body, found, truth=answered(table.part, needs))
        return (steady(step, label),)

    return write


def at(path: str, below: str = "") -> Path:
    """Where the record of an entry is, or something below it."""
    return lambda facts: address(path, facts.key) + below


def answered(part: str, needs: str) -> Callable[[Json], Documents | None]:
    """The record that a write answers with; None where the answer does not hold all of it."""
    return lambda answer: {part: answer} if isinstance(answer, dict) and needs in answer else None


def moves(
    name: str, path: Path, look: Path, state: Callable[[Document], str], to: Sequence[str], *,
    truth: Callable[[Json], Documents | None] = lambda answer: None,
) -> Step:  # fmt: skip
    """A call that moves a record: happened when its state is one of those that it leads to."""

    def happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
        was, found = document(before), document(now)
        if found is not None and state(found) in to:
            return Found(verdict="yes", answer=found)
        if found is not None and was is not None and state(found) != state(was):
            return Found(verdict="cannot tell", words=f"It is {state(found)} now.")
        return Found(verdict="no")

    return Step(
        name=name, request=lambda facts: Request(method="POST", path=path(facts)), happened=happened,
        look=lambda facts: (get(look(facts)),), truth=truth,
    )  # fmt: skip


def adds(
    name: str, path: Path, look: Path, member: str, *, truth: Callable[[Json], Documents | None] = lambda answer: None,
) -> Step:  # fmt: skip
    """Add what was typed to a list of a record: happened when one more row in `member` says all of it than before."""

    def counted(looks: Sequence[Json], facts: Facts) -> int | None:
        found, said = document(looks), facts.inputs.items()
        if found is None:
            return None
        return sum(all(row.get(key) == value for key, value in said) for row in maps_in(found.get(member), member))

    def happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
        return one_more(counted(before, facts), counted(now, facts), document(now), f"{member} like this one")

    def request(facts: Facts) -> Request:
        return Request(method="POST", path=path(facts), body=dict(facts.inputs))

    return Step(
        name=name, request=request, look=lambda facts: (get(look(facts)),), happened=happened, sets=False, truth=truth
    )


def one_more(was: int | None, found: int | None, answer: Json, what: str) -> Found:
    """The verdict on an adding step, from how many of its like there were and are; None: not to be counted."""
    if was is None or found is None:
        return Found(verdict="cannot tell", words=f"The {what} cannot be counted.")
    if found == was + 1:
        return Found(verdict="yes", answer=answer)
    if found == was:
        return Found(verdict="no")
    return Found(verdict="cannot tell", words=f"There were {was} {what}, there are {found} now.")


def impossible(name: str, label: str, because: str) -> Act:
    """An act that people look for and that the platform does not have."""
    stop = Step(
        name=name, request=lambda facts: Stop(because=because), look=lambda facts: (),
        happened=lambda before, now, facts: Found(verdict="no"),
    )  # fmt: skip
    return Act(name=name, label=label, allowed=never(because), steps=in_turn(stop))
