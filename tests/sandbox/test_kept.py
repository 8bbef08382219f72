"""What is kept of work done once, and when it is forgotten."""

import json

import pytest

from desktop.sandbox.kept import MOST_FINDINGS, MOST_SPELLINGS, Findings, Spellings


class Work:
    """Counts how often it was done."""

    def __init__(self) -> None:
        self.done = 0

    def __call__(self) -> int:
        self.done += 1
        return self.done


def test_a_question_is_worked_out_once_in_a_state_and_anew_in_another() -> None:
    findings, work = Findings(), Work()
    assert [findings.find(state, "all", work) for state in (1, 1, 2, 2, 1)] == [1, 1, 2, 2, 3]


def test_no_more_questions_are_kept_than_so_many() -> None:
    findings, work = Findings(), Work()
    for question in range(MOST_FINDINGS + 1):
        findings.find(1, question, work)
    assert findings.find(1, MOST_FINDINGS, work) == MOST_FINDINGS + 1
    assert findings.find(1, 0, work) == MOST_FINDINGS + 2


def test_a_question_that_is_refused_is_asked_anew() -> None:
    def refuse() -> int:
        raise ValueError("refused")

    findings = Findings()
    for _ in range(2):
        with pytest.raises(ValueError, match="refused"):
            findings.find(1, "all", refuse)
    assert findings.find(1, "all", lambda: 7) == 7


def test_a_record_is_spelled_once_and_its_successor_anew() -> None:
    asked: list[object] = []

    def spell(record: dict[str, int]) -> bytes:
        asked.append(record)
        return json.dumps(record).encode()

    spellings, record = Spellings(spell), {"a": 1}
    assert [spellings.of(record), spellings.of(record), spellings.of({"a": 2})] == [b'{"a": 1}'] * 2 + [b'{"a": 2}']
    assert len(asked) == 2


def test_bytes_of_records_that_are_gone_are_not_kept_for_ever() -> None:
    spellings: Spellings = Spellings(lambda record: b"%d" % record)
    for number in range(1_000_000, 1_000_000 + MOST_SPELLINGS + 1):
        assert spellings.of(number) == b"%d" % number
    assert spellings.count == 1
