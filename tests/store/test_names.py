"""What lists of others call a record: kept by account and kind, all of them anew with each writing of the record."""

from desktop.store import names, rows, walks
from desktop.store.database import Connection, transaction
from tests.store.making import ACME, arrival, order, stock_item, write


def test_a_record_is_found_by_each_of_its_names_as_it_was_last_written(cache: Connection) -> None:
    write(
        cache,
        arrival(stock_item("v1"), names=("AD-10", "AD-11")),
        arrival(stock_item("v2"), names=("AD-10",)),
        kind="stock",
    )
    found = names.keys(cache, ACME, "stock", ["AD-10", "AD-11", "nobody", "AD-10"])
    assert found == {"AD-10": ("v1", "v2"), "AD-11": ("v1",)}
    write(cache, arrival(stock_item("v1"), names=("ad-10",), mapping="2"), kind="stock")
    assert names.keys(cache, ACME, "stock", ["AD-10", "AD-11", "ad-10"]) == {"AD-10": ("v2",), "ad-10": ("v1",)}


def test_one_whose_names_cannot_be_told_keeps_those_that_it_had(cache: Connection) -> None:
    write(cache, arrival(stock_item("v1"), names=("AD-10",)), kind="stock")
    write(cache, arrival(stock_item("v1"), names=None, mapping="2"), kind="stock")
    assert names.keys(cache, ACME, "stock", ["AD-10"]) == {"AD-10": ("v1",)}


def test_names_are_an_account_s_and_a_kind_s_own_and_go_with_the_account(cache: Connection) -> None:
    for account in (ACME, "beta"):
        write(cache, arrival(stock_item("v1"), names=("AD-10",)), kind="stock", account=account)
    write(cache, arrival(order("o1"), names=("AD-10",)))
    assert names.keys(cache, ACME, "orders", ["AD-10"]) == {"AD-10": ("o1",)}
    assert rows.remove_account(cache, ACME)
    assert names.keys(cache, ACME, "stock", ["AD-10"]) == {}
    assert names.keys(cache, "beta", "stock", ["AD-10"]) == {"AD-10": ("v1",)}


def test_very_many_names_are_looked_up_in_one_go(cache: Connection) -> None:
    write(cache, *(arrival(stock_item(f"v{number}"), names=(f"s{number}",)) for number in range(1_203)), kind="stock")
    assert len(names.keys(cache, ACME, "stock", (f"s{number}" for number in range(1_203)))) == 1_203


def test_names_that_a_sweep_has_not_seen_say_which_records_are_called_so_some_at_a_time(cache: Connection) -> None:
    for key, own in {"o1": ("i1", "i2"), "o2": ("i2",), "o3": ("i3",), "o4": ("i4",)}.items():
        write(cache, arrival(order(key), names=own))
    with transaction(cache):
        walks.note_seen(cache, ACME, "orders", "invoices", ["i1", "i4"])
        walks.note_seen(cache, ACME, "orders", "other", ["i2"])
    assert names.unseen(cache, ACME, "orders", "invoices") == (("o1", "o2", "o3"), None)
    assert names.unseen(cache, ACME, "orders", "invoices", limit=1) == (("o1", "o2"), "i2")
    assert names.unseen(cache, ACME, "orders", "invoices", after="i2", limit=1) == (("o3",), "i3")
    assert names.unseen(cache, "beta", "orders", "invoices") == ((), None)
