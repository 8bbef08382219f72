"""The first buyers of a marketplace with all that lies under them: a function of its plan, the seed and the time."""

import random
from datetime import datetime, timedelta

from desktop.sandbox.ordercloud.customers import assignment_key
from desktop.sandbox.ordercloud.market import Market, Record
from desktop.sandbox.ordercloud.money import spell_time
from desktop.sandbox.ordercloud.plans import Plan
from desktop.sandbox.ordercloud.shapes import ADDRESS, SPENDING_ACCOUNT, USER, USER_GROUP
from desktop.sandbox.trade import Business, make_businesses

LONG_NAME = ("The Very Long Established And Still Family Owned House Of Fine Provisions " * 2)[:99] + "!"
PASSWORD = "Shop-Pantry-77!"  # noqa: S105 - of made-up buyers


def odd_time(moment: datetime, rng: random.Random) -> str:
    """With two to seven fractional digits, as the vendor's own clocks write them."""
    digits = 2 + int(rng.random() * 6)
    fraction = f"{int(rng.random() * 10 ** (digits - 1)):0{digits - 1}d}{1 + int(rng.random() * 9)}"
    return f"{moment.isoformat()[:19]}.{fraction}+00:00"


class People:
    """Makes a marketplace's buyers: with no, one or several users, addresses, groups and assignments."""

    def __init__(self, plan: Plan, market: Market, rng: random.Random, now: datetime) -> None:
        self._plan = plan
        self._market = market
        self._rng = rng
        self._now = now

    def make(self, number: int) -> None:
        for place, business in enumerate(make_businesses(number, self._plan.region, self._rng)):
            self._buyer(place, business)

    def _buyer(self, place: int, business: Business) -> None:
        market, rng = self._market, self._rng
        id = str(1_001 + place * 7) if self._plan.digits else f"kd-{place + 1:04}"
        created = self._now - timedelta(days=760 + rng.random() * 900)
        buyer: Record = {
            "ID": id,
            "Name": LONG_NAME if place == 6 else business.company,
            "DefaultCatalogID": id,
            "Active": place % 13 != 8,
            "DateCreated": odd_time(created, rng),
            "xp": _buyer_xp(place),
        }
        market.put(("buyers",), id, buyer)
        market.put(("catalogs",), id, {"ID": id, "Name": buyer["Name"]})
        users = 0 if place % 7 == 3 else 1 + place % 3
        market.load(
            ("users", id), {user["ID"]: user for user in (self._user(id, place, n, business) for n in range(users))}
        )
        addresses = (0, 1, 2, 1, 3)[place % 5]
        made = [self._address(place, n, business, created) for n in range(addresses)]
        market.load(("addresses", id), {address["ID"]: address for address in made})
        self._groups(id, place)
        self._assignments(id, place)
        self._account(id, place)
        if place % 6 == 1:
            market.limits[id] = 500.0
            market.rule_groups[id] = "directors" if place == 7 else "approvers"

    def _user(self, buyer: str, place: int, number: int, business: Business) -> Record:
        rng, region = self._rng, self._plan.region
        first, last = business.first_name, business.last_name
        if number:
            first, last = rng.choice(region.first_names), rng.choice(region.last_names)
        created = self._now - timedelta(days=30 + rng.random() * 700)
        return dict.fromkeys((*USER.written, *USER.own)) | {
            "ID": f"{buyer}{number + 1}" if self._plan.digits else f"u{place + 1:04}-{number + 1}",
            "CompanyID": buyer,
            "Username": f"{first}.{last}{place}.{number}".lower().replace(" ", ""),
            "FirstName": first,
            "LastName": last,
            "Email": business.email if number == 0 else f"{number}.{business.email}",
            "Phone": business.phone if number == 0 else None,
            "Active": (place + number) % 9 != 4,
            "xp": {"EmploymentDetails": {"Position": "Buyer", "Department": "Kitchen"}} if place % 4 == 1 else None,
            "AvailableRoles": ["MeAdmin", "PasswordReset", "Shopper"],
            "Locale": self._locale(),
            "DateCreated": odd_time(created, rng),
            "FailedLoginAttempts": 0,
        }

    def _locale(self) -> Record | None:
        market = self._market
        if market.currency is None:
            return None
        return {"ID": "home", "OwnerID": market.seller, "Currency": market.currency, "Language": "de-DE"}

    def _address(self, place: int, number: int, business: Business, created: datetime) -> Record:
        street = business.street if number == 0 else f"{business.street}, Annex {number}"
        return dict.fromkeys((*ADDRESS.written, *ADDRESS.own)) | {
            "ID": str(70_000 + place * 10 + number) if self._plan.digits else f"a{place + 1:04}-{number + 1}",
            "DateCreated": odd_time(created, self._rng),
            "CompanyName": business.company,
            "FirstName": business.first_name,
            "LastName": business.last_name,
            "Street1": street[:100],
            "City": business.town,
            "State": business.state,
            "Zip": business.postal_code,
            "Country": business.country,
            "Phone": business.phone,
            "AddressName": ("Kitchen", "Store", "Office")[number],
            "xp": {"gate": number} if number else None,
        }

    def _groups(self, buyer: str, place: int) -> None:
        groups: dict[str, Record] = {}
        for number in range((0, 2, 1)[place % 3]):
            id = str(40_000 + place * 10 + number) if self._plan.digits else f"g{place + 1:04}-{number + 1}"
            named = {"ID": id, "Name": ("Front of house", "Back office")[number]}
            groups[id] = dict.fromkeys(USER_GROUP.written) | named
        self._market.load(("usergroups", buyer), groups)

    def _assignments(self, buyer: str, place: int) -> None:
        market = self._market
        users, groups = list(market.table("users", buyer)), list(market.table("usergroups", buyer))
        rows = [{"UserGroupID": group, "UserID": user} for group in groups[:1] for user in users]
        market.load(("groupassignments", buyer), {assignment_key(row): row for row in rows})
        found: list[Record] = []
        for number, address in enumerate(market.table("addresses", buyer)):
            whose: Record = {"UserID": None, "UserGroupID": None}
            if number == 1 and users:
                whose["UserID"] = users[0]
            if number == 2 and groups:
                whose["UserGroupID"] = groups[0]
            kind = {"IsShipping": number != 2 or place % 2 == 0, "IsBilling": number != 1}
            found.append(whose | kind | {"AddressID": address})
        if place % 10 == 2:
            found = []  # addresses that nobody is assigned to
        market.load(("addressassignments", buyer), {assignment_key(row): row for row in found})

    def _account(self, buyer: str, place: int) -> None:
        if place % 8 != 2:
            return
        account: Record = dict.fromkeys(SPENDING_ACCOUNT.written) | {
            "ID": f"credit-{buyer}",
            "Name": "House account",
            "Balance": 1_500.0,
            "AllowAsPaymentMethod": True,
            "RedemptionCode": f"HOUSE-{place}",
            "StartDate": spell_time(self._now - timedelta(days=90)),
        }
        self._market.load(("spendingaccounts", buyer), {account["ID"]: account})


def _buyer_xp(place: int) -> object:
    match place % 5:
        case 0:
            return {"Tier": "Gold", "Terms": {"Days": 30, "Discount": 2.5}}
        case 1:
            return {"Route": place, "Tags": ["café", "早い", "🚚"]}
        case 2:
            return {}
    return None
