"""What was written is known for a while, so that old news of it are known as such after a restart."""

from datetime import timedelta

from desktop.store import written
from desktop.store.database import Connection, transaction
from tests.store.making import ACME, NOW


def note(cache: Connection, key: str, minutes: float = 0.0) -> None:
    with transaction(cache):
        written.note(cache, ACME, "stock", key, NOW + timedelta(minutes=minutes))


def seconds(cache: Connection, minutes: float) -> dict[str, float]:
    return {each.key: each.seconds for each in written.lately(cache, ACME, NOW + timedelta(minutes=minutes))}


def test_what_was_written_says_how_long_ago_that_was(cache: Connection) -> None:
    note(cache, "a")
    note(cache, "b", minutes=1)
    assert seconds(cache, 2) == {"a": 120.0, "b": 60.0}


def test_what_is_written_again_is_known_since_the_last_time(cache: Connection) -> None:
    note(cache, "a", minutes=1)
    note(cache, "a")
    assert seconds(cache, 2) == {"a": 60.0}


def test_what_no_vendor_can_tell_old_news_of_any_more_is_forgotten(cache: Connection) -> None:
    note(cache, "a")
    assert seconds(cache, 61) == {}
    note(cache, "b", minutes=61)
    assert cache.execute("SELECT key FROM written").fetchall() == [("b",)]
