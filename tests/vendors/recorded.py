"""Recorded documents of every vendor, found by the index beside them: a new vendor brings data, no code."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desktop.records import Kind
from desktop.vendors import VENDORS
from desktop.vendors.contract import Context, Document, Documents, Resource, Vendor
from desktop.vendors.places import write
from desktop.vendors.rows import decode

HERE = Path(__file__).parent
SECTIONS = (
    *("documents", "references", "answers", "refusals", "requests", "acts", "logins", "tokens", "barred", "others"),
)  # fmt: skip
"""What an index may say of a sample; each has its tests. `acts`: what is typed for an act of which no recorded record
has all that it is about, what of its documents is otherwise then, and what steps that only look are answered.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One document as the vendor sent it."""

    vendor: Vendor
    resource: Resource
    file: str
    number: int
    documents: Documents
    context: Context
    key: str
    """What the record is known by."""

    def __str__(self) -> str:
        return f"{self.vendor.id}-{self.file}-{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """One row of an index: what it says of a sample, and the sample."""

    vendor: Vendor
    row: Document
    sample: Any

    def __str__(self) -> str:
        return f"{self.vendor.id}-{self.row['file']}"


def samples_of(vendor: str) -> set[str]:
    """The names of all samples; a README beside them says where they are from."""
    return {path.name for path in (HERE / vendor / "samples").iterdir()} - {"README.md"}


def raw_sample(vendor: str, name: str) -> bytes:
    return (HERE / vendor / "samples" / name).read_bytes()


def sample(vendor: str, name: str) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """A recorded answer, decoded as the desk decodes it."""
    return decode(raw_sample(vendor, name))


def index_of(vendor: str) -> Any:  # noqa: ANN401 - JSON has no narrower type
    return decode((HERE / vendor / "index.json").read_bytes())


def indexed(section: str) -> list[Indexed]:
    """The rows of one section of every index."""
    return [
        Indexed(vendor=vendor, row=row, sample=sample(vendor.id, row["file"]))
        for vendor in VENDORS.values()
        for row in index_of(vendor.id).get(section, ())
    ]


def context_of(vendor: Vendor) -> Context:
    """The account's settings and reference lists, as far as they are recorded."""
    kept = {reference.name: reference.keep for reference in vendor.references}
    rows = index_of(vendor.id)["references"]
    references = {row["name"]: kept[row["name"]](sample(vendor.id, row["file"])) for row in rows}
    return Context(options={"currency": "EUR"}, references=references)


def key_of(document: Document) -> str:
    return str(document["id"] if "id" in document else document["ID"])


def documents_at(answer: Any, path: list[str]) -> list[Document]:  # noqa: ANN401 - JSON has no narrower type
    for key in path:
        answer = answer[key]
    return answer if isinstance(answer, list) else [answer]


def documents_of(row: Document, resource: Resource, answer: Any, main: Document | None) -> Iterator[Documents]:  # noqa: ANN401
    """The documents of each record in a sample. What is only a piece of the recorded document `main` is put into it."""
    pieces = documents_at(answer, row["at"])
    main = main and {**main, **row.get("but", {})}
    if main is None:
        yield from ({row["part"]: piece} for piece in pieces)
    elif row["part"] != resource.part:
        yield from ({resource.part: main, row["part"]: piece} for piece in pieces)
    else:
        whole = write(main, tuple(row["as"]), pieces) if row["as"] else {**main, **pieces[0]}
        yield {resource.part: (resource.recompute and resource.recompute(whole, whole)) or whole}


def viewed(resource: Resource, documents: Documents, key: str) -> Documents:
    """What tables read of it; numbers of documents that were recorded at different orders are made to add up."""
    view = dict(resource.view(key, documents))
    if len(documents) > 1 and resource.recompute is not None:
        main = view[resource.part]
        view[resource.part] = resource.recompute(main, main) or main
    return view


def all_recorded() -> list[Recorded]:
    found: dict[tuple[str, str], list[Recorded]] = {}
    for vendor in VENDORS.values():
        usual = context_of(vendor)
        for row in index_of(vendor.id)["documents"]:
            context = replace(usual, options={**usual.options, **row.get("with", {})})
            kind: Kind = row["kind"]
            resource, file = vendor.at(context).resources[kind], row["file"]
            main = found[vendor.id, row["of"]][0].documents[resource.part] if "of" in row else None
            found.setdefault((vendor.id, file), []).extend(
                Recorded(
                    vendor=vendor, resource=resource, file=file, number=number, context=context, key=key,
                    documents=viewed(resource, each, key),
                )
                for number, each in enumerate(documents_of(row, resource, sample(vendor.id, file), main))
                for key in [row.get("key") or key_of(each.get(resource.part) or each[row["part"]])]
            )  # fmt: skip
    return [recorded for rows in found.values() for recorded in rows]


RECORDED = all_recorded()


def acted(vendor: Vendor, act: str) -> Iterator[tuple[Recorded, Document, Document]]:
    """The records for an act that only an index tells of, with what is typed for it and what its steps are answered."""
    for row in index_of(vendor.id).get("acts", ()):
        if row["act"] == act:
            base = next(each for each in RECORDED if (each.vendor, each.file) == (vendor, row["file"]))
            documents = {part: {**body, **row.get("but", {}).get(part, {})} for part, body in base.documents.items()}
            record = replace(base, documents=viewed(base.resource, documents, base.key))
            yield record, row["inputs"], row.get("answers", {})
