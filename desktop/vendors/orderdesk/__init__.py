"""Order Desk (orderdesk.com), API v2: everything that the desk knows about this platform."""

from desktop.forms import Badge, Input
from desktop.vendors.contract import Vendor
from desktop.vendors.orderdesk import answers
from desktop.vendors.orderdesk.customers import CUSTOMERS
from desktop.vendors.orderdesk.orders import ORDERS
from desktop.vendors.orderdesk.stock import STOCK

VENDOR = Vendor(
    id="orderdesk",
    label="Order Desk",
    badge=Badge(shape="folder", letter="D", light=("#E3E8C6", "#48530F"), dark=("#343A1B", "#CDD88F")),
    summary="Store ID and API key",
    credentials=(
        Input(name="store_id", label="Store ID", hint="Store Settings, tab API"),
        Input(name="api_key", label="API key", editor="secret", hint="on the same page"),
    ),
    options=(
        Input(
            name="currency",
            label="Currency",
            value="USD",
            limit=3,
            hint="shown beside its amounts",
        ),
    ),
    servers=(Input(name="api", label="Address", value="https://app.orderdesk.me/api/v2"),),
    note="One connection for each store. An account with several stores needs several.",
    sign=answers.sign,
    tidy=answers.tidy,
    identity=lambda credentials: credentials["store_id"],
    probes=answers.PROBES,
    login_hint=answers.LOGIN_HINT,
    references=answers.REFERENCES,
    limits=answers.LIMITS,
    refusal=answers.refusal,
    words=answers.words,
    clean=answers.clean,
    version="2",
    resources={"orders": ORDERS, "customers": CUSTOMERS, "stock": STOCK},
)
