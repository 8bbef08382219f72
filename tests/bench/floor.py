"""The floor of a sync: a bare httpx loop into plain sqlite3, with orders, lines and the raw JSON; nothing else."""

import json
import sqlite3
import time
from typing import Any

import httpx

from tests.bench.children import Figures, Task, answer, memory

TABLES = """
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE orders (
        id TEXT PRIMARY KEY, number TEXT, email TEXT, folder INTEGER, added TEXT, updated TEXT, total REAL, raw TEXT
    );
    CREATE TABLE lines (id INTEGER PRIMARY KEY, order_id TEXT, code TEXT, name TEXT, quantity REAL, price REAL);
"""


def load(task: Task) -> Figures:
    """`addresses` one after the other, with `headers`, into the file `path`."""
    idle = memory("VmRSS")
    db = sqlite3.connect(task["path"])
    db.executescript(TABLES)
    began, cpu = time.perf_counter(), time.process_time()
    with httpx.Client(headers=task["headers"], trust_env=False) as http:
        for address in task["addresses"]:
            response = http.get(address)
            response.raise_for_status()
            with db:
                store(db, response.json().get("orders", ()))
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    (orders,) = db.execute("SELECT count(*) FROM orders").fetchone()
    (lines,) = db.execute("SELECT count(*) FROM lines").fetchone()
    return {"seconds": seconds, "cpu": cpu, "orders": orders, "lines": lines, "memory": memory("VmHWM") - idle}


def store(db: sqlite3.Connection, orders: list[dict[str, Any]]) -> None:
    """One page; pages overlap by a few orders, which are replaced."""
    db.executemany(
        "INSERT OR REPLACE INTO orders VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                order["id"], order["source_id"], order["email"], order["folder_id"], order["date_added"],
                order["date_updated"], order["order_total"], json.dumps(order),
            )
            for order in orders
        ],
    )  # fmt: skip
    db.executemany(
        "INSERT OR REPLACE INTO lines VALUES (?, ?, ?, ?, ?, ?)",
        [
            (line["id"], order["id"], line["code"], line["name"], line["quantity"], line["price"])
            for order in orders
            for line in order["order_items"]
        ],
    )


if __name__ == "__main__":
    answer(load)
