"""The demo's accounts as the window will show them."""

from desktop.app import demo
from desktop.ui.words import accounts


def test_the_demos_accounts_have_colours_that_the_window_knows() -> None:
    assert set(demo.COLOURS) <= accounts.COLOURS.keys()
    assert len(set(demo.COLOURS)) == len(demo.COLOURS)
