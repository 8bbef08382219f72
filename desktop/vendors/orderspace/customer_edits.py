"""How an edit of a customer is sent (10): what changes and nothing else, lists and the e-mail addresses whole."""

from collections.abc import Callable, Sequence

from desktop.changes import Change
from desktop.vendors.codecs import to_text
from desktop.vendors.comparing import is_as_wanted
from desktop.vendors.contract import (
    Ask,
    Document,
    Documents,
    Facts,
    Found,
    Json,
    Request,
    Resource,
    Step,
    Stop,
    steady,
)
from desktop.vendors.orderspace.answers import LABEL
from desktop.vendors.orderspace.customer_fields import ADDRESS_LINES, EMAILS, FIELDS, MAIL_SORTS
from desktop.vendors.orderspace.customer_records import (
    ADDRESSES,
    BUYER,
    BUYERS,
    PART,
    WHERE,
    addresses_of,
    derive,
    view,
)
from desktop.vendors.orderspace.steps import GONE, at, found_in, get
from desktop.vendors.overlay import applied
from desktop.vendors.places import as_map, read
from desktop.vendors.tables import find_field

TABLE = Resource(kind="customers", part=PART, fields=FIELDS, lines=(ADDRESS_LINES,), derive=derive)


def path(facts: Facts) -> str:
    """Where the customer is."""
    return at("customers", facts.key)


def write(key: str, changes: Sequence[Change]) -> tuple[Step, ...]:
    """All changes in one PUT, which leaves alone what it does not say."""

    def request(facts: Facts) -> Request | Stop:
        if PART not in facts.fresh:
            return GONE
        changed = applied(TABLE, facts.fresh, changes)[PART]
        if changed.get(BUYER) != facts.fresh[PART].get(BUYER) and not as_map(changed[BUYER]).get("email_address"):
            return Stop(because="A buyer has an e-mail address: it is what the buyer signs in with.")
        return Request(method="PUT", path=path(facts), body={PART: _said(changed, changes)})

    def look(facts: Facts) -> tuple[Ask, ...]:
        return (get(path(facts)),)

    def happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
        found = found_in(now, PART)
        if found is None:
            return Found(verdict="no", words="It is not there any more.")
        was = found_in(before, PART) or facts.fresh.get(PART, {})
        is_met = _has(_viewed(found), _viewed(was), changes)
        return Found(verdict="yes", answer={PART: found}) if is_met else Found(verdict="no")

    step = Step(name="customer", request=request, look=look, happened=happened, truth=truth, changes=tuple(changes))
    return (steady(step, LABEL),)


def truth(answer: Json) -> Documents | None:
    """The customer in a write's own answer: all of it, as it is since (10)."""
    found = found_in([answer], PART)
    return {PART: found} if found is not None and "id" in found and ADDRESSES in found else None


def _viewed(customer: Document) -> Document:
    return view("", {PART: customer})[PART]


def _said(customer: Document, changes: Sequence[Change]) -> Document:
    """The members that change. Raises ValueError."""
    said: Document = {}
    for change in changes:
        field = None if change.line else find_field(TABLE, change.field)
        member = ADDRESSES if field is None else field.path[0]
        made = _WHOLE.get(member)
        said |= made(customer) if made else {member: customer.get(member)}
    return said


def _buyers(customer: Document) -> Document:
    return {BUYERS: [as_map(customer[BUYER], BUYERS)]}


def _emails(customer: Document) -> Document:
    """All three, whichever changes (10)."""
    known = as_map(customer.get(EMAILS), EMAILS)
    return {EMAILS: {**dict.fromkeys(MAIL_SORTS, ""), **known}}


def _addresses(customer: Document) -> Document:
    """The whole list, without rows that say nothing."""
    rows = [{name: value for name, value in row.items() if name != WHERE} for row in addresses_of(customer)]
    return {ADDRESSES: [row for row in rows if any(map(to_text, row.values()))]}


_WHOLE: dict[str, Callable[[Document], Document]] = {BUYER: _buyers, EMAILS: _emails, ADDRESSES: _addresses}


def _has(now: Document, was: Document, changes: Sequence[Change]) -> bool:
    """Whether a customer says all that is wanted; its addresses are the list that was sent. Raises ValueError."""
    for change in changes:
        field = None if change.line else find_field(TABLE, change.field)
        if field is not None and not is_as_wanted(field.codec, change, field.codec.decode(read(now, field.path))):
            return False
    of_lines = [change for change in changes if change.line]
    wanted = applied(TABLE, {PART: was}, of_lines)[PART] if of_lines else now
    return _words(wanted) == _words(now)


def _words(customer: Document) -> list[Document]:
    """The addresses by what they say."""
    rows: list[Document] = _addresses(customer)[ADDRESSES]
    return [{name: said for name, value in row.items() if (said := to_text(value).strip())} for row in rows]
