"""Measures of the program: lines of a file and of a function, parameters; and what is over a limit without a reason."""

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tests.architecture.sources import Function, Source, functions_of

Measure = Callable[[Source], Iterator[tuple[str, int]]]
"""What is measured in a file, by name: its path, or its path and a function's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """At most `most`. `exceptions`: what may have more → how much, and the reason."""

    measure: Measure
    most: int
    of: str
    exceptions: Mapping[str, tuple[int, str]] = field(default_factory=dict)

    def breaches(self, sources: Iterable[Source]) -> list[str]:
        """Everything over its limit."""
        return [
            f"{name}: {number} {self.of}"
            for each in sources
            for name, number in self.measure(each)
            if number > self.exceptions.get(name, (self.most, ""))[0]
        ]

    def idle(self, sources: Iterable[Source]) -> list[str]:
        """Exceptions that nothing needs any more."""
        needed = {name for each in sources for name, number in self.measure(each) if number > self.most}
        return [name for name in self.exceptions if name not in needed]


def lines_of_file(each: Source) -> Iterator[tuple[str, int]]:
    yield each.path, len(each.text.splitlines())


def lines_of_functions(each: Source) -> Iterator[tuple[str, int]]:
    """From `def` to the end; decorators are not counted."""
    for function in functions_of(each):
        yield f"{each.path} {function.name}", (function.end_lineno or 0) - function.lineno + 1


def parameters_of_functions(each: Source) -> Iterator[tuple[str, int]]:
    """`self` and `cls` are not counted."""
    for function in functions_of(each):
        yield f"{each.path} {function.name}", len(_parameters(function))


def _parameters(function: Function) -> list[str]:
    given = function.args
    found = [each.arg for each in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return [name for name in found if name not in ("self", "cls")]


def opens_without_sentence(sources: Iterable[Source]) -> Iterator[str]:
    """Modules that do not say what lives there."""
    for each in sources:
        if each.text.strip() and not ast.get_docstring(each.tree):
            yield each.breach(1, "opens without a sentence on what lives there")
