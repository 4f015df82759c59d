"""Contacts that somebody noted by hand: who notes, who corrects, who contradicts, and how they are found."""

from datetime import timedelta

import pytest

from portal.clans.queries import today
from portal.kernel import clock, journal
from portal.kernel.verbs import sentence
from portal.people.queries import account_by_handle, by_handle
from portal.relationship import actions, queries
from tests.pages import said
from tests.relationship.test_chart import listed

NORTH = "/customers/northmoor"
TOUCHES = f"{NORTH}/touches"


def words(unit, **other):
    """A note as its form sends it."""
    with unit():
        day = today()
    told = {"member": "tom", "person": "ruth", "on": f"{day:%Y-%m-%d}", "way": "visit", "first": "customer"}
    return told | {"about": "The new plant in York opens in May", "next": "See its ovens"} | other


def number(unit):
    """The number of the newest note."""
    with unit():
        return queries.touches(account_by_handle("northmoor"), (), None)[0].id


def test_both_sides_note_and_read_and_nobody_else(as_, cast, unit):
    for name in set(cast._fields[3:]) - {"susan", "felix"}:
        reads = name in {"ruth", "colin", "marian", "priya", "tom"}
        for path in (TOUCHES, f"{TOUCHES}/new"):
            as_(getattr(cast, name)).get(path, status=200 if reads else 404)
    as_(cast.tom).post(TOUCHES, data=words(unit), status=303)
    as_(cast.ruth).post(TOUCHES, data=words(unit, about="Who bills us", next=""), status=303)
    as_(cast.julian).post(TOUCHES, data=words(unit), status=404)
    page = said(as_(cast.colin).get(TOUCHES, status=200))
    assert "Tom Hale and Ruth Vale" in page and "a visit · Ruth reached out" in page
    assert "The new plant in York opens in May" in page and "Next: See its ovens" in page
    assert "noted by Tom Hale" in page and "noted by Ruth Vale" in page
    log = said(as_(cast.ruth).get(f"{NORTH}/log", status=200))
    assert "Tom Hale noted a contact of Tom Hale and Ruth Vale: The new plant in York opens in May" in log


@pytest.mark.parametrize(
    "other, says",
    [
        ({"on": "2999-01-01"}, "Choose a day that has been."),
        ({"on": "0026-11-23"}, "Write the year in four digits, such as"),
        ({"on": ""}, "Choose the day."),
        ({"about": " "}, "Write in a few words what it was about."),
        ({"member": "piotr"}, "Choose one of these."),
        ({"person": "julian"}, "Choose one of these."),
        ({"way": "dream"}, "Choose one of these."),
        ({"about": "x" * 301}, "Write at most 300 characters."),
    ],
)
def test_what_cannot_be_noted_is_said(as_, cast, unit, other, says):
    answer = as_(cast.tom).post(TOUCHES, data=words(unit, **other), status=422)
    assert says in said(answer) and "See its ovens" in answer.text
    with unit():
        assert queries.touches(account_by_handle("northmoor"), (), None) == []


def test_a_question_finds_one_dated_entry_with_a_person(as_, cast, unit):
    tom, ruth = as_(cast.tom), as_(cast.ruth)
    tom.post(TOUCHES, data=words(unit), status=303)
    tom.post(TOUCHES, data=words(unit, about="The price of thread", next="", person="colin"), status=303)
    page = said(ruth.get(f"{TOUCHES}?q=new+PLANT", status=200))
    assert "The new plant in York" in page and "Ruth Vale" in page and "price of thread" not in page
    assert "price of thread" in said(ruth.get(f"{TOUCHES}?q=colin+thre", status=200))
    assert "Nothing holds these words." in said(ruth.get(f"{TOUCHES}?q=thread+plant", status=200))
    assert "Nothing holds these words." in said(ruth.get(f"{TOUCHES}?q=%25_lant", status=200))


def test_they_are_paged_by_key(as_, cast, unit):
    with unit():
        people = {"member": by_handle("tom"), "person": by_handle("ruth")}
        told = {"way": "met", "first": "clan", "next": ""}
        for each in range(queries.PAGE + 3):
            day = today() - timedelta(days=each // 2)
            actions.note(
                cast.tom, account_by_handle("northmoor"), **people, on=day, **told, about=f"N{each}."
            )
    ruth = as_(cast.ruth)
    first = ruth.get(TOUCHES, status=200)
    older = first.text.partition("before=")[2].partition('"')[0]
    second = said(ruth.get(f"{TOUCHES}?before={older}", status=200))
    seen = [
        each
        for each in range(queries.PAGE + 3)
        if (f"N{each}." in said(first)) + (f"N{each}." in second) == 1
    ]
    assert len(seen) == queries.PAGE + 3, "each on one page, and none on both"
    assert "What was noted before" not in second
    for made_up in ("x", "2026-99-99-1", "-", "2026-01-01-"):
        ruth.get(f"{TOUCHES}?before={made_up}", status=200)


def test_who_noted_it_corrects_it_or_takes_it_back(as_, cast, unit):
    tom, ruth = as_(cast.tom), as_(cast.ruth)
    tom.post(TOUCHES, data=words(unit), status=303)
    one = f"{TOUCHES}/{number(unit)}"
    assert "The new plant in York" in tom.get(f"{one}/correct", status=200).text
    tom.post(f"{one}/correct", data=words(unit, about="The new plant in Leeds"), status=303)
    assert "in Leeds" in said(ruth.get(TOUCHES, status=200))
    for other in (cast.ruth, cast.priya):
        as_(other).get(f"{one}/correct", status=404)
        as_(other).post(f"{one}/take-back", status=403)
    assert "once this month" in listed(as_, cast.ruth, f"{NORTH}/list")["tom"]
    tom.post(f"{one}/take-back", status=303)
    assert "Leeds" not in said(ruth.get(TOUCHES, status=200))
    assert "knows nobody there yet" in listed(as_, cast.ruth, f"{NORTH}/list")["tom"]
    tom.get(f"{one}/correct", status=404)
    with unit():
        stream = f"clan:{cast.northmoor.id}"
        told = [sentence(one.verb, one.facts) for one in journal.newest(stream, 9)]
    assert told[0] == "took back what they had noted of Tom Hale and Ruth Vale"
    assert "Leeds" in told[1] and "York" in told[2], "nothing is lost"


def test_the_other_side_says_beside_it_what_was_otherwise(as_, cast, unit):
    tom, ruth = as_(cast.tom), as_(cast.ruth)
    tom.post(TOUCHES, data=words(unit), status=303)
    one = f"{TOUCHES}/{number(unit)}"
    tom.get(f"{one}/otherwise", status=404)
    as_(cast.priya).post(f"{one}/otherwise", data={"words": "No"}, status=404)
    assert "what was otherwise" in said(ruth.post(f"{one}/otherwise", data={"words": ""}, status=422))
    ruth.post(f"{one}/otherwise", data={"words": "It opens in June"}, status=303)
    page = said(tom.get(TOUCHES, status=200))
    assert "Ruth Vale: it was otherwise. It opens in June" in page and "opens in May" in page
    assert "It opens in June" in said(tom.get(f"{TOUCHES}?q=june", status=200))


def test_a_note_ties_its_two_people_by_who_reached_out(as_, cast, unit):
    tom = as_(cast.tom)
    tom.post(TOUCHES, data=words(unit), status=303)
    found = listed(as_, cast.marian, f"{NORTH}/list")
    assert "only the customer reached out: Ruth, once this month" in found["tom"]
    assert "last: today" in found["ruth"] and "not heard of yet" in found["colin"]
    assert "only they did" in said(as_(cast.marian).get(NORTH, status=200))
    tom.post(TOUCHES, data=words(unit, first="clan", person="colin"), status=303)
    assert (
        "both sides reached out: Colin and Ruth, twice this month"
        in listed(as_, cast.ruth, f"{NORTH}/list")["tom"]
    )
    with clock.as_of(clock.now() + timedelta(days=40)):
        assert "silent for 40 days" in listed(as_, cast.tom, f"{NORTH}/list")["ruth"]
