"""What OrderCloud's answers say (section 5): errors with their codes, success, how fast one may ask."""

from collections.abc import Sequence

from desktop.errors import AppError
from desktop.vendors.codecs import to_text
from desktop.vendors.contract import Answer, Document, Json, Limit, Limits
from desktop.vendors.places import as_map, maps_in
from desktop.vendors.refusals import unreadable
from desktop.vendors.rows import decode

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_LONGEST_WAIT = 120.0
_LATE_EDITS = "OrderEditAfterSubmit"
"""A role that nothing describes; by its name edits of submitted orders may want it (2.5)."""


def _errors(answer: Answer) -> Sequence[Document]:
    """The errors in an answer, none where it has no such body; some begin with a byte order mark (1.2)."""
    try:
        body = as_map(decode(answer.body.removeprefix(_BYTE_ORDER_MARK)))
        return [*maps_in(body.get("Errors")), *([{"ErrorCode": body["error"]}] if "error" in body else [])]
    except ValueError:
        return ()


def codes(answer: Answer) -> list[str]:
    """The codes of an answer's errors."""
    return [code for error in _errors(answer) if (code := _told(error.get("ErrorCode")))]


def busy(answer: Answer) -> str:
    """A refusal for the time in which an index is built (4.5); prefixes of codes differ between sources (5.1)."""
    is_building = any(code.rpartition(".")[2] == "CacheBuilding" for code in codes(answer))
    return "OrderCloud is building an index." if is_building else ""


def words(answer: Answer) -> str:
    """All messages; of a write that a rule of the shop's own vetoed, what that rule says (5.1, 12)."""
    return "; ".join(dict.fromkeys(filter(None, map(_said, _errors(answer)))))


def _said(error: Document) -> str:
    data = error.get("Data")
    if isinstance(data, dict) and "WebhookName" in data:
        return f"A rule of the shop, {_told(data['WebhookName'])}, refused it: {_told(data.get('body'))}"
    return _told(error.get("Message")) or _told(error.get("ErrorCode"))


def _told(value: Json) -> str:
    """Any JSON in words: what an error says may have any form (5.1)."""
    if isinstance(value, dict):
        return _told(list(value.values()))
    return ", ".join(filter(None, map(_told, value))) if isinstance(value, list) else to_text(value)


def forbids(answer: Answer) -> str:
    """What a 403 says of this request alone: the roles that would do (5.1)."""
    for error in _errors(answer):
        code, data = _told(error.get("ErrorCode")).rpartition(".")[2], error.get("Data")
        if code.startswith("InsufficientRole"):
            named = _told(data.get("SufficientRoles")) if isinstance(data, dict) else ""
            if _LATE_EDITS in named:
                return f"Your account may not change submitted orders: that needs the role {_LATE_EDITS}."
            return f"It needs one of these roles: {named}." if named else "Your account lacks the role for it."
        if code.startswith("Override") or code.endswith("Permission"):
            return _told(error.get("Message")) or "Your account lacks the role for it."
    return ""


def refusal(answer: Answer) -> AppError | None:
    """None for a success: no body with 204, else a JSON object (3.1)."""
    if answer.status == 204:
        return None
    return unreadable("OrderCloud", answer)


# ── pace (5.3, 16 c) ──────────────────────────────────────────────────────────────────────────────────────────────


def _retry_after(answer: Answer) -> float | None:
    try:
        return min(float(answer.headers["retry-after"]), _LONGEST_WAIT)
    except (KeyError, ValueError):
        return None


LIMITS = Limits(
    buckets={"account": Limit(size=4, rate=10, spare=0, yield_at=1, at_once=4)},
    limit_key=lambda request: "account",
    remaining=lambda answer: None,
    retry_after=_retry_after,
)
