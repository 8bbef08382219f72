"""What may be sold: the effective catalogue, its tables, walks and edits put together."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from desktop.errors import Rejected
from desktop.vendors.codecs import to_text
from desktop.vendors.contract import (
    Ask,
    Context,
    Document,
    Documents,
    Heard,
    Reference,
    Request,
    Resource,
    Rows,
    Sweep,
    Walk,
)
from desktop.vendors.ordermesh.answers import GONE, LABEL
from desktop.vendors.ordermesh.lists import HOURLY, LIST, ONE, Spot, all_of, every, lag, query, until_known, whole
from desktop.vendors.ordermesh.routes import request
from desktop.vendors.ordermesh.stock_edits import writes
from desktop.vendors.ordermesh.stock_fields import DECORATION_LINES, FIELDS, NOT_PROVIDED, PRICE_LINES, catalogue_ids
from desktop.vendors.ordermesh.stock_records import CATALOGUE, PART, WHOLE_VARIANT, derive, search, sku_of, view
from desktop.vendors.places import maps_in
from desktop.vendors.steps import impossible

VARIANTS = Rows(member="variants", or_in=LIST, owner=sku_of, part=PART)
CATALOGUES = Rows(member="catalogues", or_in=("merchantCatalogs", *LIST), owner=sku_of, part="")


def _sku(row: Document) -> str:
    return to_text(row.get("sku"))


# ── read singly ───────────────────────────────────────────────────────────────────────────────────────────────────


def read(key: str, context: Context) -> tuple[Ask, ...]:
    """The pages of the effective catalogue up to the one that has it, for there is no other way to it (C1)."""

    def asked(spot: Spot) -> Request:
        return request(context, "variants", query=query(spot))

    def is_found(rows: Sequence[Document]) -> bool:
        return any(_sku(row) == key for row in rows)

    return (_checked(all_of(asked, VARIANTS, _sku, is_found=is_found), key), *whole_asks(key, context))


def _checked(ask: Ask, key: str) -> Ask:
    """The same; a list that ends without it does not have it."""
    then = ask.then or (lambda heard: ())

    def checked(heard: Heard) -> tuple[Ask, ...]:
        further = then(heard)
        if not further and not any(_sku(row) == key for row in heard.rows):
            raise Rejected(f"{LABEL} does not have this any more.", "It is not in the catalogue.", status=GONE)
        return tuple(_checked(each, key) for each in further)

    return replace(ask, then=checked)


def whole_asks(key: str, context: Context) -> tuple[Ask, ...]:
    """The variant with all its members, and what its catalogue says of itself (C5), where that can be read."""
    found: list[Ask] = []
    for id in catalogue_ids(context):
        asked = request(context, "catalogue", id)
        rows = Rows(member="variants", owner=sku_of, part=WHOLE_VARIANT)
        found.append(Ask(request=asked, rows=rows, then=_head_of(asked, key), optional=True))
    return tuple(found)


def more(key: str, documents: Documents, context: Context) -> tuple[Ask, ...]:
    """The same where it has not been read yet: a catalogue is too large to be read with each look."""
    return () if WHOLE_VARIANT in documents else whole_asks(key, context)


def _head_of(asked: Request, key: str) -> Callable[[Heard], tuple[Ask, ...]]:
    """The catalogue's own document; its variants are taken out of it before it is kept."""
    rows = Rows(member="catalogue", or_in=ONE, owner=lambda catalogue: key, part=CATALOGUE)

    def then(heard: Heard) -> tuple[Ask, ...]:
        is_in = any(_sku(row) == key for row in heard.rows)
        return (Ask(request=asked, rows=rows, optional=True),) if is_in else ()

    return then


def clean(document: Document) -> Document:
    """A catalogue without its variants, which are documents of their own."""
    if "variants" not in document or "assignedToSubAccountIds" not in document:
        return document
    return {name: value for name, value in document.items() if name != "variants"}


# ── all of it ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _keep(answer: Document) -> dict[str, str]:
    """The catalogues that are in use, by id: what another has of a SKU is not what is sold."""
    rows = maps_in(answer.get("catalogues"), "catalogues")
    used = (row for row in rows if row.get("id") and row.get("isEnabled") is not False)
    return {to_text(row.get("id")): to_text(row.get("name")) for row in used}


REFERENCES = (
    Reference(
        name="catalogues", request=request(Context(), "catalogues"), keep=_keep, rows=CATALOGUES, optional=True
    ),
)  # fmt: skip


def stock(context: Context) -> Resource:
    """The tables of what may be sold."""

    def variants(name: str) -> Walk:
        return whole(name, "variants", VARIANTS, _sku, context)

    table = Resource(
        kind="stock", part=PART, fields=FIELDS, lines=(PRICE_LINES, DECORATION_LINES), view=view, derive=derive
    )  # fmt: skip
    return replace(
        table,
        search=search,
        history=(variants("variants"), until_known(variants("variants once more"))),
        news=(every(HOURLY, until_known(variants("variants anew"))),),
        sweeps=(Sweep(walks=(variants("variants swept"),)),),
        read=read,
        more=more,
        write=writes(table),
        acts=(impossible("adjust", "Adjust stock", f"{LABEL} counts no stock."),),
        lag=lag,
        is_wanted=True,
        uncounted=NOT_PROVIDED,
    )  # fmt: skip
