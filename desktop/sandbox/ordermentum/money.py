"""Money in ten-thousandths of a dollar, and its spellings on the wire (contract 4)."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

DOLLAR = 10_000
CENT = 100
_LARGEST = 10**15


def number(amount: int) -> int | float:
    """A JSON number: orders and summaries."""
    return amount // DOLLAR if amount % DOLLAR == 0 else amount / DOLLAR


def text(amount: int) -> str:
    """Four decimals: lines, invoices, products."""
    return f"{'-' if amount < 0 else ''}{abs(amount) // DOLLAR}.{abs(amount) % DOLLAR:04d}"


def shown(amount: int) -> str:
    """Two decimals, as `display` has them."""
    cents = _cents(amount)
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def priced(amount: int) -> str:
    """As `display` of a product has it: with dollar sign and commas."""
    cents = _cents(amount)
    return f"${cents // 100:,}.{cents % 100:02d}"


def read(value: object) -> int:
    """A number, or a text that is one. Raises ValueError."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError("a number is expected")
    try:
        amount = int((Decimal(str(value)) * DOLLAR).quantize(Decimal(1), ROUND_HALF_UP))
    except (InvalidOperation, OverflowError, ValueError) as error:
        raise ValueError(f"{value!r} is no number") from error
    if abs(amount) > _LARGEST:
        raise ValueError("the number is too large")
    return amount


def tenth(amount: int) -> int:
    """The tax on it (GST, 10 %), rounded half up."""
    return (amount + 5) // 10


def _cents(amount: int) -> int:
    """Rounded half away from zero."""
    cents = (abs(amount) + CENT // 2) // CENT
    return cents if amount >= 0 else -cents
