"""The surprises of all contracts that have such a table."""

from tests.mutants.orderdesk.acts import ACTED
from tests.mutants.orderdesk.buyers import BUYERS
from tests.mutants.orderdesk.changes import CHANGES
from tests.mutants.orderdesk.goods import GOODS
from tests.mutants.orderdesk.limits import LIMITED
from tests.mutants.orderdesk.lists import LISTS
from tests.mutants.orderdesk.orders import ORDERS
from tests.mutants.orderdesk.silence import SILENCE
from tests.mutants.orderdesk.standing import STAND_IN
from tests.mutants.orderdesk.stock import STOCK
from tests.mutants.orderdesk.values import VALUES

SURPRISES = (
    *VALUES, *LIMITED, *LISTS, *ORDERS, *CHANGES, *ACTED, *GOODS, *STOCK, *BUYERS, *STAND_IN, *SILENCE,
)  # fmt: skip
