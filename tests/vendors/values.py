"""Values for fields, by how they are typed."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

from desktop.records import Value

OTHER: Mapping[str, tuple[Value, ...]] = {
    "text": ("another text", "02/2027", "Spring: 1", "NZ", "another@example.test"),
    "paragraph": ("two\nlines", "Spring; SPRING; 1.25"),
    "count": (41,),
    "quantity": (Decimal("3.5"), Decimal(17)),
    "money": (Decimal("17.35"),),
    "instant": (datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC),),
    "day": (date(2026, 2, 3),),
    "choice": ("another choice",),
    "flag": (True, False),
}
"""A field takes the first that differs from what it says, and that it does not refuse."""
