"""Walls between rooms: what may import what, where a library, a statement of SQL or a vendor's name may stand."""

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from tests.architecture.sources import (
    Function,
    Source,
    body_of,
    calls_of,
    functions_of,
    imports_of,
    inside,
    room_of,
)

SQL = re.compile(
    r"\s*(SELECT\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\S+\s+SET\s|DELETE\s+FROM\s|PRAGMA\s|ATTACH\s"
    r"|CREATE\s+(TABLE|INDEX|TRIGGER|VIRTUAL|TEMP)|DROP\s+(TABLE|INDEX)|BEGIN(\s+IMMEDIATE)?$|COMMIT$|ROLLBACK$)"
)


def imports_upward(sources: Iterable[Source], layers: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Imports of our own modules that the layer of the importer does not name."""
    for each in sources:
        room = room_of(each.module, layers)
        if not room:
            if each.module != "desktop" or any(imports_of(each)):
                yield each.breach(1, "lies in no room of the table")
            continue
        for line, name in imports_of(each):
            if name.split(".")[0] == "desktop" and not room_of(name, (room, *layers[room])):
                yield each.breach(line, f"imports {name}, which {room} may not know")


def imports_across_vendors(sources: Sequence[Source], parents: Sequence[str]) -> Iterator[str]:
    """Imports of a vendor's folder by anything but itself and the one line above it."""
    folders = {room for room in _folders(sources) if room.rpartition(".")[0] in parents}
    for each in sources:
        for line, name in imports_of(each):
            folder = room_of(name, folders)
            if folder and not room_of(each.module, (folder,)) and each.module != folder.rpartition(".")[0]:
                yield each.breach(line, f"imports {name}; a vendor's folder is known only to the line that lists it")


def _folders(sources: Iterable[Source]) -> set[str]:
    return {each.module for each in sources if each.is_package}


def imports_of_libraries(sources: Iterable[Source], allowed: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Libraries where the table does not allow them; what it does not name is the standard library's or ours."""
    for each in sources:
        for line, name in imports_of(each):
            library = room_of(name, allowed)
            top = name.split(".")[0]
            if library and not room_of(each.module, allowed[library]):
                yield each.breach(line, f"imports {name}, which only {', '.join(allowed[library])} may")
            elif not library and top not in sys.stdlib_module_names and top not in ("desktop", *_beside(each)):
                yield each.breach(line, f"imports {name}, which is not in the table of libraries")


def _beside(each: Source) -> tuple[str, ...]:
    """Set-up runs before anything is installed: its scripts know the standard library and each other."""
    return SETUP if each.path.startswith("packaging/") else ()


SETUP = ("environment", "interpreter", "libraries", "words")


def speaks_sql(sources: Iterable[Source], room: str) -> Iterator[str]:
    """SQL outside its room: statements in texts, and calls that would run one."""
    for each in sources:
        if room_of(each.module, (room,)):
            continue
        for node in ast.walk(each.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value):
                yield each.breach(node.lineno, f"holds a statement of SQL; those belong into {room}")
        for call, name in calls_of(each.tree):
            if name in ("execute", "executemany", "executescript"):
                yield each.breach(call.lineno, f"calls {name}; statements belong into {room}")


def joins_files(sources: Iterable[Source]) -> Iterator[str]:
    """ATTACH anywhere: a commit over two attached files is not atomic."""
    for each in sources:
        for node in ast.walk(each.tree):
            if isinstance(node, ast.Constant) and re.match(r"\s*ATTACH\b", str(node.value)):
                yield each.breach(node.lineno, "attaches one file to another")


def names_vendors(sources: Iterable[Source], words: Mapping[str, str], free: Sequence[str]) -> Iterator[str]:
    """A vendor's name in code or comment. `words`: vendor → a pattern; `free`: the modules that may name any."""
    for each in sources:
        if each.module in free:
            continue
        own = set(each.module.split("."))
        for vendor, pattern in words.items():
            if vendor not in own and (found := re.search(pattern, each.text)):
                line = each.text.count("\n", 0, found.start()) + 1
                yield each.breach(line, f"names {found.group()!r} outside its folder")


def files_that_name_vendors(folder: Path, words: Mapping[str, str]) -> Iterator[str]:
    """The same of files that are no code: by their names, and by what stands in them."""
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        told = f"{path.relative_to(folder).as_posix()}\n{path.read_bytes().decode('utf-8', 'replace')}"
        for pattern in words.values():
            if found := re.search(pattern, told):
                yield f"{path} names {found.group()!r}"


def shares_code(sources: Sequence[Source], rooms: tuple[str, str], lines: int) -> Iterator[str]:
    """Functions of one room whose body stands in the other as well, but for the names in it."""
    seen: defaultdict[str, list[str]] = defaultdict(list)
    for each in inside(sources, rooms[0]):
        for function in _long_ones(each, lines):
            seen[_likeness(function)].append(f"{each.path}:{function.lineno}")
    for each in inside(sources, rooms[1]):
        for function in _long_ones(each, lines):
            for twin in seen.get(_likeness(function), ()):
                yield each.breach(function.lineno, f"{function.name} says what {twin} says")


def _long_ones(each: Source, lines: int) -> Iterator[Function]:
    for function in functions_of(each):
        body = body_of(function)
        if body and (body[-1].end_lineno or 0) - body[0].lineno + 1 >= lines:
            yield function


class _Renamed(ast.NodeTransformer):
    """Names by the order in which they come, so that a copy with other names is still a copy."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.Name(id=self._new(node.id), ctx=node.ctx)

    def visit_arg(self, node: ast.arg) -> ast.arg:
        return ast.arg(arg=self._new(node.arg))

    def _new(self, name: str) -> str:
        return self._names.setdefault(name, f"name{len(self._names)}")


def _likeness(function: Function) -> str:
    renamed = _Renamed()
    copy = ast.parse(ast.unparse(ast.Module(body=list(body_of(function)), type_ignores=[])))
    return "\n".join(ast.dump(renamed.visit(statement)) for statement in copy.body)


def is_badly_named(sources: Iterable[Source], words: Sequence[str]) -> Iterator[str]:
    """Modules and classes with a name that says nothing."""
    for each in sources:
        names = [(1, part) for part in PurePosixPath(each.path).with_suffix("").parts]
        names += [(node.lineno, node.name) for node in ast.walk(each.tree) if isinstance(node, ast.ClassDef)]
        for line, name in names:
            said = re.findall(r"[A-Z]?[a-z]+", name)
            if bad := next((word for word in said if word.lower() in words), ""):
                yield each.breach(line, f"{name}: {bad!r} says nothing about it")
