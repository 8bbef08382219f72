"""Whatever happens to a desk, in whatever order: no key is lost or replaced while files need it."""

import json
import stat
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from desktop.accounts import Vault, Way, memory_drawer, new_key
from desktop.errors import AppError, Locked, NoKeyring
from tests.shelf import Shelf
from tests.test_accounts import vault

PASSPHRASE = "four words are good"
PLACES = ("before key", "key kept, before note", "note written")


class Killed(BaseException):
    """The process ends here."""


def killing(place: str) -> Callable[[str], None]:
    def at(here: str) -> None:
        if here == place:
            raise Killed

    return at


def fits(key: bytes) -> Callable[[bytes], None]:
    """What the store does: it knows the key that its files were made with."""

    def check(offered: bytes) -> None:
        if offered != key:
            raise Locked("This key does not fit these files.")

    return check


def everything(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_passphrase_opens_the_desk_without_any_keyring(tmp_path: Path) -> None:
    shelf = Shelf()
    shelf.trouble = OSError("no keyring here")
    key = vault(tmp_path, shelf).open(PASSPHRASE)
    desk = vault(tmp_path, shelf, files=True)
    assert desk.way() is Way.PASSPHRASE
    assert desk.open(PASSPHRASE) == key
    for wrong in ("", "four words are bad"):
        with pytest.raises(Locked, match="passphrase") as locked:
            desk.open(wrong)
        assert "recovery code" in locked.value.hint
    in_desk = memory_drawer()
    desk.secrets(in_desk).put("a1", "api_key", "value")
    assert in_desk.get("account a1") == '{"api_key": "value"}'


def test_the_file_is_readable_by_its_owner_only_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    (tmp_path / "desk.json.new").write_bytes(b'{"vers')  # a crash in the middle of writing
    vault(tmp_path, Shelf()).open()
    assert list(everything(tmp_path)) == ["desk.json"]
    assert stat.S_IMODE((tmp_path / "desk.json").stat().st_mode) == 0o600


@pytest.mark.parametrize("lost", ["entry", "damaged entry", "note", "damaged note", "truncated note", "deep note"])
def test_a_lost_key_is_never_replaced_and_the_recovery_code_is_the_way_out(tmp_path: Path, lost: str) -> None:
    shelf, note = Shelf(), tmp_path / "desk.json"
    key = vault(tmp_path, shelf).open()
    [entry] = shelf.texts
    if lost == "entry":
        shelf.texts.clear()
    elif lost == "damaged entry":
        shelf.texts[entry] = "c0ffee"
    elif lost == "note":
        note.unlink()
    else:
        damages = {"damaged note": b"[\xff\0", "truncated note": note.read_bytes()[:20], "deep note": b"[" * 100_000}
        note.write_bytes(damages[lost])
    before = (dict(shelf.texts), everything(tmp_path))
    desk = vault(tmp_path, shelf, files=True)
    assert desk.way() is (Way.LOST if "note" in lost else Way.KEYRING)
    for passphrase in ("", PASSPHRASE):
        with pytest.raises(Locked, match="key") as locked:
            desk.open(passphrase)
        assert "Open the desk with its recovery code" in locked.value.hint
    assert (shelf.texts, everything(tmp_path)) == before
    desk.recover(key, fits(key))
    assert desk.open() == key


def test_a_code_of_another_desk_changes_nothing(tmp_path: Path) -> None:
    shelf = Shelf()
    key = vault(tmp_path, shelf).open()
    before = (dict(shelf.texts), everything(tmp_path))
    for passphrase in ("", PASSPHRASE):
        with pytest.raises(Locked, match="does not fit"):
            vault(tmp_path, shelf, files=True).recover(new_key(), fits(key), passphrase)
    assert (shelf.texts, everything(tmp_path)) == before


def test_a_code_sets_a_new_passphrase_where_the_old_one_is_forgotten(tmp_path: Path) -> None:
    desk = vault(tmp_path, Shelf())
    key = desk.open(PASSPHRASE)
    desk.recover(key, fits(key), "another passphrase")
    assert desk.open("another passphrase") == key
    with pytest.raises(Locked):
        desk.open(PASSPHRASE)


def test_a_passphrase_that_cannot_be_written_leaves_the_old_one_in_force(tmp_path: Path) -> None:
    desk = vault(tmp_path, Shelf())
    key = desk.open(PASSPHRASE)
    (tmp_path / "desk.json.new").mkdir()  # nothing can be written where the new file has to be
    with pytest.raises(AppError, match=r"desk\.json cannot be written") as failed:
        desk.recover(key, fits(key), "another passphrase")
    assert "Nothing was changed" in failed.value.hint
    assert desk.open(PASSPHRASE) == key


def test_a_note_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    vault(tmp_path, Shelf()).open()
    note = tmp_path / "desk.json"
    note.write_text(json.dumps({**json.loads(note.read_text()), "version": 2}))
    with pytest.raises(Locked, match="newer"):
        vault(tmp_path, Shelf()).open()


def test_a_note_that_may_not_be_read_is_not_taken_for_a_missing_one(tmp_path: Path) -> None:
    (tmp_path / "desk.json").mkdir()
    for files in (False, True):
        with pytest.raises(Locked, match="cannot be read"):
            vault(tmp_path, Shelf(), files=files).open()


@pytest.mark.parametrize(
    ("place", "passphrase"),
    [*((place, "") for place in PLACES), ("before key", PASSPHRASE), ("note written", PASSPHRASE)],
)
def test_a_first_run_killed_anywhere_is_followed_by_one_that_works(tmp_path: Path, place: str, passphrase: str) -> None:
    shelf = Shelf()
    with pytest.raises(Killed):
        Vault(tmp_path, lambda: False, find=lambda: shelf, at=killing(place)).open(passphrase)
    key = vault(tmp_path, shelf).open(passphrase)
    assert vault(tmp_path, shelf, files=True).open(passphrase) == key


class Life(RuleBasedStateMachine):
    """One desk whose files exist from its first opening on; each step is a new start of the program."""

    def __init__(self) -> None:
        super().__init__()
        self.place = TemporaryDirectory()
        self.folder = Path(self.place.name)
        self.shelf = Shelf()
        self.key: bytes | None = None

    def teardown(self) -> None:
        self.place.cleanup()

    def vault(self, place: str = "") -> Vault:
        return Vault(self.folder, lambda: self.key is not None, find=lambda: self.shelf, at=killing(place))

    @rule(place=st.sampled_from(("", *PLACES)))
    def open(self, place: str) -> None:
        try:
            key = self.vault(place).open()
        except (Killed, Locked, NoKeyring):
            return
        self.key = self.key or key
        assert key == self.key

    @rule(place=st.sampled_from(("", *PLACES)), passphrase=st.sampled_from(("", PASSPHRASE)))
    def recover(self, place: str, passphrase: str) -> None:
        if self.key is None:
            return
        try:
            self.vault(place).recover(self.key, fits(self.key), passphrase)
        except (Killed, NoKeyring):
            return
        assert self.vault().open(passphrase) == self.key

    @rule()
    def lose_the_keyring_entries(self) -> None:
        self.shelf.texts.clear()

    @rule()
    def lose_the_note(self) -> None:
        (self.folder / "desk.json").unlink(missing_ok=True)

    @rule(trouble=st.sampled_from((None, OSError("denied"))))
    def trouble_the_keyring(self, trouble: Exception | None) -> None:
        self.shelf.trouble = trouble

    @invariant()
    def what_opens_is_the_first_key(self) -> None:
        if self.key is None:
            return
        try:
            key = self.vault().open(PASSPHRASE)
        except Locked:
            return
        assert key == self.key


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=15, stateful_step_count=12)
