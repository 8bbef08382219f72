"""Moving an order to another folder (3.6): how it changes its state, is cancelled, and is deleted for good."""

from collections.abc import Callable, Mapping, Sequence

from desktop.forms import Input
from desktop.records import Value
from desktop.vendors.addresses import address
from desktop.vendors.codecs import to_text
from desktop.vendors.contract import NOTHING, Act, Context, Documents, Facts, Found, Json, Request, Step, Stop, in_turn
from desktop.vendors.orderdesk.quirks import canceled_folder, folder_choices, folder_of, folders
from desktop.vendors.orderdesk.records import PART
from desktop.vendors.orderdesk.steps import Wish, order_in, order_look, step
from desktop.vendors.tables import always

_RULES = "Rules of that folder run at once: they may mail the customer or hand the order over to fulfilment."

Destination = Callable[[Facts], str]
"""The id of the folder that the order is to lie in; "" when there is none."""


# ── moving ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _move_to(destination: Destination) -> Step:
    def request(facts: Facts) -> Wish:
        folder = destination(facts)
        if not folder.isdecimal() or not facts.key.isdecimal():
            return Stop(because="The store has no such folder any more.")
        if folder_of(facts.fresh.get(PART, {})) == folder:
            return NOTHING
        body = {"order_id_list": [int(facts.key)], "destination_folder_id": int(folder)}
        return Request(method="POST", path="/move-orders", body=body)

    def happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
        order = order_in(now)
        is_there = order is not None and folder_of(order) == destination(facts)
        return Found(verdict="yes", answer={"order": order}) if is_there else Found(verdict="no")

    return step("move", request, order_look, happened)


def _chosen(facts: Facts) -> str:
    folder = to_text(facts.inputs.get("folder"))
    known = folders(facts.context)
    return folder if folder in known or not known else ""


def _folder_input(documents: Documents, context: Context) -> tuple[Input, ...]:
    here = folder_of(documents[PART])
    choices = tuple(choice for choice in folder_choices(documents, context) if choice.value != here)
    first = choices[0].value if choices else ""
    return (Input(name="folder", label="Folder", editor="choice", value=first, choices=choices),)


def _with_folders(documents: Documents, context: Context) -> str:
    if not folders(context):
        return "The store’s folders are not known yet. They come with the next answer; press F5."
    return "" if len(folders(context)) > 1 else "The store has no other folder."


def _check_folder(inputs: Mapping[str, Value], documents: Documents, context: Context) -> str:
    return "" if to_text(inputs.get("folder")) in folders(context) else "Choose one of the store’s folders."


def _tell_move(inputs: Mapping[str, Value], context: Context) -> str:
    folder = to_text(inputs.get("folder"))
    return f"Move to {folders(context).get(folder, f'folder {folder}')}"


def _is_cancelable(documents: Documents, context: Context) -> str:
    folder = canceled_folder(context)
    if not folder:
        return "The store has no folder named Canceled; move the order to the folder that it uses for that."
    return "It is in the Canceled folder already." if folder_of(documents[PART]) == folder else ""


def _canceled(facts: Facts) -> str:
    return canceled_folder(facts.context)


# ── deleting ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _delete(facts: Facts) -> Request:
    return Request(method="DELETE", path=address("/orders", facts.key))


def _is_deleted(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
    if order_in(now) is not None:
        return Found(verdict="no")
    is_absent = len(now) == 1 and now[0] is None
    return Found(verdict="yes", answer={}) if is_absent else Found(verdict="cannot tell", words="No order was shown.")


MOVE = Act(
    name="move",
    label="Move to folder",
    allowed=_with_folders,
    inputs=_folder_input,
    check=_check_folder,
    tells=_tell_move,
    warning=_RULES,
    steps=in_turn(_move_to(_chosen)),
)
CANCEL = Act(
    name="cancel",
    label="Cancel order",
    allowed=_is_cancelable,
    tells=lambda inputs, context: "Cancel: move to the Canceled folder",
    warning=f"The order moves to the Canceled folder. {_RULES}",
    steps=in_turn(_move_to(_canceled)),
)
DELETE = Act(
    name="delete",
    label="Delete order",
    allowed=always,
    warning="Order Desk deletes the order for good: it cannot be brought back. To cancel it, move it to Canceled.",
    final=True,
    gone=True,
    steps=in_turn(step("delete", _delete, order_look, _is_deleted)),
)
