"""Everything that can be done at OrderCloud by one request."""

from tests.whole.ordercloud.customer_deeds import DEEDS as CUSTOMERS
from tests.whole.ordercloud.order_act_deeds import ACTS
from tests.whole.ordercloud.order_edit_deeds import EDITS
from tests.whole.ordercloud.stock_deeds import DEEDS as STOCK

ORDERS = (*EDITS, *ACTS)
DEEDS = (*ORDERS, *CUSTOMERS, *STOCK)
