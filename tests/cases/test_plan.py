"""The plan of one order, from its pages: stages added, split, moved, taken out; asked, agreed, declined."""

import re

import pytest

from tests.pages import said

NEW = {
    "title": "A second look",
    "after": "fitting",
    "days": "4",
    "help": "By daylight",
    "holder": "clan",
    "customer": "How the colour is\n\n  How it hangs ",
    "clan": "",
    "also": ["meet"],
    "signed_by": ["customer", "clan"],
    "why": "The colour by daylight",
}


def seen(page):
    """What the form sends back of the days that it has shown."""
    return re.search(r'name="seen" value="([^"]*)"', page.text)[1]


def test_a_stage_that_moves_the_promise_is_shown_asked_and_agreed(as_, cast, fitting):
    julian, marian = as_(cast.julian), as_(cast.marian)
    at, before = fitting.at("/plan/add"), fitting.thread
    assert "It comes right after" in julian.get(f"{at}?after=fitting", status=200).text
    shown = julian.post(at, data=NEW, status=409)
    assert "The hand-over moves: " in said(shown) and "so Marian agrees first." in said(shown)
    assert (
        "Ask for it" in shown.text and 'value="A second look"' in shown.text and "How it hangs" in shown.text
    )
    assert fitting.thread.seq == before.seq
    answer = julian.post(at, data={**NEW, "seen": seen(shown)}, status=303)
    assert answer.location.endswith(fitting.at("/plan"))
    assert (
        fitting.last == "Julian Okoro asked to add A second look after Baste fitting: The colour by daylight"
    )
    assert fitting.thread.plan == before.plan
    assert "Answer: may we add A second look after Baste fitting?" in said(marian.get(fitting.at()))
    key = f"r{fitting.thread.seq}"
    julian.post(fitting.at(f"/plan/{key}/agree"), status=409)
    page = marian.get(fitting.at("/plan"), status=200)
    assert "“The colour by daylight”" in page.text
    marian.post(fitting.at(f"/plan/{key}/agree"), data={"seen": "2020-01-01"}, status=409)
    marian.post(fitting.at(f"/plan/{key}/agree"), data={"seen": seen(page)}, status=303)
    own = fitting.thread.redraws[key].made
    assert fitting.thread.plan[3] == own
    assert [field.label for field in fitting.thread.stages[own].fields()] == [
        "How the colour is",
        "How it hangs",
    ]
    assert "A second look" in julian.get(fitting.at(), status=200).text
    assert "Added by Julian Okoro: The colour by daylight" in said(julian.get(fitting.at("/plan")))
    julian.post(fitting.line(f"{own}.customer_1"), data={"value": "Blue enough", "seen": 0}, status=303)
    assert fitting.sound()


def test_what_is_wrong_is_said_at_its_place_and_nothing_typed_is_lost(as_, cast, fitting):
    at, before = fitting.at("/plan/add"), fitting.thread.seq
    wrong = {
        **NEW,
        "title": " ",
        "days": "soon",
        "signed_by": [],
        "holder": "nobody",
        "clan": "x" * 101,
        "why": "",
    }
    page = as_(cast.julian).post(at, data=wrong, status=422)
    for sentence in (
        "Give the new stage a name.",
        "Write a number of working days from 0 to 400.",
        "Choose who signs it, so that it can end.",
        "Choose who moves first.",
        "is longer than 100 characters",
        "Say why, so that everyone understands it later.",
    ):
        assert sentence in said(page)
    assert "x" * 101 in page.text and "How it hangs" in page.text
    page = as_(cast.julian).post(at, data={**NEW, "after": "need"}, status=422)
    assert "A new stage comes after what is finished, and before the last stage." in said(page)
    many = "\n".join(f"Line {n}" for n in range(21))
    assert "These are 21 lines" in said(as_(cast.julian).post(at, data={**NEW, "clan": many}, status=422))
    assert fitting.thread.seq == before


def test_one_that_moves_nothing_is_made_at_once_and_taken_out_again(as_, cast, fitting):
    julian = as_(cast.julian)
    julian.post(fitting.at("/plan/add"), data={**NEW, "days": "0"}, status=303)
    own = fitting.thread.plan[3]
    assert fitting.last == "Julian Okoro added A second look after Baste fitting: The colour by daylight"
    julian.get(fitting.stage(own, "remove"), status=200)
    as_(cast.marian).post(fitting.stage(own, "remove"), data={"why": "One is enough"}, status=303)
    assert fitting.last == "Marian Wren took A second look out again: One is enough"
    assert own not in fitting.thread.plan and own not in fitting.thread.stages
    past = said(julian.get(fitting.at("/plan"), status=200))
    assert "Take A second look out again" in past and "Add A second look after Baste fitting" in past


def test_a_stage_is_split_and_moved(as_, cast, cloth):
    marian, julian = as_(cast.marian), as_(cast.julian)
    marian.get(cloth.stage("fitting", "split"), status=200)
    half = {"title": "The meeting", "days": "3", "parts": ["visit"], "why": "He comes twice"}
    page = marian.post(cloth.stage("fitting", "split"), data={**half, "parts": []}, status=422)
    assert "Choose what goes into the second part." in said(page) and 'value="The meeting"' in page.text
    marian.post(cloth.stage("fitting", "split"), data=half, status=303)
    assert cloth.last == (
        "Marian Wren split Baste fitting, and made The meeting a stage of its own: He comes twice"
    )
    second = cloth.thread.plan[3]
    page = julian.get(cloth.stage(second, "move"), status=200)
    assert 'value="cloth"' in page.text
    assert "Choose what it comes after." in said(
        julian.post(cloth.stage(second, "move"), data={"why": "First"}, status=422)
    )
    julian.post(cloth.stage(second, "move"), data={"after": "cloth", "why": "First"}, status=303)
    assert cloth.thread.plan == ("need", "cloth", second, "fitting", "finishing")
    assert cloth.last == "Julian Okoro moved The meeting after Cloth: First"
    page = marian.post(cloth.stage("finishing", "move"), data={"after": "need", "why": "x"}, status=422)
    assert "The last stage ends the order, so it stays where it is." in said(page)


def test_a_no_needs_a_reason_and_a_wish_is_taken_back(as_, cast, fitting):
    julian, marian = as_(cast.julian), as_(cast.marian)
    wish = {"why": "It fits already"}
    julian.post(fitting.stage("fitting", "skip"), data=wish, status=303)
    declined = fitting.at(f"/plan/r{fitting.thread.seq}/decline")
    julian.post(fitting.stage("fitting", "skip"), data=wish, status=409)  # it is asked for already
    marian.get(declined, status=200)
    marian.post(declined, data={"why": ""}, status=422)
    marian.post(declined, data={"why": "Not this one"}, status=303)
    assert fitting.last == "Marian Wren said no when asked to leave Baste fitting out, because Not this one"
    julian.post(fitting.stage("fitting", "skip"), data=wish, status=303)
    key = f"r{fitting.thread.seq}"
    marian.post(fitting.at(f"/plan/{key}/withdraw"), status=409)
    julian.post(fitting.at(f"/plan/{key}/withdraw"), status=303)
    assert fitting.last == "Julian Okoro no longer asks to leave Baste fitting out"
    assert [one.state for one in fitting.thread.redraws.values()] == ["declined", "withdrawn"]
    assert fitting.thread.state("fitting") == "now"


@pytest.mark.parametrize("rest", ["/plan", "/plan/add", "/stages/fitting/split", "/stages/finishing/move"])
def test_the_plan_is_nothing_to_others(as_, cast, fitting, rest):
    for outside in (cast.stranger, cast.tom, cast.gwen, cast.ada):
        as_(outside).get(fitting.at(rest), status=404)
    as_(cast.piotr).get(fitting.at(rest), status=200)
