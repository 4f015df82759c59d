"""What is given to a customer to know: who receives it says whether it was of use, and two zeros stop it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.clans.queries import cards, today
from portal.kernel import clock
from portal.kernel.journal import Entry
from portal.kernel.verbs import NotNow
from portal.knowledge import actions, queries
from portal.notifications import asked
from portal.people import actions as people
from portal.people.queries import account_by_handle, by_handle
from tests.letters import link, to
from tests.pages import said
from workflows.knowledge import USED, WAITS

SHELF = "/customers/northmoor/knowledge"


def form(unit, **other):
    """A gift as its form sends it."""
    with unit():
        day = today()
    told = {"kind": "article", "title": "Segreto of felt", "words": "One page", "given_on": f"{day:%Y-%m-%d}"}
    return told | {"link": "https://example.org/felt?x=1", "people": ["ruth", "colin"]} | other


def give(unit, *names, who="tom", kind="article", title="Segreto"):
    """Give something; its number."""
    with unit():
        given = actions.Given(kind, title, today())
        northmoor = account_by_handle("northmoor")
        return actions.give(by_handle(who), northmoor, given, [by_handle(one) for one in names]).number


def rate(unit, name, number, rating, where=""):
    """Say whether it was of use."""
    with unit():
        one = queries.receipt(account_by_handle("northmoor"), number, by_handle(name))
        actions.rate(by_handle(name), one, rating, where)


def home(as_, person):
    """What somebody's first page says."""
    return said(as_(person).get("/home", status=200))


def test_the_clan_gives_and_each_who_received_it_says_what_it_was(as_, cast, unit):
    as_(cast.tom).post(SHELF, data=form(unit), status=303)
    page = said(as_(cast.ruth).get(SHELF, status=200))
    assert "Tom Hale" in page and "Ruth Vale not answered yet Say" not in page and "One page" in page
    with unit():
        number = queries.given(account_by_handle("northmoor"))[0][0].number
    at = f"{SHELF}/{number}/rate"
    assert "Was it of use? Tom Hale gave you an article" in home(as_, cast.ruth)
    for name in set(cast._fields[3:]) - {"susan", "felix"}:
        reads = name in {"ruth", "colin", "marian", "priya", "tom"}
        as_(getattr(cast, name)).get(SHELF, status=200 if reads else 404)
        as_(getattr(cast, name)).get(
            f"{SHELF}/new", status=200 if name in {"marian", "priya", "tom"} else 404
        )
        as_(getattr(cast, name)).get(at, status=200 if name in {"ruth", "colin"} else 404)
        if name not in {"ruth", "colin"}:
            as_(getattr(cast, name)).post(at, data={"rating": "4", "where": "x"}, status=404)
    as_(cast.ruth).post(SHELF, data=form(unit), status=403)
    assert "Write where it was used." in said(as_(cast.ruth).post(at, data={"rating": "4"}, status=422))
    for wrong in ("5", "-1", "", "x"):
        as_(cast.ruth).post(at, data={"rating": wrong}, status=422)
    as_(cast.ruth).post(at, data={"rating": "4", "where": "Coats are brushed now"}, status=303)
    page = said(as_(cast.tom).get(SHELF, status=200))
    assert "Ruth Vale we changed something because of it" in page and "Coats are brushed now" in page
    assert "What they used Segreto of felt we changed something" in page
    assert "Colin Marsh not answered yet" in page
    assert "Was it of use?" not in home(as_, cast.ruth) and "Was it of use?" in home(as_, cast.colin)
    assert "used 1 time" in said(as_(cast.ruth).get("/customers/northmoor", status=200))


@pytest.mark.parametrize(
    "other, says",
    [
        ({"kind": "gold"}, "Choose what it is."),
        ({"title": ""}, "Write what it is about."),
        ({"people": []}, "Choose to whom it was given."),
        ({"people": ["julian"]}, "Choose to whom it was given."),
        ({"given_on": "2999-01-01"}, "Choose a day that has been."),
        ({"given_on": "0026-11-23"}, "Write the year in four digits, such as"),
        ({"link": "javascript:alert(1)"}, "Write an address that begins with https://"),
        ({"link": "https://a@b.org"}, "Write an address that begins with https://"),
        ({"link": "//b.org/x"}, "Write an address that begins with https://"),
    ],
)
def test_what_cannot_be_given_is_said(as_, cast, unit, other, says):
    assert says in said(as_(cast.tom).post(SHELF, data=form(unit, **other), status=422))
    with unit():
        assert queries.figures(cast.northmoor.id).gifts == 0


def test_the_letter_says_it_once_and_leads_to_the_answer(cast, unit, database, site):
    number = give(unit, "ruth")
    asked.write_due(database, site)
    asked.write_due(database, site)
    (letter,) = to(database, "ruth@example.org")
    assert letter.subject == "Was it of use? Tom Hale gave you an article"
    assert link(letter) == f"{SHELF}/{number}/rate"


def test_what_is_not_answered_in_thirty_days_counts_as_not_received(as_, cast, unit):
    give(unit, "ruth", "colin")
    assert "2 wait" in said(as_(cast.tom).get(SHELF, status=200))
    with clock.as_of(clock.now() + WAITS + timedelta(minutes=1)):
        page = said(as_(cast.tom).get(SHELF, status=200))
        assert "2 not received" in page and "Ruth Vale not received" in page


def test_another_answer_keeps_the_one_before(as_, cast, unit):
    number = give(unit, "ruth")
    rate(unit, "ruth", number, 0)
    rate(unit, "ruth", number, 3, "In the depot")
    rate(unit, "ruth", number, 3, "In the depot")
    page = said(as_(cast.tom).get(SHELF, status=200))
    assert "In the depot before that: no use" in page and page.count("before that") == 1


def test_two_of_no_use_in_a_row_ask_who_received_them_and_who_gave_them(as_, cast, unit):
    for kind in ("article", "training"):
        rate(unit, "ruth", give(unit, "ruth", kind=kind), 0)
    told = "Stop giving Ruth Vale a training and an article?"
    asks = "Stop giving Ruth Vale an article and a training?"
    for name, reads in (("ruth", True), ("tom", True), ("marian", False), ("colin", False)):
        page = home(as_, getattr(cast, name))
        assert (asks in page or told in page) is reads, name
    page = said(as_(cast.ruth).get(SHELF, status=200))
    assert "Two in a row were of no use to you" in page and "Stop it" in page
    assert "Stop it" not in said(as_(cast.colin).get(SHELF, status=200))
    with unit():
        (question,) = queries.questions(cast.northmoor.id, [by_handle("ruth")])
    about = {"person": "ruth", "number": question.number}
    as_(cast.colin).post(f"{SHELF}/stop", data=about, status=403)
    as_(cast.ruth).post(f"{SHELF}/stop", data={**about, "number": 1}, status=303)
    assert "Stop giving" in home(as_, cast.ruth)
    as_(cast.ruth).post(f"{SHELF}/stop", data=about, status=303)
    assert "Stop giving" not in home(as_, cast.tom)
    answer = as_(cast.marian).post(SHELF, data=form(unit), status=409)
    assert "Ruth Vale had no use for this kind, and it was agreed to stop. Leave them out." in said(answer)
    give(unit, "colin")
    give(unit, "ruth", kind="visit")
    assert "Ruth Vale: an article and a training" in said(as_(cast.tom).get(SHELF, status=200))
    as_(cast.tom).post(f"{SHELF}/go-on", data=about, status=303)
    give(unit, "ruth")


def test_going_on_asks_again_only_after_another_of_no_use(cast, unit):
    for _ in range(2):
        rate(unit, "ruth", give(unit, "ruth"), 0)
    with unit():
        actions.go_on(by_handle("tom"), queries.question(cast.northmoor.id, by_handle("ruth")))
        assert queries.question(cast.northmoor.id, by_handle("ruth")) is None
    rate(unit, "ruth", give(unit, "ruth"), 0)
    with unit():
        assert queries.question(cast.northmoor.id, by_handle("ruth")) is not None


def test_what_waits_for_who_gave_it_is_handed_to_the_seniors_when_they_go(as_, cast, unit):
    for _ in range(2):
        rate(unit, "ruth", give(unit, "ruth"), 0)
    assert "Stop giving" not in home(as_, cast.marian)
    with unit():
        people.unseat(cast.ada, account_by_handle("northmoor"), by_handle("tom"))
    assert "Stop giving Ruth Vale an article?" in home(as_, cast.marian)
    page = said(as_(cast.marian).get(SHELF, status=200))
    assert "Stop it" in page and "Tom Hale" in page, "what they gave stays under their name"


def test_a_mistake_is_taken_back_and_counts_no_more(as_, cast, unit):
    number = give(unit, "ruth")
    as_(cast.marian).post(f"{SHELF}/{number}/take-back", status=403)
    as_(cast.tom).post(f"{SHELF}/{number}/take-back", status=303)
    as_(cast.tom).post(f"{SHELF}/{number}/take-back", status=303)
    assert "Was it of use?" not in home(as_, cast.ruth)
    as_(cast.ruth).get(f"{SHELF}/{number}/rate", status=404)
    as_(cast.ruth).post(f"{SHELF}/{number}/rate", data={"rating": "2"}, status=409)
    page = said(as_(cast.ruth).get(SHELF, status=200))
    assert "taken back" in page and "Given 0 times" in page
    with unit(), pytest.raises(NotNow):
        actions.rate(
            by_handle("ruth"), queries.receipt(account_by_handle("northmoor"), number, cast.ruth), 2, ""
        )


def test_every_figure_is_in_the_journal_and_no_word_is(cast, unit):
    numbers = [give(unit, "ruth", "colin"), give(unit, "ruth"), give(unit, "colin")]
    rate(unit, "ruth", numbers[0], 0)
    rate(unit, "ruth", numbers[0], 4, "Segreto place")
    rate(unit, "colin", numbers[2], 1)
    with unit():
        actions.take_back(by_handle("tom"), queries.gift(account_by_handle("northmoor"), numbers[1]))
    with unit() as session:
        chosen = select(Entry).where(Entry.stream == f"clan:{cast.northmoor.id}").order_by(Entry.seq)
        entries = list(session.scalars(chosen))
        assert "Segreto" not in "".join(f"{one.facts}{one.changes}" for one in entries)
        gone = {one.facts["gift"] for one in entries if one.verb == "gift.take_back"}
        told = {one.facts["gift"]: one.facts["to"] for one in entries if one.verb == "gift.give"}
        to = [(gift, name) for gift, names in told.items() if gift not in gone for name in names]
        rated = {(one.facts["gift"], one.actor): one.facts for one in entries if one.verb == "gift.rate"}
        held = [rated[one]["rating"] for one in to if one in rated]
        found = queries.figures(cast.northmoor.id)
        assert (found.gifts, found.received) == (len(told.keys() - gone), len(held)) == (2, 2)
        assert found.used == sum(one >= USED for one in held) == 1
        assert found.waiting == len(to) - len(held) == 1
        card = cards(account_by_handle("northmoor"), cast.ruth)["knowledge"]
        assert (card["gifts"], card["used"]) == (found.gifts, found.used)
