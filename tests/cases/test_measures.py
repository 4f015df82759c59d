"""The table of measures beside earlier readings, a measure over time, and measures of an earlier order."""

import pytest

from portal.cases import actions
from tests.cases import playing
from tests.pages import said
from tests.workflows import sample
from workflows.grammar import Field, MeasuresBlock

TAPE = MeasuresBlock(
    kind="measures",
    key="tape",
    title="The tape",
    fields=tuple(
        Field(
            key=key,
            label=key.title(),
            type="measure",
            min=300,
            max=1500,
            warn_max=1400,
            basis=("skin", "try_on"),
        )
        for key in ("chest", "waist", "hem", "neck")
    ),
)


def with_tape():
    """The sample workflow; its cloth and its fitting have a table of the same measures."""
    stages = tuple(
        stage.model_copy(update={"blocks": (*stage.blocks, TAPE)})
        if stage.key in ("cloth", "fitting")
        else stage
        for stage in sample.SUIT.stages
    )
    return sample.SUIT.model_copy(update={"key": "taped", "stages": stages})


@pytest.fixture
def taped(database, cast, monkeypatch):
    """An order with two readings of the chest; the fitting is under way."""
    monkeypatch.setattr(playing, "workflow", with_tape)
    order = playing.begin(database, cast.julian, cast.okoro)
    playing.to_cloth(order, cast.julian, cast.marian)
    for key, mm in (("chest", 1000), ("waist", 900)):
        order.put(cast.marian, f"cloth.{key}", {"mm": mm, "basis": "skin"})
    order.put(cast.marian, "cloth.code", "W 81")
    order.do(cast.julian, playing.together.review, "cloth", "fit", "accepted")
    for person in (cast.marian, cast.julian):
        order.do(person, actions.sign, "cloth")
    order.put(cast.marian, "fitting.chest", {"mm": 1013, "basis": "try_on"}, "a touch more room")
    order.put(cast.marian, "fitting.waist", {"mm": 900, "basis": "skin"})
    return order


def test_each_measure_stands_beside_the_earlier_one_with_the_difference(as_, cast, taped):
    page = as_(cast.marian).get(taped.stage("fitting") + "?unit=cm", status=200)
    words = " ".join(said(page).split())
    assert "Chest 100 skin 101.3 try-on + 1.3 from skin" in words
    assert "“a touch more room”" in words and "Waist 90 skin 90 skin same" in words
    assert "centimetres" in words and "show inches" in words
    inches = " ".join(said(as_(cast.marian).get(taped.stage("fitting") + "?unit=in")).split())
    assert "39⅜ skin 39⅞ try-on + ½ from skin" in inches


def test_the_dossier_says_on_what_and_what_it_was_before(as_, cast, taped):
    words = " ".join(said(as_(cast.julian).get(taped.at("/dossier"), status=200)).split())
    assert "on the try-on, " in words and " at cloth" in words and "a touch more room" in words


def test_a_line_of_the_table_is_written_on_the_page_and_what_was_typed_is_kept(as_, cast, taped):
    marian, line = as_(cast.marian), taped.line("fitting.hem")
    form = marian.get(taped.at("?open=fitting.hem"), status=200)
    assert 'id="in-fitting-hem"' in form.text
    page = marian.post(line, data={"value": "20", "unit": "cm", "seen": "0"}, status=422)
    assert "Did you mean" in said(page) or "Hem is at least" in said(page)
    assert 'value="20"' in page.text
    marian.post(line, data={"value": "40", "unit": "cm", "seen": "0"}, status=303)
    assert taped.held("fitting.hem")["mm"] == 400
    form = marian.get(taped.stage("fitting", "write"), status=200)
    assert 'name="neck:value"' in form.text, "all of them are written in one form too"


def test_a_measure_over_the_fittings_is_drawn_with_its_figures(as_, cast, taped):
    page = as_(cast.julian).get(taped.line("fitting.chest"), status=200)
    assert page.text.count("<circle") == 2 and "Over the fittings" in said(page)
    assert "<circle" not in as_(cast.julian).get(taped.line("fitting.hem"), status=200).text


def test_measures_of_an_earlier_order_are_taken_over_with_their_day(as_, cast, database, taped):
    marian = as_(cast.marian)
    order = playing.begin(database, cast.julian, cast.okoro, title="Another coat")
    playing.to_cloth(order, cast.julian, cast.marian)
    page = order.stage("cloth", "carry-over")
    assert page in marian.get(order.at(), status=200).text
    choice = said(marian.get(page, status=200))
    assert "A coat for the rain" in choice and "Julian Okoro stated the need · 2 measures, the last" in choice
    assert "Choose the order" in said(marian.post(page, status=409))
    marian.post(page, data={"from": taped.ref}, status=303)
    assert order.held("cloth.chest") == {"mm": 1013, "basis": "try_on"}
    assert order.thread.line("cloth", "chest").why.startswith(f"from {taped.ref}, taken ")
    assert order.last.startswith("Marian Wren took 2 measures over from “A coat for the rain”, taken ")
    marian.post(page, data={"from": taped.ref}, status=409)
    assert order.sound()


def test_nobody_takes_over_what_another_customer_measured(as_, cast, database, taped):
    theirs = playing.begin(database, cast.ruth, cast.northmoor, "Uniforms", "Uniforms")
    playing.to_cloth(theirs, cast.ruth, cast.marian)
    page = theirs.stage("cloth", "carry-over")
    assert "A coat for the rain" not in said(as_(cast.ruth).get(page, status=200))
    as_(cast.ruth).post(page, data={"from": taped.ref}, status=404)
    answer = as_(cast.marian).post(page, data={"from": taped.ref}, status=409)
    assert "no measures in that order" in said(answer), (
        "Marian sees both, and still they are not one person's"
    )
    as_(cast.ruth).get(taped.stage("cloth", "carry-over"), status=404)
