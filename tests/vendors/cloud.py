"""OrderCloud's customers for tests without a network: documents by hand, and lists that are answered from memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from desktop.vendors.contract import LOGIN, Ask, Context, Document, Documents, Heard, Turn, Walk

CONTEXT = Context()
NOW = "Sun, 29 Nov 2026 08:30:00 GMT"
MARKER = "2026-11-29T08:30:00"


def with_roles(*roles: str) -> Context:
    """An account whose token has these roles."""
    return Context(references={LOGIN: {"roles": list(roles)}})


def buyer(**members: object) -> Document:
    return {
        "ID": "b1", "Name": "Nonna Lucia Group", "DefaultCatalogID": "b1", "Active": True,
        "DateCreated": "2024-03-01T08:00:00.12+00:00", "xp": {"Tier": "Gold", "Terms": {"Days": 30}}, **members,
    }  # fmt: skip


def user(id: str, **members: object) -> Document:
    return {
        "ID": id, "CompanyID": "b1", "Username": f"{id}.login", "FirstName": id.capitalize(), "LastName": "Jones",
        "Email": f"{id}@nonna.example", "Phone": "+61 2 5550 0148", "Active": True, "xp": None,
        "DateCreated": "2025-01-01T00:00:00+00:00", **members,
    }  # fmt: skip


def address(id: str, **members: object) -> Document:
    return {
        "ID": id, "DateCreated": "2025-01-01T00:00:00+00:00", "CompanyName": "Nonna Lucia", "FirstName": None,
        "LastName": None, "Street1": f"1 {id.capitalize()} St", "Street2": None, "City": "Leichhardt", "State": "NSW",
        "Zip": "2040", "Country": "AU", "Phone": None, "AddressName": id.capitalize(), "xp": None, **members,
    }  # fmt: skip


def use(address: str, *, user: str | None = None, group: str | None = None, **members: object) -> Document:
    return {
        "AddressID": address, "UserID": user, "UserGroupID": group, "IsShipping": True, "IsBilling": False, **members,
    }  # fmt: skip


def member(group: str, user: str) -> Document:
    return {"UserGroupID": group, "UserID": user}


def customer(**more: Document) -> Documents:
    """A buyer with two users, two addresses and two groups, one of which has a member."""
    return {
        "buyer": buyer(),
        "user:ann": user("ann"),
        "user:raj": user("raj", Active=False, DateCreated="2024-06-01T00:00:00+00:00"),
        "group:north": {"ID": "north", "Name": "North", "Description": None, "xp": None},
        "group:south": {"ID": "south", "Name": "South", "Description": None, "xp": None},
        "group_assignment:north/ann": member("north", "ann"),
        "address:cellar": address("cellar", City="Perth", DateCreated="2024-01-01T00:00:00+00:00"),
        "address:shop": address("shop"),
        "address_assignment:shop//": use("shop", IsBilling=True),
        "address_assignment:cellar//raj": use("cellar", user="raj"),
        **more,
    }


@dataclass
class Cloud:
    """Lists by their path below /v1, sorted by ID where that is asked for; `refused`: paths, or their ends → status."""

    lists: dict[str, list[Document]] = field(default_factory=dict)
    refused: Mapping[str, int] = field(default_factory=dict)
    size: int = 100
    asked: list[tuple[str, dict[str, list[str]]]] = field(default_factory=list)

    def buyers(self, number: int) -> "Cloud":
        """So many buyers, each with a user of its own."""
        for place in range(number):
            id = f"b{place:04}"
            self.lists.setdefault("/buyers", []).append(buyer(ID=id))
            self.lists[f"/buyers/{id}/users"] = [user(f"u{place:04}", CompanyID=id)]
            self.lists.setdefault("/buyerusers", []).extend(self.lists[f"/buyers/{id}/users"])
        return self

    def hear(self, ask: Ask) -> Heard:
        """The answer to a page of a list."""
        path, query = ask.request.path.removeprefix("/v1"), _read(ask.request.query)
        self.asked.append((path, query))
        if (status := self.refused.get(path, 0)) or (status := self.refused.get(path.rpartition("/")[2], 0)):
            assert ask.optional, path
            return Heard(request=ask.request, headers={}, envelope={}, status=status)
        rows = [
            row for row in self.lists.get(path, []) if all(_fits(row, query, name) for name in ("ID", "DateCreated"))
        ]
        if "sortBy" in query:
            rows.sort(key=lambda row: str(row["ID"]))
        first = (int(query["page"][0]) - 1) * self.size
        meta = {"Page": query["page"][0], "TotalCount": len(rows), "TotalPages": -(-len(rows) // self.size)}
        some = rows[first : first + self.size]
        return Heard(
            request=ask.request, headers={"date": NOW}, envelope={"Meta": meta}, rows=some, count=len(some)
        )  # fmt: skip


def _read(query: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in query:
        found.setdefault(name, []).append(value)
    return found


def _fits(row: Document, query: Mapping[str, list[str]], name: str) -> bool:
    value = str(row.get(name))
    return all(
        value > text[1:] if text[0] == ">" else value >= text[2:] if text[:2] == "!<" else value == text
        for text in query.get(name, [])
    )


class Hears(Protocol):
    """Answers what a walk asks."""

    def hear(self, ask: Ask, /) -> Heard: ...


@dataclass
class Walked:
    """What a walk has brought: documents by owner and part, in the end what is followed and the marker."""

    documents: dict[str, dict[str, Document]] = field(default_factory=dict)
    follow: list[str] = field(default_factory=list)
    marker: str = ""
    turns: list[Turn] = field(default_factory=list)


def walk_all(cloud: Hears, walk: Walk, *, marker: str = "", context: Context = CONTEXT) -> Walked:
    """Walk to the end, and apply what comes as the desk does."""
    found = Walked()
    state: Any = walk.first(marker, context)
    while state is not None:
        ask = walk.ask(state)
        heard = cloud.hear(ask)
        turn = walk.next(state, heard)
        found.turns.append(turn)
        found.follow += turn.follow
        found.marker = turn.marker or found.marker
        _apply(found, ask, heard, turn)
        state = turn.state
        assert len(found.turns) < 10_000, "it does not end"
    return found


def _apply(found: Walked, ask: Ask, heard: Heard, turn: Turn) -> None:
    assert ask.rows is not None
    came: dict[str, dict[str, Document]] = {}
    for row in heard.rows:
        owner = ask.rows.owner(row)
        assert isinstance(owner, str)
        part = ask.rows.part + (ask.rows.id(row) if ask.rows.id else "")
        came.setdefault(owner, {})[part] = row
    for owner, parts in turn.replaces.items():
        kept = found.documents.setdefault(owner, {})
        for part in [part for part in kept if part.startswith(parts)]:
            del kept[part]
    for owner, parts_of in came.items():
        found.documents.setdefault(owner, {}).update(parts_of)
