"""Letters about what is asked and what waits: to whoever holds it, once, one a day, not in their quiet."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete, select, update

from portal.cases import actions, calling, changing, queries, reminding, together
from portal.cases.model import Calling
from portal.cases.post import Site
from portal.kernel import clock, mail
from portal.kernel.mail import Letter
from portal.notifications import telling
from portal.people import actions as people
from portal.people.model import Person
from portal.people.queries import by_handle
from tests.cases import playing
from tests.letters import postbox
from tests.pages import said
from workflows.booked import ByHand, Wish

SITE = Site("https://portal.wren.example", "portal@wren.example")
MONDAY = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


def day(number, hour=9, minute=0):
    """A moment of that March."""
    return datetime(2027, 3, number, hour, minute, tzinfo=UTC)


@pytest.fixture
def post(database):
    """Let the worker look at a moment, and give what it wrote, to people who want no news beside it."""
    with database.unit(write=True) as session:
        session.execute(update(Person).values(letters="moves"))

    def letters_at(moment):
        with clock.as_of(moment):
            telling.write_due(database, SITE)
        with database.unit(write=True) as session:
            found = list(session.scalars(select(Letter).order_by(Letter.id)))
            session.execute(delete(Letter))
        return found

    return letters_at


@pytest.fixture
def need(database, cast):
    """A need that was stated on Monday; the customer has two days to say the rest and sign."""
    with clock.as_of(MONDAY):
        return playing.begin(database, cast.julian, cast.okoro)


def to(found):
    """The handles of those who got letters."""
    return [letter.to.partition("@")[0] for letter in found]


def at(moment, order, person, deed, *words):
    """Do something at that moment."""
    with clock.as_of(moment):
        return order.do(person, deed, *words)


def test_what_waits_past_its_day_is_told_on_the_next_and_every_five_working_days(need, post):
    assert [post(day(number)) for number in (1, 2, 3)] == [[], [], []]
    assert post(day(4, 5, 59)) == []
    (first,) = post(day(4))
    assert to([first]) == ["julian"] and first.sealed
    assert "“A coat for the rain”: it is your move." in first.text
    assert "It was expected by Wednesday 3 March 2027." in first.text
    assert first.text.count("https://") == 2  # the one button, and where quiet hours are set
    assert f"https://portal.wren.example/orders/{need.ref}#move" in first.text
    assert [post(day(number)) for number in (4, 5, 8, 10)] == [[], [], [], []]
    assert to(post(day(11))) == ["julian"]
    assert post(day(12)) == [] and to(post(day(18))) == ["julian"]


def test_whoever_has_many_orders_gets_one_letter_a_day(database, need, cast, post):
    for number in range(3):
        with clock.as_of(MONDAY + timedelta(hours=number)):
            playing.begin(database, cast.julian, cast.okoro, title=f"Coat {number}")
    (one,) = post(day(4))
    assert all(f"“{title}”" in one.text for title in ("A coat for the rain", "Coat 0", "Coat 2"))
    assert "https://portal.wren.example/home\n" in one.text
    assert one.subject.endswith("Wednesday 3 March 2027.") or one.subject[0].isdigit()
    assert post(day(4, 18)) == []


def test_letters_wait_for_the_end_of_quiet_hours_and_days_off(need, cast, post, database):
    with database.unit(write=True):
        people.prefer(
            cast.julian, quiet_from="17:00", quiet_until="12:30", quiet_days="45", zone="Asia/Tokyo"
        )
    assert post(day(4)) == [] and post(day(5, 10)) == []  # Thursday and Friday are off
    assert post(day(6, 3)) == []  # noon in Tokyo on Saturday
    assert to(post(day(6, 3, 31))) == ["julian"]
    with database.unit(write=False) as session:
        nexts = set(session.scalars(select(Calling.next).where(Calling.side == "customer")))
    assert nexts >= {day(12, 6)}


def test_a_proposal_is_told_to_whom_it_is_made_and_its_answer_to_whoever_asked(need, cast, post):
    at(MONDAY, need, cast.julian, actions.write, "need", {"title": "A long coat"}, {"title": 1})
    wish = Wish(value="A short coat", why="For the bicycle")
    key = at(day(2), need, cast.julian, changing.propose, "need", "title", wish)
    (asked,) = post(day(2, 10))
    assert to([asked]) == ["marian"]
    assert "Julian Okoro asks for a change:" in asked.text and "“For the bicycle”" in asked.text
    assert "“A long coat”: Julian has the move; this is for you." in asked.text
    assert post(day(2, 11)) == []
    at(
        day(2, 12),
        need,
        cast.marian,
        changing.counter,
        key,
        Wish(way="Shorter at the back", by_hand=ByHand()),
    )
    assert "Marian Wren offers another way" in post(day(2, 13))[0].text
    at(day(3, 9), need, cast.julian, changing.decline, key, "It would look odd")
    (answered,) = post(day(3, 10))
    assert to([answered]) == ["marian"] and "Julian Okoro said no" in answered.text
    assert "“It would look odd”" in answered.text
    assert post(day(3, 12)) == []


def test_a_proposal_that_ran_out_comes_back_to_whoever_made_it(as_, need, cast, post):
    at(day(1, 10), need, cast.marian, changing.propose, "need", "title", Wish(way="Call it a cloak"))
    assert "asks for a change" in post(day(1, 11))[0].text
    told = [letter for number in range(2, 9) for letter in post(day(number))]
    assert to(told) == ["julian"]  # his own part of the need; the answer is due in a working week
    assert to(post(day(9))) == ["marian"]  # 8 March was its last day
    assert not any("Answer the proposal" in letter.text for letter in post(day(11)))
    with need.database.unit(write=False) as session:
        says = session.scalar(select(Calling.says).where(Calling.key.startswith("ran_out")))
    assert says.startswith("What you asked for ran out on Monday 8 March 2027 without an answer")
    (key,) = need.thread.proposals
    with clock.as_of(day(10)):
        page = said(as_(cast.marian).get(need.at(), status=200))
        assert "Ask anew, or take it back: Name" in page and "Name it has run out" in page
        assert "Ask anew, or take it back: Name" in said(as_(cast.julian).get(need.at("/turns")))
        page = said(as_(cast.marian).get(need.at(f"/proposals/{key}"), status=200))
        assert "It has run out without an answer. You may ask anew, or take it back." in page
        assert "and nobody answered." in page and "Ask anew" in page
        page = said(as_(cast.julian).get(need.at(f"/proposals/{key}"), status=200))
        assert "It has run out without an answer. Marian may ask anew, or take it back." in page
    at(day(11), need, cast.marian, changing.counter, key, Wish(way="Call it a cloak"))  # the same, anew
    assert to(post(day(12))) == ["julian"]


def test_a_broken_promise_is_told_to_both_sides(need, cast, post):
    at(MONDAY, need, cast.julian, together.ask, "need", "Send a drawing?", "clan")
    key = f"c{need.thread.seq}"
    at(MONDAY, need, cast.marian, together.promise, key, date(2027, 3, 2))
    assert post(day(2, 12)) == []
    found = {letter.to.partition("@")[0]: letter.text for letter in post(day(3))}
    assert found.keys() == {"julian", "marian"}
    late = "Marian Wren promised this by Tuesday 2 March 2027, and it is not done yet: Send a drawing?"
    assert f"{late}\n" in found["julian"]
    assert "Promise: Send a drawing? It was expected by Tuesday 2 March 2027." in found["marian"]
    at(day(3, 12), need, cast.marian, together.done, key)
    with need.database.unit(write=False) as session:
        assert not session.scalars(select(Calling).where(Calling.key.startswith("broken"))).all()


def test_what_was_done_meanwhile_is_not_told(need, cast, post):
    with clock.as_of(day(3, 12)):
        playing.to_cloth(need, cast.julian, cast.marian)
    assert post(day(4)) == []


def test_only_those_who_may_see_the_order_are_written_to(need, cast, post, database):
    with clock.as_of(day(2)):
        playing.to_cloth(need, cast.julian, cast.marian)
    with database.unit(write=True):
        people.unseat(people.OPERATOR, queries.get(cast.julian, need.ref).account, by_handle("marian"))
    found = post(day(31))
    assert "marian" not in to(found) and "piotr" in to(found)  # the next of the clan
    with database.unit(write=True):
        by_handle("piotr").left = day(31)
    assert "priya" in to(found := post(day(31) + timedelta(days=14))) and "piotr" not in to(found)


def test_either_side_reminds_the_other_once_a_day(as_, need, cast, post):
    words = {"why": "The cloth is waiting at the mill"}
    page = as_(cast.marian).get(need.at("/remind"), status=200).text
    assert "Remind Julian Okoro?" in page and "once a day" in page.lower()
    with clock.as_of(day(4)):
        assert len(post(day(4))) == 1
        as_(cast.marian).post(need.at("/remind"), data=words, status=303)
        assert need.last == "Marian Wren reminded Julian Okoro: “The cloth is waiting at the mill”"
        (letter,) = post(day(4, 10))  # beside the letter of that day
        assert to([letter]) == ["julian"]
        assert "Marian Wren reminds you: “The cloth is waiting at the mill”" in letter.text
        again = as_(cast.marian).post(need.at("/remind"), data=words, status=409)
        assert "Marian Wren has reminded them already. Once a day is enough." in again.text
        as_(cast.marian).post(need.at("/remind"), data={"why": ""}, status=422)
    assert post(day(4, 11)) == []
    with clock.as_of(day(5, 10)):
        as_(cast.marian).post(need.at("/remind"), data=words, status=303)
    nothing = as_(cast.julian).post(need.at("/remind"), data=words, status=409)
    assert "Nothing waits for the other side" in nothing.text
    for outside in (cast.stranger, cast.tom, cast.gwen):
        as_(outside).get(need.at("/remind"), status=404)
        as_(outside).post(need.at("/remind"), data=words, status=404)


def test_a_worker_that_dies_in_the_middle_tells_it_later_and_once(need, post, database):
    with pytest.raises(RuntimeError), clock.as_of(day(4)), database.unit(write=True):
        assert telling.tell_due(SITE, [queries.get(need.person, need.ref).id]) == 1
        raise RuntimeError("killed")
    assert len(post(day(4))) == 1 and post(day(4)) == []


def test_an_order_that_is_there_already_is_told_of_from_now_on(need, post, database):
    with database.unit(write=True) as session:
        session.execute(delete(Calling))
        queries.get(need.person, need.ref).due = None
    with clock.as_of(day(8)):
        calling.replan(database)
    assert to(post(day(8))) == ["julian"]
    with database.unit(write=False):
        assert queries.get(need.person, need.ref).due == date(2027, 3, 3)


def test_the_letter_goes_out_by_a_real_server(need, database):
    with clock.as_of(day(4)):
        assert telling.write_due(database, SITE) == 1
        with postbox() as box:
            assert mail.send_due(database, box.url, "portal@wren.example") == 1
    (letter,) = box.letters
    assert letter["To"] == "julian@example.org"
    text = letter.get_payload()[0]
    assert "it is your move" in text.get_payload(decode=True).decode()


def test_a_person_says_when_they_want_no_letters_and_leaves_one_day(as_, cast, database):
    julian, chosen = (
        as_(cast.julian),
        {"quiet_from": "19:30", "quiet_until": "08:15", "quiet_days": ["6", "7"]},
    )
    assert 'value="20:00"' in julian.get("/settings", status=200).text
    julian.post("/settings/letters", data=chosen, status=303)
    assert 'value="19:30"' in julian.get("/settings", status=200).text
    for words, told in (
        ({"quiet_days": list("1234567")}, "Leave at least one day on which letters may come."),
        ({"quiet_from": "25:00"}, "Write a time of the day, such as 20:00."),
        ({"quiet_until": "soon"}, "Write a time of the day, such as 20:00."),
    ):
        assert told in julian.post("/settings/letters", data={**chosen, **words}, status=422).text
    with database.unit(write=False):
        found = by_handle("julian")
        assert (found.quiet_from, found.quiet_until, found.quiet_days) == ("19:30", "08:15", "67")


def test_reminding_is_a_deed_of_the_rules(need, cast):
    at(MONDAY, need, cast.marian, reminding.remind, "Please look")
    assert need.thread.reminded["customer"].words == "Please look"


def test_lists_follow_at_once_when_somebody_changes_the_days_on_which_they_work(need, cast, database):
    """Two days for the need from Monday: Wednesday 3 March; if they work on Fridays alone, Friday 12."""

    def due():
        with database.unit(write=False):
            return queries.get(need.person, need.ref).due

    with clock.as_of(MONDAY):
        known = calling.follow_days(database, {})
        assert calling.follow_days(database, known) == known and due() == date(2027, 3, 3)
        with database.unit(write=True):
            account = queries.get(cast.julian, need.ref).account
            people.set_days(cast.julian, account, working_days="5", holidays=[])
        calling.follow_days(database, known)
    assert due() == date(2027, 3, 12)


def test_nobody_switches_off_that_the_other_side_reminds_them_but_they_choose_their_quiet_hours(
    need, cast, post, database
):
    with database.unit(write=True):
        people.prefer(cast.julian, letters="nothing", quiet_from="20:00", quiet_until="08:00")
    assert post(day(4)) == []  # what merely waits past its day is not told to who wants no letters
    at(day(4, 22), need, cast.marian, reminding.remind, "The mill asks for the cloth")
    assert post(day(4, 22, 5)) == []
    (letter,) = post(day(5, 8, 30))
    assert to([letter]) == ["julian"] and "The mill asks for the cloth" in letter.text
    assert post(day(5, 9)) == [] and post(day(12)) == []
