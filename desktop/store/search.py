"""From what the user types to a condition on rows; what is typed is always text, never syntax."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from desktop.records import Kind
from desktop.store.columns import COLUMNS
from desktop.store.database import Connection
from desktop.store.folding import fold, plain

TRIGRAM = 3
MOST_TERMS, LONGEST_TERM = 16, 200  # each term is a look of its own, and SQLite refuses very deep conditions
SHORTEST_MISTYPED, LONGEST_MISTYPED = 5, 40
LOOKED_THROUGH, MOST_WORDS = 500, 8
WORD = re.compile(r"[^\W\d_]{4,}")

Condition = tuple[str, Sequence[object]]


def terms(text: str) -> tuple[str, ...]:
    """The words of a question, folded."""
    return tuple(dict.fromkeys(term[:LONGEST_TERM] for term in fold(text).split()))[:MOST_TERMS]


def conditions(db: Connection, kind: Kind, text: str) -> list[Condition]:
    """What rows must meet to be found: every term somewhere, or all of the text as it stands."""
    wanted = terms(text)
    short = [term for term in wanted if len(term) < TRIGRAM]
    found = [_in_narrow_text(kind, term) for term in short]
    if long := [term for term in wanted if len(term) >= TRIGRAM]:
        found.append(_matching(" AND ".join(_expression(db, term) for term in long)))
    if not short or len(whole := " ".join(wanted)) < TRIGRAM:
        return found
    as_it_stands = _matching(_quoted(_spellings(whole), " OR "))
    by_terms = " AND ".join(words for words, _ in found)
    bound = [value for _, values in (*found, as_it_stands) for value in values]
    return [(f"({by_terms} OR {as_it_stands[0]})", bound)]


def _matching(expression: str) -> Condition:
    return "id IN (SELECT rowid FROM search WHERE search MATCH ?)", (expression,)


def _spellings(term: str) -> list[str]:
    """A number is also looked for without its punctuation."""
    has_digit = any(letter.isdigit() for letter in term)
    return list(dict.fromkeys((term, bare) if has_digit and len(bare := plain(term)) >= TRIGRAM else (term,)))


def _in_narrow_text(kind: Kind, term: str) -> Condition:
    """The trigram index has nothing for one or two letters."""
    columns = [column.name for column in COLUMNS[kind] if column.how == "text"]
    return "(" + " OR ".join(f'instr("{name}", ?)' for name in columns) + ")", [term] * len(columns)


def _quoted(words: Iterable[str], joint: str) -> str:
    return "(" + joint.join('"' + word.replace('"', '""') + '"' for word in words) + ")"


def _expression(db: Connection, term: str) -> str:
    """The term as typed, or its number without punctuation; where nothing has it, the words nearest to it."""
    expression = _quoted(_spellings(term), " OR ")
    if not SHORTEST_MISTYPED <= len(term) <= LONGEST_MISTYPED or _is_found(db, expression):
        return expression
    return _quoted(nearest(db, term) or [term], " OR ")


def _is_found(db: Connection, expression: str) -> bool:
    return db.execute("SELECT 1 FROM search WHERE search MATCH ? LIMIT 1", (expression,)).fetchone() is not None


def nearest(db: Connection, term: str) -> list[str]:
    """The words in the store that are one typing error away from the term, most frequent first.

    An error leaves what stands before it and behind it whole, so only texts that have these are looked through.
    """
    around = [(term[:place], term[place + gap :]) for gap in (1, 2) for place in range(len(term) - gap + 1)]
    whole = ([part for part in parts if len(part) >= TRIGRAM] for parts in around)
    expression = " OR ".join(dict.fromkeys(_quoted(parts, " AND ") for parts in whole if parts))
    if not expression:
        return []
    texts = db.execute("SELECT text FROM search WHERE search MATCH ? LIMIT ?", (expression, LOOKED_THROUGH))
    found: Counter[str] = Counter()
    for (text,) in texts:
        found.update(set(WORD.findall(text)))
    return [word for word, _ in found.most_common() if _begins_nearly(word, term)][:MOST_WORDS]


def _begins_nearly(word: str, term: str) -> bool:
    """Whether the word, or its beginning, is the term but for one error."""
    size = len(term)
    if len(word) < size - 1 or (
        word[0] != term[0] and word[1] != term[1] and word[0] != term[1] and word[1] != term[0]
    ):
        return False  # the cheap answer for nearly all words
    return any(is_near(word[:length], term) for length in (size - 1, size, size + 1))


def is_near(one: str, other: str) -> bool:
    """Whether one letter too many, missing, wrong, or two letters exchanged, is all that differs."""
    shorter = min(len(one), len(other))
    start = next((place for place in range(shorter) if one[place] != other[place]), shorter)
    one, other = one[start:], other[start:]
    shorter = min(len(one), len(other))
    same = next((place for place in range(shorter) if one[-1 - place] != other[-1 - place]), shorter)
    one, other = one[: len(one) - same], other[: len(other) - same]
    return max(len(one), len(other)) <= 1 or (len(one) == 2 and one == other[::-1])
