"""What is wrong with an account just now, each sort apart, and how to say it."""

from dataclasses import dataclass
from datetime import datetime

from desktop.errors import AppError, NeedsLogin, Offline

LOGIN, LINE = "login", "line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One thing that is wrong: since when, and with what ("The list of stock"; "" = with the whole account)."""

    error: AppError
    since: datetime
    what: str = ""

    def __str__(self) -> str:
        return f"{self.what} cannot be read now. {self.error}" if self.what else str(self.error)


class Troubles:
    """Troubles by where they are: the sign-in, the line, each list, each life of the account."""

    def __init__(self) -> None:
        self._held: dict[str, Trouble] = {}
        self._told: set[type[AppError]] = set()  # the sorts that were told and are not over

    def note(self, where: str, trouble: Trouble) -> bool:
        """Take note of trouble; returns whether it is of a sort that has not been told."""
        old = self._held.pop(where, None)
        if old is not None:
            trouble = Trouble(error=trouble.error, since=old.since, what=trouble.what)
        self._held[where] = trouble
        is_new = type(trouble.error) not in self._told
        self._told.add(type(trouble.error))
        return is_new

    def clear(self, where: str) -> bool:
        """This is well; returns whether it was not."""
        return self._held.pop(where, None) is not None

    def is_over(self) -> bool:
        """After a round: whether there was trouble that was told, and none is left."""
        before = self._told
        self._told = {type(trouble.error) for trouble in self._held.values()}
        return bool(before) and not self._told

    def at(self, where: str) -> Trouble | None:
        return self._held.get(where)

    @property
    def worst(self) -> Trouble | None:
        """The one to show first: what only the user can mend, what concerns all of the account, then single lists."""
        return min(self._held.values(), key=_rank, default=None)

    def words(self) -> str:
        """What is shown: the worst, or every list that cannot be read."""
        worst = self.worst
        if worst is None or not worst.what:
            return str(worst or "")
        return " ".join(dict.fromkeys(str(trouble) for trouble in self._held.values()))


def _rank(trouble: Trouble) -> int:
    if trouble.what:
        return 3
    return 0 if isinstance(trouble.error, NeedsLogin) else 2 if isinstance(trouble.error, Offline) else 1
