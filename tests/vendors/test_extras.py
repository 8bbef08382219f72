"""Trees of free keys: each leaf is a field that keeps its kind; lists and what is no map are shown as they are."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.changes import Change
from desktop.vendors.comparing import collisions
from desktop.vendors.contract import Context, Document, Extras, Json
from desktop.vendors.extras import leaf
from desktop.vendors.orderdesk.orders import ORDERS
from desktop.vendors.overlay import applied
from desktop.vendors.tables import always, decode, encode, fields_of, find_field, refusal

NOTHING = Context()


def _small(free: Document) -> str:
    return "" if len(str(free)) < 60 else "It is too large."


TREE = Extras(prefix="xp.", path=("xp",), codec=leaf, section="Custom", editable=always, check=_small, is_tree=True)
SHOP = replace(ORDERS, fields=(), listed=(), extras=(TREE,), part="order")
XP = {"Tier": "Gold", "Terms": {"Days": 30, "Rate": Decimal("2.5"), "Late": False}, "Tags": ["a", "b"], "a/b": None}


def order(xp: Json) -> dict[str, Document]:
    return {"order": {"ID": "1", "xp": xp}}


def told(xp: Json) -> dict[str, object]:
    documents = order(xp)
    return {field.name: decode(SHOP, field, documents) for field in fields_of(SHOP, documents, NOTHING)}


def test_each_leaf_is_a_field() -> None:
    assert told(XP) == {
        "xp.Tier": "Gold", "xp.Terms/Days": "30", "xp.Terms/Rate": "2.5", "xp.Terms/Late": "false",
        "xp.Tags": '["a","b"]', "xp.a~1b": "",
    }  # fmt: skip


@pytest.mark.parametrize("xp", [None, {}])
def test_without_a_map_there_is_no_field(xp: Json) -> None:
    assert told(xp) == {}


@pytest.mark.parametrize("xp", ["plain", 7, ["a"], True])
def test_what_is_no_map_is_shown_as_it_is(xp: Json) -> None:
    assert list(told(xp)) == ["xp."]


@pytest.mark.parametrize(
    ("name", "typed", "sent"),
    [
        ("xp.Tier", "Silver", "Silver"),
        ("xp.Terms/Days", "45", 45),
        ("xp.Terms/Rate", "3", Decimal(3)),
        ("xp.Terms/Late", "true", True),
        ("xp.a~1b", "x", "x"),
    ],
)
def test_a_leaf_keeps_its_kind(name: str, typed: str, sent: Json) -> None:
    field = find_field(SHOP, name)
    assert field is not None
    document = encode(order(XP)["order"], field, typed)
    place = document["xp"]
    for step in field.path[1:]:
        place = place[step]
    assert (place, type(place)) == (sent, type(sent))


@pytest.mark.parametrize(("name", "typed"), [("xp.Terms/Days", "soon"), ("xp.Terms/Late", "7")])
def test_a_leaf_of_another_kind_is_refused_in_words(name: str, typed: str) -> None:
    change = Change(field=name, seen="", wanted=typed)
    field = find_field(SHOP, name)
    assert field is not None
    with pytest.raises(ValueError, match=r"number|here"):
        encode(order(XP)["order"], field, typed)
    assert field.label in refusal(SHOP, order(XP), NOTHING, change)


def test_a_list_cannot_be_edited_and_says_why() -> None:
    assert "list" in refusal(SHOP, order(XP), NOTHING, Change(field="xp.Tags", seen="", wanted="c"))


@pytest.mark.parametrize("xp", ["", "plain", 0, Decimal("0.0"), False, [], ["a"], {"a": ""}, {"a": []}])
@pytest.mark.parametrize("name", ["xp.a/b", "xp.a/b/c"])
def test_nothing_is_put_below_what_is_no_map(xp: Json, name: str) -> None:
    assert "as it is" in refusal(SHOP, order(xp), NOTHING, Change(field=name, seen="", wanted="c"))


@pytest.mark.parametrize("xp", [None, {}, {"a": None}, {"a": {}}])
def test_a_new_key_is_put_where_there_is_nothing_yet(xp: Json) -> None:
    change = Change(field="xp.a/b", seen="", wanted="c")
    assert refusal(SHOP, order(xp), NOTHING, change) == ""
    assert applied(SHOP, order(xp), [change])["order"]["xp"] == {"a": {"b": "c"}}


SPELLED = (("12.50", "12.5"), ("1E+3", "1000"), ("1000", "1000.0"), ("-0", "0"), (" TRUE", "true"))
DIFFERENT = (("", "0"), ("true", "1"), ("12.5", "12.51"), ("a", "A"), (" a", "a"), ("", " "))


@pytest.mark.parametrize(("one", "other"), [*SPELLED, *DIFFERENT])
def test_a_number_or_flag_may_come_back_in_another_spelling(one: str, other: str) -> None:
    assert leaf.same(one, other) is leaf.same(other, one) is ((one, other) in SPELLED)


def test_a_text_of_digits_is_changed_though_it_says_the_same_number() -> None:
    change = Change(field="xp.Code", seen="7", wanted="007")
    sorted_in = collisions(SHOP, order({"Code": "7"}), [change])
    assert (sorted_in.as_seen, sorted_in.as_wanted) == ((change,), ())
    assert applied(SHOP, order({"Code": "7"}), [change])["order"]["xp"] == {"Code": "007"}


def test_the_whole_tree_is_judged_as_it_would_be_sent() -> None:
    assert refusal(SHOP, order({"a": "b"}), NOTHING, Change(field="xp.a", seen="b", wanted="x" * 60)) == (
        "It is too large."
    )


KEYS = st.text(max_size=4)
TREES = st.recursive(
    st.none() | st.text() | st.integers() | st.booleans(),
    lambda inner: st.dictionaries(KEYS, inner, max_size=3) | st.lists(inner, max_size=2),
    max_leaves=8,
)


@given(st.dictionaries(KEYS, TREES, max_size=3))
def test_any_tree_is_told_and_left_as_it_was(xp: Document) -> None:
    documents = order(xp)
    changes = [
        Change(field=field.name, seen=decode(SHOP, field, documents), wanted=decode(SHOP, field, documents))
        for field in fields_of(SHOP, documents, NOTHING)
    ]
    assert applied(SHOP, documents, changes) == documents
