"""What a store with normalisation does to the names, places and phones it is given (contract 3.3)."""

from desktop.sandbox.orderdesk.shapes import Document

_NAMES = ("first_name", "last_name", "company", "address1", "address2", "address3", "address4", "city")
_CODES = ("postal_code", "country")


def normalise(address: Document) -> None:
    """Letter case of names, streets and codes, and the form of phones."""
    for name in _NAMES:
        if name in address:
            address[name] = _recase(str(address[name]))
    for name in _CODES:
        address[name] = _same(str(address[name]), str(address[name]).upper())
    address["phone"] = _phone(str(address["phone"]))


def _recase(text: str) -> str:
    """Each word gets a capital; a text that is all capitals then is set in words."""
    words = [_capital(word) + word[1:] for word in text.split(" ")]
    if len(text) > 4 and " ".join(words).isupper():
        words = [_capital(word) + word[1:].lower() for word in text.split(" ")]
    return _same(text, " ".join(words))


def _capital(word: str) -> str:
    """The first letter as a capital, where that is one letter too (that of ß is two)."""
    first = word[:1].upper()
    return first if len(first) == 1 else word[:1]


def _same(before: str, after: str) -> str:
    """Only letter case may move: a capital that is another letter in disguise is left alone."""
    return after if after.casefold() == before.casefold() else before


def _phone(text: str) -> str:
    """Ten digits become 503-555-0142; other forms stay."""
    digits = "".join(sign for sign in text if sign in "0123456789")
    if len(digits) != 10 or text.strip().startswith(("+", "0")):
        return text
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"
