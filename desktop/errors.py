"""What can go wrong, told to the user: what happened, and what to do now.

AppError(title, hint)
├── Offline              time-out, broken line, 5xx: wait, try again, lose nothing
│   └── Unreached        no way there at all: the whole account waits, not only what was asked for
├── Throttled            429: until when
├── NeedsLogin           401, 403, refused refresh: stop this account, ask once, calmly
├── Rejected             other 4xx, or an answer we cannot read: keep it, show the vendor's words
│   └── Unconfirmed      an address that is only guessed has nothing to say: nothing follows from that
├── NoKeyring            no safe place for secrets: passphrase instead, never plain text
└── Locked               wrong key, damaged file, or the desk is open in another window
"""

from datetime import datetime


class AppError(Exception):
    """An error with a title (what happened) and a hint (what to do now), both sentences for the user.

    `unclear` says that a request may have taken effect although its end was not seen: it must be looked up,
    never simply sent again.
    """

    def __init__(self, title: str, hint: str = "", *, unclear: bool = False) -> None:
        super().__init__(title)
        self.title = title
        self.hint = hint
        self.unclear = unclear

    def __str__(self) -> str:
        return f"{self.title} {self.hint}".strip()


class Offline(AppError):
    """The vendor cannot be reached or is in trouble itself; nothing is lost by waiting."""


class Unreached(Offline):
    """There is no way to the vendor now; whatever is asked for would meet the same."""


class Throttled(AppError):
    """The vendor asks us to wait until `until` (zoned)."""

    def __init__(self, title: str, hint: str = "", *, until: datetime) -> None:
        super().__init__(title, hint)
        self.until = until


class NeedsLogin(AppError):
    """The vendor does not take our credentials; only the user can mend that."""


class Rejected(AppError):
    """The vendor said no, or said something we cannot read; `words` are its own, as text."""

    def __init__(self, title: str, hint: str = "", *, words: str = "", status: int = 0, unclear: bool = False) -> None:
        super().__init__(title, hint, unclear=unclear)
        self.words = words
        self.status = status


class Unconfirmed(Rejected):
    """Nothing answers at an address that is guessed and has never answered: it tells nothing of what was asked for."""

    def __init__(self, title: str) -> None:
        super().__init__(
            title, "This operation’s address is not confirmed: set it in the connection. Nothing was changed."
        )


class NoKeyring(AppError):
    """The system offers no safe place for secrets."""


class Locked(AppError):
    """A file of ours cannot be opened: wrong key, damaged, newer than this program, or in use."""
