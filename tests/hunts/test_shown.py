"""A senior shows a hunt to its customer, who reads no figure of ours and nothing that is not shown."""

from datetime import UTC, datetime

import pytest

from portal.cases import post
from portal.hunts import queries
from portal.kernel import clock
from portal.kernel.verbs import NotNow
from portal.notifications import asked
from portal.people import standing
from portal.people.queries import account_by_handle, by_handle
from tests.hunts.conftest import BENCH, GOOD, HUNTS, terms
from tests.letters import link, to
from tests.pages import said
from workflows.hunts import Band, Figures

MONDAY = datetime(2027, 3, 1, 11, tzinfo=UTC)
FIGURES = Figures(38_000_00, 30_020_00)
SECRETS = ("38,000", "30,020", "21%", "15%", "25%", "CANARY", "Tom Hale", "Priya Shah", "Because")
WORDS = {
    "what": "A repair bench",
    "need": "Torn coats wait",
    "offered": "A bench twice a week",
    "band_from": "CANARY of spring",
}


@pytest.fixture
def ref(cast, hunts):
    """A hunt that Tom noted, of which the customer may read the words."""
    with clock.as_of(MONDAY):
        return hunts.note(cast.tom, **WORDS)


@pytest.fixture
def show(as_, cast, hunts):
    """Show a hunt to Northmoor; the address at which it is read there."""

    def press(ref, person=""):
        as_(cast.marian).post(f"{HUNTS}/{ref}/show", data={"person": person}, status=303)
        return f"{HUNTS}/{hunts.read(ref, lambda found: found.shown.number)}"

    return press


def test_a_senior_reads_exactly_what_the_customer_will_read_and_shows_it_with_one_press(as_, cast, ref, show):
    for other in (cast.tom, cast.priya, cast.ruth, cast.gwen, cast.ada, cast.piotr):
        as_(other).get(f"{HUNTS}/{ref}/show", status=404)
        as_(other).post(f"{HUNTS}/{ref}/show", data={"person": "ruth"}, status=404)
    page = said(as_(cast.marian).get(f"{HUNTS}/{ref}/show", status=200))
    shown = "Torn coats wait A bench twice a week Where it lies inside the band"
    assert shown in page and "CANARY" not in page and "38,000" not in page
    at = show(ref)
    for one in (cast.ruth, cast.colin, cast.tom):
        assert shown in said(as_(one).get(at, status=200))
    assert "A repair bench" in said(as_(cast.ruth).get("/customers/northmoor"))
    for one in (cast.ruth, cast.tom):
        assert "A repair bench" in said(as_(one).get(HUNTS, status=200))
        assert "A repair bench" in said(as_(one).get(f"{HUNTS}/shown", status=200))
    assert "showed hunt" in said(as_(cast.ruth).get("/customers/northmoor/log"))
    for other in (cast.julian, cast.stranger, cast.piotr, cast.gwen, cast.ada):
        as_(other).get(at, status=404)


def test_nothing_of_ours_reaches_the_customer_however_it_ends(as_, cast, hunts, ref, show, database, app):
    hunts.answer(cast.priya, ref, used="no")
    at = show(ref, "ruth")
    pages = (
        at,
        HUNTS,
        f"{at}/answer",
        "/home",
        "/customers/northmoor",
        "/customers/northmoor/log",
        "/find?q=c",
    )

    def clean():
        asked.write_due(database, post.site(app.config["SETTINGS"]))
        told = [as_(cast.ruth).get(path).text for path in pages]
        told += [one.text + one.subject for one in to(database, "ruth@example.org")]
        for secret in SECRETS:
            mine = [one for one in told if secret in one]
            if secret in ("Tom Hale", "Priya Shah"):  # who stand there by name, and are in no hunt
                mine = [one for path, one in zip(pages[:3], told, strict=False) if secret in one]
            assert not mine, secret

    clean()
    hunts.do(cast.marian, "win_anyway", ref, "CANARY reason")
    clean()
    hunts.do(cast.tom, "reopen", ref, "CANARY again")
    hunts.do(cast.tom, "lose", ref, "CANARY why")
    clean()
    assert "not pursued any more" in said(as_(cast.ruth).get(at))


def test_the_agreed_band_is_theirs_to_read_and_a_typed_one_is_not(as_, cast, hunts, show):
    agreed = {"band": Band("order", 30_000_00, 45_000_00), "band_from": "northmoor-1"}
    page = said(as_(cast.ruth).get(show(hunts.note(cast.tom, **{**WORDS, **agreed}))))
    assert "inside the band £30,000 to £45,000 as both agreed" in page and "38,000" not in page
    page = said(as_(cast.ruth).get(show(hunts.note(cast.tom, **WORDS))))
    assert "inside the band" in page and "15%" not in page and "as both agreed" not in page


def test_its_number_says_nothing_of_those_that_are_not_shown(cast, hunts, show, unit):
    with unit():
        first = queries.all_shown(by_handle("ruth"), account_by_handle("northmoor"))[0]
    for _each in range(3):
        ref = hunts.note(cast.tom, **WORDS)
    before = show(ref)
    hunts.note(cast.tom, **WORDS)
    after = show(hunts.note(cast.tom, **WORDS))
    assert not first and int(after.rsplit("/", 1)[1]) == int(before.rsplit("/", 1)[1]) + 1


def test_who_was_asked_is_told_and_answers(as_, cast, hunts, ref, show, database, app):
    at = show(ref, "ruth")
    assert "Is it good for you? A repair bench" in said(as_(cast.ruth).get("/home"))
    assert "Is it good for you?" not in said(as_(cast.colin).get("/home"))
    asked.write_due(database, post.site(app.config["SETTINGS"]))
    (letter,) = to(database, "ruth@example.org")
    assert letter.subject == "Is it good for you? A repair bench" and link(letter) == f"{at}/answer"
    as_(cast.colin).get(f"{at}/answer", status=404)
    as_(cast.colin).post(f"{at}/answer", data=GOOD, status=404)
    as_(cast.marian).get(f"{at}/answer", status=404)
    page = said(as_(cast.ruth).get(f"{at}/answer", status=200))
    assert page.count("then it is not good for you") == 5 and "Will you really use it?" in page
    ruth = as_(cast.ruth)
    assert "Answer this" in said(ruth.post(f"{at}/answer", data={**GOOD, "buy": ""}, status=422))
    ruth.post(f"{at}/answer", data={**GOOD, "strain": "yes", "strain_words": "Not this year"}, status=303)
    assert "Is it good for you?" not in said(as_(cast.ruth).get("/home"))
    page = said(as_(cast.tom).get(f"{HUNTS}/{ref}"))
    assert "Ruth Vale says that it strains their cash." in page
    assert "Ruth Vale: no Not this year" in said(as_(cast.tom).get("/customers/northmoor"))
    ruth.post(f"{at}/answer", data=GOOD, status=303)
    assert "strains" not in said(as_(cast.tom).get(f"{HUNTS}/{ref}"))


def test_it_is_not_won_while_who_was_asked_has_not_answered(cast, hunts, ref, show, unit):
    hunts.answer(cast.marian, ref)
    hunts.answer(cast.priya, ref)
    show(ref, "ruth")
    with pytest.raises(NotNow, match="Ruth Vale of Northmoor Rail is still to answer"):
        hunts.do(cast.tom, "win", ref)
    hunts.do(cast.tom, "change", ref, terms(**{**WORDS, "offered": "A bench once a week"}))
    with pytest.raises(NotNow, match="What was changed is not shown to Northmoor Rail yet"):
        hunts.do(cast.tom, "win", ref)
    show(ref, "colin")
    with unit():
        standing.leave(cast.ruth, by_handle("colin"))
    with pytest.raises(NotNow, match="Colin Marsh was asked and has left"):
        hunts.do(cast.tom, "win", ref)
    show(ref)
    hunts.answer(cast.marian, ref)
    hunts.answer(cast.priya, ref)
    hunts.do(cast.tom, "win", ref)


def test_shown_anew_it_is_asked_anew(as_, cast, hunts, ref, show):
    at = show(ref, "ruth")
    as_(cast.ruth).post(f"{at}/answer", data=GOOD, status=303)
    hunts.do(cast.tom, "change", ref, terms(**{**WORDS, "offered": "A bench once a week"}))
    assert "twice a week" in said(as_(cast.ruth).get(at))
    assert show(ref, "ruth") == at
    page = said(as_(cast.ruth).get(at))
    assert "once a week" in page and "Ruth Vale is asked" in page
    assert "Is it good for you?" in said(as_(cast.ruth).get("/home"))


def test_the_customer_is_told_in_one_press_that_it_was_let_go_for_its_sake(as_, cast, hunts, ref):
    marian = as_(cast.marian)
    marian.get(f"{HUNTS}/{ref}/tell", status=404)
    marian.post(f"{HUNTS}/{ref}/tell", status=409)
    hunts.do(cast.tom, "refuse", ref, "They would hang in a depot")
    assert "Nothing is shown" in said(as_(cast.ruth).get(HUNTS)), "it is not there until it is told"
    as_(cast.tom).post(f"{HUNTS}/{ref}/tell", status=404)
    assert "It was let go for their sake: They would hang in a depot" in said(
        marian.get(f"{HUNTS}/{ref}/tell")
    )
    marian.post(f"{HUNTS}/{ref}/tell", status=303)
    page = said(as_(cast.ruth).get(HUNTS))
    assert "let go for your sake" in page and "They would hang in a depot" in page and "38,000" not in page
    assert "Tell them" not in said(marian.get(f"{HUNTS}/{ref}"))
    hunts.do(cast.tom, "reopen", ref, "They rang")
    page = said(as_(cast.ruth).get(HUNTS))
    assert "They would hang" not in page and "not decided yet" in page


def test_what_has_ended_is_neither_shown_nor_answered(as_, cast, hunts, ref, show):
    at = show(ref, "ruth")
    hunts.do(cast.tom, "lose", ref, "Too late")
    as_(cast.ruth).get(f"{at}/answer", status=404)
    as_(cast.marian).get(f"{HUNTS}/{ref}/show", status=404)
    assert "has ended" in said(as_(cast.marian).post(f"{HUNTS}/{ref}/show", data={"person": ""}, status=409))
    assert "Is it good for you?" not in said(as_(cast.ruth).get("/home"))


def test_who_was_asked_and_belongs_elsewhere_now_reads_nothing(as_, cast, hunts, ref, show, unit):
    at = show(ref, "colin")
    with unit():
        made = queries.shown(by_handle("ruth"), account_by_handle("northmoor"), int(at.rsplit("/", 1)[1]))
        assert made.asked_id == cast.colin.id
        by_handle("colin").account_id = cast.okoro.id
    as_(cast.colin).get(at, status=404)
    assert BENCH["what"] not in said(as_(cast.colin).get("/home"))
