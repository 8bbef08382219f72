"""What all kinds of records have alike: list, get, keep, delete (contract 3, 5, 7)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from desktop.sandbox.orderspace.call import Call, Refused
from desktop.sandbox.orderspace.listing import Filter, Test, answer_list, tests_of
from desktop.sandbox.orderspace.site import Site
from desktop.sandbox.orderspace.table import Document, Row, Table
from desktop.sandbox.wire import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A kind of record: the key that wraps one and that which holds many, and where they lie.

    words: why one is not found; hidden: the fact and the value that keep a row from lists that do not ask for it by
    that fact, where the switch says so; paged: in pages, of which each tells whether there is more.
    """

    name: str
    plural: str
    table: Callable[[Site], Table]
    words: str
    filters: Mapping[str, Filter] = field(default_factory=dict)
    hidden: tuple[str, object] | None = None
    paged: bool = True
    tells_more: Callable[[Site], bool] = lambda site: True

    def find(self, call: Call) -> Row:
        """The record that the path names. Raises Refused."""
        row = self.table(call.site).row(call.key)
        if row is None:
            raise self.missing(call.key)
        return row

    def missing(self, key: str) -> Refused:
        return Refused(404, self.words.format(key=key))

    def page(self, call: Call) -> Answer:
        table = self.table(call.site)
        if not self.paged:
            return call.listed(self.plural, (row.body for row in table.listed()))
        tests = tests_of(call, self.filters) + self._veil(call)
        return answer_list(call, table, self.plural, tests, self.words, tells_more=self.tells_more(call.site))

    def get(self, call: Call) -> Answer:
        table = self.table(call.site)
        if call.key in table.deleted and not table.row(call.key) and call.site.is_on("deleted_readable"):
            return call.deleted(self.name, call.key, applied=False)
        return call.found(self.name, self.find(call).body)

    def kept(self, call: Call, document: Document, **aside: object) -> Answer:
        """Keep what was made or changed, and answer with the whole of it."""
        row = self.table(call.site).put(document["id"], document, **aside)
        return call.found(self.name, row.body, applied=True)

    def dropped(self, call: Call, row: Row) -> Answer:
        self.table(call.site).drop(row.key)
        return call.deleted(self.name, row.key)

    def _veil(self, call: Call) -> list[Test]:
        if self.hidden is None or not call.site.is_on("hide_inactive"):
            return []
        fact, value = self.hidden
        return [] if call.request.asked(fact) else [lambda row: bool(row.facts[fact] != value)]
