"""Where one record is, at vendors that have each of theirs at an address made of its id."""

from collections.abc import Callable
from urllib.parse import quote

from desktop.vendors.codecs import to_text
from desktop.vendors.contract import Ask, Context, Document, Request, Rows


def key_of(document: Document) -> str:
    """The id of a record or row. Raises KeyError where it has none."""
    return to_text(document["id"])


def address(path: str, key: str) -> str:
    """The path of one record; ids are data."""
    return f"{path}/{quote(key, safe='')}"


def reads(path: str, rows: Rows) -> Callable[[str, Context], tuple[Ask, ...]]:
    """The one request that reads a record whole."""
    return lambda key, context: (Ask(request=Request(method="GET", path=address(path, key)), rows=rows),)
