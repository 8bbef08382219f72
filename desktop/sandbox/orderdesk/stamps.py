"""Order Desk's dates: naive UTC texts in bodies, liberal texts in queries (contract 2.3)."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo


def spell(moment: datetime) -> str:
    """YYYY-MM-DD HH:MM:SS in UTC."""
    return moment.astimezone(UTC).isoformat(" ", "seconds")[:19]


def read_query_date(text: str, zone: ZoneInfo | None = None) -> str:
    """A date of a query as a stamp; zone: what a text without one is in (none: UTC). Raises ValueError."""
    text = text.strip()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = parsedate_to_datetime(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone or UTC)
    return spell(moment)


def is_stamp(value: object) -> bool:
    """Whether a text is a date as bodies carry it."""
    text = str(value)
    try:
        return text == datetime.fromisoformat(text).isoformat(" ", "seconds")
    except ValueError:
        return False
