"""A hunt is won when two of the clan say that it is good for the customer; else a senior writes why."""

import pytest

from portal.hunts import queries
from portal.kernel.verbs import NotAllowed, NotNow
from portal.people import actions as people
from portal.people import standing
from portal.people.queries import account_by_handle, by_handle
from tests.hunts.conftest import GOOD, HUNTS, terms
from tests.pages import said
from workflows.hunts import QUESTIONS, Figures


@pytest.fixture
def ref(cast, hunts):
    """A hunt that Tom noted."""
    return hunts.note(cast.tom)


def both(cast, hunts, ref, **other):
    """Marian finds it good, and Priya too unless she says otherwise."""
    hunts.answer(cast.marian, ref)
    hunts.answer(cast.priya, ref, **other)


def test_it_is_won_when_two_say_that_it_is_good(as_, cast, hunts, ref):
    tom = as_(cast.tom)
    assert "Two of the clan are still to answer" in said(tom.post(f"{HUNTS}/{ref}/win", status=409))
    hunts.answer(cast.marian, ref)
    assert "One more of the clan is still to answer" in said(tom.post(f"{HUNTS}/{ref}/win", status=409))
    hunts.answer(cast.priya, ref)
    assert "cannot be won" not in said(tom.get(f"{HUNTS}/{ref}"))
    tom.post(f"{HUNTS}/{ref}/win", status=303)
    page = said(tom.get(f"{HUNTS}/{ref}"))
    assert "Won: Tom Hale" in page and "all the same" not in page
    assert "1 hunt was won with all five good." in said(tom.get(HUNTS))


@pytest.mark.parametrize("key", QUESTIONS)
def test_each_harm_stops_it_and_says_who_says_so(as_, cast, hunts, ref, key):
    both(cast, hunts, ref, **{key: QUESTIONS[key].harm})
    page = said(as_(cast.tom).post(f"{HUNTS}/{ref}/win", status=409))
    assert QUESTIONS[key].harms % {"name": "Priya Shah"} in page and f"Because {key}" in page
    assert hunts.read(ref, lambda found: found.state) == "running"


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [(Figures(38_000_00, 34_000_00), "It lies below its band."), (Figures(38_000_00), "not known yet.")],
)
def test_below_its_band_or_unknown_stops_it(as_, cast, hunts, figures, sentence):
    ref = hunts.note(cast.tom, figures=figures)
    both(cast, hunts, ref)
    assert sentence in said(as_(cast.tom).post(f"{HUNTS}/{ref}/win", status=409))
    hunts.do(cast.tom, "change", ref, terms())
    both(cast, hunts, ref)
    hunts.do(cast.tom, "win", ref)


def test_above_its_band_is_said_and_stops_nobody(as_, cast, hunts):
    ref = hunts.note(cast.tom, figures=Figures(38_000_00, None, 40_00))
    both(cast, hunts, ref)
    assert "above the band" in said(as_(cast.tom).get(f"{HUNTS}/{ref}"))
    hunts.do(cast.tom, "win", ref)


def test_a_senior_who_did_not_note_it_wins_it_with_a_reason_that_the_clan_reads(as_, cast, hunts, ref):
    both(cast, hunts, ref, cheaper="yes")
    at = f"{HUNTS}/{ref}/win-anyway"
    assert "Win it all the same" not in said(as_(cast.tom).get(f"{HUNTS}/{ref}"))
    for other in (cast.tom, cast.priya):
        as_(other).post(at, data={"why": "I want it"}, status=403)
    marian = as_(cast.marian)
    assert "Win it all the same" in said(marian.get(f"{HUNTS}/{ref}"))
    assert "Write why" in said(marian.post(at, data={"why": " "}, status=422))
    marian.post(at, data={"why": "They asked for it and know the other way"}, status=303)
    page = as_(cast.priya).get(f"{HUNTS}/{ref}")
    assert "Won: Marian Wren" in said(page) and "They asked for it and know the other way" in said(page)
    assert 'class="anyway"' in page.text
    told = said(as_(cast.priya).get(HUNTS))
    assert "1 was won with a senior’s reason." in told and "0 hunts were won with all five good." in told


def test_who_noted_it_gives_the_reason_only_where_nobody_else_leads(cast, hunts, unit):
    ref = hunts.note(cast.marian)
    hunts.do(cast.marian, "win_anyway", ref, "Nobody else leads")
    with unit():
        people.seat(cast.ada, account_by_handle("northmoor"), cast.priya, senior=True)
    other = hunts.note(cast.marian)
    with pytest.raises(NotAllowed):
        hunts.do(cast.marian, "win_anyway", other, "Mine")
    hunts.do(cast.priya, "win_anyway", other, "Hers")


def test_a_reason_where_nothing_is_in_the_way_is_refused(cast, hunts, ref):
    both(cast, hunts, ref)
    with pytest.raises(NotNow, match="Nothing is in the way"):
        hunts.do(cast.marian, "win_anyway", ref, "Because")


def test_who_noted_it_is_told_kindly_whom_to_ask(as_, cast, hunts, ref):
    data = {**GOOD, "used_words": "Yes"}
    page = said(as_(cast.tom).post(f"{HUNTS}/{ref}/answer", data=data, status=409))
    assert "Whoever noted a hunt does not say that it is good" in page
    assert "Ask Marian Wren (Cutting) and Priya Shah (Shop)." in page


def test_sales_alone_never_suffice_and_are_told_whom_to_ask(cast, hunts, unit, as_):
    with unit():
        for handle in ("priya", "tom"):
            by_handle(handle).department = "Sales"
    ref = hunts.note(cast.marian)
    tom, priya = (hunts_person(unit, one) for one in ("tom", "priya"))
    hunts.answer(tom, ref)
    with pytest.raises(NotNow, match="is still to answer"):
        hunts.answer(priya, ref)
    with unit():
        people.seat(cast.ada, account_by_handle("northmoor"), cast.piotr)
    with pytest.raises(NotNow, match=r"Ask Piotr Alder \(Workroom\)"):
        hunts.answer(priya, ref)
    hunts.answer(cast.piotr, ref)
    hunts.do(tom, "win", ref)


def hunts_person(unit, handle):
    """Somebody as they are now."""
    with unit():
        return by_handle(handle)


def test_every_question_needs_an_answer_and_harm_a_word(as_, cast, hunts, ref):
    at, marian = f"{HUNTS}/{ref}/answer", as_(cast.marian)
    page = said(marian.get(at, status=200))
    assert page.count("this harms them") == 5
    assert "Answer this, or say that you do not know." in said(
        marian.post(at, data={**GOOD, "buy": ""}, status=422)
    )
    assert "a few words why" in said(marian.post(at, data={**GOOD, "used": "no"}, status=422))
    marian.post(at, data={**GOOD, "used": "no", "used_words": "They hang in a depot"}, status=303)
    page = said(as_(cast.tom).get(f"{HUNTS}/{ref}"))
    assert "They hang in a depot" in page and "not good for them" in page
    told = said(as_(cast.tom).get("/customers/northmoor"))
    assert "Marian Wren: no" in told and "They hang in a depot" in told


def test_somebody_is_asked_by_name(as_, cast, hunts, ref):
    tom = as_(cast.tom)
    tom.post(f"{HUNTS}/{ref}/ask", data={"person": "priya"}, status=303)
    assert "Priya Shah , Shop is asked" in said(tom.get(f"{HUNTS}/{ref}"))
    assert "asked already" in said(tom.post(f"{HUNTS}/{ref}/ask", data={"person": "priya"}, status=409))
    assert "does not say" in said(tom.post(f"{HUNTS}/{ref}/ask", data={"person": "tom"}, status=409))
    assert "Choose one of the clan" in said(
        tom.post(f"{HUNTS}/{ref}/ask", data={"person": "piotr"}, status=422)
    )


@pytest.mark.parametrize(("deed", "state"), [("lose", "lost"), ("refuse", "refused")])
def test_it_is_lost_or_let_go_with_the_reason_and_taken_up_again(as_, cast, hunts, ref, deed, state):
    tom = as_(cast.tom)
    assert "Write why" in said(tom.post(f"{HUNTS}/{ref}/{deed}", data={"why": ""}, status=422))
    tom.post(f"{HUNTS}/{ref}/{deed}", data={"why": "They would hang in a depot"}, status=303)
    assert "They would hang in a depot" in said(tom.get(f"{HUNTS}?state={state}"))
    for path in ("win", "lose", "refuse", "ask", "answer"):
        data = {"why": "Again", "person": "priya", **GOOD}
        assert "has ended" in said(tom.post(f"{HUNTS}/{ref}/{path}", data=data, status=409))
    tom.get(f"{HUNTS}/{ref}/answer", status=404)
    tom.get(f"{HUNTS}/{ref}/change", status=404)
    as_(cast.priya).post(f"{HUNTS}/{ref}/reopen", data={"why": "They rang"}, status=303)
    page = said(tom.get(f"{HUNTS}/{ref}"))
    assert (
        "They would hang in a depot" in page and "Priya Shah took it up again" in page and "They rang" in page
    )
    assert hunts.read(ref, lambda found: (found.state, found.why, found.ender_id)) == ("running", "", None)
    assert "is running" in said(tom.post(f"{HUNTS}/{ref}/reopen", data={"why": "Twice"}, status=409))


@pytest.mark.parametrize("how", ["unseat", "leave"])
def test_what_somebody_was_asked_is_handed_on_when_they_go(as_, cast, hunts, unit, how):
    with unit():
        people.seat(cast.ada, account_by_handle("northmoor"), cast.piotr)
    ref = hunts.note(cast.tom)
    hunts.do(cast.tom, "ask", ref, cast.piotr)
    hunts.answer(cast.marian, ref)
    assert "Northmoor Rail: 1 answer" in said(as_(cast.ada).get("/people/piotr/leave", status=200))
    with unit():
        if how == "unseat":
            people.unseat(cast.ada, account_by_handle("northmoor"), cast.piotr)
        else:
            standing.leave(cast.ada, by_handle("piotr"))
    names = hunts.read(ref, lambda found: [one.person.handle for one in found.answers])
    assert sorted(names) == ["marian", "priya"], "what was answered stays, what was asked goes on"
    assert hunts.room()[-1].verb == "hunt.hand_on" and hunts.room()[-1].facts["person"] == "Priya Shah"


def test_it_waits_where_nobody_else_is_there(cast, hunts, unit):
    ref = hunts.note(cast.tom)
    for one in (cast.marian, cast.priya):
        hunts.do(cast.tom, "ask", ref, one)
    with unit():
        people.unseat(cast.ada, account_by_handle("northmoor"), cast.priya)
    assert hunts.read(ref, lambda found: [one.person.handle for one in found.answers]) == ["marian"]
    assert hunts.room()[-1].verb == "hunt.let_wait"


def test_what_the_list_says_is_counted_again_from_the_journal_alone(as_, cast, hunts, unit):
    for other in ({}, {}, {"buy": "no"}):
        ref = hunts.note(cast.tom)
        both(cast, hunts, ref, **other)
        if other:
            hunts.do(cast.marian, "win_anyway", ref, "All the same")
        else:
            hunts.do(cast.tom, "win", ref)
    hunts.do(cast.tom, "reopen", ref, "Too soon")
    hunts.do(cast.tom, "refuse", ref, "Not for them")
    below = hunts.note(cast.tom, figures=Figures(100_00, 99_00))
    both(cast, hunts, below)
    hunts.do(cast.marian, "win_anyway", below, "They are new")
    hunts.do(cast.tom, "lose", hunts.note(cast.tom), "Too late")
    hunts.note(cast.tom)
    good, anyway, refused = counted(hunts.room())
    assert (good, anyway, refused) == (3, 1, 1)
    page = said(as_(cast.priya).get(HUNTS))
    assert f"{good} hunts were won with all five good. {refused} was let go" in page
    assert f"{anyway} was won with a senior’s reason." in page
    stands = states(hunts.room())
    assert stands == {"running": 1, "won": 3, "lost": 1, "refused": 1}
    with unit():
        found = queries.counts(by_handle("priya"), account_by_handle("northmoor"))
        assert stands == {name: getattr(found, name) for name in stands}


def states(entries):
    """How many hunts stand how: from what the clan's room heard and nothing else."""
    ends = {"win": "won", "win_anyway": "won", "lose": "lost", "refuse": "refused"}
    ends |= {"note": "running", "reopen": "running"}
    now = {
        one.facts["hunt"]: ends[one.verb.removeprefix("hunt.")]
        for one in entries
        if one.verb.removeprefix("hunt.") in ends
    }
    return {state: list(now.values()).count(state) for state in ("running", "won", "lost", "refused")}


def counted(entries):
    """Won with all five good, won with a reason, let go: from what the clan's room heard and nothing else."""
    voices, ends = {}, {}
    for one in entries:
        there = voices.setdefault(one.facts["hunt"], {})
        if one.verb == "hunt.answer":
            there[one.facts["by"]] = dict(one.facts["says"])
        for says in there.values():
            [says.pop(key, None) for key in one.facts.get("void", ())]
        if one.verb.removeprefix("hunt.") in ("win", "win_anyway", "lose", "refuse", "reopen"):
            good = len(there) >= 2 and all(says == GOOD for says in there.values())
            ends[one.facts["hunt"]] = (one.verb.removeprefix("hunt."), good)
    verbs = [verb for verb, _good in ends.values()]
    all_good = sum(good for verb, good in ends.values() if verb.startswith("win"))
    return all_good, verbs.count("win_anyway"), verbs.count("refuse")


def test_what_is_earned_of_a_hunt_is_told_by_the_journal_of_the_room_alone(cast, hunts):
    first, second = hunts.note(cast.tom), hunts.note(cast.tom, figures=Figures(10_000_00, margin=12_50))
    hunts.do(cast.tom, "change", first, terms(figures=Figures(40_000_00, 30_000_00)))
    told = {}
    for entry in hunts.room():
        if "figures" in entry.facts:
            told[f"r{entry.facts['hunt']}"] = Figures(*entry.facts["figures"])
    assert told == {ref: hunts.read(ref, lambda one: one.figures) for ref in (first, second)}
    assert [told[ref].earned for ref in (first, second)] == [25_00, 12_50]
