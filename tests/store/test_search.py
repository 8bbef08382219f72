"""Search: what is typed is text; it is found whatever its case, accents, punctuation, and one typing error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.questions import Question
from desktop.store import results, theirs
from desktop.store.database import Connection
from desktop.store.folding import fold, searched
from desktop.store.search import is_near, nearest
from tests.store.making import arrival, order, write

TEXTS = {
    "1": "SO-150042\nGolden Café Müller\nOrganic Tomatoes 1 kg\n+49 (30) 1234-567",
    "2": "SO-150043\nBistro Øresund\nSmoked Salmon\nPO-2026/114",
    "3": 'SO-150044\nRestaurant Иванов\nチーズ ☕ 100% "fresh"',
    "4": "SO-250042\nStraße 12\n日本",
}


@pytest.fixture
def shop(cache: Connection) -> Connection:
    write(cache, *(arrival(order(key, customer=text.split("\n")[1]), search=text) for key, text in TEXTS.items()))
    return cache


def found(db: Connection, text: str) -> str:
    """The keys found, one letter each."""
    question = Question(kind="orders", text=text, sort="number")
    result = results.complete(db, question, 1)
    assert [row.id for row in results.first_page(db, question, 100).rows] == list(result.ids)
    return "".join(row.key for row in results.page(db, result, 0, 100).rows)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("", "1234"),
        ("   ", "1234"),
        ("so-1500", "123"),
        ("SO-150042", "1"),
        ("so150042", "1"),
        ("50042", "14"),
        ("cafe", "1"),
        ("CAFÉ", "1"),
        ("muller", "1"),
        ("oresund", "2"),
        ("strasse", "4"),
        ("иванов", "3"),
        ("チーズ", "3"),
        ("☕", ""),
        ("0301234567", ""),
        ("301234567", "1"),
        ("1234567", "1"),
        ("+49 30 1234", "1"),
        ("po2026114", "2"),
        ("2026-114", "2"),
        ("golden tomatoes", "1"),
        ("tomatoes golden", "1"),
        ("golden salmon", ""),
        ("atoes", "1"),
        ("ca", "1"),
        ("ca tomatoes", "1"),
        ("st", "234"),
        ("nothing", ""),
        ('"fresh"', "3"),
        ("100%", "3"),
    ],
)
def test_terms_find_their_rows(shop: Connection, text: str, keys: str) -> None:
    assert found(shop, text) == keys


@pytest.mark.parametrize(
    ("typed", "key"),
    [("tomatos", "1"), ("tomatoess", "1"), ("tomaotes", "1"), ("tomqtoes", "1"), ("omatoes", "1"), ("bisto", "2"),
     ("bistor", "2"), ("salmonn", "2"), ("mueller", "1"), ("restuarant", "3"), ("иваноф", "3")],
)  # fmt: skip
def test_one_typing_error_is_forgiven(shop: Connection, typed: str, key: str) -> None:
    assert found(shop, typed) == key


def test_an_error_is_only_looked_for_when_nothing_has_the_word(shop: Connection) -> None:
    write(shop, arrival(order("5"), search="Tomatos Ltd"))
    assert found(shop, "tomatos") == "5"
    assert set(nearest(shop, "tomatos")) == {"tomatoes", "tomatos"}


def test_two_errors_and_short_words_are_not_guessed(shop: Connection) -> None:
    assert found(shop, "tomtos") == ""
    assert found(shop, "cafo") == ""


SYNTAX = ['"', '""', "*", "%", "_", "a*", '"a" OR "b"', "NOT", "AND OR NOT", "text:so", "NEAR(a b)", "(", "^so", "-",
          "+", "\\", "'; DROP TABLE records; --", "\0", "a\0bcd", "\ud800abc", "😀😀😀😀", "e\u0301" * 5, "\u0301" * 3,
          "x" * 10_000, "ab " * 5_000, " ".join(chr(200 + n) for n in range(5_000)), "()[]{}" * 500]  # fmt: skip


@pytest.mark.parametrize("text", SYNTAX)
def test_syntax_is_only_text(shop: Connection, text: str) -> None:
    found(shop, text)
    write(shop, arrival(order("odd"), search=f"before {text} after"))
    if len(fold(text).split()) < 5 and len(text) < 100 and len(fold(text).strip()) >= 3:
        assert "odd" in found(shop, text)


def test_any_text_may_be_typed_and_written(shop: Connection) -> None:
    @given(st.text(max_size=40))
    def holds(text: str) -> None:
        found(shop, text)
        write(shop, arrival(order("any"), search=text, documents={"order": text.encode("utf-8", "replace")}))

    holds()


def test_what_is_shown_is_found_by_its_new_text_and_no_longer_by_the_old(shop: Connection) -> None:
    write(shop, arrival(order("1"), search="Renamed", documents={"order": b"new"}))
    assert found(shop, "renamed") == "1"
    assert found(shop, "golden") == ""
    theirs.remove(shop, [1])
    assert found(shop, "renamed") == ""


@given(st.text())
def test_folding_forgets_case(text: str) -> None:
    assert fold(text.encode("utf-8", "replace").decode()) == fold(text)
    assert fold(fold(text)).split() == fold(fold(fold(text))).split()


@pytest.mark.parametrize(
    ("text", "also"),
    [("PO-26/114", "po26114"), ("call 030 12 34 56 now", "030123456"), ("a-1-b", "a1b"), ("plain words", "")],
)
def test_numbers_are_also_written_plainly(text: str, also: str) -> None:
    assert searched(text).split("\n")[1:] == ([also] if also else [])


def test_a_number_among_hostile_text_costs_no_time() -> None:
    assert searched("1 " * 200_000)


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [("same", "same", True), ("tomato", "tomat", True), ("ab", "ba", True), ("abcd", "acbd", True),
     ("abcd", "abxy", False), ("abcd", "badc", False), ("", "a", True), ("", "ab", False), ("aab", "ab", True)],
)  # fmt: skip
def test_one_error_is_one_error(one: str, other: str, *, near: bool) -> None:
    assert is_near(one, other) is near
    assert is_near(other, one) is near
