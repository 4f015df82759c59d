"""While an executive is away a substitute stands in, or stewards are asked; back, they have it again."""

from datetime import timedelta

import pytest

from portal.cases import post as letters_of
from portal.clans.queries import today
from portal.complaints import drawing, letters, record, settling
from portal.kernel import clock, journal
from tests import letters as post
from tests.complaints.test_leaving import leave, orphans, roles
from tests.pages import said

TALK = {"manner": "phone", "on": "2026-01-05", "minutes": "9", "words": "Calm."}


@pytest.fixture
def ref(cast, complaints):
    """A complaint that Gwen answers."""
    one = complaints.say(cast.julian)
    complaints.owned(cast.marian, one, cast.gwen)
    return one


@pytest.fixture
def away(as_, cast, unit):
    """Let somebody be away from today, or from so many days on, with who stands in."""

    def go(who, days=20, substitute="", start=0):
        with unit():
            first = today() + timedelta(days=start)
        span = {"person": who.handle, "first": first.isoformat()}
        span |= {"last": (first + timedelta(days=days)).isoformat(), "substitute": substitute}
        as_(cast.iris).post("/complaints/duties/away", data=span, status=303)

    return go


def letter(database):
    """The newest letter to Julian."""
    letters.write_due(database, letters_of.Site("http://x", "portal@x.example", secret="s" * 40))
    return post.to(database, "julian@example.org")[-1]


def after(days):
    """It is so many days later."""
    return clock.as_of(clock.now() + timedelta(days=days))


def owner(complaints, ref):
    """Who has it today."""
    return complaints.it(ref).owner.who


def test_the_substitute_stands_in_with_the_customer_told_and_it_goes_back(
    as_, cast, complaints, ref, away, database, unit
):
    away(cast.gwen, substitute="tom")
    assert owner(complaints, ref) == "tom" and orphans(database) == []
    text = " ".join(letter(database).text.split())
    assert "Gwen Pryce is away until" in text and "Until then Tom Hale stands in." in text
    assert "Until then Tom Hale stands in." in said(complaints.page(cast.julian, ref))
    complaints.page(cast.gwen, ref, status=404)
    complaints.do(cast.tom, ref, "talk", **TALK)
    complaints.do(cast.julian, ref, "talks/0/so")
    with after(20):
        settling.look(database)
        assert owner(complaints, ref) == "tom", "the last day too"
    with after(21):
        assert settling.look(database) == 1
        assert owner(complaints, ref) == "gwen"
        assert "is here again, and has it again" in letter(database).text
        assert "Speak with them in person" not in said(complaints.page(cast.gwen, ref)), "one has spoken"
    assert complaints.sound(ref)
    with unit():
        told = [(one.verb, one.facts) for one in journal.whole(f"complaint:{complaints.row(ref).id}")]
        month = {line.handle: line.record for line in record.month(today()).lines}
    named = {verb: facts for verb, facts in told}
    assert named["complaint.stand_in"]["before"] == "Gwen Pryce" and "until" in named["complaint.stand_in"]
    assert (month["tom"].counted, month["gwen"].counted) == (1, 0), "it counts for whoever was there"
    assert month["gwen"].given == 1, "it was given to her, and is hers again"


def test_who_is_back_before_anything_is_due_keeps_it(cast, complaints, ref, away):
    complaints.do(cast.gwen, ref, "talk", **TALK)
    complaints.do(cast.julian, ref, "talks/0/so")
    away(cast.gwen, days=0, substitute="tom")
    assert owner(complaints, ref) == "gwen"


def test_an_absence_that_is_to_come_begins_on_its_day(cast, complaints, ref, away, database):
    away(cast.gwen, start=3, substitute="tom")
    assert owner(complaints, ref) == "gwen"
    with after(3):
        assert settling.look(database) == 1
        assert owner(complaints, ref) == "tom"


def test_without_a_substitute_the_stewards_are_asked_to_draw_anew(
    as_, cast, complaints, ref, helena, away, database
):
    away(cast.gwen)
    assert owner(complaints, ref) == "gwen" and orphans(database) == []
    assert "Who answers a complaint of" in said(as_(cast.iris).get("/home", status=200))
    assert "Have somebody else drawn" in said(complaints.page(cast.iris, ref))
    complaints.do(cast.iris, ref, "redraw", words="It cannot wait.")
    assert owner(complaints, ref) == "helena" and complaints.sound(ref)
    assert "A steward took it from Gwen Pryce." in said(complaints.page(cast.julian, ref))


def test_what_could_wait_is_asked_of_nobody_once_they_are_back(as_, cast, complaints, ref, away, database):
    away(cast.gwen, days=5)
    with after(6):
        settling.look(database)
    assert "Who answers a complaint of" not in said(as_(cast.iris).get("/home", status=200))


def test_who_stands_in_and_leaves_or_is_away_too_is_followed_by_the_next(
    as_, cast, complaints, ref, away, database, helena
):
    away(cast.gwen, substitute="helena")
    assert owner(complaints, ref) == "helena"
    away(helena, days=30, substitute="tom")
    assert owner(complaints, ref) == "tom"
    leave(as_, cast, "tom")
    assert owner(complaints, ref) == "gwen" and orphans(database) == []
    assert "Who answers a complaint of" in said(as_(cast.iris).get("/home", status=200))
    assert complaints.sound(ref)


def test_who_is_away_and_leaves_for_good_is_followed_by_another(
    as_, cast, complaints, ref, away, database, helena
):
    away(cast.gwen, substitute="tom")
    leave(as_, cast, "gwen")
    assert owner(complaints, ref) == "helena" and orphans(database) == []


def test_who_is_away_and_is_no_executive_any_more_is_followed_by_another(
    as_, cast, complaints, ref, away, database, helena
):
    away(cast.gwen, substitute="tom")
    roles(as_, cast, "gwen")
    assert owner(complaints, ref) == "helena" and orphans(database) == []


def test_whom_it_is_about_stands_in_for_nobody(cast, complaints, away, helena):
    ref = complaints.say(cast.julian, about="helena")
    complaints.owned(cast.marian, ref, cast.gwen)
    away(cast.gwen, substitute="helena")
    assert owner(complaints, ref) == "gwen"


def test_what_one_stood_in_for_is_not_counted_as_given_to_them(cast, complaints, ref, away, helena, unit):
    away(cast.gwen, substitute="helena")
    assert owner(complaints, ref) == "helena"
    with unit():
        known = {one.handle: one.served for one in drawing.of_month(today(), drawing.assignments(today()))}
    assert (known["helena"], known["gwen"]) == (0, 1)
