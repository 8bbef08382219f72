"""Instants and days as this vendor writes and reads them (contract 1, 3)."""

from datetime import UTC, datetime, timedelta


def spell(moment: datetime) -> str:
    """UTC in whole seconds, whatever the site's zone: sorts as text."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def read_moment(text: str) -> str:
    """A date or a date with time, UTC where it names no zone, as `spell` writes it. Raises ValueError."""
    moment = datetime.fromisoformat(text)
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
    try:
        # Records have whole seconds: what is at or after half past one is at or after the next whole one.
        return spell(moment + timedelta(seconds=1) if moment.microsecond else moment)
    except OverflowError as error:
        raise ValueError(f"{text!r} is beyond all times") from error


def read_day(text: str) -> str:
    """The day of a date or of a date with time. Raises ValueError."""
    return datetime.fromisoformat(text).date().isoformat()


def days_later(day: str, days: int) -> str:
    return (datetime.fromisoformat(day) + timedelta(days=days)).date().isoformat()
