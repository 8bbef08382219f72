"""Filters of lists: an operator and a value against a member of a record (contract 4.3)."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from desktop.sandbox.ordercloud.call import Refused
from desktop.sandbox.ordercloud.money import rank_time, read_time
from desktop.sandbox.ordercloud.shapes import Kind, Shape

Test = Callable[[Mapping[str, Any]], bool]
Path = tuple[str, ...]
Known = Mapping[str, Kind]
"""Filterable paths besides those of the record's shape."""


def read_path(shape: Shape, text: str) -> tuple[Path, str]:
    """A dotted name as a path with the kind of what lies there; inside xp anything may. Raises Refused."""
    path = tuple(text.split("."))
    kind: Kind | None = shape
    for name in path:
        if kind == "xp":
            return path, "xp"
        kind = kind.kind(name) if isinstance(kind, Shape) else None
        if kind is None:
            raise Refused(400, "List.InvalidProperty", f"{text} is not a property.", {"Property": text})
    return path, "object" if isinstance(kind, Shape) else str(kind).partition(" ")[0]


def read_value(record: Mapping[str, Any], path: Path) -> object:
    value: object = record.get(path[0])
    for name in path[1:]:
        if not isinstance(value, dict):
            return None
        value = value.get(name)
    return value


def read_filter(shape: Shape, key: str, text: str, *, indexed: bool) -> Test:
    """The test of one query pair; a pipe in the key (indexed lists only) or in the value means "or". Raises Refused."""
    names = key.split("|")
    if len(names) > 1 and not indexed:
        raise Refused(400, "List.InvalidProperty", f"{key} is not a property.", {"Property": key})
    if len(names) == 1 and "|" in text and _OPERATED.isdisjoint(text):
        path, kind = read_path(shape, key)
        if kind in ("id", "text"):
            return _among(path, text)
    tests = [
        _one(*read_path(shape, name), part, key=name, indexed=indexed) for name in names for part in text.split("|")
    ]
    if len(tests) == 1:
        return tests[0]
    return lambda record: any(test(record) for test in tests)


def _one(path: Path, kind: str, text: str, *, key: str, indexed: bool) -> Test:
    wanted = text.removeprefix("!")
    negated = wanted != text
    if wanted == "*":
        return lambda record: (read_value(record, path) is None) is negated
    operator = wanted[:1] if wanted[:1] in ("<", ">") else ""
    compare = _comparison(kind, operator, wanted.removeprefix(operator), key=key, numbers=indexed)

    def fits(value: object) -> bool:
        return value is not None and compare(value) is not (negated and bool(operator))

    def test(record: Mapping[str, Any]) -> bool:
        value = read_value(record, path)
        found = any(map(fits, value)) if isinstance(value, list) else fits(value)
        return found if operator else found is not negated

    return test


_OPERATED = frozenset("!<>*")


def _among(path: Path, text: str) -> Test:
    """One of many texts, as a set: such a list of IDs is long, and asked of each record."""
    wanted = {part.casefold() for part in text.split("|")}

    def fits(value: object) -> bool:
        return value is not None and str(value).casefold() in wanted

    def test(record: Mapping[str, Any]) -> bool:
        value = read_value(record, path)
        return any(map(fits, value)) if isinstance(value, list) else fits(value)

    return test


def _comparison(kind: str, operator: str, text: str, *, key: str, numbers: bool) -> Callable[[object], bool]:
    match kind:
        case "flag":
            return _flag(operator, text, key)
        case "whole" | "number":
            return _ordered(operator, _number(text, key), lambda value: Decimal(str(value)))
        case "date":
            return _ordered(operator, rank_time(_time(text, key)), lambda value: rank_time(str(value)))
        case "xp":
            return _free(operator, text)
    if operator:
        return _ordered(operator, rank_text(text, numbers=numbers), lambda value: rank_text(value, numbers=numbers))
    return _like(text)


def _flag(operator: str, text: str, key: str) -> Callable[[object], bool]:
    if operator or text.lower() not in ("true", "false"):
        raise _of_wrong_type(key, text)
    wanted = text.lower() == "true"
    return lambda value: value is wanted


def _number(text: str, key: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise _of_wrong_type(key, text) from error


def _time(text: str, key: str) -> str:
    try:
        # A plus of an offset that was not encoded arrives as a space.
        return read_time(re.sub(r" (\d\d:\d\d)$", r"+\1", text))
    except ValueError as error:
        raise _of_wrong_type(key, text) from error


def _of_wrong_type(key: str, text: str) -> Refused:
    return Refused(400, "List.InvalidType", f"{text!r} is not a value of {key}.", {"Property": key})


def _ordered(operator: str, wanted: Any, rank: Callable[[object], Any]) -> Callable[[object], bool]:  # noqa: ANN401
    match operator:
        case "<":
            return lambda value: bool(rank(value) < wanted)
        case ">":
            return lambda value: bool(rank(value) > wanted)
    return lambda value: bool(rank(value) == wanted)


def _free(operator: str, text: str) -> Callable[[object], bool]:
    """A value in xp is what it is: numbers compare as numbers where both are."""
    like = _like(text)

    def compare(value: object) -> bool:
        if isinstance(value, bool):
            return not operator and text.lower() == str(value).lower()
        if isinstance(value, int | float):
            try:
                return _ordered(operator, Decimal(text), lambda each: Decimal(str(each)))(value)
            except InvalidOperation:
                return False
        if not isinstance(value, str):
            return False
        return (
            _ordered(operator, text.casefold(), lambda each: str(each).casefold())(value) if operator else like(value)
        )

    return compare


def _like(text: str) -> Callable[[object], bool]:
    """Equal but for letter case; a star stands for anything."""
    if "*" not in text:
        wanted = text.casefold()
        return lambda value: str(value).casefold() == wanted
    pattern = re.compile(".*".join(re.escape(part) for part in text.casefold().split("*")), re.DOTALL)
    return lambda value: bool(pattern.fullmatch(str(value).casefold()))


@lru_cache(maxsize=50_000)
def _rank(text: str, numbers: bool) -> tuple[int, int, str, str]:
    if numbers and text.isascii() and text.isdigit():
        return 0, int(text), "", ""
    return 1, 0, text.casefold(), text


def rank_text(value: object, *, numbers: bool) -> tuple[int, int, str, str]:
    """What texts compare by; in index-backed lists those of digits only as numbers, before all others."""
    return _rank(str(value), numbers)


def search_test(paths: Sequence[Path], words: str, way: str) -> Test:
    """Whether a record has the words, in one of the five ways of `searchType`."""
    wanted = words.casefold().split()
    phrase = " ".join(wanted)

    def test(record: Mapping[str, Any]) -> bool:
        texts = [str(read_value(record, path) or "").casefold() for path in paths]
        match way:
            case "AllTermsAnyField":
                return all(any(word in text for text in texts) for word in wanted)
            case "AllTermsSameField":
                return any(all(word in text for word in wanted) for text in texts)
            case "ExactPhrase":
                return any(re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text) for text in texts)
            case "ExactPhrasePrefix":
                return any(re.search(rf"(?<!\w){re.escape(phrase)}", text) for text in texts)
        return any(word in text for word in wanted for text in texts)

    return test
