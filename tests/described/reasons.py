"""When something may be done, in words: the sentences in a rule of the tables and in all that it calls, by source."""

import ast
import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any, Literal

from desktop.vendors.tables import always, never

_NEVER = never("").__qualname__
_FOLDERS = "desktop.vendors."
_SHARED = "desktop.vendors.field_rows"
"""Checks of fields that several vendors have."""
GAP = "…"
"""Stands for what only a record can tell."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Whether something may be done: always, never, or unless one of these is so."""

    may: Literal["always", "never", "unless"]
    reasons: tuple[str, ...] = ()


def rule_of(allowed: Callable[..., str]) -> Rule:
    """What a function that answers "" or the reason may answer."""
    if allowed is always:
        return Rule("always")
    found = tuple(sentences(allowed))
    return Rule("never" if getattr(allowed, "__qualname__", "") == _NEVER else "unless", found)


def sentences(function: Any) -> list[str]:  # noqa: ANN401 - whatever can be called
    """The sentences that a function may answer, in the order of its source."""
    found: dict[str, None] = {}
    _visit(function, found, set())
    return [text for text in found if _is_sentence(text)]


def _is_sentence(text: str) -> bool:
    return " " in text and text.rstrip("”").endswith(".") and not text[0].islower()


def _visit(value: Any, found: dict[str, None], seen: set[int]) -> None:  # noqa: ANN401 - as above
    if isinstance(value, partial):
        for inner in (*value.args, *value.keywords.values(), value.func):
            _visit(inner, found, seen)
    if isinstance(value, str):
        found.setdefault(value)
    if not isinstance(value, FunctionType) or id(value) in seen:
        return
    seen.add(id(value))
    held = inspect.getclosurevars(value)
    node = _node_of(value.__code__)
    if node is None:
        return
    names: Mapping[str, Any] = {**held.globals, **held.nonlocals}
    for text, named in _told(node, names):
        if text:
            found.setdefault(text)
        elif named is not None and (_is_own(named) or any(named is each for each in held.nonlocals.values())):
            _visit(named, found, seen)


def _is_own(value: Any) -> bool:  # noqa: ANN401 - as above
    """Whether it stands in a vendor's own folder or among the checks that they share, or is a text."""
    module = getattr(value, "__module__", "")
    return isinstance(value, str) or module.count(".") > _FOLDERS.count(".") or module == _SHARED


def _told(node: ast.AST, names: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Texts, and values that are named, as they come; without the docstring."""
    for piece in _pieces(node):
        if isinstance(piece, ast.JoinedStr):
            yield "".join(_part(each, names) for each in piece.values), None
        elif isinstance(piece, ast.Constant) and isinstance(piece.value, str):
            yield piece.value.replace("{}", GAP), None
        elif isinstance(piece, ast.Name | ast.Attribute):
            yield "", _named(piece, names)


def _pieces(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    for child in ast.iter_child_nodes(node):
        if isinstance(node, ast.JoinedStr):
            if isinstance(child, ast.FormattedValue):
                yield from _pieces(child.value)
        elif not (isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)):
            yield from _pieces(child)


def _part(piece: ast.expr, names: Mapping[str, Any]) -> str:
    if isinstance(piece, ast.Constant):
        return str(piece.value)
    value = _named(piece.value, names) if isinstance(piece, ast.FormattedValue) else None
    return str(value) if isinstance(value, str | int) else GAP


def _named(node: ast.AST, names: Mapping[str, Any]) -> Any:  # noqa: ANN401 - as above
    """What a name, or a name in a module, stands for; None where only a run can tell."""
    if isinstance(node, ast.Name):
        return names.get(node.id)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        module = names.get(node.value.id)
        return getattr(module, node.attr, None) if isinstance(module, ModuleType) else None
    return None


@cache
def _functions(path: str) -> tuple[ast.FunctionDef | ast.Lambda, ...]:
    tree = ast.parse(Path(path).read_text("utf-8"))
    return tuple(node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.Lambda))


def _node_of(code: CodeType) -> ast.AST | None:
    """The piece of source that a function was made of: of several lambdas in a line the one that holds its places."""
    here = [node for node in _functions(code.co_filename) if node.lineno == code.co_firstlineno]
    if code.co_name != "<lambda>":
        return next((node for node in here if isinstance(node, ast.FunctionDef) and node.name == code.co_name), None)
    bodies = [node.body for node in here if isinstance(node, ast.Lambda)]
    return min((body for body in bodies if _holds(body, code)), key=_length, default=None)


def _holds(body: ast.expr, code: CodeType) -> bool:
    start, end = (body.lineno, body.col_offset), (body.end_lineno or 0, body.end_col_offset or 0)
    for line, last, column, behind in code.co_positions():
        if line is None or last is None or column is None or behind is None or (line, column) == (last, behind):
            continue
        if (line, column) < start or (last, behind) > end:
            return False
    return True


def _length(body: ast.expr) -> int:
    return ((body.end_lineno or 0) - body.lineno) * 1000 + (body.end_col_offset or 0) - body.col_offset
