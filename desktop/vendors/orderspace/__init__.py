"""Orderspace (orderspace.com), API v1: everything that the desk knows about this platform."""

from collections.abc import Mapping

from desktop.forms import Badge, Choice, Input
from desktop.records import Kind
from desktop.vendors.codecs import to_text
from desktop.vendors.connecting import bears, without_blanks
from desktop.vendors.contract import Context, Document, ProbeStep, Request, Resource, Vendor
from desktop.vendors.orderspace import answers, login
from desktop.vendors.orderspace.customers import CUSTOMERS
from desktop.vendors.orderspace.customers import ROWS as CUSTOMER_ROWS
from desktop.vendors.orderspace.orders import orders
from desktop.vendors.orderspace.references import REFERENCES
from desktop.vendors.orderspace.stock import stock
from desktop.vendors.places import maps_in


def _newest(answer: Document, credentials: object) -> str:
    """The platform does not tell whose site it is (2.3): its newest customer shows it."""
    customers = maps_in(answer.get("customers"), "customers")
    return f"newest customer: {to_text(customers[0].get('company_name'))}" if customers else "no customers yet"


def tables(context: Context) -> Mapping[Kind, Resource]:
    """The tables of an account: with templates or without, with its own price lists."""
    return {"orders": orders(context), "customers": CUSTOMERS, "stock": stock(context)}


_YES_NO = (Choice(value="no", label="no"), Choice(value="yes", label="yes"))

VENDOR = Vendor(
    id="orderspace",
    label=answers.LABEL,
    badge=Badge(shape="square", letter="S", light=("#DCE2EC", "#36455E"), dark=("#2C3544", "#B9C7DE")),
    summary="Client ID and secret of a custom integration",
    credentials=login.CREDENTIALS,
    options=(
        Input(name="currency", label="Currency", value="GBP", limit=3, hint="of the prices of products"),
        Input(name="templates", label="Show standing orders", editor="choice", value="no", choices=_YES_NO,
              hint="the templates themselves"),
    ),
    scope=("templates",),
    servers=login.SERVERS,
    note="One connection for each site. Orderspace does not tell its name: give the connection one that you know.",
    login=login.SIGN_IN,
    sign=bears,
    tidy=without_blanks,
    identity=lambda credentials: credentials["client_id"],
    probes=(
        ProbeStep(
            label="Signed in", request=Request(method="GET", path="/customers", query=(("limit", "1"),)), finds=_newest,
            rows=CUSTOMER_ROWS,
        ),
    ),
    login_hint=login.LOGIN_HINT,
    references=REFERENCES,
    limits=answers.LIMITS,
    refusal=answers.refusal,
    words=answers.words,
    version="2",
    resources=tables(Context()),
    bind=tables,
)  # fmt: skip
