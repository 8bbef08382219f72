"""The connect form under keys and mouse: nothing is saved before the test answered, and every fault is told."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop import forms
from desktop.errors import Offline
from desktop.forms import Choice, Input, Probe
from desktop.ui.connections.connect_parts import ConnectParts
from desktop.ui.desk import Draft
from desktop.ui.kit.theme import Theme
from desktop.ui.parts.choices import CheckBox, Dropdown
from desktop.ui.parts.fields import Field
from tests.ui.connections_scene import Scene, open_acme, open_connections
from tests.ui.desk_world import ACME
from tests.ui.parts_shown import show
from tests.ui.window_scene import button, press, texts, until

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard")  # offscreen cannot, and menus ask for it
CONTROL = Qt.KeyboardModifier.ControlModifier
REFUSED = forms.TestReport(
    steps=(Probe(label="Reached", ok=True), Probe(label="Signed in", ok=False), Probe(label="Store", ok=None)),
    title="Acme did not accept this key.",
    hint="Copy it again.",
)


@pytest.fixture
async def scene(qtbot: QtBot, qapp: QApplication) -> AsyncIterator[Scene]:
    made = open_connections(qtbot, qapp)
    yield made
    made.tasks.close()


async def test_a_filled_form_connects_after_its_test(scene: Scene) -> None:
    open_acme(scene)
    assert QApplication.focusWidget() is scene.line("Store ID")
    QTest.keyClicks(scene.line("Store ID"), " 41877 ")
    QTest.keyClicks(scene.line("API key"), "secret")
    next(box for box in scene.form().findChildren(CheckBox)).click()
    QTest.keyClick(scene.line("API key"), Qt.Key.Key_Return, CONTROL)
    await scene.tasks.idle()
    ((draft,),) = scene.stand.asked("connect")
    assert isinstance(draft, Draft)
    assert (draft.vendor, draft.name, draft.read_only) == ("acme", "Acme", True)
    assert draft.credentials == {"store": "41877", "key": "secret"}
    assert draft.options == {"currency": "AUD"}
    assert draft.servers == {"api": "https://api.acme.example"}
    assert "Acme, Acme" in texts(scene.table, 0)
    assert scene.page.pane is None


async def test_one_of_several_servers_is_chosen_by_name_or_typed(scene: Scene) -> None:
    open_acme(scene, downwards=2)
    (region,) = scene.form().findChildren(Dropdown)
    assert region.isVisible()
    assert region.currentText() == "North"
    region.setCurrentIndex(region.findText("South"))
    QTest.keyClicks(scene.line("Client ID"), "c1")
    QTest.keyClicks(scene.line("Secret"), "secret")
    QTest.keyClick(scene.line("Secret"), Qt.Key.Key_Return, CONTROL)
    await scene.tasks.idle()
    ((draft,),) = scene.stand.asked("connect")
    assert isinstance(draft, Draft)
    assert draft.servers == {"api": "https://south.bolt.example"}


async def test_another_server_than_those_named_is_typed_and_judged(scene: Scene) -> None:
    open_acme(scene, downwards=2)
    (region,) = scene.form().findChildren(Dropdown)
    typed = scene.line("Region, another address")
    assert not typed.isVisible()
    QTest.keyClicks(scene.line("Client ID"), "c1")
    QTest.keyClicks(scene.line("Secret"), "secret")
    region.setCurrentIndex(region.findText("Another address …"))
    assert QApplication.focusWidget() is typed
    QTest.keyClick(typed, Qt.Key.Key_Return, CONTROL)
    assert "Type it first: Region." in scene.said()
    QTest.keyClicks(typed, "http://far.example")
    QTest.keyClick(typed, Qt.Key.Key_Return, CONTROL)
    assert "The line must be encrypted: type https:// instead of http://." in scene.said()
    typed.clear()
    QTest.keyClicks(typed, "http://127.0.0.1:8080")
    QTest.keyClick(typed, Qt.Key.Key_Return, CONTROL)
    await scene.tasks.idle()
    ((draft,),) = scene.stand.asked("connect")
    assert isinstance(draft, Draft)
    assert draft.servers == {"api": "http://127.0.0.1:8080"}


async def test_an_empty_field_is_told_at_the_field_and_nothing_is_asked(scene: Scene) -> None:
    open_acme(scene)
    QTest.keyClicks(scene.line("API key"), "secret")
    QTest.keyClick(scene.line("API key"), Qt.Key.Key_Return, CONTROL)
    await scene.tasks.idle()
    assert scene.stand.asked("connect") == []
    assert "Type it first: Store ID." in scene.said()
    assert QApplication.focusWidget() is scene.line("Store ID")


async def test_a_fault_among_the_folded_fields_is_told_beside_one_before_them(scene: Scene) -> None:
    open_acme(scene)
    scene.line("Server").setText("acme")
    button(scene.form(), "Test and connect").click()
    assert {"Type it first: Store ID.", "Type a whole address, such as https://api.example.com."} <= set(scene.said())


async def test_a_test_that_went_well_says_so_until_something_else_is_typed(scene: Scene) -> None:
    open_acme(scene)
    QTest.keyClicks(scene.line("Store ID"), "41877")
    QTest.keyClicks(scene.line("API key"), "secret")
    button(scene.form(), "Only test").click()
    await scene.tasks.idle()
    assert "The connection works. Nothing was saved." in scene.said()
    assert scene.stand.asked("connect") == []
    QTest.keyClicks(scene.line("API key"), "2")
    assert "The connection works. Nothing was saved." not in scene.said()


async def test_a_refused_key_shows_the_steps_and_saves_nothing(scene: Scene) -> None:
    scene.stand.report = REFUSED
    before = scene.stand.accounts()
    open_acme(scene)
    QTest.keyClicks(scene.line("Store ID"), "41877")
    QTest.keyClicks(scene.line("API key"), "wrong")
    QTest.keyClick(scene.line("API key"), Qt.Key.Key_Return, CONTROL)
    await scene.tasks.idle()
    assert "Acme did not accept this key." in scene.said()
    assert "Copy it again. Nothing was saved." in scene.said()
    assert {"Reached", "Signed in", "Store", "not tried"} <= set(scene.said())
    assert scene.stand.accounts() == before
    assert button(scene.form(), "Test again").isEnabled()
    QTest.keyClicks(scene.line("API key"), "2")
    assert "Acme did not accept this key." not in scene.said()


async def test_what_a_test_has_found_to_choose_from_is_chosen_in_the_form(scene: Scene) -> None:
    shops = (Choice(value="41877", label="North shop"), Choice(value="41878", label="South shop"))
    scene.stand.report = replace(REFUSED, offers={"store": shops})
    open_acme(scene)
    QTest.keyClicks(scene.line("Store ID"), "41878")
    QTest.keyClicks(scene.line("API key"), "secret")
    button(scene.form(), "Only test").click()
    await scene.tasks.idle()
    (shop,) = scene.form().findChildren(Dropdown)
    assert ([shop.itemText(row) for row in range(shop.count())], shop.chosen) == (["North shop", "South shop"], "41878")
    shop.setCurrentIndex(0)
    assert "Acme did not accept this key." not in scene.said(), "another choice makes the last answer old"
    button(scene.form(), "Test again").click()
    await scene.tasks.idle()
    ((draft,),) = scene.stand.asked("connect")
    assert isinstance(draft, Draft)
    assert draft.credentials == {"store": "41877", "key": "secret"}


async def test_no_network_is_told_in_the_form(scene: Scene) -> None:
    scene.stand.fail("connect", Offline("Acme cannot be reached.", "Look at the line of this computer."))
    open_acme(scene)
    QTest.keyClicks(scene.line("Store ID"), "41877")
    QTest.keyClicks(scene.line("API key"), "key")
    button(scene.form(), "Test and connect").click()
    await scene.tasks.idle()
    assert "Acme cannot be reached." in scene.said()
    assert scene.errors == []
    assert button(scene.form(), "Test again").isEnabled()


async def test_while_a_test_runs_nothing_is_sent_twice_and_escape_goes_away(scene: Scene) -> None:
    scene.stand.hold("connect")
    open_acme(scene)
    QTest.keyClicks(scene.line("Store ID"), "41877")
    QTest.keyClicks(scene.line("API key"), "key")
    QTest.keyClick(scene.line("API key"), Qt.Key.Key_Return, CONTROL)
    await until(lambda: bool(scene.stand.asked("connect")))
    assert "Testing the connection …" in scene.said()
    QTest.keyClick(scene.line("API key"), Qt.Key.Key_Return, CONTROL)
    QTest.keyClick(scene.line("API key"), Qt.Key.Key_Escape)
    await scene.tasks.idle()
    assert len(scene.stand.asked("connect")) == 1
    assert scene.page.pane is None


@pytest.mark.parametrize("way", ["Escape", "Cancel", "Close", "another page", "another form"])
async def test_whoever_leaves_while_the_test_runs_does_not_connect(scene: Scene, way: str) -> None:
    release = scene.stand.hold("connect")
    before = scene.stand.accounts()
    open_acme(scene)
    QTest.keyClicks(scene.line("Store ID"), "41877")
    QTest.keyClicks(scene.line("API key"), "key")
    QTest.keyClick(scene.line("API key"), Qt.Key.Key_Return, CONTROL)
    await until(lambda: bool(scene.stand.asked("connect")))
    match way:
        case "Escape":
            QTest.keyClick(scene.line("API key"), Qt.Key.Key_Escape)
        case "another page":
            scene.page.hide()
        case "another form":
            press(scene.table, "pantry", "Reconnect")
        case _:
            button(scene.form(), way).click()
    release()
    await scene.tasks.idle()
    assert scene.stand.accounts() == before
    if way == "another page":
        scene.page.show()
        assert "The test was called off." in scene.said()
        assert "Nothing was saved." in scene.said()
        assert scene.line("Store ID").text() == "41877"


async def test_the_form_of_an_account_goes_with_it(scene: Scene) -> None:
    press(scene.table, "pantry", "Reconnect")
    assert scene.page.pane is not None
    await scene.stand.remove("pantry")
    assert scene.page.pane is None


async def test_only_test_saves_nothing(scene: Scene) -> None:
    open_acme(scene)
    QTest.keyClicks(scene.line("Store ID"), "41877")
    QTest.keyClicks(scene.line("API key"), "key")
    button(scene.form(), "Only test").click()
    await scene.tasks.idle()
    assert len(scene.stand.asked("test")) == 1
    assert scene.stand.asked("connect") == []
    assert "Signed in" in scene.said()


async def test_a_secret_is_hidden_until_it_is_wanted(scene: Scene) -> None:
    open_acme(scene)
    line = scene.line("API key")
    assert line.echoMode() is QLineEdit.EchoMode.Password
    button(scene.form(), "Show what is typed").click()
    assert line.echoMode() is QLineEdit.EchoMode.Normal


async def test_a_server_in_plain_text_is_refused_and_shown(scene: Scene) -> None:
    open_acme(scene)
    QTest.keyClicks(scene.line("Store ID"), "41877")
    QTest.keyClicks(scene.line("API key"), "key")
    assert not scene.line("Server").isVisible()
    scene.line("Server").setText("http://api.acme.example")
    button(scene.form(), "Test and connect").click()
    await scene.tasks.idle()
    assert scene.stand.asked("connect") == []
    assert scene.line("Server").isVisible()
    assert "The line must be encrypted: type https:// instead of http://." in scene.said()


async def test_signing_in_again_asks_only_for_the_credentials(scene: Scene) -> None:
    pantry = scene.stand.account_forms[-1]
    scene.stand.account_forms[-1] = replace(pantry, credentials={"store": "77"})
    press(scene.table, "pantry", "Reconnect")
    assert [field.editor.accessibleName() for field in scene.form().findChildren(Field) if field.isVisible()] == [
        "Store ID", "API key",
    ]  # fmt: skip
    assert scene.line("Store ID").text() == "77"
    QTest.keyClicks(scene.line("API key"), "new key")
    QTest.keyClick(scene.line("API key"), Qt.Key.Key_Return, CONTROL)
    await scene.tasks.idle()
    assert scene.stand.asked("sign_in") == [("pantry", {"store": "77", "key": "new key"})]
    assert scene.page.pane is None


def test_what_hardly_anybody_needs_is_folded_away_and_goes_along(theme: Theme, qtbot: QtBot) -> None:
    rare = Input(name="addresses", label="Addresses", value="", required=False, is_rare=True)
    usual = Input(name="currency", label="Currency", value="USD")
    made = ConnectParts(theme, replace(ACME, options=(usual, rare), servers=()))
    show(made, qtbot)
    (addresses,) = [line for line in made.findChildren(QLineEdit) if line.accessibleName() == "Addresses"]
    assert not addresses.isVisible()
    button(made, "Advanced").click()
    assert addresses.isVisible()
    QTest.keyClicks(addresses, "hold=/v1/hold")
    assert made.draft(is_read_only=False).options == {"currency": "USD", "addresses": "hold=/v1/hold"}
    button(made, "Advanced").click()
    assert not addresses.isVisible()
