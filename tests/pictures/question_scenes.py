"""Pictures of what asks before it does something, of what says what is missing, and of the dialogs of Settings."""

from collections.abc import Mapping

from PySide6.QtWidgets import QLineEdit

from desktop.ui.detail.act_dialog import ActDialog
from desktop.ui.filters.narrowing import Narrowing
from desktop.ui.frame.navigation import Navigation
from tests.pictures.stage import Scene, Stage


async def before_mail(stage: Stage) -> None:
    """The second step of an act: its inputs are given, and what it sets off is said."""
    await stage.act("add_shipment")
    _dialog(stage).go()


async def move_warned(stage: Stage) -> None:
    await stage.act("move")
    _dialog(stage).go()


async def wrong_inputs(stage: Stage) -> None:
    """More than the line has, and a weight that is none."""
    await stage.act("add_shipment")
    dialog = _dialog(stage)
    lines = dialog.findChildren(QLineEdit)
    lines[0].setText("60")
    next(line for line in lines if line.accessibleName().startswith("Weight")).setText("heavy")
    dialog.go()


async def missing_input(stage: Stage) -> None:
    await stage.act("add_note")
    _dialog(stage).go()


async def discard(stage: Stage) -> None:
    """A draft in the outbox is to be thrown away."""
    stage.real.window.pages.show_page("outbox")
    await stage.real.settle()
    entry = next(entry for entry in stage.real.desk.outbox() if entry.row == stage.drafted.id)
    table = stage.table_with(entry.id)
    table.choose(entry.id)
    table.act_wanted.emit(entry.id, "discard")


async def discard_in_pane(stage: Stage) -> None:
    """All that was typed into a record is to be thrown away."""
    await stage.narrow_to(stage.drafted)
    await stage.open("orders", stage.drafted.id)
    stage.page("orders").pane.deeds.discard()


async def stock_moved(stage: Stage) -> None:
    """Somebody else has counted since the user saw the item."""
    seen = stage.item.values["on_hand"]
    await stage.narrow(Narrowing(text=str(stage.item.values["code"])), "stock")
    await stage.open("stock", stage.item.id)
    await stage.real.change_there("stock", stage.item.key, {"stock": 31})
    stage.page("stock").pane.send()
    await stage.real.settle()
    await stage.real.change_there("stock", stage.item.key, {"stock": int(str(seen))})


async def own_name(stage: Stage) -> None:
    stage.real.window.pages.show_page("connections")
    stage.real.window.findChildren(Navigation)[0].name_wanted.emit()


async def keys(stage: Stage) -> None:
    stage.real.window.pages.show_page("connections")
    stage.real.window.findChildren(Navigation)[0].keys_wanted.emit()


async def recovery(stage: Stage) -> None:
    stage.real.window.pages.show_page("connections")
    stage.real.window.offer_recovery_code()


def _dialog(stage: Stage) -> ActDialog:
    return stage.real.window.findChildren(ActDialog)[0]


QUESTIONS: Mapping[str, Scene] = {
    "act-mails": before_mail, "act-runs": move_warned, "act-wrong": wrong_inputs, "act-missing": missing_input,
    "discard": discard, "discard-all": discard_in_pane, "stock-moved": stock_moved,
    "own-name": own_name, "keys": keys, "recovery-code": recovery,
}  # fmt: skip
