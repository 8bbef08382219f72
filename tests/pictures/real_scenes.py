"""What the pictures show of a real desk on the sandbox: each scene brings its window to one place."""

from collections.abc import Mapping

from desktop.ui.filters.narrowing import Narrowing
from tests.pictures.stage import FILTERS, Scene, Stage


async def orders(stage: Stage) -> None:
    await stage.submit_one()
    await stage.narrow(Narrowing(filters=FILTERS))
    stage.page("orders").table.choose(stage.drafted.id)


async def detail(stage: Stage) -> None:
    await stage.open("orders", stage.drafted.id)


async def lines(stage: Stage) -> None:
    await stage.narrow_to(stage.drafted)
    await stage.open("orders", stage.drafted.id, "lines")


async def going(stage: Stage) -> None:
    """A change that goes out in some seconds, and what has happened to the record so far."""
    row = await stage.submit_one()
    await stage.narrow_to(row)
    await stage.open("orders", row.id, "history")


async def raw(stage: Stage) -> None:
    await stage.narrow_to(stage.drafted)
    await stage.open("orders", stage.drafted.id, "raw")


async def customers(stage: Stage) -> None:
    rows = await stage.real.rows("customers")
    await stage.open("customers", rows[3].id)


async def stock(stage: Stage) -> None:
    stage.real.window.pages.show_page("stock")
    await stage.real.settle()
    stage.page("stock").table.choose(stage.item.id)


async def stock_question(stage: Stage) -> None:
    await stage.narrow(Narrowing(text=str(stage.item.values["code"])), "stock")
    await stage.open("stock", stage.item.id)
    stage.page("stock").pane.send()


async def journal(stage: Stage) -> None:
    stage.real.window.pages.show_page("journal")


async def move(stage: Stage) -> None:
    await stage.act("move")


async def shipment(stage: Stage) -> None:
    await stage.act("add_shipment")


async def delete(stage: Stage) -> None:
    await stage.act("delete")


async def cancel(stage: Stage) -> None:
    await stage.act("cancel")


async def note(stage: Stage) -> None:
    await stage.act("add_note")


async def history_line(stage: Stage) -> None:
    await stage.act("add_history")


async def discount(stage: Stage) -> None:
    await stage.act("add_discount")


async def past(stage: Stage) -> None:
    """What the platform tells of an order's past, and what this desk did with it."""
    real, row = stage.real, stage.others.pop(0)
    await real.desk.act(row.id, "add_history", {"text": "Customer rang: deliver to the back door."})
    (entry,) = [entry for entry in real.desk.outbox() if entry.row == row.id]
    await real.desk.send_now(entry.id)
    await real.until(lambda: all(entry.row != row.id for entry in real.desk.outbox()))
    await real.desk.refresh(row.id)
    await stage.narrow(Narrowing(text=" ".join(str(row.values["customer"]).split()[-2:])))
    await stage.open("orders", row.id, "history")


async def filter_ticks(stage: Stage) -> None:
    await _filter(stage, "state")


async def filter_days(stage: Stage) -> None:
    await _filter(stage, "placed")


async def filter_words(stage: Stage) -> None:
    await _filter(stage, "customer")


async def _filter(stage: Stage, column: str) -> None:
    await stage.narrow(Narrowing(text="umber", filters=FILTERS))
    stage.page("orders").filters.edit(column)


async def nothing_found(stage: Stage) -> None:
    await stage.narrow(Narrowing(text="no such customer", filters=FILTERS))


SCENES: Mapping[str, Scene] = {
    "orders": orders, "detail": detail, "detail-lines": lines, "detail-raw": raw, "detail-going": going,
    "customers": customers, "stock": stock, "stock-question": stock_question,
    "journal": journal, "act-move": move, "act-shipment": shipment, "act-delete": delete,
    "act-cancel": cancel, "act-note": note, "act-history": history_line, "act-discount": discount,
    "detail-history": past, "filter-ticks": filter_ticks,
    "filter-days": filter_days, "filter-words": filter_words, "nothing-found": nothing_found,
}  # fmt: skip
