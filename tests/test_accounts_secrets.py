"""What accounts sign in with: kept by account and field, forgotten as a whole, and nowhere in plain."""

import base64
import logging
from pathlib import Path

import pytest

from desktop.accounts import Secrets, Vault, memory_drawer, new_key, recovery_code
from desktop.errors import NeedsLogin, NoKeyring
from tests.shelf import Shelf
from tests.test_accounts import vault

PASSPHRASE = "Zwölf Boxkämpfer jagen"
CANARIES = ("sk_live_CANARY-7f3a", "pässwörd-CANARY-2")


@pytest.fixture(params=["memory", "keyring"])
def secrets(request: pytest.FixtureRequest, tmp_path: Path) -> Secrets:
    if request.param == "memory":
        return Secrets(memory_drawer())
    desk = vault(tmp_path, Shelf())
    desk.open()
    return desk.secrets(memory_drawer())


def test_each_field_of_each_account_is_its_own(secrets: Secrets) -> None:
    secrets.put("a1", "store_id", "42")
    secrets.put("a1", "api_key", "first")
    secrets.put("a2", "api_key", "second")
    secrets.put("a1", "api_key", "changed")
    assert (secrets.get("a1", "store_id"), secrets.get("a1", "api_key")) == ("42", "changed")
    secrets.delete("a1", "api_key")
    assert (secrets.get("a1", "store_id"), secrets.get("a1", "api_key")) == ("42", None)
    assert secrets.get("a2", "api_key") == "second"


def test_forgetting_an_account_leaves_nothing_of_it_and_all_of_the_others(secrets: Secrets) -> None:
    for account in ("a1", "a2"):
        for name in ("store_id", "api_key"):
            secrets.put(account, name, account)
    secrets.forget("a1")
    assert [secrets.get("a1", name) for name in ("store_id", "api_key")] == [None, None]
    assert [secrets.get("a2", name) for name in ("store_id", "api_key")] == ["a2", "a2"]
    secrets.forget("a1")
    secrets.delete("a1", "api_key")


def test_the_last_field_takes_the_entry_with_it(tmp_path: Path) -> None:
    shelf = Shelf()
    desk = vault(tmp_path, shelf)
    desk.open()
    secrets = desk.secrets(memory_drawer())
    secrets.put("a1", "api_key", "value")
    assert len(shelf.texts) == 2
    secrets.delete("a1", "api_key")
    assert len(shelf.texts) == 1


@pytest.mark.parametrize("damaged", ["", "{", "[]", "null", '{"api_key": 5}'])
def test_a_damaged_entry_asks_to_sign_in_and_signing_in_mends_it(damaged: str) -> None:
    drawer = memory_drawer()
    drawer.put("account a1", damaged)
    secrets = Secrets(drawer)
    with pytest.raises(NeedsLogin, match="cannot be read"):
        secrets.get("a1", "api_key")
    secrets.put("a1", "api_key", "new")
    assert secrets.get("a1", "api_key") == "new"


def test_a_keyring_that_fails_later_says_so_without_the_secret(tmp_path: Path) -> None:
    shelf = Shelf()
    desk = vault(tmp_path, shelf)
    desk.open()
    secrets = desk.secrets(memory_drawer())
    secrets.put("a1", "store_id", "42")

    def refuse(service: str, username: str, password: str) -> None:
        raise RuntimeError(f"cannot store {password}")

    shelf.set_password = refuse  # type: ignore[method-assign]
    with pytest.raises(NoKeyring, match="refuses") as refused:
        secrets.put("a1", "api_key", CANARIES[0])
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__
    assert secrets.get("a1", "store_id") == "42"


def spellings(secret: bytes, text: str) -> set[bytes]:
    plain = {secret, text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")}
    forms = {form for each in plain for form in (each, each.hex().encode(), each.hex().upper().encode())}
    return forms | {coded for each in plain for coded in base64_anywhere(each)}


def base64_anywhere(secret: bytes) -> list[bytes]:
    """The part of its base64 that does not depend on what stands before and after it, at each of three offsets."""
    return [
        coder(bytes(offset) + secret)[offset + 2 :].rstrip(b"=")[:-2]
        for offset in range(3)
        for coder in (base64.b64encode, base64.urlsafe_b64encode)
    ]


def test_the_canary_search_finds_what_it_looks_for() -> None:
    around = b'{"x": "' + base64.b64encode(b"ab" + CANARIES[0].encode() + b"c") + b'"}'
    assert any(form in around for form in spellings(b"\0nothing", CANARIES[0]))


def test_no_secret_is_in_any_file_or_log_line(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    shelf = Shelf()
    seen: list[str] = []
    said: list[str] = []

    def look(place: str) -> None:
        seen.extend(path.name for path in tmp_path.iterdir())
        contents = [path.read_bytes() for path in tmp_path.iterdir()] + [caplog.text.encode()]
        assert not [form for form in hidden for content in contents if form in content], place

    desk = Vault(tmp_path, lambda: True, find=lambda: shelf, at=look)
    key = new_key()
    hidden = {form for text in (PASSPHRASE, key.hex(), *CANARIES) for form in spellings(key, text)}
    hidden |= {recovery_code(key).encode(), recovery_code(key).replace(" ", "").encode()}
    for passphrase in ("", PASSPHRASE):
        desk.recover(key, lambda key: None, passphrase)
        assert desk.open(passphrase) == key
        secrets = desk.secrets(memory_drawer())
        secrets.put("a1", "api_key", CANARIES[0])
        secrets.put("a1", "password", CANARIES[1])
        said += [repr(desk), repr(secrets), str(secrets), repr(memory_drawer())]
        look("the end")
    assert "desk.json" in seen
    assert not [form for form in hidden for text in said if form in text.encode()]
