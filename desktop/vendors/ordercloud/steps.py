"""Where things are at OrderCloud, and what its lists hold (16 b); the steps themselves are those of all vendors."""

from collections.abc import Sequence
from urllib.parse import quote

from desktop.vendors.contract import Document, Json
from desktop.vendors.steps import document

LABEL = "OrderCloud"


def at(*steps: str) -> str:
    """A path below the version; ids are data."""
    return "/v1/" + "/".join(quote(step, safe="") for step in steps)


def items(looks: Sequence[Json]) -> list[Document]:
    """The rows of the list that the look showed."""
    found = (document(looks) or {}).get("Items")
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []
