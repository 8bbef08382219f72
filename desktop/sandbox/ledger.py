"""The ledger: every request that came and every write with what became of it, for judging deliveries."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime

from desktop.sandbox.wire import Request, read_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """One write. status is the vendor's own (none where it made no answer); ignored: keys sent that had no effect;
    absent: keys that the record has and the body left out, so that they were blanked; fault: what happened to it."""

    number: int
    time: str
    vendor: str
    account: str
    method: str
    path: str
    body: object
    status: int | None
    applied: bool
    ignored: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One request; time is in seconds since 1970 by the sandbox's clock; note: what a client that works never does."""

    number: int
    time: float
    vendor: str
    account: str
    method: str
    path: str
    query: str
    status: int | None
    fault: str = ""
    note: str = ""


@dataclass(slots=True)
class Ledger:
    """Append-only; late: writes taken that are still to be applied."""

    writes: list[Write] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    late: int = 0

    def applied(self, account: str = "") -> list[Write]:
        """The writes that changed the world."""
        return [write for write in self.writes if write.applied and account in ("", write.account)]

    def show_writes(self, since: int = 0) -> dict[str, object]:
        """Everything after the number `since`, as plain values."""
        return {"writes": [asdict(write) for write in self.writes[since:]], "late": self.late}

    def show_visits(self, since: int = 0) -> dict[str, object]:
        """Everything after the number `since`, with the count for each vendor and account."""
        visits = self.visits[since:]
        counts: dict[str, Counter[str]] = {}
        for visit in visits:
            counts.setdefault(visit.vendor, Counter())[visit.account] += 1
        return {"counts": counts, "requests": [asdict(visit) for visit in visits]}


def spell_time(moment: datetime) -> str:
    """UTC with milliseconds, as the ledger writes it."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def readable_body(request: Request) -> object:
    """The body as JSON values where it is JSON, as its fields where it is a form, else as text, or nothing."""
    if not request.body:
        return None
    try:
        if request.is_form:
            return request.form()
        return read_json(request.body)
    except ValueError:
        return request.body.decode("utf-8", "replace")
