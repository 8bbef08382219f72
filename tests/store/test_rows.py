"""Walking over rows in slices, counts, walks, sweeps and references."""

from dataclasses import replace

from desktop.questions import Question
from desktop.store import lookups, results, rows, settings, shares, theirs, walks
from desktop.store.database import Connection, transaction
from desktop.store.walks import WalkState
from tests.store.making import ACME, arrival, customer, order, share, write


def test_rows_of_an_older_mapping_are_found_slice_by_slice(cache: Connection) -> None:
    arrivals = [arrival(order(f"o{number}"), mapping="1") for number in range(7)]
    write(cache, *arrivals)
    write(cache, arrival(customer("c1"), mapping="1"), kind="customers")
    assert rows.stale_rows(cache, ACME, "orders", "1") == ((), None)
    done: list[int] = []
    after: int | None = 0
    while after is not None:
        found, after = rows.stale_rows(cache, ACME, "orders", "2", after=after, limit=3)
        assert len(found) <= 3
        done += found
    assert len(done) == 7
    write(cache, *(replace(each, mapping="2") for each in arrivals[:5]))
    assert len(rows.stale_rows(cache, ACME, "orders", "2")[0]) == 2
    write(cache, *(replace(each, mapping="2") for each in arrivals))
    assert rows.stale_rows(cache, ACME, "orders", "2") == ((), None)


def test_rows_of_an_older_mapping_are_found_behind_many_others_a_few_looked_at_in_one_go(cache: Connection) -> None:
    write(cache, *(arrival(order(f"b{number}")) for number in range(9)), account="beta")
    write(cache, arrival(order("o1"), mapping="1"), arrival(order("o2"), mapping="1"))
    slices = []
    after: int | None = 0
    while after is not None:
        found, after = rows.stale_rows(cache, ACME, "orders", "2", after=after, looked_at=4)
        slices.append(len(found))
    assert slices == [0, 0, 2]


def test_counts_follow_every_write(cache: Connection) -> None:
    write(cache, arrival(order("o1")), arrival(order("o2")))
    write(cache, arrival(order("o3")), account="beta")
    write(cache, arrival(customer("c1")), kind="customers")
    write(cache, arrival(order("o1"), mapping="2"))
    assert [(each.account, each.kind, each.total) for each in rows.counts(cache)] == [
        (ACME, "customers", 1),
        (ACME, "orders", 2),
        ("beta", "orders", 1),
    ]


def test_an_account_is_removed_in_slices_and_leaves_the_others_alone(cache: Connection) -> None:
    write(cache, *(arrival(order(f"o{number}"), parts=[share("anna", 1)]) for number in range(10)))
    write(cache, arrival(order("o1"), search="kept text"), account="beta")
    walks.write_walk(cache, ACME, "orders", "months", WalkState(state="{}", marker="now"))
    walks.note_seen(cache, ACME, "orders", "sweep", ["o1"])
    walks.write_reference(cache, ACME, "folders", [1])
    slices = 1
    while not rows.remove_account(cache, ACME, limit=4):
        slices += 1
    assert slices == 3
    assert [(each.account, each.total) for each in rows.counts(cache)] == [("beta", 1)]
    assert walks.read_walk(cache, ACME, "orders", "months") == WalkState()
    assert walks.read_references(cache, ACME) == {}
    assert shares.unfolded(cache, ACME, 10, most=9) == {}
    for table in ("records", "documents", "orders", "search"):
        assert cache.execute(f"SELECT count(*) FROM {table}").fetchone() == (1,)
    assert results.complete(cache, Question(kind="orders", text="kept"), 1).total == 1


def test_a_walk_goes_on_where_it_was(cache: Connection) -> None:
    assert walks.read_walk(cache, ACME, "orders", "months") == WalkState()
    with transaction(cache):
        walks.write_walk(cache, ACME, "orders", "months", WalkState(state='{"month":"2026-10"}'))
    walks.write_walk(cache, ACME, "orders", "changed", WalkState(marker="2026-11-21 05:31:00"))
    assert walks.read_walk(cache, ACME, "orders", "months").state == '{"month":"2026-10"}'
    assert walks.read_walk(cache, ACME, "orders", "changed").marker == "2026-11-21 05:31:00"


def test_a_sweep_tells_what_it_did_not_see_slice_by_slice(cache: Connection) -> None:
    written = write(cache, *(arrival(order(f"o{number}")) for number in range(6)))
    theirs.mark_gone(cache, [written.new["o5"]])
    walks.note_seen(cache, ACME, "orders", "sweep", ["o0", "o2", "o2", "stranger"])
    missing, last = walks.unseen(cache, ACME, "orders", "sweep", limit=4)
    assert (missing, last) == (("o1", "o3"), "o3")
    missing, last = walks.unseen(cache, ACME, "orders", "sweep", after="o3", limit=4)
    assert (missing, last) == (("o4",), None)
    walks.forget_seen(cache, ACME, "orders", "sweep")
    assert walks.unseen(cache, ACME, "orders", "sweep")[0] == ("o0", "o1", "o2", "o3", "o4")


def test_a_sweep_of_one_state_tells_of_orders_in_it_alone_by_their_own_word_or_that_of_their_payment(
    cache: Connection,
) -> None:
    made = [("o0", "new", "unpaid"), ("o1", "new", "paid"), ("o2", "sent", "unpaid"), ("o3", "sent", "")]
    write(cache, *(arrival(order(key, vendor_state=state, payment=payment)) for key, state, payment in made))
    walks.note_seen(cache, ACME, "orders", "open", ["o1"])
    assert walks.unseen(cache, ACME, "orders", "open", states=["new"])[0] == ("o0",)
    assert walks.unseen(cache, ACME, "orders", "unpaid", states=["unpaid"], of="payment")[0] == ("o0", "o2")


def test_references_are_kept_by_account_and_name(cache: Connection) -> None:
    walks.write_reference(cache, ACME, "folders", [{"id": 1, "name": "Neu ☕"}])
    walks.write_reference(cache, ACME, "folders", [{"id": 2, "name": "Fertig"}])
    walks.write_reference(cache, "beta", "folders", [])
    assert walks.read_references(cache, ACME) == {"folders": [{"id": 2, "name": "Fertig"}]}


def test_the_shares_of_a_derived_record_are_read_with_it(cache: Connection) -> None:
    own = write(cache, arrival(order("o1"), parts=[share("anna", 3)])).new["o1"]
    derived = write(cache, arrival(customer("anna"), documents={}), kind="customers").new["anna"]
    kept = [rows.record(cache, row) for row in (own, derived)]
    assert [each and rows.shares_of(cache, each) for each in kept] == [[], [{"total": "3"}]]


def test_looks_over_everything_see_everything(cache: Connection, desk: Connection) -> None:
    write(cache, *(arrival(order(f"o{n}", source=f"shop {n % 2}")) for n in range(5)), arrival(order("none")))
    write(cache, arrival(order("o1", source="shop of another")), account="beta")
    assert lookups.distinct(cache, "orders", "source") == ("shop 0", "shop 1", "shop of another")
    assert [each.key for each in lookups.all_records(cache, ACME)] == ["o0", "o1", "o2", "o3", "o4", "none"]
    settings.put_setting(desk, "size", 40)
    assert lookups.all_settings(desk) == {"size": 40}
