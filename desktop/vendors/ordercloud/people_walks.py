"""How users are walked where they are the customers (7, 16 a): all at once, else buyer by buyer.

Nothing says when a user was changed: news are those created since, all else is read again by the sweep.
"""

from collections.abc import Sequence
from dataclasses import replace

from desktop.vendors.codecs import to_text
from desktop.vendors.contract import Ask, Context, Heard, Json, Rows, Turn, Walk
from desktop.vendors.dates import moment
from desktop.vendors.ordercloud.lists import (
    PAGE,
    ask_by_id,
    begin_by_id,
    below,
    has_more,
    ids_in,
    listed,
    server_time,
    stamp,
    step_by_id,
    total,
)
from desktop.vendors.ordercloud.people_keys import rows_of

_BUYERS = Rows(member="Items", owner=lambda buyer: "", part="buyer")
"""They are no customers here: only asked whose users there are."""


def _begin(since: str = "") -> Json:
    return {"phase": "all", "since": since, "from": "", "page": 1, "left": 0, "time": "", "done": 0}


def _created(state: Json) -> tuple[tuple[str, str], ...]:
    return (("DateCreated", f">{state['since']}"),) if state["since"] else ()


def _ask(state: Json) -> Ask:
    if state["phase"] == "all":
        start = (("ID", f"!<{state['from']}"),) if state["from"] else ()
        asked = listed("/buyerusers", rows_of(), state["page"], (*_created(state), ("sortBy", "ID"), *start))
    elif state["phase"] == "buyers":
        after = (("ID", f">{state['after']}"),) if state["after"] else ()
        return listed("/buyers", _BUYERS, 1, (*after, ("sortBy", "ID")))
    else:
        buyer = state["buyers"][0]
        asked = ask_by_id(state["users"], below("buyers", buyer, "users"), rows_of(buyer))
    return replace(asked, optional=True)


def _next(state: Json, heard: Heard) -> Turn:
    state = {**state, "time": state["time"] or server_time(heard)}
    after = {"all": _after_all, "buyers": _after_buyers}.get(state["phase"], _after_buyer)
    return after(state, heard)


# ── all at once ───────────────────────────────────────────────────────────────────────────────────────────────────


def _after_all(state: Json, heard: Heard) -> Turn:
    """From the last ID on, with it, for users of two buyers may have the same; by pages where IDs lead nowhere."""
    if heard.status != 200 or any(not to_text(user.get("CompanyID")) for user in heard.rows):
        return _by_buyer(state)
    ids = ids_in(heard.rows)
    if _is_stuck(state, heard, ids):
        return Turn(state={**state, "from": "", "page": 2, "left": 0})
    done = state["done"] + heard.count
    if not has_more(heard, state["page"]):
        return Turn(state=None, marker=state["time"] or "complete", progress=1.0)
    is_by_page = not ids or ids[-1] == state["from"] or (not state["from"] and state["page"] > 1)
    step = {"page": state["page"] + 1} if is_by_page else {"from": ids[-1], "page": 1}
    left = total(heard) - PAGE * state["page"]
    progress = done / (done + left) if left > 0 else None
    return Turn(state={**state, **step, "left": left, "done": done}, progress=progress, words=f"{done} users")


def _is_stuck(state: Json, heard: Heard, ids: Sequence[str]) -> bool:
    """Whether the last ID did not lead on: IDs of digits are compared as numbers, and may not be sorted so (4.4)."""
    if not state["from"] or state["page"] > 1:
        return False
    return ids[:1] != [state["from"]] or total(heard) <= state["left"]


# ── buyer by buyer ────────────────────────────────────────────────────────────────────────────────────────────────


def _by_buyer(state: Json) -> Turn:
    """Older platforms have no list of all users, or do not tell whose they are (7)."""
    kept = {name: state[name] for name in ("since", "time")}
    return Turn(state={**kept, "phase": "buyers", "after": "", "is_last": False, "buyers": [], "done": 0})


def _after_buyers(state: Json, heard: Heard) -> Turn:
    ids = ids_in(heard.rows)
    is_last = heard.count < PAGE or not ids or ids[-1] == state["after"]
    return _of_next({**state, "buyers": ids, "after": ids[-1] if ids else state["after"], "is_last": is_last})


def _of_next(state: Json) -> Turn:
    """The users of the next buyer, the next page of buyers, or the end."""
    words = f"{state['done']} users"
    if state["buyers"]:
        return Turn(state={**state, "phase": "users", "users": begin_by_id(_created(state))}, words=words)
    if state["is_last"]:
        return Turn(state=None, marker=state["time"] or "complete", progress=1.0)
    return Turn(state={**state, "phase": "buyers"}, words=words)


def _after_buyer(state: Json, heard: Heard) -> Turn:
    """A buyer that is gone meanwhile is passed over."""
    state = {**state, "done": state["done"] + heard.count}
    within = step_by_id(state["users"], heard, "users")
    if within.state is None or heard.status != 200:
        return _of_next({**state, "buyers": state["buyers"][1:]})
    return Turn(state={**state, "users": within.state}, words=f"{state['done']} users")


# ── the walks ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _begin_new(marker: str, context: Context) -> Json:
    since = moment(marker)
    return _begin(stamp(since)) if since else None


def everybody(name: str) -> Walk:
    """All users of all buyers."""
    return Walk(name=name, first=lambda marker, context: _begin(), ask=_ask, next=_next)


NEW = Walk(name="new people", first=_begin_new, ask=_ask, next=_next)
