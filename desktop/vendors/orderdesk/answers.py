"""What Order Desk's answers say beside their rows: success or refusal, in which words, how much may still be asked."""

from collections.abc import Mapping
from typing import Any

import msgspec

from desktop.errors import AppError, NeedsLogin, Rejected
from desktop.vendors.codecs import to_instant, to_text
from desktop.vendors.contract import Answer, Document, Json, Limit, Limits, ProbeStep, Reference, Request
from desktop.vendors.pacing import WAIT
from desktop.vendors.places import as_list, as_map

LOGIN_HINT = "Store ID and API key are on Order Desk’s page Store Settings, tab API."


class _Envelope(msgspec.Struct):
    """The members of every answer that say how it went; the rows are passed over without being decoded."""

    status: Any = ""
    message: Any = ""
    errors: Any = None
    results: Any = None


_envelope = msgspec.json.Decoder(_Envelope)


def _read(answer: Answer) -> _Envelope | None:
    try:
        return _envelope.decode(answer.body)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None


# ── success or refusal (2.6) ──────────────────────────────────────────────────────────────────────────────────────


def words(answer: Answer) -> str:
    """`message`, else `errors`, as text; "" where the answer has neither."""
    envelope = _read(answer)
    if envelope is None:
        return ""
    if isinstance(envelope.message, str) and envelope.message:
        return envelope.message
    errors = envelope.errors if isinstance(envelope.errors, list) else [envelope.errors]
    return "; ".join(_said(error) for error in errors if error)


def _said(error: Json) -> str:
    return error if isinstance(error, str) else msgspec.json.encode(error).decode()


def blames(answer: Answer) -> str:
    """Which of the credentials was wrong (1.3) [assumed: its message names the one]."""
    said = words(answer).casefold()
    if "store id" in said:
        return "Order Desk knows no store with this ID."
    return "Order Desk did not accept this API key." if "api key" in said else ""


def refusal(answer: Answer) -> AppError | None:
    """None for a success: status 200 or 201, a JSON object, and its `status` is not "error"."""
    envelope = _read(answer)
    writes = answer.request.method != "GET"
    if envelope is None:
        is_object = answer.body.lstrip()[:1] == b"{" and answer.body.rstrip()[-1:] == b"}"
        if is_object and not writes:
            return None  # one unreadable row: the rest of the page is fine
        hint = f"What came is not an order desk’s answer. {WAIT}"
        return Rejected("Order Desk’s answer could not be read.", hint, status=answer.status, unclear=writes)
    if envelope.status == "error":
        return _refused(answer, words(answer), "It gave no reason.")
    if answer.status not in (200, 201):
        hint = f"It answered with HTTP {answer.status}."
        return Rejected("Order Desk’s answer is not understood.", hint, status=answer.status, unclear=writes)
    return _refused_inside(answer, envelope)


def _refused(answer: Answer, said: str, unsaid: str) -> Rejected:
    hint = f"It answered: “{said}”." if said else unsaid
    return Rejected("Order Desk said no.", hint, words=said, status=answer.status)


def _refused_inside(answer: Answer, envelope: _Envelope) -> AppError | None:
    """An order that was not moved shows by a result without its former folder (3.6)."""
    if answer.request.path != "/move-orders":
        return None
    results = envelope.results if isinstance(envelope.results, list) else []
    stayed = [result for result in results if not isinstance(result, dict) or "original_folder_id" not in result]
    if not stayed and results:
        return None
    reasons = [result["message"] for result in stayed if isinstance(result, dict) and result.get("message")]
    return _refused(answer, "; ".join(map(str, reasons)), "The order was not moved.")


# ── pace (2.5, 13 c) ──────────────────────────────────────────────────────────────────────────────────────────────


def _number(value: str | None) -> float | None:
    try:
        return float(value) if value is not None else None
    except ValueError:
        return None


def _remaining(answer: Answer) -> float | None:
    return _number(answer.headers.get("x-tokens-remaining"))


def _retry_after(answer: Answer) -> float | None:
    seconds = _number(answer.headers.get("x-retry-after"))
    return None if seconds is None else max(seconds, 1.0)


LIMITS = Limits(
    buckets={"store": Limit(size=20, rate=3, spare=1, yield_at=2, at_once=3)},
    limit_key=lambda request: "store",
    remaining=_remaining,
    retry_after=_retry_after,
)


# ── who is there (1.3, 7) ─────────────────────────────────────────────────────────────────────────────────────────


def tidy(credentials: Mapping[str, str]) -> Mapping[str, str]:
    """Without the blanks and unseen signs that copying brings along."""
    return {
        name: "".join(sign for sign in value if sign.isprintable() and sign != " ")
        for name, value in credentials.items()
    }


def sign(credentials: Mapping[str, str], server: str) -> Mapping[str, str]:
    """The headers of every request. Raises NeedsLogin for what cannot be a store's id or key."""
    headers = {
        "ORDERDESK-STORE-ID": credentials.get("store_id", ""),
        "ORDERDESK-API-KEY": credentials.get("api_key", ""),
    }
    if not all(value.isascii() for value in headers.values()):
        raise NeedsLogin("The store ID or API key has letters that none has.", LOGIN_HINT)
    return {**headers, "Accept": "application/json"}


def clean(document: Document) -> Document:
    """Without the store's own secrets (1.3): its API key and the access to its mail server."""
    settings = document.get("settings")
    if settings.__class__ is not dict:
        return document
    return {**document, "settings": {name: value for name, value in settings.items() if not _is_secret(name)}}


def _is_secret(name: str) -> bool:
    return name == "api_key" or name.startswith("smtp_")


def _found_login(answer: Document, credentials: Mapping[str, str]) -> str:
    moment = to_instant(answer.get("current_date_time"))
    return f"Its clock says {moment:%H:%M:%S} UTC" if moment else ""


def _found_store(answer: Document, credentials: Mapping[str, str]) -> str:
    store = as_map(answer.get("store"))
    number = to_text(store.get("id"))
    if number != credentials.get("store_id"):
        raise NeedsLogin(
            f"Another store answered: {number or 'one without a number'}.",
            f"You typed store ID {credentials.get('store_id')}. {LOGIN_HINT}",
        )
    zone = to_text(as_map(store.get("settings")).get("timezone"))
    folders = ", ".join(map(str, as_map(store.get("folders")).values()))
    return f"{to_text(store.get('name'))}, {zone or 'no time zone'}, folders {folders or 'none'}"


PROBES = (
    ProbeStep(label="Signed in", request=Request(method="GET", path="/test"), finds=_found_login),
    ProbeStep(label="Store", request=Request(method="GET", path="/store"), finds=_found_store),
)


def _kept(answer: Document) -> Json:
    """What the tables need of the store (7), and nothing that is secret."""
    store = as_map(answer.get("store"))
    settings = as_map(store.get("settings"))
    methods, keys = settings.get("shipping_methods"), settings.get("default_checkout_data_fields")
    return {
        "id": to_text(store.get("id")),
        "name": to_text(store.get("name")),
        "timezone": to_text(settings.get("timezone")),
        "folders": {key: to_text(name) for key, name in as_map(store.get("folders")).items()},
        "shipping_methods": _texts(methods),
        "checkout_keys": _texts(keys),
    }


def _texts(value: Json) -> list[str]:
    """A list of texts, or the values of a map of them; anything else is no list of choices."""
    items = list(value.values()) if isinstance(value, dict) else as_list(value) if isinstance(value, list) else []
    return [item for item in items if isinstance(item, str) and item]


REFERENCES = (Reference(name="store", request=Request(method="GET", path="/store"), keep=_kept),)
