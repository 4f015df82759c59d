"""Whoever leaves, or answers no complaints any more, keeps none: somebody else is drawn, or looked for."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.cases import post as letters_of
from portal.clans.model import Errand
from portal.complaints import due, letters, settling
from portal.complaints.model import Complaint
from portal.complaints.waiting import AREA
from portal.kernel import clock, journal
from portal.kernel.db import session
from portal.people.model import Person
from portal.people.queries import by_handle
from tests import letters as post
from tests.pages import said


@pytest.fixture
def hers(as_, cast, complaints, helena):
    """A complaint that Gwen answers and has spoken about; Helena is free."""
    ref = complaints.say(cast.julian, about="helena")
    complaints.owned(cast.marian, ref, cast.gwen)
    complaints.do(cast.gwen, ref, "talk", manner="phone", on="2026-01-05", minutes="9", words="Calm.")
    complaints.do(cast.julian, ref, "talks/0/so")
    return ref


@pytest.fixture
def drawn(as_, cast, complaints, helena):
    """A complaint that either executive may answer, and who does."""
    ref = complaints.say(cast.julian)
    complaints.do(cast.marian, ref, "acknowledge", words="It tore.")
    grades = {"severity": "2", "complexity": "1", "impact": "one", "safety": "no", "words": "It tore."}
    complaints.do(cast.marian, ref, "assess", **grades)
    first = complaints.it(ref).owner.who
    return ref, first, {"gwen": "helena", "helena": "gwen"}[first]


def orphans(database):
    """Whatever is the house's move and waits for nobody who is here, and whatever somebody has who is not."""
    with database.unit(write=False):
        found = []
        here = {one.id: one for one in session().scalars(select(Person).where(Person.left.is_(None)))}
        for row in session().scalars(select(Complaint)):
            waits = {
                one.person_id
                for one in session().scalars(select(Errand).where(Errand.area == AREA))
                if one.key.startswith(f"{row.id}:")
            }
            owes = [each.step for each in due.owed(row, clock.now()) if each.step.side == "clan"]
            ours = {number for number in waits if number in here and here[number].side == "clan"}
            if waits - here.keys() or (owes and not ours) or (row.owner_id and row.owner_id not in here):
                found.append((row.ref, [step.kind for step in owes], waits))
        return found


def leave(as_, cast, handle):
    """The administrator notes that somebody has left."""
    as_(cast.ada).post(f"/people/{handle}/leave", status=303)


def roles(as_, cast, handle, *named):
    """The administrator gives somebody these roles alone."""
    as_(cast.ada).post(f"/people/{handle}/roles", data={"roles": list(named)}, status=303)


def written(database, word):
    """Let the worker write; the newest letter to Julian with that in its subject."""
    letters.write_due(database, letters_of.Site("http://x", "portal@x.example", secret="s" * 40))
    return next(one for one in reversed(post.to(database, "julian@example.org")) if word in one.subject)


def test_who_leaves_hands_on_and_the_customer_hears_the_new_name_and_why(
    as_, cast, complaints, drawn, database
):
    ref, first, second = drawn
    page = said(as_(cast.ada).get(f"/people/{first}/leave", status=200))
    assert "1 complaint is handed on: another executive is drawn at once" in page
    assert "The lining" not in page, "how many, and never what"
    leave(as_, cast, first)
    one = complaints.it(ref)
    assert (one.owner.who, one.owners[0].because) == (second, "left") and complaints.sound(ref)
    assert orphans(database) == []
    told = written(database, f"{one.owner.called} answers you in person").text
    assert f"{one.owners[0].called} works here no longer." in " ".join(told.split())
    for reader in (cast.julian, cast.marian):
        assert f"{one.owners[0].called} works here no longer." in said(complaints.page(reader, ref))


def test_the_journal_says_who_and_why_and_the_draw_can_be_made_again(as_, cast, complaints, drawn, unit):
    ref, first, _second = drawn
    leave(as_, cast, first)
    with unit():
        told = [(one.verb, one.facts) for one in journal.whole(f"complaint:{complaints.row(ref).id}")][-2:]
    assert [verb for verb, _facts in told] == ["complaint.let_go", "complaint.draw"]
    assert told[0][1]["because"] == "left" and told[1][1]["person"] == complaints.it(ref).owner.called
    facts = complaints.it(ref).owner.facts
    assert first not in [one["handle"] for one in facts["executives"]]


def test_who_is_no_executive_any_more_hands_on_too(as_, cast, complaints, drawn, database):
    ref, first, second = drawn
    roles(as_, cast, first, "steward")
    assert (complaints.it(ref).owner.who, complaints.it(ref).owners[0].because) == (second, "role")
    assert orphans(database) == [] and complaints.sound(ref)
    assert "answers no complaints any more." in said(complaints.page(cast.julian, ref))


def test_where_nobody_is_left_stewards_are_told_and_it_is_drawn_once_somebody_is(
    as_, cast, complaints, hers, database
):
    leave(as_, cast, "helena")
    page = said(as_(cast.ada).get("/people/gwen/leave", status=200))
    assert "1 complaint is handed on: nobody else is an executive, so stewards are told" in page
    leave(as_, cast, "gwen")
    assert complaints.it(hers).owner is None and orphans(database) == []
    assert "A steward finds somebody else" in written(database, "answers you no longer").text
    assert "has nobody who answers it" in said(as_(cast.iris).get("/home", status=200))
    roles(as_, cast, "tom", "executive")
    assert complaints.it(hers).owner.who == "tom" and orphans(database) == []


@pytest.mark.parametrize("where", ["open", "closed", "learned", "joined"])
def test_whatever_somebody_has_it_is_not_theirs_once_they_left(as_, cast, complaints, hers, database, where):
    if where == "joined":
        complaints.do(cast.marian, hers, "join", person=complaints.say(cast.julian, "Again."))
    if where in ("closed", "learned"):
        complaints.do(cast.julian, hers, "close", outcome="withdrawn")
    if where == "learned":
        complaints.do(cast.gwen, hers, "name_cause", kind="people", why1="It was late.")
        complaints.do(cast.gwen, hers, "prevent", changes="no", words="It was once.")
    roles(as_, cast, "tom", "executive")
    leave(as_, cast, "gwen")
    owner = complaints.it(hers).owner
    assert (owner and owner.who) == (None if where in ("learned", "joined") else "tom")
    assert orphans(database) == [] and complaints.sound(hers)
    if where == "learned":
        complaints.do(cast.julian, hers, "reopen")
        assert complaints.it(hers).owner.who == "tom", "what comes back comes to somebody"


def test_a_steward_who_leaves_leaves_it_to_the_others_and_the_last_to_an_administrator(
    as_, cast, complaints, hers, database
):
    leave(as_, cast, "helena")
    leave(as_, cast, "gwen")
    roles(as_, cast, "piotr", "steward")
    leave(as_, cast, "iris")
    assert "has nobody who answers it" in said(as_(cast.piotr).get("/home", status=200))
    assert orphans(database) == []
    roles(as_, cast, "piotr")
    home = said(as_(cast.ada).get("/home", status=200))
    assert "A complaint waits for a steward, and nobody is one. Make somebody one" in home
    assert "The lining" not in home and orphans(database) == []
    roles(as_, cast, "priya", "steward")
    assert "has nobody who answers it" in said(as_(cast.priya).get("/home", status=200))
    assert "waits for a steward" not in said(as_(cast.ada).get("/home", status=200))


def test_an_offer_above_the_limit_waits_for_the_executives_there_are(as_, cast, complaints, hers, database):
    complaints.do(cast.gwen, hers, "judge", verdict="upheld", words="It tore.")
    offer = {"words": "A coat.", "value": "5000", "by_date": "2027-06-01"}
    complaints.do(cast.gwen, hers, "offer", **offer)
    roles(as_, cast, "tom", "executive")
    assert "An offer to" in said(as_(cast.tom).get("/home", status=200))
    leave(as_, cast, "tom")
    leave(as_, cast, "helena")
    assert "waits for another executive" in said(as_(cast.ada).get("/home", status=200))
    assert orphans(database) == []


def test_whoever_received_or_made_it_and_leaves_leaves_it_to_theirs(as_, cast, complaints, database, unit):
    with unit():
        kim = by_handle("ruth")
    noted = as_(cast.marian).post(
        "/complaints",
        data={"words": "It is late.", "customer": "northmoor", "person": "ruth", "channel": "phone"},
    )
    ref = re.search(r"[a-z-]+-c\d+", noted.headers["Location"])[0]
    complaints.do(cast.marian, ref, "acknowledge", words="It is late.")
    leave(as_, cast, "marian")
    assert orphans(database) == []
    as_(cast.colin).post(f"/people/{kim.handle}/leave", status=303)
    assert "Say whether we understood what is wrong" in said(as_(cast.colin).get("/home", status=200))


def test_only_stewards_draw_and_only_another_steward_draws_anew(as_, cast, complaints, drawn, database):
    ref, first, second = drawn
    for who, status in (
        (cast.julian, 403),
        (cast.marian, 403),
        (by_handle_of(database, first), 403),
    ):
        complaints.do(who, ref, "draw", status=status)
        complaints.do(who, ref, "redraw", words="I like another.", status=404)
    assert complaints.it(ref).owner.who == first
    complaints.do(cast.iris, ref, "redraw", words=" ", status=422)
    complaints.do(cast.iris, ref, "redraw", words="They are neighbours.")
    one = complaints.it(ref)
    assert (one.owner.who, one.owner.how, one.owners[0].because) == (second, "drawn", "anew")
    page = said(complaints.page(cast.julian, ref))
    assert "They are neighbours." in page and "(a steward had somebody else drawn)" in page
    assert complaints.sound(ref)


def by_handle_of(database, handle):
    """Somebody as they are today."""
    with database.unit(write=False):
        return by_handle(handle)


def test_who_comes_without_a_deed_is_drawn_the_next_day(as_, cast, complaints, hers, database):
    leave(as_, cast, "helena")
    leave(as_, cast, "gwen")
    with database.unit(write=True):
        by_handle("tom").roles = ["executive"]
    with clock.as_of(clock.now() + timedelta(days=1)):
        assert settling.look(database) == 1
    assert complaints.it(hers).owner.who == "tom"
