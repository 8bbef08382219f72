"""Names and values in one line of text, `Size: Large; Colour: Black`, as people type small maps."""

import json
import re
from collections.abc import Iterable

from desktop.vendors.codecs import to_text
from desktop.vendors.contract import Json

_piece = re.compile(r"(?:\\.?|[^\\;])+", re.DOTALL)
_pair = re.compile(r"((?:\\.|[^\\:])*):(.*)", re.DOTALL)
_IN_KEY, _IN_VALUE = (str.maketrans({sign: f"\\{sign}" for sign in signs}) for signs in ("\\;:", "\\;"))
_backslashed = re.compile(r"\\(.?)", re.DOTALL)


def said(item: Json) -> str:
    """A value of a map as text; one that is a map or list itself as its JSON."""
    return json.dumps(item, ensure_ascii=False, default=float) if isinstance(item, dict | list) else to_text(item)


def written(pairs: Iterable[tuple[str, str]]) -> str:
    """In one line; a backslash stands before a semicolon or colon that belongs to the text."""
    return "; ".join(f"{name.translate(_IN_KEY)}: {item.translate(_IN_VALUE)}" for name, item in pairs)


def typed(text: str) -> list[tuple[str, str]]:
    """Names and values without the blanks around them. Raises ValueError."""
    found = []
    for piece in filter(None, map(str.strip, _piece.findall(text))):
        match = _pair.fullmatch(piece)
        if match is None:
            raise ValueError("it is written like “Size: Large; Colour: Black”")
        name, item = (_backslashed.sub(r"\1", part).strip() for part in match.groups())
        found.append((name, item))
    return found
