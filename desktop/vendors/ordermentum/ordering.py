"""What a new order needs beside what was typed (7.4): the customer as it is now, and the variants of SKUs."""

from collections.abc import Callable, Mapping, Sequence

from desktop.records import Value
from desktop.vendors.contract import Ask, Context, Document, Documents, Facts, Found, Json, Request, Step, Stop, steady
from desktop.vendors.ordermentum.answers import LABEL
from desktop.vendors.ordermentum.codecs import is_yes, words
from desktop.vendors.ordermentum.customer_records import PART as PURCHASER
from desktop.vendors.ordermentum.lists import LARGE
from desktop.vendors.ordermentum.new_orders import check, header_of, lines_of, skus
from desktop.vendors.ordermentum.order_lists import PART as ORDER
from desktop.vendors.ordermentum.steps import at, get, record_in
from desktop.vendors.places import as_map, maps_in

CUSTOMER = "customer"
"""The step that reads the customer; those that look up a SKU are named by it."""
_OF_CUSTOMER, _OF_VARIANT = ("id", "retailerId", "orderedAt", "createdAt"), ("id", "productId", "SKU")

Whose = Callable[[Facts], str]


def whose_order(facts: Facts) -> str:
    """Whose order it is."""
    return words(facts.fresh.get(ORDER, {}).get("purchaserId"))


def itself(facts: Facts) -> str:
    """The customer is the record itself."""
    return facts.key


# ── steps that only look ──────────────────────────────────────────────────────────────────────────────────────────


def _looking(
    name: str, ask: Callable[[Facts], Ask], kept: Callable[[Json], Json], wrong: Callable[[Json], str]
) -> Step:  # fmt: skip
    """What a look shows is the answer, unless it is `wrong`: that refuses it, and is read again when it is tried again.

    `kept` is what is kept of it, in the form that it has there.
    """

    def happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
        if not now or now[0] is None or wrong(now[0]):
            return Found(verdict="no")
        return Found(verdict="yes", answer=kept(now[0]))

    return Step(
        name=name, request=lambda facts: ask(facts).request, look=lambda facts: (ask(facts),), happened=happened,
        short=lambda answer, facts: wrong(answer),
    )  # fmt: skip


def customer(whose: Whose) -> Step:
    """The customer as it is now."""
    return _looking(
        CUSTOMER, lambda facts: get(at("purchasers", whose(facts))),
        lambda answer: {name: words(_in(answer).get(name)) for name in _OF_CUSTOMER},
        lambda answer: no_orders(_in(answer)),
    )  # fmt: skip


def _in(answer: Json) -> Document:
    return record_in([answer]) or {}


def no_orders(customer: Document) -> str:
    """Why Ordermentum takes no order for a customer (17.6), "" when it does."""
    if not words(customer.get("id")):
        return f"{LABEL} does not have this customer any more."
    if is_yes(customer.get("disabled")):
        return "The customer is disabled."
    return "The customer has a credit stop." if is_yes(customer.get("stopCredit")) else ""


def buyer(facts: Facts) -> Document:
    """The customer as its step has found it; empty before."""
    return _in(facts.answers.get(CUSTOMER))


def find(sku: str) -> Step:
    """The variant that has the SKU."""
    query = (("SKU", sku), ("pageSize", str(LARGE)), ("pageNo", "1"))
    ask = Ask(request=Request(method="GET", path="/v1/variants", query=query))

    def wrong(answer: Json) -> str:
        found = len(_with(sku, answer))
        many = "more than one product" if found else "no product"
        return "" if found == 1 else f"{LABEL} has {many} with the SKU “{sku}”."

    def kept(answer: Json) -> Json:
        return {"data": [{name: words(row.get(name)) for name in _OF_VARIANT} for row in _with(sku, answer)]}

    return _looking(_finds(sku), lambda facts: ask, kept, wrong)


def _with(sku: str, answer: Json) -> Sequence[Document]:
    """The variants of a list that have the SKU, and are not deleted. Raises ValueError."""
    rows = maps_in(as_map(answer).get("data"), "data")
    return [row for row in rows if words(row.get("SKU")) == sku and not words(row.get("deletedAt"))]


def _finds(sku: str) -> str:
    return f"find {sku}"


def may_order(documents: Documents, context: Context) -> str:
    """Why a customer's own record says that no order is taken, "" when one is."""
    return no_orders(documents[PURCHASER])


def steps_to(whose: Whose, last: Step) -> Callable[[Mapping[str, Value]], tuple[Step, ...]]:
    """The customer and the SKUs are looked up; then comes what is done with the order."""

    def steps(inputs: Mapping[str, Value]) -> tuple[Step, ...]:
        return tuple(steady(step, LABEL) for step in (customer(whose), *map(find, skus(inputs)), last))

    return steps


# ── what is sent ──────────────────────────────────────────────────────────────────────────────────────────────────


def variants(facts: Facts) -> Mapping[str, Document]:
    """Those that were found, by the SKUs that were typed. Raises ValueError."""
    found = {sku: _with(sku, facts.answers.get(_finds(sku))) for sku in skus(facts.inputs)}
    if not all(found.values()):
        raise ValueError("a product is missing")
    return {sku: rows[0] for sku, rows in found.items()}


def wanted(facts: Facts) -> Document | Stop:
    """The order as it is sent; which supplier's it is comes with the credentials. Raises ValueError."""
    if because := check(facts.inputs, facts.fresh, facts.context):
        return Stop(because=because)
    whose = {"retailerId": words(buyer(facts).get("retailerId")), "purchaserId": words(buyer(facts).get("id"))}
    return {**whose, "lineItems": lines_of(facts.inputs, variants(facts)), **header_of(facts.inputs, facts.context)}
