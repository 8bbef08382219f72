"""What may be sold at OrderMesh: prices in four shapes, no stock, and edits that send back all that was read."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from desktop.changes import ADD_LINE, REMOVE_LINE, Change
from desktop.vendors.contract import Context, Document, Request, Stop
from desktop.vendors.ordermesh import VENDOR
from desktop.vendors.ordermesh.money import amount, currency, price, stated
from desktop.vendors.ordermesh.stock import REFERENCES, stock, whole_asks
from desktop.vendors.ordermesh.stock_records import derive
from desktop.vendors.tables import decode, find_field, keyed_lines, refusal
from tests.vendors.mesh import CONTEXT, facts, judged, variant

TABLE = stock(CONTEXT)
NONE_READABLE = Context(options={"currency": "USD"})
EURO, DOLLAR = {"amount": Decimal("27.99"), "currency": "EUR"}, {"amount": Decimal("29.99"), "currency": "USD"}
SHAPES: tuple[tuple[Any, Decimal | None, str], ...] = (
    (Decimal("200.5"), Decimal("200.5"), ""),
    ({"currency": "USD", "amount": 24}, Decimal(24), "USD"),
    ({"currency": "USD", "amount": 10, "tax": 5}, Decimal(10), "USD"),
    ({"currencies": [], "amount": 0, "currency": "USD"}, Decimal(0), "USD"),
    ({"currencies": [DOLLAR, EURO], "amount": Decimal("29.99"), "currency": "USD"}, Decimal("29.99"), "USD"),
    ({"currencies": [EURO], "amount": 0, "currency": None}, Decimal("27.99"), "EUR"),
    (None, None, ""),
)


@pytest.mark.parametrize(("wire", "value", "name"), SHAPES)
def test_an_amount_is_read_in_every_shape(wire: Any, value: Decimal | None, name: str) -> None:  # noqa: ANN401
    assert (amount(wire), currency(wire)) == (value, name)


@pytest.mark.parametrize(
    ("wire", "sent"),
    [
        ({"currencies": [], "amount": 0, "currency": "USD"}, {"currencies": [], "amount": 5, "currency": "USD"}),
        (
            {"currencies": [DOLLAR, EURO], "amount": Decimal("29.99"), "currency": "USD"},
            {"currencies": [{**DOLLAR, "amount": 5}, EURO], "amount": 5, "currency": "USD"},
        ),
        (
            {"currencies": [EURO, DOLLAR], "amount": 0, "currency": None},
            {"currencies": [{**EURO, "amount": 5}, DOLLAR], "amount": 0, "currency": None},
        ),
        (Decimal("2.5"), 5),
        ({"currencies": [], "amount": 0, "currency": None}, {"currencies": [], "amount": 5, "currency": None}),
    ],
)
def test_a_price_is_written_where_it_stands_and_the_others_stay(wire: Any, sent: Any) -> None:  # noqa: ANN401
    assert price.encode(Decimal(5), wire) == sent
    assert price.decode(sent) == 5


def test_an_amount_that_is_only_shown_is_never_written() -> None:
    assert stated.encode(Decimal(24), {"currency": "USD", "amount": 24}) == {"currency": "USD", "amount": 24}
    with pytest.raises(ValueError, match="not written"):
        stated.encode(Decimal(5), {"currency": "USD", "amount": 24})


def test_an_item_has_a_price_and_no_stock_and_says_so() -> None:
    found = derive({"variant": variant()}, CONTEXT)
    assert (found.code, found.price, found.currency, found.on_hand) == ("MUG-11", Decimal(12), "USD", None)
    assert found.details == "Color: Red, Front DTG"
    on_hand = find_field(TABLE, "on_hand")
    assert on_hand is not None
    assert "Not provided by this vendor" in on_hand.editable({"variant": variant()}, CONTEXT)
    assert "counts no stock" in TABLE.acts[0].allowed({"variant": variant()}, CONTEXT)


def test_a_price_that_names_no_currency_is_in_the_account_s() -> None:
    assert derive({"variant": variant(merchantPrice=3)}, CONTEXT).currency == "USD"


# ── edits ─────────────────────────────────────────────────────────────────────────────────────────────────────────

HEAD = {"id": "cat1", "name": "Everything", "description": None, "isEnabled": True, "assignedToSubAccountIds": ["u1"]}
WHOLE = variant(id="x", merchantSku="MSKU", productId=None, decorations=[{"area": "Front", "printImage": {"a": 1}}])
KNOWN = {"variant": variant(), "whole": WHOLE, "catalogue": HEAD}


def edit(known: dict[str, Document], *changes: Change) -> Request | Stop | str:
    (step,) = TABLE.write("MUG-11", changes)
    return step.request(facts(known, key="MUG-11", changes=changes))


PRICE = Change(field="price", seen=Decimal(12), wanted=Decimal("13.5"))
SKU = Change(field="shop_sku", seen="MSKU", wanted="NEW")


def test_all_that_was_read_goes_back_with_the_change_in_it() -> None:
    request = edit(KNOWN, PRICE, SKU)
    assert isinstance(request, Request)
    assert (request.method, request.path, request.server) == ("PATCH", "/v1/merchantCatalog", "catalogue")
    changed = {**WHOLE, "merchantSku": "NEW",
               "merchantPrice": {"currencies": [], "amount": Decimal("13.5"), "currency": "USD"}}  # fmt: skip
    assert request.body == {**HEAD, "variantsToAdd": [], "variantsSkusToRemove": [], "variantsToUpdate": [changed]}


def test_where_the_catalogue_cannot_be_read_whole_nothing_is_sent() -> None:
    stop = edit({"variant": variant()}, PRICE)
    assert isinstance(stop, Stop)
    assert "does not show its catalogue whole" in stop.because
    field = find_field(TABLE, "price")
    assert field is not None
    assert field.editable(KNOWN, NONE_READABLE) == stop.because
    assert not field.editable(KNOWN, CONTEXT)


def test_what_stands_in_the_whole_variant_alone_waits_until_it_was_read() -> None:
    field = find_field(TABLE, "shop_sku")
    assert field is not None
    assert "not read yet" in field.editable({"variant": variant()}, CONTEXT)
    assert not field.editable(KNOWN, CONTEXT)


def test_an_edit_is_judged_by_the_catalogue() -> None:
    (step,) = TABLE.write("MUG-11", [PRICE])
    known = facts(KNOWN, key="MUG-11", changes=[PRICE])
    there = {
        **HEAD,
        "variants": [variant(merchantPrice={"currencies": [], "amount": Decimal("13.50"), "currency": "USD"})],
    }
    assert [ask.request.path for ask in step.look(known)] == ["/v1/merchantCatalog/cat1"]
    assert judged(step, [], [there], known) == "yes"
    assert judged(step, [], [{**HEAD, "variants": [variant()]}], known) == "no"
    assert judged(step, [], [], known) == "cannot tell"


def test_a_catalogue_is_kept_without_its_variants() -> None:
    assert VENDOR.clean({**HEAD, "variants": [variant()]}) == HEAD


def test_the_catalogue_of_the_connection_goes_before_those_of_the_list() -> None:
    assert [ask.request.path for ask in whole_asks("x", CONTEXT)] == ["/v1/merchantCatalog/cat1"]
    named = Context(options={"catalogue": "c 2"}, references=CONTEXT.references)
    assert [ask.request.path for ask in whole_asks("x", named)] == ["/v1/merchantCatalog/c%202"]
    assert whole_asks("x", NONE_READABLE) == ()
    (reference,) = REFERENCES
    listed = [{"id": "a", "name": "A"}, {"name": "none"}, {"id": "b", "name": "B", "isEnabled": False}]
    assert reference.keep({"catalogues": listed}) == {"a": "A"}


# ── prices in several currencies ──────────────────────────────────────────────────────────────────────────────────

BOTH = {"currencies": [DOLLAR, EURO], "amount": Decimal("29.99"), "currency": "USD"}
ALONE = {"currencies": [DOLLAR, EURO], "amount": 0, "currency": None}
IN_EURO = Change(field="in_currency", line="price in:EUR", seen=Decimal("27.99"), wanted=Decimal("25.5"))
CHEAPER = {**EURO, "amount": Decimal("25.5")}


@pytest.mark.parametrize("price", [BOTH, ALONE], ids=["beside its own", "alone"])
def test_a_price_in_another_currency_is_edited_and_the_price_itself_stays(price: Document) -> None:
    known = {"variant": variant(merchantPrice=price), "whole": {**WHOLE, "merchantPrice": price}, "catalogue": HEAD}
    request = edit(known, IN_EURO)
    assert isinstance(request, Request)
    assert request.body["variantsToUpdate"] == [
        {**WHOLE, "merchantPrice": {**price, "currencies": [DOLLAR, CHEAPER]}}
    ]  # fmt: skip
    (step,) = TABLE.write("MUG-11", [IN_EURO])
    told = facts(known, key="MUG-11", changes=[IN_EURO])
    there = [variant(merchantPrice={**price, "currencies": [DOLLAR, CHEAPER]})]
    assert judged(step, [], [{**HEAD, "variants": there}], told) == "yes"
    assert judged(step, [], [{**HEAD, "variants": [variant(merchantPrice=price)]}], told) == "no"


def test_the_price_itself_is_edited_above_and_no_currency_comes_or_goes() -> None:
    known = {**KNOWN, "variant": variant(merchantPrice=BOTH)}
    own = Change(field="in_currency", line="price in:USD", seen=Decimal("29.99"), wanted=Decimal(5))
    assert refusal(TABLE, known, CONTEXT, own) == "It is the price above."
    assert not refusal(TABLE, known, CONTEXT, IN_EURO)
    assert "0 or more" in refusal(TABLE, known, CONTEXT, replace(IN_EURO, wanted=Decimal(-1)))
    for field in (ADD_LINE, REMOVE_LINE):
        assert "OrderMesh’s portal" in refusal(TABLE, known, CONTEXT, Change(field=field, line="price in:EUR"))


def test_a_currency_that_cannot_be_read_does_not_hide_the_other_prices() -> None:
    spoilt = {"currencies": [DOLLAR, {**EURO, "currency": ["EUR"]}], "amount": Decimal("29.99"), "currency": "USD"}
    shown = TABLE.view("MUG-11", {"variant": variant(merchantPrice=spoilt)})
    assert [key for key, _ in keyed_lines(TABLE, shown)] == ["price in:USD", "price in:", "decoration:Front"]
    assert derive(shown, CONTEXT).price == Decimal("29.99")


def test_a_price_that_is_but_a_number_is_read_and_written_as_one() -> None:
    plain = TABLE.view("MUG-11", {"variant": variant(merchantPrice=3)})
    assert derive(plain, CONTEXT).price == 3
    assert keyed_lines(TABLE, plain) == [("decoration:Front", plain["variant"]["decorations"][0])]
    known = {**KNOWN, **plain, "whole": {**WHOLE, "merchantPrice": 3}}
    request = edit(known, Change(field="price", seen=Decimal(3), wanted=Decimal("3.5")))
    assert isinstance(request, Request)
    assert request.body["variantsToUpdate"][0]["merchantPrice"] == Decimal("3.5")


# ── decorations ───────────────────────────────────────────────────────────────────────────────────────────────────

FRONT = {"area": "Front", "width": 400, "height": 300, "dpi": 300, "method": "DTG", "price": None,
         "printImage": {"sourcePrintFileUrl": "https://a.example/1.png", "ourPrintFileId": "f1"}}  # fmt: skip
BACK = {**FRONT, "area": "Back", "future": "kept"}
DECORATED = variant(decorations=[FRONT, BACK])
LISTED = variant(decorations=[{k: v for k, v in each.items() if k != "printImage"} for each in (FRONT, BACK)])
THERE = TABLE.view("MUG-11", {"variant": LISTED, "whole": DECORATED, "catalogue": HEAD})
FIRST = "decoration:Front"
WIDER = Change(field="width", line=FIRST, seen=400, wanted=450)
ADDED = (
    Change(field=ADD_LINE, line="decoration:+1"),
    Change(field="area", line="decoration:+1", seen="", wanted="Sleeve"),
    Change(field="printing", line="decoration:+1", wanted=Decimal("1.5")),
)


def sent_decorations(*changes: Change) -> Any:  # noqa: ANN401 - JSON
    request = edit(dict(THERE), *changes)
    assert isinstance(request, Request), request
    (sent,) = request.body["variantsToUpdate"]
    assert {**sent, "decorations": []} == {**DECORATED, "decorations": []}
    return sent["decorations"]


def test_print_files_are_shown_with_the_decorations_that_lists_tell() -> None:
    rows = dict(keyed_lines(TABLE, THERE))
    file = find_field(TABLE, "print_file", FIRST)
    assert file is not None
    assert list(rows) == [FIRST, "decoration:Back"]
    assert decode(TABLE, file, {"variant": rows[FIRST]}) == "https://a.example/1.png"
    assert "not read yet" in file.editable({"variant": LISTED}, CONTEXT)
    assert not file.editable(THERE, CONTEXT)


def test_an_edit_of_a_decoration_sends_all_of_them_with_their_print_files() -> None:
    assert sent_decorations(WIDER) == [{**FRONT, "width": 450}, BACK]
    renamed = Change(field="print_file", line=FIRST, seen="https://a.example/1.png", wanted="https://a.example/2.png")
    assert sent_decorations(renamed) == [
        {**FRONT, "printImage": {"sourcePrintFileUrl": "https://a.example/2.png", "ourPrintFileId": "f1"}}, BACK
    ]  # fmt: skip


def test_a_price_where_none_stood_is_sent_in_the_shape_of_the_catalogue() -> None:
    shape = {"currencies": [], "amount": Decimal("1.5"), "currency": "USD"}
    dearer = Change(field="printing", line=FIRST, wanted=Decimal("1.5"))
    assert sent_decorations(dearer) == [{**FRONT, "price": shape}, BACK]
    assert sent_decorations(*ADDED) == [FRONT, BACK, {"area": "Sleeve", "price": shape}]
    unpriced = {**KNOWN, "whole": {**WHOLE, "merchantPrice": None}}
    request = edit(unpriced, Change(field="price", wanted=Decimal("1.5")))
    assert isinstance(request, Request)
    assert request.body["variantsToUpdate"][0]["merchantPrice"] == shape


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (Change(field="width", line=FIRST, seen=400, wanted=0), "whole number above 0"),
        (Change(field="dpi", line=FIRST, seen=300, wanted=None), "whole number above 0"),
        (Change(field="area", line=FIRST, seen="Front", wanted="Sleeve"), "The area stays"),
        (Change(field="area", line="decoration:+1", seen="", wanted="front "), "has its decoration already"),
        (Change(field="area", line="decoration:+1", seen="", wanted=" "), "An area is needed"),
        (Change(field="upload", line=FIRST, seen="", wanted="Uploaded"), "sets it itself"),
        (Change(field="printing", line=FIRST, seen=None, wanted=None), "0 or more"),
        (Change(field=REMOVE_LINE, line=FIRST), "OrderMesh’s portal does it"),
    ],
)
def test_what_cannot_be_done_to_a_decoration_says_why(change: Change, why: str) -> None:
    assert why in refusal(TABLE, THERE, CONTEXT, change)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ([Change(field="width", line="decoration:Sleeve", seen=1, wanted=2)], "no “Sleeve” in it any more"),
        ([Change(field=ADD_LINE, line="decoration:+1")], "needs its area"),
        ([*ADDED[:1], Change(field="area", line="decoration:+1", wanted="Back")], "“Back” already"),
    ],
)
def test_decorations_that_others_changed_meanwhile_are_not_sent(changes: list[Change], why: str) -> None:
    stop = edit(dict(THERE), *changes)
    assert isinstance(stop, Stop)
    assert why in stop.because


def test_an_edit_of_decorations_is_judged_by_the_catalogue() -> None:
    (step,) = TABLE.write("MUG-11", [WIDER, *ADDED])
    known = facts(THERE, key="MUG-11", changes=[WIDER, *ADDED])
    price = {"currencies": [], "amount": Decimal("1.50"), "currency": "USD"}
    wider, sleeve = {**FRONT, "width": 450}, {"area": "Sleeve", "price": price, "method": ""}
    looks = {
        "yes": [wider, BACK, sleeve],
        "no": [wider, BACK],
    }
    for verdict, rows in looks.items():
        assert judged(step, [], [{**HEAD, "variants": [variant(decorations=rows)]}], known) == verdict
    assert judged(step, [], [{**HEAD, "variants": [variant(decorations=[FRONT, BACK, sleeve])]}], known) == "no"
