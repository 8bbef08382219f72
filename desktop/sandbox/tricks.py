"""What each fault does to the answer of the request it struck."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from desktop.sandbox.stand_in import Path, Platform
from desktop.sandbox.wire import TYPE_HTML, Answer, Delivery, Page, Request, Way, write_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A struck request with what may be done about it.

    apply: let the vendor do it now; apply_later: the same after so many seconds; previous: the list answer given
    before on this path; change: somebody else edits the record that the path names; missed: the fault found nothing
    that it could spoil, and waits for the next request.
    """

    request: Request
    platform: Platform
    parameters: Mapping[str, object]
    apply: Callable[[], Answer]
    apply_later: Callable[[float], None]
    previous: Answer | None
    change: Callable[[Mapping[Path, object]], None]
    missed: Callable[[], None]

    def figure(self, name: str, otherwise: float) -> float:
        value = self.parameters.get(name)
        return otherwise if value is None else float(str(value))

    def word(self, name: str, otherwise: str) -> str:
        value = self.parameters.get(name)
        return otherwise if value is None else str(value)


Trick = Callable[[Scene], Answer]

_HTML = b"<!doctype html><html><head><title>Error</title></head><body><h1>Something went wrong</h1></body></html>"

BODIES: Mapping[str, tuple[tuple[tuple[str, str], ...], bytes]] = {
    "json": ((("content-type", "application/json"),), b'{"status":"error","message":"Something went wrong"}'),
    "html": ((TYPE_HTML,), _HTML),
    "empty": ((), b""),
}

GARBAGE: Mapping[str, bytes] = {
    "nan": b"NaN",
    "surrogate": b'"\\ud800"',
    "digits": b"7" * 5_000,
    "depth": b"[" * 100_000 + b"]" * 100_000,
    "control": b'"\x01"',
}
"""Values that no careful reader takes; put into a record as the member `member` (default "spoilt")."""


def status(scene: Scene) -> Answer:
    """Any status, with a body (json, html, empty) and headers."""
    headers, body = BODIES[scene.word("body", "json")]
    named = scene.parameters.get("headers")
    more = tuple((str(key).lower(), str(value)) for key, value in named.items()) if isinstance(named, Mapping) else ()
    return Answer(status=int(scene.figure("status", 500)), headers=headers + more, body=body)


def server_error(scene: Scene) -> Answer:
    return Answer(status=int(scene.figure("status", 500)), headers=(TYPE_HTML,), body=_HTML)


def html_200(scene: Scene) -> Answer:
    return Answer(headers=(TYPE_HTML,), body=_HTML)


def empty_200(scene: Scene) -> Answer:
    return Answer()


def error_200(scene: Scene) -> Answer:
    """The vendor's own failure under a status that says success."""
    return replace(scene.platform.refuse("failed", scene.request), status=200)


def unauthorized(scene: Scene) -> Answer:
    return scene.platform.refuse("unauthorized", scene.request)


def throttle(scene: Scene) -> Answer:
    """Too many requests; wait: the text of the header that says when to come back (none: no such header)."""
    return scene.platform.refuse("throttled", scene.request, scene.parameters.get("wait"))


def failed(scene: Scene) -> Answer:
    """The vendor's own failure under its own status."""
    return scene.platform.refuse("failed", scene.request)


def offline(scene: Scene) -> Answer:
    return scene.platform.refuse("offline", scene.request)


def veto(scene: Scene) -> Answer:
    """A rule that the account's owner has made refuses the write."""
    return scene.platform.refuse("vetoed", scene.request)


def vanish(scene: Scene) -> Answer:
    return scene.platform.refuse("missing", scene.request)


def redirect(scene: Scene) -> Answer:
    """To the address `to`, taken as it is."""
    return Answer(status=int(scene.figure("status", 302)), headers=(("location", scene.word("to", "/")),))


def applied_late(scene: Scene) -> Answer:
    """The connection is cut at once; the request takes effect `delay` seconds later."""
    scene.apply_later(scene.figure("delay", 1.0))
    return Answer(delivery=Delivery(way="reset"))


def repeat_page(scene: Scene) -> Answer:
    """The list answer that was given before on this path, once more."""
    answer = scene.apply()
    return answer if scene.previous is None else replace(answer, body=scene.previous.body)


def bad_record(scene: Scene) -> Answer:
    """One row (number `row`, from 0) is spoilt: by a value of GARBAGE or by `json`; garbage "type": it is no object."""
    answer = scene.apply()
    page = answer.body
    if not isinstance(page, Page) or not page.rows:
        scene.missed()
        return answer
    place = int(scene.figure("row", 0)) % len(page.rows)
    spoilt = _spoilt(page.rows[place], scene)
    return replace(answer, body=replace(page, rows=(*page.rows[:place], spoilt, *page.rows[place + 1 :])))


def stale_write(scene: Scene) -> Answer:
    """Somebody else changes the record: after a read was answered, or right before a write takes effect."""
    wanted = scene.parameters.get("changes")
    changes = read_changes(wanted)
    if scene.request.is_write:
        scene.change(changes)
        return scene.apply()
    answer = scene.apply()
    answer = replace(answer, body=answer.content())
    scene.change(changes)
    return answer


def read_changes(wanted: object) -> dict[Path, object]:
    """[{"path": [...], "value": ...}, ...] as a mapping. Raises ValueError where it is none."""
    changes: dict[Path, object] = {}
    for change in wanted if isinstance(wanted, list) else [wanted]:
        row = change if isinstance(change, dict) else {}
        path = row.get("path")
        if not isinstance(path, list) or not path or not all(isinstance(part, str | int) for part in path):
            raise ValueError('changes are [{"path": ["shipping", "city"], "value": "Salem"}, ...]')
        changes[tuple(path)] = row.get("value")
    return changes


def _spoilt(row: bytes, scene: Scene) -> bytes:
    garbage = scene.word("garbage", "nan")
    if garbage == "type":
        return b'"no record at all"'
    value = write_json(scene.parameters["json"]) if "json" in scene.parameters else GARBAGE[garbage]
    # Put last: where the member is there already, most readers keep the later one.
    return row[:-1] + b"," + write_json(scene.word("member", "spoilt")) + b":" + value + b"}"


def _broken(way: Way, otherwise: float = 0.0) -> Trick:
    """The request is done; what goes wrong is the delivery of its answer."""

    def play(scene: Scene) -> Answer:
        amount = scene.figure("amount", otherwise)
        return replace(scene.apply(), delivery=Delivery(way=way, amount=amount))

    return play


def _unheard(way: Way) -> Trick:
    """The request is not done and not answered."""
    return lambda scene: Answer(delivery=Delivery(way=way))


def _done_before(trick: Trick) -> Trick:
    """The request is done before the trick is played, where the fault says "applied"."""

    def play(scene: Scene) -> Answer:
        if scene.parameters.get("applied"):
            scene.apply()
        return trick(scene)

    return play


TRICKS: Mapping[str, Trick] = {
    trick.__name__: _done_before(trick)
    for trick in (
        *(status, server_error, html_200, empty_200, error_200, failed, offline, veto),
        *(unauthorized, throttle, vanish, redirect),
    )
} | {
    "reset": _unheard("reset"),
    "stall": _unheard("stall"),
    "applied_reset": _broken("reset"),
    "applied_stall": _broken("stall"),
    "applied_late": applied_late,
    "cut": _broken("cut", 0.5),
    "drip": _broken("drip", 1.0),
    "wrong_length": _broken("wrong_length", 10),
    "repeat_page": repeat_page,
    "bad_record": bad_record,
    "stale_write": stale_write,
}
"""Every fault by its name."""
