"""One draft's changes laid over by later ones."""

from decimal import Decimal

from desktop.changes import ADD_LINE, REMOVE_LINE, Change, laid_over


def changed(field: str, seen: str, wanted: str, line: str = "") -> Change:
    return Change(field=field, line=line, seen=seen, wanted=wanted)


def test_a_later_value_takes_the_place_of_the_first_and_keeps_what_was_seen_first() -> None:
    found = laid_over([changed("email", "a", "b")], [changed("email", "b", "c")])
    assert found == (changed("email", "a", "c"),)


def test_a_value_back_to_what_was_seen_leaves_the_draft() -> None:
    found = laid_over([changed("email", "a", "b"), changed("note", "", "x")], [changed("email", "b", "a")])
    assert found == (changed("note", "", "x"),)


def test_the_same_field_of_two_lines_is_two_changes() -> None:
    found = laid_over([changed("name", "a", "b", line="1")], [changed("name", "a", "c", line="2")])
    assert [change.line for change in found] == ["1", "2"]


def test_taking_out_an_added_line_takes_all_of_it_along() -> None:
    added = [Change(field=ADD_LINE, line="+1"), Change(field="price", line="+1", seen=0, wanted=Decimal(3))]
    assert laid_over(added, [Change(field=REMOVE_LINE, line="+1")]) == ()


def test_taking_out_a_line_takes_its_changes_along() -> None:
    removed = Change(field=REMOVE_LINE, line="7")
    assert laid_over([changed("name", "a", "b", line="7")], [removed]) == (removed,)


def test_putting_a_removed_line_back_leaves_nothing() -> None:
    assert laid_over([Change(field=REMOVE_LINE, line="7")], [Change(field=ADD_LINE, line="7")]) == ()
