"""The desk's key in the system keyring: kept, found again, and asked for calmly when the keyring is in the way."""

from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.core import load_keyring
from keyring.errors import InitError, KeyringLocked, PasswordSetError

from desktop.accounts import Vault, Way, memory_drawer
from desktop.errors import Locked, NoKeyring
from tests.shelf import Shelf


class ForgetfulShelf(Shelf):
    def set_password(self, service: str, username: str, password: str) -> None:
        """Takes everything, keeps nothing, says nothing."""


class PlaintextKeyring(Shelf):
    """Named like the one of keyrings.alt that writes a file anyone can read."""


class EncryptedKeyring(Shelf):
    __module__ = "keyrings.alt.file"


class InnocentName(PlaintextKeyring):
    pass


class Chain(ChainerBackend):
    viable = False

    def __init__(self, *links: KeyringBackend) -> None:
        self.links = links

    @property
    def backends(self) -> tuple[KeyringBackend, ...]:
        return self.links


FAIL = load_keyring("keyring.backends.fail.Keyring")
NULL = load_keyring("keyring.backends.null.Keyring")


def vault(folder: Path, backend: KeyringBackend, *, files: bool = False, limit: float = 10.0) -> Vault:
    return Vault(folder, lambda: files, find=lambda: backend, limit=limit)


def test_a_new_desk_gets_a_key_and_finds_it_again(tmp_path: Path) -> None:
    shelf = Shelf()
    assert vault(tmp_path, shelf).way() is Way.NEW
    key = vault(tmp_path, shelf).open()
    assert len(key) == 32
    assert vault(tmp_path, shelf, files=True).way() is Way.KEYRING
    assert vault(tmp_path, shelf, files=True).open() == key


def test_entries_lie_under_the_name_of_the_program_and_the_id_of_the_desk(tmp_path: Path) -> None:
    shelf = Shelf()
    vault(tmp_path, shelf).open()
    [(service, name)] = shelf.texts
    assert service == "Wholedesk"
    assert name.removesuffix(" key") in (tmp_path / "desk.json").read_text()


def test_two_folders_share_neither_keys_nor_secrets(tmp_path: Path) -> None:
    shelf = Shelf()
    keys, secrets = [], []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        desk = vault(tmp_path / name, shelf)
        keys.append(desk.open())
        secrets.append(desk.secrets(memory_drawer()))
    assert keys[0] != keys[1]
    secrets[0].put("a1", "api_key", "first")
    assert secrets[1].get("a1", "api_key") is None
    secrets[1].forget("a1")
    assert secrets[0].get("a1", "api_key") == "first"


def test_the_backend_that_keyring_chose_is_the_one_used(tmp_path: Path) -> None:
    shelf, before = Shelf(), keyring.get_keyring()
    keyring.set_keyring(shelf)
    try:
        Vault(tmp_path, lambda: False).open()
    finally:
        keyring.set_keyring(before)
    assert len(shelf.texts) == 1


@pytest.mark.parametrize(
    ("backend", "words"),
    [
        (FAIL, "no system keyring"),
        (Chain(), "no system keyring"),
        (Chain(Shelf(), FAIL), "no system keyring"),
        (NULL, "plain text"),
        (PlaintextKeyring(), "plain text"),
        (InnocentName(), "plain text"),
        (EncryptedKeyring(), "plain text"),
        (Chain(Shelf(), PlaintextKeyring()), "plain text"),
        (Chain(Shelf(), Chain(Shelf(), NULL)), "plain text"),
        (ForgetfulShelf(), "did not keep"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, KeyringBackend) else "",
)
def test_a_keyring_that_is_not_safe_is_refused_and_a_passphrase_offered(
    tmp_path: Path, backend: KeyringBackend, words: str
) -> None:
    with pytest.raises(NoKeyring, match=words) as refused:
        vault(tmp_path, backend).open()
    assert "passphrase" in refused.value.hint
    assert list(tmp_path.iterdir()) == []
    assert not getattr(backend, "texts", None)


def test_a_chain_of_safe_keyrings_is_used(tmp_path: Path) -> None:
    first = Shelf()
    key = vault(tmp_path, Chain(first, Shelf())).open()
    assert key.hex() in first.texts.values()


TROUBLES = [
    (KeyringLocked("locked"), "is locked"),
    (InitError("Prompt dismissed.."), "is locked"),
    (PasswordSetError("denied"), "refuses"),
    (OSError("the bus is gone"), "refuses"),
    (TimeoutError(), "does not answer"),
]


@pytest.mark.parametrize(("trouble", "words"), TROUBLES)
def test_trouble_at_the_first_run_offers_a_passphrase(tmp_path: Path, trouble: Exception, words: str) -> None:
    shelf = Shelf()
    shelf.trouble = trouble
    with pytest.raises(NoKeyring, match=words) as refused:
        vault(tmp_path, shelf).open()
    assert refused.value.hint.endswith("Or choose a passphrase that protects the desk.")
    assert len(vault(tmp_path, shelf).open("four words are good")) == 32


@pytest.mark.parametrize(("trouble", "words"), TROUBLES)
def test_trouble_with_a_desk_that_exists_names_the_recovery_code(
    tmp_path: Path, trouble: Exception, words: str
) -> None:
    shelf = Shelf()
    key = vault(tmp_path, shelf).open()
    shelf.trouble = trouble
    for passphrase in ("", "four words are good"):
        with pytest.raises(Locked, match=words) as locked:
            vault(tmp_path, shelf, files=True).open(passphrase)
        assert "recovery code" in locked.value.hint
    shelf.trouble = None
    assert vault(tmp_path, shelf, files=True).open() == key


def test_a_keyring_that_cannot_even_be_found_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(NoKeyring, match="refuses"):
        Vault(tmp_path, lambda: False, find=lambda: load_keyring("removed.since.Keyring")).open()
