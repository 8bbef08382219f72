"""Steps that change something at Ordermentum (16, 20 b): each with the look that shows whether it happened."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from desktop.changes import Change
from desktop.vendors.comparing import is_as_wanted
from desktop.vendors.contract import Ask, Document, Found, Json, Request, Resource, Stop
from desktop.vendors.ordermentum.answers import LABEL
from desktop.vendors.ordermentum.codecs import unwrapped
from desktop.vendors.places import read
from desktop.vendors.tables import find_field

GONE = Stop(because=f"{LABEL} does not have it any more.")


def at(*steps: str) -> str:
    """A path of the first version; ids are data."""
    return "/v1/" + "/".join(quote(step, safe="") for step in steps)


def get(path: str) -> Ask:
    """A look at one record; it is exact (20 d)."""
    return Ask(request=Request(method="GET", path=path))


def record_in(looks: Sequence[Json]) -> Document | None:
    """The record that a look, or a write's own answer, shows; None where it is not there."""
    answer = looks[0] if looks else None
    found = unwrapped(answer) if isinstance(answer, dict) else {}
    return found if "id" in found else None


def members_of(table: Resource, changes: Sequence[Change]) -> tuple[str, ...]:
    """The members of a document that changes of fields are about."""
    fields = (find_field(table, change.field) for change in changes if not change.line)
    return tuple(dict.fromkeys(field.path[0] for field in fields if field is not None))


def is_met(table: Resource, document: Document, changes: Sequence[Change]) -> bool:
    """Whether a document says all that is wanted of it. Raises ValueError."""
    for change in changes:
        field = None if change.line else find_field(table, change.field)
        if field is not None and not is_as_wanted(field.codec, change, field.codec.decode(read(document, field.path))):
            return False
    return True


def judged(found: Document | None, *, is_done: bool) -> Found:
    """What a look at a record says of a step that sets something."""
    if found is None:
        return Found(verdict="no", words="It is not there any more.")
    return Found(verdict="yes", answer=found) if is_done else Found(verdict="no")


def other_verb(method: str, path: str, body: Mapping[str, Json]) -> Request:
    """The same by the other verb that some source names (7.5, 9.1)."""
    return Request(method=method, path=path, body=dict(body))
