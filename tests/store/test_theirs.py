"""Writing records as they come: what is kept, what is skipped, what follows."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.questions import Question
from desktop.records import Shown
from desktop.store import results, rows, shares, theirs
from desktop.store.database import Connection, transaction
from tests.store.making import ACME, NOW, arrival, customer, order, share, write


def changes_of(db: Connection) -> int:
    return db.total_changes


def test_a_record_is_kept_with_its_documents(cache: Connection, reader: Connection) -> None:
    written = write(cache, arrival(order("o1"), documents={"order": b"{}", "lines": b"[1]"}))
    stored = rows.record(reader, written.new["o1"])
    assert stored is not None
    assert stored.documents == {"order": b"{}", "lines": b"[1]"}
    assert (stored.account, stored.kind, stored.key, stored.as_of) == (ACME, "orders", "o1", NOW)
    assert rows.row_of(reader, ACME, "orders", "o1") == stored.row
    assert rows.row_of(reader, "other", "orders", "o1") is None


def test_parts_of_a_record_come_and_go_one_by_one(cache: Connection) -> None:
    write(cache, arrival(order("o1"), documents={"order": b"1", "lines": b"2"}))
    write(cache, arrival(order("o1"), documents={"lines": b"3"}))
    assert theirs.known(cache, ACME, "orders", ["o1"])["o1"].documents == {"order": b"1", "lines": b"3"}
    write(cache, arrival(order("o1"), documents={"lines": None, "order": None}))
    assert theirs.known(cache, ACME, "orders", ["o1"])["o1"].documents == {}


def test_what_came_unchanged_writes_nothing(cache: Connection) -> None:
    arrivals = [arrival(order(f"o{number}"), parts=[share("anna", number)]) for number in range(50)]
    write(cache, *arrivals)
    before = changes_of(cache)
    wal = cache.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    again = write(cache, *(replace(each, as_of=NOW + timedelta(hours=1)) for each in arrivals))
    assert changes_of(cache) == before
    assert cache.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall() == wal == [(0, 0, 0)]
    assert (again.new, again.changed, again.affected) == ({}, {}, ())


@pytest.mark.parametrize(
    "change",
    [
        {"documents": {"order": b"other"}},
        {"mapping": "2"},
        {"overlaid": True},
        {"marks": ("draft",)},
        {"shown": None, "unread": "No number."},
    ],
)
def test_anything_that_changed_is_written(cache: Connection, change: dict[str, object]) -> None:
    first = arrival(order("o1"))
    row = write(cache, first).new["o1"]
    written = write(cache, replace(first, **change))  # type: ignore[arg-type]
    assert written.changed == {"o1": row}


def test_an_overlaid_row_is_always_written_anew(cache: Connection) -> None:
    mine = arrival(order("o1"), overlaid=True)
    write(cache, mine)
    assert write(cache, mine).changed
    write(cache, replace(mine, overlaid=False))
    assert rows.overlaid_rows(cache) == ()
    assert not write(cache, replace(mine, overlaid=False)).changed


def test_a_record_that_nothing_can_read_is_listed_by_its_key(cache: Connection, reader: Connection) -> None:
    good = arrival(order("o1", customer="Anna"))
    bad = arrival(order("o2"), shown=None, unread="A price is no number.", documents={"order": b"\xff raw"})
    write(cache, good, bad)
    result = results.complete(reader, Question(kind="orders", sort="number"), 1)
    first, second = results.page(reader, result, 0, 10).rows
    assert (first.marks, first.values["customer"]) == ((), "Anna")
    assert (second.marks, second.values["number"], second.values["total"]) == (("unread",), "o2", None)
    stored = rows.record(reader, second.id)
    assert stored is not None
    assert (stored.unread, stored.documents) == ("A price is no number.", {"order": b"\xff raw"})
    assert [(each.total, each.unread) for each in rows.counts(reader)] == [(2, 1)]


def test_a_key_that_came_twice_is_one_record(cache: Connection) -> None:
    twice = write(
        cache,
        arrival(order("o1", note="first"), documents={"a": b"1"}),
        arrival(order("o1", note="second"), documents={"b": b"2"}),
    )
    assert list(twice.new) == ["o1"]
    assert theirs.known(cache, ACME, "orders", ["o1"])["o1"].documents == {"a": b"1", "b": b"2"}


def test_accounts_and_kinds_do_not_share_keys(cache: Connection) -> None:
    ids = {
        *write(cache, arrival(order("1"))).new.values(),
        *write(cache, arrival(order("1")), account="other").new.values(),
        *write(cache, arrival(customer("1")), kind="customers").new.values(),
    }
    assert len(ids) == 3


def test_the_id_of_a_removed_row_is_never_given_again(cache: Connection) -> None:
    row = write(cache, arrival(order("o1"))).new["o1"]
    with transaction(cache):
        theirs.remove(cache, [row])
    assert write(cache, arrival(order("o2"))).new["o2"] > row


def test_gone_rows_stay_until_they_come_again(cache: Connection) -> None:
    mine = arrival(order("o1"))
    row = write(cache, mine).new["o1"]
    theirs.mark_gone(cache, [row])
    assert [(each.total, each.gone) for each in rows.counts(cache)] == [(1, 1)]
    assert results.rows_of(cache, "orders", [row])[0].gone
    assert write(cache, mine).changed == {"o1": row}
    assert rows.counts(cache)[0].gone == 0


def test_an_edit_is_shown_and_taken_back_without_touching_truth(cache: Connection) -> None:
    row = write(cache, arrival(order("o1", note="theirs"), documents={"order": b"truth"})).new["o1"]
    mine = Shown(record=order("o1", note="mine", locked="paid"), search="mine", changed={"note": "theirs"})
    with transaction(cache):
        theirs.rewrite_shown(cache, [theirs.Redrawn(row=row, shown=mine, overlaid=True, marks=("draft",))])
    [shown] = results.rows_of(cache, "orders", [row])
    assert (shown.values["note"], shown.changed, shown.marks, shown.locked) == (
        "mine",
        {"note": "theirs"},
        ("draft",),
        "paid",
    )
    assert shown.as_of == NOW
    assert rows.overlaid_rows(cache) == (row,)
    assert theirs.known(cache, ACME, "orders", ["o1"])["o1"].documents == {"order": b"truth"}
    assert theirs.rewrite_shown(cache, [theirs.Redrawn(row=999, shown=mine, overlaid=True)]) == ()


def test_an_edit_of_a_gone_row_leaves_it_gone(cache: Connection) -> None:
    row = write(cache, arrival(order("o1"))).new["o1"]
    theirs.mark_gone(cache, [row])
    theirs.rewrite_shown(cache, [theirs.Redrawn(row=row, shown=Shown(record=order("o1"), search=""), overlaid=False)])
    assert results.rows_of(cache, "orders", [row])[0].gone


def totals(cache: Connection, account: str, customer: str) -> list[object]:
    return [each.body["total"] for each in shares.some(cache, account, ("customers", customer))]


def test_shares_are_counted_and_read_some_at_a_time(cache: Connection) -> None:
    write(cache, *(arrival(order(f"o{number}"), parts=[share("anna", number)]) for number in range(1, 6)))
    anna: shares.Owner = ("customers", "anna")
    assert [shares.unfolded(cache, ACME, 10, most=most) for most in (3, 5, 9)] == [{anna: 3}, {anna: 5}, {anna: 5}]
    found: list[shares.Share] = []
    while some := shares.some(cache, ACME, anna, after=found[-1].source if found else 0, limit=2):
        assert len(some) <= 2
        found += some
    assert [each.body["total"] for each in found] == ["1", "2", "3", "4", "5"]


def test_shares_follow_their_rows(cache: Connection) -> None:
    anna, ben = ("customers", "anna"), ("customers", "ben")
    written = write(
        cache, arrival(order("o1"), parts=[share("anna", 1)]), arrival(order("o2"), parts=[share("anna", 2)])
    )
    assert written.affected == (anna,)
    assert totals(cache, ACME, "anna") == ["1", "2"]
    moved = arrival(order("o2"), parts=[share("ben", 2)], documents={"order": b"new"})
    assert set(write(cache, moved).affected) == {anna, ben}
    assert totals(cache, ACME, "anna") == ["1"]
    with transaction(cache):
        assert theirs.remove(cache, [written.new["o1"]]) == (anna,)
    assert totals(cache, ACME, "anna") == []
    assert totals(cache, "other", "ben") == []


def test_shares_that_stay_as_they_are_affect_nobody(cache: Connection) -> None:
    write(cache, arrival(order("o1"), parts=[share("anna", 1), share("ben", 1)]))
    changed = arrival(order("o1"), parts=[share("anna", 1), share("ben", 2)], documents={"order": b"new"})
    assert write(cache, changed).affected == (("customers", "ben"),)


def test_what_is_to_be_folded_is_remembered_until_it_is_settled(cache: Connection) -> None:
    write(cache, arrival(order("o1"), parts=[share("anna", 1), share("ben", 1)]))
    assert shares.unfolded(cache, ACME, 10, most=9) == {("customers", "anna"): 1, ("customers", "ben"): 1}
    shares.settle(cache, ACME, [("customers", "anna")])
    assert shares.unfolded(cache, ACME, 10, most=9) == {("customers", "ben"): 1}
    shares.refold(cache, ACME)
    assert len(shares.unfolded(cache, ACME, 10, most=9)) == 2
    assert shares.unfolded(cache, "beta", 10, most=9) == {}


def test_an_edit_moves_the_share_that_is_shown(cache: Connection) -> None:
    row = write(cache, arrival(order("o1"), parts=[share("anna", 1)])).new["o1"]
    edited = Shown(record=order("o1"), search="o1", parts=(share("ben", 1),))
    affected = theirs.rewrite_shown(cache, [theirs.Redrawn(row=row, shown=edited, overlaid=True)])
    assert set(affected) == {("customers", "anna"), ("customers", "ben")}


def test_text_that_no_file_can_hold_is_kept_as_well_as_can_be(cache: Connection) -> None:
    strange = order("o1", customer="A\ud800B", note="nul\0here", total=None)
    row = write(cache, arrival(strange, search="A\ud800B nul\0here")).new["o1"]
    [shown] = results.rows_of(cache, "orders", [row])
    assert shown.values["customer"] == "A?B"
    big = write(cache, arrival(customer("c1", orders=2**70)), kind="customers").new["c1"]
    assert results.rows_of(cache, "customers", [big])[0].values["orders"] is None
