"""Times as this vendor writes them: milliseconds since 1970 inside, several spellings on the wire (contract 4)."""

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

SECOND = 1_000
DAY = 86_400 * SECOND

NO_DAY = "TBA"
"""What a delivery date says where no day is set."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LOST_PLUS = re.compile(r" (\d\d:?\d\d)$")


def count(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(milliseconds=1)


def moment(stamp: int) -> datetime:
    return _EPOCH + timedelta(milliseconds=stamp)


@lru_cache(maxsize=20_000)
def spell(stamp: int) -> str:
    """The usual spelling: UTC with milliseconds and a Z."""
    return f"{moment(stamp).isoformat(timespec='milliseconds')[:-6]}Z"


def spell_known(stamp: int | None) -> str | None:
    return None if stamp is None else spell(stamp)


def spell_short(stamp: int | None) -> str | None:
    """Without milliseconds where there are none, as the newer lists do."""
    known = spell_known(stamp)
    return known and known.replace(".000Z", "Z")


@lru_cache(maxsize=20_000)
def spell_offset(stamp: int) -> str:
    """As order lines do."""
    return moment(stamp).isoformat(timespec="milliseconds")


def spell_bare(stamp: int) -> str:
    """As some embedded records do: the offset without a colon."""
    return spell_offset(stamp).replace("+00:00", "+0000")


def spell_script(stamp: int) -> str:
    """As JavaScript prints a date: payment methods do."""
    return f"{moment(stamp):%a %b %d %Y %H:%M:%S} GMT+0000 (UTC)"


def read(text: str) -> int:
    """Any ISO 8601 text of these centuries; without an offset it is UTC. Raises ValueError."""
    found = datetime.fromisoformat(_LOST_PLUS.sub(r"+\1", text.strip()))
    if not 1900 < found.year < 3000:
        raise ValueError(f"{text!r} is no time of any trade")
    return count(found if found.tzinfo else found.replace(tzinfo=UTC))


def midnight(day: date, zone: ZoneInfo) -> str:
    """A calendar day as this vendor keeps it: local midnight, in UTC."""
    return spell(count(datetime.combine(day, time(), zone)))


def day_of(delivery: str, zone: ZoneInfo) -> date | None:
    """The calendar day that a delivery date means; midnight in UTC is that same day."""
    if delivery == NO_DAY:
        return None
    found = moment(read(delivery))
    return found.date() if delivery.endswith("T00:00:00.000Z") else found.astimezone(zone).date()


def spell_day(day: date | None) -> str:
    return NO_DAY if day is None else f"{day:%d/%m/%Y}"
