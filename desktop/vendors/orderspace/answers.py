"""What Orderspace's answers say (2.2, 4, 7): refusals and their words, what is deleted, how fast one may ask."""

import re

from desktop.errors import AppError, Rejected
from desktop.vendors.connecting import seconds_told
from desktop.vendors.contract import Answer, Document, Limit, Limits
from desktop.vendors.refusals import refused, said, unreadable

LABEL = "Orderspace"
GONE = 404
QUIET = 60.0
"""Seconds to stay quiet after a 429, whatever it says (4)."""

_PREFIX = "Validation failed: "
_DESCRIPTION = re.compile(r'error_description="([^"]*)"')
_DELETED = 500
"""A record that is deleted is told in fewer bytes than this (7)."""


def words(answer: Answer) -> str:
    """The message without its usual beginning, one thing after the other; of a 401 what its header says (4)."""
    message = said(answer).get("message")
    if isinstance(message, str) and message:
        return "; ".join(message.removeprefix(_PREFIX).split(", "))
    found = _DESCRIPTION.search(answer.headers.get("www-authenticate", ""))
    return found.group(1) if found else ""


def refusal(answer: Answer) -> AppError | None:
    """None for a success: 200 with a JSON object. A record that is told as deleted is not there any more [assumed]."""
    writes = answer.request.method != "GET"
    if answer.status >= 300:
        return refused(LABEL, words(answer), answer)
    if unread := unreadable(LABEL, answer):
        return unread
    if not writes and len(answer.body) < _DELETED and _is_deleted(said(answer)):
        return Rejected(f"{LABEL} does not have this any more.", "It was deleted.", status=GONE)
    return None


def _is_deleted(body: Document) -> bool:
    return any(isinstance(each, dict) and each.get("deleted") is True for each in body.values())


# ── pace (4, 17 c): one queue for the whole credential, one request at a time ─────────────────────────────────────


def _retry_after(answer: Answer) -> float:
    """No header is documented; one that asks for longer is heard."""
    return max(QUIET, seconds_told(answer) or QUIET)


LIMITS = Limits(
    buckets={"account": Limit(size=5, rate=0.9, spare=0, yield_at=2, at_once=1)},
    limit_key=lambda request: "account",
    retry_after=_retry_after,
)
