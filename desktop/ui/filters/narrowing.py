"""What the rows of a list must fit: accounts, one filter a column, and words."""

from dataclasses import dataclass, replace

from desktop.questions import Filter


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """What the rows of a list must fit; `accounts` empty = all of them."""

    accounts: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    text: str = ""

    @property
    def is_open(self) -> bool:
        """Whether every row fits."""
        return not (self.accounts or self.filters or self.text)

    def of(self, column: str) -> Filter | None:
        """The filter on a column."""
        return next((condition for condition in self.filters if condition.column == column), None)

    def narrowed(self, condition: Filter) -> "Narrowing":
        """With that filter, in the place of an earlier one on its column."""
        if self.of(condition.column) is None:
            return replace(self, filters=(*self.filters, condition))
        filters = tuple(condition if old.column == condition.column else old for old in self.filters)
        return replace(self, filters=filters)

    def without(self, column: str) -> "Narrowing":
        """Without the filter on that column."""
        return replace(self, filters=tuple(old for old in self.filters if old.column != column))


EVERYTHING = Narrowing()
"""Every row fits."""
