"""What OrderMesh's answers say (section 8): errors under many names, successes with errors in them, how fast one may
ask.
"""

import re
from collections.abc import Iterable

from desktop.errors import AppError, Rejected
from desktop.vendors.codecs import to_text
from desktop.vendors.contract import Answer, Json, Limit, Limits
from desktop.vendors.pacing import WAIT
from desktop.vendors.refusals import refused, said

LABEL = "OrderMesh"
GONE, FORBIDDEN = 404, 403
NO_CONTENT = 204
LONGEST = 300
"""Letters of a body that is told where nothing in it says what is wrong (8)."""
_SAID_IN = ("message", "title", "detail", "description")
_SIGNS = re.compile(r"<[^>]*>|\s+")


def words(answer: Answer) -> str:
    """What an answer says is wrong, under whichever name (8); else the beginning of its body."""
    body = said(answer)
    told = _errors(body.get("errors"))
    if told:
        return "; ".join(told)
    for name in _SAID_IN:
        if isinstance(value := body.get(name), str) and value:
            return value
    plain = _SIGNS.sub(" ", answer.body.decode("utf-8", "replace"))
    return " ".join(plain.split())[:LONGEST]


def _errors(errors: Json) -> list[str]:
    """The errors of a list, or of a map of lists; each with what it is about."""
    if isinstance(errors, dict):
        return [f"{name}: {text}" for name, some in errors.items() for text in _texts(some)]
    return [text for error in errors if (text := _error(error))] if isinstance(errors, list) else []


def _texts(some: Json) -> Iterable[str]:
    return [to_text(text) for text in some] if isinstance(some, list) else [to_text(some)]


def _error(error: Json) -> str:
    """One error; the value that it was attempted with may be a list (C4)."""
    if not isinstance(error, dict):
        return to_text(error) if not isinstance(error, list) else ""
    told, about = to_text(error.get("errorMessage")), error.get("propertyName")
    values = error.get("attemptedValue")
    named = ", ".join(str(value) for value in values) if isinstance(values, list) else ""
    return " ".join(filter(None, (f"{about}: {told}" if about else told, f"({named})" if named else "")))


def refusal(answer: Answer) -> AppError | None:
    """None for a success: JSON without errors in it, or no content (7). A success with errors is none (Q5)."""
    writes = answer.request.method != "GET"
    if answer.status >= 300:
        return refused(LABEL, words(answer), answer)
    body = answer.body.strip()
    if answer.status == NO_CONTENT and not body:
        return None
    if not (body[:1] in (b"{", b"[") and body[-1:] in (b"}", b"]")):
        hint = f"What came is not an answer of its kind. {WAIT}"
        return Rejected(f"{LABEL}’s answer could not be read.", hint, status=answer.status, unclear=writes)
    if writes and b'"errors"' in body and (told_errors := _errors(said(answer).get("errors"))):
        told = "; ".join(told_errors)
        hint = f"It took what it could, and said: “{told}”."
        return Rejected(f"{LABEL} did not take all of it.", hint, words=told, status=answer.status)
    return None


def forbids(answer: Answer) -> str:
    """A 403 of a valid token is about this request alone: a merchant's client may lack what a vendor's has (5)."""
    if answer.status != FORBIDDEN:
        return ""
    told = words(answer)
    return f"These credentials may not do this{f': “{told}”' if told else ''}. Ask whoever gave them for the right."


# ── pace (8, 14 c): one bucket for all services, never more than five in any second [assumed] ─────────────────────


def _retry_after(answer: Answer) -> float | None:
    """Seconds, or a date; without it the pauses double (8)."""
    from email.utils import parsedate_to_datetime  # at the first refusal: reading it would hold up the first rows

    told = answer.headers.get("retry-after", "").strip()
    if told.isdecimal():
        return float(told)
    try:
        return max((parsedate_to_datetime(told) - answer.at).total_seconds(), 1.0) if told else None
    except (ValueError, TypeError):
        return None


LIMITS = Limits(
    buckets={"connection": Limit(size=1, rate=5, spare=0, yield_at=0, at_once=4)},
    limit_key=lambda request: "connection",
    remaining=lambda answer: None,
    retry_after=_retry_after,
)
