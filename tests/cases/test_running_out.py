"""What runs out without an answer: the clock passes the move on, and every page, list and letter says so."""

from datetime import UTC, datetime

import pytest

from portal.cases import changing, queries, redrawing
from portal.cases.post import Site
from portal.cli.verifying import prove
from portal.kernel import clock, storage
from portal.notifications import telling
from tests.cases import playing
from tests.pages import said
from workflows.booked import Wish
from workflows.redrawn import NewStage, Redraw

SITE = Site("https://portal.wren.example", "portal@wren.example")
NEW = NewStage(title="A second look", days=4, holder="clan", clan=("What stays",), signed_by=("customer",))
ADD = Redraw(kind="add", after="fitting", new=NEW, why="The colour by daylight")


def march(number, hour=10):
    """A moment of that March; the third is a Wednesday."""
    return clock.as_of(datetime(2027, 3, number, hour, tzinfo=UTC))


@pytest.fixture
def waiting(database, cast):
    """The cloth is written and waits for the customer, who asked the clan for something on the third."""
    with march(1):
        order = playing.begin(database, cast.julian, cast.okoro)
        playing.to_cloth(order, cast.julian, cast.marian)
        order.put(cast.marian, "cloth.code", "W 81")
        order.put(cast.marian, "cloth.pattern", "plain")
    with march(3):
        order.do(cast.julian, changing.propose, "need", "title", Wish(way="Call it a cape"))
    return order


def row(order):
    """Whose move it is, by the row that lists read, and since when."""
    with order.database.unit(write=False):
        case = queries.get(order.person, order.ref)
        return case.turn_side, case.turn_since


def test_the_move_is_the_makers_again_on_pages_in_lists_and_in_the_ledger(
    as_, cast, database, waiting, tmp_path
):
    assert row(waiting)[0] == "clan"
    midnight = datetime(2027, 3, 11, tzinfo=UTC)
    with march(12):
        words = said(as_(cast.julian).get(waiting.at(), status=200))
        assert "Ask anew, or take it back: Name" in words
        page = as_(cast.marian).get(waiting.at("/turns"), status=200)
        assert "Nobody answered while it held, so it was its maker’s again." in said(page)
        assert said(as_(cast.julian).get(waiting.at("/turns"))).count("Nobody answered while it held") == 1
        telling.write_due(database, SITE)
        assert row(waiting) == ("customer", midnight)
        assert "Your move" in said(as_(cast.julian).get("/orders", status=200))
        with database.unit(write=False):
            assert not prove(storage.at(tmp_path.as_uri())).problems
    with march(14):
        (key,) = waiting.thread.proposals
        waiting.do(cast.julian, changing.counter, key, Wish(way="Call it a cloak"))
        waits = said(as_(cast.marian).get(waiting.at("/turns"), status=200))
    assert "For the clan 3 March, 10:00 to 11 March, 00:00" in waits
    assert "For Julian 11 March, 00:00 to 14 March, 10:00" in waits
    assert row(waiting)[0] == "clan" and waiting.sound()


def test_a_change_of_the_plan_runs_out_as_a_proposal_does(as_, cast, database):
    with march(1):
        order = playing.begin(database, cast.julian, cast.okoro)
        playing.to_fitting(order, cast.julian, cast.marian)
        order.do(cast.julian, redrawing.ask_redraw, ADD)
    key = f"r{order.thread.seq}"
    with march(5):
        page = as_(cast.marian).get(order.at("/plan"), status=200)
        assert "It is good until Monday 8 March." in said(page) and "Agree" in said(page)
    with march(12):
        page = as_(cast.marian).get(order.at("/plan"), status=200)
        assert "It was good until Monday 8 March, and nobody answered." in said(page)
        assert "Ask for the same" in said(page) and ">Agree<" not in page.text
        late = as_(cast.marian).post(order.at(f"/plan/{key}/agree"), data={}, status=409)
        assert "This was good until 8 March. Ask for it anew." in said(late)
        asked = said(as_(cast.julian).get(order.at(), status=200))
        assert "Ask anew, or take it back: add A second look after Baste fitting" in asked
        telling.write_due(database, SITE)
        as_(cast.julian).post(order.at(f"/plan/{key}/anew"), status=303)
        assert order.last == (
            "Julian Okoro asked anew to add A second look after Baste fitting: The colour by daylight"
        )
        page = said(as_(cast.marian).get(order.at("/plan"), status=200))
        assert "It is good until Friday 19 March." in page and "run out" in page
        as_(cast.julian).post(order.at(f"/plan/{key}/anew"), status=409)
    as_(cast.stranger).post(order.at(f"/plan/{key}/anew"), status=404)
    assert order.sound()
