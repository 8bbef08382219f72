"""The two merchants of the sandbox, which share nothing: how each signs in, sells and has made what it sells."""

from dataclasses import dataclass

from desktop.sandbox.sources import Source
from desktop.sandbox.trade import HANSEATIC, PACIFIC, Region


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendor:
    """Somebody who makes goods; facilities: name by id, the usual one first; makes: kinds of goods."""

    id: str
    name: str
    facilities: dict[str, str]
    makes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A merchant with its trade.

    sellers: name by merchant id, its own first, then those of its sub-accounts, of which the last never ships;
    staging: shipments have the members that only some environments serve; tax: hundredths on the goods.
    """

    name: str
    client_id: str
    client_secret: str
    username: str
    password: str
    sellers: dict[str, str]
    vendors: tuple[Vendor, ...]
    region: Region
    sources: tuple[Source, ...]
    currency: str
    other_currency: str
    prefix: str
    catalogue: str
    archive: str
    shipping: tuple[str, ...]
    carriers: tuple[tuple[str, str, str], ...]
    tax: int
    staging: bool
    first_number: int

    def vendor_of(self, facility: str) -> Vendor | None:
        return next((vendor for vendor in self.vendors if facility in vendor.facilities), None)

    def vendor(self, id: str) -> Vendor | None:
        return next((vendor for vendor in self.vendors if vendor.id == id), None)


UPS = ("UPS", "Ground", "https://www.ups.com/track?tracknum={}")
USPS = ("USPS", "Priority Mail", "https://tools.usps.com/go/TrackConfirmAction?tLabels={}")
FEDEX = ("FedEx", "Home Delivery", "https://www.fedex.com/fedextrack/?trknbr={}")
DHL = ("DHL", "Paket", "https://www.dhl.de/sendungsverfolgung?piececode={}")
DPD = ("DPD", "Classic", "https://tracking.dpd.de/status/de_DE/parcel/{}")

HARBOR_PRINT = Plan(
    name="Harbor Print Co.",
    client_id="6f0f3c2e-41b7-4f7b-9a2e-5d0c8b1e7a34",
    client_secret="hp8KzQw2Lr5Vn0TxYb7MsGd4JcFa9EuR",  # noqa: S106 - made up
    username="dana@harborprint.example",
    password="Harbor-Print-19!",  # noqa: S106 - made up
    sellers={
        "b234ee56-7890-4f12-a123-4567890abcde": "Harbor Print Co.",
        "7a2b1d33-c5ef-4a8b-9c7d-5e6f7a8b9c12": "Tidewater Team Shop",
        "15115a31-c5ef-4a8b-9c7d-5e6f7a8b9c12": "Lookout Fundraisers",
    },
    vendors=(
        Vendor(
            id="0c5f0a7e-8a1d-4c55-9b6f-2f9f3f6f1d01",
            name="Cascade Apparel Works",
            facilities={"F01290042": "Cascade Portland", "F01290055": "Cascade Reno"},
            makes=("apparel", "cap"),
        ),
        Vendor(
            id="2",
            name="Bluebird Drinkware",
            facilities={"3": "Bluebird Tacoma", "F01300007": "Bluebird Dallas"},
            makes=("drinkware", "paper"),
        ),
    ),
    region=PACIFIC,
    sources=(
        Source(name="Webstore", number="ORDER{n}", share=52),
        Source(name="Shopify", number="#{n}", share=30),
        Source(name="Etsy", number="{n}", share=12),
        Source(name="API", number="", share=6),
    ),
    currency="USD",
    other_currency="CAD",
    prefix="MERCH",
    catalogue="681abd18c61bccfab89bc63e",
    archive="65f0a2d1c61bccfab89b0f21",
    shipping=("Standard", "Standard", "Expedited", "Overnight"),
    carriers=(UPS, USPS, FEDEX),
    tax=9,
    staging=False,
    first_number=4_790_082,
)

DEICHDRUCK = Plan(
    name="Deichdruck",
    client_id="d3a91b64-0e57-4b1f-8c60-7f24c9a5e182",
    client_secret="dd3HnVb8Qs5TzLx1WcRy7PmUj9JgEo2K",  # noqa: S106 - made up
    username="wiebke@deichdruck.example",
    password="Deich-Druck-27!",  # noqa: S106 - made up
    sellers={
        "261c6102-0b72-4506-9a84-98a80a03e7f0": "Deichdruck",
        "2575fc98-b0e5-4124-92ae-7a5f27bd7210": "Vereinsladen Nord",
        "8b2b1d43-c5ef-4a8b-9c7d-5e6f7a8b9c12": "Chorfahrt 2027",
    },
    vendors=(
        Vendor(
            id="9d1c4b7a-55e2-4a0c-8f83-6b1e2d3c4f50",
            name="Textilwerk Elbe",
            facilities={"F02110010": "Elbe Hamburg", "F02110011": "Elbe Leipzig"},
            makes=("apparel", "cap"),
        ),
        Vendor(
            id="31b8e0f2-7c46-4d9b-a1d5-0e9f8c7b6a21",
            name="Becher & Bogen",
            facilities={"F02200003": "Bogen Bremen", "F02200009": "Bogen Köln"},
            makes=("drinkware", "paper"),
        ),
    ),
    region=HANSEATIC,
    sources=(
        Source(name="WooCommerce", number="DD-{n}", share=60),
        Source(name="Shopify", number="AK{n}", share=30),
        Source(name="API", number="", share=10),
    ),
    currency="EUR",
    other_currency="USD",
    prefix="DRUCK",
    catalogue="69a1c0de27b94f5a3d81e7b2",
    archive="64b7f31827b94f5a3d80c411",
    shipping=("Standard", "Standard", "Express"),
    carriers=(DHL, DPD),
    tax=19,
    staging=True,
    first_number=7_310_455,
)

PLANS = (HARBOR_PRINT, DEICHDRUCK)
