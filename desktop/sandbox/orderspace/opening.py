"""Making a site with its first data, which are a function of plan, seed, numbers and time."""

import random
from collections.abc import Mapping

from desktop.sandbox.clock import Clock
from desktop.sandbox.options import Options
from desktop.sandbox.orderspace.account import SiteAccount
from desktop.sandbox.orderspace.first_goods import Goods, make_lists
from desktop.sandbox.orderspace.first_orders import Inventor
from desktop.sandbox.orderspace.first_people import People
from desktop.sandbox.orderspace.pace import Pace
from desktop.sandbox.orderspace.plans import FEATURES, Plan
from desktop.sandbox.orderspace.site import Site
from desktop.sandbox.orderspace.tokens import Tokens


def open_site(
    plan: Plan, options: Options, switches: Mapping[str, str], clock: Clock, tokens: Tokens, *, featured: bool
) -> SiteAccount:
    """A site of the sandbox; featured: its owner has everything switched on."""

    def make() -> Site:
        site = Site(plan, FEATURES if featured else (), switches, clock, options.seed)
        rng = random.Random(f"{plan.name} {options.seed}")
        make_lists(site, clock.start)
        goods = Goods(site, rng, clock.start)
        goods.make(options.stock)
        people = People(site, rng, clock.start)
        people.make(max(12, options.orders * 17 // 100))
        inventor = Inventor(site, people.customers, goods.products, rng, clock.start)
        inventor.first(options.orders)
        goods.count(inventor.held)
        return site

    return SiteAccount(plan, Pace(clock, options.pace, switches), tokens, make)
