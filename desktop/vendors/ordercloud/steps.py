"""Steps that change something at OrderCloud (16 b): each with the look that shows whether it happened."""

from collections.abc import Callable, Sequence
from urllib.parse import quote

from desktop.changes import Change
from desktop.vendors.comparing import is_as_wanted
from desktop.vendors.contract import Ask, Document, Documents, Facts, Field, Found, Json, Request, Step, Stop
from desktop.vendors.places import read

LABEL = "OrderCloud"

Path = Callable[[Facts], str]


def at(*steps: str) -> str:
    """A path below the version; ids are data."""
    return "/v1/" + "/".join(quote(step, safe="") for step in steps)


def get(path: str, query: tuple[tuple[str, str], ...] = ()) -> Ask:
    """A look at one thing."""
    return Ask(request=Request(method="GET", path=path, query=query))


def document(looks: Sequence[Json]) -> Document | None:
    """What the look showed; None where it is not there."""
    found = looks[0] if looks else None
    return found if isinstance(found, dict) else None


def items(looks: Sequence[Json]) -> list[Document]:
    """The rows of the list that the look showed."""
    found = (document(looks) or {}).get("Items")
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


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
