"""Ordermentum (ordermentum.com), API v1 and v2: everything that the desk knows about this platform."""

from collections.abc import Mapping

from desktop.forms import Badge, Input
from desktop.records import Kind
from desktop.vendors.contract import Context, Document, ProbeStep, Request, Resource, Vendor
from desktop.vendors.ordermentum import answers, login
from desktop.vendors.ordermentum.codecs import SYDNEY, without_secrets
from desktop.vendors.ordermentum.customers import CUSTOMERS
from desktop.vendors.ordermentum.order_lists import ORDERS
from desktop.vendors.ordermentum.orders import orders
from desktop.vendors.ordermentum.references import REFERENCES, offered
from desktop.vendors.ordermentum.stock import stock
from desktop.vendors.places import as_map


def _some(answer: Document, credentials: object) -> str:
    """Another supplier's id may be answered with an empty list (3.2)."""
    total = as_map(answer.get("meta")).get("totalResults", answer.get("totalResults"))
    if total == 0 or (total is None and not answer.get("data")):
        return "no orders: if there are some, check the supplier ID"
    return "" if total is None else f"{total} orders"


def tables(context: Context) -> Mapping[Kind, Resource]:
    """The tables of an account: with its zone, and its location of stock."""
    return {"orders": orders(context), "customers": CUSTOMERS, "stock": stock(context)}


VENDOR = Vendor(
    id="ordermentum",
    label=answers.LABEL,
    badge=Badge(shape="circle", letter="M", light=("#CDE8E8", "#0E5357"), dark=("#143D40", "#93D8DA")),
    summary="Supplier ID with an API key, or with a user name and password",
    credentials=login.CREDENTIALS,
    options=(
        Input(name="timezone", label="Time zone", value=SYDNEY, hint="where Ordermentum does not tell it"),
        Input(name="location_id", label="Stock location", value="", required=False, hint="its ID; later by its name"),
    ),
    scope=("location_id",),
    servers=login.SERVERS,
    note=login.ENDS,
    login=login.SIGN_IN,
    sign=login.sign,
    complete=login.complete,
    tidy=login.tidy,
    identity=lambda credentials: credentials["supplier_id"].casefold(),
    probes=(
        login.WHOSE,
        ProbeStep(
            label="Signed in", finds=_some, rows=ORDERS,
            request=Request(method="GET", path="/v2/orders", query=(("pageSize", "1"), ("pageNo", "1"))),
        ),
    ),
    login_hint=login.LOGIN_HINT,
    references=REFERENCES,
    limits=answers.LIMITS,
    refusal=answers.refusal,
    words=answers.words,
    patience=answers.patience,
    forbids=answers.forbids,
    blames=answers.blames,
    clean=without_secrets,
    veil=without_secrets,
    version="1",
    resources=tables(Context()),
    bind=tables,
    offers=offered,
)  # fmt: skip
