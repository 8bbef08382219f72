"""What the vendor's reference prints, and how an answer is held against it."""

from tests.sandbox.printed import Printed

# The reference's own slips, which the live service does not make (contract 0.10, 6.10).
SLIPS = {"created_at": "created", "deposit_pecentage": "deposit_percentage"}
# Null where nothing was said (contract 6).
NULLABLE = (
    *("_id", ".minimum", ".multiple", ".minimum_spend", ".due_date", ".delivery_date", ".created_by", ".deposit"),
    *(".tariff_code", ".country_of_origin", ".composition"),
)


def _is_free(place: str, theirs: object, ours: object) -> bool:
    """Nothing was said, or its keys are free."""
    if isinstance(theirs, dict) and isinstance(ours, dict):
        return place.endswith(".options")
    return ours in (None, "") and place.endswith(NULLABLE)


PRINTED = Printed(vendor="orderspace", is_free=_is_free, slips=SLIPS)
sample, differing = PRINTED.sample, PRINTED.missing
