"""The two suppliers of the sandbox, which share nothing: how each looks, trades and is signed in to."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.sandbox.ordermentum.records import User
from desktop.sandbox.trade import Region


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A supplier with its trade.

    by_key: which of the two ways a person connects; locations: id and name, the default one first (none: one
    warehouse); secret: what embedded suppliers give away; weeks: whether some customers get one bill for a week.
    """

    name: str
    id: str
    key: str
    users: tuple[User, ...]
    by_key: bool
    zone: str
    secret: str
    region: Region
    form_code: str
    locations: tuple[tuple[str, str], ...]
    first_order: int
    weeks: bool


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(","))


def _towns(state: str, text: str) -> tuple[tuple[str, str, str], ...]:
    rows = (part.rsplit(" ", 1) for part in _split(text))
    return tuple((name, state, code) for name, code in rows)


def _region(towns: Sequence[tuple[str, str, str]], phone: str, names: str) -> Region:
    return Region(
        country="Australia",
        towns=tuple(towns),
        streets=_STREETS,
        number_first=True,
        phone=phone,
        first_names=_FIRST_NAMES,
        last_names=_LAST_NAMES,
        names=_split(names),
        firsts=_FIRSTS,
        seconds=_SECONDS,
    )


_STREETS = _split(
    "George Street, Crown Street, King Street, Oxford Street, Beaufort Street, Lygon Street, Smith Street, "
    "Harbour Parade, Wattle Lane, Banksia Avenue, Marine Parade, Railway Terrace, Market Street, Kurrajong Road"
)
_FIRST_NAMES = _split(
    "Aroha, Bruno, Chloe, Dan, Emily, Fatima, Giang, Harry, Isla, Jack, Kirra, Lachlan, Matilda, Nikos, Olivia, "
    "Priya, Quentin, Ruby, Siobhan, Tane, Ursula, Vinh, Willow, Xavier, Yindi, Zara"
)
_LAST_NAMES = _split(
    "Abbott, Bonacci, Costa, Dimitriou, Evans, Fitzgerald, Gupta, Huynh, Irwin, Jones, Kelly, Lam, Murray, Nguyen, "
    "O'Brien, Papadopoulos, Quirk, Russo, Smith, Tran, Underwood, Vella, Walker, Xu, Young, Zammit"
)
_FIRSTS = _split(
    "Blue Gum, Bottlebrush, Brolga, Copper Pot, Early Bird, Flat White, Galah, Jacaranda, Kookaburra, Lemon Myrtle, "
    "Little Larder, Magpie, Northern Beaches, Old Quarter, Paperbark, Pelican, Quokka, Red Earth, Saltbush, Seaside, "
    "Southern Cross, Sunny Side, Three Mates, Tin Shed, Waratah, Wattleseed, Whistling Kite, Wild Oats, Yabby, Zest"
)
_SECONDS = _split(
    "Cafe, Bakery, Bistro, Brasserie, Canteen, Catering, Coffee Bar, Deli, Dining, Eatery, Espresso, Grocer, Hotel, "
    "Kitchen, Milk Bar, Pantry, Pizzeria, Pub, Roadhouse, Tea Rooms"
)

HARBOUR = Plan(
    name="Harbour Larder",
    id="7c1e0d52-3b7a-4f0e-9a54-2f8d6c41b9e3",
    key="om_api_test",
    users=(
        User(
            id="0b9d6f14-58c2-4d7b-8c1a-61e2f0a7d935",
            username="kim@harbourlarder.example",
            first_name="Kim",
            last_name="Delaney",
            password="Quay-Pantry-61!",  # noqa: S106 - made up
        ),
        User(
            id="f3a7c2e8-0d41-4b96-a7e5-9c8b1d6f2043",
            username="careful@harbourlarder.example",
            first_name="Cara",
            last_name="Full",
            password="Quay-Pantry-61!",  # noqa: S106 - made up
            two_factor=True,
        ),
    ),
    by_key=True,
    zone="Australia/Sydney",
    secret="hl-9d1f0c7b5a3e",  # noqa: S106 - made up
    region=_region(
        _towns("NSW", "Surry Hills 20, Newtown 20, Manly 20, Parramatta 21, Wollongong 25, Newcastle 23")
        + _towns("VIC", "Fitzroy 30, Brunswick 30, St Kilda 31, Geelong 32")
        + _towns("ACT", "Braddon 26"),
        "02 55501 ###",
        "Café Zéphyr ☕, ملبورن كافيه, O'Hara & Daughters, מאפיית הים, Nonna’s Kitchen, 悉尼茶馆 Teahouse, Pho Sáng, "
        "The Corner Cafe",
    ),
    form_code="{count:06d}",
    locations=(
        ("5d0f8b63-91c4-4e2a-b7d0-34a6c8e1f972", "Sydney Warehouse"),
        ("a84e1c97-6f25-4b0d-8e93-d17b5f0c2a68", "Melbourne Depot"),
    ),
    first_order=1_204,
    weeks=True,
)
SWAN = Plan(
    name="Swan River Provisions",
    id="e19b4a07-c6d3-4812-b05f-7a3e9d2c8f61",
    key="om_api_swan",
    users=(
        User(
            id="92c5e7d0-1f68-4a3b-9d24-b6e80c7f1a53",
            username="tane@swanriver.example",
            first_name="Tane",
            last_name="Whitford",
            password="Swan-Pantry-18!",  # noqa: S106 - made up
        ),
        User(
            id="3e6a9b1d-7c04-4f85-8a2e-0d5c1b9f7e46",
            username="guarded@swanriver.example",
            first_name="Gus",
            last_name="Guard",
            password="Swan-Pantry-18!",  # noqa: S106 - made up
            two_factor=True,
        ),
    ),
    by_key=False,
    zone="Australia/Perth",
    secret="sr-4b8e2a6d0c1f",  # noqa: S106 - made up
    region=_region(
        _towns("WA", "Fremantle 61, Northbridge 60, Subiaco 60, Bunbury 62, Margaret River 62, Albany 63"),
        "08 55501 ###",
        "Bread & Thyme, مطعم بيرث, Quokka Espresso ☕, Café Liberté, The Corner Cafe",
    ),
    form_code="{short}{count}",
    locations=(),
    first_order=310,
    weeks=False,
)
PLANS = (HARBOUR, SWAN)
