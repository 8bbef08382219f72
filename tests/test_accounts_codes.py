"""Recovery codes that forgive handwriting and catch mistakes, and keys wrapped by passphrases."""

import os
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.accounts import key_from_recovery_code, read_passphrase, recovery_code
from desktop.accounts.passphrase import unwrap, wrap
from desktop.accounts.recovery import ALPHABET
from desktop.errors import AppError, Locked

KEY = bytes(range(7, 39))
KEYS = st.binary(min_size=32, max_size=32)
PLACES = st.integers(0, 59)
PASSPHRASE = "four words are good"


def plain(key: bytes) -> str:
    return recovery_code(key).replace(" ", "")


def test_a_code_is_twelve_groups_of_five_clear_characters() -> None:
    groups = recovery_code(KEY).split(" ")
    assert [len(group) for group in groups] == [5] * 12
    assert groups[0].startswith("WD")
    assert not set("".join(groups)) & set("ILOU")


def test_codes_printed_today_open_desks_for_ever() -> None:
    """This one was made by another program, which gets the examples of BIP 350 right."""
    code = "WD0W4 0J2GB 1G6GW 3RG24 91650 N2RBH G68T3 CE1T7 GZ40G J48S4 4MK0K EN9PR"
    assert key_from_recovery_code(code) == KEY
    assert recovery_code(KEY) == code


@given(key=KEYS)
def test_every_key_comes_back_from_its_code(key: bytes) -> None:
    assert key_from_recovery_code(recovery_code(key)) == key


@given(
    key=KEYS,
    gaps=st.lists(
        st.sampled_from(["", " ", "-", "–", "\n", "\t", "\u00a0", "\u200b", " - "]), min_size=60, max_size=60
    ),
    zero=st.sampled_from("0Oo"),
    one=st.sampled_from("1IiLl"),
    lower=st.booleans(),
)
def test_case_blanks_dashes_and_lookalikes_are_forgiven(
    key: bytes, gaps: list[str], zero: str, one: str, *, lower: bool
) -> None:
    code = plain(key).lower() if lower else plain(key)
    written = "".join(letter + gap for letter, gap in zip(code, gaps, strict=True))
    assert key_from_recovery_code(written.replace("0", zero).replace("1", one)) == key


def test_full_width_letters_of_an_asian_keyboard_are_forgiven() -> None:
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in plain(KEY))
    assert key_from_recovery_code(wide) == KEY


@settings(max_examples=30)
@given(key=KEYS, place=PLACES, step=st.integers(1, 31))
def test_any_one_changed_character_is_caught_and_its_group_named(key: bytes, place: int, step: int) -> None:
    code = plain(key)
    other = ALPHABET[(ALPHABET.index(code[place]) + step) % 32]
    with pytest.raises(AppError, match="not a valid recovery code") as wrong:
        key_from_recovery_code(code[:place] + other + code[place + 1 :])
    assert wrong.value.hint.startswith(f"Group {place // 5 + 1} looks wrong")


@settings(max_examples=30)
@given(key=KEYS, place=st.integers(0, 58))
def test_any_two_swapped_neighbours_are_caught(key: bytes, place: int) -> None:
    code = plain(key)
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    if swapped == code:
        assert key_from_recovery_code(swapped) == key
        return
    with pytest.raises(AppError) as wrong:
        key_from_recovery_code(swapped)
    groups = {place // 5 + 1, (place + 1) // 5 + 1}
    assert any(wrong.value.hint.startswith(f"Group {group} looks wrong") for group in groups)


def test_two_swapped_groups_are_caught_without_blaming_one() -> None:
    groups = recovery_code(KEY).split()
    groups[3], groups[4] = groups[4], groups[3]
    with pytest.raises(AppError) as wrong:
        key_from_recovery_code(" ".join(groups))
    assert wrong.value.hint.startswith("Several characters look wrong")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("", "It has 60 characters, and these are 0"),
        (plain(KEY)[:-1], "these are 59"),
        (plain(KEY) + "0", "these are 61"),
        (plain(KEY)[:11] + "U" + plain(KEY)[12:], "Group 3 holds “U”"),
        (plain(KEY)[:59] + "ß", "Group 12 holds “ß”"),
        (plain(KEY)[:20] + "\ud800" + plain(KEY)[21:], "Group 5 holds"),
    ],
)
def test_other_mistakes_are_named(text: str, hint: str) -> None:
    with pytest.raises(AppError) as wrong:
        key_from_recovery_code(text)
    assert hint in wrong.value.hint


def test_only_a_whole_key_has_a_code() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        recovery_code(KEY[:-1])


@settings(max_examples=8)
@given(key=KEYS, passphrase=st.text(min_size=8))
def test_any_passphrase_in_any_script_opens_what_it_wrapped(key: bytes, passphrase: str) -> None:
    wrapped = wrap(key, passphrase)
    assert key not in wrapped.salt + wrapped.hidden + wrapped.signature
    assert unwrap(wrapped, unicodedata.normalize("NFD", passphrase)) == key
    with pytest.raises(Locked, match="does not open the desk"):
        unwrap(wrapped, passphrase + "x")


def test_the_same_key_and_passphrase_are_wrapped_differently_each_time() -> None:
    one, two = wrap(KEY, PASSPHRASE), wrap(KEY, PASSPHRASE)
    assert one.salt != two.salt
    assert one.hidden != two.hidden


@pytest.mark.parametrize("name", ["salt", "hidden", "signature"])
def test_a_wrapped_key_changed_in_any_part_is_never_taken_for_a_key(name: str) -> None:
    wrapped = wrap(KEY, PASSPHRASE)
    part: bytes = getattr(wrapped, name)
    with pytest.raises(Locked):
        unwrap(replace(wrapped, **{name: bytes([part[0] ^ 1]) + part[1:]}), PASSPHRASE)


def test_a_short_passphrase_is_not_taken() -> None:
    with pytest.raises(AppError, match="too short"):
        wrap(KEY, "seven77")


def pipe(content: bytes) -> int:
    """The reading end of a pipe that holds `content` and ends there."""
    reading, writing = os.pipe()
    os.write(writing, content)
    os.close(writing)
    return reading


@pytest.mark.parametrize(
    ("content", "passphrase"),
    [
        (b"four words are good", PASSPHRASE),
        (b"four words are good\n", PASSPHRASE),
        (b"four words are good\r\n", PASSPHRASE),
        (b" blanks and lines\nstay \n\n", " blanks and lines\nstay \n"),
        ("Zwölf Boxkämpfer 🥊\n".encode(), "Zwölf Boxkämpfer 🥊"),
    ],
)
def test_a_passphrase_is_read_from_a_descriptor_which_is_then_closed(content: bytes, passphrase: str) -> None:
    fd = pipe(content)
    assert read_passphrase(fd) == passphrase
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(fd)


@pytest.mark.parametrize(
    ("content", "title"),
    [(b"", "is empty"), (b"\n", "is empty"), (b"secret\xff", "is not text"), (b"x" * 65_537, "far more")],
)
def test_what_is_no_passphrase_is_said_in_words_and_not_quoted(content: bytes, title: str) -> None:
    with pytest.raises(AppError, match=title) as wrong:
        read_passphrase(pipe(content) if len(content) < 60_000 else large(content))
    assert "secret" not in str(wrong.value)
    assert wrong.value.__cause__ is None


def large(content: bytes) -> int:
    """A descriptor for more than a pipe holds."""
    fd = os.memfd_create("passphrase")
    os.write(fd, content)
    os.lseek(fd, 0, os.SEEK_SET)
    return fd


@pytest.mark.parametrize("fd", [-1, 9_999])
def test_a_descriptor_that_is_not_open_is_said_in_words(fd: int) -> None:
    with pytest.raises(AppError, match=f"file descriptor {fd}"):
        read_passphrase(fd)


def test_a_descriptor_that_is_only_for_writing_is_said_in_words() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with pytest.raises(AppError, match="No passphrase can be read"):
        read_passphrase(writing)
