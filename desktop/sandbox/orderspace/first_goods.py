"""The first lists, categories, products and stock of a site: a function of its plan and the seed."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from desktop.sandbox.orderspace.fields import blank
from desktop.sandbox.orderspace.products import shape_of
from desktop.sandbox.orderspace.site import Site
from desktop.sandbox.orderspace.stamps import spell
from desktop.sandbox.orderspace.table import Document, Made
from desktop.sandbox.orderspace.variants import variant_shape
from desktop.sandbox.trade import Product, make_products

LONG_NAME = ("Hand-Tied Hamper of Chutneys, Oatcakes, Farmhouse Cheddar, Damson Jelly and Spiced Nuts " * 4)[:250]
_ODD_NAMES = {3: LONG_NAME, 4: "זיתים ירוקים 2 ק״ג", 5: "Espresso “Nº 7” <b>dark</b> ☕ 1 kg", 6: "حمص بالطحينة"}
_ODD_SKUS = {1: "TOM/250 G+6", 2: "50% OFF & MORE?#1", 4: 'it\'s, "so" ½', 7: "Ñandú é"}
"""By the product's number from one: SKUs contain any character (contract 14)."""
_SIZES = (1, 1, 2, 3, 1, 4, 2, 1, 6)
_PACKS = (("Single", 1), ("Box of 6", 6), ("Box of 12", 11), ("Layer", 40), ("Half pallet", 150), ("Pallet", 290))
_RATES = {"Bakery": 1, "Produce": 2}
"""Shelf → which of the site's rates is fixed for it."""
_ORIGINS = ("Italy", "Spain", "United Kingdom", None)


class Goods:
    """Makes the catalogue of one site; products keeps what was made, for the orders."""

    def __init__(self, site: Site, rng: random.Random, now: datetime) -> None:
        self._site = site
        self._rng = rng
        self._now = now
        self.products: list[Document] = []
        self._begun: dict[str, str] = {}

    def make(self, number: int) -> None:
        """Products with that many variants between them. Stock is counted later: see `count`."""
        site, rng = self._site, self._rng
        for place, made in enumerate(make_products(number, site.plan.form_code), 1):
            size = min(_SIZES[place % len(_SIZES)], number)
            if size == 0:
                break
            number -= size
            self.products.append(self._product(made, place, size))
        self._make_categories()
        records = []
        for product in self.products:
            age = timedelta(days=rng.randint(40, 1_400), seconds=rng.randint(0, 86_000))
            begun = self._now - age
            self._begun[product["id"]] = spell(begun)
            records.append((spell(begun), spell(begun + age * rng.random()), product))
            site.products_by_sku.update((variant["sku"], product["id"]) for variant in product["product_variants"])
        records.sort(key=lambda record: record[0])
        site.products.load(
            site.products.make(product["id"], product, created=created, updated=updated)
            for created, updated, product in records
        )

    def _product(self, made: Product, place: int, size: int) -> Document:
        site, rng = self._site, self._rng
        values: Document = {
            "code": made.code,
            "name": _ODD_NAMES.get(place, made.name),
            "description": "" if place % 3 == 0 else f"{made.name} – from our {made.category.lower()} shelf.",
            "active": place % 23 != 9,
            "minimum": rng.choice((None, None, 2)),
            "tariff_code": rng.choice((None, "0804.401")),
            "country_of_origin": rng.choice(_ORIGINS),
            "composition": None,
            "variant_options": [] if size == 1 else [site.plan.option],
            "product_variants": [self._variant(made, place, each, size) for each in range(size)],
            "categories": [made.category],
        }
        shape = shape_of(site)
        known = {name: value for name, value in values.items() if name in shape}
        images = [f"https://a1b2c3d4ef.example/images/products/{made.code.lower()}.jpg"] if place % 4 == 1 else []
        return {"id": site.ids.new("pr"), **blank(shape), **known, "images": images}

    def _variant(self, made: Product, place: int, each: int, size: int) -> Document:
        site, rng = self._site, self._rng
        pack, times = _PACKS[each]
        price = made.price * times / 100
        values: Document = {
            "sku": made.code if size == 1 else f"{made.code}-{times}",
            "barcode": rng.choice(("", f"50{rng.randint(10**10, 10**11 - 1)}")),
            "options": {} if size == 1 else {site.plan.option: pack},
            # Some sites price to a fraction of a penny.
            "unit_price": round(price + 0.125, 3) if place % 17 == 2 else price,
            "price_list_prices": self._fixed_prices(price) if place % 6 == 2 else [],
            "rrp": rng.choice((0.0, round(price * 1.6, 2))),
            "backorder": place % 5 == 0,
            "minimum": rng.choice((None, None, None, 4)),
            "multiple": rng.choice((None, None, 3)),
            "weight": rng.choice((0.0, made.weight * times / 1_000)),
            "tax_rate_id": self._rate(made),
            "location": rng.choice(("", "A-12", "Cold 3")),
        }
        if each == 0 and place in _ODD_SKUS:
            values["sku"] = _ODD_SKUS[place]
        shape = variant_shape(site)
        return {"id": site.ids.new("pv")} | {name: values[name] for name in shape}

    def _fixed_prices(self, price: float) -> list[Document]:
        shares = zip(self._site.price_lists.rows(), (0.85, 1.15), strict=False)
        return [{"id": row.key, "unit_price": round(price * share, 2)} for row, share in shares]

    def _rate(self, made: Product) -> str | None:
        """Most have none of their own, and so the site's usual one."""
        rates = list(self._site.rates)
        place = _RATES.get(made.category, 0)
        return rates[place] if 0 < place < len(rates) else None

    def _make_categories(self) -> None:
        """One for each shelf, some below another, one that is hidden, and those of the preorder windows."""
        site = self._site
        members: defaultdict[str, list[Document]] = defaultdict(list)
        for product in self.products:
            members[product["categories"][0]].append(product)
        names = [*members, *(window["name"] for window in site.windows.values()), "Clearance"]
        ids = {name: site.ids.new("ca", old=place % 2 == 0) for place, name in enumerate(names)}
        for place, window in enumerate(site.windows.values()):
            members[window["name"]] = self.products[10 + place :: 41]
            window["categories"] = [{"id": ids[window["name"]], "name": window["name"]}]
        records: list[Made] = []
        for place, name in enumerate(names):
            inside = [{"product_id": each["id"], "product_name": each["name"]} for each in members[name]]
            category = {
                "id": ids[name],
                "name": name,
                "description": "<p>Order early: <strong>limited</strong> stock.</p>" if place == 1 else "",
                "active": name != "Clearance",
                "parent_id": ids[names[0]] if place in (2, 3) else None,
                "products": inside,
            }
            records.append(site.categories.make(category["id"], category))
        for product in self.products:
            named = [name for name in names if any(each is product for each in members[name])]
            product["categories"] = [{"id": ids[name], "name": name} for name in named]
            if "grouping_category_id" in product:
                product["grouping_category_id"] = ids[named[0]]
        site.categories.load(records)

    def count(self, held: Counter[str]) -> None:
        """Give every variant its stock, except a few that are not counted. held: what orders keep back, by SKU."""
        self._site.levels.load(self._levels(held))

    def _levels(self, held: Counter[str]) -> Iterator[Made]:
        rng = self._rng
        variants = [(product, variant) for product in self.products for variant in product["product_variants"]]
        for place, (product, variant) in enumerate(variants):
            if place % 29 == 12:
                continue
            sku = variant["sku"]
            free = rng.choice((0, -4, -11)) if place % 13 == 6 else rng.randint(2, 400)
            level = {"sku": sku, "on_hand": max(0, held[sku] + free), "available": 0}
            level["available"] = level["on_hand"] - held[sku]
            begun = self._begun[product["id"]]
            updated = spell(self._now - timedelta(seconds=rng.randint(0, 40 * 86_400)))
            yield self._site.levels.make(
                sku, level, product_id=product["id"], created=begun, updated=max(begun, updated)
            )


def make_lists(site: Site, now: datetime) -> None:
    """What forms choose from."""
    plan, ids = site.plan, site.ids
    rates = [{"id": ids.new("tr"), "name": name, "rate": rate} for name, rate in plan.rates]
    groups = [{"id": ids.new("cg"), "name": name} for name in plan.groups]
    terms = [
        {"id": ids.new("pt"), "name": name, "days_due": days}
        | {"deposit_percentage": deposit, "deposit_days_due": deposit_days}
        for name, days, deposit, deposit_days in plan.terms
    ]
    windows: list[Document] = [
        {"id": ids.new("pw"), "name": name, "deadline": _in(now, closes), "due": _in(now, comes), "categories": []}
        for name, closes, comes in plan.windows
    ]
    site.rates, site.groups = _by_id(rates), _by_id(groups)
    site.terms, site.windows = _by_id(terms), _by_id(windows)
    lists = [
        {"id": ids.new("pl"), "name": name, "currency": currency, "conversion_rate": rate}
        for name, currency, rate in plan.price_lists
    ]
    site.price_lists.load(site.price_lists.make(str(each["id"]), each) for each in lists)


def _in(now: datetime, days: int | None) -> str | None:
    return None if days is None else spell(now + timedelta(days=days))[:10]


def _by_id(records: Iterable[Document]) -> dict[str, Document]:
    return {record["id"]: record for record in records}
