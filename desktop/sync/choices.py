"""An account's options: what those are that were left open when it was connected, and what others of them mean."""

from collections.abc import Iterable, Mapping

from desktop.changes import Entry
from desktop.errors import Rejected
from desktop.forms import TestReport
from desktop.sync.account import Account


def chosen(options: Mapping[str, str], report: TestReport) -> dict[str, str]:
    """The options of a new account: what was left open is as the test found to be usual."""
    return {**report.usual, **{name: value for name, value in options.items() if value}}


def is_fetched_again(account: Account, options: Mapping[str, str], entries: Iterable[Entry]) -> bool:
    """Whether other options decide what is fetched.

    A kind may be other records with them, made from another part: Rejected while some of it is unsent, for that could
    be neither shown nor sent any more.
    """
    before, scope = account.options(), account.vendor.scope
    if not any(options[name] != before[name] for name in scope):
        return False
    now = account.tables_with(options)
    others = {kind for kind, resource in account.vendor.resources.items() if now[kind].part != resource.part}
    left = [entry for entry in entries if entry.account == account.id and entry.kind in others]
    if left:
        title = f"{account.settings.name} has changes of {left[0].kind} that were not sent."
        raise Rejected(title, "Send or discard them first: with this choice other records take their place.")
    return True
