"""The paths under /_control: what came, what is there, and ways to disturb both."""

from collections.abc import Callable, Mapping

from desktop.sandbox.clock import Clock
from desktop.sandbox.faults import Faults
from desktop.sandbox.ledger import Ledger, spell_time
from desktop.sandbox.settings import Settings
from desktop.sandbox.stand_in import Account, Unknown
from desktop.sandbox.tricks import read_changes
from desktop.sandbox.wire import Answer, Request, json_answer, read_json
from desktop.sandbox.world import World

Body = Mapping[str, object]


class Control:
    """Answers the control paths; a wrong question gets 400 with a sentence."""

    def __init__(
        self, world: World, ledger: Ledger, faults: Faults, clocks: Mapping[str, Clock], settings: Settings
    ) -> None:
        """clocks: that of each vendor, and under "" the one that they all go with."""
        self._world = world
        self._ledger = ledger
        self._faults = faults
        self._clocks = clocks
        self._settings = settings
        self._reads: dict[str, Callable[[Request], object]] = {
            "/ledger": lambda request: self._ledger.show_writes(int(request.asked("since") or 0)),
            "/requests": lambda request: self._ledger.show_visits(int(request.asked("since") or 0)),
            "/records": self._records,
            "/fault": lambda request: {"faults": self._faults.show()},
            "/clock": lambda request: self._time(request.asked("vendor")),
            "/switch": lambda request: {"switches": dict(self._settings.of(request.asked("vendor")))},
        }
        self._writes: dict[tuple[str, str], Callable[[Body], object]] = {
            ("POST", "/fault"): lambda body: {"id": self._faults.add(body).number},
            ("DELETE", "/fault"): self._clear,
            ("POST", "/change"): self._change,
            ("POST", "/create"): self._create,
            ("POST", "/remove"): self._remove,
            ("POST", "/clock"): self._push,
            ("POST", "/switch"): self._switch,
        }

    def respond(self, request: Request) -> Answer:
        try:
            if request.method == "GET" and request.path in self._reads:
                return json_answer(self._reads[request.path](request))
            if (request.method, request.path) in self._writes:
                return json_answer(self._writes[request.method, request.path](_body(request)))
        except (ValueError, Unknown) as error:
            return json_answer({"error": str(error)}, 400)
        return json_answer({"error": f"there is no {request.method} {request.path} here"}, 404)

    def _records(self, request: Request) -> object:
        return {"records": self._world.hashes(request.asked("vendor"), request.asked("account"), request.asked("kind"))}

    def _time(self, vendor: str) -> object:
        return {"now": spell_time(self._clock(vendor).now())}

    def _push(self, body: Body) -> object:
        vendor = str(body.get("vendor") or "")
        self._clock(vendor).push(float(str(body.get("push", 0))))
        return self._time(vendor)

    def _clock(self, vendor: str) -> Clock:
        if vendor not in self._clocks:
            raise Unknown(f"there is no vendor {vendor!r}")
        return self._clocks[vendor]

    def _switch(self, body: Body) -> object:
        self._settings.change(str(body.get("vendor")), str(body.get("name")), str(body.get("setting")))
        return {}

    def _clear(self, body: Body) -> object:
        self._faults.clear()
        return {}

    def _account(self, body: Body) -> Account:
        return self._world.account(str(body.get("vendor")), str(body.get("account")))

    def _change(self, body: Body) -> object:
        self._account(body).change(_kind(body), str(body.get("id")), read_changes(body.get("changes")))
        return {}

    def _create(self, body: Body) -> object:
        document = body.get("document")
        if document is not None and not isinstance(document, Mapping):
            raise ValueError("a document is an object")
        return {"id": self._account(body).create(_kind(body), document)}

    def _remove(self, body: Body) -> object:
        self._account(body).remove(_kind(body), str(body.get("id")))
        return {}


def _kind(body: Body) -> str:
    return str(body.get("kind") or "orders")


def _body(request: Request) -> Body:
    body = read_json(request.body) if request.body else {}
    if not isinstance(body, dict):
        raise ValueError("the body is an object")
    return body
