"""Times: the order service's with an offset and 3 or 7 digits, the shipment service's with none (contract 3)."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def spell(moment: datetime, *, digits: int = 7) -> str:
    """UTC: three digits and +00:00, or seven and Z."""
    moment = moment.astimezone(UTC)
    if digits == 3:
        return moment.isoformat(timespec="milliseconds")
    return f"{moment.isoformat(timespec='microseconds')[:26]}{moment.microsecond % 10}Z"


def spell_naive(moment: datetime) -> str:
    """UTC that does not say so, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")[:19]


def read(text: str) -> datetime:
    """Any ISO 8601 text; without an offset it is UTC. Raises ValueError."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def rank(text: str | None, otherwise: int = 0) -> int:
    """What times compare by: microseconds since 1970. Raises ValueError."""
    return otherwise if text is None else (read(text) - _EPOCH) // _MICROSECOND
