"""Text as it is compared, sorted and searched: without letter case and accents, with numbers also written plainly."""

import re
import unicodedata

LONGEST = 100_000
"""Characters of one record that are searched; a record of 200 lines has some 15,000."""

ALIKE = {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "\N{LATIN SMALL LETTER DOTLESS I}": "i", "æ": "ae", "œ": "oe"}
"""Letters that Unicode does not take apart."""

UNACCENTED = str.maketrans({**ALIKE, "\0": " "})  # SQLite takes a null character for the end of a text
ACCENTS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
SPACED_NUMBER = re.compile(r"\d[\d ()./-]{3,}\d")
NOT_PLAIN = re.compile(r"[^\w\n]+|_+")
"""What is left out of codes and numbers; line ends stay, for many are made plain at once."""
DIGITS = frozenset("0123456789")


def encodable(text: str) -> str:
    """The text without lone surrogates, which no file can hold."""
    return text.encode("utf-8", "replace").decode()


def fold(text: str) -> str:
    """Casefolded and without accents."""
    if text.isascii():
        return text.lower().replace("\0", " ")
    taken_apart = unicodedata.normalize("NFKD", encodable(text).casefold())
    return unicodedata.normalize("NFC", ACCENTS.sub("", taken_apart).casefold().translate(UNACCENTED))


def plain(text: str) -> str:
    """Without blanks and punctuation, each line by itself."""
    return NOT_PLAIN.sub("", text)


def searched(text: str) -> str:
    """Folded text; numbers and codes with blanks or punctuation, such as PO-26/114, are written once more without."""
    folded = fold(text[:LONGEST])
    codes = [word for word in folded.split() if not word.isalnum() and _may_be_code(word)]
    numbers = [number for number in SPACED_NUMBER.findall(folded) if " " in number]
    words = set(plain("\n".join((*codes, *numbers))).split("\n"))
    more = [word for word in words if not word.isalpha() and len(word) > 2 and word not in folded]
    return "\n".join((folded, *sorted(more))) if more else folded


def _may_be_code(word: str) -> bool:
    """The cheap answer for most words, which have no number in them."""
    return not word.isascii() or not DIGITS.isdisjoint(word)
