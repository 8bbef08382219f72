"""Kinds of records that are listed and read: price groups, categories and their like (contract 9.4, 10, 13, 14)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from desktop.sandbox.ordermentum import stamps
from desktop.sandbox.ordermentum.call import Call, Refused, missing
from desktop.sandbox.ordermentum.listing import Listing, Need
from desktop.sandbox.ordermentum.records import Document, Record, spell, succeed
from desktop.sandbox.ordermentum.table import Table
from desktop.sandbox.wire import Answer


def _member(name: str) -> Callable[[Record], str]:
    return lambda row: str(row.document.get(name) or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One such kind; needed and written: members that a new one must have, and that may be set."""

    kind: str
    title: str
    need: Need = "should"
    largest: int = 50
    is_old: bool = False
    needed: tuple[str, ...] = ()
    written: tuple[str, ...] = ()

    def table(self, call: Call) -> Table[Record]:
        return call.supplier.groups[self.kind]

    def list(self, call: Call) -> Answer:
        listing: Listing[Record] = Listing(
            body=lambda call, row: row.body,
            need=self.need,
            largest=self.largest,
            tests={name: _member(name) for name in ("retailerId", "purchaserId")},
            sorts={name: _member(name) for name in ("name", "nextRunAt")},
            old="always" if self.is_old else "never",
        )
        return listing.answer(call, self.table(call))

    def find(self, call: Call) -> Record:
        """Raises Refused."""
        found = self.table(call).rows.get(call.ids[0])
        if found is None:
            raise missing(self.title)
        return found

    def get(self, call: Call) -> Answer:
        return call.found(self.find(call).body)

    def post(self, call: Call) -> Answer:
        sent, now = call.fields(), call.supplier.now()
        for name in self.needed:
            if not sent.get(name):
                raise Refused(400, f"{name} is required")
        call.ignore(name for name in sent if name not in self.written)
        stamp = stamps.spell(now)
        kept = {name: value for name, value in sent.items() if name in self.written}
        document = {"id": call.supplier.new_id(), **kept, "createdAt": stamp, "updatedAt": stamp}
        record = Record(id=document["id"], created=now, updated=now, document=document)
        return call.done(self.table(call).put(record).body, 201)

    def put(self, call: Call) -> Answer:
        """Merge."""
        record, sent, now = self.find(call), call.fields(), call.supplier.now()
        call.ignore(name for name in sent if name not in self.written)
        changes = {name: value for name, value in sent.items() if name in self.written}
        after = replace(record, updated=now, document=succeed(record, changes, now))
        return call.done(self.table(call).put(after).body)

    def delete(self, call: Call) -> Answer:
        record, now = self.find(call), call.supplier.now()
        self.table(call).drop(record.id)
        return call.done(spell(succeed(record, {"deletedAt": stamps.spell(now)}, now)))


PRICE_GROUPS = Group(
    kind="price-groups",
    title="Price group",
    need="none",
    largest=100,
    needed=("name", "status"),
    written=("name", "description", "status"),
)
CATEGORIES = Group(kind="categories", title="Category")
VISIBILITY_GROUPS = Group(kind="visibility-groups", title="Visibility group")
SCHEDULES = Group(kind="schedules", title="Schedule")
PROPERTIES = Group(kind="properties", title="Property")
INTEGRATIONS = Group(kind="integrations", title="Integration")
CREDIT_NOTES = Group(kind="credit-notes", title="Credit note", need="none")
STANDING_ORDERS = Group(kind="purchaser-schedules", title="Standing order", is_old=True)
WEBHOOKS = Group(
    kind="webhooks",
    title="Webhook",
    needed=("url", "name", "events", "entityId"),
    written=("url", "name", "events", "entityId", "entityType"),
)


def post_webhook(call: Call) -> Answer:
    """It belongs to the supplier that it names. Raises Refused."""
    if call.fields().get("entityId") not in (None, "", call.supplier.id):
        raise Refused(403)
    return WEBHOOKS.post(call)


# ── standing orders ──


def change_schedule(call: Call) -> Answer:
    """What is sent is set as it is (contract 13.1)."""
    sent = call.fields()
    written = ("orderId", "place", "startDate", "endDate", "alias")
    return replace(STANDING_ORDERS, written=written).put(call) if sent else STANDING_ORDERS.get(call)


def skip_run(call: Call) -> Answer:
    return _with_runs(call, call.request.asked("date"), lambda runs, date: {*runs, date})


def reinstate_run(call: Call) -> Answer:
    return _with_runs(call, str(call.fields().get("date") or ""), lambda runs, date: {*runs} - {date})


def _with_runs(call: Call, date: str, changed: Callable[[Iterable[str], str], set[str]]) -> Answer:
    """A standing order with other runs called off. Raises Refused."""
    schedule, now = STANDING_ORDERS.find(call), call.supplier.now()
    if not date:
        raise Refused(400, "date is required")
    runs = sorted(changed(schedule.document["cancelled"], date))
    document = succeed(schedule, {"cancelled": runs}, now)
    return call.done(STANDING_ORDERS.table(call).put(replace(schedule, updated=now, document=document)).body)


def list_projections(call: Call) -> Answer:
    """The runs that are to come, of one customer's standing orders."""
    wanted = call.request.asked("purchaserId")
    schedules = call.supplier.groups["purchaser-schedules"].rows.values()
    runs: list[Document] = [
        {"date": run, "orderId": row.document["orderId"], "purchaserScheduleId": row.id}
        for row in schedules
        if row.document["purchaserId"] == wanted
        for run in row.document["schedule"]["nextRun"]
    ]
    return call.array(spell(run) for run in runs)
