"""The map of a customer: both sides draw it, two at once lose nothing, and every figure is in the journal."""

import pytest
from sqlalchemy import select

from portal.habitat import queries
from portal.habitat.model import Actor
from portal.kernel import journal
from tests.habitat.conftest import NIGHT
from tests.pages import said

HABITAT = "/customers/northmoor/habitat"
FORM = {**{name: str(value) for name, value in NIGHT.items()}, "seen": "0"}


def test_both_sides_draw_it_and_nobody_else_finds_it(as_, cast, unit):
    as_(cast.ruth).post(HABITAT, data=FORM, status=303)
    with unit() as session:
        number = session.scalar(select(Actor.number))
    one = f"{HABITAT}/{number}"
    for name in set(cast._fields[3:]) - {"susan", "felix"}:
        reads = name in {"ruth", "colin", "marian", "priya", "tom"}
        for path in (HABITAT, f"{HABITAT}/new", one, f"{one}/change"):
            as_(getattr(cast, name)).get(path, status=200 if reads else 404)
        if not reads:
            for path in (HABITAT, f"{one}/change", f"{one}/take-back", f"{one}/restore"):
                as_(getattr(cast, name)).post(path, data=FORM, status=404)
    as_(cast.tom).post(f"{one}/change", data={**FORM, "trend": "-2"}, status=303)
    page = said(as_(cast.ruth).get(HABITAT, status=200))
    assert "Night commuters going down fast" in page and "Four of eleven trips left late." in page
    assert "Tom's list · 2 March 2026 · Tom Hale," in page
    home = said(as_(cast.colin).get("/customers/northmoor", status=200))
    assert "Your own customers Night commuters going down fast" in home


@pytest.mark.parametrize(
    "other, says",
    [
        ({"name": " "}, "Write who it is"),
        ({"relation": "friend"}, "Choose what they are to the customer."),
        ({"trend": "3"}, "Choose how they are doing."),
        ({"trend": ""}, "Choose how they are doing."),
        ({"evidence": ""}, "Write how one can tell."),
        ({"source": ""}, "Write where this is from."),
        ({"seen_on": "2999-01-01"}, "Choose a day that has been."),
        ({"seen_on": "0026-11-23"}, "Write the year in four digits, such as"),
        ({"seen_on": "soon"}, "Not a valid date value."),
        ({"name": "x" * 121}, "Write at most 120 characters."),
    ],
)
def test_what_cannot_stand_there_is_said(as_, cast, unit, other, says):
    answer = as_(cast.tom).post(HABITAT, data={**FORM, **other}, status=422)
    assert says in said(answer)
    with unit():
        assert queries.actors(cast.northmoor.id) == []


def test_two_at_once_lose_nothing(as_, cast, drawn):
    number = drawn.add("ruth")
    one = f"{HABITAT}/{number}/change"
    as_(cast.tom).post(one, data={**FORM, "trend": "-2"}, status=303)
    as_(cast.ruth).post(one, data={**FORM, "evidence": "Five of eleven."}, status=303)
    assert drawn.row(number)["trend"] == -2 and drawn.row(number)["evidence"] == "Five of eleven."
    answer = as_(cast.colin).post(
        one, data={**FORM, "evidence": "Six of eleven.", "name": "Night"}, status=409
    )
    assert "Ruth Vale changed this meanwhile to: Five of eleven." in said(answer)
    assert "Six of eleven." in answer.text, "what was typed stands there still"
    assert drawn.row(number)["name"] == "Night commuters", "nothing goes in by halves"
    assert 'name="seen" value="2"' in answer.text
    as_(cast.colin).post(
        one, data={**FORM, "evidence": "Six of eleven.", "trend": "-2", "seen": "2"}, status=303
    )
    assert drawn.row(number)["evidence"] == "Six of eleven." and drawn.row(number)["version"] == 3


def test_the_history_says_who_when_what_it_was_and_what_it_is(as_, cast, drawn):
    number = drawn.add("ruth")
    drawn.do("tom", "change", number, {**NIGHT, "trend": 0, "name": "Night riders"}, 0)
    drawn.do("tom", "take_back", number)
    page = as_(cast.ruth).get(f"{HABITAT}/{number}", status=200)
    assert "Tom Hale struck it off" in said(page) and "Ruth Vale put it on the map" in said(page)
    assert "Who it is: Night commuters Night riders" in said(page)
    assert "How they are doing: going down steady" in said(page)
    as_(cast.tom).get(f"{HABITAT}/{number}/change", status=404)
    assert "Put it back first" in said(
        as_(cast.tom).post(f"{HABITAT}/{number}/change", data={**FORM, "seen": "2"}, status=409)
    )
    whole = said(as_(cast.ruth).get(HABITAT, status=200))
    assert "Struck off Night riders" in whole and "Nobody stands on this map yet." in whole
    as_(cast.ruth).post(f"{HABITAT}/{number}/restore", status=303)
    as_(cast.ruth).post(f"{HABITAT}/{number}/restore", status=303)
    assert drawn.row(number)["version"] == 3 and not drawn.row(number)["gone"]
    assert "Ruth Vale put it back" in said(as_(cast.tom).get(f"{HABITAT}/{number}", status=200))


def test_what_does_not_change_is_no_deed(drawn):
    number = drawn.add("ruth")
    drawn.do("tom", "change", number, NIGHT, 0)
    assert drawn.row(number)["version"] == 0 and drawn.row(number)["by_name"] == "Ruth Vale"


def test_above_twelve_the_ring_draws_groups_and_the_list_says_all(as_, cast, drawn):
    for each in range(12):
        drawn.add("ruth", name=f"Riders {each}.")
    page = as_(cast.tom).get(HABITAT, status=200).text
    assert page.count('class="mark"') == 12
    drawn.add("tom", name="The regulator", relation="regulator", trend=2)
    answer = as_(cast.tom).get(HABITAT, status=200)
    assert answer.text.count('class="mark"') == 2 and answer.text.count('<li id="actor-') == 13
    assert "12 going down" in said(answer)


def test_who_goes_down_fast_is_known_to_other_areas_its_customers_first(drawn, cast, unit):
    drawn.add("ruth", name="A rival", relation="rival", trend=-2)
    drawn.add("ruth", name="Riders", trend=-2)
    gone = drawn.add("ruth", name="Nobody now", trend=-2)
    drawn.add("ruth", name="Others")
    drawn.add("julian", "okoro", name="Elsewhere", trend=-2)
    drawn.do("ruth", "take_back", gone)
    with unit():
        assert [one.name for one in queries.going_down(cast.northmoor.id)] == ["Riders", "A rival"]


def test_words_are_in_the_table_alone_and_figures_in_the_journal_too(drawn, cast, unit):
    numbers = [drawn.add("ruth", name=f"Segretissimo {each}", trend=each) for each in (-2, 0, 1)]
    drawn.do("tom", "change", numbers[1], {**NIGHT, "name": "Segretissimo", "trend": 2}, 0)
    drawn.do("tom", "take_back", numbers[2])
    with unit():
        entries = journal.newest(f"clan:{cast.northmoor.id}", 99)
        assert "Segretissimo" not in "".join(f"{one.facts}{one.changes}" for one in entries)
        told, gone = {}, set()
        for one in reversed(entries):
            noun, _dot, deed = one.verb.partition(".")
            if noun == "habitat" and deed != "serve":
                told[one.facts["actor"]] = (one.facts["relation"], one.facts["trend"])
                gone = gone | {one.facts["actor"]} if deed == "take_back" else gone - {one.facts["actor"]}
        there = {number: words for number, words in told.items() if number not in gone}
        rows = queries.actors(cast.northmoor.id)
        assert there == {one.number: (one.relation, one.trend) for one in rows if not one.gone}
        assert len(there) == 2
