"""How OrderCloud's customers are walked (16 a): buyers, all users at once, then what lies under each buyer.

Nothing here says when it was changed: news are what was created since, all else is read again by the sweep.
"""

from desktop.vendors.codecs import to_text
from desktop.vendors.contract import Ask, Context, Document, Heard, Json, Rows, Turn, Walk
from desktop.vendors.dates import moment
from desktop.vendors.ordercloud.customer_lists import BUYER_ROWS, UNDER, USER, readable
from desktop.vendors.ordercloud.lists import (
    PAGE,
    Query,
    by_id,
    has_more,
    ids_in,
    key_of,
    listed,
    pages,
    server_time,
    stamp,
    total,
)

USER_ROWS = Rows(member="Items", owner=lambda user: to_text(user.get("CompanyID")), part=USER, id=key_of)
FORBIDDEN = 403


def _since(marker: str) -> str:
    known = moment(marker)
    return stamp(known) if known else ""


def _created(since: str) -> Query:
    return (("DateCreated", f">{since}"),) if since else ()


# ── what lies under each buyer: a page of buyers, then the lists of each of them ──────────────────────────────────


def _under(lists: list[str], since: str = "", time: str = "") -> Json:
    return {"phase": "buyers", "lists": lists, "since": since, "time": time, "after": "", "left": [], "at": 0,
            "is_last": False, "done": 0, "total": 0}  # fmt: skip


def _ask_under(state: Json) -> Ask:
    if state["phase"] == "buyers":
        after = (("ID", f">{state['after']}"),) if state["after"] else ()
        return listed("/buyers", BUYER_ROWS, 1, (*after, ("sortBy", "ID")))
    buyer, under = state["left"][0], UNDER[state["lists"][state["at"]]]
    page = under.page(buyer, _created(state["since"]))
    return Ask(request=page.request, rows=page.rows, optional=True)


def _next_under(state: Json, heard: Heard) -> Turn:
    if state["phase"] == "buyers":
        ids = ids_in(heard.rows)
        is_last = heard.count < PAGE or not ids or ids[-1] == state["after"]
        kept = {
            **state, "phase": "under", "time": state["time"] or server_time(heard), "left": ids, "at": 0,
            "after": ids[-1] if ids else state["after"], "is_last": is_last,
            "total": state["total"] or total(heard),
        }  # fmt: skip
        return _go_on(kept)
    buyer, name = state["left"][0], state["lists"][state["at"]]
    if heard.status == FORBIDDEN:  # it is so for all buyers
        return _go_on({**state, "lists": [other for other in state["lists"] if other != name]})
    if heard.status == 200 and pages(heard) > 1:
        return _go_on({**state, "at": state["at"] + 1}, Turn(state=None, follow=(buyer,)))
    is_whole = heard.status == 200 and not state["since"]
    replaces = {buyer: (UNDER[name].part,)} if is_whole else {}
    return _go_on({**state, "at": state["at"] + 1}, Turn(state=None, replaces=replaces))


def _go_on(state: Json, turn: Turn | None = None) -> Turn:
    """The next list, the next buyer, the next page of buyers, or the end."""
    turn = turn or Turn(state=None)
    if state["left"] and state["at"] >= len(state["lists"]):
        state = {**state, "left": state["left"][1:], "at": 0, "done": state["done"] + 1}
    if state["left"] and not state["lists"]:
        state = {**state, "left": []}
    if not state["left"]:
        if state["is_last"]:
            marker = state["time"] or "complete"
            return Turn(state=None, marker=marker, follow=turn.follow, replaces=turn.replaces, progress=1.0)
        state = {**state, "phase": "buyers"}
    progress = min(state["done"] / state["total"], 1.0) if state["total"] else None
    words = f"{state['done']} customers"
    return Turn(state=state, follow=turn.follow, replaces=turn.replaces, progress=progress, words=words)


def under(name: str) -> Walk:
    """All that lies under the buyers, as far as the account may read it."""
    return Walk(
        name=name, first=lambda marker, context: _under(readable(context)), ask=_ask_under, next=_next_under
    )  # fmt: skip


# ── users of all buyers at once ───────────────────────────────────────────────────────────────────────────────────


def _users(since: str = "") -> Json:
    return {"phase": "users", "since": since, "from": "", "page": 1, "time": "", "done": 0}


def _ask_users(state: Json) -> Ask:
    """From the last ID on, with it: users of two buyers may have the same."""
    if state["phase"] != "users":
        return _ask_under(state)
    start = (("ID", f"!<{state['from']}"),) if state["from"] else ()
    page = listed("/buyerusers", USER_ROWS, state["page"], (*_created(state["since"]), ("sortBy", "ID"), *start))
    return Ask(request=page.request, rows=page.rows, optional=True)


def _next_users(state: Json, heard: Heard) -> Turn:
    if state["phase"] != "users":
        return _next_under(state, heard)
    time = state["time"] or server_time(heard)
    if heard.status != 200 or any(not _is_told(user) for user in heard.rows):
        return _one_by_one(state, time, is_forbidden=heard.status == FORBIDDEN)
    done = state["done"] + heard.count
    if not has_more(heard, state["page"]):
        return Turn(state=None, marker=time or "complete")
    last = ids_in(heard.rows)[-1] if heard.rows else state["from"]
    step = {"from": last, "page": 1} if last != state["from"] else {"page": state["page"] + 1}
    return Turn(state={**state, **step, "time": time, "done": done}, words=f"{done} users")


def _is_told(user: Document) -> bool:
    return bool(to_text(user.get("CompanyID")))


def _one_by_one(state: Json, time: str, *, is_forbidden: bool) -> Turn:
    """Older platforms have no such list, or do not tell whose users they are: each buyer is asked for its new ones.

    The first load asks each of them anyway.
    """
    if is_forbidden or not state["since"]:
        return Turn(state=None, marker=time or "complete")
    return Turn(state=_under(["users"], state["since"], time))


def _may_read_users(context: Context) -> bool:
    return "users" in readable(context)


def _begin_users(marker: str, context: Context) -> Json:
    return _users() if _may_read_users(context) else None


def _begin_new_users(marker: str, context: Context) -> Json:
    return _users(_since(marker)) if _may_read_users(context) and _since(marker) else None


# ── new buyers ────────────────────────────────────────────────────────────────────────────────────────────────────


def _begin_new(marker: str, context: Context) -> Json:
    return {"since": _since(marker), "page": 1, "time": ""}


def _ask_new(state: Json) -> Ask:
    return listed("/buyers", BUYER_ROWS, state["page"], (*_created(state["since"]), ("sortBy", "ID")))


def _next_new(state: Json, heard: Heard) -> Turn:
    """What lies under a new one is read with it."""
    time, ids = state["time"] or server_time(heard), tuple(ids_in(heard.rows))
    if has_more(heard, state["page"]):
        return Turn(state={**state, "page": state["page"] + 1, "time": time}, follow=ids)
    return Turn(state=None, marker=time or "complete", follow=ids)


BUYERS = by_id("buyers", "/buyers", BUYER_ROWS, "customers")
USERS = Walk(name="users", first=_begin_users, ask=_ask_users, next=_next_users)
NEW_BUYERS = Walk(name="new buyers", first=_begin_new, ask=_ask_new, next=_next_new)
NEW_USERS = Walk(name="new users", first=_begin_new_users, ask=_ask_users, next=_next_users)
