"""The program's own source as the walls read it: each file with its text, its syntax tree and its module's name."""

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[2]
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file; `path` is below the root, with slashes."""

    path: str
    text: str
    tree: ast.Module

    @property
    def module(self) -> str:
        """`desktop.ui.frame.window`; a package's own file is the package."""
        whole = PurePosixPath(self.path).with_suffix("")
        return ".".join((whole.parent if whole.name == "__init__" else whole).parts)

    @property
    def is_package(self) -> bool:
        return self.path.endswith("__init__.py")

    def breach(self, line: int, words: str) -> str:
        """What is wrong, and where."""
        return f"{self.path}:{line} {words}"


def source(path: str, text: str) -> Source:
    return Source(path=path, text=text, tree=ast.parse(text))


def all_sources(*folders: str) -> tuple[Source, ...]:
    files = (file for folder in folders for file in sorted((ROOT / folder).rglob("*.py")))
    return tuple(source(file.relative_to(ROOT).as_posix(), file.read_text("utf-8")) for file in files)


def inside(sources: Iterable[Source], *rooms: str) -> Iterator[Source]:
    """Those whose module lies in one of the rooms."""
    return (each for each in sources if room_of(each.module, rooms))


def room_of(name: str, rooms: Iterable[str]) -> str:
    """The innermost room that a dotted name lies in, "" when it is in none."""
    return max((room for room in rooms if f"{name}.".startswith(f"{room}.")), key=len, default="")


def imports_of(source: Source) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything imported, wherever in the file; `from a import b` is a.b."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = _absolute(source, node)
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)


def _absolute(source: Source, node: ast.ImportFrom) -> str:
    package = source.module.split(".") if source.is_package else source.module.split(".")[:-1]
    above = package[: len(package) - node.level + 1] if node.level else []
    return ".".join([*above, *([node.module] if node.module else [])])


def functions_of(source: Source) -> Iterator[Function]:
    return (node for node in ast.walk(source.tree) if isinstance(node, Function))


def calls_of(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """Every call with the last part of what it calls: `setText` for `self._name.setText(…)`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node, last_name(node.func)


def last_name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def body_of(function: Function) -> Sequence[ast.stmt]:
    """The statements of a function, its docstring left out."""
    return function.body[1:] if ast.get_docstring(function, clean=False) is not None else function.body
