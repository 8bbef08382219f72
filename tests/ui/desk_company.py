"""A made-up customer with several tables: people, addresses, and who is in which group."""

from desktop.forms import Choice
from desktop.records import Value
from tests.ui.desk_world import MARKET, NOW, FieldOf, Made, TableOf

COMPANY = 10_500
STAYS = "A person stays at Bolt: switch the login off instead."
OF_THE_PAIR = "Take the member out and add another."
PEOPLE = (Choice(value="ann", label="Ann Jones"), Choice(value="raj", label="Raj Patel"))
GROUPS = (Choice(value="north", label="North"), Choice(value="van", label="Van customers"))
FIELDS = (
    FieldOf(name="name", label="Name", column="name"),
    FieldOf(name="active", label="Active", editor="flag"),
    FieldOf(name="created", label="Since", editor="instant", locked="Bolt stamps it."),
)
TABLES = (
    TableOf(prefix="person:", label="People", row="person", remove=STAYS, fields=(
        FieldOf(name="name", label="Name"),
        FieldOf(name="email", label="E-mail"),
        FieldOf(name="phone", label="Phone"),
        FieldOf(name="active", label="Active", editor="flag"),
    )),
    TableOf(prefix="address:", label="Addresses", row="address", fields=(
        FieldOf(name="name", label="Called"),
        FieldOf(name="street", label="Street"),
        FieldOf(name="city", label="City"),
        FieldOf(name="zip", label="Postal code"),
        FieldOf(name="ships", label="Ships", editor="flag"),
    )),
    TableOf(prefix="member:", label="Groups", row="member", fields=(
        FieldOf(name="group", label="Group", editor="choice", choices=GROUPS, settled=OF_THE_PAIR),
        FieldOf(name="person", label="Person", editor="choice", choices=PEOPLE, settled=OF_THE_PAIR),
    )),
)  # fmt: skip


def make_company() -> Made:
    lines: dict[str, dict[str, Value]] = {
        "person:ann": {"name": "Ann Jones", "email": "ann@example.com", "phone": "+61 2 5550 0148", "active": True},
        "person:raj": {"name": "Raj Patel", "email": "raj@example.com", "phone": "", "active": False},
        "address:shop": {
            "name": "Shop", "street": "118 Norton St", "city": "Leichhardt", "zip": "2040", "ships": True,
        },
        "member:north/ann": {"group": "north", "person": "ann"},
    }  # fmt: skip
    columns: dict[str, Value] = {
        "company": "", "email": "ann@example.com", "phone": "", "country": "AU", "city": "Leichhardt", "orders": 12,
        "currency": "USD", "total": None, "first_order": NOW, "last_order": NOW,
    }  # fmt: skip
    return Made(
        row=COMPANY, account=MARKET.id, kind="customers", key="company", title="Nonna Lucia Group",
        truth={"name": "Nonna Lucia Group", "active": True, "created": NOW, "email": "", "city": "Leichhardt"},
        columns=columns, fields=FIELDS, tables=TABLES, lines=lines,
    )  # fmt: skip
