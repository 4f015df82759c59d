"""Letters of first weeks, and the link in one of them, under which somebody says whether it was so."""

from datetime import date, timedelta

import pytest

from portal.cases import post
from portal.kernel import clock
from portal.people import actions as people
from portal.people import standing
from portal.people.queries import account_by_handle, by_handle
from portal.quests import actions, letters, queries
from tests.letters import link, to
from tests.pages import said
from tests.quests.conftest import MONDAY, WEEKS, take
from workflows.quests import Kind


@pytest.fixture
def site(app):
    """The portal as its letters name it."""
    return post.site(app.config["SETTINGS"])


def write(database, site):
    """Let the worker write, twice: nothing is written a second time."""
    written = letters.write_due(database, site)
    assert letters.write_due(database, site) == 0
    return written


def asked_of(database, site, unit, handle="julian"):
    """The address in the letter that asks whether a step was so."""
    take(unit, Kind.TALKED, by_handle_name(unit, handle))
    write(database, site)
    return link(to(database, f"{handle}@example.org")[-1])


def by_handle_name(unit, handle):
    """The name of somebody."""
    with unit():
        return by_handle(handle).name


def test_a_newcomer_is_told_whom_they_stand_for(ben, database, site):
    assert write(database, site) == 1
    (letter,) = to(database, "ben@example.org")
    assert letter.subject == "You stand for Julian Okoro"
    assert "You have until Wednesday 31 March" in " ".join(letter.text.split())
    assert link(letter) == f"{WEEKS}/ben" and letter.stop


def test_who_is_named_is_asked_and_answers_with_one_press_without_signing_in(
    ben, database, site, unit, nobody, cast, as_
):
    at = asked_of(database, site, unit)
    letter = to(database, "julian@example.org")[-1]
    assert letter.subject == "Was it so? Ben Adler names you" and "“I saw it”" in letter.text
    for _ in range(2):  # mail programs look at every link
        page = said(nobody.get(at, status=200))
        assert "Ben Adler says that you talked with each other on Tuesday 2 March." in page
        assert "Yes, it was so" in page
    with unit():
        assert queries.weeks(queries.get(account_by_handle("okoro"), "ben")).confirmed == 0
    nobody.post(f"{at}/so", status=303)
    nobody.post(f"{at}/so", status=303)
    assert "You confirmed it." in said(nobody.get(at, status=200))
    with unit():
        assert queries.weeks(queries.get(account_by_handle("okoro"), "ben")).confirmed == 1
    assert "answered this already" in said(nobody.post(f"{at}/otherwise", data={"words": "No"}, status=409))


def test_it_was_otherwise_needs_words(ben, database, site, unit, nobody):
    at = asked_of(database, site, unit)
    assert "how it was" in said(nobody.post(f"{at}/otherwise", data={"words": ""}, status=422))
    nobody.post(f"{at}/otherwise", data={"words": "We only wrote"}, status=303)
    assert "You said that it was otherwise." in said(nobody.get(at, status=200))


def test_a_link_that_this_house_did_not_make_or_whose_reader_has_left_opens_nothing(
    ben, database, site, unit, nobody, cast
):
    at = asked_of(database, site, unit)
    for wrong in (f"{at}x", "/first-weeks/WzEsMl0.AAAA", "/first-weeks/-"):
        nobody.get(wrong, status=404)
        nobody.post(f"{wrong}/so", status=404)
    with unit():
        people.add_person(
            people.OPERATOR, "Ann", "ann@example.org", side="customer", account=account_by_handle("okoro")
        )
        standing.leave(by_handle("julian"), by_handle("julian"))
    nobody.get(at, status=404)
    nobody.post(f"{at}/so", status=404)


def test_the_same_waits_on_the_first_page_of_who_is_named(ben, database, site, unit, cast, as_):
    at = asked_of(database, site, unit)
    page = as_(cast.julian).get("/home", status=200)
    assert "Ben Adler names you in their first weeks" in said(page) and f'href="{at}"' in page.text
    assert "names you" not in said(as_(cast.ruth).get("/home", status=200))
    with unit():
        step = queries.waiting_for(by_handle("julian"))[0]
        actions.confirm(by_handle("julian"), step)
    assert "names you" not in said(as_(cast.julian).get("/home", status=200))


def test_an_invitation_goes_to_the_newcomer_and_the_answer_to_who_invited(ben, database, site, unit, cast):
    with clock.as_of(MONDAY), unit():
        quest = queries.get(account_by_handle("okoro"), "ben")
        made = actions.offer(
            by_handle("julian"), quest, "Ride the early train", date(2027, 3, 9), "Platform 2"
        )
    write(database, site)
    letter = to(database, "ben@example.org")[-1]
    assert letter.subject == "Julian Okoro invites you: Ride the early train"
    assert "on Tuesday 9 March" in letter.text and "Platform 2" in letter.text
    assert link(letter) == f"{WEEKS}/ben/offers/{made.id}"
    with clock.as_of(MONDAY + timedelta(days=1)), unit():
        quest = queries.get(account_by_handle("okoro"), "ben")
        actions.accept(by_handle("ben"), queries.offer(quest, made.id), "With pleasure")
    write(database, site)
    letter = to(database, "julian@example.org")[-1]
    assert letter.subject == "Ben Adler comes on Tuesday 9 March" and "With pleasure" in letter.text


def test_nobody_is_written_to_who_left_or_wants_no_letters(ben, database, site, unit, cast):
    with unit() as session:
        session.get_one(people.Person, cast.julian.id).letters = "nothing"
        take_quietly = queries.get(account_by_handle("okoro"), "ben")
        take_quietly.told = True
    take(unit, Kind.TALKED, "Julian Okoro")
    assert write(database, site) == 0 and to(database, "julian@example.org") == []


def test_a_letter_is_in_the_language_of_who_reads_it(ben, database, site, unit, cast):
    with unit() as session:
        session.get_one(people.Person, cast.julian.id).language = "de"
    take(unit, Kind.TALKED, "Julian Okoro")
    write(database, site)
    (letter,) = to(database, "julian@example.org")
    assert letter.subject == "War es so? Ben Adler nennt Sie" and "„I saw it“" in letter.text
