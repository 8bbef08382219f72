"""The first products of a marketplace, with variants, records, prices and the places where stock lies."""

import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from desktop.sandbox.ordercloud.first_people import odd_time
from desktop.sandbox.ordercloud.market import Market, Record
from desktop.sandbox.ordercloud.plans import Plan
from desktop.sandbox.ordercloud.shapes import ADDRESS, INVENTORY, PRODUCT, RECORD, SCHEDULE, VARIANT
from desktop.sandbox.trade import Product, make_products

_LONG_NAME = ("Hand-Cut Antipasti Selection with Marinated Artichokes, Olives and Capers " * 2)[:99] + "."
_ODD_NAMES = {
    10: _LONG_NAME,
    11: "זיתים שחורים מגולענים 5 ק״ג",
    12: "Espresso Beans “Nº 7” ☕ 1 kg",
    13: "حمص مسلوق جاهز",
}
_SIZES = (("s", "Small", 0), ("l", "Large", 250))
_ROUND = 20
"""Every so many products all kinds of stock come again."""


def _as_it_is(product: Record) -> None:
    """Stock in one figure on the product."""


class Goods:
    """Makes products in the four situations of contract 9.3, and those that hold no stock or do not track it."""

    def __init__(self, plan: Plan, market: Market, rng: random.Random, now: datetime) -> None:
        self._plan = plan
        self._market = market
        self._rng = rng
        self._now = now
        self._products: dict[str, Record] = {}
        self._schedules: dict[str, Record] = {}
        self._addresses: list[str] = []
        self._kinds: dict[int, Callable[[Record], None]] = {
            3: self._untracked,
            4: self._switched_off,
            5: self._by_variant,
            6: self._by_record,
            7: self._by_variant_and_record,
            8: self._parent,
            9: self._bundle,
            14: self._by_record,
            15: self._by_variant,
            18: self._without_quantity,
        }

    def make(self, number: int) -> Sequence[Product]:
        self._places()
        goods = make_products(max(number, 1), self._plan.form_code)[:number]
        for place, each in enumerate(goods):
            self._product(place, each)
        self._market.load(("products",), self._products)
        self._market.load(("schedules",), self._schedules)
        return goods

    def _places(self) -> None:
        plan, rng = self._plan, self._rng
        found: dict[str, Record] = {}
        for number, name in enumerate(plan.places):
            id = str(11 + number) if plan.digits else f"dock-{number + 1}"
            town, state, code = plan.region.towns[number]
            street = f"{number + 1} {plan.region.streets[number]}"
            found[id] = dict.fromkeys((*ADDRESS.written, *ADDRESS.own)) | {
                "ID": id,
                "AddressName": name,
                "CompanyName": plan.name,
                "Street1": street,
                "City": town,
                "State": state,
                "Zip": f"{code}10",
                "Country": plan.region.country,
                "DateCreated": odd_time(self._now - timedelta(days=900), rng),
            }
        self._market.load(("addresses",), found)
        self._addresses = list(found)
        supplier = {"ID": "farm", "Name": "Farm & Field"}
        self._market.load(("suppliers",), {"farm": supplier})
        self._market.load(("supplieraddresses", "farm"), {id: found[id] for id in self._addresses[:1]})

    def _product(self, place: int, good: Product) -> None:
        plan, rng = self._plan, self._rng
        inventory = dict.fromkeys(INVENTORY.written, False) | {
            "Enabled": True,
            "NotificationPoint": rng.choice((None, 5, 12)),
            "OrderCanExceed": place % 5 == 2,
            "QuantityAvailable": 0 if place % _ROUND == 16 else rng.randint(4, 480),
            "LastUpdated": odd_time(self._now - timedelta(days=rng.random() * 200), rng),
        }
        product: Record = (
            dict.fromkeys((*PRODUCT.own, *PRODUCT.written))
            | dict(PRODUCT.defaults)
            | {
                "ID": good.code,
                "OwnerID": self._market.seller,
                "Name": _ODD_NAMES.get(place, good.name)[:100],
                "Description": f"{good.name}, {good.category}",
                "Active": place % _ROUND != 17,
                "DefaultPriceScheduleID": self._schedule(place, good),
                "ShipWeight": good.weight / 1_000,
                "Inventory": inventory,
                "DateCreated": odd_time(self._now - timedelta(days=300 + rng.random() * 500), rng),
                "xp": {"Category": good.category, "Origin": {"Country": plan.region.country}} if place % 3 else None,
            }
        )
        product |= dict.fromkeys(("AutoForward", "IsParent", "IsBundle", "AllSuppliersCanSell"), False)
        product["Returnable"] = place % 2 == 0
        self._kinds.get(place % _ROUND, _as_it_is)(product)
        self._products[good.code] = product

    def _schedule(self, place: int, good: Product) -> str:
        """One for each product, but for some that share one; some have several breaks, one a sale."""
        shared = place % 10 in (0, 1)
        id = f"{990_000 + place // 10}" if shared else f"{900_000 + place}"
        id = id if self._plan.digits else f"price-{id}"
        if id in self._schedules:
            return id
        price = good.price / 100
        breaks = [{"Quantity": 1, "Price": price}]
        if place % 3 == 0:
            breaks += [
                {"Quantity": 12, "Price": round(price * 0.95, 2)},
                {"Quantity": 48, "Price": round(price * 0.9, 2)},
            ]
        row = dict.fromkeys(("SalePrice", "SubscriptionPrice", "BundlePrice"))
        self._schedules[id] = dict.fromkeys((*SCHEDULE.written, *SCHEDULE.own)) | {
            "OwnerID": self._market.seller,
            "ID": id,
            "Name": f"{good.name} price"[:100],
            **dict.fromkeys(("ApplyTax", "ApplyShipping", "UseCumulativeQuantity", "RestrictedQuantity"), False),
            "MinQuantity": 1,
            "PriceBreaks": [row | each for each in breaks],
            "Currency": self._market.currency,
            "IsOnSale": False,
        }
        return id

    # ── kinds of stock ──

    def _untracked(self, product: Record) -> None:
        product["Inventory"] = None

    def _switched_off(self, product: Record) -> None:
        product["Inventory"] = {**product["Inventory"], "Enabled": False}

    def _without_quantity(self, product: Record) -> None:
        product["Inventory"] = {**product["Inventory"], "Enabled": False, "QuantityAvailable": None}

    def _parent(self, product: Record) -> None:
        product |= {"IsParent": True, "Inventory": None}

    def _bundle(self, product: Record) -> None:
        product |= {"IsBundle": True, "Inventory": None}

    def _by_variant(self, product: Record) -> None:
        product["Inventory"] = {**product["Inventory"], "VariantLevelTracking": True, "QuantityAvailable": 0}
        product |= {"VariantCount": len(_SIZES), "SpecCount": 1}
        variants: dict[str, Record] = {}
        for option, value, extra in _SIZES:
            id = f"{product['ID']}{extra + 1}" if self._plan.digits else f"{product['ID']}-{option.upper()}"
            spec = {"SpecID": "size", "Name": "Size", "OptionID": option, "Value": value}
            variants[id] = dict.fromkeys((*VARIANT.written, *VARIANT.own)) | {
                "ID": id,
                "Name": f"{product['Name'][:80]} {value}",
                "Active": True,
                "Inventory": {
                    "QuantityAvailable": self._rng.randint(0, 90),
                    "NotificationPoint": 3,
                    "LastUpdated": product["Inventory"]["LastUpdated"],
                },
                "Specs": [{**spec, "PriceMarkupType": "NoMarkup", "PriceMarkup": None}],
            }
        self._market.load(("variants", product["ID"]), variants)

    def _by_record(self, product: Record) -> None:
        self._records(product, ("records", product["ID"]), product["ID"])

    def _by_variant_and_record(self, product: Record) -> None:
        self._by_variant(product)
        for variant in list(self._market.table("variants", product["ID"])):
            self._records(product, ("records", product["ID"], variant), variant)

    def _records(self, product: Record, scope: tuple[str, ...], name: str) -> None:
        """At two places, and once more at the first."""
        places = self._addresses
        found: dict[str, Record] = {}
        for number, address in enumerate((places[0], places[1], places[0])):
            id = f"{name}{number + 1}" if self._plan.digits else f"{name}-r{number + 1}"
            found[id] = dict.fromkeys((*RECORD.written, *RECORD.own)) | {
                "ID": id,
                "OwnerID": self._market.seller,
                "AddressID": address,
                "Address": self._market.table("addresses")[address],
                "AllowAllBuyers": number == 0,
                "OrderCanExceed": False,
                "QuantityAvailable": self._rng.randint(0, 120),
                "LastUpdated": product["Inventory"]["LastUpdated"],
                "xp": {"shelf": number} if number else None,
            }
        self._market.load(scope, found)
