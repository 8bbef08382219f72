"""The two marketplaces of the sandbox, which share nothing: how each looks, trades and is signed in to."""

from dataclasses import dataclass

from desktop.sandbox.trade import HANSEATIC, PACIFIC, Region

STAFF_ROLES = (
    *("OrderAdmin", "OrderReader", "UnsubmittedOrderReader", "OverrideShipping", "OverrideTax", "OverrideUnitPrice"),
    *("ShipmentAdmin", "ShipmentReader", "BuyerAdmin", "BuyerReader", "BuyerUserAdmin", "BuyerUserReader"),
    *("UserGroupAdmin", "UserGroupReader", "AddressAdmin", "AddressReader", "ProductAdmin", "ProductReader"),
    *("PriceScheduleAdmin", "PriceScheduleReader", "AdminAddressReader", "SupplierAddressReader"),
    *("SpendingAccountReader", "OrderEditAfterSubmit"),
)
READER_ROLES = tuple(role for role in STAFF_ROLES if role.endswith("Reader"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """Somebody who can sign in; groups: those that approve orders."""

    username: str
    first_name: str
    last_name: str
    password: str
    roles: tuple[str, ...]
    groups: tuple[str, ...] = ()
    must_change: bool = False
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A marketplace with its trade.

    Clients: desk for named staff, without a secret; service for a machine, with a secret, under the name of
    `service_user`; shop for its buyers; strict demands OrderAdmin. digits: IDs are numbers; by_password: which of the
    two ways a person connects.
    """

    name: str
    seller: str
    currency: str | None
    shown_currency: str
    region: Region
    form_code: str
    digits: bool
    by_password: bool
    desk: str
    service: str
    secret: str
    shop: str
    strict: str
    staff: tuple[Staff, ...]
    service_user: str
    places: tuple[str, ...]
    shippers: tuple[str, ...]
    tax: int


def _staff(house: str, first: str, last: str) -> tuple[Staff, ...]:
    """One of each kind: full rights, reading only, one role, all roles at once, and those who are kept out."""
    name = first.lower()
    word = f"{house}-Larder-{len(house)}9!"
    return (
        Staff(username=name, first_name=first, last_name=last, password=word, roles=STAFF_ROLES, groups=("approvers",)),
        Staff(username="reader", first_name="Rae", last_name="Reader", password=word, roles=READER_ROLES),
        Staff(username="single", first_name="Sol", last_name="Single", password=word, roles=("OrderReader",)),
        Staff(
            username="owner",
            first_name="Ada",
            last_name="Owner",
            password=word,
            roles=("FullAccess",),
            groups=("approvers", "directors"),
        ),
        Staff(username="asleep", first_name="Ivo", last_name="Idle", password=word, roles=STAFF_ROLES, active=False),
        Staff(
            username="fresh", first_name="Fay", last_name="Fresh", password=word, roles=STAFF_ROLES, must_change=True
        ),
        Staff(
            username="service",
            first_name="Default",
            last_name="Context",
            password=f"{word}{word}",
            roles=STAFF_ROLES,
            groups=("approvers",),
        ),
    )


CASCADE = Plan(
    name="Cascade Larder",
    seller="bClEeDV0f9GjjkGD",
    currency=None,
    shown_currency="USD",
    region=PACIFIC,
    form_code="{count}",
    digits=True,
    by_password=True,
    desk="3F6C2A17-8B0D-4E55-9C1A-7D2E4B90A6F1",
    service="A1D94C7E-52B6-4F3A-8E07-16C5D8B3F2A9",
    secret="cl7sT0qWmX2vRz9KpYb4GnHd6JfLa8Ee",  # noqa: S106 - made up
    shop="5E8B1D3C-7A42-4C96-B0F5-93D6A2E17C48",
    strict="C40A7F92-1E6D-4B83-A5C9-2B7F0D8E6143",
    staff=_staff("Cascade", "Dana", "Whitfield"),
    service_user="service",
    places=("Dock A", "Dock B", "Cold Room"),
    shippers=("Own Van", "FedEx Ground", "UPS Ground"),
    tax=0,
)
FELDMARK = Plan(
    name="Feldmark Kontor",
    seller="kVu3Qm8sZt1WnR5y",
    currency="EUR",
    shown_currency="EUR",
    region=HANSEATIC,
    form_code="{short}-{count}",
    digits=False,
    by_password=False,
    desk="0B95E6D4-3C18-4A7F-8D62-E5F1A97C2B30",
    service="7D2F8A6B-9E41-4D05-BC73-48A0E6F5C192",
    secret="fk3Hn8VbQs5TzLx1WcRy7PmUd9JgEo2K",  # noqa: S106 - made up
    shop="E61C9B47-0D5A-4F82-97E3-6B4D1A8C5F20",
    strict="94A7D3F0-6B2E-4C51-8A9F-D1E0C57B4836",
    staff=_staff("Feldmark", "Wiebke", "Claasen"),
    service_user="service",
    places=("Halle 1", "Halle 2", "Kühlhaus"),
    shippers=("Eigener Wagen", "DHL Paket", "DPD Classic"),
    tax=7,
)
PLANS = (CASCADE, FELDMARK)
