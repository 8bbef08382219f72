"""What is kept of work done once, and when it is forgotten."""

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


def test_a_state_is_spelled_once_in_each_form_and_anew_where_what_is_beside_it_changes() -> None:
    spellings, work, record = Spellings(), Work(), {"a": 1}

    def spelled(record: object, form: str, beside: object) -> bytes:
        return spellings.of(record, lambda: b"%d" % work(), form=form, beside=beside)

    assert [spelled(record, "whole", 1), spelled(record, "short", 1), spelled(record, "whole", 1)] == [b"1", b"2", b"1"]
    assert [spelled(record, "whole", 2), spelled(dict(record), "whole", 2)] == [b"3", b"4"]


def test_bytes_of_records_that_are_gone_are_not_kept_for_ever() -> None:
    spellings = Spellings()
    for _ in range(MOST_SPELLINGS + 1):
        assert spellings.of(object(), lambda: b"spelled") == b"spelled"
    assert spellings.count == 1
