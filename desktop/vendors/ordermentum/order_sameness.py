"""Whether an order at Ordermentum is the one that was sent (7.4): its lines, then what else it says."""

from desktop.vendors.codecs import to_decimal
from desktop.vendors.contract import Context, Document
from desktop.vendors.ordermentum.codecs import plain, to_day, words, zone_of
from desktop.vendors.ordermentum.order_lists import is_template
from desktop.vendors.ordermentum.order_records import LINES
from desktop.vendors.places import maps_in


def is_like(order: Document, sent: Document) -> bool:
    """Whether it has the lines that were sent, in any order. Raises ValueError."""
    left = maps_in(order.get(LINES), LINES)
    for line in maps_in(sent.get(LINES), LINES):
        mine = next((each for each in left if _is_line(each, line)), None)
        if mine is None:
            return False
        left = [each for each in left if each is not mine]
    return not left and not is_template(order)


def _is_line(there: Document, sent: Document) -> bool:
    """The same goods, as often; of a product with one variant either side may leave that out (7.2.1)."""
    variants = {words(line.get("variantId")) for line in (there, sent)} - {""}
    number, wanted = (to_decimal(plain(line.get("quantity"))) for line in (there, sent))
    return words(there.get("productId")) == words(sent.get("productId")) and number == wanted and len(variants) <= 1


def is_same(order: Document, sent: Document, context: Context) -> bool:
    """Whether it says besides whose it is, the delivery day, PO number and note that were sent. Raises ValueError."""
    zone = zone_of(context)
    days = {to_day(said.get("deliveryDate"), zone) for said in (order, sent)}
    told = all(
        words(order.get(name)).split() == words(sent.get(name)).split()
        for name in ("retailerId", "comment", "reference")
    )
    return is_like(order, sent) and told and len(days) == 1
