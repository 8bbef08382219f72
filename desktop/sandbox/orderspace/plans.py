"""The two sites of the sandbox, which share nothing: how each looks and trades."""

from dataclasses import dataclass

from desktop.sandbox.trade import PACIFIC, Region

FEATURES = ("standing_orders", "grouping", "commercial_invoices", "stock_places")
"""What a site's owner may switch on, each with members of its own (contract 6.1, 6.2, 6.5, 6.6)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A site with its trade.

    client and key: its ID and secret; rates: name and percent, that of goods without one of their own first;
    price_lists: name, currency, percent; terms: name, days, percent of the deposit and its days; windows: name, then
    in how many days it closes and comes in (none: open); forms: of invoice numbers, over {n} and {year}; option: what
    variants differ by; minimum_on_product: there instead of on each variant (contract 6.5).
    """

    name: str
    client: str
    key: str
    currency: str
    region: Region
    form_code: str
    option: str
    minimum_on_product: bool
    rates: tuple[tuple[str, float], ...]
    price_lists: tuple[tuple[str, str, float], ...]
    terms: tuple[tuple[str, int, float, int], ...]
    groups: tuple[str, ...]
    windows: tuple[tuple[str, int | None, int | None], ...]
    shipping: tuple[tuple[str, float], ...]
    forms: tuple[str, ...]
    number_from: int
    staff: tuple[str, ...]
    carriers: tuple[str, ...]


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(","))


ALBION = Region(
    country="GB",
    towns=(
        *(("Bath", "", "BA1"), ("Bristol", "", "BS6"), ("Cardiff", "", "CF10"), ("Hay-on-Wye", "", "HR3")),
        *(("Ludlow", "", "SY8"), ("York", "", "YO1"), ("Leith", "", "EH6"), ("Falmouth", "", "TR11")),
        *(("London", "", "SE1"), ("Manchester", "", "M4"), ("Norwich", "", "NR2"), ("Belfast", "", "BT1")),
    ),
    streets=_list(
        "George Street, Edgar Buildings, Gloucester Road, Broad Street, Mill Lane, Castle Street, Shambles, "
        "Commercial Quay, Arwenack Street, Bermondsey Street, Tib Street, Elm Hill, Station Road, Church Walk"
    ),
    number_first=True,
    phone="0117 496 0###",
    first_names=_list(
        "Aisha, Alun, Bronwen, Callum, Deirdre, Euan, Fiona, Gethin, Hamish, Imogen, Jas, Kwame, Lowri, Mairi, Nia, "
        "Oisín, Poppy, Rhys, Saoirse, Tegan, Usha, Vikram, Winifred, Zadie"
    ),
    last_names=_list(
        "Adeyemi, Bevan, Cavanagh, Davies, Evans, Fraser, Griffiths, Hughes, Iqbal, Jenkins, Kaur, Llewellyn, "
        "Macdonald, Nwosu, O’Brien, Patel, Quigley, Rhys, Singh, Thomas, Underhill, Vaughan, Williams, Young"
    ),
    names=_list(
        "Caffè Nèro & Figli ☕, מאפיית ירושלים, The Old Dairy at Little Snoring, Tŷ Bwyd Da, Chai Wallah 🫖, "
        "مطعم الأرز, Blue Sky, O’Hara’s of Leith, Smörgås & Co., 茶屋 Sakura, Number Nine, Farm & Ferry Ltd"
    ),
    firsts=_list(
        "Copper Beech, Drover’s, Fat Hen, Gannet, Heron, Kingfisher, Larder, Marigold, Nettle, Oystercatcher, Plum, "
        "Quayside, Rook, Saltings, Tithe Barn, Urchin, Vine, Wharf, Yew Tree, Blackthorn, Cuckoo, Damson, Elder"
    ),
    seconds=_list(
        "Café, Deli, Farm Shop, Kitchen, Stores, Tearoom, Bakehouse, Bistro, Pantry, Wine Bar, Greengrocers, Catering, "
        "Brasserie, Smokery, Coffee House, Canteen, Provisions"
    ),
)

SEVERN = Plan(
    name="Severn Wholesale",
    client="sW4mT0qLr8ZcXk2VhN6yBd1JgPf9UaEo3RiKs7MtQwY",
    key="vH2nKx9RzQ5bLc8TfW1mJd6YgSa4PoUe7IiNr3XqBtM",
    currency="GBP",
    region=ALBION,
    form_code="{short}{count}",
    option="Pack",
    minimum_on_product=False,
    rates=(("Standard", 20.0), ("Reduced", 5.0), ("Zero", 0.0)),
    price_lists=(("Trade", "GBP", 90), ("Euros", "EUR", 118.5), ("US Dollars", "USD", 127)),
    terms=(("Pro Forma", 0, 0.0, 0), ("15 Days", 15, 0.0, 0), ("30 Days", 30, 0.0, 0), ("Season Deposit", 60, 25.0, 0)),
    groups=("Default", "Cafés", "Farm shops", "Restaurants"),
    windows=(("Christmas Hampers", 30, 45), ("First Asparagus", None, None)),
    shipping=(("Own Van", 0.0), ("Next Day Delivery", 6.1), ("Special Delivery", 4.9), ("Pallet", 45.0)),
    forms=("INV-{n}", "INV-{n}", "INV-{n}", "{year}/{n:06d}", "SW {n} B"),
    number_from=1_204,
    staff=("Bronwen Bevan", "Jas Kaur"),
    carriers=("Royal Mail", "DPD", "APC Overnight"),
)

TIDEWATER = Plan(
    name="Tidewater Supply",
    client="tD8kPz3QwF6rYb1NvX9cLm5HgJs2AoUe4TiRq7KxBnE",
    key="qB7xRm4ZtK1wVf9LcN6yHd3PgTs8JoAe2UiXk5QrWnY",
    currency="USD",
    region=PACIFIC,
    form_code="{count}-{short}",
    option="Case",
    minimum_on_product=True,
    rates=(),
    price_lists=(("Wholesale", "USD", 100), ("Canada", "CAD", 136.25)),
    terms=(("Due on receipt", 0, 0.0, 0), ("Net 30", 30, 0.0, 0), ("Net 45", 45, 10.0, 7)),
    groups=("Default",),
    windows=(),
    shipping=(("Local Route", 0.0), ("UPS Ground", 18.75), ("Freight", 120.0)),
    forms=("{n}", "TW-{n}"),
    number_from=70_310,
    staff=("Rosa Delgado",),
    carriers=("UPS", "Old Dominion"),
)

PLANS = (SEVERN, TIDEWATER)
