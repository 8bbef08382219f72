"""Documents that came before their records: kept by record and part, taken once, forgotten with what they belong to."""

from desktop.store import early, rows
from desktop.store.database import Connection, transaction
from tests.store.making import ACME, arrival, order, write


def keep(cache: Connection, *papers: early.Paper, account: str = ACME) -> None:
    with transaction(cache):
        early.keep(cache, account, "orders", papers)


def test_what_came_of_a_record_is_taken_once_and_with_it_all_of_its_parts(cache: Connection) -> None:
    keep(cache, ("o1", "invoice:1", b"1"), ("o1", "invoice:2", b"2"), ("o2", "invoice:2", b"2"))
    keep(cache, ("o1", "invoice:1", b"one"))
    assert early.take(cache, ACME, "orders", ["o1", "nobody"]) == {"o1": {"invoice:1": b"one", "invoice:2": b"2"}}
    assert early.take(cache, ACME, "orders", ["o1", "o2"]) == {"o2": {"invoice:2": b"2"}}


def test_another_word_is_heard_of_what_is_kept_and_of_nothing_else(cache: Connection) -> None:
    keep(cache, ("o1", "invoice:1", b"unpaid"))
    with transaction(cache):
        early.renew(cache, ACME, "orders", [("o1", "invoice:1", b"paid"), ("o2", "invoice:1", b"paid")])
    assert early.take(cache, ACME, "orders", ["o1", "o2"]) == {"o1": {"invoice:1": b"paid"}}


def test_it_is_forgotten_by_kind_and_with_its_account(cache: Connection) -> None:
    for account in (ACME, "beta", "gamma"):
        keep(cache, ("o1", "invoice:1", b"1"), account=account)
    write(cache, arrival(order("o9")))
    early.forget(cache, ACME, "customers")
    early.forget(cache, "beta", "orders")
    assert rows.remove_account(cache, ACME)
    assert [early.take(cache, account, "orders", ["o1"]) for account in (ACME, "beta")] == [{}, {}]
    assert early.take(cache, "gamma", "orders", ["o1"])


def test_very_many_records_are_asked_for_in_one_go(cache: Connection) -> None:
    keep(cache, *((f"o{number}", "invoice:1", b"1") for number in range(1_203)))
    assert len(early.take(cache, ACME, "orders", [f"o{number}" for number in range(1_203)])) == 1_203
    assert not cache.execute("SELECT 1 FROM early").fetchall()
