"""Letters about what customers ask of their clan: once, to whose it is today, and back to who asked."""

import pytest

from portal.cases import post
from portal.clans import actions
from portal.clans.model import Question
from portal.notifications import asked
from portal.people import actions as people
from portal.people import standing
from portal.people.queries import account_by_handle, by_handle
from tests.letters import to


@pytest.fixture
def write(app, database):
    """Let the worker write; how many letters."""
    site = post.site(app.config["SETTINGS"])
    return lambda: asked.write_due(database, site)


def ask(unit, cast):
    """What Julian asks; its number."""
    with unit():
        return actions.ask(cast.julian, account_by_handle("okoro"), "Accounting", "The deposit").id


def test_the_senior_whose_it_is_gets_one_letter(write, unit, cast, database):
    number = ask(unit, cast)
    assert write() == 1 and write() == 0
    (letter,) = to(database, "marian@example.org")
    assert letter.subject == "Julian Okoro: who is our person in Accounting?"
    assert "It waits for you until" in " ".join(letter.text.split()) and "The deposit" in letter.text
    assert f"/customers/okoro/questions/{number}/answer" in letter.text


def test_whoever_takes_it_over_gets_one_too(write, unit, cast, database):
    ask(unit, cast)
    write()
    with unit():
        people.seat(cast.ada, account_by_handle("okoro"), cast.piotr, senior=True)
        standing.leave(cast.ada, by_handle("marian"))
    assert write() == 1 and write() == 0
    assert "It waits for you" in " ".join(to(database, "piotr@example.org")[0].text.split())
    assert len(to(database, "marian@example.org")) == 1


def test_who_asked_hears_the_answer_and_nobody_who_left_hears_anything(write, unit, cast, database):
    number = ask(unit, cast)
    write()
    with unit() as session:
        question = session.get_one(Question, number)
        actions.answer(cast.piotr, account_by_handle("okoro"), question, cast.priya, "She writes your bills")
    assert write() == 1 and write() == 0
    (letter,) = to(database, "julian@example.org")
    assert (
        letter.subject == "Your person in Accounting: Priya Shah" and "She writes your bills" in letter.text
    )
    ask(unit, cast)
    with unit():
        standing.leave(cast.ada, by_handle("marian"))
    assert write() == 0, "it waits at an open seat, of which nobody is told by letter"
