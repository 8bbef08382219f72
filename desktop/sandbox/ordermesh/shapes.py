"""What a client may send, and how each member is read; what it may not is passed over and told (contract 6, 11)."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from desktop.sandbox.ordermesh.call import pascal, wrong
from desktop.sandbox.ordermesh.money import Document

Read = Callable[[Any, str, list[str]], object]
"""A sent value, the place where it stands, and where to note what has no effect. Raises Refused."""
Shape = Mapping[str, Read]

CURRENCIES = ("USD", "CAD", "EUR")
LANGUAGES = ("en", "es", "pt")


def text(value: Any, place: str, ignored: list[str]) -> object:  # noqa: ANN401 - any JSON
    if not isinstance(value, str):
        raise wrong("A text is expected.", pascal(place), value)
    return value


def text_or_null(value: Any, place: str, ignored: list[str]) -> object:  # noqa: ANN401 - any JSON
    return None if value is None else text(value, place, ignored)


def flag(value: Any, place: str, ignored: list[str]) -> object:  # noqa: ANN401 - any JSON
    if not isinstance(value, bool):
        raise wrong("True or false is expected.", pascal(place), value)
    return value


def number(value: Any, place: str, ignored: list[str]) -> object:  # noqa: ANN401 - any JSON
    """Money as it is sent: a plain number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) >= 10**12:
        raise wrong("A number is expected.", pascal(place), value)
    return value


def quantity(value: Any, place: str, ignored: list[str]) -> object:  # noqa: ANN401 - any JSON
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 10**6:
        raise wrong("A whole number above 0 is expected.", pascal(place), value)
    return value


def one_of(*words: str) -> Read:
    """One of these words, in any letter case; it is kept as it was sent."""

    def read(value: Any, place: str, ignored: list[str]) -> object:  # noqa: ANN401 - any JSON
        if not isinstance(value, str) or value.casefold() not in {word.casefold() for word in words}:
            raise wrong(f"One of {', '.join(words)} is expected.", pascal(place), value)
        return value

    return read


def country(value: Any, place: str, ignored: list[str]) -> object:  # noqa: ANN401 - any JSON
    if value in (None, ""):
        return value
    if not (isinstance(value, str) and len(value) == 2 and value.isascii() and value.isalpha()):
        raise wrong("A country is two letters.", pascal(place), value)
    return value


def texts(value: Any, place: str, ignored: list[str]) -> object:  # noqa: ANN401 - any JSON
    """A map of texts."""
    if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
        raise wrong("A map of texts is expected.", pascal(place), value)
    return value


def ids(value: Any, place: str, ignored: list[str]) -> object:  # noqa: ANN401 - any JSON
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise wrong("A list of texts is expected.", pascal(place), value)
    return value


def whole(shape: Shape) -> Read:
    """An object that replaces another: what it leaves out is null."""

    def read(value: Any, place: str, ignored: list[str]) -> object:  # noqa: ANN401 - any JSON
        if not isinstance(value, dict):
            raise wrong("An object is expected.", pascal(place), value)
        return dict.fromkeys(shape) | taken(shape, value, ignored, f"{place}.")

    return read


def many(shape: Shape) -> Read:
    """A list of such objects."""
    one = whole(shape)

    def read(value: Any, place: str, ignored: list[str]) -> object:  # noqa: ANN401 - any JSON
        if not isinstance(value, list):
            raise wrong("A list is expected.", pascal(place), value)
        return [one(each, f"{place}[{number}]", ignored) for number, each in enumerate(value)]

    return read


def or_null(read: Read) -> Read:
    return lambda value, place, ignored: None if value is None else read(value, place, ignored)


def taken(shape: Shape, sent: Mapping[str, Any], ignored: list[str], place: str = "") -> Document:
    """The members of a body that the shape knows, read. Raises Refused."""
    ignored += [place + name for name in sent if name not in shape]
    return {name: shape[name](value, place + name, ignored) for name, value in sent.items() if name in shape}


def patched(shape: Shape, sent: Mapping[str, Any], ignored: list[str]) -> Document:
    """The same for a PATCH: a member that is null counts as not sent (contract 7), and that is told. Raises Refused."""
    ignored += [name for name, value in sent.items() if value is None]
    return taken(shape, given(sent), ignored)


def given(sent: Mapping[str, Any]) -> Document:
    """What is not null."""
    return {name: value for name, value in sent.items() if value is not None}


def _shape(members: str, read: Read) -> Iterator[tuple[str, Read]]:
    return ((name, read) for name in members.split())


ADDRESS: Shape = dict(_shape("firstName lastName line1 line2 line3 city state zip phone email", text_or_null)) | {
    "countryCode": country
}
SERVED_ADDRESS = (
    *("location", "firstName", "lastName", "line1", "line2", "line3"),
    *("city", "state", "zip", "countryCode", "phone", "email"),
)
"""As it is served; the location is the system's own."""
_PLACE: Shape = {"longitude": number, "latitude": number}
_IMAGE: Shape = dict(_shape("url thumbnailUrl area printMethod", text_or_null))
OUR_IMAGE = ("ourUrl", "ourFileId", "ourThumbnailUrl", "ourThumbnailFileId", "vendorReadyFileId")
_PAIR: Shape = {"name": text, "value": text_or_null}
_TRANSACTION: Shape = {"total": number} | dict(
    _shape("currencyCode transactionDate transactionId authorizationCode", text_or_null)
)
_BILLING: Shape = {
    "fullName": text_or_null,
    "address": or_null(whole({**ADDRESS, "location": or_null(whole(_PLACE))})),
}
_PAYMENT: Shape = dict(_shape("method subMethod cardFirst4 cardLast4", text_or_null)) | {
    "billingInfo": or_null(whole(_BILLING)),
    "customerTransactions": or_null(many(_TRANSACTION)),
}

ORDER_PATCH: Shape = {
    "shippingAddress": whole(ADDRESS),
    "billingAddress": whole(ADDRESS),
    "customerShippingMethod": text,
    "meta": texts,
}
ITEM_PATCH: Shape = {"quantity": quantity, "sku": text}

NEW_ITEM: Shape = {
    "sku": text,
    "quantity": quantity,
    "externalId": text,
    "images": many(_IMAGE),
    "options": many(_PAIR),
    "attributes": many(_PAIR),
    "clientAttributes": texts,
    "meta": texts,
    **dict(_shape("isSample skipImgManip skipImageValidation skipSkuValidation", flag)),
}
TOTALS = (
    *("customerTotal", "customerItemTotal", "customerTotalShipping", "customerTotalTaxes"),
    "customerTotalDiscountAndPromotions",
)
NEW_ORDER: Shape = {
    **dict(_shape("safeId externalId merchantId customerShippingMethod", text)),
    **dict(_shape("shippingAddress billingAddress returnAddress", whole(ADDRESS))),
    "languageCode": one_of(*LANGUAGES),
    "currencyCode": one_of(*CURRENCIES),
    **dict(_shape("isTest isSample", flag)),
    "client": whole(dict(_shape("source details version ip", text_or_null))),
    "meta": texts,
    **dict.fromkeys(TOTALS, number),
    "customerPaymentMethods": many(_PAYMENT),
}
"""But for its items."""

NOTE: Shape = {"orderId": text, "text": text}
SHIPMENT_PATCH: Shape = {"shipmentStatus": quantity, "shippingMethod": text}
PACKAGE: Shape = dict(_shape("carrierName carrierMethodName carrierTrackingNumber carrierLink", text_or_null)) | {
    "carrierAccount": flag,
    "shippedDate": text_or_null,
    "fulfilledDate": text_or_null,
    "orderItemIDs": ids,
}
