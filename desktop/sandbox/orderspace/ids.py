"""Ids as this vendor makes them: two letters, an underscore, eight letters and digits (contract 1)."""

import hashlib

_LOWER = "0123456789abcdefghijklmnopqrstuvwxyz"
_MIXED = f"{_LOWER}ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# Ids are spelled in pairs of signs: a great many of them are made for a large world.
_PAIRS = {signs: [first + second for first in signs for second in signs] for signs in (_LOWER, _MIXED)}
# Without a factor in common with the number of pairs: every value comes before one comes again.
_STEP = 1_640_531_527_853


class Ids:
    """One site's ids, no two alike; which ones is a function of the seed and of how many were given before."""

    def __init__(self, seed: str) -> None:
        self._number = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big")

    def new(self, prefix: str, *, old: bool = False) -> str:
        """Old ones have capital letters too."""
        self._number += _STEP
        pairs = _PAIRS[_MIXED if old else _LOWER]
        size = len(pairs)
        number, first = divmod(self._number, size)
        number, second = divmod(number, size)
        number, third = divmod(number, size)
        return f"{prefix}_{pairs[first]}{pairs[second]}{pairs[third]}{pairs[number % size]}"
