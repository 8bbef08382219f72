"""Tallies beside records of a vendor's own: kept by key, whether or not the record is there yet."""

from desktop.store import rows, shares
from desktop.store.database import Connection, transaction
from tests.store.making import ACME, arrival, customer, order, share, write


def keep(db: Connection, account: str = ACME, **tallies: object) -> tuple[str, ...]:
    bodies = {key: None if total is None else {"total": total} for key, total in tallies.items()}
    with transaction(db):
        return shares.keep_tallies(db, account, "customers", bodies)


def test_only_those_that_say_something_else_are_told(cache: Connection) -> None:
    assert keep(cache, a=1, b=2) == ("a", "b")
    assert keep(cache, a=1, b=3) == ("b",)
    assert shares.tallies(cache, ACME, "customers", ["a", "b", "c"]) == {"a": {"total": 1}, "b": {"total": 3}}
    assert keep(cache, a=None, c=None) == ("a",)
    assert shares.tallies(cache, ACME, "customers", ["a", "b", "c"]) == {"b": {"total": 3}}


def test_very_many_are_kept_and_read_in_one_go(cache: Connection) -> None:
    many = {f"k{number}": number for number in range(1_234)}
    assert len(keep(cache, ACME, **many)) == 1_234
    assert len(shares.tallies(cache, ACME, "customers", list(many))) == 1_234


def test_a_record_of_the_vendor_s_own_is_told_its_tally_and_a_derived_one_its_shares(cache: Connection) -> None:
    keep(cache, own=7)
    write(cache, arrival(customer("own")), arrival(customer("derived"), documents={}), kind="customers")
    write(cache, arrival(order("1"), parts=[share("own", 1), share("derived", 2)]))
    stored = {key: rows.record(cache, rows.row_of(cache, ACME, "customers", key) or 0) for key in ("own", "derived")}
    told = {key: rows.shares_of(cache, record) for key, record in stored.items() if record is not None}
    assert told == {"own": [{"total": 7}], "derived": [{"total": "2"}]}


def test_tallies_go_with_their_account(cache: Connection) -> None:
    keep(cache, a=1)
    keep(cache, "other", a=2)
    with transaction(cache):
        assert rows.remove_account(cache, ACME)
    assert shares.tallies(cache, ACME, "customers", ["a"]) == {}
    assert shares.tallies(cache, "other", "customers", ["a"]) == {"a": {"total": 2}}
