"""A small made-up world for tests of the window: accounts, records and the forms that a vendor would make of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Literal

from desktop.forms import AccountForm, ActForm, Badge, Choice, Input, VendorForm
from desktop.records import Editor, Kind, Value

NOW = datetime(2026, 11, 24, 5, 31, tzinfo=UTC)
TODAY = NOW.date()
FOLDERS = (Choice(value="1", label="New"), Choice(value="2", label="Prepared"), Choice(value="3", label="Closed"))
LOCKED_FREIGHT = "Set by the customer’s group at Acme."

ACME = VendorForm(
    id="acme",
    label="Acme",
    badge=Badge(shape="circle", letter="M", light=("#CDE8E8", "#0E5357"), dark=("#143D40", "#93D8DA")),
    summary="store ID and API key",
    credentials=(
        Input(name="store", label="Store ID", hint="Settings, Store"),
        Input(name="key", label="API key", editor="secret", hint="Settings, Store, API"),
    ),
    options=(Input(name="currency", label="Currency", value="AUD", hint="Acme gives none"),),
    servers=(Input(name="api", label="Server", value="https://api.acme.example", required=False),),
)
BOLT = VendorForm(
    id="bolt",
    label="Bolt",
    badge=Badge(shape="folder", letter="D", light=("#E3E8C6", "#48530F"), dark=("#343A1B", "#CDD88F")),
    summary="client ID and secret",
    credentials=(Input(name="client", label="Client ID"), Input(name="secret", label="Secret", editor="secret")),
    options=(),
    servers=(
        Input(name="api", label="Region", value="https://north.bolt.example", choices=(
            Choice(value="https://north.bolt.example", label="North"),
            Choice(value="https://south.bolt.example", label="South"),
        )),
    ),
)  # fmt: skip


def account(vendor: VendorForm, id: str, name: str, **more: object) -> AccountForm:
    facts: dict[str, object] = {
        "state": "in_step", "words": "In step", "last_good": NOW, "complete": True,
        "back_to": datetime(2024, 3, 3, tzinfo=UTC), **more,
    }  # fmt: skip
    return AccountForm(id=id, vendor=vendor.id, vendor_label=vendor.label, badge=vendor.badge, name=name, **facts)  # type: ignore[arg-type] # a row of facts


HARBOUR = account(ACME, "harbour", "Harbour")
MARKET = account(BOLT, "market", "Market Hall")


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldOf:
    """One field of a kind: where it stands, how it is typed, which column of the list shows it."""

    name: str
    label: str
    editor: Editor = "text"
    section: str = ""
    locked: str = ""
    choices: tuple[Choice, ...] = ()
    limit: int = 0
    column: str = ""
    settled: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableOf:
    """One table of a record; the keys of its lines begin with its prefix."""

    prefix: str = ""
    label: str = "Lines"
    row: str = "line"
    fields: tuple[FieldOf, ...]
    remove: str = ""


FIELDS: Mapping[Kind, tuple[FieldOf, ...]] = {
    "orders": (
        FieldOf(name="delivery_on", label="Delivery day", editor="day", column="delivery"),
        FieldOf(name="po_number", label="PO number", limit=40, column="po"),
        FieldOf(name="folder", label="Folder", editor="choice", choices=FOLDERS, column="vendor_state"),
        FieldOf(name="ship_to", label="Ship to"),
        FieldOf(name="note", label="Note", editor="paragraph", limit=2000, column="note"),
        FieldOf(name="freight", label="Freight", editor="money", locked=LOCKED_FREIGHT),
        FieldOf(name="deposit", label="Deposit", editor="money"),
        FieldOf(name="placed_at", label="Placed", editor="instant", locked="Acme stamps it.", column="placed"),
        FieldOf(name="email", label="E-mail", section="Contact", column="email"),
        FieldOf(name="phone", label="Phone", section="Contact"),
    ),
    "customers": (
        FieldOf(name="name", label="Name", locked="Derived", column="name"),
        FieldOf(name="email", label="E-mail", locked="Derived", column="email"),
        FieldOf(name="city", label="City", locked="Derived", column="city"),
    ),
    "stock": (
        FieldOf(name="on_hand", label="On hand", editor="quantity", column="on_hand"),
        FieldOf(name="price", label="Price", editor="money", column="price"),
        FieldOf(name="cost", label="Cost", editor="money", column="cost", hint="Acme tells it to nobody."),
        FieldOf(name="place", label="Location", column="place"),
        FieldOf(name="code", label="Code", locked="The code is the item’s name at Acme.", column="code"),
    ),
}
LINE_FIELDS = (
    FieldOf(name="code", label="Code"),
    FieldOf(name="name", label="Product"),
    FieldOf(name="quantity", label="Qty", editor="quantity"),
    FieldOf(name="price", label="Price", editor="money"),
    FieldOf(name="amount", label="Amount", editor="money", locked="Quantity × price."),
)
ORDER_LINES = TableOf(fields=LINE_FIELDS)
ACTS: Mapping[Kind, tuple[ActForm, ...]] = {
    "orders": (
        ActForm(
            name="move", label="Move to folder",
            inputs=(Input(name="folder", label="Folder", editor="choice", choices=FOLDERS, value="2"),),
            warning="Rules of this folder may write to the customer.",
        ),
        ActForm(
            name="note", label="Add note", is_note=True, inputs=(Input(name="text", label="Note", editor="paragraph"),)
        ),
        ActForm(
            name="ship", label="Add shipment",
            inputs=(
                Input(name="tracking", label="Tracking number", required=False),
                Input(name="lines", label="Lines", left="{}"),
            ),
        ),
        ActForm(name="dispatch", label="Dispatch", refused="Acme has no call for it"),
        ActForm(name="delete", label="Delete order", warning="It cannot be brought back.", final=True),
    ),
    "customers": (),
    "stock": (),
}  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Made:
    """One record of the world: the truth by field name, the columns that are no fields, the lines of its tables."""

    row: int
    account: str
    kind: Kind
    key: str
    title: str
    truth: dict[str, Value]
    columns: dict[str, Value] = field(default_factory=dict)
    fields: tuple[FieldOf, ...] = ()  # none = those of its kind
    tables: tuple[TableOf, ...] = ()
    lines: dict[str, dict[str, Value]] = field(default_factory=dict)
    unread: str = ""
    gone: bool = False
    locked: str = ""
    origin: str = ""


NAMES = (
    "Bread & Butter Surry Hills", "Nonna Lucia Trattoria", "The Green Grocer Hackney", "Saint Ali Coffee Roasters",
    "Café Zéphyr 🥐", "Brasserie Marais", "Old Mill Farm Shop", "מאפיית השחר", "Cobalt Hotel Group", "Fig & Thistle",
    "Sydney Fish Market Kitchen", "Kōji Ramen Bar", "St Bartholomew’s Primary School and Nursery Kitchen (North)",
    "<b>Two Sparrows</b> <img src=x>", "Riverside Deli Co.", "Alder & Ash Dining Rooms",
)  # fmt: skip
GOODS = (
    ("MLK-2L", "Full cream milk 2 L", "12", "4.10"), ("TOM-VR", "Vine tomatoes", "8", "6.40"),
    ("MOZ-BF", "Buffalo mozzarella 125 g", "48", "5.85"), ("OO-5L", "Olive oil extra virgin 5 L", "4", "62.00"),
    ("FLR-00", "Tipo 00 flour 12.5 kg", "10", "24.50"), ("BSL-BN", "Basil, bunch", "20", "2.95"),
    ("PRM-WH", "Parmigiano wheel, quarter", "1", "298.80"), ("LEM-KG", "Lemons", "9", "3.83"),
)  # fmt: skip
STATES = ("new", "confirmed", "picking", "part_sent", "sent", "on_hold", "to_approve", "cancelled")


def make_order(place: int, row: int) -> Made:
    owner = (HARBOUR, MARKET)[place % 2]
    goods = GOODS[: place % (len(GOODS) + 1)]
    lines: dict[str, dict[str, Value]] = {
        f"l{at}": {"code": code, "name": name, "quantity": Decimal(quantity), "price": Decimal(price)}
        for at, (code, name, quantity, price) in enumerate(goods, start=1)
    }
    truth: dict[str, Value] = {
        "delivery_on": TODAY + timedelta(days=place // 20), "po_number": f"PO {7741 + place}", "folder": "1",
        "ship_to": "118 Norton St, Leichhardt NSW 2040", "note": "Back door, ring twice. No substitutes.",
        "freight": Decimal("18.00"), "deposit": None, "placed_at": NOW - timedelta(minutes=37 * place),
        "email": f"orders{place}@example.com", "phone": "+61 2 5550 0148",
    }  # fmt: skip
    columns: dict[str, Value] = {
        "number": f"OM-{48300 - place}", "customer": NAMES[place % len(NAMES)], "updated": NOW, "payment": "",
        "state": STATES[place % len(STATES)], "source": "web", "currency": ("AUD", "USD")[place % 2],
    }  # fmt: skip
    return Made(
        row=row, account=owner.id, kind="orders", key=f"o{place}", title=f"Order {columns['number']}",
        truth=truth, columns=columns, tables=(ORDER_LINES,), lines=lines,
    )  # fmt: skip


def make_customer(place: int, row: int) -> Made:
    owner = (HARBOUR, MARKET)[place % 2]
    name = NAMES[place % len(NAMES)]
    truth: dict[str, Value] = {"name": name, "email": f"orders{place}@example.com", "city": "Leichhardt"}
    columns: dict[str, Value] = {
        "company": "", "phone": "+61 2 5550 0148", "country": "AU", "orders": 3 + place, "currency": "AUD",
        "total": Decimal("1284.50") * (place + 1), "first_order": NOW - timedelta(days=900), "last_order": NOW,
        "origin": "orders",
    }  # fmt: skip
    return Made(
        row=row, account=owner.id, kind="customers", key=f"c{place}", title=name, truth=truth, columns=columns,
        origin="Put together from orders with this e-mail address.",
    )  # fmt: skip


def make_item(place: int, row: int) -> Made:
    owner = (HARBOUR, MARKET)[place % 2]
    code, name, quantity, price = GOODS[place % len(GOODS)]
    on_hand = (Decimal(quantity), Decimal("0"), Decimal("-3"), None)[place % 4]
    states: tuple[Literal["in_stock", "empty", "short", "not_counted"], ...]
    states = ("in_stock", "empty", "short", "not_counted")
    truth: dict[str, Value] = {
        "on_hand": on_hand,
        "price": Decimal(price),
        "cost": None,
        "place": "Main",
        "code": f"{code}-{place}",
    }
    columns: dict[str, Value] = {
        "name": name,
        "unit": "ea",
        "state": states[place % 4],
        "currency": "AUD",
        "updated": NOW,
        "details": "",
    }
    return Made(
        row=row, account=owner.id, kind="stock", key=f"s{place}", title=name, truth=truth, columns=columns
    )  # fmt: skip


def make_world(orders: int, customers: int, stock: int) -> dict[int, Made]:
    """Records by row id; the ids of the kinds do not touch."""
    made = [make_order(place, 1 + place) for place in range(orders)]
    made += [make_customer(place, 10_001 + place) for place in range(customers)]
    made += [make_item(place, 20_001 + place) for place in range(stock)]
    return {record.row: record for record in made}
