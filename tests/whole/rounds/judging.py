"""What is wrong after an edit, in words: by the vendor's own data, by its ledger, and by the copy."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.changes import Entry
from desktop.vendors.contract import Documents, Field, Resource
from desktop.vendors.tables import find_field, with_keys
from tests.whole.rounds.beside import beside, may_be_refused
from tests.whole.rounds.theirs import Place, Reader, Snapshot, changed, standing
from tests.whole.rounds.wishes import Wish


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Judges one edit by what the vendor had before it and has since."""

    vendor: str
    resource: Resource
    wanted: Wish
    before: Snapshot
    after: Snapshot

    def refused(self, left: Entry, profile: Sequence[str]) -> Iterator[str]:
        """Only where nobody can know before, with the vendor's words, and nothing has changed."""
        if not may_be_refused(self.vendor, profile, self.wanted) or left.state != "refused" or not left.words:
            yield f"{left.state}: {left.words}"
        yield from (f"{place} has moved all the same" for place in changed(self.before, self.after))

    def sent(self, writes: Sequence[Any], account: str) -> Iterator[str]:
        """Once, for this account, and without blanking what it does not say."""
        if len([write for write in writes if write.applied]) > 1:
            yield f"sent {len(writes)} times"
        for write in writes:
            if (write.account, write.absent) != (account, ()):
                yield f"sent for {write.account}, blanking {write.absent}"

    def says(self, kept: Documents) -> Iterator[str]:
        """What was typed stands there now, at the vendor's and in the copy; a line in its place, whatever its name."""
        field = self.wanted.spot.field
        for who, documents in (("the vendor", self._view(self.after)), ("the copy", kept)):
            value = field.codec.decode(standing(self.resource, documents, field, self._line(documents)))
            if not field.codec.same(value, self.wanted.change.wanted):
                yield f"{who} says {value!r}"

    def moved(self) -> Iterator[str]:
        """What is neither where the field lies nor where one lies that it declares to move is as it was."""
        was, now = self._reader(self.before), self._reader(self.after)
        for place in sorted(changed(self.before, self.after), key=str):
            is_own = (
                was.has(place) and now.has(place) and (self._reads(was, now, place) or self._reads(now, was, place))
            )
            if not is_own and not beside(self.vendor, self.wanted, place):
                yield f"{place} has moved"

    def _reads(self, reader: Reader, other: Reader, place: Place) -> bool:
        """Whether one of the fields is read from there at that moment."""
        line = self._line(self._view(reader.snapshot))
        return any(
            reader.reads(field, line if is_of_line else "", place, other.says(place))
            for field, is_of_line in self._fields()
        )

    def _fields(self) -> Iterator[tuple[Field, bool]]:
        """The field, and what it declares to move in its line and in the record."""
        spot = self.wanted.spot
        yield spot.field, bool(spot.line)
        for name in spot.field.moves:
            if spot.line and (own := find_field(self.resource, name, spot.line)) is not None:
                yield own, True
            if (other := find_field(self.resource, name)) is not None:
                yield other, False

    def _view(self, snapshot: Snapshot) -> Documents:
        key = self.wanted.spot.key
        return self.resource.view(key, snapshot.documents(self.resource.kind, key))

    def _reader(self, snapshot: Snapshot) -> Reader:
        key = self.wanted.spot.key
        documents = snapshot.documents(self.resource.kind, key)
        return Reader(resource=self.resource, key=key, snapshot=snapshot, documents=documents)

    def _line(self, documents: Documents) -> str:
        """What the line is known by that is in this place of its table; "" for a field of the record itself."""
        table, number = self.wanted.spot.at
        if table < 0:
            return ""
        keyed = with_keys(self.resource.lines[table], documents.get(self.resource.part, {}))
        return keyed[number][0] if number < len(keyed) else ""
