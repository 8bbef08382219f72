"""The first orders of a merchant, and those that arrive later: a function of its plan, the seed and the time."""

import random
from collections.abc import Iterator, Sequence
from datetime import timedelta

from desktop.sandbox.ordermesh.goods import Good
from desktop.sandbox.ordermesh.merchant import Merchant, uuid_of
from desktop.sandbox.ordermesh.money import Document
from desktop.sandbox.ordermesh.shapes import SERVED_ADDRESS
from desktop.sandbox.ordermesh.shipment_shape import Maker
from desktop.sandbox.ordermesh.situations import BY_NUMBER, CALLED_OFF, CUT, DONE, HELD, NEW, PARTLY, ROUTED
from desktop.sandbox.ordermesh.sketches import Parcel, Pick, Sketch
from desktop.sandbox.ordermesh.totals import CANCELLED, FULFILLED, OPEN
from desktop.sandbox.ordermesh.totals import HELD as HELD_WORD
from desktop.sandbox.sources import by_share
from desktop.sandbox.trade import Business

_DAY = 86_400
_SPAN = 730 * _DAY
_YOUNG = 30 * _DAY
"""Seconds of age: of the oldest order, and of those that may be in production."""
_MANY = 140
_STRANGE_WORD = "InProduction"
"""A status that no document names: one line among the newest has it."""


class Inventor:
    """Draws orders for one merchant out of its shoppers and goods."""

    def __init__(
        self, merchant: Merchant, businesses: Sequence[Business], goods: Sequence[Good], rng: random.Random
    ) -> None:
        self._merchant = merchant
        self._plan = merchant.plan
        self._goods = goods
        self._rng = rng
        self._sources = by_share(self._plan.sources)
        self._addresses = [_address(business, place) for place, business in enumerate(businesses)]
        self._now = merchant.clock.start
        self._submitted = 1_187

    def first(self, number: int) -> Iterator[Sketch]:
        """That many orders, oldest first: spread over 24 months, denser towards now."""
        for place in range(number):
            left = (number - place - self._rng.random()) / number
            yield self._draw(left * left * _SPAN, number - place)

    def arriving(self) -> Sketch:
        """An order that is submitted this moment."""
        self._now = self._merchant.clock.now()
        return self._draw(0.0, 1)

    def _draw(self, age: float, number: int) -> Sketch:
        rng, plan = self._rng, self._plan
        situation = BY_NUMBER.get(number) or self._situation(age)
        source = self._sources[int(rng.random() * len(self._sources))]
        self._submitted += 1 + int(rng.random() * 3)
        created = self._now - timedelta(seconds=age)
        picks = self._picks(situation, number)
        parcels = () if situation in (NEW, CALLED_OFF) else tuple(self._parcels(picks, situation))
        return Sketch(
            number=number,
            situation=situation,
            created=created,
            age=age,
            currency=plan.other_currency if number % 41 == 18 else plan.currency,
            digits=3 if number % 3 == 0 else 7,
            id=f"{int(created.timestamp()):08x}{rng.getrandbits(64):016x}",
            first_number=self._merchant.take_numbers(len(picks) + 2 * len(parcels)),
            safe_id=f"{plan.prefix}-{rng.getrandbits(64):016X}",
            external_id=source.number.format(n=self._submitted) or None,
            source=source,
            seller=self._seller(situation, number),
            address=self._ship_to(),
            picks=_packed(picks, parcels),
            parcels=parcels,
            processed_after=None if situation in (NEW, CALLED_OFF) else 1 + 8 * rng.random(),
            pays_by_card=number % 30 != 3 and rng.random() < 0.1,
            seed=rng.getrandbits(32),
        )

    def _situation(self, age: float) -> str:
        draw = self._rng.random()
        if draw < 0.04:
            return CALLED_OFF
        if age > _YOUNG:
            return CUT if draw < 0.06 else HELD if draw < 0.063 else DONE
        if age < _DAY:
            return NEW
        return HELD if draw < 0.08 else PARTLY if draw < 0.2 else DONE if draw < 0.3 + age / _YOUNG else ROUTED

    def _seller(self, situation: str, number: int) -> str:
        """Mostly the merchant itself; the last of its sub-accounts never shipped, so nothing tells its name."""
        own, sub, silent = self._plan.sellers
        if situation in (NEW, CALLED_OFF) and number % 8 in (0, 2):
            return silent
        return sub if self._rng.random() < 0.18 else own

    def _ship_to(self) -> Document:
        """A shopper's; letter case of the e-mail varies, and a few have none."""
        chosen = self._addresses[int(len(self._addresses) * self._rng.random() ** 1.5)]
        if chosen["email"] and self._rng.random() < 0.03:
            return {**chosen, "email": chosen["email"].title()}
        return chosen

    def _picks(self, situation: str, number: int) -> list[Pick]:
        rng = self._rng
        count = _MANY if number == 12 else 1 + int(rng.random() * 11)
        bits = 64 if number % 4 == 1 else 96
        return [
            Pick(
                id=f"{rng.getrandbits(bits):0{bits // 4}x}",
                good=self._goods[int(rng.random() * len(self._goods))],
                quantity=1 + int(rng.random() ** 2 * 24),
                status=_STRANGE_WORD if number == 16 and place == 0 else _status(situation, place),
            )
            for place in range(max(2, count) if situation in (CUT, HELD) else count)
        ]

    def _parcels(self, picks: Sequence[Pick], situation: str) -> Iterator[Parcel]:
        """What is open, by who makes it; of an order shipped in part the first goes, or half of it alone."""
        found: dict[str, list[int]] = {}
        for place, pick in enumerate(picks):
            if pick.status == OPEN:
                found.setdefault(pick.good.kind, []).append(place)
        grouped = []
        for vendor in self._plan.vendors:
            places = sorted(place for kind in vendor.makes for place in found.get(kind, ()))
            grouped += [(vendor, places)] if places else []
        for number, (vendor, places) in enumerate(grouped):
            packed = len(places) if situation in (DONE, CUT) else 0
            if situation == PARTLY and number == 0:
                packed = (len(places) + 1) // 2 if len(grouped) == 1 else len(places)
            usual, other = vendor.facilities
            maker = Maker(vendor, usual if self._rng.random() < 0.85 else other)
            yield Parcel(id=uuid_of(self._rng), maker=maker, places=tuple(places), packed=packed)


def _status(situation: str, place: int) -> str:
    """Of a line before anything is packed."""
    if situation == CALLED_OFF or (situation == CUT and place % 3 == 0):
        return CANCELLED
    return HELD_WORD if situation == HELD and place % 3 == 0 else OPEN


def _packed(picks: Sequence[Pick], parcels: Sequence[Parcel]) -> tuple[Pick, ...]:
    """What is packed is fulfilled."""
    done = {place for parcel in parcels for place in parcel.places[: parcel.packed]}
    return tuple(
        Pick(id=pick.id, good=pick.good, quantity=pick.quantity, status=FULFILLED) if place in done else pick
        for place, pick in enumerate(picks)
    )


def _address(business: Business, place: int) -> Document:
    """There is no member for a company: shops put it into the second line."""
    address = dict.fromkeys(SERVED_ADDRESS) | {
        "firstName": business.first_name,
        "lastName": business.last_name,
        "line1": business.street,
        "line2": business.company,
        "city": business.town,
        "state": business.state,
        "zip": business.postal_code,
        "countryCode": business.country,
        "phone": business.phone,
        "email": business.email,
    }
    if place % 5 == 2:
        address["location"] = {"longitude": -122.5 + place % 70, "latitude": 45.25 + place % 30}
    if place % 23 == 9:
        address["email"] = None if place % 2 else ""
    return address
