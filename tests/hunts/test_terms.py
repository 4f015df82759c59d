"""A hunt is noted with its figures and its band, read by the clan alone, and bettered."""

from datetime import UTC, datetime

import pytest

from portal.hunts.model import Hunt
from portal.kernel import clock
from portal.kernel.verbs import NotAllowed
from tests.hunts.conftest import BENCH, HUNTS, terms
from tests.pages import said
from workflows.hunts import Band, Figures

MONDAY = datetime(2027, 3, 1, 11, tzinfo=UTC)
TYPED = {
    "what": BENCH["what"],
    "need": BENCH["need"],
    "offered": BENCH["offered"],
    "value": "38,000",
    "costs": "30,020",
    "margin": "",
    "band": "typed",
    "band_low": "15",
    "band_high": "25.5",
    "band_from": "Marian, in spring",
    "decided_by": "2027-03-15",
}


def test_a_member_notes_it_and_the_clan_reads_its_figures(as_, cast):
    with clock.as_of(MONDAY):
        tom = as_(cast.tom)
        tom.get(f"{HUNTS}/new", status=200)
        at = tom.post(HUNTS, data=TYPED, status=303).location
        for one in (cast.tom, cast.marian):
            page = said(as_(one).get(at, status=200))
            assert BENCH["need"] in page and "£38,000" in page and "21% inside the band" in page
            assert "15% to 25.5% Marian, in spring" in page and "Monday 15 March" in page
            assert "It cannot be won as it stands." in page
            assert BENCH["what"] in said(as_(one).get(HUNTS, status=200))
            page = said(as_(one).get("/customers/northmoor", status=200))
            assert "£38,000 · our profit 21% · noted by Tom Hale" in page and "Nobody is asked yet" in page


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("what", "", "what you would like to win"),
        ("need", "", "which need"),
        ("offered", "", "what they would be offered"),
        ("value", "", "what it is worth"),
        ("value", "0", "what it is worth"),
        ("value", "a lot", "amount of money"),
        ("value", "-3", "0"),
        ("costs", "$3", "GBP"),
        ("margin", "21", "not both"),
        ("margin", "lots", "a number"),
        ("band", "", "Choose the band"),
        ("band", "order:okoro-1", "Choose the band"),
        ("band_low", "", "the least that we earn"),
        ("band_high", "", "the most that we earn"),
        ("band_high", "14", "less than the lower end"),
        ("band_from", "", "where this band comes from"),
        ("decided_by", "", "the day on which it is decided"),
        ("decided_by", "2027-02-28", "still to come"),
        ("decided_by", "2047-02-28", "within ten years"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(as_, cast, unit, name, value, sentence):
    with clock.as_of(MONDAY):
        page = as_(cast.tom).post(HUNTS, data={**TYPED, name: value}, status=422)
    assert sentence in said(page) and TYPED["need" if name == "offered" else "offered"] in page.text
    with unit() as session:
        assert session.query(Hunt).count() == 0


def test_nobody_but_the_clan_finds_it(as_, cast, hunts):
    ref = hunts.note(cast.tom)
    for other in (cast.ruth, cast.colin, cast.julian, cast.piotr, cast.gwen, cast.ada, cast.stranger):
        for at in (f"{HUNTS}/new", f"{HUNTS}/{ref}", f"{HUNTS}/{ref}/answer", f"{HUNTS}/{ref}/change"):
            as_(other).get(at, status=404)
        as_(other).post(f"{HUNTS}/{ref}/win", status=404)
        as_(other).get(HUNTS, status=200 if other in (cast.ruth, cast.colin) else 404)
    as_(cast.ruth).post(HUNTS, data=TYPED, status=403)
    with pytest.raises(NotAllowed):
        hunts.note(cast.piotr)
    as_(cast.tom).get(f"{HUNTS}/r9999999999", status=404)
    as_(cast.tom).get(f"{HUNTS}/{ref[1:]}", status=404)


@pytest.mark.parametrize("at", ["", "/log", "/list", "/findings", "/known"])
def test_nothing_of_it_stands_on_a_page_of_the_customer(as_, cast, hunts, at):
    ref = hunts.note(cast.tom, what="CANARY bench", need="CANARY need", offered="CANARY offer")
    for path in (f"/customers/northmoor{at}", HUNTS, "/home", "/find?q=canary"):
        page = as_(cast.ruth).get(path, status=200)
        assert "CANARY" not in page.text and f"hunts/{ref}" not in page.text, path


def test_it_is_bettered_and_the_answers_about_what_changed_are_asked_again(as_, cast, hunts):
    ref = hunts.note(cast.tom)
    hunts.answer(cast.marian, ref)
    hunts.do(cast.tom, "change", ref, terms(figures=Figures(40_000_00, 30_020_00)))
    says = hunts.read(ref, lambda found: dict(found.answers[0].says))
    assert says.keys() == {"used", "lock_in"}, "what the value has to do with is asked again"
    page = said(as_(cast.marian).get(f"{HUNTS}/{ref}"))
    assert "asked again: it was changed since" in page and "Answer the five questions" in page
    hunts.answer(cast.marian, ref)
    hunts.do(cast.priya, "change", ref, terms(figures=Figures(40_000_00, None, 21_00)))
    assert hunts.read(
        ref, lambda found: found.answers[0].says.keys() == {"used", "cheaper", "strain", "lock_in"}
    )
    hunts.do(
        cast.priya, "change", ref, terms(figures=Figures(40_000_00, None, 21_00), band=Band("typed", 1, 2))
    )
    assert hunts.read(ref, lambda found: len(found.answers[0].says)) == 4, "its band says nothing of them"
    hunts.do(cast.tom, "change", ref, terms(offered="A cheaper bench"))
    assert hunts.read(ref, lambda found: found.answers[0].says) == {}
    assert hunts.room()[-1].facts["again"] == ["Marian Wren"]


def test_its_form_holds_what_stands_there(as_, cast, hunts):
    ref = hunts.note(cast.tom, figures=Figures(38_000_50, None, 12_50))
    page = as_(cast.marian).get(f"{HUNTS}/{ref}/change", status=200).text
    for held in ('value="38000.50"', 'value="12.5"', 'value="15"', 'value="25"', BENCH["band_from"]):
        assert held in page, held
