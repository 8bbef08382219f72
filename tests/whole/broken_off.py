"""A program that ends at a place, as if it were killed there: what was to come after it does not happen."""

import asyncio


class EndsAt:
    """Ends what an account is doing when it comes to a place for the `count`-th time (see Terms.at)."""

    def __init__(self, place: str, count: int = 1) -> None:
        self._place = place
        self._left = count

    @property
    def has_ended(self) -> bool:
        return self._left <= 0

    def __call__(self, place: str) -> None:
        if place == self._place and not self.has_ended:
            self._left -= 1
            if self.has_ended:
                raise asyncio.CancelledError
