"""The demo's accounts as the window will show them."""

from desktop.app import demo
from desktop.ui import account_badges


def test_the_demos_accounts_have_colours_that_the_window_knows() -> None:
    assert set(demo.COLOURS) <= account_badges.COLOURS.keys()
    assert len(set(demo.COLOURS)) == len(demo.COLOURS)
