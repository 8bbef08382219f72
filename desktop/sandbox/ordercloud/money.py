"""Money and times as this vendor writes them (contract 3.4)."""

from datetime import UTC, datetime
from decimal import Decimal


def exact(value: object) -> Decimal:
    """A stored number without binary dust; nothing counts as zero."""
    return Decimal(0) if value is None else Decimal(str(value))


def plain(value: Decimal) -> float:
    """As a bare JSON number; whole ones at times carry a zero behind the point, as the vendor's own do."""
    return float(value)


def spell_time(moment: datetime, digits: int = 3) -> str:
    """UTC with two to so many fractional digits; a seventh is zero, for clocks here tick in millionths."""
    moment = moment.astimezone(UTC)
    fraction = f"{moment.microsecond:06d}0"[:digits].rstrip("0").ljust(2, "0")
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{fraction}+00:00"


def read_time(text: str) -> str:
    """Any ISO 8601 text in the one form that is kept, which sorts as text. Raises ValueError."""
    moment = datetime.fromisoformat(text.strip())
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return spell_time(moment, 7)


def rank_time(text: str) -> str:
    """What two kept times compare by: "…:03.57" is before "…:03.6"."""
    return text.removesuffix("+00:00")
