"""Making a marketplace: who may sign in, what there is, and what arrives later."""

import random
from collections.abc import Mapping

from desktop.sandbox.clock import Clock
from desktop.sandbox.options import Options
from desktop.sandbox.ordercloud.account import Invent, MarketAccount
from desktop.sandbox.ordercloud.first_goods import Goods
from desktop.sandbox.ordercloud.first_orders import Inventor
from desktop.sandbox.ordercloud.first_people import PASSWORD, People, odd_time
from desktop.sandbox.ordercloud.market import Market, Record
from desktop.sandbox.ordercloud.plans import Plan, Staff
from desktop.sandbox.ordercloud.roles import ROLES
from desktop.sandbox.ordercloud.shapes import BUYER, PRODUCT, USER
from desktop.sandbox.ordercloud.tokens import Client, Login
from desktop.sandbox.ordercloud.totals import keep_order
from desktop.sandbox.stand_in import Unknown


def open_market(plan: Plan, options: Options, switches: Mapping[str, str], clock: Clock) -> MarketAccount:
    """A marketplace whose first data are a function of plan, seed, numbers and time."""

    def make() -> tuple[Market, Invent]:
        market, inventor = _made(plan, options, switches, clock)
        return market, Arrivals(market, inventor).arrive

    clients = (plan.desk, plan.service, plan.shop, plan.strict)
    return MarketAccount(plan.name, clients, _credentials(plan), plan.shown_currency, make)


def _made(plan: Plan, options: Options, switches: Mapping[str, str], clock: Clock) -> tuple[Market, Inventor]:
    market = Market(plan.name, plan.seller, plan.currency, switches, clock)
    market.roles = tuple(sorted({role for roles in ROLES.values() for role in roles}))
    rng = random.Random(f"{plan.name} {options.seed}")
    _add_rights(plan, market, rng)
    People(plan, market, rng, clock.start).make(max(12, options.orders * 6 // 100))
    Goods(plan, market, rng, clock.start).make(options.stock)
    inventor = Inventor(plan, market, rng, clock.start)
    inventor.first(options.orders)
    _add_shoppers(market)
    market.digits = 2_000_000 if plan.digits else 0
    return market, inventor


def _credentials(plan: Plan) -> dict[str, str]:
    if not plan.by_password:
        return {"client_id": plan.service, "client_secret": plan.secret}
    named = plan.staff[0]
    return {"client_id": plan.desk, "username": named.username, "password": named.password}


def _add_rights(plan: Plan, market: Market, rng: random.Random) -> None:
    for staff in plan.staff:
        user = _staff_user(staff, market, odd_time(market.clock.start, rng))
        market.logins[staff.username] = Login(
            username=staff.username,
            password=staff.password,
            user=user,
            roles=staff.roles,
            groups=staff.groups,
            must_change=staff.must_change,
        )
    both = ("admin", "buyer")
    for client in (
        Client(id=plan.desk),
        Client(id=plan.service, secrets=(plan.secret,), acts_as=plan.service_user),
        Client(id=plan.shop, admits=both, most=("Shopper", "MeAdmin", "OrderReader")),
        Client(id=plan.strict, least=("OrderAdmin",)),
    ):
        market.clients[client.id] = client


def _staff_user(staff: Staff, market: Market, created: str) -> Record:
    return dict.fromkeys((*USER.written, *USER.own)) | {
        "ID": f"staff-{staff.username}",
        "CompanyID": market.seller,
        "Username": staff.username,
        "FirstName": staff.first_name,
        "LastName": staff.last_name,
        "Email": f"{staff.username}@seller.example",
        "Active": staff.active,
        "AvailableRoles": list(staff.roles),
        "DateCreated": created,
        "PasswordLastSetDate": created,
        "FailedLoginAttempts": 0,
    }


def _add_shoppers(market: Market) -> None:
    """The first user of each of the first buyers can sign in to the shop."""
    for buyer in list(market.table("buyers"))[:4]:
        for user in list(market.table("users", buyer).values())[:1]:
            market.logins[user["Username"].casefold()] = Login(
                username=user["Username"],
                password=PASSWORD,
                user=user,
                roles=("Shopper", "MeAdmin"),
                kind="buyer",
                company=buyer,
            )


class Arrivals:
    """What comes in from outside while the sandbox runs: invented, with the members that are given."""

    def __init__(self, market: Market, inventor: Inventor) -> None:
        self._market = market
        self._inventor = inventor

    def arrive(self, kind: str, given: Mapping[str, object]) -> str:
        """Gives the new record's ID. Raises Unknown."""
        market = self._market
        match kind:
            case "orders" | "drafts":
                status = {"Status": "Unsubmitted", "IsSubmitted": False, "DateSubmitted": None}
                order = self._inventor.arriving() | (status if kind == "drafts" else {}) | dict(given)
                return str(keep_order(market, order)["ID"])
            case "customers":
                buyer = dict.fromkeys(BUYER.written) | {"ID": market.new_id(), "Name": "Corner Deli", "Active": True}
                return self._kept("buyers", buyer | dict(given))
            case "stock":
                blank = {name: PRODUCT.blank(name) for name in (*PRODUCT.own, *PRODUCT.written)}
                product = blank | {"ID": market.new_id(), "Name": "New product", "OwnerID": market.seller}
                return self._kept("products", product | {"Active": True} | dict(given))
        raise Unknown(f"nothing of the kind {kind!r} arrives")

    def _kept(self, table: str, record: Record) -> str:
        if record["ID"] in self._market.table(table):
            raise Unknown(f"there is {record['ID']!r} already")
        self._market.put((table,), record["ID"], record | {"DateCreated": self._market.stamp()})
        return str(record["ID"])
