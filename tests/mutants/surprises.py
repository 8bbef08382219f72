"""What a vendor's contract states that nobody would expect: each with the test that holds the program to it."""

from dataclasses import dataclass

from tests.mutants.growing import Patch


@dataclass(frozen=True, slots=True)
class Surprise:
    """A rule that is easily broken. With the patch it is, and then the test is red: `python -m tests.mutants` shows it.

    `section` is the contract's, `test` a file and a function, where one case is enough with that case's id.
    """

    section: str
    words: str
    test: str
    patch: Patch


def shared(file: str, old: str, new: str) -> Patch:
    """Breaks what all vendors share, or the engine."""
    return Patch(path=f"desktop/{file}", old=old, new=new)
