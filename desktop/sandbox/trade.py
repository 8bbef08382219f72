"""Wholesale food trade in words: who buys, where, and what is sold; for every vendor's first data."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count, product


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """Something on a shelf; price and cost in hundredths, weight in thousandths of the seller's unit."""

    code: str
    name: str
    category: str
    price: int
    cost: int
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """Where a seller's customers are. towns: name, state, first part of the postal code; phone: a pattern of digits."""

    country: str
    towns: tuple[tuple[str, str, str], ...]
    streets: tuple[str, ...]
    number_first: bool
    phone: str
    first_names: tuple[str, ...]
    last_names: tuple[str, ...]
    names: tuple[str, ...]
    firsts: tuple[str, ...]
    seconds: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Business:
    """A buyer: a café, restaurant or grocer, with the person who orders."""

    company: str
    first_name: str
    last_name: str
    email: str
    street: str
    town: str
    state: str
    postal_code: str
    country: str
    phone: str


def _towns(text: str) -> tuple[tuple[str, str, str], ...]:
    """Rows of "name|state|first digits of the postal code"."""
    rows = (line.split("|") for line in _lines(text))
    return tuple((name, state, code) for name, state, code in rows)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split(",") if line.strip())


PACIFIC = Region(
    country="US",
    towns=_towns(
        "Portland|OR|972, Seattle|WA|981, Los Angeles|CA|900, Oakland|CA|946, San Francisco|CA|941, "
        "Sacramento|CA|958, Eugene|OR|974, Bend|OR|977, Tacoma|WA|984, San Diego|CA|921, Berkeley|CA|947"
    ),
    streets=_lines(
        "Alder Street, Hawthorne Blvd, Mission Street, Pike Street, Burnside Street, Valencia Street, Grand Avenue, "
        "Belmont Street, Division Street, Telegraph Avenue, Sunset Blvd, Columbia Street, Orchard Lane, Harbor Drive"
    ),
    number_first=True,
    phone="###-555-01##",
    first_names=_lines(
        "Ana, Ben, Carla, Dev, Ellie, Frank, Grace, Hiro, Isabel, Jonah, Kim, Luis, Maya, Noah, Olga, Priya, Quinn, "
        "Rosa, Sam, Tess, Uma, Victor, Wen, Yusuf, Zoe"
    ),
    last_names=_lines(
        "Alvarez, Brooks, Chen, Delgado, Ellis, Ferrante, Garcia, Hughes, Ito, Jensen, Khan, Lopez, Morgan, Nguyen, "
        "Okafor, Park, Quist, Reyes, Sato, Tran, Ueda, Vance, Walker, Young, Zimmer"
    ),
    names=_lines(
        "Café Zéphyr 🥐, מאפיית השחר, Old Mill Farm Shop, Riverside Deli Co., Tía Rosa Taquería, Kōji Ramen Bar, "
        "مخبز النور, Two Sparrows Espresso, Cobalt Hotel Group, Lakeview Senior Living, Metro Catering LLC, "
        "Pâtisserie Margot, Wild Garlic Kitchen, Dockside Pizza Works, Fig & Thistle, 北京小厨 Beijing Kitchen, "
        "O'Malley's Public House, Bread & Butter Bakehouse, Saint Ali Coffee Roasters, Nonna Lucia Trattoria"
    ),
    firsts=_lines(
        "Blue Door, Copper Kettle, Evergreen, Foxglove, Golden Wheat, Honeycomb, Juniper, Lantern, Little Fern, "
        "Maple & Rye, North Fork, Olive Branch, Pepper Tree, Quiet Hour, Red Barn, Salt & Stone, Tall Pines, Umber, "
        "Velvet Bean, Willow, Yellow House, Anchor, Birch, Cinder, Driftwood, Elm Street, Harvest, Ivy, Lighthouse, "
        "Moss, Nightjar, Orchard, Paper Moon, River, Sunday, Thimble, Union, Violet, Wren, Zinnia"
    ),
    seconds=_lines(
        "Café, Bakery, Kitchen, Market, Grill, Bistro, Provisions, Taproom, Diner, Coffee, Grocers, Catering, Tavern, "
        "Noodle Bar, Deli, Pantry, Creamery, Smokehouse, Tea Room, Inn"
    ),
)

HANSEATIC = Region(
    country="DE",
    towns=_towns(
        "Hamburg|HH|203, Berlin|BE|101, Lübeck|SH|235, Bremen|HB|281, Kiel|SH|241, Rostock|MV|180, "
        "Leipzig|SN|041, Köln|NW|506, Münster|NW|481, Potsdam|BB|144, Hannover|NI|301, München|BY|803"
    ),
    streets=_lines(
        "Lindenstraße, Hafenweg, Marktplatz, Mühlenweg, Schanzenstraße, Kastanienallee, Am Deich, Große Elbstraße, "
        "Bergmannstraße, Rosenweg, Kirchgasse, Sonnenallee, Fischmarkt, Lange Reihe"
    ),
    number_first=False,
    phone="+49 40 55501##",
    first_names=_lines(
        "Anke, Björn, Clara, Deniz, Elif, Finn, Greta, Hannes, Ida, Jörg, Katja, Lars, Mira, Nils, Oskar, Paula, "
        "Ruth, Sören, Tilda, Uwe, Vera, Wiebke, Xenia, Yara, Zeynep"
    ),
    last_names=_lines(
        "Albrecht, Brandt, Claasen, Demir, Ehlers, Fischer, Groß, Hansen, Iversen, Jansen, Krüger, Lorenz, Möller, "
        "Nowak, Öztürk, Petersen, Quandt, Richter, Schröder, Thomsen, Ulrich, Vogel, Weiß, Yildiz, Zander"
    ),
    names=_lines(
        "Brasserie Marais, مطعم الياسمين, Bäckerei Süßmilch, Kantine am Kanal, Trattoria Da Enzo, Café Zwölf ☕, "
        "Gasthof Zur Linde, Hofladen Grünewald, Hotel Vier Mühlen, Fischbude Nord, Kita Sonnenschein, מסעדת הכרמל, "
        "Feinkost Öhlmann, Sushi Kaito 🍣, Weinhaus Rebstock, Bistro Chez Léa, Mensa Universität Süd, Döner Palast"
    ),
    firsts=_lines(
        "Alte, Neue, Blaue, Rote, Grüne, Kleine, Große, Goldene, Stille, Bunte, Feine, Wilde, Frische, Süße, Warme, "
        "Helle, Schöne, Treue, Flinke, Freie, Lange, Runde, Satte, Volle, Weiße, Junge, Hohe, Ferne, Nahe, Klare"
    ),
    seconds=_lines(
        "Backstube, Kaffeerösterei, Kantine, Küche, Markthalle, Mühle, Schänke, Speisekammer, Stube, Suppenküche, "
        "Teestube, Weinbar, Kombüse, Käserei, Konditorei, Landküche, Metzgerei, Mensa, Rösterei, Feinkost"
    ),
)

_GOODS = (
    (
        "Produce",
        180,
        "Vine Tomatoes, Cherry Tomatoes, Potatoes, Red Onions, Garlic, Carrots, Basil, Flat Parsley, "
        "Lemons, Limes, Baby Spinach, Rocket, Mushrooms, Courgettes, Aubergines, Avocados, Ginger, Kale, Leeks",
    ),
    (
        "Dairy",
        420,
        "Full Cream Milk, Double Cream, Salted Butter, Buffalo Mozzarella, Parmigiano Reggiano, Ricotta, "
        "Feta, Goat's Cheese, Mature Cheddar, Greek Yoghurt, Mascarpone, Halloumi, Crème Fraîche",
    ),
    (
        "Bakery",
        350,
        "Sourdough Loaf, Rye Toast Loaf, Brioche Buns, Potato Rolls, Butter Croissants, Pain au Chocolat, "
        "Flour Tortillas, Corn Tortillas, Pita Bread, Focaccia, Burger Buns, Bagels",
    ),
    (
        "Dry store",
        290,
        "Tipo 00 Flour, Rye Flour, Basmati Rice, Risotto Rice, Spaghetti, Penne Rigate, Red Lentils, "
        "Chickpeas, Caster Sugar, Sea Salt, Rolled Oats, Quinoa, Couscous, Cocoa Powder, Black Beans",
    ),
    (
        "Tins & jars",
        340,
        "Chopped Tomatoes, Tomato Passata, Artichoke Hearts, Kalamata Olives, Capers, Anchovies, "
        "Coconut Milk, Dijon Mustard, Tomato Ketchup, Pesto Genovese, Sun-Dried Tomatoes, Honey, Tahini",
    ),
    ("Oils", 880, "Olive Oil Extra Virgin, Sunflower Oil, Sesame Oil, Rapeseed Oil, Balsamic Vinegar, Truffle Oil"),
    (
        "Meat & fish",
        1250,
        "Chicken Breast, Bottom Round, Pancetta, Prosciutto Crudo, Smoked Salmon, Cod Fillet, "
        "King Prawns, Lamb Shoulder, Chorizo, Duck Legs, Merguez, Mussels",
    ),
    ("Frozen", 560, "Gelato Vanilla, Garden Peas, Mixed Berries, Puff Pastry, French Fries, Edamame, Spring Rolls"),
    (
        "Drinks",
        260,
        "Filter Coffee, Espresso Beans, Earl Grey, Sencha, Sparkling Water, Apple Juice, Ginger Beer, "
        "Oat Milk, Cola, Kombucha",
    ),
)
_PACKS = (
    ("250 g", 25),
    ("500 g", 45),
    ("1 kg", 80),
    ("2 kg", 150),
    ("5 kg", 340),
    ("case of 6", 420),
    ("case of 12", 790),
    ("12.5 kg bag", 760),
)
_MAKERS = _lines("Campo Verde, Hill & Dale, Bellavista, Nordlys, Two Rivers, La Huerta, Saltmarsh, Pinecrest, Aurora")


def make_products(number: int, form_code: str) -> Sequence[Product]:
    """That many products, no two codes alike; form_code: a pattern over {count}, {short} and {pack}."""
    return [made for made, _ in zip(_products(form_code), range(number), strict=False)]


def _products(form_code: str) -> Iterator[Product]:
    goods = [(category, base, name) for category, base, names in _GOODS for name in _lines(names)]
    numbers = count(40_101)
    for maker in chain(("",), _MAKERS, (f"{_MAKERS[0]} No. {series}" for series in count(2))):
        for (pack, share), (category, base, name) in product(_PACKS, goods):
            number = next(numbers)
            price = base * share // 50 + number * 37 % 95
            short = "".join(sign for sign in name.upper() if sign.isascii() and sign.isalpha())
            yield Product(
                code=form_code.format(count=number, short=short[:3], pack="".join(pack.split()).upper()),
                name=f"{maker} {name} {pack}".strip(),
                category=category,
                price=price,
                cost=price * 68 // 100,
                weight=share * 10,
            )


def make_businesses(number: int, region: Region, rng: random.Random) -> Sequence[Business]:
    """That many buyers with an e-mail each; a few have one and the same name."""
    made: list[Business] = []
    for place in range(number):
        company = region.names[place] if place < len(region.names) else _company(region, rng)
        if place == len(region.names):
            company = made[0].company
        first, last = rng.choice(region.first_names), rng.choice(region.last_names)
        town, state, code = rng.choice(region.towns)
        house, street = rng.randint(1, 240), rng.choice(region.streets)
        made.append(
            Business(
                company=company,
                first_name=first,
                last_name=last,
                email=f"{_plain(first)}@{_plain(company)[:24] or 'kitchen'}{place}.example",
                street=f"{house} {street}" if region.number_first else f"{street} {house}",
                town=town,
                state=state,
                postal_code=f"{code}{rng.randint(10, 99)}",
                country=region.country,
                phone="".join(rng.choice("23456789") if sign == "#" else sign for sign in region.phone),
            )
        )
    return made


def _company(region: Region, rng: random.Random) -> str:
    return f"{rng.choice(region.firsts)} {rng.choice(region.seconds)}"


def _plain(text: str) -> str:
    return "".join(sign for sign in text.lower() if sign.isascii() and sign.isalnum())
