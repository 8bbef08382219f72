"""A record of several tables: rows of each are told apart, shown, changed, added and taken out by themselves."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desktop.changes import ADD_LINE, REMOVE_LINE, Change, Entry, is_added, table_of
from desktop.forms import Choice, ConflictForm, LinesForm, RecordForm
from desktop.records import Customer, Value
from desktop.vendors import forming, mapping
from desktop.vendors.codecs import choice, flag, text
from desktop.vendors.contract import OF_LINE, Context, Document, Documents, Field, Lines, Resource, Vendor
from desktop.vendors.orderdesk import VENDOR as ANY
from desktop.vendors.places import maps_in
from desktop.vendors.rows import encode
from desktop.vendors.tables import always, keyed_lines, never
from desktop.vendors.wording import describe, named
from tests.vendors.test_forming import Kept

CONTEXT = Context()
STAYS = "A person stays."


def field(name: str, member: str, label: str, **more: object) -> Field:
    usual: dict[str, object] = {"codec": text, "editable": always}
    return Field(name=name, path=(member,), label=label, **{**usual, **more})  # type: ignore[arg-type] # a row of facts


def people(documents: Documents, context: Context) -> tuple[Choice, ...]:
    rows = maps_in(documents["company"].get("people"))
    return tuple(Choice(value=str(row["id"]), label=str(row["name"])) for row in rows)


def member_of(row: Document, documents: Documents) -> str:
    names = {each.value: each.label for each in people(documents, CONTEXT)}
    return f"{names.get(str(row.get('person')), '')} in {row.get('group')}"


def not_the_last(documents: Documents, context: Context) -> str:
    return "The first one keeps its mail." if documents.get(OF_LINE, {}).get("id") == "ann" else ""


PEOPLE = Lines(
    path=("people",), prefix="person:", label="People", row="person", key=lambda row: str(row.get("id", "")),
    fields=(
        field("name", "name", "Name"),
        field("email", "email", "E-mail", editable=not_the_last),
        field("active", "active", "Active", codec=flag),
    ),
    add=always, remove=never(STAYS), new=lambda: {"name": "", "email": "", "active": True},
)  # fmt: skip
PLACES = Lines(
    path=("places",), prefix="place:", label="Places", row="place", key=lambda row: str(row.get("id", "")),
    fields=(field("name", "name", "Called"), field("city", "city", "City")), add=always, remove=always,
    new=lambda: {"name": "", "city": ""},
)  # fmt: skip
MEMBERS = Lines(
    path=("members",), prefix="member:", label="Groups", row="member",
    key=lambda row: f"{row.get('group')}/{row.get('person')}", called=member_of,
    fields=(
        field("group", "group", "Group", settled="Take it out and add another."),
        field("person", "person", "Person", codec=choice(), choices=people, settled="Take it out and add another."),
    ),
    add=always, remove=always, new=lambda: {"group": "", "person": ""},
)  # fmt: skip
COMPANIES = Resource(
    kind="customers", part="company", fields=(field("name", "name", "Name"),), lines=(PEOPLE, PLACES, MEMBERS),
    derive=lambda documents, context: Customer(id="c1", name=str(documents["company"]["name"])),
)  # fmt: skip
VENDOR: Vendor = replace(ANY, id="made", label="Made", resources={"customers": COMPANIES})


def company(**members: object) -> Document:
    return {
        "name": "Nonna Lucia Group",
        "people": [
            {"id": "ann", "name": "Ann Jones", "email": "ann@x.example", "active": True},
            {"id": "raj", "name": "Raj Patel", "email": "raj@x.example", "active": True},
        ],
        "places": [{"id": "shop", "name": "Shop", "city": "Leichhardt"}],
        "members": [{"group": "North", "person": "ann"}],
        **members,
    }


def entry(*changes: Change) -> Entry:
    return Entry(
        id=1, account="a1", kind="customers", key="c1", row=7, title="t", changes=changes,
        made_at=datetime(2026, 11, 21, tzinfo=UTC),
    )  # fmt: skip


def form_of(document: Document, *changes: Change) -> RecordForm:
    kept = Kept(kind="customers", key="c1", documents={"company": encode(document)})
    return forming.record_form(VENDOR, CONTEXT, kept, (entry(*changes),))


def told(table: LinesForm) -> list[tuple[str, str]]:
    return [(line.key, line.name) for line in table.lines]


def conflict(*changes: Change) -> ConflictForm:
    return forming.conflict_form(COMPANIES, entry(*changes), CONTEXT, {"company": company()})


@pytest.mark.parametrize(
    ("key", "prefix"), [("person:ann", "person:"), ("place:+1", "place:"), ("member:a/b", "member:")]
)
def test_a_row_is_in_the_table_whose_prefix_its_key_begins_with(key: str, prefix: str) -> None:
    table = table_of(key, COMPANIES.lines)
    assert table is not None
    assert table.prefix == prefix
    assert is_added(key, table) == ("+" in key)


def test_the_only_table_of_a_record_needs_no_prefix_and_one_that_says_more_goes_before_it() -> None:
    plain = replace(PLACES, prefix="")
    assert table_of("shop", (plain, PEOPLE)) is plain
    assert table_of("person:ann", (plain, PEOPLE)) is PEOPLE
    assert table_of("nobody:ann", COMPANIES.lines) is None


def test_rows_of_all_tables_are_keyed_apart_even_under_one_id() -> None:
    same = company(places=[{"id": "ann", "name": "Ann’s", "city": "Bern"}])
    keys = [key for key, _ in keyed_lines(COMPANIES, {"company": same})]
    assert keys == ["person:ann", "person:raj", "place:ann", "member:North/ann"]


def test_every_table_has_its_form_with_its_heading_and_what_its_rows_are_called() -> None:
    tables = form_of(company()).lines
    assert [(table.prefix, table.label, table.row) for table in tables] == [
        ("person:", "People", "person"), ("place:", "Places", "place"), ("member:", "Groups", "member"),
    ]  # fmt: skip
    assert [told(table) for table in tables] == [
        [("person:ann", "Ann Jones"), ("person:raj", "Raj Patel")],
        [("place:shop", "Shop")],
        [("member:North/ann", "Ann Jones in North")],
    ]
    assert [(table.add, table.remove) for table in tables] == [("", STAYS), ("", ""), ("", "")]


def test_changes_are_shown_in_the_table_that_they_are_made_in() -> None:
    people, places, members = form_of(
        company(),
        Change(field="email", line="person:raj", seen="raj@x.example", wanted="raj@y.example"),
        Change(field=ADD_LINE, line="place:+1"),
        Change(field="city", line="place:+1", wanted="Basel"),
        Change(field=REMOVE_LINE, line="member:North/ann"),
    ).lines
    assert [(cell.value, cell.before) for cell in people.lines[1].cells if cell.changed] == [
        ("raj@y.example", "raj@x.example")
    ]
    assert [(line.key, line.added) for line in places.lines] == [("place:shop", False), ("place:+1", True)]
    assert [(line.key, line.removed) for line in members.lines] == [("member:North/ann", True)]
    assert not any(line.added or line.removed for line in people.lines)


def test_a_row_may_be_locked_by_itself() -> None:
    people, *_ = form_of(company()).lines
    locks = {line.key: cell.locked for line in people.lines for cell in line.cells if cell.name == "email"}
    assert locks == {"person:ann": "The first one keeps its mail.", "person:raj": ""}
    refused = Change(field="email", line="person:ann", wanted="x")
    assert mapping.refusal(COMPANIES, {"company": company()}, CONTEXT, refused) == "The first one keeps its mail."


def test_what_a_row_chooses_from_another_table_is_offered_and_settled_later() -> None:
    *_, members = form_of(company(), Change(field=ADD_LINE, line="member:+1")).lines
    kept, added = members.lines
    assert [choice.label for choice in kept.cells[1].choices] == ["Ann Jones", "Raj Patel"]
    assert [(cell.locked != "") for cell in (*kept.cells, *added.cells)] == [True, True, False, False]
    assert [choice.label for choice in members.columns[1].choices] == ["Ann Jones", "Raj Patel"]


def test_changes_are_laid_into_their_own_table_and_leave_the_others_as_they_are() -> None:
    before = company()
    laid = mapping.applied(COMPANIES, {"company": before}, [
        Change(field="email", line="person:raj", wanted="raj@y.example"),
        Change(field=ADD_LINE, line="member:+1"),
        Change(field="group", line="member:+1", wanted="South"),
        Change(field="person", line="member:+1", wanted="raj"),
    ])["company"]  # fmt: skip
    assert [row["email"] for row in laid["people"]] == ["ann@x.example", "raj@y.example"]
    assert laid["members"] == [{"group": "North", "person": "ann"}, {"group": "South", "person": "raj"}]
    assert laid["places"] is before["places"]


def test_what_may_be_done_is_asked_of_the_table_itself() -> None:
    def refusal(name: str, line: str, wanted: Value = None) -> str:
        change = Change(field=name, line=line, wanted=wanted)
        return mapping.refusal(COMPANIES, {"company": company()}, CONTEXT, change)

    assert refusal(REMOVE_LINE, "person:ann") == STAYS
    assert refusal(REMOVE_LINE, "place:shop") == ""
    assert refusal("person", "member:North/ann", "raj") == "Take it out and add another."
    assert refusal("person", "member:+1", "raj") == ""
    assert "not known" in refusal("city", "person:ann", "Bern")
    assert "no lines" in refusal(ADD_LINE, "nobody:+1")


def test_others_changes_of_a_row_collide_only_with_the_same_row() -> None:
    fresh = company(places=[{"id": "shop", "name": "Shop", "city": "Perth"}], members=[])
    changes = (
        Change(field="name", line="person:raj", seen="Raj Patel", wanted="Raj Patil"),
        Change(field="city", line="place:shop", seen="Leichhardt", wanted="Bern"),
        Change(field=REMOVE_LINE, line="member:North/ann"),
    )
    found = mapping.collisions(COMPANIES, {"company": fresh}, changes)
    assert [change.line for change in found.as_seen] == ["person:raj"]
    assert [(change.line, change.theirs) for change in found.conflicts] == [("place:shop", "Perth")]
    assert [change.line for change in found.as_wanted] == ["member:North/ann"]


def test_changes_of_rows_say_in_words_which_row_of_which_table() -> None:
    changes = (
        Change(field="email", line="person:raj", seen="raj@x.example", wanted="raj@y.example", label="E-mail"),
        Change(field=REMOVE_LINE, line="place:shop"),
        Change(field=ADD_LINE, line="member:+1"),
        Change(field="group", line="member:+1", wanted="South"),
        Change(field="person", line="member:+1", wanted="raj"),
    )
    documents = {"company": company()}
    called = named(COMPANIES, changes, documents)
    assert [(change.label, change.wanted) for change in called[:3]] == [
        ("E-mail of Raj Patel", "raj@y.example"), ("Place", "Shop"), ("New member", "Raj Patel in South"),
    ]  # fmt: skip
    sentence = "E-mail of Raj Patel raj@x.example → raj@y.example; Place Shop taken out; New member Raj Patel in South"
    assert describe(COMPANIES, changes, documents) == sentence
    assert describe(COMPANIES, called) == sentence
    assert named(COMPANIES, called, documents) == called


def test_a_conflict_shows_a_value_as_the_field_of_its_own_table_writes_it() -> None:
    form = conflict(
        Change(field="active", line="person:raj", seen=True, wanted=False, theirs=True),
        Change(field="name", line="place:shop", seen="Shop", wanted="Store", theirs="Hall"),
    )
    assert form.editors == {("active", "person:raj"): "flag", ("name", "place:shop"): "text"}


def test_what_others_did_meanwhile_is_told_by_row_and_table() -> None:
    old = {"company": company()}
    fresh = {
        "company": company(
            people=[{"id": "ann", "name": "Ann Jones", "email": "a@x.example", "active": True}],
            members=[{"group": "North", "person": "ann"}, {"group": "South", "person": "ann"}],
        )
    }
    told = {
        (change.label, change.theirs) for change in mapping.merged(COMPANIES, old, fresh, [Change(field="name")])
    }  # fmt: skip
    assert told == {
        ("E-mail of Ann Jones", "a@x.example"), ("Person", "Raj Patel"), ("New member", "Ann Jones in South"),
    }  # fmt: skip
