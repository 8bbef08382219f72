"""What is shown and sent of Orderspace's stock (5.4, 6.5 to 6.7, 10)."""

from decimal import Decimal

import pytest

from desktop.changes import Change
from desktop.errors import Rejected
from desktop.records import StockItem
from desktop.vendors import mapping
from desktop.vendors.contract import Document, Documents, Facts, Heard, Json, Request, Step, Stop
from desktop.vendors.orderspace.stock import read, stock
from desktop.vendors.orderspace.stock_edits import ADJUST
from desktop.vendors.orderspace.stock_records import names, place, variant_ids, view
from desktop.vendors.tables import find_field, refusal
from tests.vendors.recorded import sample
from tests.vendors.space import CONTEXT, facts, judged

STOCK = stock(CONTEXT)
KEY = "pv_1"
(ADJUSTED,) = ADJUST.steps({})


def variant(id: str = KEY, **members: object) -> Document:
    return {
        "id": id, "sku": f"SKU {id}/&", "barcode": "", "options": {"Size": "10"}, "unit_price": Decimal("32.0"),
        "price_list_prices": [{"id": "pl_eur", "unit_price": Decimal("35.0")}], "rrp": Decimal("72.0"),
        "backorder": True, "minimum": 4, "multiple": None, "weight": Decimal("0.0"), **members,
    }  # fmt: skip


def product(*variants: Document, **members: object) -> Document:
    return {
        "id": "pr_1", "code": "AD01", "name": "Alexa Dress", "description": "Lined", "active": True,
        "variant_options": ["Size"], "product_variants": list(variants or (variant(), variant("pv_2"))),
        "categories": [{"id": "ca_1", "name": "Dresses"}], "images": ["https://a.example/1.jpg"],
        "unheard_of": {"a": 1}, **members,
    }  # fmt: skip


def level(on_hand: object = 10, available: object = 4, sku: str = f"SKU {KEY}/&") -> Document:
    return {"sku": sku, "on_hand": on_hand, "available": available}


def viewed(document: Document | None = None, figures: Document | None = None) -> Documents:
    known = {"product": document or product(), "level": figures or level()}
    return view(KEY, known)


def item(document: Document | None = None, figures: Document | None = None) -> StockItem:
    found = mapping.shown(STOCK, viewed(document, figures), CONTEXT, ()).record
    assert isinstance(found, StockItem)
    return found


def steps(*changes: Change) -> list[Step]:
    return list(STOCK.write(KEY, changes))


def known(*changes: Change, documents: Documents | None = None) -> Facts:
    return facts(viewed() if documents is None else documents, key=KEY, changes=changes)


def sent(*changes: Change, documents: Documents | None = None) -> Json:
    (step,) = steps(*changes)
    request = step.request(known(*changes, documents=documents))
    assert isinstance(request, Request), request
    return request.body


# ── shown ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("on_hand", "available", "state", "details"),
    [
        (10, 10, "in_stock", "Size: 10"), (10, 4, "in_stock", "Size: 10, 4 available"),
        (10, -2, "short", "Size: 10, -2 available"), (0, 0, "empty", "Size: 10"),
        (Decimal("20.0"), 125, "in_stock", "Size: 10, 125 available"),
    ],
)  # fmt: skip
def test_figures_in_common_words(on_hand: object, available: object, state: str, details: str) -> None:
    found = item(figures=level(on_hand, available))
    assert (found.on_hand, found.state, found.details) == (on_hand, state, details)


def test_a_variant_without_a_level_or_with_one_of_another_sku_is_not_tracked() -> None:
    for figures in (level(sku="OTHER"), level(sku=f"sku {KEY}/&")):
        assert (item(figures=figures).state, item(figures=figures).on_hand) == ("not_counted", None)
    assert "level" not in view(KEY, {"product": product()})


def test_a_variant_that_its_product_has_no_more_is_not_there() -> None:
    assert view("pv_9", {"product": product()}) == {}
    assert view(KEY, {"level": level()}) == {"level": level()}


def test_a_product_is_of_all_its_variants_and_one_that_does_not_tell_them_is_listed_raw() -> None:
    assert variant_ids(product()) == (KEY, "pv_2")
    for bad in (None, [], [{"sku": "x"}], "x", [1]):
        with pytest.raises((ValueError, KeyError)):
            variant_ids(product(product_variants=bad))


def test_levels_call_it_by_its_sku_and_it_is_read_under_its_product() -> None:
    assert names(viewed()) == (f"SKU {KEY}/&",)
    assert names(viewed(product(variant(sku="")))) == ()
    assert place(KEY, viewed()) == "pr_1/pv_1"
    assert place(KEY, {}) == KEY
    assert read(KEY, CONTEXT) == ()


def heard(document: Document) -> Heard:
    (ask,) = read("pr_1/pv_1", CONTEXT)
    return Heard(request=ask.request, headers={}, envelope={}, rows=[document], count=1)


def test_a_row_is_read_with_its_level_and_is_gone_without_its_variant() -> None:
    (ask,) = read("pr_1/pv_1", CONTEXT)
    assert ask.request.path == "/products/pr_1"
    assert ask.then is not None
    (of_level,) = ask.then(heard(product()))
    assert dict(of_level.request.query) == {"sku": f"SKU {KEY}/&", "limit": "200"}
    assert of_level.replaces == "level"
    assert of_level.rows is not None
    assert of_level.rows.owner(level()) == KEY
    assert of_level.rows.owner(level(sku="OTHER")) == ""
    assert ask.then(heard(product(variant(sku="")))) == ()
    with pytest.raises(Rejected) as gone:
        ask.then(heard(product(variant("pv_2"))))
    assert gone.value.status == 404


# ── a product is sent whole (10) ──────────────────────────────────────────────────────────────────────────────────

PRICE = Change(field="price", seen=Decimal("32.0"), wanted=Decimal("17.35"))


def test_all_that_is_there_goes_back_with_the_change_in_it() -> None:
    body = sent(PRICE)["product"]
    rows = [variant(unit_price=Decimal("17.35")), variant("pv_2")]
    expected = {name: value for name, value in product(*rows).items() if name not in ("id", "images")}
    assert body == {**expected, "categories": [{"id": "ca_1"}]}


def test_when_it_was_made_is_not_sent_back() -> None:
    """No product shows it yet; what is only read is not written (10)."""
    made = {"created": "2026-11-01T00:00:00Z", "created_at": "2026-11-01T00:00:00Z"}
    documents = view(KEY, {"product": product(**made)})
    assert not made.keys() & sent(PRICE, documents=documents)["product"].keys()


def test_it_is_the_vendor_s_own_form() -> None:
    shown = sample("orderspace", "product.update.request.json")["product"]
    answered = sample("orderspace", "product.update.json")["product"]
    documents = view("pv_v18kxq1e", {"product": answered})
    (step,) = STOCK.write("pv_v18kxq1e", [PRICE])
    request = step.request(facts(documents, key="pv_v18kxq1e", changes=[PRICE]))
    assert isinstance(request, Request)
    assert request.path == "/products/pr_lj3pwm1n"
    body = request.body["product"]
    assert body.keys() == shown.keys()
    assert {name: body[name] for name in body if name != "product_variants"} == {
        name: shown[name] for name in shown if name != "product_variants"
    }
    assert [row.keys() for row in body["product_variants"]] == [row.keys() for row in shown["product_variants"]]


@pytest.mark.parametrize(
    ("field", "wanted", "rows"),
    [
        ("price.pl_eur", Decimal("36.5"), [{"id": "pl_eur", "unit_price": Decimal("36.5")}]),
        ("price.pl_eur", None, [{"id": "pl_eur", "unit_price": None}]),
        ("price.pl_gbp", Decimal(30), [
            {"id": "pl_eur", "unit_price": Decimal("35.0")}, {"id": "pl_gbp", "unit_price": Decimal(30)},
        ]),
        ("price.pl_gbp", None, [{"id": "pl_eur", "unit_price": Decimal("35.0")}]),
    ],
)  # fmt: skip
def test_a_price_of_a_list_is_set_made_and_taken_away(field: str, wanted: Decimal | None, rows: Json) -> None:
    first, second = sent(Change(field=field, wanted=wanted))["product"]["product_variants"]
    assert first["price_list_prices"] == rows
    assert second == variant("pv_2")


def test_there_is_a_price_for_each_list_of_the_account_by_its_name() -> None:
    labels = {field.name: field.label for field in STOCK.fields if field.name.startswith("price.")}
    assert labels == {"price.pl_gbp": "In Trade (GBP)", "price.pl_eur": "In Euros (EUR)"}


@pytest.mark.parametrize(
    ("field", "document", "words"),
    [
        ("minimum", product(variant(minimum=None)), ""), ("product_minimum", product(), "with the variants"),
        ("product_minimum", product(minimum=2), ""), ("tariff_code", product(), "switched on"),
        ("tariff_code", product(tariff_code=None), ""), ("place", product(), "switched on"),
        ("place", product(variant(location="A3")), ""), ("categories", product(), "no categories"),
    ],
)  # fmt: skip
def test_what_the_site_does_not_have_is_not_made_up(field: str, document: Document, words: str) -> None:
    found = find_field(STOCK, field)
    assert found is not None
    reason = found.editable(viewed(document), CONTEXT)
    assert words in reason if words else not reason


def test_after_another_sku_the_row_is_read_anew() -> None:
    answer = {"product": product()}
    for change, documents in ((PRICE, {"product": product()}), (Change(field="code", seen="x", wanted="y"), None)):
        (step,) = steps(change)
        assert step.truth(answer) == documents


@pytest.mark.parametrize(
    ("now", "verdict"),
    [
        ([{"product": product()}], "no"), ([{"product": product(variant(unit_price=Decimal("17.350")))}], "yes"),
        ([{"product": product(variant("pv_2"))}], "no"), ([None], "no"), ([], "cannot tell"),
    ],
)  # fmt: skip
def test_a_product_is_changed_when_it_says_so(now: list[Json], verdict: str) -> None:
    (step,) = steps(PRICE)
    assert judged(step, [{"product": product()}], now, known(PRICE)) == verdict


# ── figures (5.4, 17 b) ───────────────────────────────────────────────────────────────────────────────────────────

SET = Change(field="on_hand", seen=Decimal(10), wanted=Decimal(30))


def told(*rows: Document) -> list[Json]:
    return [{"inventory_levels": list(rows)}]


def test_one_row_says_one_figure_as_a_whole_number() -> None:
    assert sent(SET) == {"inventory_levels": [{"sku": f"SKU {KEY}/&", "on_hand": 30}]}
    other = Change(field="available", seen=Decimal(4), wanted=Decimal(5))
    assert sent(other) == {"inventory_levels": [{"sku": f"SKU {KEY}/&", "available": 5}]}
    (step,) = steps(SET, other)
    assert isinstance(step.request(known(SET, other)), Stop)


def test_product_and_figure_are_two_requests_one_after_the_other() -> None:
    assert [step.name for step in steps(SET, PRICE)] == ["product", "level"]
    assert [step.changes for step in steps(SET, PRICE)] == [(PRICE,), (SET,)]


@pytest.mark.parametrize(
    ("now", "verdict"),
    [
        (told(level(30, 24)), "yes"), (told(level(Decimal("30.0"), 24)), "yes"), (told(level()), "no"),
        (told(level(29, 23)), "cannot tell"), (told(), "cannot tell"), ([None], "cannot tell"),
        (told(level(30), level(30)), "cannot tell"),
    ],
)  # fmt: skip
def test_as_wanted_is_yes_as_before_is_no_and_another_tells_nothing(now: list[Json], verdict: str) -> None:
    (step,) = steps(SET)
    assert judged(step, told(level()), now, known(SET)) == verdict


@pytest.mark.parametrize(
    ("now", "verdict"), [(told(level(15)), "yes"), (told(level()), "no"), (told(level(14)), "cannot tell")]
)
def test_an_adjustment_is_judged_against_before(now: list[Json], verdict: str) -> None:
    facts_of = facts(viewed(), key=KEY, inputs={"by": 5})
    assert judged(ADJUSTED, told(level()), now, facts_of) == verdict
    assert not ADJUSTED.sets, "the same once more on purpose is sent once more"
    request = ADJUSTED.request(facts_of)
    assert isinstance(request, Request)
    assert request.body["inventory_levels"][0]["on_hand"] == 15


@pytest.mark.parametrize(
    ("by", "words"), [(0, "nothing comes"), (None, "nothing comes"), (-11, "only 10 on hand"), (-10, "")]
)
def test_what_cannot_be_added_up_is_said(by: int | None, words: str) -> None:
    assert ADJUST.check is not None
    said = ADJUST.check({"by": by}, viewed(), CONTEXT)
    assert words in said if words else not said


def test_what_is_not_tracked_is_not_set() -> None:
    documents = viewed(figures=level(sku="OTHER"))
    assert "does not track" in refusal(STOCK, documents, CONTEXT, SET)
    assert "does not track" in ADJUST.allowed(documents, CONTEXT)
    (step,) = steps(SET)
    assert isinstance(step.request(known(SET, documents=documents)), Stop)
