"""One vendor's document, put together from its tables."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from desktop.forms import Input
from desktop.sandbox import VENDORS as STAND_INS
from desktop.vendors.contract import Codec, Context, Resource, Vendor
from tests.described import asked, codecs
from tests.described.kinds import kind_lines
from tests.described.words import bullets, code, span, table
from tests.vendors.recorded import context_of

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "vendors"
COMMAND = "python -m tests.described"


def path_of(vendor: Vendor) -> Path:
    return FOLDER / f"{vendor.id}.md"


def document_of(vendor: Vendor) -> str:
    """The whole document."""
    return "\n".join(_lines(vendor)).rstrip() + "\n"


def _lines(vendor: Vendor) -> Iterator[str]:
    used: dict[str, str] = {}

    def named(codec: Codec) -> str:
        name, words = codecs.named(vendor, codec)
        used.setdefault(name, words)
        return name

    yield f"# {vendor.label}"
    yield ""
    yield f"What the desk does there, made from its tables by `{COMMAND}`: change the tables, never this file. It is"
    yield "about their version " + code(vendor.version) + "."
    yield ""
    yield from _connecting(vendor)
    yield from _pace(vendor)
    yield from _quiet(vendor)
    for resource in vendor.resources.values():
        yield from kind_lines(vendor, resource, asked.recorded_of(vendor, resource), named)
    for when, resource in others_of(vendor):
        yield from kind_lines(vendor, resource, asked.recorded_of(vendor, resource), named, when)
    yield "## Forms of values"
    yield ""
    yield from table(("Form", "What it is"), ((code(name), words) for name, words in sorted(used.items())))
    yield from _assumptions(vendor)


def others_of(vendor: Vendor) -> Iterator[tuple[str, Resource]]:
    """The tables that another choice of the account has in the place of the usual ones, and which choice that is."""
    for option in vendor.options:
        for choice in option.choices:
            resources = vendor.at(Context(options={option.name: choice.value})).resources
            for kind, resource in resources.items():
                if resource.part != vendor.resources[kind].part:
                    yield f"{option.label}: {choice.label}", resource


# ── the account ───────────────────────────────────────────────────────────────────────────────────────────────────


def _connecting(vendor: Vendor) -> Iterator[str]:
    yield "## Connecting"
    yield ""
    yield " ".join(filter(None, (f"{vendor.summary}.", vendor.note, vendor.login_hint)))
    yield ""
    asked_for = [("signs in", each) for each in vendor.credentials]
    asked_for += [("option", each) for each in vendor.options] + [("address", each) for each in vendor.servers]
    yield from table(("Asked for", "Name", "What for", "Where to find it", "Unless typed"), map(_input, asked_for))
    way = "By a token, which is asked for with these and renewed in time." if vendor.login else "With every request."
    yield f"Signed in: {way} A connection is tried before it is kept:"
    yield ""
    yield from bullets(
        f"{probe.label}: {code(asked.told(probe.request))}{' (may be forbidden)' if probe.optional else ''}"
        for probe in vendor.probes
    )


def _input(row: tuple[str, Input]) -> tuple[str, ...]:
    what, each = row
    what = f"{what}, secret" if each.editor == "secret" else what
    choices = ", ".join(choice.label for choice in each.choices)
    hint = "; ".join(filter(None, (each.hint, f"one of: {choices}" if choices else "")))
    return each.label, code(each.name), what, hint, "" if each.value is None else code(str(each.value))


def _pace(vendor: Vendor) -> Iterator[str]:
    yield "## Pace"
    yield ""
    rows = (
        (
            code(name),
            f"{limit.size:g}",
            f"{limit.rate:g}",
            f"{limit.at_once}",
            f"{limit.spare:g}",
            f"{limit.yield_at:g}",
        )
        for name, limit in vendor.limits.buckets.items()
    )
    heads = ("Bucket", "Requests at once from rest", "Then a second", "Under way", "Kept back", "Background waits at")
    yield from table(heads, rows)
    yield f"A write whose end was not seen may still take effect for {span(vendor.settle)}; it is looked up after that."
    yield ""


def _quiet(vendor: Vendor) -> Iterator[str]:
    yield "## A quiet round"
    yield ""
    yield f"Every {span(vendor.every)} the desk asks what is new. When nothing is, that is:"
    yield ""
    context = context_of(vendor)
    resources = vendor.at(context).resources
    rows = []
    for kind, resource in resources.items():
        swept = [(walk, "") for sweep in resource.sweeps if sweep.states for walk in sweep.walks]
        for walk, every in (*((walk, span(walk.every) if walk.every else "") for walk in resource.news), *swept):
            rows += [(kind, code(walk.name), code(request), every) for request in asked.quiet(vendor, walk, context)]
    yield from table(("Kind", "List", "Request", "At most every"), rows)
    yield from table(
        ("Kept list", "Request", "Every"),
        ((code(each.name), code(asked.told(each.request)), "1 h") for each in vendor.references),
    )


# ── what is assumed ───────────────────────────────────────────────────────────────────────────────────────────────


def _assumptions(vendor: Vendor) -> Iterator[str]:
    yield "## Assumptions"
    yield ""
    yield "What the tables take for granted without having been told (numbers are sections of the contract):"
    yield ""
    yield from bullets(assumed_in(vendor)) or ["- none", ""]
    switches = [each for stand_in in STAND_INS if stand_in.id == vendor.id for each in stand_in.switches]
    if switches:
        yield "What the vendor’s documents leave open; the desk is tried against each:"
        yield ""
        rows = ((code(each.name), each.says, ", ".join(map(code, each.settings))) for each in switches)
        yield from table(("Open", "What", "Tried with"), rows)


def assumed_in(vendor: Vendor) -> Iterator[str]:
    """The sentences with “[assumed]” in the sources of a vendor's tables, in texts behind names and in comments."""
    for file in sorted((ROOT / "desktop" / "vendors" / vendor.id).glob("*.py")):
        source = file.read_text("utf-8")
        for text in (*_texts(ast.parse(source)), *_comments(source)):
            for sentence in re.split(r"(?<=\.)\s+(?=[A-Z])", " ".join(text.split())):
                if "[assumed" in sentence.casefold():
                    yield f"{sentence} ({file.stem.replace('_', ' ')})"


def _texts(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.value.value


def _comments(source: str) -> Iterator[str]:
    """Each comment, those of lines beneath each other as one."""
    for lines in re.findall(r"(?:^[ \t]*#[^\n]*\n)+|(?<=  )#[^\n]*", source, re.MULTILINE):
        yield lines.replace("#", " ")
