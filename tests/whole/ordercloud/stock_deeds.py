"""Everything that can be done to stock at OrderCloud, in each situation in which it is kept elsewhere."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from desktop.changes import Change
from desktop.records import Value
from tests.whole.deeds import Deed, Document
from tests.whole.there import There

Path = tuple[str, ...]
PRODUCT = r"/products/[^/]+$"
VARIANT = r"/products/[^/]+/variants/[^/]+$"
PLACE = r"/products/[^/]+/inventoryrecords/[^/]+$"
VARIANT_PLACE = r"/products/[^/]+/variants/[^/]+/inventoryrecords/[^/]+$"
SCHEDULE = r"/priceschedules/[^/]+$"


def main(document: Document) -> Mapping[str, Any]:
    """The row's own document: record, variant or product."""
    found: Mapping[str, Any] = next(iter(document.values()))
    return found


def _parts(document: Document) -> tuple[bool, bool]:
    """Whether the row is of a variant, and of an inventory record."""
    return any(name.startswith("variant:") for name in document), any(name.startswith("record:") for name in document)


def counted(document: Document) -> bool:
    """A product that is counted, in its own row; the first ones have their stock themselves."""
    inventory = document["product"]["Inventory"] or {}
    is_whole = bool(inventory.get("Enabled")) and not inventory["VariantLevelTracking"]
    return _parts(document) == (False, False) and is_whole


def split(document: Document) -> bool:
    """A product whose variants hold the stock themselves: the first one that is counted so."""
    inventory = document["product"]["Inventory"] or {}
    return _parts(document) == (False, False) and bool(inventory.get("VariantLevelTracking"))


def of_variant(document: Document) -> bool:
    return _parts(document) == (True, False)


def of_place(document: Document) -> bool:
    return _parts(document) == (False, True)


def of_variant_at_place(document: Document) -> bool:
    return _parts(document) == (True, True)


def _at(document: Any, path: Path) -> Any:  # noqa: ANN401 - JSON
    for name in path:
        document = (document or {}).get(name)
    return document


def _setting(name: str, path: Path, wanted: Value) -> Callable[[Document], tuple[Change, ...]]:
    return lambda document: (Change(field=name, seen=_at(main(document), path), wanted=wanted),)


def _is_set(path: Path, wanted: Value) -> Callable[[There, str, Document], int]:
    def times(there: There, key: str, before: Document) -> int:
        return int(_at(main(there.record(key, "stock")), path) == wanted != _at(main(before), path))

    return times


def deed(name: str, field: str, path: Path, wanted: Value, *, at: str, fits: Callable[[Document], bool]) -> Deed:
    """An edit that sets one value of the row's own document."""
    return Deed(
        name=name, kind="stock", method="PATCH", path=at, fits=fits, changes=_setting(field, path, wanted),
        times=_is_set(path, wanted),
    )  # fmt: skip


STOCK = "Inventory"
FIGURE, MARK, EXCEED = "QuantityAvailable", "NotificationPoint", "OrderCanExceed"


def _price(quantity: int, wanted: Value) -> Callable[[Document], tuple[Change, ...]]:
    def changes(document: Document) -> tuple[Change, ...]:
        seen = Decimal(str(_prices(document)[quantity]))
        return (Change(field=f"price.{quantity}", seen=seen, wanted=wanted),)

    return changes


def _prices(document: Document) -> dict[int, float]:
    return {row["Quantity"]: row["Price"] for row in document["schedule"]["PriceBreaks"]}


def _has_breaks(document: Document) -> bool:
    return counted(document) and len(_prices(document)) > 1


def _is_priced(there: There, key: str, before: Document) -> int:
    return int(_prices(there.record(key, "stock"))[1] == 9.75 != _prices(before)[1])


def _is_taken_out(there: There, key: str, before: Document) -> int:
    return len(_prices(before)) - len(_prices(there.record(key, "stock")))


DEEDS = (
    deed("stock of a product", "on_hand", (STOCK, FIGURE), 4321, at=PRODUCT, fits=counted),
    deed("stock of a variant", "on_hand", (STOCK, FIGURE), 4321, at=VARIANT, fits=of_variant),
    deed("stock at a place", "on_hand", (FIGURE,), 4321, at=PLACE, fits=of_place),
    deed("stock of a variant at a place", "on_hand", (FIGURE,), 4321, at=VARIANT_PLACE, fits=of_variant_at_place),
    deed("low mark of a product", "low_mark", (STOCK, MARK), 77, at=PRODUCT, fits=counted),
    deed("low mark of a variant", "low_mark", (STOCK, MARK), 77, at=VARIANT, fits=of_variant),
    deed("low mark at a place", "low_mark", (MARK,), 77, at=PLACE, fits=of_place),
    deed("low mark of a variant at a place", "low_mark", (MARK,), 77, at=VARIANT_PLACE, fits=of_variant_at_place),
    deed("oversell of a product", "oversell", (STOCK, EXCEED), True, at=PRODUCT, fits=counted),
    deed("oversell at a place", "oversell", (EXCEED,), True, at=PLACE, fits=of_place),
    deed("oversell of a variant at a place", "oversell", (EXCEED,), True, at=VARIANT_PLACE, fits=of_variant_at_place),
    deed("counting", "counted", (STOCK, "Enabled"), False, at=PRODUCT, fits=counted),
    deed("counting by variant", "by_variant", (STOCK, "VariantLevelTracking"), False, at=PRODUCT, fits=split),
    deed("name of a product", "name", ("Name",), "Green figs", at=PRODUCT, fits=counted),
    deed("description of a product", "description", ("Description",), "From Crete", at=PRODUCT, fits=counted),
    deed("product off the shop", "active", ("Active",), False, at=PRODUCT, fits=counted),
    Deed(
        name="price", kind="stock", method="PATCH", path=SCHEDULE, fits=counted, changes=_price(1, Decimal("9.75")),
        times=_is_priced,
    ),
    Deed(
        name="price taken out", kind="stock", method="PATCH", path=SCHEDULE, fits=_has_breaks,
        changes=_price(12, None), times=_is_taken_out,
    ),
)  # fmt: skip
