"""Answers held against the vendor's schemas: a validator of the keywords that the subset uses; xp may be any JSON."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx

SUBSET: Any = json.loads((Path(__file__).parent / "openapi.subset.json").read_text("utf-8"))
_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "array": list,
    "object": dict,
}
_PATHS = {
    re.compile("/v1" + re.sub(r"\\\{\w+\\\}", "([^/]+)", re.escape(path))): operations
    for path, operations in SUBSET["paths"].items()
}
NO_OPERATION = (401, 404, 405)
RELICS = {"LineItems"}
"""Members that old records still have and the subset does not know (contract 6.3)."""
checked: list[str] = []
"""The operations whose answers were held against a schema, for the count."""


def operation(method: str, path: str) -> Mapping[str, Any] | None:
    """What the subset says of a call; of two paths that fit the one with fewer ids."""
    fitting = [
        (len(found.groups()), operations[method.lower()])
        for pattern, operations in _PATHS.items()
        if (found := pattern.fullmatch(path)) and method.lower() in operations
    ]
    return min(fitting, key=lambda each: each[0])[1] if fitting else None


async def check_answer(response: httpx.Response) -> None:
    """A hook of the clients: an answer that is none by the schema fails the test, a refusal too."""
    method, path = response.request.method, response.request.url.path.removeprefix("/ordercloud")
    problems = list(faults_of_answer(method, path, response.status_code, await response.aread()))
    assert not problems, f"{method} {path}: {problems[:5]}"
    if response.is_success and path.startswith("/v1/"):
        checked.append(f"{method} {path}")


def faults_of_answer(method: str, path: str, status: int, content: bytes) -> Iterator[str]:
    """Where an answer is not what the subset says of its operation."""
    if status >= 500 or not path.startswith("/v1/"):
        return  # the modes of faults, and what is outside the API
    known = operation(method, path)
    if known is None:
        if status not in NO_OPERATION:
            yield "is not in the subset"
        return
    found = known["responses"].get(str(status))
    if found is None and status == 201 and method == "PUT":
        found = known["responses"]["200"]  # created by PUT [assumed]
    if found is None:
        yield f"answers {status}"
    elif "content" in (said := _named(found)):
        body = json.loads(content.decode("utf-8-sig"))  # some refusals begin with a mark (contract 1.2)
        yield from faults_of(said["content"]["application/json"]["schema"], body, "")
    elif content:
        yield "has a body"


def _named(part: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a reference stands for; everything else stands for itself."""
    if "$ref" not in part:
        return part
    _, _, kind, name = part["$ref"].split("/")
    found: Mapping[str, Any] = SUBSET["components"][kind][name]
    return found


def faults_of(schema: Mapping[str, Any], value: object, place: str) -> Iterator[str]:
    """Where a value is not what the schema says."""
    if place.endswith((".xp", ".Data")):
        return
    if "$ref" in schema:
        yield from faults_of(_named(schema), value, place)
        return
    if value is None:
        if not schema.get("nullable"):
            yield f"{place} is null"
        return
    for inner in schema.get("allOf", ()):
        yield from faults_of(inner, value, place)
    expected = _TYPES.get(schema.get("type", ""))
    if expected and (not isinstance(value, expected) or (isinstance(value, bool) and expected is not bool)):
        yield f"{place} is {value!r}, no {schema['type']}"
        return
    yield from _values(schema, value, place)


def _values(schema: Mapping[str, Any], value: Any, place: str) -> Iterator[str]:  # noqa: ANN401 - any JSON
    if "enum" in schema and value not in schema["enum"]:
        yield f"{place} is {value!r}"
    if isinstance(value, str):
        yield from _texts(schema, value, place)
    elif isinstance(value, int | float) and value < schema.get("minimum", value):
        yield f"{place} is too small"
    elif isinstance(value, list):
        yield from _rows(schema, value, place)
    elif isinstance(value, dict):
        known = schema.get("properties")
        for name, inner in (known or {}).items():
            if name in value:
                yield from faults_of(inner, value[name], f"{place}.{name}")
        if known:
            yield from (f"{place}.{name} is not known" for name in value.keys() - known.keys() - RELICS)


def _texts(schema: Mapping[str, Any], value: str, place: str) -> Iterator[str]:
    if len(value) > schema.get("maxLength", len(value)):
        yield f"{place} is too long"
    if schema.get("format") == "date-time" and datetime.fromisoformat(value).tzinfo is None:
        yield f"{place} has no zone"


def _rows(schema: Mapping[str, Any], value: list[Any], place: str) -> Iterator[str]:
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        yield f"{place} has {len(value)} items"
    for number, row in enumerate(value):
        yield from faults_of(schema.get("items", {}), row, f"{place}[{number}]")
