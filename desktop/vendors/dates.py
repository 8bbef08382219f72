"""Times as servers tell them: by their own clock in an answer, and in markers."""

from datetime import UTC, datetime

from desktop.vendors.codecs import to_instant
from desktop.vendors.contract import Heard


def server_clock(heard: Heard) -> datetime | None:
    """The server's clock when it answered, in UTC; None where it does not tell."""
    from email.utils import parsedate_to_datetime  # with the first answer: reading it would hold up the first rows

    try:
        return parsedate_to_datetime(heard.headers["date"]).astimezone(UTC)
    except (KeyError, ValueError, TypeError):
        return None


def moment(value: str) -> datetime | None:
    """An instant of an answer or a marker; None where there is none."""
    try:
        return to_instant(value)
    except ValueError:
        return None
