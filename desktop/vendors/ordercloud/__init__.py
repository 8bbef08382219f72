"""Sitecore OrderCloud (ordercloud.io), API v1: everything that the desk knows about this platform."""

from collections.abc import Mapping

from desktop.errors import NeedsLogin
from desktop.forms import Badge, Choice, Input
from desktop.records import Kind
from desktop.vendors.codecs import to_text
from desktop.vendors.connecting import bears
from desktop.vendors.contract import Context, Document, Json, ProbeStep, Reference, Request, Resource, Vendor
from desktop.vendors.ordercloud import answers, login, people_keys
from desktop.vendors.ordercloud.customers import CUSTOMERS
from desktop.vendors.ordercloud.order_walks import ORDER_ROWS, alone
from desktop.vendors.ordercloud.orders import ORDERS, ORDERS_OF_PEOPLE
from desktop.vendors.ordercloud.people import PEOPLE
from desktop.vendors.ordercloud.steps import LABEL
from desktop.vendors.ordercloud.stock import STOCK
from desktop.vendors.places import as_map, maps_in


def _who(answer: Document, credentials: object) -> str:
    """Staff of the seller, or nobody that we can work for (2.8)."""
    if as_map(answer.get("Buyer")).get("ID") or not as_map(answer.get("Seller")).get("ID"):
        raise NeedsLogin("This is not the login of seller staff.", login.LOGIN_HINT)
    names = (to_text(answer.get("FirstName")), to_text(answer.get("LastName")))
    return " ".join(filter(None, names)) or to_text(answer.get("Username"))


def _some(answer: Document, credentials: object) -> str:
    total = as_map(answer.get("Meta")).get("TotalCount")
    return "" if total is None else f"{total} there"


def _list(label: str, path: str) -> ProbeStep:
    request = Request(method="GET", path=f"/v1{path}", query=(("pageSize", "1"),))
    return ProbeStep(label=label, request=request, finds=_some, rows=ORDER_ROWS, optional=True)


def _count(answer: Document) -> int | None:
    found = as_map(answer.get("Meta")).get("TotalCount")
    return found if isinstance(found, int) else None


def _usual(told: Mapping[str, Document]) -> Mapping[str, str]:
    """What customers are (7): companies where one of both cannot be counted, as without a list of all users."""
    buyers, users = (_count(told.get(label, {})) for label in (_CUSTOMERS, _USERS))
    if buyers is None or users is None:
        return {}
    return {people_keys.OPTION: people_keys.usual(buyers, users)}


def _tables(context: Context) -> Mapping[Kind, Resource]:
    """The tables of an account: its customers are companies or users."""
    if people_keys.is_of_people(context):
        return {"orders": ORDERS_OF_PEOPLE, "customers": PEOPLE, "stock": STOCK}
    return {"orders": ORDERS, "customers": CUSTOMERS, "stock": STOCK}


def _buyers(after: str = "") -> Request:
    query = (("sortBy", "ID"), ("page", "1"), ("pageSize", "100"), *((("ID", f">{after}"),) if after else ()))
    return Request(method="GET", path="/v1/buyers", query=query)


def _names(answer: Document) -> Json:
    return {to_text(row.get("ID")): to_text(row.get("Name")) for row in maps_in(answer.get("Items"))}


def _next_buyers(answer: Document) -> Request | None:
    rows = maps_in(answer.get("Items"))
    return _buyers(to_text(rows[-1].get("ID"))) if len(rows) == 100 else None


_CUSTOMERS, _USERS = "Customers", "Their users"


def _sorts(context: Context) -> tuple[Choice, ...]:
    """What customers may be; an account from before there was a choice has said nothing, and has companies."""
    companies = "" if context.options.get(people_keys.OPTION) == "" else people_keys.COMPANIES
    return Choice(value=companies, label="companies"), Choice(value=people_keys.PEOPLE, label="users")


_YES_NO = (Choice(value="no", label="no"), Choice(value="yes", label="yes"))

VENDOR = Vendor(
    id="ordercloud",
    label=LABEL,
    badge=Badge(shape="diamond", letter="C", light=("#F6DCCF", "#7E3B18"), dark=("#482C1D", "#F2BA9D")),
    summary="API client with a user name and password, or with its secret",
    credentials=login.CREDENTIALS,
    options=(
        Input(name="currency", label="Currency", value="USD", limit=3, hint="of orders that name none"),
        Input(name="drafts", label="Show drafts", editor="choice", value="no", choices=_YES_NO,
              hint="baskets; needs UnsubmittedOrderReader"),
        Input(name="direction", label="Orders", editor="choice", value="Incoming", choices=(
            Choice(value="Incoming", label="to us"), Choice(value="All", label="all, also of suppliers"),
        )),
        Input(name=people_keys.OPTION, label="Customers are", editor="choice", value="", required=False,
              choices=(Choice(value="", label="as their numbers suggest"), *_sorts(Context()))),
        Input(name="status_path", label="Own status", value="", required=False,
              hint="a path in xp, such as xp.ShippingStatus"),
        Input(name="own_fields", label="Own fields", value="", required=False,
              hint="offered for all orders, such as xp.Gift, xp.PO"),
    ),
    scope=("drafts", "direction", people_keys.OPTION),
    servers=login.SERVERS,
    note="Sign in as seller staff. With a client’s secret alone, everybody here acts as the client’s own user.",
    login=login.SIGN_IN,
    sign=bears,
    identity=lambda credentials: credentials["client_id"].casefold(),
    probes=(
        ProbeStep(label="Signed in", request=Request(method="GET", path="/v1/me"), finds=_who),
        _list("Orders", "/orders/Incoming"), _list(_CUSTOMERS, "/buyers"), _list(_USERS, "/buyerusers"),
        _list("Products", "/products"),
    ),
    login_hint=login.LOGIN_HINT,
    references=(
        Reference(name="buyers", request=_buyers(), keep=_names, then=_next_buyers, loose=True, optional=True),
    ),
    limits=answers.LIMITS,
    refusal=answers.refusal,
    words=answers.words,
    forbids=answers.forbids,
    busy=answers.busy,
    clean=alone,
    version="3",
    resources=_tables(Context()),
    bind=_tables,
    usual=_usual,
    offers=lambda context: {people_keys.OPTION: _sorts(context)},
)  # fmt: skip
