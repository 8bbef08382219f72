"""`profile`: where the CPU of the sync goes, by function, on the worker's thread."""

import json
import subprocess
import sys
import tempfile

from tests.bench.children import ROOT
from tests.bench.sync import ORDERS
from tests.bench.world import orders_of, world


def profile(vendor: str) -> None:
    """Print the loudest functions; cProfile makes small functions look dearer than they are."""
    with world(orders_of(vendor, ORDERS), vendors=(vendor,)) as sandbox, tempfile.TemporaryDirectory() as folder:
        task = json.dumps({"folder": folder, "description": sandbox.first(vendor)})
        command = [sys.executable, "-m", "tests.bench.loading", "--profile"]
        subprocess.run(command, input=task, cwd=ROOT, check=True, text=True)
