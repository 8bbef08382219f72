"""Steps that change something at Orderspace (17 b): each with the look that shows whether it happened."""

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import quote

from desktop.vendors.codecs import to_text
from desktop.vendors.contract import Ask, Document, Facts, Found, Json, Request, Step, Stop
from desktop.vendors.orderspace.answers import LABEL
from desktop.vendors.orderspace.lists import LIMIT, Query
from desktop.vendors.places import maps_in

GONE = Stop(because=f"{LABEL} does not have it any more.")


def at(*steps: str) -> str:
    """A path below the version; ids are data."""
    return "/" + "/".join(quote(step, safe="") for step in steps)


def get(path: str) -> Ask:
    """A look at one record; it is exact."""
    return Ask(request=Request(method="GET", path=path))


def listed(path: str, *query: tuple[str, str]) -> Ask:
    """A look at the newest rows of a list."""
    whole: Query = (*((name, value) for name, value in query if value), ("limit", str(LIMIT)))
    return Ask(request=Request(method="GET", path=path, query=whole))


def found_in(looks: Sequence[Json], member: str) -> Document | None:
    """The record that a look, or a write's own answer, shows; None where it is not there."""
    answer = looks[0] if looks else None
    found = answer.get(member) if isinstance(answer, dict) else None
    return found if isinstance(found, dict) else None


def delete(name: str, path: Callable[[Facts], str], stop: Callable[[Facts], str] = lambda facts: "") -> Step:
    """Take something away: happened when it is there no more (7). `stop` says why it is not to be sent."""

    def request(facts: Facts) -> Request | Stop:
        because = stop(facts)
        return Stop(because=because) if because else Request(method="DELETE", path=path(facts))

    def happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
        is_gone = len(now) == 1 and now[0] is None
        return Found(verdict="yes", answer={}) if is_gone else Found(verdict="no")

    return Step(name=name, request=request, look=lambda facts: (get(path(facts)),), happened=happened)


# ── what a write has made: one more in a list (17 b) ──────────────────────────────────────────────────────────────


def one_more(
    before: Sequence[Json], now: Sequence[Json], member: str, is_ours: Callable[[Document], bool],
    is_like: Callable[[Document], bool],
) -> Found:  # fmt: skip
    """Which row of a list is the one that a write has made. `is_like`: that may be it, though not as it was sent.

    Orderspace takes no reference of ours (4): the one new row that says what was sent is it. Where several do, or none
    but others may be it, the user is asked.
    """
    was, there = _rows(before, member), _rows(now, member)
    if was is None or there is None:
        return Found(verdict="cannot tell", words="The list could not be read.")
    new = [row for key, row in there.items() if key not in was and is_like(row)]
    ours = [row for row in new if is_ours(row)]
    if len(ours) == 1:
        return Found(verdict="yes", answer={"found": ours[0]})
    if new:
        names = ", ".join(to_text(row.get("number") or row.get("id")) for row in new)
        return Found(verdict="cannot tell", words=f"New since then: {names}; {len(ours)} of them as it was sent.")
    is_cut = isinstance(now[0], dict) and len(there) >= LIMIT
    words = f"There are more than {LIMIT} in the list."
    return Found(verdict="cannot tell", words=words) if is_cut else Found(verdict="no")


def _rows(looks: Sequence[Json], member: str) -> Mapping[str, Document] | None:
    """The rows of a list by id; None where there is no list."""
    if not looks or not isinstance(looks[0], dict):
        return None
    return {to_text(row.get("id")): row for row in maps_in(looks[0].get(member), member)}


def made_by(answer: Json, member: str) -> Document | None:
    """What a write has made, by its own answer or as a look found it."""
    return found_in([answer], member) or found_in([answer], "found")
