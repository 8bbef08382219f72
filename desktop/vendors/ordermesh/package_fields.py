"""The fields of an order's packages (6.6): what carries them, where to follow them, when they went and came."""

from datetime import UTC, datetime

from desktop.records import Value
from desktop.vendors.codecs import flag, made, text, to_instant, to_text, utc_naive
from desktop.vendors.contract import Document, Documents, Json, Lines
from desktop.vendors.ordermesh.order_fields import listed, of_line
from desktop.vendors.ordermesh.order_records import PACKAGES
from desktop.vendors.tables import always, never

BY_ACT = never("Use “Add package” for it.")
NO_REMOVAL = never("OrderMesh takes no package back.")
WHEN_ADDED = never("It is said when the package is added.")
PACKAGE = "package:"


def _yes_or_no(value: Value, documents: Documents) -> str:
    return "" if isinstance(value, bool) else "It is yes or no."


def _day_of(value: Value, old: Json) -> Json:
    """A moment as packages say it, without a zone (3)."""
    if value is None:
        raise ValueError("it cannot be emptied")
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise ValueError("a time with its zone was expected")
    return value.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat()


naive = made("instant", to_instant, _day_of, utc_naive.same)


def package_key(package: Document) -> str:
    """A package is known by its shipment and itself."""
    return f"{to_text(package.get('shipmentId'))}/{to_text(package.get('id'))}"


PACKAGE_LINES = Lines(
    path=(PACKAGES,),
    prefix=PACKAGE,
    label="Packages",
    row="package",
    key=package_key,
    called=lambda package, documents: to_text(package.get("shortId")) or to_text(package.get("id")),
    fields=(
        of_line("tracking", "carrierTrackingNumber", text, "Tracking number", always),
        of_line("carrier", "carrierName", text, "Carrier", always),
        of_line("method", "carrierMethodName", text, "Service", always),
        of_line("url", "carrierLink", text, "Tracking address", always),
        of_line("shipped", "shippedDate", naive, "Shipped", always),
        of_line("fulfilled", "fulfilledDate", naive, "Fulfilled", always),
        of_line(
            "by_account",
            "carrierAccount",
            flag,
            "On account",
            always,
            check=_yes_or_no,
            hint="of the carrier",
        ),
        of_line("number", "shortId", text, "Number"),
        of_line("contents", "orderItemIDs", listed, "Items", WHEN_ADDED),
    ),
    add=BY_ACT,
    remove=NO_REMOVAL,
    new=lambda: {"id": "", "shipmentId": ""},
)
