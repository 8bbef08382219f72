"""Who is calling: signing in, the user's profile, the supplier's own record (contract 3, 15)."""

from desktop.sandbox.ordermentum.call import JSON, Call, Refused, missing, read_fields
from desktop.sandbox.ordermentum.records import Document, User, spell
from desktop.sandbox.ordermentum.supplier import Supplier
from desktop.sandbox.wire import Answer, Request


def credentials(request: Request) -> tuple[str, str]:
    """User and password of a sign-in, as JSON or as a form. Raises Refused, and ValueError for a form that is none."""
    sent: Document = dict(request.form()) or read_fields(request)
    return str(sent.get("username") or ""), str(sent.get("password") or "")


def sign_in(supplier: Supplier | None, request: Request) -> Answer:
    """A token for the right pair; nobody's for a user who needs a second factor. Raises Refused."""
    try:
        username, password = credentials(request)
    except ValueError as error:
        raise Refused(400, "The form cannot be read") from error
    user = user_of(supplier, username) if supplier else None
    if supplier is None or user is None or user.password != password:
        raise Refused(401, "Invalid username or password")
    if user.two_factor:
        raise Refused(403, "Two-factor authentication is required")
    token = supplier.tokens.give(user, int(supplier.switches["token_hours"]))
    told = {"access_token": token, "token_type": "Bearer"}
    if supplier.switches["login_answer"] == "legacy":
        told = {"userId": user.id, "token": token, "expiry": supplier.tokens.expiry(token)}
    return Answer(status=201, headers=JSON, body=spell(told), applied=True)


def user_of(supplier: Supplier, username: str) -> User | None:
    return next((user for user in supplier.plan.users if user.username == username), None)


def get_profile(call: Call) -> Answer:
    """A key has no user, so it has no profile. Raises Refused."""
    if call.user is None:
        raise Refused(403)
    roles = {"suppliers": [{"id": call.supplier.id, "role": "admin"}], "retailers": []}
    return call.found(spell({**call.user.shown(), "roles": roles, "timezone": call.supplier.plan.zone}))


def get_supplier(call: Call) -> Answer:
    supplier = call.supplier
    if call.ids[0] != supplier.id:
        raise missing("Supplier")
    more: Document = {"accountSettings": {}, "logo": None, "email": supplier.plan.users[0].username}
    return call.found(spell({**supplier.shown(), **more}))


def list_users(call: Call) -> Answer:
    """Those of a retailer are not a supplier's to see."""
    if call.request.asked("retailerId"):
        raise Refused(403)
    return call.array(spell(user.shown()) for user in call.supplier.plan.users)


def forbid(call: Call) -> Answer:
    """What a supplier's own credentials do not reach. Raises Refused."""
    raise Refused(403)
