"""A page asks the database little, however long an order is and however many there are."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from portal.cases import actions, queries, showing
from portal.cases.model import Case
from portal.clans import actions as clans
from portal.clans.queries import member
from portal.kernel import clock, journal
from portal.kernel.files import Stored
from portal.people import actions as people
from portal.people.queries import account_by_handle
from portal.relationship.model import Contact
from tests import house
from tests.cases import playing

pytestmark = pytest.mark.once
MOST, WITH_ROOM = (
    8,
    9,
)  # what is new and what was begun is asked on each page; who is here, on that of an order
OURS = ("BEGIN", "BEGIN IMMEDIATE", "COMMIT", "ROLLBACK")
LONG = 250


def count(database, visitor, path):
    """How many statements a page takes, and its size."""
    with house.asked(database) as statements:
        answer = visitor.get(path, status=200)
    return len([one for one in statements if one not in OURS]), answer


@pytest.fixture
def short(database, cast):
    """An order that has just begun."""
    return playing.begin(database, cast.julian, cast.okoro)


@pytest.fixture
def long(database, cast):
    """An order that has been worked on for long: hundreds of entries, lines, promises, people."""
    order = playing.to_fitting(playing.begin(database, cast.julian, cast.okoro), cast.julian, cast.marian)
    for number in range(8):
        order.put(cast.marian, "cloth.code", f"W {number}")
    photos = order.thread.stages["cloth"].field("photos")
    own = [Stored(f"{n:032}", f"{n}.jpg", "image/jpeg", 9, "0" * 64, 6, 4) for n in range(20)]
    order.do(cast.julian, showing.keep_pictures, "cloth", photos, own)
    with database.unit(write=True):
        case = queries.get(cast.julian, order.ref)
        for number in range(LONG):
            hand = journal.Who("marian", "Marian Wren", "clan")
            facts = {"what": f"wrote Cloth code: {number}", "stage": "cloth", "fields": ["code"]}
            journal.append(case.stream, hand, clock.now(), "case.write", facts, [])
    return order


@pytest.mark.parametrize("name", ["julian", "marian"])
@pytest.mark.parametrize("kind", ["short", "long"])
def test_an_order_takes_few_statements_at_any_length(request, as_, cast, database, name, kind):
    order, person = request.getfixturevalue(kind), getattr(cast, name)
    visitor, now = as_(person), clock.now()
    visitor.get("/people", status=200)  # what a process does once, it has done
    for hours, path in (
        (0, order.at()),  # a first visit, which is noted
        (0, order.at()),
        (2, order.at()),  # coming back: who is here is noted too
        (4, order.at("?open=cloth.code&stage=cloth")),
        (6, order.at("?stage=need")),
    ):
        if hours == 4:
            order.do(person, actions.keep_draft, "cloth.code", {"value": ["W 1"]})
        with clock.as_of(now + timedelta(hours=hours)):
            found, answer = count(database, visitor, path)
        assert found <= WITH_ROOM, (path, hours)
        assert len(answer.data) <= 60 * 1024
    assert 'value="W 1"' in visitor.get(order.at("?open=cloth.code"), status=200).text


def test_parts_and_small_pages_take_few_statements_too(as_, cast, database, long):
    visitor = as_(cast.julian)
    visitor.get("/people", status=200)
    for path in (
        long.line("cloth.code", "/part"),
        long.line("cloth.code", "/edit"),
        long.line("cloth.photos", "/ours"),
        long.stage("cloth"),
        long.at("/room"),
        long.stage("cloth", "write"),
        long.stage("fitting", "sign"),
        long.at("/history"),
        long.at("/our-room"),
        long.at("/then"),
        long.at("/then?at=9"),
        long.at("/then?on=2099-01-01"),
        long.at(f"/then?on={clock.now():%Y-%m-%d}"),
        long.at("/then?at=9&with=12"),
        long.at("/then/part?at=9"),
        long.at("/turns"),
        long.at("/remind"),
        long.at("/dossier"),
        long.at("/dossier?at=9"),
        long.at(f"/dossier/check?entry=9&fingerprint={'0' * 64}"),
    ):
        assert count(database, visitor, path)[0] <= MOST, path


def test_what_moved_takes_as_many_statements_for_one_change_as_for_twenty(as_, cast, database, short):
    visitor, seen = as_(cast.julian), short.thread.seq
    visitor.get("/people", status=200)
    found = []
    for changes in (1, 20):
        for number in range(changes):
            short.put(cast.julian, "need.need", f"A coat for {changes} and {number} days")
        found.append(count(database, visitor, short.at(f"/moved?seq={seen}"))[0])
    assert found[0] == found[1] <= 9


def test_a_clan_takes_as_many_statements_for_three_people_as_for_sixty(as_, cast, database):
    paths, found = ("/customers/okoro", "/customers/okoro/list", "/customers"), []
    visitors = [as_(cast.julian), as_(cast.marian)]
    for more in (0, 57):
        with database.unit(write=True):
            okoro = account_by_handle("okoro")
            for number in range(more):
                one = people.add_person(
                    cast.ada, f"Member {number}", f"m{number}@example.org", department=f"D{number}"
                )
                people.seat(cast.ada, okoro, one, senior=number % 9 == 0)
                clans.describe(one, member(okoro, one.handle), why="So", hours=3, decides="")
                clans.open_seat(cast.marian, okoro, f"Room {number}", "To help")
                clans.ask(cast.julian, okoro, f"D{number}", "")
        for visitor in visitors:
            visitor.get("/customers/okoro", status=200)
        found.append([count(database, visitors[1], path)[0] for path in paths])
        found[-1].append(count(database, visitors[0], paths[0])[0])
        if not more:
            _with_contacts(database, cast)
    assert found[0] == found[1]
    assert max(found[0]) <= MOST, found


@pytest.mark.parametrize("name", ["julian", "marian"])
def test_home_and_lists_take_as_many_statements_for_two_orders_as_for_forty(as_, cast, database, short, name):
    visitor = as_(getattr(cast, name))
    playing.begin(database, cast.julian, cast.okoro)
    paths = ("/home", "/orders", "/orders?q=coat&turn=customer", "/find?q=coat")
    for path in paths:
        visitor.get(path, status=200)
    few = [count(database, visitor, path)[0] for path in paths]
    _many(database, short, 38)
    many = [count(database, visitor, path)[0] for path in paths]
    assert many == few
    assert max(many) <= 14, dict(zip(paths, many, strict=True))


def _with_contacts(database, cast):
    """Forty orders in which both sides did something."""
    _many(database, playing.begin(database, cast.julian, cast.okoro), 40)
    with database.unit(write=True) as session:
        on = {"account_id": cast.okoro.id, "day": clock.now().date(), "latest": clock.now()}
        for place in range(40):
            session.add_all(
                Contact(person=name, place=f"case:{900 + place}", **on) for name in ("julian", "marian")
            )


def _many(database, order, number):
    """More orders like this one."""
    with database.unit(write=True) as session:
        table = Case.__table__
        row = dict(session.execute(select(table).where(table.c.ref == order.ref)).mappings().one())
        del row["id"]
        rows = [row | {"number": 100 + n, "ref": f"okoro-{100 + n}"} for n in range(number)]
        session.execute(insert(table), rows)
