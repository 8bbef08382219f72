"""Every word of the desk as a longer language would have it: a third longer and full of accents, values left alone."""

import re

from PySide6.QtCore import QTranslator

MORE = 0.35
_ACCENTED = str.maketrans("aeiouyAEIOUY", "áéíöüÿÁÉÍÖÜŸ")
_PLACE = re.compile(r"(\{[^}]*\})")


class LongerWords(QTranslator):
    """A translator that answers with the same words made longer. `met`: what it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.met: set[str] = set()

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, words: str, hint: str | None = None, n: int = -1) -> str:
        self.met.add(words)
        return longer(words)


def longer(words: str) -> str:
    """The same words with accents and letters said twice; places for values stay as they are."""
    made: list[str] = []
    owed = 0.5
    for part in _PLACE.split(words):
        if _PLACE.fullmatch(part):
            made.append(part)
            continue
        for letter in part.translate(_ACCENTED):
            made.append(letter)
            owed += MORE
            if owed >= 1 and letter.isalpha():
                made.append(letter.lower())
                owed -= 1
    return "".join(made)
