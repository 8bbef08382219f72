"""The story of the session: a new user connects a store, edits, answers, works offline, starts again; all arrives."""

from pathlib import Path

from tests.session.screen import Screen, until
from tests.session.seat import Seat, seat
from tests.session.there import Sandbox, sandbox


def connect(at: Seat, there: Sandbox) -> None:
    """First start: keep the recovery code for later, choose the platform, type what it asks for, first a wrong key."""
    at.shoot("01-recovery-code")
    at.press("Escape")
    at.shoot("02-first-start")
    at.press("1")
    at.go_to("Store ID")
    at.shoot("03-connect")
    at.screen.type(there.account["credentials"]["store_id"])
    at.go_to("API key")
    at.screen.type("half a key")
    at.press("Tab", "Tab", "Tab", "space", "Tab", "ctrl+a")
    at.screen.type(there.described["servers"]["api"])
    at.press("ctrl+Return")
    at.hears("did not accept this API key")
    at.shoot("04-wrong-key")
    at.go_to("API key", "shift+Tab")
    at.press("ctrl+a")
    at.screen.type(there.account["credentials"]["api_key"])
    at.press("ctrl+Return")
    until(lambda: there.asked_for("/inventory-items"), "everything is fetched")
    at.press("alt+1")
    at.hears("of 400")
    at.shoot("05-connected")


def edit(at: Seat, there: Sandbox) -> None:
    """Open the second order, change its e-mail address and the quantity of its first line, and send both.

    The e-mail address is left by Tab while its editor is open: the keyboard goes on to the next field of the pane.
    """
    at.press("alt+1", "Down", "Down", "Return")
    at.go_to("E-mail: ")
    at.shoot("06-order")
    at.type_over("orders@new.example", "Tab")
    at.hears("1 field changed, not sent")
    assert at.now()["focus"].startswith("Customer’s note"), at.now()["focus"]
    at.go_to("Lines")
    at.press("Home")
    at.open_cell("Quantity")
    at.screen.type("7")
    at.press("Return")
    at.hears("2 fields changed, not sent")
    at.hears("E-mail: orders@new.example, was ")
    at.shoot("07-edited")
    at.press("ctrl+Return")
    at.hears("Goes out in ")
    at.shoot("08-submitted")
    until(lambda: len(there.writes()) == 1, "the edit arrives")
    (write,) = there.writes()
    assert write["method"] == "PUT", write
    assert write["body"]["email"] == "orders@new.example", write
    assert write["body"]["order_items"][0]["quantity"] == 7, write
    assert not write["absent"], write
    at.hears("Nothing waits to be sent")
    at.hears_no_more("E-mail: orders@new.example, was ")
    at.hears("E-mail: orders@new.example")
    at.shoot("09-confirmed")


def note(at: Seat, there: Sandbox) -> None:
    """Add a note to the order that is open, and look at what else can be done to it."""
    at.press("ctrl+m")
    at.screen.type("Call before delivery")
    at.shoot("10-note")
    at.press("ctrl+Return")
    until(lambda: len(there.writes()) == 2, "the note arrives")
    notes = there.writes()[1]["body"]["order_notes"]
    assert [entry["content"] for entry in notes].count("Call before delivery") == 1, notes
    at.hears("Nothing waits to be sent")
    at.press("ctrl+period")
    at.shoot("11-acts")
    at.press("Escape")


def find(at: Seat) -> None:
    """Filter the list by a word, look at the other pages; the journal tells what was done, as the pane did."""
    at.press("Escape", "ctrl+f")
    at.screen.type("tea room")
    at.shoot("12-found")
    at.press("Escape", "Escape", "alt+2")
    at.shoot("13-customers")
    at.press("alt+3")
    at.shoot("14-stock")
    at.press("alt+5")
    at.hears("→ orders@new.example")
    at.shoot("15-journal")


def count_stock(at: Seat, there: Sandbox) -> None:
    """Type what was counted while somebody else counts as well: the fresh value is shown before anything is sent."""
    at.press("alt+3", "Home", "Return")
    at.go_to("On hand: ")
    item = at.id_on_show()
    at.type_over("41")
    at.hears("1 field changed, not sent")
    there.change("stock", item, "stock", 17)
    at.press("ctrl+Return")
    at.hears("has 17 now (you saw ")
    at.hears("Send 41?")
    at.shoot("16-fresh-stock")
    assert len(there.writes()) == 2, there.writes()
    at.go_to("Send")
    at.press("Return")
    until(lambda: len(there.writes()) == 3, "the count arrives")
    assert there.writes()[2]["body"]["stock"] == 41, there.writes()[2]
    at.hears("Nothing waits to be sent")


def answer_a_conflict(at: Seat, there: Sandbox) -> None:
    """Somebody else changes the same field: nothing is sent before the keys have said whose value goes out."""
    at.press("alt+1", "Home", "Return")
    at.go_to("E-mail: ")
    order = at.id_on_show()
    at.type_over("mine@new.example")
    at.hears("1 field changed, not sent")
    there.change("orders", order, "email", "theirs@new.example")
    at.press("ctrl+Return")
    at.hears("1 conflict, ")
    assert len(there.writes()) == 3, there.writes()
    at.press("alt+4", "Home", "Return")
    at.hears("theirs@new.example")
    at.shoot("17-conflict")
    at.press("alt+m")
    until(lambda: len(there.writes()) == 4, "the answer arrives")
    assert there.writes()[3]["body"]["email"] == "mine@new.example", there.writes()[3]
    at.hears("Nothing waits to be sent")


def go_offline(at: Seat, there: Sandbox) -> None:
    """The line is down: edit all the same, and submit; it waits in the outbox, and says for what."""
    there.cut_the_line()
    at.press("F5")
    at.hears("offline since ")
    at.press("alt+1", "Home", "Return")
    at.go_to("E-mail: ")
    at.type_over("offline@new.example")
    at.press("ctrl+Return")
    at.hears("1 waits: offline since ")
    at.press("ctrl+shift+p")
    at.hears("Held back")
    assert "Goes out in" not in "\n".join(at.now()["words"])
    at.shoot("18-offline")


def come_back(at: Seat, there: Sandbox) -> None:
    """After a restart the line is back, and what waited goes out by itself, once."""
    there.mend()
    until(lambda: len(there.writes()) == 5, "what waited arrives")
    write = there.writes()[4]
    assert write["body"]["email"] == "offline@new.example", write
    at.press("alt+4")
    at.hears("Nothing waits to be sent")
    at.shoot("19-drained")


def tell_story(screen: Screen, folder: Path) -> int:
    """The whole of it; returns how many pictures were taken."""
    with sandbox() as there:
        with seat(screen, folder) as at:
            connect(at, there)
            edit(at, there)
            note(at, there)
            find(at)
            count_stock(at, there)
            answer_a_conflict(at, there)
            go_offline(at, there)
        with seat(screen, folder) as at:
            come_back(at, there)
        assert len(there.writes()) == 5, there.writes()
    return len(list(screen.pictures.glob("*.png")))
