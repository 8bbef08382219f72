"""Where Order Desk's rules stand, and the files of the tests that hold them."""

from tests.mutants.growing import Patch

_VENDORS, _WHOLE, _SANDBOX = "tests/vendors/test_", "tests/whole/", "tests/sandbox/orderdesk/test_"

ACTS = f"{_VENDORS}orderdesk_acts.py::"
ANSWERS = f"{_VENDORS}orderdesk_answers.py::"
BATCHES = f"{_VENDORS}orderdesk_batches.py::"
CUSTOMERS = f"{_VENDORS}orderdesk_customers.py::"
DISCOUNTS = f"{_VENDORS}orderdesk_discounts.py::"
EDITS = f"{_VENDORS}orderdesk_edits.py::"
ENDS = f"{_VENDORS}orderdesk_ends.py::"
FIELDS = f"{_VENDORS}orderdesk_fields.py::"
LIMITS = f"{_VENDORS}orderdesk_limits.py::"
NOTES = f"{_VENDORS}orderdesk_notes.py::"
RECORDS = f"{_VENDORS}orderdesk_records.py::"
SAMPLES = f"{_VENDORS}orderdesk_samples.py::"
SHIPMENTS = f"{_VENDORS}orderdesk_shipments.py::"
WALKS = f"{_VENDORS}orderdesk_walks.py::"

CLIENT = f"{_VENDORS}client_answers.py::"
CODECS = f"{_VENDORS}codecs.py::"
COMPARING = f"{_VENDORS}comparing.py::"
MAPPING = f"{_VENDORS}mapping.py::"
PACING = f"{_VENDORS}pacing.py::"
PAGING = f"{_VENDORS}paging.py::"
ROWS = f"{_VENDORS}rows_values.py::"
TABLES = f"{_VENDORS}tables.py::"
THROTTLED = f"{_VENDORS}client_throttled.py::"

OPEN_POINTS = f"{_WHOLE}orderdesk/test_open_points.py::"
IN_BATCHES = f"{_WHOLE}test_batches.py::"
CONFLICTS = f"{_WHOLE}test_conflicts.py::"
FAULTS = f"{_WHOLE}test_faults.py::"
READING = f"{_WHOLE}test_reading.py::"

THEIR = _SANDBOX
"""The stand-in's own tests, by what follows."""


def desk(file: str, old: str, new: str) -> Patch:
    """Breaks the tables of Order Desk."""
    return Patch(path=f"desktop/vendors/orderdesk/{file}", old=old, new=new)


def there(file: str, old: str, new: str) -> Patch:
    """Breaks the stand-in."""
    return Patch(path=f"desktop/sandbox/orderdesk/{file}", old=old, new=new)
