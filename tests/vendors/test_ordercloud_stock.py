"""OrderCloud's stock in its four situations: the rows of a product, what they say, and what may be edited where."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from desktop.changes import Change
from desktop.records import StockItem
from desktop.vendors import mapping
from desktop.vendors.contract import Context, Document, Documents, Request
from desktop.vendors.ordercloud.stock import STOCK, lag
from desktop.vendors.tables import fields_of, find_field, refusal
from tests.vendors.cloud_stock import (
    STAFF,
    by_both,
    by_place,
    by_variant,
    context,
    own,
    price_break,
    product,
    record,
    schedule,
    variant,
)

Made = Callable[[], Documents]


def item(key: str, documents: Documents, context: Context = STAFF) -> StockItem:
    found = STOCK.derive(STOCK.view(key, documents), context)
    assert isinstance(found, StockItem)
    return found


def rows(documents: Documents) -> list[str]:
    assert STOCK.others is not None
    return ["P1", *STOCK.others("P1", documents)]


def why_not(name: str, key: str, documents: Documents, context: Context = STAFF) -> str:
    """Why a field may not be edited in this row."""
    view = STOCK.view(key, documents)
    field = next(field for field in fields_of(STOCK, view, context) if field.name == name)
    return field.editable(view, context)


# ── the four situations ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("made", "keys"),
    [
        (own, ["P1"]),
        (by_variant, ["P1", "P1/V1", "P1/V2"]),
        (by_place, ["P1", "P1//R1", "P1//R2"]),
        (by_both, ["P1", "P1/V1/R1", "P1/V1/R2", "P1/V2/R1"]),
    ],
)
def test_a_product_has_a_row_and_one_for_each_that_holds_its_stock(made: Made, keys: list[str]) -> None:
    assert rows(made()) == keys
    for key in keys:
        assert STOCK.owner(key) == "P1"
        assert item(key, made()).id == key


def test_a_variant_without_places_keeps_its_row_beside_one_that_has_some() -> None:
    documents = {part: body for part, body in by_both().items() if not part.startswith("record:V2/")}
    assert rows(documents) == ["P1", "P1/V1/R1", "P1/V1/R2", "P1/V2"]


def test_each_row_says_what_it_holds_and_where() -> None:
    shown = [item(key, by_both()) for key in rows(by_both())]
    assert [(row.code, row.name, row.place, row.on_hand) for row in shown] == [
        ("P1", "Figs", "", Decimal(7)),
        ("V1", "Figs Small", "Dock A, R1", Decimal(1)),
        ("V1", "Figs Small", "Dock A, R2", Decimal(2)),
        ("V2", "Figs Small", "Dock A", Decimal(4)),
    ]
    assert [row.details for row in shown] == ["sum of 3 places", *["Size: Small"] * 3]
    assert [item(key, by_place()).place for key in rows(by_place())] == ["", "Dock A", "Dock B"]


def test_places_of_one_name_are_told_apart_by_their_records() -> None:
    """9.2: several records may share product and address. An edit of one must not be taken for one of the other."""
    shared = {**by_place(), "record:/R3": record("R3", 4)}
    assert [item(key, shared).place for key in rows(shared)] == ["", "Dock A, R1", "Dock B", "Dock A, R3"]
    assert mapping.title(item("P1//R3", shared)) == "P1, Figs, Dock A, R3"


def test_the_sum_is_of_what_holds_the_stock_and_not_what_the_product_says() -> None:
    """The product's own figure comes from an index that is behind, and by variant it is none (4.5, 9.3)."""
    assert item("P1", by_place()).on_hand == 20
    assert item("P1", by_variant()).on_hand == 12
    assert item("P1", by_variant()).details == "sum of 2 variants"
    assert item("P1", own()).on_hand == 40


def test_a_variant_whose_own_name_does_not_say_the_product_is_called_by_both() -> None:
    documents = {**by_variant(), "variant:V1": variant("V1", Name="Small")}
    assert item("P1/V1", documents).name == "Figs, Small"


@pytest.mark.parametrize(
    "stock",
    [
        product(inventory={"Enabled": False}),
        {**product(), "Inventory": None},
        product(inventory={"QuantityAvailable": None}),
        product(IsParent=True),
        product(IsBundle=True),
    ],
)
def test_what_is_not_counted_shows_no_figure(stock: Document) -> None:
    shown = item("P1", own(stock))
    assert (shown.on_hand, shown.state) == (None, "not_counted")


def test_the_rows_of_a_product_that_is_not_counted_show_no_figure_either() -> None:
    documents = by_place(product(inventory={"Enabled": False}))
    assert [item(key, documents).on_hand for key in rows(documents)] == [None] * 3


@pytest.mark.parametrize(
    ("figure", "mark", "state"),
    [(6, 5, "in_stock"), (5, 5, "low"), (5, None, "in_stock"), (0, 5, "empty"), (-1, 5, "short")],
)
def test_a_figure_at_or_under_its_low_mark_is_low(figure: int, mark: int | None, state: str) -> None:
    stock = product(inventory={"QuantityAvailable": figure, "NotificationPoint": mark})
    assert item("P1", own(stock)).state == state


def test_a_row_that_is_not_there_any_more_has_nothing_to_read() -> None:
    for key, documents in (("P1//R9", by_place()), ("P1/V9", by_variant()), ("P1/V1", by_both()), ("P1/V1", own())):
        assert STOCK.view(key, documents) == {}
    with pytest.raises(ValueError, match="not there any more"):
        STOCK.derive({}, STAFF)


def test_what_cannot_be_made_sense_of_costs_nothing_else() -> None:
    odd = product(Inventory="many", xp="a plain text")
    shown = mapping.shown(STOCK, STOCK.view("P1", own(odd)), STAFF, ())
    assert isinstance(shown.record, StockItem)
    assert shown.record.name == "Figs"
    odd_prices = {**own(), "schedule": schedule(PriceBreaks=[1, "two"])}
    assert item("P1", odd_prices).price is None
    assert not [field for field in fields_of(STOCK, STOCK.view("P1", odd_prices), STAFF) if "price." in field.name]


def test_a_row_is_found_by_what_people_know_of_it() -> None:
    shown = mapping.shown(STOCK, STOCK.view("P1/V1/R2", by_both()), STAFF, ())
    for word in ("P1", "V1", "R2", "Figs", "Dock A", "Fresh figs", "Fruit", "Size: Small"):
        assert word in shown.search
    assert "7" not in shown.search.split("\n")


# ── prices ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_price_is_that_of_the_lowest_quantity_of_the_products_own_schedule() -> None:
    documents = {**own(), "schedule": schedule("S1", price_break(12, "2.25"), price_break(1, "2.5"))}
    assert item("P1", documents).price == Decimal("2.5")
    assert item("P1", {**own(), "schedule": schedule("S2")}).price is None
    assert item("P1", {"product": product()}).price is None


def test_its_currency_is_the_schedules_else_the_one_of_the_account() -> None:
    assert item("P1", own()).currency == "USD"
    assert item("P1", {**own(), "schedule": schedule("S1", Currency="EUR")}).currency == "EUR"


def test_each_price_break_is_a_field_that_says_how_many_other_products_it_is_the_price_of() -> None:
    def labels(documents: Documents) -> list[str]:
        fields = fields_of(STOCK, STOCK.view("P1", documents), STAFF)
        return [field.label for field in fields if field.name.startswith("price.")]

    assert labels(own()) == ["Price from 1", "Price from 12"]
    assert labels({**own(), "sharing": {"TotalCount": 1}}) == ["Price from 1", "Price from 12"]
    shared = labels({**own(), "sharing": {"TotalCount": 2}})
    assert shared == ["Price from 1, and of 1 other product", "Price from 12, and of 1 other product"]
    assert labels({**own(), "sharing": {"TotalCount": 4}})[0] == "Price from 1, and of 3 other products"


# ── what may be edited where ──────────────────────────────────────────────────────────────────────────────────────

OF_PRODUCT = ("name", "description", "active", "counted", "by_variant", "price.1")


@pytest.mark.parametrize("name", OF_PRODUCT)
@pytest.mark.parametrize(("key", "made"), [("P1/V1", by_variant), ("P1//R1", by_place), ("P1/V1/R1", by_both)])
def test_what_belongs_to_the_product_is_changed_in_its_own_row(name: str, key: str, made: Made) -> None:
    assert why_not(name, key, made()) == "It is the product’s: change it in the row of P1."


@pytest.mark.parametrize("name", ["name", "description", "active", "on_hand", "low_mark", "oversell", "counted"])
def test_a_product_that_holds_its_stock_itself_is_edited_in_one_row(name: str) -> None:
    assert why_not(name, "P1", own()) == ""


@pytest.mark.parametrize(
    ("key", "made", "editable"),
    [
        ("P1/V1", by_variant, {"on_hand", "low_mark"}),
        ("P1//R1", by_place, {"on_hand", "low_mark", "oversell"}),
        ("P1/V1/R1", by_both, {"on_hand", "low_mark", "oversell"}),
        ("P1", by_variant, {"name", "description", "active", "counted", "by_variant", "low_mark", "oversell"}),
        ("P1", by_place, {"name", "description", "active", "counted", "low_mark"}),
        ("P1", by_both, {"name", "description", "active", "counted", "low_mark"}),
    ],
)
def test_each_thing_is_edited_where_it_is_kept(key: str, made: Made, editable: set[str]) -> None:
    view = STOCK.view(key, made())
    found = {field.name for field in STOCK.fields if not field.editable(view, STAFF)}
    assert found == editable


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (by_place, "It is the sum of 2 places: change those, in their own rows."),
        (by_variant, "It is the sum of 2 variants: change those, in their own rows."),
        (by_both, "It is the sum of 3 places: change those, in their own rows."),
        (lambda: own(product(by_variant=True)), "It is counted by variant: change those, in their own rows."),
    ],
)
def test_a_sum_says_whose_it_is(made: Made, words: str) -> None:
    assert why_not("on_hand", "P1", made()) == words


@pytest.mark.parametrize(
    ("name", "key", "documents", "words"),
    [
        ("on_hand", "P1", own(product(inventory={"Enabled": False})), "It is not counted: switch that on first."),
        ("on_hand", "P1", own({**product(), "Inventory": None}), "It is not counted: switch that on first."),
        (
            "low_mark", "P1//R1", by_place(product(inventory={"Enabled": False})),
            "It is not counted: switch that on first in the row of P1.",
        ),
        ("on_hand", "P1", own(product(IsParent=True)), "Parents and bundles hold no stock."),
        ("counted", "P1", own(product(IsBundle=True)), "Parents and bundles hold no stock."),
        ("oversell", "P1", by_place(), "It is set for each place, in their own rows."),
        ("oversell", "P1/V1", by_variant(), "It is the product’s: change it in the row of P1."),
        ("by_variant", "P1", by_place(), "It cannot be changed while places hold the stock."),
        ("by_variant", "P1", own(), "It has no variants."),
        ("code", "P1", own(), "IDs stay as they are: orders and the shop know it by them."),
        ("place", "P1//R1", by_place(), "The address of a place is chosen in the vendor’s portal."),
        ("schedule", "P1", own(), "Which price schedule a product has is chosen in the vendor’s portal."),
        ("updated_at", "P1", own(), "OrderCloud sets it itself."),
    ],
)  # fmt: skip
def test_what_is_not_possible_has_its_reason(name: str, key: str, documents: Documents, words: str) -> None:
    assert why_not(name, key, documents) == words


def test_every_field_of_every_row_may_be_edited_or_says_why_not() -> None:
    for made in (own, by_variant, by_place, by_both):
        for key in rows(made()):
            view = STOCK.view(key, made())
            for field in fields_of(STOCK, view, context("ProductReader")):
                assert field.editable(view, context("ProductReader")).endswith(".")


def test_without_its_role_nothing_is_offered_and_the_role_is_named() -> None:
    reader = context("ProductReader", "PriceScheduleReader")
    assert why_not("on_hand", "P1", own(), reader) == "Your account needs the role ProductAdmin."
    assert why_not("price.1", "P1", own(), reader) == "Your account needs the role PriceScheduleAdmin."
    assert why_not("schedule", "P1", own(), context("ProductAdmin")) == (
        "Prices are not shown. Your account needs one of the roles PriceScheduleReader, PriceScheduleAdmin."
    )
    assert STOCK.refused(context("OrderReader")).startswith("Your account needs one of the roles ProductReader")
    assert STOCK.refused(reader) == ""


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("name", " ", "A product has a name."),
        ("name", "n" * 101, "Product may have 100 characters; this has 101."),
        ("description", "d" * 2_001, "Description may have 2000 characters; this has 2001."),
        ("on_hand", None, "A stock that is counted has a number: 0 where there is nothing."),
        ("on_hand", Decimal("1.5"), "Only whole numbers."),
        ("on_hand", 2**31, "The number is too large."),
        ("low_mark", Decimal("0.5"), "Only whole numbers."),
        ("price.1", Decimal("-1"), "A price is not below 0."),
        ("price.7", Decimal(1), "It is not there any more."),
        ("on_hand", -3, ""),
        ("low_mark", None, ""),
        ("price.12", None, ""),
    ],
)
def test_a_value_that_it_would_not_take_is_told_before_it_is_sent(name: str, value: object, words: str) -> None:
    change = Change(field=name, seen=None, wanted=value)  # type: ignore[arg-type]
    assert refusal(STOCK, STOCK.view("P1", own()), STAFF, change) == words


def test_the_last_price_of_a_schedule_stays() -> None:
    documents = {**own(), "schedule": schedule("S1", price_break(1, "2.5"))}
    change = Change(field="price.1", seen=Decimal("2.5"), wanted=None)
    words = refusal(STOCK, STOCK.view("P1", documents), STAFF, change)
    assert words == "A price schedule keeps one price at least."


def test_that_others_changes_of_the_last_minutes_are_not_seen_is_told_at_the_figure() -> None:
    field = find_field(STOCK, "on_hand")
    assert field is not None
    assert "old news for some minutes" in field.hint
    assert "read again five minutes after" in field.hint


def test_an_unsent_edit_is_laid_over_its_row_and_moves_its_state() -> None:
    view = STOCK.view("P1//R1", by_place(product(inventory={})))
    shown = mapping.shown(STOCK, view, STAFF, [Change(field="on_hand", seen=9, wanted=0)])
    assert isinstance(shown.record, StockItem)
    assert (shown.record.on_hand, shown.record.state) == (Decimal(0), "empty")
    assert shown.changed == {"on_hand": 9, "state": "in_stock"}


# ── lag (4.5, 16 d) ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("path", "lags"),
    [
        ("/v1/products", True),
        ("/v1/products/P1", True),
        ("/v1/products/P1/variants", True),
        ("/v1/products/P1/variants/V1", True),
        ("/v1/products/P1/inventoryrecords/R1", False),
        ("/v1/products/P1/variants/V1/inventoryrecords", False),
        ("/v1/priceschedules/S1", False),
    ],
)
def test_products_may_be_behind_and_places_and_prices_are_exact(path: str, lags: bool) -> None:
    assert lag(Request(method="GET", path=path)).total_seconds() == (300 if lags else 0)


def test_a_product_says_itself_that_its_stock_has_moved() -> None:
    assert STOCK.stamp is not None
    assert STOCK.stamp(product()) == "2026-03-01T08:00:00.5+00:00"
    assert STOCK.stamp({**product(), "Inventory": None}) == ""


def test_records_that_two_variants_have_by_one_id_stay_two() -> None:
    assert item("P1/V1/R1", by_both()).on_hand == 1
    assert item("P1/V2/R1", by_both()).on_hand == 4
