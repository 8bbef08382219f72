"""Decorated goods in words: what is printed on, in which colours and sizes, under which SKUs (contract 6.7)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, product

from desktop.sandbox.ordermesh.plans import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Where something is printed: width and height in pixels."""

    name: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Good:
    """A variant of something that is decorated; cost: what the merchant pays, price: what the shopper does, both in
    hundredths; printing: what each area costs."""

    sku: str
    merchant_sku: str
    kind: str
    colour: str
    size: str
    method: str
    areas: tuple[Area, ...]
    cost: int
    price: int
    printing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Blank:
    code: str
    short: str
    kind: str
    cost: int
    sizes: tuple[str, ...]
    method: str
    areas: tuple[Area, ...]


_FRONT, _BACK = Area(name="Front", width=4200, height=4800), Area(name="Back", width=4200, height=4800)
_CHEST = Area(name="Front", width=1200, height=800)
_WEAR = ("S", "M", "L", "XL", "2XL", "3XL")
_ONE = ("OS",)

_BLANKS = (
    _Blank(code="Apparel-Tshirt-Gildan-5000", short="TSHIRT", kind="apparel", cost=725, sizes=_WEAR,
           method="DirectToGarment", areas=(_FRONT, _BACK)),
    _Blank(code="Accent_Mug-11oz", short="MUG", kind="drinkware", cost=410, sizes=_ONE, method="DTG",
           areas=(Area(name="Default", width=2475, height=1050),)),
    _Blank(code="Apparel-Hoodie-Gildan-18500", short="HOODIE", kind="apparel", cost=1_890, sizes=_WEAR,
           method="DirectToFilm", areas=(_FRONT, _BACK)),
    _Blank(code="Apparel-Polo-PortAuthority-K500", short="POLO", kind="apparel", cost=1_340, sizes=_WEAR,
           method="Embroidery", areas=(_CHEST,)),
    _Blank(code="Cap-Dad-Yupoong-6245CM", short="CAP", kind="cap", cost=980, sizes=_ONE, method="Embroidery",
           areas=(_CHEST,)),
    _Blank(code="Poster-Matte", short="POSTER", kind="paper", cost=530, sizes=("12x18", "18x24", "24x36"),
           method="DTG", areas=(Area(name="Default", width=5400, height=7200),)),
    _Blank(code="Bottle-Steel-20oz", short="BOTTLE", kind="drinkware", cost=1_160, sizes=_ONE, method="DTG",
           areas=(Area(name="Default", width=2800, height=2100),)),
    _Blank(code="Tote-Canvas-15in", short="TOTE", kind="apparel", cost=640, sizes=_ONE, method="DirectToFilm",
           areas=(_FRONT,)),
    _Blank(code="Sticker-Kiss-Cut", short="STICKER", kind="paper", cost=95, sizes=("3in", "4in", "6in"),
           method="DTG", areas=(Area(name="Default", width=1200, height=1200),)),
    _Blank(code="Apparel-Crewneck-Bella-3901", short="CREW", kind="apparel", cost=1_720, sizes=_WEAR,
           method="DirectToGarment", areas=(_FRONT, _BACK)),
)  # fmt: skip
_COLOURS = (
    *("Black", "White", "Navy", "Heather Grey", "Forest", "Maroon", "Royal", "Sand", "Charcoal", "Mustard"),
    *("Dusty Rose", "Teal", "Blue", "Red"),
)


def make_goods(number: int, plan: Plan) -> Sequence[Good]:
    """That many variants, no two SKUs alike."""
    return [made for made, _ in zip(_goods(plan), range(number), strict=False)]


def _goods(plan: Plan) -> Iterator[Good]:
    for series in count(1):
        again = f"-V{series}" if series > 1 else ""
        for colour, blank in product(_COLOURS, _BLANKS):
            for step, size in enumerate(blank.sizes):
                tone = colour.upper().replace(" ", "")
                cost = blank.cost + 60 * step + 5 * (series % 7)
                yield Good(
                    sku=f"{blank.code}-{size}-{colour.replace(' ', '')}{again}",
                    merchant_sku=f"{plan.prefix}-{blank.short}-{tone}-{size}{again}",
                    kind=blank.kind,
                    colour=colour,
                    size=size,
                    method=blank.method,
                    areas=blank.areas,
                    cost=cost,
                    price=cost * 9 // 4 // 50 * 50 + 49,
                    printing=150 + 50 * len(blank.areas),
                )
