"""What is kept from whom: from colleagues, from the clan, and in the end from everybody."""

import pytest

from portal.kernel import journal
from portal.people import standing
from portal.people.queries import by_handle
from tests.pages import said


def test_what_one_keeps_to_oneself_no_colleague_learns_of(as_, cast, complaints):
    ref = complaints.say(cast.ruth, "The seat rubs.", only_me="no")
    assert ref == "northmoor-c1"
    complaints.page(cast.colin, ref, status=404)
    assert "The seat rubs" not in as_(cast.colin).get("/complaints", status=200).text
    assert "The seat rubs" in said(complaints.page(cast.ruth, ref))
    assert "The seat rubs" in said(complaints.page(cast.marian, ref))  # who serves them reads it
    shared = complaints.say(cast.ruth, "The heel squeaks.", only_me="yes")
    assert "The heel squeaks" in said(complaints.page(cast.colin, shared))
    complaints.do(cast.colin, shared, "close", outcome="satisfied", status=404)  # it is not his to close


def test_of_what_is_restricted_each_reading_is_noted_for_whoever_complained(as_, cast, complaints):
    ref = complaints.say(cast.julian, "My back hurts since the operation.", private="yes")
    complaints.page(cast.marian, ref, status=404)
    complaints.page(cast.gwen, ref, status=404)
    complaints.page(cast.iris, ref)
    complaints.page(cast.iris, ref)
    page = said(complaints.page(cast.julian, ref))
    assert "Who read it" in page and page.count("Iris Lowe, today") == 2


def test_restricting_it_later_shuts_out_the_clan_and_leaves_whoever_deals_with_it(as_, cast, complaints):
    ref = complaints.say(cast.julian)
    complaints.owned(cast.marian, ref, cast.gwen)
    complaints.do(cast.julian, ref, "restrict")
    complaints.page(cast.marian, ref, status=404)
    complaints.page(cast.gwen, ref)
    as_(cast.gwen).get("/desk", status=200)  # where it lies open too
    assert said(complaints.page(cast.julian, ref)).count("Gwen Pryce, today") == 2
    assert complaints.sound(ref)


def test_every_word_is_erased_and_the_trace_stays(as_, cast, complaints, unit):
    ref = complaints.say(cast.julian, "My knee, since the fall.", remedy_words="Trousers that give")
    complaints.owned(cast.marian, ref, cast.gwen)
    as_(cast.marian).post(f"/complaints/{ref}/inside", data={"words": "He fell at Easter."}, status=303)
    complaints.do(cast.gwen, ref, "talk", manner="phone", on="2026-01-05", minutes="9", words="His knee.")
    before = complaints.it(ref)
    complaints.do(cast.julian, ref, "erase")
    for who in (cast.julian, cast.marian, cast.gwen):
        page = said(complaints.page(who, ref))
        for word in ("knee", "Trousers that give", "fell at Easter", "lining tore"):
            assert word not in page
        assert "Every word of it was erased" in page and "Spoke with you on the telephone" in page
    assert complaints.it(ref) == before and complaints.sound(ref)
    with unit():
        told = [str(entry.facts) for entry in journal.whole(complaints.row(ref).stream)]
    assert not any("knee" in one for one in told)


def test_that_care_is_asked_for_only_those_read_who_deal_with_it(as_, cast, complaints):
    asked = "particular care"
    ref = complaints.say(cast.ruth, care="yes")
    readers = {cast.ruth: True, cast.iris: True, cast.colin: False, cast.marian: False}
    for who, reads in readers.items():
        assert (asked in said(complaints.page(who, ref))) is reads, who.handle
    complaints.owned(cast.marian, ref, cast.gwen)
    assert asked in said(as_(cast.gwen).get("/desk", status=200))
    complaints.do(cast.ruth, ref, "erase")
    assert asked not in said(complaints.page(cast.ruth, ref)) and not complaints.row(ref).care
    assert asked not in said(complaints.page(cast.ruth, complaints.say(cast.ruth)))


def test_counsel_reads_what_a_lawyer_wrote_and_it_is_answered_all_the_same(as_, cast, complaints, unit):
    ref = complaints.say(cast.julian, "My lawyer writes to you.")
    with unit():
        standing.appoint(by_handle("ada"), by_handle("tom"), ["counsel"])
    complaints.page(cast.tom, ref, status=404)
    complaints.do(cast.marian, ref, "mark_legal")
    complaints.page(cast.tom, ref)
    asks = "A lawyer wrote for Julian Okoro, or somebody threatens."
    assert asks in said(as_(cast.tom).get("/home", status=200))
    complaints.owned(cast.marian, ref, cast.gwen)
    complaints.do(cast.marian, ref, "advise", status=404, words="I am none.")
    complaints.do(cast.tom, ref, "advise", words="Promise no sum in writing.")
    assert asks not in said(as_(cast.tom).get("/home", status=200))
    assert "Promise no sum" in said(complaints.page(cast.gwen, ref))
    assert "Promise no sum" not in said(complaints.page(cast.julian, ref))
    assert complaints.sound(ref)


def test_where_nobody_is_counsel_administrators_are_told(as_, cast, complaints):
    ref = complaints.say(cast.julian, "My lawyer writes to you.")
    complaints.do(cast.marian, ref, "mark_legal")
    assert "nobody is counsel" in said(as_(cast.ada).get("/home", status=200))
    assert "to be minded" not in said(complaints.page(cast.julian, ref))


def test_once_whoever_complained_has_left_a_colleague_goes_on(as_, cast, complaints, unit):
    ref = complaints.say(cast.ruth, only_me="yes")
    complaints.owned(cast.marian, ref, cast.gwen)
    complaints.do(cast.colin, ref, "confirm", status=403)
    with unit():
        standing.leave(by_handle("ruth"), by_handle("ruth"))
    complaints.do(cast.colin, ref, "confirm")
    assert complaints.it(ref).summary.answer == "yes"


@pytest.mark.parametrize("words", ["", "   ", "\n\n"])
def test_nothing_is_no_complaint_and_one_word_is(as_, cast, complaints, words):
    page = as_(cast.julian).post("/complaints", data={"words": words}, status=422)
    assert "Write in a sentence what is wrong." in said(page)
    assert complaints.say(cast.julian, "Buttons") == "okoro-c1"
