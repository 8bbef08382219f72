"""The first catalogues of a merchant: one that is on, and an archive that is not (contract 6.7, 6.8)."""

from collections.abc import Sequence

from desktop.sandbox.ordermesh.goods import Good, make_goods
from desktop.sandbox.ordermesh.merchant import Merchant
from desktop.sandbox.ordermesh.money import Document, units
from desktop.sandbox.ordermesh.rows import CatalogueRow, variant_row
from desktop.sandbox.ordermesh.stamps import rank, spell

FROM_THE_DOCUMENTS = ("SKU123", "SKU456", "newSku123")
"""SKUs that the documents add to a catalogue, so that their examples work."""

LONG_VALUE = ("Hand-drawn lettering in three colours with a distressed finish and a border of oak leaves, " * 4)[:300]
_ODD_VALUES = (LONG_VALUE, "חולצה שחורה – מידה גדולה", "Größe „L“ ☕", "قميص أسود")
_SPARE = 40
_OTHER = {"USD": ("EUR", 92), "EUR": ("USD", 108)}


def fill_catalogues(merchant: Merchant, goods: Sequence[Good], number: int) -> None:
    """The merchant sells so many of the goods; the platform has more, which could be added."""
    plan = merchant.plan
    variants = [_variant(merchant, good, place) for place, good in enumerate(goods[:number])]
    spare = make_goods(len(goods) + _SPARE, plan)
    merchant.platform_skus = frozenset({good.sku for good in spare} | {*FROM_THE_DOCUMENTS})
    sellers, now = list(plan.sellers), rank(spell(merchant.clock.start))
    for id, name, is_on, rows in (
        (plan.catalogue, f"{plan.name} catalogue", True, variants),
        (plan.archive, "Archive 2024", False, [_archived(merchant, number) for number in range(3)]),
    ):
        members = {
            "id": id,
            "name": name,
            "description": f"Everything that {plan.name} sells." if is_on else "Not sold any more.",
            "isEnabled": is_on,
            "assignedToSubAccountIds": sellers[1:] if is_on else [],
        }
        by_sku = {row["sku"]: variant_row(row) for row in rows}
        merchant.catalogues.load([CatalogueRow(id=id, created=now, updated=now, members=members, variants=by_sku)])


def _archived(merchant: Merchant, number: int) -> Document:
    good = make_goods(number + 1, merchant.plan)[number]
    old = _variant(merchant, good, 1)
    return {**old, "sku": f"Retired-{good.sku}", "merchantSku": f"OLD-{good.merchant_sku}"}


def _variant(merchant: Merchant, good: Good, place: int) -> Document:
    variant: Document = {
        "id": merchant.new_id(),
        "sku": good.sku,
        "merchantSku": good.merchant_sku,
        "merchantPrice": _price(good.cost, merchant.plan.currency, place),
        "skipImageManipulation": (None, False, True)[place % 3],
        "productId": None if place % 4 == 1 else f"{good.kind}-{good.method}".lower(),
        "decorations": [_decoration(merchant, good, area, place) for area in range(len(good.areas))],
        "attributes": [
            {"name": "Color", "value": good.colour},
            {"name": "Size", "value": good.size},
            *_extra(place),
        ],
    }
    _make_odd(variant, place)
    return variant


def _price(cents: int, currency: str, place: int) -> Document:
    """The four ways in which a price stands: plain, by currencies alone, by both, and as nothing (contract 6.2)."""
    other, rate = _OTHER[currency]
    rows = [
        {"amount": units(cents), "currency": currency},
        {"amount": units(cents * rate // 100), "currency": other},
    ]
    match place % 9:
        case 2 | 5:
            return {"currencies": rows, "amount": 0, "currency": None}
        case 4 | 7:
            return {"currencies": rows, "amount": units(cents), "currency": currency}
    return {"currencies": [], "amount": units(cents), "currency": currency}


def _decoration(merchant: Merchant, good: Good, number: int, place: int) -> Document:
    area = good.areas[number]
    is_ready = place % 5 != 3
    print_image = {
        "sourcePrintFileUrl": f"https://art.example/{good.merchant_sku}-{area.name}.png",
        "imageUploadStatus": "Uploaded" if is_ready else None,
        "imageUploadStatusDesc": None,
        "ourPrintFileId": merchant.new_id() if is_ready else None,
        "ourPrintFileUrl": f"https://files.ordermesh.example/{good.sku}-{area.name}.png" if is_ready else None,
    }
    return {
        "area": area.name,
        "width": area.width,
        "height": area.height,
        "dpi": 300,
        "method": good.method,
        "price": _price(good.printing, merchant.plan.currency, place + 3),
        "printImage": print_image,
    }


def _extra(place: int) -> list[Document]:
    """A name may carry a trailing blank (contract 6.7)."""
    if place % 6 != 1:
        return []
    return [
        {"name": "TemplateURL ", "value": f"https://drive.example/file/d/{place:06d}/view"},
        {"name": "FileType", "value": "pdf"},
    ]


def _make_odd(variant: Document, place: int) -> None:
    """What is rare is among the first, so that small worlds have it too."""
    if 10 <= place < 10 + len(_ODD_VALUES):
        variant["attributes"][0]["value"] = _ODD_VALUES[place - 10]
    elif place % 50 == 8:
        variant["attributes"] = None
    elif place % 50 == 9:
        variant["merchantPrice"] = {"currencies": [], "amount": 0, "currency": "USD"}
    elif place % 50 == 15:
        variant["decorations"] = []
    elif place % 50 == 16:
        variant["merchantSku"] = None
    elif place % 50 == 17:
        variant["merchantPrice"] = None
