"""Lists that go on behind a row: each page begins after the last id of the page before it, so that none is missed."""

from dataclasses import dataclass, replace
from datetime import timedelta

from desktop.errors import Rejected
from desktop.vendors.addresses import key_of
from desktop.vendors.codecs import stamp
from desktop.vendors.contract import Ask, Context, Heard, Json, Request, Resource, Rows, Sweep, Turn, Walk
from desktop.vendors.dates import moment, server_clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyset:
    """One list, newest id first or last, and how its questions are spelled.

    `query` goes with every page; `after` names the id that a page begins behind, `since` the instant from which on
    changed rows are asked for (`YYYY-MM-DD HH:MM:SS`, UTC); `more` is the member of the answer that tells of a next
    page. News reach back by `overlap` behind the last run.
    """

    path: str
    rows: Rows
    query: tuple[tuple[str, str], ...] = ()
    after: str = "after"
    since: str = "since"
    more: str = "more"
    overlap: timedelta = timedelta(minutes=2)


def listed(table: Resource, keyset: Keyset) -> Resource:
    """The kind with such a list for its history, its news, and for what still exists."""
    return replace(
        table,
        history=(_walk("all", keyset),),
        news=(_walk("changed", keyset, is_news=True),),
        sweeps=(Sweep(walks=(_walk("there", keyset),)),),
    )


def _walk(name: str, keyset: Keyset, *, is_news: bool = False) -> Walk:
    """All of the list, or what has changed since the last run; its marker is the server's time at its beginning."""

    def first(marker: str, context: Context) -> Json:
        known = moment(marker) if is_news else None
        return {"after": "", "since": stamp(known - keyset.overlap) if known else "", "time": "", "count": 0}

    def ask(state: Json) -> Ask:
        asked = ((keyset.since, state["since"]), (keyset.after, state["after"]))
        query = (*keyset.query, *((name, value) for name, value in asked if value))
        return Ask(request=Request(method="GET", path=keyset.path, query=query), rows=keyset.rows)

    def go_on(state: Json, heard: Heard) -> Turn:
        clock = server_clock(heard)
        time, count = state["time"] or (stamp(clock) if clock else ""), state["count"] + heard.count
        if not heard.envelope.get(keyset.more):
            return Turn(state=None, marker=time or "complete", progress=1.0)
        keys = [key_of(row) for row in heard.rows if "id" in row]
        if not keys or keys[-1] == state["after"]:
            raise Rejected("A list does not go on.", "Not one row of a page says which page is next.")
        return Turn(state={**state, "after": keys[-1], "time": time, "count": count}, words=f"{count} read")

    return Walk(name=name, first=first, ask=ask, next=go_on)
