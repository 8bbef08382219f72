"""The recovery code: the desk's key as sixty characters that can be printed, read out and typed back.

Two letters that say what it is, 52 characters of key and six of checksum, in Crockford's base32 (no I, L, O or U).
The checksum is that of Bech32m (BIP 350): up to four wrong characters are always found, any more all but certainly.
"""

import unicodedata
from collections.abc import Iterator

from desktop.errors import AppError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ALIKE = str.maketrans("OIL", "011")
MARK = "WD"
KEY_BYTES = 32
KEY_SYMBOLS = 52  # 260 bits: the last four are zero
CHECK_SYMBOLS = 6
LENGTH = len(MARK) + KEY_SYMBOLS + CHECK_SYMBOLS
GROUP = 5

GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
CHECKED = 0x2BC830A3
TITLE = "This is not a valid recovery code."


def recovery_code(key: bytes) -> str:
    """Twelve groups of five characters, a blank between them; `key` is 32 bytes."""
    if len(key) != KEY_BYTES:
        raise ValueError("a key has 32 bytes")
    number = int.from_bytes(key, "big") << 4
    symbols = [ALPHABET.index(letter) for letter in MARK]
    symbols += [number >> 5 * place & 31 for place in reversed(range(KEY_SYMBOLS))]
    check = _remainder([*symbols, *[0] * CHECK_SYMBOLS]) ^ CHECKED
    symbols += [check >> 5 * place & 31 for place in reversed(range(CHECK_SYMBOLS))]
    letters = "".join(ALPHABET[symbol] for symbol in symbols)
    return " ".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def key_from_recovery_code(text: str) -> bytes:
    """The key; forgives letter case, blanks, dashes, O for 0, and I or L for 1.

    AppError when the code is wrong, with the group that looks wrong where that can be told.
    """
    symbols = _symbols(text)
    if len(symbols) != LENGTH:
        raise AppError(
            TITLE, f"It has {LENGTH} characters, and these are {len(symbols)}. Compare it with the original."
        )
    if _remainder(symbols) != CHECKED:
        groups = {place // GROUP + 1 for place in _mendable(symbols)}
        if len(groups) == 1:
            raise AppError(TITLE, f"Group {groups.pop()} looks wrong. Compare it with the original.")
        raise AppError(TITLE, "Several characters look wrong. Compare every group with the original.")
    number = 0
    for symbol in symbols[len(MARK) : -CHECK_SYMBOLS]:
        number = number << 5 | symbol
    if number & 15 or symbols[: len(MARK)] != [ALPHABET.index(letter) for letter in MARK]:
        raise AppError(TITLE, f"A recovery code of Wholedesk begins with {MARK}. Check that you took the right one.")
    return (number >> 4).to_bytes(KEY_BYTES, "big")


def _symbols(text: str) -> list[int]:
    symbols: list[int] = []
    for letter in unicodedata.normalize("NFKC", text):
        if unicodedata.category(letter) in {"Zs", "Zl", "Zp", "Cc", "Cf", "Pd"}:
            continue
        plain = letter.upper().translate(ALIKE)
        if len(plain) != 1 or plain not in ALPHABET:
            group = len(symbols) // GROUP + 1
            raise AppError(TITLE, f"Group {group} holds “{letter}”, which no code has. Compare it with the original.")
        symbols.append(ALPHABET.index(plain))
    return symbols


def _remainder(symbols: list[int]) -> int:
    """Bech32's checksum polynomial over the symbols."""
    rest = 1
    for symbol in symbols:
        top, rest = rest >> 25, (rest & 0x1FFFFFF) << 5 ^ symbol
        for place, generator in enumerate(GENERATORS):
            rest ^= generator if top >> place & 1 else 0
    return rest


def _mendable(symbols: list[int]) -> Iterator[int]:
    """Places where changing one character, or swapping it with the next, would make the code right."""
    for place in range(LENGTH):
        before, here, after = symbols[:place], symbols[place : place + 1], symbols[place + 1 :]
        changed = [[*before, symbol, *after] for symbol in range(len(ALPHABET))]
        swapped = [*before, *after[:1], *here, *after[1:]]
        if any(_remainder(candidate) == CHECKED for candidate in (*changed, swapped)):
            yield place
