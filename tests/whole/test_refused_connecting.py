"""Connecting while a vendor refuses, or says nothing that can be read: the same rows for all, each with its sentence.

What strikes is the first request of the test, or the sign-in before it where a vendor has one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from desktop.vendors import VENDORS
from tests.whole.room import Room, room

AGAIN, CHECK = "Test again later.", "If it stays so, check the connection."
ADDRESS = "If it stays so, check the address of the connection."


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A fault, and what is told of it: how the title goes, how the hint ends, and the words of the step."""

    name: str
    fault: str
    title: str
    step: str
    ends: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)


UNREAD = r"{label}’s answer could not be read\."
REFUSALS = (
    Refusal(name="429", fault="throttle", more={"wait": "90"}, step="has to wait", ends=AGAIN,
            title=r"{label} asks us to wait (60 s|90 s)\."),
    Refusal(name="503", fault="server_error", more={"status": 503}, step="no answer", ends=AGAIN,
            title=r"{label} is in trouble itself \(HTTP 503\)\."),
    Refusal(name="a page of the web at 200", fault="html_200", step="no answer", ends=AGAIN, title=UNREAD),
    Refusal(name="nothing at 200", fault="empty_200", step="no answer", ends=AGAIN, title=UNREAD),
    Refusal(name="a page of the web at 404", fault="status", more={"status": 404, "body": "html"},
            ends=ADDRESS, step="(no answer|refused)", title=r"{label} does not know this address\."),
    Refusal(name="nothing at 400", fault="status", more={"status": 400, "body": "empty"}, ends=CHECK, step="no answer",
            title=r"{label} said no \(HTTP 400\)\."),
    Refusal(name="nothing at 401", fault="status", more={"status": 401, "body": "empty"}, step="refused",
            title=r"{label} did not accept (the credentials|this .*)\."),
    Refusal(name="a line that breaks", fault="reset", step="not tried", ends=AGAIN,
            title=r"The line to {label} broke\."),
)  # fmt: skip

OF_SIGNING_IN: Mapping[tuple[str, str], Mapping[str, Any]] = {
    ("ordercloud", "nothing at 401"): {"title": r"{label} let nobody in \(HTTP 401\)\."},
    ("ordercloud", "nothing at 400"): {"title": r"{label} let nobody in \(HTTP 400\)\.", "step": "refused", "ends": ""},
    ("ordermentum", "nothing at 400"): {"title": r"{label} did not accept this .*", "step": "refused", "ends": ""},
    ("orderspace", "nothing at 400"): {"title": r"{label} did not accept this .*", "step": "refused", "ends": ""},
    ("ordermesh", "nothing at 400"): {"title": r"{label} did not accept this .*", "step": "refused", "ends": ""},
    ("ordermesh", "a page of the web at 404"): {
        "title": "{label} has nothing at /v1/clients/token.", "ends": "Nothing was changed.",
    },
}  # fmt: skip
"""What a sign-in makes of it otherwise: a 400 is about the credentials; an address may be a guess of the contract's."""


def all_cases() -> list[Any]:
    """Each vendor with each refusal, of the request and of the sign-in."""
    return [
        pytest.param(vendor, refusal, where, id=f"{vendor}: {refusal.name}, {where}")
        for vendor in VENDORS
        for refusal in REFUSALS
        for where in ("request", *(["sign-in"] if VENDORS[vendor].login else []))
    ]


def signing_in(desk: Room, vendor: str) -> tuple[int, str]:
    """The account that signs in, and where; without one the first account, and nowhere."""
    login = VENDORS[vendor].login
    if login is None:
        return 0, ""
    for number, account in enumerate(desk.there.described["accounts"]):
        if login.applies(account["credentials"]):
            return number, login.ask(account["credentials"], "").path
    raise AssertionError("nobody signs in")


@pytest.mark.parametrize(("vendor", "refusal", "where"), all_cases())
async def test_each_refusal_while_connecting_is_told_and_keeps_nothing(
    tmp_path: Path, vendor: str, refusal: Refusal, where: str
) -> None:
    async with room(tmp_path, vendors={vendor: VENDORS[vendor]}, orders=4, stock=4) as desk:
        number, path = signing_in(desk, vendor)
        struck = f"{re.escape(path)}$" if where == "sign-in" else f"^(?!.*{re.escape(path)}$)" if path else ""
        await desk.there.fault(refusal.fault, times=None, where={"path": struck} if struck else {}, **refusal.more)
        report = await desk.try_to_connect(*desk.wanted(number))

        other = OF_SIGNING_IN.get((vendor, refusal.name), {}) if where == "sign-in" else {}
        title = other.get("title", refusal.title).format(label=re.escape(VENDORS[vendor].label))
        assert re.fullmatch(title, report.title), report.title
        assert report.hint.endswith(other.get("ends", refusal.ends))
        assert "discard" not in report.hint, "nothing was edited"
        if refusal.name == "nothing at 401":
            assert VENDORS[vendor].login_hint in report.hint
        struck_step = next(step for step in report.steps[1:] if step.ok is not True)
        assert re.fullmatch(other.get("step", refusal.step), struck_step.words), struck_step
        assert desk.backend.engine.accounts == {}

        desk.there.mend()
        assert not (await desk.try_to_connect(*desk.wanted(number))).title, "when that is over it works"
