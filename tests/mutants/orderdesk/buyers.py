"""Section 8 of Order Desk's contract: customers are put together from orders."""

from tests.mutants.orderdesk.where import CUSTOMERS, MAPPING, desk
from tests.mutants.surprises import Surprise, shared

_KNOWN_BY = f"{CUSTOMERS}test_a_customer_is_known_by_e_mail_else_by_the_number_of_its_shop_else_by_name_and_place"
_ASKED_BY = f"{CUSTOMERS}test_the_orders_of_one_customer_are_asked_for_by_what_joins_them"
_READ_ONLY = f"{CUSTOMERS}test_a_customer_says_that_it_is_put_together_and_can_only_be_read"

BUYERS = (
    Surprise(
        "8", "there is no list of customers: none is asked for",
        _READ_ONLY,
        desk("customers.py", "    gather=gather,\n", "    gather=gather,\n    history=(walks.MONTHS,),\n"),
    ),
    Surprise(
        "8", "customers are neither made nor edited nor deleted, and say why",
        _READ_ONLY,
        desk("customers.py", "            locked=_LOCKED,\n", ""),
    ),
    Surprise(
        "8", "an e-mail joins orders whatever its letters and blanks",
        _KNOWN_BY,
        desk("customers.py",
             'email := to_text(order.get("email")).strip().lower()',
             'email := to_text(order.get("email"))'),
    ),
    Surprise(
        "8", "a customer's number is that of its shop, and another's elsewhere",
        _KNOWN_BY,
        desk("customers.py", """f"cart:{to_text(order.get('source_name'))}|{number}\"""", 'f"cart:|{number}"'),
    ),
    Surprise(
        "8", "the e-mail goes before the number",
        _KNOWN_BY,
        desk("customers.py", '    if email := to_text(order.get("email")).strip().lower():\n',
             '    email = to_text(order.get("email")).strip().lower()\n'
             '    if email and not order.get("customer_id"):\n'),
    ),
    Surprise(
        "8", "name and place join where nothing else does, whatever their letters and blanks",
        _KNOWN_BY,
        desk("customers.py", '    return " ".join(value.casefold().split())\n', "    return value\n"),
    ),
    Surprise(
        "8", "a key says of what kind it is, and kinds are never joined",
        _KNOWN_BY,
        desk("customers.py", 'return f"email:{email}"', "return email"),
    ),
    Surprise(
        "8", "an order that names nobody has no customer",
        f"{CUSTOMERS}test_an_order_that_names_nobody_adds_to_no_customer",
        desk("customers.py", '    return f"addr:{who}|{\'|\'.join(place)}" if who or any(place) else ""\n',
             '    return f"addr:{who}|{\'|\'.join(place)}"\n'),
    ),
    Surprise(
        "8", "buyers of one company stay several, and are found together",
        "tests/whole/orderdesk/test_companies.py::test_buyers_of_one_company_are_found_together_and_not_merged",
        desk("customers.py", '    if email := to_text(order.get("email")).strip().lower():\n',
             '    if company := as_map(order.get("customer")).get("company"):\n'
             '        return f"addr:{company}"\n'
             '    if email := to_text(order.get("email")).strip().lower():\n'),
    ),
    Surprise(
        "8", "marketplaces make up an e-mail for each order: where a customer came from is shown",
        f"{CUSTOMERS}test_a_customer_came_from_where_its_newest_order_did",
        desk("customers.py", '            source=newest.get("source", ""),\n', ""),
    ),
    Surprise(
        "8", "the profile is the newest order's, by when it was added",
        f"{CUSTOMERS}test_the_profile_is_that_of_the_newest_order",
        desk("customers.py", "if self._ages is None or age >= newest:", "if self._ages is None or age <= oldest:"),
    ),
    Surprise(
        "8", "every different delivery address is listed",
        f"{CUSTOMERS}test_every_different_delivery_address_is_listed_once_the_newest_first",
        desk("customers.py", "            ship_to=self._ship_to(),\n", "            ship_to=(address,),\n"),
    ),
    Surprise(
        "8", "cancelled orders are not summed, and are counted apart",
        f"{CUSTOMERS}test_cancelled_orders_are_counted_apart_and_not_summed",
        desk("customers.py", 'if body["total"] and not body["canceled"]:', 'if body["total"]:'),
    ),
    Surprise(
        "8", "what is cancelled is told by the folder",
        f"{CUSTOMERS}test_cancelled_orders_are_counted_apart_and_not_summed",
        desk("quirks.py", "    return folder_name(order, context).strip().casefold() in CANCELED\n",
             '    return order.get("payment_status") == "Voided"\n'),
    ),
    Surprise(
        "8", "amounts of different currencies are not added",
        f"{CUSTOMERS}test_amounts_of_different_currencies_are_never_added",
        desk("customers.py", 'total=self._totals.get(newest["currency"], Decimal(0))',
             "total=sum(self._totals.values(), Decimal(0))"),
    ),
    Surprise(
        "8", "an e-mail's count may be more than is loaded, and this is told",
        f"{CUSTOMERS}test_older_orders_that_are_not_loaded_yet_are_told",
        desk("customers.py", "known > self._orders else words", "known > 10**6 else words"),
    ),
    Surprise(
        "8", "one customer's orders are asked for by e-mail",
        _ASKED_BY,
        desk("customers.py",
             'walks.orders_like(("email", newest["email"]))',
             'walks.orders_like(("customer_id", who))'),
    ),
    Surprise(
        "8", "or by number and shop together",
        _ASKED_BY,
        desk("customers.py",
             'walks.orders_like(("source_name", source), ("customer_id",',
             'walks.orders_like(("customer_id",'),
    ),
    Surprise(
        "8", "or by the name of the company",
        _ASKED_BY,
        desk("customers.py", 'filters = [(f"customer_{name}",', 'filters = [(f"shipping_{name}",'),
    ),
    Surprise(
        "8", "there is no customer without an order",
        "tests/whole/test_gone.py::"
        "test_a_deleted_order_is_shown_as_gone_without_an_entry_and_its_customer_with_it",
        shared("sync/folds.py", "theirs.remove(self._cache, [row])", "pass"),
    ),
    Surprise(
        "8", "another e-mail moves an order to another customer",
        f"{MAPPING}test_an_edit_moves_the_shown_part_to_its_new_customer",
        desk("orders.py",
             "    parts=parts,\n",
             '    parts=lambda record, documents, context: parts(record, {PART: {**documents['
             'PART], "email": "x"}}, context),\n'),
    ),
)  # fmt: skip
