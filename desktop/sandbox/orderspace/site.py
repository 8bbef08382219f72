"""One site: its records by kind, the lists that its forms choose from, and its counters."""

from collections.abc import Collection, Mapping

from desktop.sandbox.clock import Clock
from desktop.sandbox.orderspace.ids import Ids
from desktop.sandbox.orderspace.plans import Plan
from desktop.sandbox.orderspace.stamps import spell
from desktop.sandbox.orderspace.table import Document, Rank, Table, by_key, newest, oldest


class Site:
    """The state of one site. features: what its owner has switched on (see `plans.FEATURES`)."""

    def __init__(
        self, plan: Plan, features: Collection[str], switches: Mapping[str, str], clock: Clock, seed: int
    ) -> None:
        self.plan = plan
        self.features = features
        self.switches = switches
        self.clock = clock
        self.ids = Ids(f"{plan.name} {seed}")
        named = "number status reference customer_id delivery_date standing_order_id created"
        self.orders = self._table(named, newest)
        named = "company_name status reference payment_terms_id customer_group_id price_list_id buyers created"
        self.customers = self._table(named, newest)
        self.products = self._table("code name active categories", newest)
        self.levels = self._table("sku", by_key)
        self.dispatches = self._table("order_id created", newest)
        self.invoices = self._table("number customer_id invoice_date due_date paid proforma orders", newest)
        self.categories = self._table("name parent_id", oldest)
        self.price_lists = self._table("name", oldest)
        self.webhooks = self._table("endpoint", newest)
        self.groups: dict[str, Document] = {}
        self.terms: dict[str, Document] = {}
        self.rates: dict[str, Document] = {}
        self.windows: dict[str, Document] = {}
        self.products_by_sku: dict[str, str] = {}
        """SKU of a variant → id of its product."""
        self.last_number = plan.number_from
        self.last_invoice = plan.number_from

    def _table(self, names: str, rank: Rank) -> Table:
        return Table(names, rank, lambda: float(self.switches["list_lag"]), self.clock.elapsed)

    def is_on(self, switch: str) -> bool:
        return self.switches[switch] == "on"

    def stamp(self) -> str:
        return spell(self.clock.now())

    def today(self) -> str:
        return self.stamp()[:10]

    @property
    def default_rate(self) -> str:
        """The tax of what has no rate of its own; nothing where the site knows no taxes."""
        return next(iter(self.rates), "")
