"""The part of the stand-in desk that keeps accounts and small settings."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from desktop.forms import AccountForm, Probe, TestReport
from desktop.ui.desk import Draft, News
from tests.ui.desk_world import ACME, BOLT, HARBOUR, MARKET, account


class AccountStand:
    """Accounts in memory; `report` is what every connection test answers."""

    def __init__(self) -> None:
        self.news = News()
        self.account_forms: list[AccountForm] = [HARBOUR, MARKET]
        self.settings: dict[str, object] = {}
        self.report = TestReport(steps=(Probe(label="Signed in", ok=True),), found="Harbour Foods")
        self.code = "ABCDE-FGHIJ-KLMNO-PQRST-UVWXY-Z2345"

    def accounts(self) -> tuple[AccountForm, ...]:
        return tuple(self.account_forms)

    def show_account(self, id: str, **facts: object) -> None:
        """Let an account have other facts, and tell the window."""
        self._renew(id, lambda form: replace(form, **facts))  # type: ignore[arg-type] # a row of facts

    async def test(self, draft: Draft) -> TestReport:
        return self.report

    async def test_again(self, id: str) -> TestReport:
        return self.report

    async def connect(self, draft: Draft) -> TestReport:
        if not self.report.title:
            vendor = next(vendor for vendor in (ACME, BOLT) if vendor.id == draft.vendor)
            made = account(vendor, draft.name.casefold(), draft.name, state="working", colour=draft.colour)
            self.account_forms.append(replace(made, read_only=draft.read_only))
            self.news.accounts_changed.emit()
        return self.report

    async def sign_in(self, id: str, credentials: Mapping[str, str]) -> TestReport:
        if not self.report.title:
            self.show_account(id, state="in_step")
        return self.report

    async def rename(self, id: str, name: str) -> None:
        self.show_account(id, name=name)

    async def recolour(self, id: str, colour: str) -> None:
        self.show_account(id, colour=colour)

    async def pause(self, id: str, paused: bool) -> None:
        self.show_account(id, paused=paused, state="paused" if paused else "in_step")

    async def pause_history(self, id: str, paused: bool) -> None:
        self.show_account(id, history_paused=paused)

    async def set_read_only(self, id: str, read_only: bool) -> None:
        self.show_account(id, read_only=read_only)

    async def set_options(self, id: str, options: Mapping[str, str]) -> None:
        self.show_account(id, options=options)

    async def remove(self, id: str) -> None:
        self.account_forms = [form for form in self.account_forms if form.id != id]
        self.news.accounts_changed.emit()

    async def fetch_now(self) -> None:
        self.news.accounts_changed.emit()

    def setting(self, name: str) -> object:
        return self.settings.get(name)

    def keep(self, name: str, value: object) -> None:
        self.settings[name] = value

    async def recovery_code(self) -> str:
        return self.code

    def _renew(self, id: str, change: Callable[[AccountForm], AccountForm]) -> None:
        self.account_forms = [change(form) if form.id == id else form for form in self.account_forms]
        self.news.accounts_changed.emit()
