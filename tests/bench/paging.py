"""What pages cost in a desk of many orders: any single filter with any sort, any depth; and terms to be looked for."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from statistics import median

from desktop.questions import Filter, Page, Question, Row
from desktop.records import Value
from desktop.store import results
from desktop.store.columns import ACCOUNT, COLUMNS, Column
from desktop.store.database import open_reader
from desktop.store.readers import Reader
from tests.bench.children import Figures, Task, answer
from tests.bench.opening import opened

PAGE = 40
SAMPLE = 1_000
"""Orders that are looked at for the values and words that occur."""
DEEP = 100
"""Pages read at random places."""
SHARES = {"1 %": 0.01, "30 %": 0.3}
LONGEST_WORD = 12


class Asked:
    """Questions to one reader, timed in milliseconds; each is asked `times` times and its median counts."""

    def __init__(self, reader: Reader, times: int) -> None:
        self.reader = reader
        self._times = times

    def first_page(self, question: Question) -> float:
        return median(self._first_page(question) for _ in range(self._times))

    def _first_page(self, question: Question) -> float:
        began = time.perf_counter()
        self.reader.ask(results.first_page, question, PAGE).result()
        return (time.perf_counter() - began) * 1000

    def complete(self, question: Question) -> results.Result:
        return self.reader.ask(results.complete, question, 1).result()

    def page(self, result: results.Result, first: int) -> tuple[float, Page]:
        began = time.perf_counter()
        found = self.reader.ask(results.page, result, first, PAGE).result()
        return (time.perf_counter() - began) * 1000, found


def measure(task: Task) -> Figures:
    """First pages and pages of the desk in `folder`, and the words that find one order, 1 % and 30 % of them."""
    folder = Path(task["folder"])
    key = asyncio.run(opened(folder)).key
    reader = Reader("screen", lambda: open_reader(folder, key))
    ask, chance = Asked(reader, int(task["times"])), random.Random(1)
    everything = ask.complete(Question(kind="orders"))
    deep = [ask.page(everything, chance.randrange(everything.total - PAGE)) for _ in range(DEEP)]
    sample = [row for _, page in deep for row in page.rows][:SAMPLE]
    firsts = {words: ask.first_page(question) for words, question in _questions(sample)}
    worst = max(firsts, key=lambda words: firsts[words])
    pages = sorted(took for took, _ in deep)
    terms = _terms(ask, sample, everything.total)
    reader.close()
    return {
        "orders": everything.total, "pairs": len(firsts), "first": median(firsts.values()),
        "first worst": firsts[worst], "worst": worst, "page": median(pages), "page worst": pages[-1], "terms": terms,
    }  # fmt: skip


def _questions(sample: list[Row]) -> Iterator[tuple[str, Question]]:
    """Every column as a filter, by a frequent and by a rare value, under every sort in both directions."""
    for words, conditions in _filters(sample):
        for column in (*COLUMNS["orders"], ACCOUNT):
            for descending in (False, True):
                question = Question(kind="orders", filters=conditions, sort=column.name, descending=descending)
                yield f"{words}, by {column.name}{' descending' if descending else ''}", question


def _filters(sample: list[Row]) -> Iterator[tuple[str, tuple[Filter, ...]]]:
    yield "everything", ()
    for column in (*COLUMNS["orders"], ACCOUNT):
        found = [row.account if column is ACCOUNT else row.values[column.name] for row in sample]
        counted = Counter(value for value in found if value not in (None, "")).most_common()
        for label, (value, _) in zip(("often", "seldom"), (counted[0], counted[-1]) if counted else (), strict=False):
            yield f"{column.name} {label}", (_filter(column, value),)


def _filter(column: Column, value: Value) -> Filter:
    """As the filter bar would make it: words in a text, a span of days or amounts, one of the codes."""
    if column.how == "text":
        return Filter(column=column.name, how="contains", values=(str(value)[:LONGEST_WORD],))
    if column.how == "instant":
        day = value.date()  # type: ignore[union-attr]
        return Filter(column=column.name, how="between", values=(day - timedelta(days=30), day))
    if column.how in ("money", "count", "quantity"):
        return Filter(column=column.name, how="between", values=(value, None))
    return Filter(column=column.name, how="among", values=(value,))


def _terms(ask: Asked, sample: list[Row], total: int) -> dict[str, tuple[str, int]]:
    """A word for each share of all orders, and how many it finds: the nearest among those that occur."""
    words = Counter(
        word.casefold()
        for row in sample
        for name in ("customer", "email", "source", "payment")
        for word in set(str(row.values[name]).replace("@", " ").split())
        if len(word) > 2 and word.isalpha()
    )
    often = [word for word, _ in words.most_common(30)]
    middle = [word for word, count in words.items() if 0.004 <= count / len(sample) <= 0.03][:30]
    counts = {word: ask.complete(Question(kind="orders", text=word)).total for word in dict.fromkeys(often + middle)}
    found = {}
    for label, share in SHARES.items():
        word = min(counts, key=lambda word: abs(counts[word] / total - share))
        found[label] = (word, counts[word])
    key = sample[0].key
    return {"one": (key, ask.complete(Question(kind="orders", text=key)).total), **found}


if __name__ == "__main__":
    answer(measure)
