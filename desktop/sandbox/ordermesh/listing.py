"""Lists: pages, their oddities by profile, and what stands around the rows (contract 4, 11)."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from desktop.sandbox.ordermesh.assumed import CAPPED_ROWS, MEMBERS_OF_A_PAGE, MOST_ROWS, ROWS_ON_A_PAGE
from desktop.sandbox.ordermesh.call import Call, pascal, wrong
from desktop.sandbox.wire import Answer, Page, write_json

T = TypeVar("T")


def listed(call: Call, member: str, rows: Sequence[T], render: Callable[[T], bytes]) -> Answer:
    """The page that is asked for, in the envelope of the profile."""
    page, size = page_wanted(call)
    first = (page - 1) * size
    bodies = tuple(render(row) for row in rows[first : first + size])
    match call.merchant.switches["list_answer"]:
        case "bare_array":
            return Answer(body=Page(head=b"[", rows=bodies, tail=b"]"))
        case "no_total":
            return enveloped(member, bodies)
    return enveloped(member, bodies, dict(zip(MEMBERS_OF_A_PAGE, (page, size, len(rows)), strict=True)))


def enveloped(member: str, bodies: Iterable[bytes], beside: dict[str, int] | None = None) -> Answer:
    """Rows under their plural name, with what stands beside them."""
    tail = b"," + write_json(beside)[1:] if beside else b"}"
    return Answer(body=Page(head=b"{" + write_json(member) + b":[", rows=tuple(bodies), tail=b"]" + tail))


def page_wanted(call: Call) -> tuple[int, int]:
    """Page, counted from 1, and its size as they hold. Raises Refused."""
    page, size = _number(call, "page", 1), _number(call, "pageSize", ROWS_ON_A_PAGE)
    most = CAPPED_ROWS if call.is_on("page_cap") else MOST_ROWS
    return 1 if call.is_on("page_ignored") else page, min(size, most)


def _number(call: Call, name: str, otherwise: int) -> int:
    text = call.request.asked(name)
    if not text:
        return otherwise
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text)):
        raise wrong(f"'{pascal(name)}' must be a number from 1.", pascal(name), text)
    return int(text)
