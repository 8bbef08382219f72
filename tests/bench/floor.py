"""The floor of a sync: a bare httpx loop into plain sqlite3, with orders, lines and the raw JSON of every record that
was read; nothing else.
"""

import json
import sqlite3
import time
from typing import Any

import httpx

from tests.bench.children import Figures, Task, answer, memory
from tests.bench.shapes import SHAPES, Shape, records

TABLES = """
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE orders (
        id TEXT PRIMARY KEY, number TEXT, email TEXT, state TEXT, added TEXT, updated TEXT, total REAL, raw TEXT
    );
    CREATE TABLE others (id TEXT PRIMARY KEY, raw TEXT);
    CREATE TABLE lines (id TEXT PRIMARY KEY, order_id TEXT, code TEXT, name TEXT, quantity REAL, price REAL);
"""


def load(task: Task) -> Figures:
    """`addresses` of `vendor` one after the other, with `headers`, into the file `path`."""
    shape = SHAPES[task["vendor"]]
    idle = memory("VmRSS")
    db = sqlite3.connect(task["path"])
    db.executescript(TABLES)
    began, cpu = time.perf_counter(), time.process_time()
    with httpx.Client(headers=task["headers"], trust_env=False) as http:
        for address in task["addresses"]:
            response = http.get(address)
            if response.status_code >= 500:
                response.raise_for_status()
            with db:
                store(db, shape, httpx.URL(address).path, response.json())
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    (orders,) = db.execute("SELECT count(*) FROM orders").fetchone()
    (lines,) = db.execute("SELECT count(*) FROM lines").fetchone()
    return {"seconds": seconds, "cpu": cpu, "orders": orders, "lines": lines, "memory": memory("VmHWM") - idle}


def store(db: sqlite3.Connection, shape: Shape, path: str, answer: Any) -> None:  # noqa: ANN401 - JSON
    """One page; pages overlap by a few orders, which are replaced."""
    orders = [(*columns, json.dumps(whole)) for *columns, whole in shape.orders(path, answer)]
    db.executemany("INSERT OR REPLACE INTO orders VALUES (?, ?, ?, ?, ?, ?, ?, ?)", orders)
    db.executemany("INSERT OR REPLACE INTO lines VALUES (?, ?, ?, ?, ?, ?)", shape.lines(path, answer))
    if not orders:
        others = [(f"{path}/{id}", json.dumps(whole)) for id, whole in records(answer)]
        db.executemany("INSERT OR REPLACE INTO others VALUES (?, ?)", others)


if __name__ == "__main__":
    answer(load)
