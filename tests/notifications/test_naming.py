"""Whoever is named in a message has a letter of their own: at once, once, answered where they were named."""

import re

import pytest

from portal.cases import actions, queries, rooms, talking
from portal.kernel import clock
from tests.notifications.conftest import mail
from tests.notifications.test_telling import chooses, day, post, told

__all__ = ["post", "told"]


def names(order, person, moment, text="@julian which lining?", place="need.need"):
    """Somebody names Julian at a moment; gives the number of the message."""
    with clock.as_of(moment):
        order.do(person, actions.say, text, place)
    return order.thread.seq


def test_who_is_named_is_told_at_once_once_and_answers_at_that_place(told, cast, post, office, database):
    names(told, cast.marian, day(1, 11))
    names(told, cast.marian, day(1, 11), "A word to all", "")
    (letter,) = post(day(1, 11, 1))
    assert letter.to == "julian@example.org"
    assert letter.subject == "Marian Wren named you: A coat for the rain"
    assert "Marian Wren named you, about " in letter.text
    assert "“@julian which lining?”" in letter.text
    assert "A word to all" not in letter.text
    assert f"/orders/{told.ref}/stages/need/lines/need#talk" in letter.text
    assert post(day(1, 12)) == []
    assert office.take(mail(letter.reply_to, "The blue one.")) == "taken"
    with database.unit(write=False):
        case = queries.get(cast.julian, told.ref)
        (before, said) = talking.after(case, 0, 9, "need.need")[-2:]
    assert (before.by, said.by, said.text) == ("marian", "julian", "The blue one.")
    (daily,) = post(day(3))
    assert "A word to all" in daily.text
    assert "which lining" not in daily.text


def test_it_leads_to_the_order_where_one_is_named_about_the_whole_of_it(told, cast, post):
    names(told, cast.marian, day(1, 11), place="")
    (letter,) = post(day(1, 11, 1))
    assert f"/orders/{told.ref}#log" in letter.text


@pytest.mark.parametrize("how", ["weekly", "moves"])
def test_it_waits_for_nobodys_day_but_for_their_quiet_time(told, cast, post, database, how):
    chooses(database, how)
    names(told, cast.marian, day(1, 23))
    assert post(day(1, 23, 30)) == []
    assert [one.subject for one in post(day(2, 7, 1))] == ["Marian Wren named you: A coat for the rain"]


def test_it_does_not_come_to_who_wants_none_was_there_or_of_what_was_taken_back(
    told, cast, post, as_, database
):
    said = names(told, cast.marian, day(1, 11))
    with clock.as_of(day(1, 12)):
        told.do(cast.marian, talking.take_back, said)
    names(told, cast.marian, day(1, 12))
    with clock.as_of(day(1, 12, 5)):
        as_(cast.julian).get(told.at(), status=200)
    assert post(day(1, 13)) == []
    chooses(database, "nothing")
    names(told, cast.marian, day(1, 20))
    assert post(day(2, 10)) == []


def test_who_wants_no_letter_of_its_own_reads_it_in_the_next_one(told, cast, post, as_, database):
    page = as_(cast.julian).get("/settings", status=200).text
    assert re.search(r'name="named"[^>]* checked', page)
    hours = {"quiet_from": "20:00", "quiet_until": "07:00", "letters": "daily"}
    as_(cast.julian).post("/settings/letters", data=hours, status=303)
    assert not re.search(r'name="named"[^>]* checked', as_(cast.julian).get("/settings", status=200).text)
    names(told, cast.marian, day(1, 11))
    assert post(day(1, 11, 1)) == []
    (daily,) = post(day(3))
    assert "Marian Wren named you: “@julian which lining?”" in daily.text


def test_of_ones_own_room_it_says_only_that_one_was_named_and_takes_no_answer(told, cast, post, database):
    chooses(database, "daily")
    with database.unit(write=True) as session:
        session.get(type(cast.marian), cast.marian.id).letters = "daily"
    with clock.as_of(day(1, 11)):
        told.do(cast.priya, rooms.say, "@marian and @julian: between us, he pays late")
    (letter,) = post(day(1, 11, 1))
    assert letter.to == cast.marian.email
    assert letter.subject == "Priya Shah named you in your own room: A coat for the rain"
    assert "pays late" not in letter.text + letter.html
    assert letter.reply_to == ""
    assert "You can simply answer" not in letter.text
    assert f"/orders/{told.ref}/our-room" in letter.text
    assert post(day(1, 12)) == []


def test_somebody_who_may_not_see_the_order_any_more_is_not_told(told, cast, post, database):
    names(told, cast.marian, day(1, 11))
    with database.unit(write=True) as session:
        session.get(type(cast.julian), cast.julian.id).left = day(1, 11)
    assert post(day(1, 12)) == []
    names(told, cast.marian, day(1, 13), "@piotr @colin look at this")
    assert post(day(1, 14)) == []
