"""Buyers with their users, groups, addresses and assignments (contract 7)."""

from collections.abc import Callable

from desktop.sandbox.ordercloud import shapes
from desktop.sandbox.ordercloud.call import Call, Document, Refused, invalid, missing, taken, wrong
from desktop.sandbox.ordercloud.listing import Listing
from desktop.sandbox.ordercloud.resource import Resource
from desktop.sandbox.ordercloud.shapes import Shape
from desktop.sandbox.ordercloud.writing import replaced
from desktop.sandbox.wire import Answer

_BUYER = (("buyers", "Buyer"),)
_ADDRESS_SORTS = "ID AddressName CompanyName DateCreated FirstName LastName City State Zip Country"
_ADDRESS_SEARCHES = "ID AddressName CompanyName FirstName LastName Street1 Street2 City State Zip Country"
ADDRESS_LIST = Listing(shape=shapes.ADDRESS, sorts=_ADDRESS_SORTS, searches=_ADDRESS_SEARCHES, order="ID")
USER_LIST = Listing(
    shape=shapes.USER,
    sorts="ID Username FirstName LastName Email DateCreated Active",
    searches="ID Username FirstName LastName Email Phone",
    own="userGroupID",
    order="ID",
)


def _check_buyer(call: Call, before: Document | None, after: Document) -> Document:
    """A new buyer without a catalog gets one of its own ID, which outlives it."""
    if after["DefaultCatalogID"] is None and before is None:
        if after["ID"] in call.market.table("catalogs"):
            raise wrong("Buyer.DefaultCatalogAlreadyExists", f"A catalog with ID {after['ID']} exists.")
        call.market.put(("catalogs",), after["ID"], {"ID": after["ID"], "Name": after["Name"]})
        after["DefaultCatalogID"] = after["ID"]
    return after


def _check_user(call: Call, before: Document | None, after: Document) -> Document:
    name = str(after["Username"]).casefold()
    buyer = call.ids[0]
    for scope in call.market.scopes("users"):
        for user in call.market.table(*scope).values():
            is_itself = before is not None and scope == ("users", buyer) and user["ID"] == before["ID"]
            if str(user["Username"]).casefold() == name and not is_itself:
                raise wrong("User.UsernameMustBeUnique", f"The username {after['Username']} is taken.")
    if after["Password"] is not None:
        after |= {"Password": None, "PasswordLastSetDate": call.market.stamp()}
    return {**after, "CompanyID": buyer, "AvailableRoles": after["AvailableRoles"] or []}


def _drop_user(call: Call, user: Document) -> None:
    for order in call.market.table("orders").values():
        if order["FromUserID"] == user["ID"] and order["FromCompanyID"] == call.ids[0] and order["Status"] == "Open":
            raise wrong("User.CannotDeleteWithOpenOrder", f"The user has the open order {order['ID']}.")
    _unassign_user(call, user["ID"])


def _unassign_user(call: Call, id: str) -> None:
    _unassign(call, "groupassignments", "UserID", id)
    _unassign(call, "addressassignments", "UserID", id)


def _drop_buyer(call: Call, buyer: Document) -> None:
    for kind in ("users", "usergroups", "addresses", "groupassignments", "addressassignments", "spendingaccounts"):
        for id in list(call.market.table(kind, buyer["ID"])):
            call.market.drop((kind, buyer["ID"]), id)


def _drop_address(call: Call, address: Document) -> None:
    _unassign(call, "addressassignments", "AddressID", address["ID"])


def _drop_group(call: Call, group: Document) -> None:
    _unassign(call, "groupassignments", "UserGroupID", group["ID"])
    _unassign(call, "addressassignments", "UserGroupID", group["ID"])


def _unassign(call: Call, kind: str, name: str, id: str) -> None:
    scope = (kind, call.ids[0])
    for key in [key for key, row in call.market.table(*scope).items() if row[name] == id]:
        call.market.drop(scope, key)


BUYERS = Resource(
    kind="buyers",
    title="Buyer",
    listing=Listing(shape=shapes.BUYER, sorts="ID Name DateCreated", searches="ID Name", order="ID"),
    check=_check_buyer,
    dropping=_drop_buyer,
)
USERS = Resource(kind="users", title="User", owners=_BUYER, listing=USER_LIST, check=_check_user, dropping=_drop_user)
GROUPS = Resource(
    kind="usergroups",
    title="UserGroup",
    owners=_BUYER,
    listing=Listing(shape=shapes.USER_GROUP, sorts="ID Name", searches="ID Name Description", order="ID"),
    dropping=_drop_group,
)
ADDRESSES = Resource(kind="addresses", title="Address", owners=_BUYER, listing=ADDRESS_LIST, dropping=_drop_address)
SPENDING_ACCOUNTS = Resource(
    kind="spendingaccounts",
    title="SpendingAccount",
    owners=_BUYER,
    listing=Listing(shape=shapes.SPENDING_ACCOUNT, sorts="ID Name", searches="ID Name", order="ID"),
)


def list_users(call: Call) -> Answer:
    scope, group = USERS.scope(call), call.request.asked("userGroupID")
    users = call.market.table(*scope)
    if group:
        rows = call.market.table("groupassignments", call.ids[0]).values()
        users = {row["UserID"]: users[row["UserID"]] for row in rows if row["UserGroupID"] == group}
    return USER_LIST.wanted(call).answer(call, users.values())


def list_all_users(call: Call) -> Answer:
    scopes = call.market.scopes("users")
    return USER_LIST.wanted(call).answer(
        call, (user for scope in scopes for user in call.market.table(*scope).values())
    )


def move_user(call: Call) -> Answer:
    """To another buyer, with none, the unsubmitted or all of the orders."""
    scope, user = USERS.find(call)
    old, new, which = call.ids[0], call.ids[2], call.request.asked("orders") or "None"
    if new not in call.market.table("buyers"):
        raise missing("Buyer", new)
    if which not in ("None", "Unsubmitted", "All"):
        raise invalid("orders", "must be None, Unsubmitted or All")
    if user["ID"] in call.market.table("users", new):
        raise taken("User", user["ID"])
    for id, order in list(call.market.table("orders").items()):
        is_theirs = order["FromUserID"] == user["ID"] and order["FromCompanyID"] == old
        if is_theirs and (which == "All" or (which == "Unsubmitted" and order["Status"] == "Unsubmitted")):
            call.market.put(("orders",), id, {**order, "FromCompanyID": new})
    _unassign_user(call, user["ID"])
    call.market.drop(scope, user["ID"])
    moved = call.market.put(("users", new), user["ID"], {**user, "CompanyID": new})
    return call.done(moved, 201)


def unlock_user(call: Call) -> Answer:
    scope, user = USERS.find(call)
    login = call.market.logins.get(str(user["Username"]).casefold())
    if login:
        login.failures, login.locked_until = 0, 0.0
    call.market.put(scope, user["ID"], {**user, "FailedLoginAttempts": 0})
    return call.empty()


def revoke_tokens(call: Call) -> Answer:
    _, user = USERS.find(call)
    call.market.tokens.end(call.market.tokens.of_user(str(user["Username"])), revoke=True)
    return call.empty()


# ── assignments ──


def listed(kind: str, shape: Shape, own: str = "") -> Callable[[Call], Answer]:
    """The list of a buyer's assignments, narrowed by the parameters that name one of their members."""
    listing = Listing(shape=shape, own=own)

    def act(call: Call) -> Answer:
        if call.ids[0] not in call.market.table("buyers"):
            raise missing("Buyer", call.ids[0])
        asked = {name[0].upper() + name[1:]: call.request.asked(name) for name in own.split()}
        rows = [row for row in call.market.table(kind, call.ids[0]).values() if _fits(row, asked)]
        return listing.wanted(call).answer(call, rows)

    return act


def _fits(row: Document, asked: dict[str, str]) -> bool:
    level = asked.get("Level", "")
    if level and level != ("User" if row["UserID"] else "Group" if row["UserGroupID"] else "Company"):
        return False
    return all(str(row[name]).lower() == text.lower() for name, text in asked.items() if text and name in row)


def post_group_assignment(call: Call) -> Answer:
    return _assign(call, "groupassignments", shapes.GROUP_ASSIGNMENT)


def post_address_assignment(call: Call) -> Answer:
    return _assign(call, "addressassignments", shapes.ADDRESS_ASSIGNMENT)


def _assign(call: Call, kind: str, shape: Shape) -> Answer:
    """Create or update; everything that it names must be there."""
    BUYERS.find(call)
    row = replaced(shape, {}, call.fields(), call.ignored)
    for name, table, title in _NAMED:
        id = row.get(name)
        if id is not None and id not in call.market.table(table, call.ids[0]):
            raise missing(title, id)
    call.market.put((kind, call.ids[0]), assignment_key(row), row)
    return call.empty()


_NAMED = (
    ("AddressID", "addresses", "Address"),
    ("UserID", "users", "User"),
    ("UserGroupID", "usergroups", "UserGroup"),
)


def assignment_key(row: Document) -> str:
    """What two assignments are one by."""
    return "/".join(str(row.get(name) or "") for name in ("AddressID", "UserGroupID", "UserID") if name in row)


def delete_group_assignment(call: Call) -> Answer:
    return _take_away(call, "groupassignments", {"UserGroupID": call.ids[1], "UserID": call.ids[2]})


def delete_address_assignment(call: Call) -> Answer:
    user, group = call.request.asked("userID") or None, call.request.asked("userGroupID") or None
    return _take_away(call, "addressassignments", {"AddressID": call.ids[1], "UserID": user, "UserGroupID": group})


def _take_away(call: Call, kind: str, row: Document) -> Answer:
    scope, key = (kind, call.ids[0]), assignment_key(row)
    if key not in call.market.table(*scope):
        raise Refused(404, "NotFound", "There is no such assignment.", {"ObjectType": "Assignment", "ObjectID": key})
    call.market.drop(scope, key)
    return call.empty()
