"""Maps with free keys, as fields: a field for each key, or for each leaf of a tree of them."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from desktop.records import Value
from desktop.vendors.codecs import made, to_decimal
from desktop.vendors.contract import Codec, Context, Document, Documents, Extras, Field, Json, Resource
from desktop.vendors.places import as_map, read, write
from desktop.vendors.rows import encode as written

A_LIST = "A list is shown as it is; it is changed in the shop’s own programs."

NO_MAP = "It is no map of values; it is shown as it is."


def extra_fields(resource: Resource, extras: Extras, document: Document, context: Context) -> list[Field]:
    """A field for each key or leaf that the document has, and for each that is known; none where it cannot be read."""
    try:
        found = read(document, extras.path)
        free = found if extras.is_tree else as_map(found)
    except ValueError:
        return []
    names = [pointer(path) for path in leaves(free)] if extras.is_tree else list(free)
    keys = dict.fromkeys([*names, *extras.known(context)])
    return [
        replace(extra_field(resource, extras, key), hint="" if key in names else extras.hint)
        for key in keys
        if not extras.is_taken(key, free)
    ]


def extra_field(resource: Resource, extras: Extras, key: str) -> Field:
    """The field of this key, whether or not a document has it."""
    steps = steps_of(key) if extras.is_tree else (key,)
    check, path = extras.check, (*extras.path, *steps)
    label = " / ".join(steps) or extras.path[-1]

    def judge(value: Value, documents: Documents) -> str:
        main = documents.get(resource.part, {})
        try:
            changed = write(main, path, extras.codec.encode(value, read(main, path)))
        except ValueError as error:
            return f"{label}: {error}."
        return check(as_map(read(changed, extras.path))) if check else ""

    def editable(documents: Documents, context: Context) -> str:
        return extras.editable(documents, context) or hindrance(documents.get(resource.part, {}), path, steps)

    return Field(
        name=extras.prefix + key,
        path=path,
        codec=extras.codec,
        label=label,
        section=extras.section,
        editable=editable if extras.is_tree else extras.editable,
        check=judge if check or extras.is_tree else None,
        moves=extras.moves,
    )


# ── trees ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def leaves(value: Json, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Where in a tree of maps something else than a map lies, or an empty one."""
    if isinstance(value, dict) and (value or not path):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif value is not None or path:
        yield path


def hindrance(main: Document, path: tuple[str, ...], steps: tuple[str, ...]) -> str:
    """Why no value can stand at this place of a tree; "" where it can. An empty text or list is no empty map here."""
    stands: Json = main
    for step in path:
        if stands is not None and not isinstance(stands, dict):
            return NO_MAP
        stands = (stands or {}).get(step)
    return NO_MAP if not steps else A_LIST if isinstance(stands, list | dict) else ""


def pointer(path: tuple[str, ...]) -> str:
    """A place in a tree as one name (RFC 6901, without its first slash)."""
    return "/".join(step.replace("~", "~0").replace("/", "~1") for step in path)


def steps_of(pointer: str) -> tuple[str, ...]:
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")) if pointer else ()


def _leaf_text(value: Json) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else written(value).decode()


def _from_leaf(value: Value, old: Json) -> Json:
    """What was typed, of the kind that stands there: another kind may make a search index refuse the record."""
    typed = value if isinstance(value, str) else ""
    if isinstance(old, bool):
        if typed.strip().casefold() not in ("true", "false"):
            raise ValueError("it is true or false here")
        return typed.strip().casefold() == "true"
    if isinstance(old, int | Decimal):
        number = to_decimal(typed.strip())
        if number is None:
            raise ValueError("it is a number here")
        whole = number == number.to_integral_value() and not isinstance(old, Decimal)
        return int(number) if whole else number
    if isinstance(old, list | dict):
        raise ValueError("it is more than one value here")
    return None if old is None and not typed else typed


def _same_leaf(a: Value, b: Value) -> bool:
    """Numbers and flags come back in the vendor's own spelling: 12.50 as 12.5, TRUE as true."""
    return a == b or (isinstance(a, str) and isinstance(b, str) and _spelled(a) == _spelled(b))


def _spelled(text: str) -> Decimal | str:
    plain = text.strip()
    if plain.casefold() in ("true", "false"):
        return plain.casefold()
    try:
        return to_decimal(plain) or (Decimal(0) if plain else text)
    except ValueError:
        return text


leaf: Codec = made("text", _leaf_text, _from_leaf, _same_leaf)
"""A value of a tree: it stays a text, a number, true or false, as it was."""
