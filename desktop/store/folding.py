"""Text as it is compared, sorted and searched: without letter case and accents, with numbers also written plainly."""

import re
import unicodedata

UNACCENTED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "\N{LATIN SMALL LETTER DOTLESS I}": "i", "æ": "ae", "œ": "oe", "\0": " "}
)
"""Letters that Unicode does not take apart, and the one character that ends a text inside SQLite."""

SPACED_NUMBER = re.compile(r"\+?\(?\d[\d ()./-]{3,}\d")
"""Telephone numbers and the like."""

PUNCTUATED_CODE = re.compile(r"[^\W_]*\d[^\W_]*(?:[-_./#]+[^\W_]+)+|[^\W_]+(?:[-_./#]+[^\W_]*)+\d[^\W_]*")
"""Words with a digit and punctuation inside, such as PO-2026/114."""

NOT_PLAIN = re.compile(r"[\W_]+")


def encodable(text: str) -> str:
    """The text without lone surrogates, which no file can hold."""
    return text.encode("utf-8", "replace").decode()


def fold(text: str) -> str:
    """Casefolded, without accents; folding twice changes nothing."""
    if text.isascii():
        return text.lower().replace("\0", " ")
    taken_apart = unicodedata.normalize("NFKD", encodable(text).casefold())
    bare = "".join(character for character in taken_apart if not unicodedata.combining(character))
    folded = unicodedata.normalize("NFC", bare.casefold().translate(UNACCENTED))
    return folded if folded == text else fold(folded)


def plain(text: str) -> str:
    """Without blanks and punctuation."""
    return NOT_PLAIN.sub("", text)


def searched(text: str) -> str:
    """Folded text with each number and code that has blanks or punctuation written once more without."""
    folded = fold(text)
    found = (*SPACED_NUMBER.findall(folded), *PUNCTUATED_CODE.findall(folded))
    more = dict.fromkeys(word for word in map(plain, found) if word not in folded)
    return "\n".join((folded, *more)) if more else folded
