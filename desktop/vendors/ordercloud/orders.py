"""Orders: their tables, walks, edits and acts put together."""

from dataclasses import replace
from datetime import timedelta

from desktop.vendors.codecs import to_text
from desktop.vendors.contract import Ask, Context, Document, Documents, Request, Rows, Sweep
from desktop.vendors.ordercloud import order_lists as lists
from desktop.vendors.ordercloud import order_walks as walks
from desktop.vendors.ordercloud.lists import LAG, all_pages, below, chunks, key_of
from desktop.vendors.ordercloud.login import lacks
from desktop.vendors.ordercloud.order_acts import APPROVE, CANCEL, COMPLETE, DECLINE, SUBMIT
from desktop.vendors.ordercloud.order_edits import TABLE, write
from desktop.vendors.ordercloud.order_fields import NOT_YET_OR_OPEN
from desktop.vendors.ordercloud.order_history import APPROVAL, PAYMENT, PROMOTION, RETURN
from desktop.vendors.ordercloud.order_records import LINES, SCHEDULE, status, view
from desktop.vendors.ordercloud.order_totals import recompute
from desktop.vendors.ordercloud.order_walks import LINE, PART, direction
from desktop.vendors.ordercloud.parcels import TAKE_BACK, shipments_of
from desktop.vendors.ordercloud.people_keys import key_of as user_key
from desktop.vendors.ordercloud.saved_addresses import saved_of
from desktop.vendors.ordercloud.shipping import SHIP_ALL, SHIP_PART
from desktop.vendors.ordercloud.steps import at
from desktop.vendors.places import maps_in
from desktop.vendors.tallies import parts_of


def read(key: str, context: Context) -> tuple[Ask, ...]:
    """The order and all its lines; both are exact (4.5)."""
    order = Request(method="GET", path=at("orders", direction(context), key))
    lines = Rows(member="Items", owner=lambda line: key, part=LINE, id=key_of)
    path = below("orders", direction(context), key, "lineitems")
    rows = Rows(member="", owner=key_of, part=PART)
    return Ask(request=order, rows=rows), all_pages(path, lines, LINE, (("sortBy", "ID"),))


def more(key: str, documents: Documents, context: Context) -> tuple[Ask, ...]:
    """Payments, promotions, approvals, returns and shipments with what is in them (6.8, 8); what its lines cost, and
    where its buyer may have them, as long as that may be changed.
    """
    path, order = below("orders", direction(context), key), documents.get(PART, {})
    is_over = status(order) not in NOT_YET_OR_OPEN

    def rows(part: str) -> Rows:
        return Rows(member="Items", owner=lambda row: key, part=part, id=_id_of)

    asks = [
        all_pages(f"{path}/payments", rows(PAYMENT), PAYMENT),
        all_pages(f"{path}/promotions", rows(PROMOTION), PROMOTION),
        all_pages(f"{path}/approvals", rows(APPROVAL), APPROVAL),
        all_pages("/orderreturns", rows(RETURN), RETURN, (("OrderID", key),)),
        *shipments_of(key),
        *(
            all_pages("/priceschedules", rows(SCHEDULE), SCHEDULE, (("ID", "|".join(ids)), ("sortBy", "ID")))
            for ids in chunks([] if is_over else _schedules(order, context))
        ),
        *(() if is_over else saved_of(key, order, context)),
    ]
    return tuple(replace(ask, optional=True) for ask in asks)


def _schedules(order: Document, context: Context) -> list[str]:
    """The price schedules of its lines: they say what another quantity costs (9.4)."""
    if lacks(context, "PriceScheduleReader", "PriceScheduleAdmin"):
        return []
    named = (to_text(line.get("PriceScheduleID")) for line in maps_in(order.get(LINES), LINES))
    return list(dict.fromkeys(filter(None, named)))


def _id_of(row: Document) -> str:
    """What a payment, promotion, approval … is told apart by."""
    return to_text(row.get("ID") or row.get("ApprovalRuleID") or row.get("Code"))


def search(documents: Documents) -> str:
    """What people know an order by beside its own words: the shop's own fields."""
    xp = documents[PART].get("xp")
    values = xp.values() if isinstance(xp, dict) else [xp]
    return "\n".join(value for value in values if isinstance(value, str))


def lag(request: Request) -> timedelta:
    """Lists of orders and lines come from an index; the order itself, and its own lines, do not (4.5)."""
    steps = request.path.strip("/").split("/")
    is_index = steps[1:2] == ["lineitems"] or (steps[1:2] == ["orders"] and len(steps) == 3)
    return LAG if is_index else timedelta()


ORDERS = replace(
    TABLE,
    search=search,
    history=(
        walks.SUBMITTED, lists.awaiting("awaiting"), lists.ended("ended"), lists.undated("undated"),
        lists.drafts("drafts"),
    ),
    news=(
        walks.CHANGED, lists.awaiting_anew("awaiting anew"), lists.ended("ended anew"), lists.drafts("drafts anew"),
        lists.OPEN_ANEW,
    ),
    sweeps=(
        Sweep(walks=(
            walks.SWEEP, lists.awaiting("awaiting swept"), lists.ended("ended swept"), lists.undated("undated swept"),
            lists.drafts("drafts swept"),
        )),
    ),
    read=read,
    more=more,
    view=view,
    write=write,
    acts=(SUBMIT, APPROVE, DECLINE, SHIP_ALL, SHIP_PART, TAKE_BACK, COMPLETE, CANCEL),
    totals=("subtotal", "promotions", "base_discount", "shipping", "tax", "gratuity", "fees", "total"),
    recompute=recompute,
    lag=lag,
    parts=parts_of(lambda documents: to_text(documents[PART].get("FromCompanyID"))),
    refused=lambda context: lacks(context, "OrderReader", "OrderAdmin"),
    stamp=lambda order: to_text(order.get("LastUpdated")),
)  # fmt: skip


def _user(documents: Documents) -> str:
    order = documents[PART]
    return user_key(to_text(order.get("FromCompanyID")), to_text(order.get("FromUserID")))


ORDERS_OF_PEOPLE = replace(ORDERS, parts=parts_of(_user))
"""The same where users are the customers: each has those that it placed itself (7)."""
