"""Why a field may not be edited, what its value must be, and what there is to choose from."""

import re
from collections.abc import Callable

from desktop.forms import Choice
from desktop.records import Value
from desktop.vendors.codecs import to_decimal, to_text
from desktop.vendors.contract import OF_LINE, Codec, Context, Document, Documents
from desktop.vendors.orderdesk.quirks import json_size, pairs_problem
from desktop.vendors.places import as_list, as_map
from desktop.vendors.tables import never

# ── why not ───────────────────────────────────────────────────────────────────────────────────────────────────────

COUNTED = never("Order Desk works this out itself.")
GIVEN = never("Order Desk sets this.")
OF_ORIGIN = never("Set once, where it came from.")
BY_MOVING = never("See acts: moving to another folder.")
NOT_IN_USE = never("Not in use at Order Desk.")
REFUNDED = never("Order Desk sets it on a refund; it is left alone.")
MASKED = never("The last digits; sent back as they are.")
ROUTED = never("Where the line is fulfilled; sent back as received.")

# ── what moves along ──────────────────────────────────────────────────────────────────────────────────────────────

STAMP = ("updated_at",)
TOTALS = ("total", *STAMP)
LINE_TOTALS = ("quantity_total", "weight_total", "subtotal", *TOTALS)

# ── what a value must be ──────────────────────────────────────────────────────────────────────────────────────────

ADDRESS_LIMIT = 100
"""Characters: longer ones were seen cut in mid-word (2.4)."""
CHECKOUT_LIMIT, METADATA_LIMIT = 3500, 2000
"""Characters of the whole map as JSON (2.4)."""
NOTES_LIMIT = 1800
"""Characters of all notes together with their dates and users; above, data is lost (2.4)."""
HISTORY_LIMIT, HISTORY_ENTRIES = 1800, 250
"""Characters of one history note, and how many an order may have (2.4)."""


def needed(value: Value, documents: Documents) -> str:
    """A number that the server would take for 0 when it is left empty."""
    return "" if value not in (None, "") else "A number is needed here; 0 is one."


def whole(value: Value, documents: Documents) -> str:
    """Quantities and stock are whole numbers on this platform (4, 6)."""
    problem = needed(value, documents)
    return problem or ("" if value == int(value) else "Order Desk counts in whole numbers.")  # type: ignore[arg-type]


def ordered(value: Value, documents: Documents) -> str:
    """How many of a line (4). The platform takes less than 0; it is meant only where a shop brought it so."""
    if problem := whole(value, documents):
        return problem
    if to_decimal(value) >= 0 or _is_return(documents.get(OF_LINE, {})):  # type: ignore[operator]
        return ""
    return "A quantity is not below 0. To have the line no more, take it off."


def _is_return(line: Document) -> bool:
    try:
        return (to_decimal(line.get("quantity")) or 0) < 0
    except ValueError:
        return False


def written(member: str, part: str = OF_LINE) -> Callable[[Value, Documents], str]:
    """For a map that is typed as one text."""
    return lambda value, documents: pairs_problem(value, documents.get(part, {}).get(member))


def filled(value: Value, documents: Documents) -> str:
    """A text that the platform requires."""
    return "" if str(value or "").strip() else "This may not be empty."


def dated(value: Value, documents: Documents) -> str:
    """A moment that the platform keeps as it was when it is sent empty."""
    return "" if value is not None else "An order needs its date; Order Desk keeps the old one when this is empty."


def expiry(value: Value, documents: Documents) -> str:
    """The month in which a card ends."""
    fits = not value or re.fullmatch(r"(0[1-9]|1[0-2])/[0-9]{4}", str(value))
    return "" if fits else "A card’s end is written like 02/2027."


def checkout(free: Document) -> str:
    """What is wrong with checkout_data as it would be sent."""
    return _too_long(free, CHECKOUT_LIMIT, "The checkout details")


def among_checkout(codec: Codec) -> Callable[[Value, Documents], str]:
    """As `checkout`, for a field whose codec puts its value among the details, in place of what it said there."""

    def judge(value: Value, documents: Documents) -> str:
        return checkout(as_map(codec.encode(value, documents.get("order", {}).get("checkout_data"))))

    return judge


def metadata(free: Document) -> str:
    """What is wrong with order_metadata as it would be sent."""
    return _too_long(free, METADATA_LIMIT, "The hidden details")


def _too_long(free: Document, limit: int, what: str) -> str:
    size = json_size(free)
    return f"{what} may have {limit} characters together; with this they have {size}." if size > limit else ""


# ── choices ───────────────────────────────────────────────────────────────────────────────────────────────────────


def words(*choices: str) -> tuple[Choice, ...]:
    """Choices that are called what they are."""
    return tuple(Choice(value=word, label=word) for word in choices)


PAYMENTS = words(
    "Approved", "Authorized", "Captured", "Fully Refunded", "Partially Refunded", "Pending", "Rejected", "Voided"
)
DELIVERIES = words("ship", "noship", "download", "future")


def payments(documents: Documents, context: Context) -> tuple[Choice, ...]:
    """The payment states that the platform names (3.3)."""
    return PAYMENTS


def deliveries(documents: Documents, context: Context) -> tuple[Choice, ...]:
    """The ways of delivery that the platform names (4)."""
    return DELIVERIES


def shipping_methods(documents: Documents, context: Context) -> tuple[Choice, ...]:
    """The store's shipping methods; empty where it keeps no list."""
    methods = as_list(as_map(context.references.get("store")).get("shipping_methods"))
    return words(*(to_text(method) for method in methods if isinstance(method, str) and method))


def checkout_keys(context: Context) -> tuple[str, ...]:
    """Checkout details that the store asks for with every order."""
    keys = as_list(as_map(context.references.get("store")).get("checkout_keys"))
    return tuple(key for key in keys if isinstance(key, str) and key)
