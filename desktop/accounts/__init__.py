"""The desk's key and its accounts' secrets: in the system keyring, behind a passphrase, or in memory only."""

from desktop.accounts.drawers import Drawer, Secrets, memory_drawer
from desktop.accounts.passphrase import read_passphrase
from desktop.accounts.recovery import key_from_recovery_code, recovery_code
from desktop.accounts.threads import asked
from desktop.accounts.vault import Vault, Way, new_key

__all__ = [
    "Drawer",
    "Secrets",
    "Vault",
    "Way",
    "asked",
    "key_from_recovery_code",
    "memory_drawer",
    "new_key",
    "read_passphrase",
    "recovery_code",
]
