"""How values stand on the wire, in words: the names of codecs in the sources, with what is written behind them."""

import ast
import importlib
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from desktop import vendors
from desktop.records import Editor
from desktop.vendors.contract import Codec, Vendor

FORMS: dict[Editor, str] = {
    "text": "Text as it is.",
    "paragraph": "Text of several lines.",
    "count": "A whole number.",
    "quantity": "An exact number.",
    "money": "An exact amount.",
    "instant": "A moment; shown in the time zone of this computer.",
    "day": "A day, without a time.",
    "choice": "One word or id of a list; one that is not known is shown as it came.",
    "flag": "Yes or no.",
    "secret": "A secret.",
}
"""What is said of a codec behind which nothing is written."""


@cache
def _shared() -> tuple[ModuleType, ...]:
    """`codecs` first, then the other modules that all vendors share."""
    names = sorted((module.name for module in iter_modules(vendors.__path__)), key=lambda name: name != "codecs")
    modules = (importlib.import_module(f"desktop.vendors.{name}") for name in names)
    return tuple(module for module in modules if not hasattr(module, "__path__"))


def _own(vendor: Vendor) -> Iterator[ModuleType]:
    package = importlib.import_module(f"desktop.vendors.{vendor.id}")
    yield package
    for module in iter_modules(package.__path__):
        yield importlib.import_module(f"{package.__name__}.{module.name}")


def named(vendor: Vendor, codec: Codec) -> tuple[str, str]:
    """The name of a codec, that of its editor where it has none, and what it is."""
    for module in (*_shared(), *_own(vendor)):
        for name, value in vars(module).items():
            if value is codec:
                return name.strip("_"), _written(module, name) or FORMS[codec.editor]
    return codec.editor, FORMS[codec.editor]


@cache
def _written(module: ModuleType, name: str) -> str:
    """The text behind an assignment; "" where there is none."""
    body = ast.parse(Path(str(module.__file__)).read_text("utf-8")).body
    for node, after in pairwise(body):
        targets = _targets(node)
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            text = after.value.value if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) else ""
            return " ".join(text.split()) if isinstance(text, str) else ""
    return ""


def _targets(node: ast.stmt) -> list[ast.expr]:
    if isinstance(node, ast.Assign):
        return node.targets
    return [node.target] if isinstance(node, ast.AnnAssign) else []
