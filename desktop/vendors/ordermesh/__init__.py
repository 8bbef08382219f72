"""OrderMesh (ordermesh.io): everything that the desk knows about this platform."""

from collections.abc import Mapping

from desktop.forms import Badge, Input
from desktop.records import Kind
from desktop.vendors.codecs import to_text
from desktop.vendors.connecting import bears, without_blanks
from desktop.vendors.contract import Context, Document, Json, ProbeStep, Resource, Vendor
from desktop.vendors.ordermesh import answers, login
from desktop.vendors.ordermesh.customers import CUSTOMERS
from desktop.vendors.ordermesh.order_walks import ROWS
from desktop.vendors.ordermesh.orders import orders
from desktop.vendors.ordermesh.routes import ADDRESSES, request
from desktop.vendors.ordermesh.stock import REFERENCES, VARIANTS, clean, stock
from desktop.vendors.ordermesh.stock_records import CATALOGUE
from desktop.vendors.places import maps_in

_SECRET = ("cardFirst4", "cardLast4", "authorizationCode")
"""What is never kept of a payment, should it come back (6.3)."""
_PAYMENTS = "customerPaymentMethods"


def _newest(answer: Document, credentials: object) -> str:
    """Nothing tells whose connection it is: its newest order shows it."""
    orders = maps_in(answer.get("orders"), "orders")
    return f"newest order: {to_text(orders[0].get('shortId'))}" if orders else "no orders yet"


def _first(answer: Document, credentials: object) -> str:
    variants = maps_in(answer.get("variants"), "variants")
    return f"such as {to_text(variants[0].get('sku'))}" if variants else "nothing in it yet"


def _stripped(value: Json) -> Json:
    if isinstance(value, dict):
        return {name: _stripped(each) for name, each in value.items() if name not in _SECRET}
    return [_stripped(each) for each in value] if isinstance(value, list) else value


def _clean(document: Document) -> Document:
    """Without what is secret, and without copies of other documents."""
    kept = clean(document)
    payments = kept.get(_PAYMENTS)
    return {**kept, _PAYMENTS: _stripped(payments)} if payments else kept


def _veiled(answer: Json) -> Json:
    """An answer without what is secret of the payments anywhere in it: an order may come in a wrapper, or in a list."""
    if isinstance(answer, dict):
        return {name: _stripped(each) if name == _PAYMENTS else _veiled(each) for name, each in answer.items()}
    return [_veiled(each) for each in answer] if isinstance(answer, list) else answer


def tables(context: Context) -> Mapping[Kind, Resource]:
    """The tables of an account, with the addresses that its connection sets."""
    return {"orders": orders(context), "customers": CUSTOMERS, "stock": stock(context)}


_ONE = (("page", "1"), ("pageSize", "1"))

VENDOR = Vendor(
    id="ordermesh",
    label=answers.LABEL,
    badge=Badge(shape="hexagon", letter="#", light=("#E7DDF2", "#56377C"), dark=("#382A4B", "#D0B8EE")),
    summary="Client ID and secret of a merchant",
    credentials=login.CREDENTIALS,
    options=(
        Input(name="currency", label="Currency", value="USD", limit=3, hint="of prices that name none"),
        Input(name=CATALOGUE, label="Catalogue", value="", required=False, hint="its id, where no list tells it"),
        Input(name=ADDRESSES, label="Addresses", value="", required=False, is_rare=True,
              hint="such as hold=/v1/orders/{}/hold"),
    ),
    servers=login.SERVERS,
    note="Many of OrderMesh’s addresses are not documented: one that does not answer can be set under “Advanced”.",
    login=login.SIGN_IN,
    sign=bears,
    tidy=without_blanks,
    identity=login.identity,
    probes=(
        ProbeStep(
            label="Catalogue", request=request(Context(), "variants", query=_ONE), finds=_first, rows=VARIANTS,
            optional=True,
        ),
        ProbeStep(
            label="Orders", request=request(Context(), "orders", query=_ONE), finds=_newest, rows=ROWS, optional=True
        ),
    ),
    login_hint=login.LOGIN_HINT,
    references=REFERENCES,
    limits=answers.LIMITS,
    refusal=answers.refusal,
    words=answers.words,
    forbids=answers.forbids,
    clean=_clean,
    veil=_veiled,
    version="1",
    resources=tables(Context()),
    bind=tables,
)  # fmt: skip
