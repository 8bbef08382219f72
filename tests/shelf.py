"""A keyring of the tests' own."""

from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError


class Shelf(KeyringBackend):
    """A keyring that works, until `trouble` is set."""

    viable = False  # keyring's own search must never find it

    def __init__(self) -> None:
        self.texts: dict[tuple[str, str], str] = {}
        self.trouble: Exception | None = None

    def get_password(self, service: str, username: str) -> str | None:
        self.meet_trouble()
        return self.texts.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.meet_trouble()
        self.texts[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.meet_trouble()
        if self.texts.pop((service, username), None) is None:
            raise PasswordDeleteError("not found")

    def meet_trouble(self) -> None:
        if self.trouble is not None:
            raise self.trouble
