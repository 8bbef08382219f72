"""The variants of a product as a client sends them (contract 6.6, 10)."""

from collections.abc import Mapping
from typing import Any

from desktop.sandbox.orderspace.call import Refused, invalid
from desktop.sandbox.orderspace.fields import (
    Member,
    Place,
    Shape,
    Wrong,
    amount,
    anything,
    blank,
    count,
    flag,
    note_absent,
    optional,
    reference,
    taken,
    text,
)
from desktop.sandbox.orderspace.site import Site
from desktop.sandbox.orderspace.table import Document


def _options(value: Any, at: Place) -> dict[str, str]:  # noqa: ANN401 - any JSON
    if not isinstance(value, dict):
        raise Wrong("are not an object")
    return {name: text(each, at.at(name)) for name, each in value.items()}


def variant_shape(site: Site) -> Shape:
    """What a variant has on this site."""
    return {
        "sku": Member(text),
        "barcode": Member(text),
        "options": Member(_options, {}),
        "unit_price": Member(amount, 0.0),
        "price_list_prices": Member(anything, []),
        "rrp": Member(amount, 0.0),
        "backorder": Member(flag, False),
        **({} if site.plan.minimum_on_product else {"minimum": Member(optional(count), None)}),
        "multiple": Member(optional(count), None),
        "weight": Member(amount, 0.0),
        "tax_rate_id": Member(reference, None),
        **({"location": Member(text)} if "stock_places" in site.features else {}),
    }


def read_variants(site: Site, before: Mapping[str, Any] | None, sent: object, at: Place) -> list[Document]:
    """Those that were sent; one left out goes, or stays by the switch, and is noted. Raises Refused."""
    if not isinstance(sent, list) or not all(isinstance(row, dict) for row in sent):
        raise Refused(400)
    known = {variant["id"]: variant for variant in before["product_variants"]} if before else {}
    ids = [str(row.get("id") or "") for row in sent]
    named = [id for id in ids if id]
    if before and (not known.keys() >= {*named} or len({*named}) < len(named)):
        raise invalid("Product Variant is invalid")
    place = at.at("product_variants")
    found = [_variant(site, known.get(id), row, place.row(id or "new")) for id, row in zip(ids, sent, strict=True)]
    left_out = [variant for id, variant in known.items() if id not in ids]
    at.notes.absent += [place.row(variant["id"]).name for variant in left_out]
    return found + (left_out if site.is_on("variants_kept") else [])


def _variant(site: Site, old: Document | None, sent: Document, at: Place) -> Document:
    shape = variant_shape(site)
    values = taken(shape, {name: value for name, value in sent.items() if name != "id"}, at)
    if old is None:
        base = {"id": site.ids.new("pv"), **blank(shape)}
    else:
        note_absent(shape, sent, at)
        blanks = {name: value for name, value in blank(shape).items() if name not in ("sku", "price_list_prices")}
        base = old | (blanks if site.is_on("product_blanks") else {})
    if "price_list_prices" in values:
        prices = old["price_list_prices"] if old else []
        values["price_list_prices"] = _prices(site, prices, values["price_list_prices"])
    return base | values


def _prices(site: Site, before: list[Document], sent: object) -> list[Document]:
    """Fixed prices: lists that are not mentioned stay, null removes one."""
    if not isinstance(sent, list) or not all(isinstance(row, dict) for row in sent):
        raise Refused(400)
    prices = {row["id"]: row["unit_price"] for row in before}
    for row in sent:
        id, price = str(row.get("id")), row.get("unit_price")
        if site.price_lists.row(id) is None:
            raise invalid("Price List is invalid")
        prices[id] = price
        if price is None:
            del prices[id]
        elif isinstance(price, bool) or not isinstance(price, int | float):
            raise invalid("Unit price is not a number")
    return [{"id": id, "unit_price": float(price)} for id, price in prices.items()]


def check_variants(site: Site, product: Document) -> list[str]:
    """What is wrong with the variants as they are to be."""
    variants = product["product_variants"]
    skus = [variant["sku"] for variant in variants]
    reasons = []
    if not variants:
        reasons.append("Product Variants can't be blank")
    if not all(skus):
        reasons.append("SKU can't be blank")
    elsewhere = any(site.products_by_sku.get(sku, product["id"]) != product["id"] for sku in skus)
    if elsewhere or len(set(skus)) < len(skus):
        reasons.append("SKU must be unique")
    if any(rate and rate not in site.rates for rate in (variant["tax_rate_id"] for variant in variants)):
        reasons.append("Tax Rate is invalid")
    return reasons
