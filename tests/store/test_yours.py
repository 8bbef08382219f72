"""Outbox, journal, accounts, settings and secrets."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.changes import Attempt, Change, Entry
from desktop.questions import JournalEntry, JournalQuestion
from desktop.records import Value
from desktop.store import journal, outbox, settings, values
from desktop.store.database import Connection
from desktop.store.settings import AccountRow
from tests.store.making import ACME, NOW, entry

ZONES = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
INSTANTS = st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1), timezones=ZONES)  # noqa: DTZ001 - it wants naive ends
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False)
VALUES: st.SearchStrategy[Value] = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(), DECIMALS, st.dates(), INSTANTS
)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(), DECIMALS),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text() | st.sampled_from(["$day", "$"]), inner, max_size=3)
    ),
    max_leaves=8,
)
CHANGES = st.builds(Change, field=st.text(), line=st.text(), seen=VALUES, wanted=VALUES, theirs=VALUES, label=st.text())
ENTRIES = st.builds(
    Entry,
    id=st.just(0),
    account=st.sampled_from(["a", "b"]),
    kind=st.sampled_from(["orders", "customers", "stock"]),
    key=st.text(alphabet="abc"),
    row=st.integers(0, 2**40),
    title=st.text(),
    changes=st.lists(CHANGES, max_size=3).map(tuple),
    merged=st.lists(CHANGES, max_size=1).map(tuple),
    inputs=st.dictionaries(st.text(), VALUES, max_size=3),
    made_at=INSTANTS,
    not_before=st.none() | INSTANTS,
    seen_at=st.none() | INSTANTS,
    theirs_at=st.none() | INSTANTS,
    attempt=st.builds(Attempt, step=st.text(), answers=st.dictionaries(st.text(), JSON, max_size=2), before=JSON),
    words=st.text(),
)


def typed(value: object) -> object:
    """The value with its types spelled out: 1 == True == Decimal(1), but they are not the same."""
    if isinstance(value, list | tuple):
        return [typed(each) for each in value]
    if isinstance(value, dict):
        return {name: typed(each) for name, each in value.items()}
    return type(value), str(value)


@given(VALUES | JSON)
def test_every_value_comes_back_with_its_type(value: Value) -> None:
    assert typed(values.read(values.write(value))) == typed(value)


def test_a_vendors_object_that_looks_like_ours_stays_an_object() -> None:
    for odd in ({"$decimal": "no number"}, {"$object": {"$day": 1}}, {"$day": "2026-11-21", "b": Decimal(1)}):
        assert values.read(values.write(odd)) == odd


def test_every_entry_comes_back_as_it_was_put(desk: Connection) -> None:
    @given(ENTRIES)
    def holds(made: Entry) -> None:
        kept = outbox.put(desk, made)
        [*_, found] = outbox.entries(desk)
        assert found == kept == replace(made, id=kept.id, revision=1)
        assert typed([change.wanted for change in found.changes]) == typed([change.wanted for change in made.changes])
        assert typed(found.attempt.answers) == typed(made.attempt.answers)

    holds()


def test_an_entry_from_before_the_times_of_its_values_were_kept_is_read_without_them(desk: Connection) -> None:
    kept = outbox.put(desk, entry(seen_at=NOW, theirs_at=NOW))
    desk.execute("UPDATE outbox SET body = json_remove(body, '$.seen_at', '$.theirs_at')")
    assert outbox.entries(desk) == (replace(kept, seen_at=None, theirs_at=None),)


def test_an_entry_is_changed_only_by_who_has_read_it_last(desk: Connection) -> None:
    first = outbox.put(desk, entry())
    second = outbox.put(desk, replace(first, state="waiting"))
    assert (first.revision, second.revision, second.id) == (1, 2, first.id)
    with pytest.raises(outbox.Outdated):
        outbox.put(desk, replace(first, title="lost update"))
    assert outbox.entries(desk) == (second,)


def test_an_entry_that_changed_meanwhile_is_not_dropped(desk: Connection) -> None:
    first = outbox.put(desk, entry())
    second = outbox.put(desk, replace(first, words="edited"))
    assert not outbox.drop(desk, first.id, first.revision)
    assert outbox.drop(desk, second.id, second.revision)
    assert not outbox.drop(desk, second.id, second.revision)
    with pytest.raises(outbox.Outdated):
        outbox.put(desk, second)
    assert outbox.entries(desk) == ()


def test_the_id_of_a_dropped_entry_is_never_given_again(desk: Connection) -> None:
    first = outbox.put(desk, entry())
    outbox.drop(desk, first.id, first.revision)
    assert outbox.put(desk, entry()).id > first.id


def happened(**fields: object) -> JournalEntry:
    return JournalEntry(**{"id": 0, "at": NOW, "account": ACME, "what": "sent", **fields})  # type: ignore[arg-type]


def words(db: Connection, question: JournalQuestion, zone: str = "UTC") -> list[str]:
    found = journal.read(db, question, zone=zone)
    assert journal.count(db, question, zone=zone) == len(found)
    return [each.words for each in found]


def test_the_journal_is_read_newest_first_by_what_is_asked(desk: Connection) -> None:
    late = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    journal.append(desk, [happened(words="one", what="came"), happened(words="two", kind="orders", key="o1", by="Zoë")])
    journal.append(desk, [happened(words="three 50%", account="beta", at=late, title="SO-1")], "NORMAL")
    assert words(desk, JournalQuestion()) == ["three 50%", "two", "one"]
    assert words(desk, JournalQuestion(accounts=("beta",))) == ["three 50%"]
    assert words(desk, JournalQuestion(what=("came", "answered"))) == ["one"]
    assert words(desk, JournalQuestion(kind="orders", key="o1")) == ["two"]
    assert words(desk, JournalQuestion(text="ZOE tw")) == ["two"]
    assert words(desk, JournalQuestion(text="50%")) == ["three 50%"]
    assert words(desk, JournalQuestion(since=date(2026, 11, 22)), "Europe/Berlin") == ["three 50%"]
    assert words(desk, JournalQuestion(until=date(2026, 11, 21)), "Europe/Berlin") == ["two", "one"]
    assert [each.words for each in journal.read(desk, JournalQuestion(), offset=1, limit=1)] == ["two"]
    [newest, *_] = journal.read(desk, JournalQuestion())
    assert replace(newest, id=0) == happened(words="three 50%", account="beta", at=late, title="SO-1")


def test_the_journal_keeps_what_its_changes_are_shown_with(desk: Connection) -> None:
    change = Change(
        field="total", line="l1", seen=Decimal("1.54"), wanted=Decimal("1234.5"), label="Total", editor="money",
        currency="USD", choices=(("1", "New"),),
    )  # fmt: skip
    made = happened(words="Total 1.54 → 1234.5: submitted", said="submitted", changes=(change, Change(field="note")))
    journal.append(desk, [made])
    [kept] = journal.read(desk, JournalQuestion(text="1234.5"))
    assert replace(kept, id=0) == made


@pytest.mark.parametrize("statement", ["DELETE FROM journal", "UPDATE journal SET words = 'nothing'"])
def test_the_journal_can_not_be_changed(desk: Connection, statement: str) -> None:
    journal.append(desk, [happened(words="one")])
    with pytest.raises(Exception, match="append-only"):
        desk.execute(statement)
    assert words(desk, JournalQuestion()) == ["one"]


def test_accounts_are_kept_in_the_users_order(desk: Connection) -> None:
    first = AccountRow(id="1", vendor="v", name="B", position=2, settings={"servers": {"api": "https://x"}, "n": 1})
    second = AccountRow(id="2", vendor="v", name="A", position=1, paused=True, read_only=True, colour="plum")
    for account in (first, second):
        settings.put_account(desk, account)
    assert settings.account_rows(desk) == (second, first)
    settings.put_account(desk, replace(first, name="C", position=0))
    assert [account.name for account in settings.account_rows(desk)] == ["C", "A"]


def test_a_removed_account_takes_its_unsent_changes_along_but_no_others(desk: Connection) -> None:
    settings.put_account(desk, AccountRow(id=ACME, vendor="v", name="Acme"))
    outbox.put(desk, entry())
    other = outbox.put(desk, entry(account="beta"))
    journal.append(desk, [happened()])
    settings.remove_account(desk, ACME)
    assert settings.account_rows(desk) == ()
    assert outbox.entries(desk) == (other,)
    assert journal.count(desk, JournalQuestion()) == 1


def test_settings_and_secrets_are_kept_changed_and_forgotten(desk: Connection) -> None:
    assert settings.setting(desk, "page") is None
    settings.put_setting(desk, "page", {"size": 40, "sort": None})
    settings.put_setting(desk, "page", {"size": 80})
    assert settings.setting(desk, "page") == {"size": 80}
    assert settings.secret(desk, "acme/key") is None
    settings.put_secret(desk, "acme/key", "s3cret")
    assert settings.secret(desk, "acme/key") == "s3cret"
    settings.remove_secret(desk, "acme/key")
    assert settings.secret(desk, "acme/key") is None
