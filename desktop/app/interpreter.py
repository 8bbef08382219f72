"""How the interpreter is shared between the window and the worker beside it."""

import gc
import sys

SWITCH_INTERVAL = 0.0001
"""Seconds for which another thread may hold the interpreter while the window waits for it."""
COLLECT_AFTER = 10_000, 10, 100
"""Objects after which the youngest are searched for cycles, and of how many searches one goes on to the older ones. By
the usual numbers each page that is read has everything searched, some 50 ms in which the window stands still."""


def share_fairly() -> None:
    """Let no work of the worker hold up the window. Before anything else."""
    sys.setswitchinterval(SWITCH_INTERVAL)
    gc.set_threshold(*COLLECT_AFTER)
