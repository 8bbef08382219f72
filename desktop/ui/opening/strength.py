"""How well a passphrase protects the desk, in words."""

import math
import unicodedata

from PySide6.QtCore import QCoreApplication

from desktop.ui.kit.tokens import Tone

translate = QCoreApplication.translate

SHORTEST = 8
FAIR, GOOD = 45, 70
"""Bits of guessing, counted generously: by the sorts of characters and how many different ones there are."""


def fault(text: str) -> str:
    """Why a passphrase cannot be taken, "" when it can."""
    if len(text) < SHORTEST:
        return translate("strength", "Type at least {n} characters.").format(n=SHORTEST)
    if bits(text) < FAIR / 2:
        return translate("strength", "That is guessed at once. Type several different words.")
    return ""


def judge(text: str) -> tuple[str, Tone]:
    """The strength of what is typed so far, and its colour."""
    if not text:
        return translate("strength", "Not typed yet."), Tone.TEXT2
    if fault(text):
        return translate("strength", "Too weak: guessed at once."), Tone.BAD
    found = bits(text)
    if found < FAIR:
        return translate("strength", "Weak: guessed in days. Add a word."), Tone.WARN
    if found < GOOD:
        return translate("strength", "Fair: guessed in years."), Tone.TEXT2
    return translate("strength", "Strong."), Tone.OK


def bits(text: str) -> float:
    """Half of what random characters of these sorts would have, for people do not type at random."""
    sorts = {unicodedata.category(letter)[:2] for letter in text}
    alphabet = sum({"Ll": 26, "Lu": 26, "Nd": 10, "Zs": 1}.get(sort, 30) for sort in sorts)
    counted = min(len(text), 3 * len(set(text)))  # repeating the same few adds nothing
    return counted * math.log2(max(2, alphabet)) / 2
