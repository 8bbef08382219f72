"""What answers of any vendor say about themselves: whether one holds anything that can be read."""

from desktop.errors import Rejected
from desktop.vendors.contract import Answer, Document
from desktop.vendors.pacing import WAIT
from desktop.vendors.places import as_map
from desktop.vendors.rows import decode


def said(answer: Answer) -> Document:
    """The body of an answer as a map; an empty one where it is none."""
    try:
        return as_map(decode(answer.body))
    except ValueError:
        return {}


def unreadable(label: str, answer: Answer) -> Rejected | None:
    """None for an answer that is a JSON object; of any other that it could not be read, the end of a write unclear."""
    body = answer.body.removeprefix(b"\xef\xbb\xbf").strip()
    if body.startswith(b"{") and body.endswith(b"}"):
        return None
    hint = f"What came is not an answer of its kind. {WAIT}"
    writes = answer.request.method != "GET"
    return Rejected(f"{label}’s answer could not be read.", hint, status=answer.status, unclear=writes)


def refused(label: str, told: str, answer: Answer) -> Rejected:
    """A refusal in the vendor's own words, if it told any."""
    hint = f"It answered: “{told}”." if told else f"It gave no reason (HTTP {answer.status})."
    return Rejected(f"{label} said no.", hint, words=told, status=answer.status)


def led_astray(label: str, answer: Answer) -> Rejected | None:
    """None but for a page of the web at 404: whoever answers so does not know the path, and says nothing of a record.

    It has no status, by which a record would be taken for gone.
    """
    if answer.status != 404 or not answer.body.lstrip().startswith(b"<"):
        return None
    left = "Nothing was changed." if answer.request.method != "GET" else "No record was taken for gone."
    hint = f"{left} If it stays so, check the address of the connection."
    return Rejected(f"{label} does not know this address.", hint)
