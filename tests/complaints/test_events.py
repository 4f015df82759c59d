"""Many complaints of one event: one executive, one letter to all who agree, each of the others in person."""

import re
from datetime import timedelta

import pytest
import time_machine

from portal.clans.queries import today
from portal.complaints import drawing, letters, receiving
from portal.complaints.model import Complaint, Event
from portal.kernel import clock
from portal.kernel.db import session
from portal.people.queries import by_handle, by_number
from tests import house
from tests import letters as post
from tests.complaints.test_leaving import leave
from tests.complaints.test_statements import OURS
from tests.pages import said
from workflows.complaints import draw

EVENTS = "/complaints/events"
HAPPENED = {
    "title": "The store stood under water",
    "happened": "2026-01-05",
    "known": "Water came into the store, and what hung there is ruined.",
    "severity": "4",
    "complexity": "3",
    "impact": "many",
    "safety": "no",
    "words": "What hung there is lost.",
    "offered": "yes",
}
WATER = "My coat is wet"
LETTER = "A pipe broke on Tuesday. We make every coat anew."


@pytest.fixture
def told(complaints, cast):
    """Three complaints of two customers who may be rivals."""
    return [complaints.say(one, f"{WATER}. {one.handle}") for one in (cast.julian, cast.ruth, cast.stranger)]


@pytest.fixture
def happened(as_, cast, helena):
    """A steward declares an event; gives its address and who was drawn for it."""

    def declare(refs, **more):
        answer = as_(cast.iris).post(EVENTS, data={**HAPPENED, "complaint": refs, **more}, status=303)
        return answer.headers["Location"]

    return declare


def _owner(unit, path):
    with unit():
        return by_number(session().get(Event, int(path.rpartition("/")[2])).owner_id)


def _kinds(row_page):
    return re.findall(r"Say whether one letter is enough for you|Speak with them in person", row_page)


def test_from_an_event_to_one_letter_and_a_talk_in_person(as_, cast, complaints, told, happened, unit):
    path = happened(told)
    owner = _owner(unit, path)
    julians, ruths, strangers = told
    for ref in told:
        one = complaints.it(ref)
        assert (one.owner.who, one.owner.how, one.event.answer) == (owner.handle, "event", "")
        assert one.assessment.severity == 4 and complaints.sound(ref)
        assert complaints.letters(ref)[-1] == "together"
    mine = said(complaints.page(cast.julian, julians))
    assert HAPPENED["known"] in mine and "Say whether one letter is enough for you" in mine
    assert "to speak with you in person" in mine  # silence is no consent
    complaints.do(cast.julian, julians, "answer_letter")
    complaints.do(cast.ruth, ruths, "ask_in_person")
    assert "to write you the letter" in said(complaints.page(cast.julian, julians))
    spoken = complaints.it(ruths)
    assert spoken.owners[0].because == "in_person" and spoken.owner.how == "drawn"

    page = said(as_(owner).get(path, status=200))
    assert "One letter is enough 1" in page and "They want to be spoken with 1" in page
    as_(cast.marian).post(f"{path}/letter", data={"words": LETTER}, status=404)
    as_(cast.iris).post(f"{path}/letter", data={"words": LETTER}, status=403)
    as_(owner).post(f"{path}/letter", data={"words": ""}, status=422)
    as_(owner).post(f"{path}/letter", data={"words": LETTER}, status=303)
    assert LETTER in said(complaints.page(cast.julian, julians))
    assert LETTER not in said(complaints.page(cast.ruth, ruths))
    assert complaints.letters(julians)[-1] == "letter"
    assert not _kinds(said(complaints.page(owner, julians)))
    as_(owner).post(f"{path}/letter", data={"words": "Again."}, status=409)

    complaints.do(cast.stranger, strangers, "answer_letter")  # the letter is here at once
    assert LETTER in said(complaints.page(cast.stranger, strangers))
    assert complaints.it(strangers).letters[-1].by == owner.handle
    complaints.do(cast.stranger, strangers, "ask_in_person")  # and a talk may still be asked for
    assert complaints.it(strangers).owner.how == "drawn"
    assert all(complaints.sound(ref) for ref in told)


def test_what_is_open_is_done_for_all_and_each_customer_answers_alone(
    as_, cast, complaints, told, happened, unit
):
    path = happened(told)
    owner = _owner(unit, path)
    for who, ref in zip((cast.julian, cast.ruth), told, strict=False):
        complaints.do(who, ref, "answer_letter")
    as_(owner).post(f"{path}/letter", data={"words": LETTER}, status=303)
    as_(owner).get(f"{path}/judge", status=200)
    as_(owner).post(f"{path}/judge", data={"verdict": "", "words": ""}, status=422)
    as_(owner).post(f"{path}/judge", data={"verdict": "upheld", "words": "It was our pipe."}, status=303)
    offer = {"words": "A new coat.", "by_date": "2027-06-01", "value": "200"}
    as_(owner).post(f"{path}/offer", data=offer, status=303)
    assert [complaints.it(ref).offers[0].value for ref in told] == [20_000] * 3
    as_(owner).get(f"{path}/offer", status=404)  # nowhere open any more
    complaints.do(cast.julian, told[0], "accept")
    complaints.do(cast.ruth, told[1], "counter", words="And the sleeves.")
    assert "in 1 complaint" in said(as_(owner).get(path, status=200))
    as_(owner).post(f"{path}/carry_out", data={"words": "It hangs in your hall."}, status=303)
    complaints.do(cast.julian, told[0], "accept_done")
    complaints.do(cast.julian, told[0], "close", outcome="satisfied", personally="no")
    assert [complaints.it(ref).status for ref in told] == ["closed", "open", "open"]
    as_(owner).get(f"{path}/acknowledge", status=404)
    as_(owner).post(f"{path}/name_cause", data={"kind": "material", "why1": "The pipe froze."}, status=303)
    prevents = {"changes": "no", "words": "Pipes freeze."}
    as_(owner).post(f"{path}/prevent", data=prevents, status=303)
    assert [len(complaints.it(ref).preventions) for ref in told] == [1, 0, 0]
    assert all(complaints.sound(ref) for ref in told)


def test_rivals_learn_nothing_of_each_other(as_, cast, complaints, told, happened, unit):
    path = happened(told)
    for who in (cast.julian, cast.ruth):
        as_(who).get(path, status=404)
        as_(who).get(EVENTS, status=404)
        as_(who).get(f"{EVENTS}/new", status=404)
    page = said(complaints.page(cast.julian, told[0]))
    assert "It happened to several." in page
    assert not [name for name in ("Northmoor", "Ruth", "Harrow", told[1]) if name in page]
    as_(cast.marian).get(path, status=404)
    helena = said(as_(_owner(unit, path)).get(path, status=200))
    assert "3 complaints came of it" in helena


def test_who_complains_from_now_on_is_asked_whether_it_is_this(as_, cast, complaints, told, happened, unit):
    page = as_(cast.colin).get("/complaints/new", status=200)
    assert "of which we know already" not in said(page)
    path = happened(told[:1])
    page = said(as_(cast.colin).get("/complaints/new", status=200))
    assert "Is it one of these, of which we know already?" in page and HAPPENED["title"] in page
    number = path.rpartition("/")[2]
    ref = complaints.say(cast.colin, "My coat too.", event=number)
    assert complaints.it(ref).event.event == int(number) and complaints.sound(ref)
    assert complaints.it(complaints.say(cast.colin, "Another thing.", event="999999")).event is None
    as_(cast.iris).post(f"{path}/end", status=303)
    assert HAPPENED["title"] not in said(as_(cast.colin).get("/complaints/new", status=200))
    assert complaints.it(complaints.say(cast.colin, "Mine as well.", event=number)).event is None
    as_(cast.iris).get(f"{path}/more", status=404)


def test_a_steward_puts_more_to_it_and_takes_out_what_did_not_come_of_it(
    as_, cast, complaints, told, happened
):
    path = happened(told[:1])
    assert said(as_(cast.iris).get(f"{path}/more", status=200)).count(WATER) == 2
    as_(cast.iris).post(f"{path}/more", data={}, status=422)
    as_(cast.iris).post(f"{path}/more", data={"complaint": [told[1], told[0], "nothing"]}, status=303)
    assert [bool(complaints.it(ref).event) for ref in told] == [True, True, False]
    complaints.do(cast.julian, told[1], "leave_event", status=404)
    complaints.do(cast.julian, told[0], "leave_event", status=403)
    complaints.do(cast.iris, told[0], "leave_event")
    assert complaints.it(told[0]).event is None and complaints.row(told[0]).event_id is None
    assert complaints.sound(told[0]) and not complaints.row(told[0]).gathered  # it is its owner's, alone
    complaints.do(cast.iris, told[0], "leave_event", status=409)


def test_what_is_missing_is_said_and_what_was_typed_is_kept(as_, cast, complaints, told):
    iris = as_(cast.iris)
    page = said(iris.post(EVENTS, data={**HAPPENED, "title": ""}, status=422))
    assert "Write in a few words what happened." in page and "Choose at least one complaint." in page
    assert HAPPENED["known"] in page
    page = said(iris.get(f"{EVENTS}/new?having=nobody+said+this", status=200))
    assert "None that is open and belongs to no event." in page
    assert said(iris.get(f"{EVENTS}/new?having=my+COAT", status=200)).count(WATER) == 3
    assert "That day is still to come." in said(iris.get(f"{EVENTS}/new?since=2038-01-01", status=200))
    as_(cast.gwen).get(f"{EVENTS}/new", status=404)
    as_(cast.gwen).post(EVENTS, data={**HAPPENED, "complaint": told}, status=404)


def test_nobody_who_may_not_have_one_of_them_is_drawn_for_all(as_, cast, complaints, told, helena, unit):
    about = complaints.say(cast.julian, f"{WATER}. Gwen laughed.", about="gwen")
    answer = as_(cast.iris).post(EVENTS, data={**HAPPENED, "complaint": [*told, about]}, status=303)
    assert _owner(unit, answer.headers["Location"]).handle == "helena"
    with unit():
        event = session().get(Event, int(answer.headers["Location"].rpartition("/")[2]))
        assert draw.replay(event.facts) == "helena"
    assert "was drawn" in said(complaints.page(cast.julian, told[0]))


def test_when_nobody_is_free_it_is_not_declared(as_, cast, complaints, told):
    about = complaints.say(cast.julian, f"{WATER}. Gwen laughed.", about="gwen")
    page = as_(cast.iris).post(EVENTS, data={**HAPPENED, "complaint": [about]}, status=409)
    assert "Nobody is here and free to answer it." in said(page) and HAPPENED["known"] in said(page)
    assert complaints.it(about).event is None


def test_an_event_is_one_load_and_only_a_confirmed_talk_counts(as_, cast, complaints, told, happened, unit):
    path = happened(told)
    owner = _owner(unit, path)

    def month():
        with unit():
            return [one for one in drawing.assignments(clock.now().date()) if one.handle == owner.handle]

    assert [(one.by_letter, one.confirmed) for one in month()] == [(True, None)]
    talk = {"manner": "phone", "on": "2026-01-05", "minutes": "20", "words": "He was calm."}
    complaints.do(owner, told[0], "talk", **talk)
    complaints.do(cast.julian, told[0], "talks/0/so")
    assert sorted(one.by_letter for one in month()) == [False, True]
    line = f"{owner.name} 1 of"
    assert line in said(as_(cast.marian).get("/complaints/months", status=200))
    assert "still to be confirmed" not in said(as_(cast.marian).get("/complaints/months", status=200))


def test_another_executive_is_asked_and_writes_the_letter(
    as_, cast, complaints, told, happened, helena, unit
):
    path = happened(told)
    other = {"gwen": helena, "helena": cast.gwen}[_owner(unit, path).handle]
    as_(cast.iris).post(f"{path}/owner", data={"person": "nobody"}, status=422)
    as_(other).post(f"{path}/owner", data={"person": other.handle}, status=404)
    complaints.do(cast.julian, told[0], "answer_letter")
    as_(cast.iris).post(f"{path}/owner", data={"person": other.handle}, status=303)
    as_(other).post(f"{path}/letter", data={"words": LETTER}, status=303)
    assert complaints.it(told[0]).letters[-1].by == other.handle


def test_the_executive_has_the_event_once_on_the_first_page_and_on_the_desk(as_, told, happened, unit):
    path = happened(told)
    owner = as_(_owner(unit, path))
    home = said(owner.get("/home", status=200))
    assert home.count("many complaints came of it") == 1 and "Speak with" not in home
    desk = said(owner.get("/desk", status=200))
    assert desk.count(HAPPENED["title"]) == 1 and WATER not in desk


def test_one_letter_is_agreed_to_from_a_mail_without_signing_in(
    office, nobody, complaints, told, happened, cast, database
):
    happened(told)
    letters.write_due(office.database, office.site)
    letter = next(one for one in post.to(database, "julian@example.org") if "one letter" in one.subject)
    link = re.search(r"/complaints/together/\S+", letter.text).group()
    page = nobody.get(link, status=200)
    assert HAPPENED["known"] in said(page) and complaints.it(told[0]).event.answer == ""
    nobody.post(f"{link}/enough", status=303)
    assert complaints.it(told[0]).event.answer == "yes"
    nobody.post(f"{link}/person", status=303)
    assert complaints.it(told[0]).event.answer == "no"
    nobody.get(link[:-3] + "abc", status=404)


def test_a_complaint_that_comes_back_is_answered_in_person(as_, cast, complaints, told, happened, unit):
    path = happened(told)
    owner = _owner(unit, path)
    complaints.do(cast.julian, told[0], "answer_letter")
    as_(owner).post(f"{path}/letter", data={"words": LETTER}, status=303)
    complaints.do(cast.julian, told[0], "close", outcome="satisfied", personally="no")
    with time_machine.travel(clock.now() + timedelta(days=60), tick=False):
        complaints.do(cast.julian, told[0], "reopen")
        assert complaints.it(told[0]).event is None
        assert "to speak with you in person" in said(complaints.page(cast.julian, told[0]))


def test_when_its_executive_leaves_the_event_is_drawn_anew_and_goes_on_as_one(
    as_, cast, complaints, told, happened, helena, unit
):
    path = happened(told)
    first = _owner(unit, path)
    other = {"gwen": helena, "helena": cast.gwen}[first.handle]
    complaints.do(cast.julian, told[0], "answer_letter")
    complaints.do(cast.ruth, told[1], "ask_in_person")
    leave(as_, cast, first.handle)
    assert _owner(unit, path).handle == other.handle
    for ref in (told[0], told[2]):
        row = complaints.row(ref)
        assert (row.it.owner.who, row.it.owner.how, row.gathered) == (other.handle, "event", True)
        assert complaints.sound(ref)
    as_(other).post(f"{path}/letter", data={"words": LETTER}, status=303)
    assert LETTER in said(complaints.page(cast.julian, told[0]))
    assert said(as_(other).get("/home", status=200)).count("many complaints came of it") == 1


def test_while_its_executive_is_away_who_stands_in_has_the_event(
    as_, cast, complaints, told, happened, helena, unit
):
    path = happened(told)
    first = _owner(unit, path)
    with unit():
        span = {"first": today().isoformat(), "last": (today() + timedelta(days=9)).isoformat()}
    away = {"person": first.handle, "substitute": "tom", **span}
    as_(cast.iris).post("/complaints/duties/away", data=away, status=303)
    assert {complaints.it(ref).owner.who for ref in told} == {"tom"}
    assert "many complaints came of it" in said(as_(cast.tom).get("/home", status=200))
    assert "many complaints came of it" not in said(as_(first).get("/home", status=200))
    assert HAPPENED["title"] in said(as_(cast.tom).get(path, status=200))
    as_(cast.tom).post(f"{path}/judge", data={"verdict": "upheld", "words": "Our pipe."}, status=303)
    assert all(complaints.it(ref).findings and complaints.sound(ref) for ref in told)


def _many(unit, cast, number):
    with unit():
        julian = by_handle("julian")
        for n in range(number):
            told = receiving.Told(words=f"{WATER}, number {n}.", complainant=julian)
            receiving.receive(julian, julian.account, told, {"channel": "portal"})


@pytest.mark.once
def test_two_hundred_at_once_take_as_few_statements_to_read_as_two(as_, cast, unit, database, happened):
    found = {}
    for number in (2, 198):
        _many(unit, cast, number)
        path = happened([], everything="yes")
        for who, page in ((cast.iris, path), (cast.iris, EVENTS), (_owner(unit, path), "/desk")):
            visitor = as_(who)
            visitor.get("/people", status=200)
            with house.asked(database) as statements:
                visitor.get(page, status=200)
            found.setdefault(page.rstrip("0123456789"), []).append(
                len([s for s in statements if s not in OURS])
            )
    assert {name: counts[0] - counts[-1] for name, counts in found.items()} == dict.fromkeys(found, 0)
    with unit():
        assert session().query(Complaint).filter(Complaint.gathered.is_(True)).count() == 200
