"""Edits of a catalogue that touch only the SKUs they name, with their success in part (contract 5.4 C3, C4)."""

from collections.abc import Iterable

from desktop.sandbox.ordermesh.call import Call, entry, pascal, read_ids, read_rows, read_text
from desktop.sandbox.ordermesh.catalogue import BLANK, counted, find_catalogue, own_members
from desktop.sandbox.ordermesh.money import Document
from desktop.sandbox.ordermesh.rows import VariantRow, variant_row
from desktop.sandbox.ordermesh.variants import changed_variant, new_variant
from desktop.sandbox.wire import Answer

_LISTS = ("variantsToAdd", "variantsSkusToRemove", "variantsToUpdate")
_UNKNOWN = "One or more SKUs do not exist in the catalog and were excluded"
_KNOWN = "One or more SKUs already exist in the merchant catalog and were excluded"


def add_variants(call: Call) -> Answer:
    """What the platform does not have, or the catalogue has already, is left out and told: a success in part."""
    sent = call.fields()
    row = find_catalogue(call, sent, "merchantCatalogId")
    call.ignored.extend(name for name in sent if name not in ("merchantCatalogId", "variants"))
    variants = dict(row.variants)
    added, errors = _add(call, variants, read_rows(sent, "variants"), "variants")
    if added:
        call.merchant.save_catalogue(row.members, variants)
    return call.told({"variantsAdded": added, "errors": errors}, applied=added > 0)


def patch_catalogue(call: Call) -> Answer:
    """Whether the catalogue's own members that are left out are blanked is a switch."""
    sent = call.fields()
    row = find_catalogue(call, sent)
    members = row.members | own_members(call, sent, "id", *_LISTS)
    if call.is_on("catalogue_blanks"):
        blanked = {name: blank for name, blank in BLANK.items() if sent.get(name) is None}
        call.absent.extend(blanked)
        members |= blanked
    variants = dict(row.variants)
    removed, errors = _remove(variants, read_ids(sent, "variantsSkusToRemove") if sent.get(_LISTS[1]) else [])
    updated, wrong = _update(call, variants, read_rows(sent, "variantsToUpdate"))
    added, doubled = _add(call, variants, read_rows(sent, "variantsToAdd"), "variantsToAdd")
    call.merchant.save_catalogue(members, variants)
    return call.told(counted(added, removed, updated, errors + wrong + doubled))


def _add(call: Call, variants: dict[str, VariantRow], rows: list[Document], name: str) -> tuple[int, list[Document]]:
    unknown, known, added = [], [], 0
    for sent in rows:
        sku = read_text(sent, "sku", needed=True) or ""
        if sku in variants:
            known.append(sku)
        elif sku not in call.merchant.platform_skus:
            unknown.append(sku)
        else:
            variants[sku] = variant_row(new_variant(call, sent))
            added += 1
    return added, [*_told(_UNKNOWN, name, unknown), *_told(_KNOWN, name, known)]


def _remove(variants: dict[str, VariantRow], skus: list[str] | None) -> tuple[int, list[Document]]:
    there = [sku for sku in skus or () if sku in variants]
    for sku in there:
        del variants[sku]
    return len(there), [*_told(_UNKNOWN, _LISTS[1], [sku for sku in skus or () if sku not in there])]


def _update(call: Call, variants: dict[str, VariantRow], rows: list[Document]) -> tuple[int, list[Document]]:
    unknown, updated = [], 0
    for sent in rows:
        sku = read_text(sent, "sku", needed=True) or ""
        if sku in variants:
            variants[sku] = variant_row(changed_variant(call, variants[sku].document(), sent))
            updated += 1
        else:
            unknown.append(sku)
    return updated, [*_told(_UNKNOWN, _LISTS[2], unknown)]


def _told(message: str, name: str, skus: list[str]) -> Iterable[Document]:
    """One entry for all SKUs that have the same fault, where there are any."""
    return [entry(message, pascal(name), skus)] if skus else []
