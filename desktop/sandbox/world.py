"""The vendors and accounts of one sandbox, for control and for judging."""

from collections.abc import Mapping

from desktop.sandbox.canonical import digest
from desktop.sandbox.stand_in import Account, Platform, Unknown


class World:
    """Every vendor's platform by its id."""

    def __init__(self, platforms: Mapping[str, Platform]) -> None:
        self.platforms = platforms

    def account(self, vendor: str, name: str) -> Account:
        """Raises Unknown where there is none of that name."""
        platform = self.platforms.get(vendor)
        accounts = platform.accounts if platform else ()
        for account in accounts:
            if account.name == name:
                return account
        raise Unknown(f"no account {name!r} of vendor {vendor!r}")

    def hashes(self, vendor: str, account: str, kind: str) -> dict[str, dict[str, str]]:
        """The hash of the canonical JSON of each document of each record, by name and by the record's id."""
        records = self.account(vendor, account).records(kind)
        return {id: {name: digest(body) for name, body in documents.items()} for id, documents in records.items()}
