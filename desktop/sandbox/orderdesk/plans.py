"""The two Order Desk stores of the sandbox, which share nothing: how each looks and trades."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from desktop.sandbox.orderdesk.store import Profile
from desktop.sandbox.sources import Source
from desktop.sandbox.trade import HANSEATIC, PACIFIC, Region


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A store with its trade. number_from: what the first source_id counts from; tax: hundredths on the goods."""

    profile: Profile
    region: Region
    sources: tuple[Source, ...]
    form_code: str
    form_po: str
    number_from: int
    currency: str
    tax: int
    shipping_methods: tuple[str, ...]
    places: tuple[str, ...]
    staff: tuple[str, ...]


MARKET_HALL = Plan(
    profile=Profile(
        id="48211",
        key="mh7Qe2VbXr5Tn9KpWs3YdFz6HcJg8LaMu4RxBt1NiEoCvPyDkS",
        name="Market Hall",
        zone="America/Los_Angeles",
        folders={21654: "New", 21655: "Prepared", 21656: "Closed", 21657: "Canceled", 21660: "On Hold"}
        | {21661: "Ready to Ship"},
        settings={
            "store_email": "orders@markethall.example",
            "admin_email": "desk@markethall.example",
            "store_url": "https://markethall.example",
            "shipping_methods": ["Own Van", "FedEx Ground", "UPS Ground", "Pick-up"],
            "default_checkout_data_fields": ["PO Number", "Order Notes"],
        },
        first_order=4_091_036_031,
        first_stock=2_510,
    ),
    region=PACIFIC,
    sources=(
        Source(name="WooCommerce", number="WEB-{n}", share=58),
        Source(name="Shopify", number="#{n}", share=30),
        Source(name="Amazon", number="113-{n:07d}-{n:07d}", share=2),
        Source(name="Order Desk", number="", share=10),
    ),
    form_code="{count}-{short}",
    form_po="PO {n}",
    number_from=1_187,
    currency="USD",
    tax=0,
    shipping_methods=("Own Van", "Own Van", "FedEx Ground", "UPS Ground", "Pick-up"),
    places=("Dock A", "Dock B", "Cold Room", "Freezer"),
    staff=("Dana", "Miguel", "Priya"),
)

ALSTER_KONTOR = Plan(
    profile=Profile(
        id="50937",
        key="ak4Zs8UwLm2Gh6NbQc9Vt3XyRe7JdPf5KoTi1AaDnWxSuBgMrE",
        name="Alster Kontor",
        zone="Europe/Berlin",
        folders={30411: "New", 30412: "Prepared", 30413: "Closed", 30414: "Canceled"},
        settings={
            "locale_code": "de_DE",
            "store_country": "DE",
            "store_email": "bestellung@alsterkontor.example",
            "admin_email": "buero@alsterkontor.example",
            "store_url": "https://alsterkontor.example",
            "date_format": "d.m.Y H:i",
            "short_date_format": "d.m.Y",
            "auto_update_stock_count": "1",
        },
        first_order=4_318_550_207,
        first_stock=71_830,
    ),
    region=HANSEATIC,
    sources=(
        Source(name="Shopify", number="AK{n}", share=64),
        Source(name="Etsy", number="{n}", share=2),
        Source(name="Faire", number="B{n:X}", share=14),
        Source(name="Order Desk", number="", share=20),
    ),
    form_code="{short}-{count}",
    form_po="BST-{n}",
    number_from=52_007,
    currency="EUR",
    tax=7,
    shipping_methods=("Eigener Wagen", "DHL Paket", "DPD Classic", "Abholung"),
    places=("Halle 1", "Halle 2", "Kühlhaus", "Tiefkühl"),
    staff=("Wiebke", "Cem", "Jana"),
)

PLANS = (MARKET_HALL, ALSTER_KONTOR)

_NORMALISE: Mapping[str, object] = {
    "normalize_capitalization": "1",
    "normalize_phone_numbers": "1",
    "normalizeCapitalization": 1,
}


def plans(normalisation: str) -> tuple[Plan, ...]:
    """The stores with normalisation of letters and phones on in the first (one), in none or in all."""
    count = {"one": 1, "none": 0, "all": len(PLANS)}[normalisation]
    return tuple(_normalising(plan) if place < count else plan for place, plan in enumerate(PLANS))


def _normalising(plan: Plan) -> Plan:
    settings = {**plan.profile.settings, **_NORMALISE}
    return replace(plan, profile=replace(plan.profile, settings=settings))
