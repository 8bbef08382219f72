"""Recorded documents of every vendor, found by the index beside them: a new vendor brings data, no code."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.records import Kind
from desktop.vendors import VENDORS
from desktop.vendors.contract import Context, Document, Documents, Resource, Vendor
from desktop.vendors.rows import decode

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One document as the vendor sent it."""

    vendor: Vendor
    resource: Resource
    name: str
    documents: Documents
    context: Context

    def __str__(self) -> str:
        return f"{self.vendor.id}-{self.name}"


def sample(vendor: str, name: str) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """A recorded answer, decoded as the desk decodes it."""
    return decode((HERE / vendor / "samples" / name).read_bytes())


def index_of(vendor: str) -> Any:  # noqa: ANN401 - JSON has no narrower type
    return json.loads((HERE / vendor / "index.json").read_text())


def context_of(vendor: Vendor) -> Context:
    """The account's settings and reference lists, as far as they are recorded."""
    kept = {reference.name: reference.keep for reference in vendor.references}
    rows = index_of(vendor.id)["references"]
    references = {row["name"]: kept[row["name"]](sample(vendor.id, row["file"])) for row in rows}
    return Context(options={"currency": "EUR"}, references=references)


def documents_at(answer: Any, path: list[str]) -> list[Document]:  # noqa: ANN401 - JSON has no narrower type
    for key in path:
        answer = answer[key]
    return answer if isinstance(answer, list) else [answer]


def all_recorded() -> list[Recorded]:
    found = []
    for vendor in VENDORS.values():
        context = context_of(vendor)
        for row in index_of(vendor.id)["documents"]:
            kind: Kind = row["kind"]
            resource = vendor.resources[kind]
            for number, document in enumerate(documents_at(sample(vendor.id, row["file"]), row["at"])):
                name = f"{row['file']}-{number}"
                documents = {row["part"]: document}
                recorded = Recorded(vendor=vendor, resource=resource, name=name, documents=documents, context=context)
                found.append(recorded)
    return found


RECORDED = all_recorded()
