"""What moves along with an edit and is in no field of the tables, what a vendor may refuse: each with its reason."""

from collections.abc import Mapping, Sequence

from tests.whole.rounds.theirs import CAME_OR_WENT, Place
from tests.whole.rounds.wishes import Wish

ALWAYS = {
    "ordermesh": ("items * updatedAt", "lastModifiedDate", "items * customerSubtotal amount",
                  "items * merchantSubTotal amount"),
    "ordermentum": ("updatedAt", "isUpdated", "updatedByName", "updatedBy phone", "product tracked", "variant tracked",
                    "product available", "variant available", "product price", "product formattedPrice"),
}  # fmt: skip
"""What a vendor keeps beside anything that is changed and no form shows: stamps, sums of a line, the same once more."""

_SUMS = ("line LineTotal", "line LineSubtotal")
_FIGURES = ("product Inventory", "variant Inventory", "record QuantityAvailable", "record LastUpdated")
BESIDE: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "orderspace": {
        "code": ("level sku",),  # what a level is named by
        "price.": ("product product_variants * price_list_prices",),  # the row goes with its price
    },
    "orderdesk": {"email": ("order email_count",)},  # counted anew in every order with that address
    "ordercloud": {
        "on_hand": ("product Inventory QuantityAvailable", "product Inventory LastUpdated"),  # the sum of its rows
        "by_variant": (CAME_OR_WENT, "product Inventory", "variant Inventory"),  # its rows are others then
        "quantity": (*_SUMS, *_FIGURES),  # of the stock that it takes
        **dict.fromkeys(("IsBilling", "IsShipping"), ("address_assignment",)),  # it comes and goes with its last use
        **dict.fromkeys(("price", "own_price"), _SUMS),
        **dict.fromkeys(("ship_to.", "shipping_address"), ("line ShippingAddress",)),  # all of it, and which saved one
        **dict.fromkeys(("bill_to.", "billing_address"), ("order BillingAddress",)),
    },
    "ordermentum": {
        "price_group": ("purchaser priceGroup",),  # the group itself, told beside its id
        "quantity": (
            "order display", "order invoice", "order lineItems * display", "order lineItems * total",
            "order lineItems * subtotal", "order totalQuantity", "order subtotal", "summary totalQuantity",
            "invoice total", "item available",
        ),  # sums once more, spelled for people and on the bill; the stock that it takes
    },
}  # fmt: skip
"""How the name of a field begins → documents and members in them."""

ELSEWHERE = {
    "orderdesk": ("email",),
    # figures that are summed up in the product (10.2a), a price schedule of several products
    "ordercloud": ("on_hand", "by_variant", "quantity", "price."),
}
"""Fields of which something is said in other records as well, of which no list then tells."""

MAY_BE_REFUSED = {
    "orderdesk": ("bill_to.", "ship_to."),  # somebody has to be named, by one of several fields
    # what is in stock, by which lines are measured whatever changes in them; how many days are too many is told nowhere
    "ordermentum": ("quantity", "comment", "payment_delay"),
    "orderspace": ("buyer",),  # none without an e-mail address, which is another field
    "ordermesh": ("quantity", "code"),  # when an item is in production is only assumed (7)
    "ordercloud": ("quantity", "bill_to.", "ship_to.", "billing_address", "shipping_address"),
    # stock and price schedules; whole addresses, and which saved ones there are
}
"""Fields about which there are rules that nobody can know before, by how their names begin."""

REFUSED_UNDER = {
    "merchant_only=yes": ("tracking", "carrier", "method", "url", "shipped", "fulfilled", "by_account"),
    "purchaser_ignores=notes": ("notes",),
    "purchaser_ignores=notes+minimumOrderValue+stopCredit": ("notes", "minimum", "stop_credit"),
}
"""Setting of a switch → fields that it closes: nobody can tell before, but it is said afterwards."""


def beside(vendor: str, wanted: Wish, place: Place) -> bool:
    """Whether the vendor may change what is there along with the edit."""
    _, _, part, path = place
    told = " ".join("*" if isinstance(step, int) else step for step in (part.partition(":")[0], *path))
    rows = BESIDE.get(vendor, {}).items()
    own = [start for field, starts in rows if wanted.change.field.startswith(field) for start in starts]
    return told.startswith(tuple(own)) or told.endswith(ALWAYS.get(vendor, ()))


def is_counted_elsewhere(vendor: str, wanted: Wish) -> bool:
    """Whether the copy of other records may be behind until they are read again."""
    return wanted.change.field.startswith(ELSEWHERE.get(vendor, ()))


def may_be_refused(vendor: str, profile: Sequence[str], wanted: Wish) -> bool:
    """Whether the vendor may have another opinion."""
    closed = [name for setting in profile for name in REFUSED_UNDER.get(setting, ())]
    return wanted.change.field in closed or wanted.change.field.startswith(MAY_BE_REFUSED.get(vendor, ()))
