"""Walls of the window: nothing blocks, text is never HTML, every word can be translated, colours are tokens."""

import ast
import re
from collections.abc import Iterable, Iterator, Sequence

from tests.architecture.sources import Source, calls_of, last_name

APPLICATIONS = ("QApplication", "QGuiApplication", "QCoreApplication")
BLOCKING = ("QMessageBox", "QInputDialog", "QErrorMessage", "QProgressDialog")
READS_HTML = ("QTextBrowser", "QTextEdit", "QTextDocument", "QMessageBox", "QWhatsThis", "QErrorMessage")
RICH = ("setHtml", "insertHtml", "appendHtml", "setMarkdown", "RichText", "AutoText", "MarkdownText")
STARTING = ("create_task", "ensure_future", "asyncSlot", "run_coroutine_threadsafe")
TRANSLATING = ("tr", "_tr", "translate", "QT_TRANSLATE_NOOP")
UNTRANSLATED = ("keys", "column", "setObjectName", "setStyleSheet", "setObjectProperty")
"""Keywords and calls whose texts nobody reads."""
READS_LIKE_WORDS = re.compile(
    r"(?!Q[A-Z])[A-Z“][a-z]+[.…:!?]?$|(?!Q[A-Z])[A-Z“{].*[A-Za-z}][,.:;…–]? [A-Za-z{].*", re.DOTALL
)


def waits_in_a_dialog(sources: Iterable[Source]) -> Iterator[str]:
    """`exec()`, and the static calls that hide one: they stop the loop that everything else lives on."""
    for each in sources:
        for call, name in calls_of(each.tree):
            owner = last_name(call.func.value) if isinstance(call.func, ast.Attribute) else ""
            if name in ("exec", "exec_") or owner in BLOCKING or (owner.startswith("Q") and name.startswith("get")):
                yield each.breach(call.lineno, f"{owner}.{name}() waits in a loop of its own; use open() and finished")


def asks_for_the_application(sources: Iterable[Source], place: str) -> Iterator[str]:
    """`QApplication.instance()` and `qApp`: what a widget needs is handed to it; only `place` may ask."""
    for each in sources:
        if each.module == place:
            continue
        for node in ast.walk(each.tree):
            match node:
                case ast.Attribute(attr="instance", value=owner) if last_name(owner) in APPLICATIONS:
                    yield each.breach(node.lineno, "asks for the application; hand in what is needed")
                case ast.Name(id="qApp"):
                    yield each.breach(node.lineno, "asks for the application; hand in what is needed")


def asks_the_focus_chain(sources: Iterable[Source]) -> Iterator[str]:
    """PySide takes the neighbour for a child of the widget that was asked, and forgets it when that one goes."""
    for each in sources:
        for call, name in calls_of(each.tree):
            if name in ("nextInFocusChain", "previousInFocusChain"):
                yield each.breach(call.lineno, f"{name}: the widget that it gives dies, for Python, with the one asked")


def starts_coroutines(sources: Iterable[Source], place: str) -> Iterator[str]:
    """Coroutines begun anywhere but in `place`, which keeps them and shows their errors."""
    for each in sources:
        for call, name in calls_of(each.tree):
            if name in STARTING and each.module != place:
                yield each.breach(call.lineno, f"{name}: coroutines of the window start in {place}")


# ── text is text ──────────────────────────────────────────────────────────────────────────────────────────────────


def reads_html(sources: Iterable[Source]) -> Iterator[str]:
    """Widgets that take markup, and tips that Qt would take for it."""
    for each in sources:
        for node in ast.walk(each.tree):
            if isinstance(node, ast.Name | ast.Attribute) and last_name(node) in (*READS_HTML, *RICH):
                yield each.breach(node.lineno, f"{last_name(node)} reads HTML, and a vendor's text may hold some")
        for call, name in calls_of(each.tree):
            if name == "setToolTip" and not _is_plain(call.args[0]):
                yield each.breach(call.lineno, "a tip that did not go through writing.plain() may be read as HTML")


def _is_plain(tip: ast.expr) -> bool:
    match tip:
        case ast.Call(func=called):
            return last_name(called) in ("plain", *TRANSLATING)
        case ast.IfExp(body=one, orelse=other):
            return _is_plain(one) and _is_plain(other)
    return isinstance(tip, ast.Constant)


def labels_guess(sources: Iterable[Source]) -> Iterator[str]:
    """QLabel guesses whether its text is HTML: those with words say PlainText first, the others only hold a picture."""
    for each in sources:
        told = [node for node in ast.walk(each.tree) if isinstance(node, ast.ClassDef) and _is_label(node)]
        for node in told:
            if not any(name == "setTextFormat" and "PlainText" in ast.unparse(call) for call, name in calls_of(node)):
                yield each.breach(node.lineno, f"{node.name} is a QLabel that does not say PlainText")
        if bare := [call for call, name in calls_of(each.tree) if name == "QLabel"]:
            yield from (each.breach(call.lineno, "a bare QLabel with words") for call in bare if call.args)
            yield from _written_on(each)


def _is_label(node: ast.ClassDef) -> bool:
    return any(last_name(parent) == "QLabel" for parent in node.bases)


def _written_on(each: Source) -> Iterator[str]:
    """`x = QLabel()` followed by `x.setText(…)`."""
    made = {
        ast.unparse(target)
        for node in ast.walk(each.tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and last_name(node.value.func) == "QLabel"
        for target in node.targets
    }
    for call, name in calls_of(each.tree):
        if name == "setText" and isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) in made:
            yield each.breach(call.lineno, "words on a bare QLabel")


# ── words ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def is_not_translated(sources: Iterable[Source], names: Sequence[str]) -> Iterator[str]:
    """Texts that read like words on screen and go through no tr(). `names`: proper names, the same in all languages."""
    for each in sources:
        spared = set(_spared(each.tree))
        for node in ast.walk(each.tree):
            text = "" if id(node) in spared else _text_of(node)
            if text not in names and READS_LIKE_WORDS.match(text):
                yield each.breach(getattr(node, "lineno", 1), f"{text!r} goes through no tr()")


def _text_of(node: ast.AST) -> str:
    """The text of a constant, or of an f-string that has words of its own."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            own = [_text_of(part) for part in parts]
            return "".join(part or "{}" for part in own) if re.search("[A-Za-z]{2}", "".join(own)) else ""
    return ""


def is_found_by_no_translator(sources: Iterable[Source]) -> Iterator[str]:
    """Words put together before tr() sees them, and words that wait for it without QT_TRANSLATE_NOOP."""
    for each in sources:
        for call, name in calls_of(each.tree):
            words = call.args[-1] if call.args else None
            if (
                name in TRANSLATING
                and isinstance(words, ast.JoinedStr | ast.BinOp)
                and any(map(_text_of, ast.walk(words)))
            ):
                yield each.breach(call.lineno, "tr() of words put together: no translator will find them")
            for given in call.keywords:
                if given.arg == "source" and isinstance(given.value, ast.Constant) and given.value.value:
                    yield each.breach(given.value.lineno, f"{given.value.value!r} waits without QT_TRANSLATE_NOOP")


def _spared(tree: ast.AST) -> Iterator[int]:
    """Ids of constants inside a translation, a docstring, an annotation, an error of ours, or an unread keyword."""
    for node in ast.walk(tree):
        inner: list[ast.AST] = []
        match node:
            case ast.Call() if last_name(node.func) in (*TRANSLATING, *UNTRANSLATED, "cast", "TypeVar", "getLogger"):
                inner = [node]
            case ast.Call():
                inner = [given.value for given in node.keywords if given.arg in UNTRANSLATED]
            case ast.Raise() | ast.Expr(value=ast.Constant()) | ast.Assign(targets=[ast.Name(id="__all__")]):
                inner = [node]
            case ast.JoinedStr(values=parts):
                inner = list(parts)
            case ast.AnnAssign() | ast.arg():
                inner = [node.annotation] if node.annotation else []
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                inner = [node.returns] if node.returns else []
        yield from (id(each) for part in inner for each in ast.walk(part))


# ── colours ───────────────────────────────────────────────────────────────────────────────────────────────────────


def mixes_colours(sources: Iterable[Source], places: Sequence[str]) -> Iterator[str]:
    """Colours written out anywhere but in the modules that name them."""
    for each in sources:
        for node in ast.walk(each.tree):
            if each.module not in places and re.search(r"#[0-9A-Fa-f]{6}\b", text := _text_of(node)):
                yield each.breach(getattr(node, "lineno", 1), f"{text!r}: a colour is a token of the theme")
