"""Walking a list that changes while it is read: by the last stamp instead of by offset, so that nothing slips by."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from desktop.vendors.codecs import stamp as written
from desktop.vendors.contract import Document, Heard, Json

AGAIN = 10
"""How often a stretch is read again because rows left it meanwhile, before what was read is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Where the walk stands in a list sorted by a stamp of whole seconds (text that sorts as it reads).

    From `start` up to `end` (both "" = open). `hold` not "": a crowd of rows with (nearly) one stamp is being read by
    `offset` up to there, because going on by stamp would not get any further; `total` is what the list said to hold
    then. `page` are the first and last id of the page before; `again` counts repetitions.
    """

    start: str = ""
    end: str = ""
    hold: str = ""
    offset: int = 0
    total: int | None = None
    page: tuple[str, ...] = ()
    again: int = 0

    def state(self) -> dict[str, Json]:
        """As JSON, to be kept between pages."""
        return {**asdict(self), "page": list(self.page)}

    @property
    def until(self) -> str:
        """Where the next request ends."""
        return self.hold or self.end


def stretch(state: dict[str, Any]) -> Stretch:
    """From JSON."""
    return Stretch(**{**state, "page": tuple(state["page"])})


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """How a vendor's list is read: rows a page, the members for stamp and id, what the answer says to hold in all."""

    limit: int
    stamp: str
    id: str
    total: str


def go_on(listing: Listing, spot: Stretch, heard: Heard) -> Stretch | None:
    """Where to read next after an answer; None when the stretch is complete.

    After a full page it starts again at the last stamp minus one second (stamps are cut to seconds). A row that
    changes meanwhile moves to the end of such a list; by offset, its successor would slip into what was read already.
    """
    total = _number(heard.envelope.get(listing.total))
    limit = min(listing.limit, _number(heard.envelope.get("limit")) or listing.limit)
    if spot.offset and spot.again < AGAIN and total is not None and spot.total not in (None, total):
        return replace(spot, offset=0, total=None, page=(), again=spot.again + 1)
    stamps = [str(row.get(listing.stamp) or "") for row in heard.rows]
    if spot.again < AGAIN and _is_elsewhere(stamps, spot):
        return replace(spot, again=spot.again + 1)
    page = _ends(listing, heard.rows)
    if spot.offset and page and page == spot.page:
        return _after_repeated_page(spot)
    if heard.count < limit or (total is not None and spot.offset + heard.count >= total):
        return _after_last_page(spot)
    if spot.hold or not _is_as_asked(stamps, spot):
        return replace(spot, offset=spot.offset + heard.count, total=total, page=page)
    start = _moved(stamps[-1], -1)
    if start > spot.start:
        return Stretch(start=start, end=spot.end)
    return Stretch(start=spot.start, end=spot.end, hold=_moved(stamps[-1], 1))


def _after_last_page(spot: Stretch) -> Stretch | None:
    if not spot.hold or (spot.end and spot.hold >= spot.end):
        return None
    return Stretch(start=spot.hold, end=spot.end)


def _after_repeated_page(spot: Stretch) -> Stretch | None:
    """The server gave the page before once more: ask again; if it keeps doing so, it knows no offset."""
    return replace(spot, again=spot.again + 1) if spot.again < AGAIN else _after_last_page(spot)


def _ends(listing: Listing, rows: Sequence[Document]) -> tuple[str, ...]:
    return (str(rows[0].get(listing.id)), str(rows[-1].get(listing.id))) if rows else ()


def _is_elsewhere(stamps: Sequence[str], spot: Stretch) -> bool:
    """Whether not one row lies where it was asked for: the answer to another question, given once more."""
    return bool(stamps) and all(
        bool(stamp) and (stamp < spot.start or bool(spot.until and stamp > spot.until)) for stamp in stamps
    )


def _is_as_asked(stamps: Sequence[str], spot: Stretch) -> bool:
    """Whether the server kept to the start and order asked for, and the last stamp can be reckoned with."""
    if not stamps or stamps[-1] < spot.start or any(before > after for before, after in pairwise(stamps)):
        return False
    try:
        _moved(stamps[-1], 1)
    except (ValueError, OverflowError):
        return False
    return True


def _moved(stamp: str, seconds: int) -> str:
    return written(datetime.fromisoformat(stamp + "+00:00") + timedelta(seconds=seconds))


def _number(value: Json) -> int | None:
    text = str(value)
    return int(text) if text.isdecimal() else None
