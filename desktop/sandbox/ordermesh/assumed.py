"""What no document says and the contract only assumes (sections 4, 5, 7, 8, 11): one table, one line for each.

Which path an operation has, and with which status it answers, stands in `routes`.
"""

ROWS_ON_A_PAGE = 50
MOST_ROWS = 100
CAPPED_ROWS = 25
"""Rows of a page: where none are asked for, at most, and at most by the profile `page_cap`."""

MEMBERS_OF_A_PAGE = ("page", "pageSize", "totalCount")
"""What stands beside the rows, by default."""

CREATED_FROM, CREATED_TO, UPDATED_FROM = "createdFrom", "createdTo", "updatedFrom"
SORT_BY, SORT_ORDER = "sortBy", "sortOrder"
"""Parameters of lists; those that name a member of the row stand with the tests of `searching`."""

STALE_SECONDS = 30.0
"""How far reads are behind, by the profile `stale_reads`."""

REFUSED_FROM = 10
TRY_AGAIN_IN = 5
"""The request of one second that is refused, and the seconds that its refusal names."""

CLIENT_TOKEN_SECONDS = 86_400
USER_TOKEN_SECONDS = 3_600
"""How long tokens live: a client's a day (contract 2.1), a user's an hour (2.3)."""

OLD_CLIENT_TOKEN_SECONDS = 3_600
OLD_USER_TOKEN_SECONDS = 900
"""The same as the older pages print it, which spell with underscores."""

ASSIGNED, SHIPPED, CANCELLED = 1, 4, 6
"""Numbers of a shipment's status. Only the first two were seen; what any of them means is published nowhere."""

OPEN_ITEM, HELD_ITEM, FULFILLED_ITEM, CANCELLED_ITEM = 1, 3, 4, 6
"""The same for the lines of a shipment, which some environments serve."""

COUNTRY_NUMBERS = {"US": 236, "CA": 39, "FR": 75, "DE": 82}
LANGUAGE_NUMBER = 40
"""Internal numbers, not those of ISO; 236 and 40 were seen."""
