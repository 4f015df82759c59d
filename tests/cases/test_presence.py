"""Who is in the room of an order: shown while they are, and never of whoever is quiet or has left."""

from datetime import timedelta

from sqlalchemy import select

from portal.cases import presence, queries
from portal.kernel import clock
from portal.people import actions as people
from portal.people import standing
from portal.people.queries import account_by_handle, by_handle
from tests.pages import said

TAB = "tab-of-mine"


def test_who_is_here_is_shown_with_their_line_until_they_leave_or_fall_silent(as_, cast, cloth):
    julian, marian = as_(cast.julian), as_(cast.marian)
    marian.get(cloth.at(), status=200)
    where = {"tab": TAB, "line": "line-cloth-code", "writes": "y", "seq": str(cloth.thread.seq)}
    marian.put(cloth.at("/here"), data=where, status=204)
    room = julian.get(cloth.at("/room"), status=200)
    assert f"{cast.marian.name} is writing at Cloth code" in said(room)
    assert 'data-writes="line-cloth-code"' in room.text
    marian.put(cloth.at("/here"), data={"tab": TAB, "line": "line-cloth-code"}, status=204)
    assert "here now, at Cloth code" in said(julian.get(cloth.at("/room"), status=200))
    marian.put(cloth.at("/here"), data={"tab": TAB, "line": "Kanarie"}, status=204)
    room = julian.get(cloth.at("/room"), status=200)
    assert "here now" in said(room) and "Kanarie" not in room.text
    with clock.as_of(clock.now() + presence.LASTS + timedelta(seconds=1)):
        assert f"{cast.marian.name} was here" in said(julian.get(cloth.at("/room"), status=200))
    marian.put(cloth.at("/here"), data={"tab": TAB, "left": "y"}, status=204)
    assert f"{cast.marian.name} was here" in said(julian.get(cloth.at("/room"), status=200))
    for odd in ("", "x", "a b c d e f", "x" * 41):
        marian.put(cloth.at("/here"), data={"tab": odd}, status=422)


def test_quiet_hides_somebody_for_this_visit_and_no_longer(as_, cast, cloth):
    julian, marian = as_(cast.julian), as_(cast.marian)
    marian.get(cloth.at(), status=200)
    marian.put(cloth.at("/here"), data={"tab": TAB}, status=204)
    marian.post(cloth.at("/quiet"), data={"quiet": "yes"}, status=303)
    assert cast.marian.name not in said(julian.get(cloth.at("/room"), status=200))
    assert "nobody sees that you are here" in said(marian.get(cloth.at("/room"), status=200))
    marian.get(cloth.at(), status=200)
    assert cast.marian.name not in said(julian.get(cloth.at("/room"), status=200))
    with clock.as_of(clock.now() + timedelta(hours=2)):
        marian.get(cloth.at(), status=200)
        assert f"{cast.marian.name} was here" in said(julian.get(cloth.at("/room"), status=200))
    marian.post(cloth.at("/quiet"), data={"quiet": "no"}, status=303)
    assert f"{cast.marian.name} here now" in said(julian.get(cloth.at("/room"), status=200))


def test_of_who_is_quiet_or_has_left_a_page_is_not_even_told_that_something_moved(as_, cast, cloth, unit):
    def told():
        with unit():
            there = presence.in_room(queries.get(cast.julian, cloth.ref).id)
            return presence.head(there, "julian"), [one.handle for one in there if one.handle != "julian"]

    nobody, marian, piotr = told(), as_(cast.marian), as_(cast.piotr)
    marian.get(cloth.at(), status=200)
    marian.post(cloth.at("/quiet"), data={"quiet": "yes"}, status=303)
    for line in ("", "line-cloth-code"):
        marian.put(cloth.at("/here"), data={"tab": TAB, "line": line, "writes": "y"}, status=204)
        assert told()[0] == nobody[0]
    piotr.get(cloth.at(), status=200)
    piotr.put(cloth.at("/here"), data={"tab": TAB}, status=204)
    assert told() != nobody and "piotr" in told()[1]
    with unit():
        standing.leave(cast.ada, by_handle("piotr"))
    assert told() == (nobody[0], ["marian"])


def test_whoever_lost_the_right_is_not_named_any_more(as_, cast, cloth, unit):
    piotr = as_(cast.piotr)
    piotr.get(cloth.at(), status=200)
    piotr.put(cloth.at("/here"), data={"tab": TAB}, status=204)
    assert cast.piotr.name in said(as_(cast.julian).get(cloth.at("/room"), status=200))
    with unit():
        people.unseat(cast.ada, account_by_handle("okoro"), cast.piotr)
    assert cast.piotr.name not in said(as_(cast.julian).get(cloth.at("/room"), status=200))
    piotr.put(cloth.at("/here"), data={"tab": TAB}, status=404)


def test_many_tabs_leave_few_rows(as_, cast, cloth, unit):
    julian = as_(cast.julian)
    for number in range(presence.MOST_TABS + 5):
        julian.put(cloth.at("/here"), data={"tab": f"tab-number-{number}"}, status=204)
    with unit() as session:
        rows = session.scalars(select(presence.Presence)).all()
    assert len(rows) <= presence.MOST_TABS + 1
