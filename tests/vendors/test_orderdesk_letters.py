"""Answers whose letters are not UTF-8: an error of ours, never a foreign one."""

from datetime import UTC, datetime

import pytest

from desktop.errors import Rejected
from desktop.vendors import VENDORS
from desktop.vendors.contract import Answer, Request

VENDOR = VENDORS["orderdesk"]


@pytest.mark.parametrize(
    "body", [b'{"status":"\xff"}', b'{"status":"error","message":"\xff\xfe"}', b'{"errors":["\xe9"]}']
)
def test_bytes_that_are_no_letters_are_an_unclear_refusal_of_a_write(body: bytes) -> None:
    request = Request(method="POST", path="/move-orders", body={})
    answer = Answer(request=request, status=200, headers={}, body=body, at=datetime.now(UTC))
    assert VENDOR.words(answer) == ""
    error = VENDOR.refusal(answer)
    assert isinstance(error, Rejected)
    assert error.unclear
