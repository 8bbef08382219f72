"""Normalisation changes letter case and the form of phones, and never a letter (contract 3.3)."""

from hypothesis import example, given
from hypothesis import strategies as st

from desktop.sandbox.orderdesk.letters import normalise
from desktop.sandbox.orderdesk.shapes import CUSTOMER, Document


def normalised(**members: str) -> Document:
    address: Document = {**dict.fromkeys(CUSTOMER, ""), **members}
    normalise(address)
    return address


@given(st.text())
def test_no_text_becomes_another_but_for_its_case(text: str) -> None:
    after = normalised(last_name=text, postal_code=text)
    assert str(after["last_name"]).casefold() == str(after["postal_code"]).casefold() == text.casefold()


def test_a_letter_whose_capital_is_another_letter_is_left_alone() -> None:
    dotless = "\u0131spanak"  # its capital is I, whose small letter is i
    assert normalised(city=dotless)["city"] == dotless


def test_only_phones_of_ten_digits_get_a_form() -> None:
    phones = ["503.555.0142", "+49 40 5550142", "040 5550142", "555-0142", ""]
    assert [normalised(phone=phone)["phone"] for phone in phones] == ["503-555-0142", *phones[1:]]


@given(st.text())
@example("\u00df000")  # its capital is two letters
def test_a_second_pass_changes_nothing(text: str) -> None:
    once = normalised(company=text, country=text, phone=text)
    assert normalised(**{name: str(value) for name, value in once.items()}) == once
