"""Who is who with the customer in the middle: drawn and listed, tied by what people really did."""

import importlib
import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from portal.cases import actions, queries, rooms
from portal.kernel import clock, journal
from portal.kernel.db import session
from portal.people import actions as people
from portal.people.model import Person
from portal.people.queries import account_by_handle, by_handle
from portal.relationship import actions as touches
from portal.relationship.model import Contact
from tests.cases import playing
from tests.pages import said
from workflows import rings, ties

OKORO, LONDON = "/customers/okoro", ZoneInfo("Europe/London")


def listed(as_, who, at=f"{OKORO}/list"):
    """What the list says of each person, by handle."""
    pieces = as_(who).get(at, status=200).text.split('<li id="member-')[1:]
    return {one.partition('"')[0]: words(one.partition(">")[2].partition("</li>")[0]) for one in pieces}


def words(markup):
    """What is to be read in a piece of a page."""
    return " ".join(re.sub(r"<[^>]*>", " ", markup).split())


def drawn(page):
    """The drawing of a page."""
    return page.text[page.text.index('<svg class="map"') :].partition("</svg>")[0]


def say(unit, order, who, words="So"):
    """Somebody says something in an order."""
    with unit():
        actions.say(who, queries.get(who, order.ref), words)


@pytest.fixture
def order(database, cast):
    """An order that Julian began forty days ago."""
    there = clock.now().astimezone(LONDON)  # where clocks may have been put forward or back since
    with clock.as_of(there - timedelta(days=40)):
        return playing.begin(database, cast.julian, cast.okoro)


def test_both_sides_read_the_list_and_nobody_else(as_, cast):
    reads = {"julian", "marian", "piotr", "priya"}
    for name in set(cast._fields[3:]) - {"susan", "felix"}:
        as_(getattr(cast, name)).get(f"{OKORO}/list", status=200 if name in reads else 404)


def test_a_tie_is_told_from_what_both_did_in_their_orders(as_, cast, unit, order):
    assert "knows nobody there yet" in listed(as_, cast.julian)["piotr"]
    assert "silent for 40 days" in listed(as_, cast.marian)["julian"]
    say(unit, order, cast.marian)
    assert (
        "only the clan reached out: once this month, nobody answered yet"
        in listed(as_, cast.julian)["marian"]
    )
    say(unit, order, cast.julian)
    found = listed(as_, cast.piotr)
    assert "both sides reached out: Julian, once this month" in found["marian"]
    assert "last: today" in found["julian"] and "knows nobody there yet" in found["piotr"]
    with clock.as_of(clock.now() + timedelta(days=1)):
        say(unit, order, cast.marian)
        say(unit, order, cast.marian, "And so")
        found = listed(as_, cast.julian)
        assert "Julian, twice this month" in found["marian"] and "last: yesterday" in found["julian"]
    with clock.as_of(clock.now() + timedelta(days=45)):
        assert "nobody since" in listed(as_, cast.julian)["marian"]


def test_what_is_said_in_a_room_of_one_side_is_no_contact(as_, cast, unit, order, database):
    before = listed(as_, cast.julian)
    with unit():
        case = queries.get(cast.piotr, order.ref)
        rooms.say(cast.piotr, case, "Between us")
    assert listed(as_, cast.julian) == before
    with database.unit(write=False) as db:
        assert db.scalars(select(Contact.person)).all() == ["julian"]


def test_contacts_can_be_told_anew_from_the_journal_alone(cast, unit, database, order):
    playing.to_fitting(order, cast.julian, cast.marian)
    with clock.as_of(clock.now() + timedelta(days=3)):
        say(unit, order, cast.piotr)
    other = playing.begin(database, cast.ruth, cast.northmoor)
    with unit():
        people = {"member": by_handle("marian"), "person": by_handle("julian"), "way": "met", "first": "clan"}
        for about, on in (("Kept", clock.now().date()), ("Not kept", clock.now().date())):
            one = touches.note(cast.marian, account_by_handle("okoro"), **people, on=on, about=about, next="")
        kept_day = clock.now().date() - timedelta(days=2)
        touches.correct(cast.marian, one, **people, on=kept_day, about="Of another day", next="")
        gone = touches.note(
            cast.julian, account_by_handle("okoro"), **people, on=kept_day, about="Gone", next=""
        )
        touches.take_back(cast.julian, gone)
    own = {f"case:{queries_id(database, one)}": one.ref.partition("-")[0] for one in (order, other)}
    with database.unit(write=False) as db:
        homes = {stream: account_by_handle(handle).id for stream, handle in own.items()}
        told = {}
        for entry in db.scalars(select(journal.Entry).order_by(journal.Entry.id)):
            if entry.verb.startswith("touch."):
                facts, place = entry.facts, f"touch:{entry.facts['touch']}"
                told = {key: at for key, at in told.items() if key[3] != place}
                for handle in () if entry.verb == "touch.take_back" else facts["of"]:
                    day = date.fromisoformat(facts["on"])
                    told[cast.okoro.id, handle, day, place] = datetime.combine(day, time(12), UTC)
            elif ties.reaches(entry.stream, entry.verb):
                day = entry.at.astimezone(UTC).date()
                told[homes[entry.stream], entry.actor, day, entry.stream] = entry.at
        kept = {
            (one.account_id, one.person, one.day, one.place): one.latest
            for one in db.scalars(select(Contact))
        }
        assert kept == told and len(kept) > 4
        migration = importlib.import_module("migrations.versions.0024_contacts")
        assert migration.SILENT and set(migration.SILENT) == ties.SILENT
        rows = migration._told(db.connection())
        keys = [(one["account_id"], one["person"], one["day"], one["place"]) for one in rows]
        assert sorted(keys) == sorted(key for key in kept if key[3].startswith("case:"))


def queries_id(database, order):
    """The number of the case of an order."""
    with database.unit(write=False):
        return queries.get(order.person, order.ref).id


def test_the_drawing_holds_everybody_of_a_small_clan_and_says_what_its_lines_mean(as_, cast):
    page = as_(cast.julian).get(OKORO, status=200)
    found = drawn(page)
    for name in ("Marian Wren", "Piotr Alder", "Priya Shah", "Julian Okoro you"):
        assert name in words(found)
    assert found.count('<path class="basting"') == 3
    assert "Basting: nobody has." in said(page) and "only your clan did" in said(page)
    assert "only we did" in said(as_(cast.marian).get(OKORO, status=200))
    assert "style=" not in found, "the content security policy refuses it"


def test_sixty_are_drawn_by_department_and_the_customers_people_counted(as_, cast, database):
    with database.unit(write=True):
        okoro = account_by_handle("okoro")
        for number in range(57):
            one = people.add_person(
                cast.ada, f"Member {number}", f"m{number}@example.org", department=f"Room {number % 19}"
            )
            people.seat(cast.ada, okoro, one, senior=number == 0)
        for number in range(39):
            known = {"side": "customer", "account_id": okoro.id, "email": f"c{number}@example.org"}
            session().add(Person(handle=f"c{number}", name=f"Customer {number}", **known))
    page = as_(cast.julian).get(OKORO, status=200)
    found = drawn(page)
    assert found.count("<text ") == rings.MOST_AROUND
    assert "11 more departments" in words(found) and "and 34 more" in words(found)
    assert "40 people known by name" in words(found)
    assert "3 people, led by Member" in words(found) and "3 with nobody yet" in words(found)
    assert page.text.count('<li id="member-') == 60 + 40
