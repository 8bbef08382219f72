"""Variants of a catalogue: how one is made of a body, and how a body changes one (contract 6.7, 7)."""

from typing import Any

from desktop.sandbox.ordermesh.call import Call, pascal, wrong
from desktop.sandbox.ordermesh.money import Document
from desktop.sandbox.ordermesh.shapes import Shape, given, many, number, or_null, taken, text, text_or_null, whole


def _pixels(value: Any, place: str, ignored: list[str]) -> object:  # noqa: ANN401 - any JSON
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise wrong("A whole number is expected.", pascal(place), value)
    return value


def _flag_or_null(value: Any, place: str, ignored: list[str]) -> object:  # noqa: ANN401 - any JSON
    if value is not None and not isinstance(value, bool):
        raise wrong("True or false is expected.", pascal(place), value)
    return value


PRICE: Shape = {
    "currencies": many({"amount": number, "currency": text}),
    "amount": number,
    "currency": text_or_null,
}
PRINT_IMAGE: Shape = dict.fromkeys(
    ("sourcePrintFileUrl", "imageUploadStatus", "imageUploadStatusDesc", "ourPrintFileId", "ourPrintFileUrl"),
    text_or_null,
)
DECORATION: Shape = {
    "area": text,
    **dict.fromkeys(("width", "height", "dpi"), _pixels),
    "method": text,
    "price": or_null(whole(PRICE)),
    "printImage": or_null(whole(PRINT_IMAGE)),
}
VARIANT: Shape = {
    "sku": text,
    "merchantSku": text_or_null,
    "merchantPrice": or_null(whole(PRICE)),
    "skipImageManipulation": _flag_or_null,
    "productId": text_or_null,
    "decorations": many(DECORATION),
    "attributes": or_null(many({"name": text, "value": text_or_null})),
}
_MEMBERS = ("id", *VARIANT)


def new_variant(call: Call, sent: Document, id: str | None = None) -> Document:
    """A variant of what was sent alone; its id is the system's own. Raises Refused."""
    members = _read(call, sent)
    made = {"id": id or call.merchant.new_id(), "decorations": [], **members}
    return {name: made.get(name) for name in _MEMBERS}


def changed_variant(call: Call, before: Document, sent: Document) -> Document:
    """A variant with what was sent: by default merged, by the profile `variant_replaces` instead of it."""
    if call.is_on("variant_replaces"):
        return new_variant(call, sent, before["id"])
    members = _read(call, sent)
    after = {**before, **members}
    if "decorations" in members:
        after["decorations"] = _merged(before["decorations"], sent["decorations"], members["decorations"])
    return after


def _read(call: Call, sent: Document) -> Document:
    """The members that are not null, which counts as left out; its id is told as having no effect. Raises Refused."""
    return taken(VARIANT, given(sent), call.ignored, "variants.")


def _merged(before: list[Document], sent: list[Document], read: list[Document]) -> list[Document]:
    """Decorations by their area: what a sent one leaves out stays, and so do the areas that are not sent."""
    kept = {each["area"]: each for each in before}
    for raw, each in zip(sent, read, strict=True):
        old = kept.get(each["area"], each)
        new = {name: each[name] for name in given(raw) if name in each}
        if old.get("printImage") and new.get("printImage"):
            new["printImage"] = {**old["printImage"], **given(new["printImage"])}
        kept[each["area"]] = {**old, **new}
    return list(kept.values())
