"""Whom an order serves: said by either side or unknown, counted, and the same from the journal alone."""

from sqlalchemy import select

from portal.cases import queries as cases
from portal.cases import together
from portal.clans.queries import cards
from portal.habitat import actions, queries
from portal.kernel.journal import Entry
from portal.people.queries import account_by_handle, by_handle
from tests.cases import playing
from tests.pages import said
from workflows.habitat import Served

HABITAT = "/customers/northmoor/habitat"


def serve(unit, who, order, numbers, seen=()):
    """Say whom it serves."""
    with unit():
        actions.serve(by_handle(who), cases.get(by_handle(who), order.ref), numbers, list(seen))


def from_journal(session, account_id):
    """How many orders are open and how many of them say whom they serve, by the journal and nothing else."""
    entries = list(session.scalars(select(Entry).order_by(Entry.id)))
    told = [one for one in entries if one.stream == f"clan:{account_id}" and one.verb.startswith("habitat.")]
    serves = {one.facts["case"]: set(one.facts["actors"]) for one in told if one.verb == "habitat.serve"}
    last = {one.facts["actor"]: one.verb for one in told if one.verb != "habitat.serve"}
    stands = {number for number, verb in last.items() if verb != "habitat.take_back"}
    changes = [(one.stream, change) for one in entries for change in one.changes]
    status = {stream: change["now"] for stream, change in changes if change["path"] == ["status"]}
    there = [int(stream.removeprefix("case:")) for stream, now in status.items() if now == "open"]
    return Served(len(there), sum(bool(serves.get(case, set()) & stands) for case in there))


def test_either_side_says_it_and_the_order_tells_it(as_, cast, drawn, unit, database):
    order = playing.begin(database, cast.ruth, cast.northmoor)
    number, other = drawn.add("ruth"), drawn.add("tom", name="Quarries")
    at = order.at("/serves")
    assert "Whom does this serve? Unknown Say whom" in said(as_(cast.ruth).get(order.at(), status=200))
    for name in ("ruth", "tom"):
        assert "Night commuters going down" in said(as_(getattr(cast, name)).get(at, status=200))
    for name in ("julian", "piotr", "gwen", "ada", "stranger"):
        as_(getattr(cast, name)).get(at, status=404)
        as_(getattr(cast, name)).post(at, data={"actors": number}, status=404)
    as_(cast.ruth).post(at, data={"actors": number, "seen": ""}, status=303)
    as_(cast.tom).post(at, data={"actors": other, "seen": ""}, status=303)
    page = said(as_(cast.colin).get(order.at(), status=200))
    assert "Night commuters going down Quarries going down Say it otherwise" in page, "nothing of two is lost"
    assert "A coat for the rain" in said(as_(cast.colin).get(f"{HABITAT}/{number}", status=200))
    log = said(as_(cast.ruth).get("/customers/northmoor/log", status=200))
    assert f"Ruth Vale said whom order {order.ref} serves" in log
    as_(cast.ruth).post(at, data={"seen": f"{number} {other}"}, status=303)
    assert "Unknown" in said(as_(cast.ruth).get(order.at(), status=200))
    log = said(as_(cast.ruth).get("/customers/northmoor/log", status=200))
    assert f"Ruth Vale said that nobody knows yet whom order {order.ref} serves" in log


def test_nobody_of_another_map_is_served(as_, cast, drawn, unit, database):
    order = playing.begin(database, cast.ruth, cast.northmoor)
    own = drawn.add("ruth")
    theirs = [drawn.add("julian", "okoro", name=f"Elsewhere {each}") for each in range(3)]
    serve(unit, "ruth", order, [one for one in theirs if one != own])
    as_(cast.ruth).post(order.at("/serves"), data={"actors": ["x", "²"], "seen": "² -1"}, status=303)
    assert "Elsewhere" not in as_(cast.ruth).get(order.at(), status=200).text
    with unit():
        assert queries.served(cast.northmoor.id) == Served(1, 0)


def test_it_is_counted_and_the_journal_alone_gives_the_same(as_, cast, drawn, unit, database):
    orders = [playing.begin(database, cast.ruth, cast.northmoor, title=f"O{each}") for each in range(4)]
    number, other = drawn.add("ruth"), drawn.add("tom", name="Quarries", trend=1)
    serve(unit, "ruth", orders[0], [number])
    serve(unit, "tom", orders[1], [number, other])
    serve(unit, "tom", orders[2], [other])

    def counted():
        with unit() as session:
            card = cards(account_by_handle("northmoor"), cast.ruth)["habitat"]
            found = queries.served(cast.northmoor.id)
            assert (card["open"], card["said"]) == (found.open, found.said)
            assert from_journal(session, cast.northmoor.id) == found
            return found

    assert counted() == Served(4, 3)
    page = said(as_(cast.ruth).get(HABITAT, status=200))
    assert "3 of 4 open orders say whom they serve; 1 unknown." in page and "O3" in page
    assert "3 of 4 open orders say whom they serve" in said(as_(cast.tom).get("/customers/northmoor"))
    drawn.do("ruth", "take_back", other)
    assert counted() == Served(4, 2), "who only serves somebody struck off serves nobody that is known"
    assert "Quarries struck off the map" in said(as_(cast.ruth).get(orders[2].at(), status=200))
    drawn.do("ruth", "restore", other)
    assert counted() == Served(4, 3)


def test_an_order_that_ends_is_counted_no_longer(as_, cast, drawn, unit, database):
    order = playing.to_the_end(playing.begin(database, cast.ruth, cast.northmoor), cast.ruth, cast.marian)
    with unit() as session:
        assert queries.served(cast.northmoor.id) == Served(1, 0) == from_journal(session, cast.northmoor.id)
    for key in [one[0] for one in order.thread.conditions()]:
        order.do(cast.ruth, together.met, key)
    with unit():
        assert cards(account_by_handle("northmoor"), cast.ruth)["habitat"]["open"] == 0, "heard, not asked"
    other = playing.begin(database, cast.ruth, cast.northmoor)
    serve(unit, "ruth", other, [drawn.add("ruth")])
    assert order.thread.status == "fulfilled"
    with unit() as session:
        assert queries.served(cast.northmoor.id) == Served(1, 1) == from_journal(session, cast.northmoor.id)
        assert cards(account_by_handle("northmoor"), cast.ruth)["habitat"]["open"] == 1
