"""What all kinds of records have alike: list, get, create, replace, merge, delete (contract 3.1, 3.3)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.sandbox.ordercloud.call import Call, Document, missing, taken
from desktop.sandbox.ordercloud.listing import LARGEST_PAGE, Listing
from desktop.sandbox.ordercloud.market import Scope
from desktop.sandbox.ordercloud.shapes import Shape
from desktop.sandbox.ordercloud.writing import merged, replaced
from desktop.sandbox.wire import Answer

Check = Callable[[Call, Document | None, Document], Document]
"""The record as it was (none: a new one) and as it is to be; gives it with what the server adds. Raises Refused."""


def _as_it_is(call: Call, before: Document | None, after: Document) -> Document:
    return after


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A kind of record and where it lies.

    owners: kind and title of each record that it lies under, in the order of the path; check: see `Check`;
    made and dropping: what else happens when one is new, and what must hold (Refused) or happens before one goes;
    changed: what follows from every write; shown: a record as served.
    """

    kind: str
    title: str
    listing: Listing
    owners: tuple[tuple[str, str], ...] = ()
    check: Check = _as_it_is
    made: Callable[[Call, Document], None] = lambda call, record: None
    dropping: Callable[[Call, Document], None] = lambda call, record: None
    changed: Callable[[Call], None] = lambda call: None
    shown: Callable[[Call, Document], Document] = lambda call, record: record

    @property
    def shape(self) -> Shape:
        return self.listing.shape

    def scope(self, call: Call) -> Scope:
        """Where the records of this path lie. Raises Refused where an owner is not there."""
        above: list[str] = []
        for (kind, title), id in zip(self.owners, call.ids, strict=False):
            if id not in call.market.table(kind, *above):
                raise missing(title, id)
            above.append(id)
        return (self.kind, *above)

    def find(self, call: Call) -> tuple[Scope, Document]:
        """Raises Refused."""
        scope, id = self.scope(call), call.ids[len(self.owners)]
        record = call.market.table(*scope).get(id)
        if record is None:
            raise missing(self.title, id)
        return scope, record

    def list(self, call: Call) -> Answer:
        scope, wanted = self.scope(call), self.listing.wanted(call)
        table = call.market.table(*scope)

        def work() -> Sequence[Document]:
            return wanted.rows(call, (self.shown(call, row) for row in table.values()))

        # What is found in a short table would only crowd out what took long to find.
        return wanted.cut(call, call.worked_out("rows", work) if len(table) > LARGEST_PAGE else work())

    def get(self, call: Call) -> Answer:
        return call.found(self.shown(call, self.find(call)[1]))

    def post(self, call: Call) -> Answer:
        scope, sent = self.scope(call), call.fields()
        after = replaced(self.shape, {}, sent, call.ignored)
        after["ID"] = after["ID"] or call.market.new_id()
        return call.created(self.shown(call, self._new(call, scope, after)))

    def put(self, call: Call) -> Answer:
        """Replace, or create where there is none."""
        scope, id, sent = self.scope(call), call.ids[len(self.owners)], call.fields()
        before = call.market.table(*scope).get(id)
        after = replaced(self.shape, before or {}, sent, call.ignored)
        after["ID"] = after["ID"] or id
        if before is None:
            return call.created(self.shown(call, self._new(call, scope, {**after, "ID": id})))
        return call.done(self.shown(call, self._changed(call, scope, before, after)))

    def patch(self, call: Call) -> Answer:
        scope, before = self.find(call)
        after = merged(self.shape, before, call.fields(), call.ignored)
        return call.done(self.shown(call, self._changed(call, scope, before, after)))

    def delete(self, call: Call) -> Answer:
        scope, record = self.find(call)
        self.dropping(call, record)
        call.market.drop(scope, record["ID"])
        self.changed(call)
        return call.empty()

    def _new(self, call: Call, scope: Scope, after: Document) -> Document:
        if after["ID"] in call.market.table(*scope):
            raise taken(self.title, after["ID"])
        if "DateCreated" in self.shape.own:
            after["DateCreated"] = call.market.stamp()
        after = self.check(call, None, after)
        record = call.market.put(scope, after["ID"], after)
        self.made(call, record)
        self.changed(call)
        return record

    def _changed(self, call: Call, scope: Scope, before: Document, after: Document) -> Document:
        """Keep a changed record, under another ID where the body named one."""
        new, old = after["ID"], before["ID"]
        if new != old and new in call.market.table(*scope):
            raise taken(self.title, new)
        after = self.check(call, before, after)
        record = call.market.put(scope, old, {**after, "ID": old})
        if new != old:
            call.market.rename(scope, old, new)
            record = call.market.table(*scope)[new]
        self.changed(call)
        return record
