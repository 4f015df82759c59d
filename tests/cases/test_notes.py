"""Fitting notes on the pages: written, initialled by both, done, judged at the next fitting."""

import re

import pytest

from portal.cases import actions, arranging
from tests.cases.playing import TOMORROW
from tests.pages import said
from workflows.blocks.appointment import ALONE

WORDS = {
    "area": "collar",
    "said_by": "cutter",
    "observation": "Stands off at the back",
    "action": "take_in",
    "amount": "¼ in",
}


@pytest.fixture
def notes(fitting):
    """The address at which notes of the fitting are written."""
    return fitting.stage("fitting", "notes/seen/new")


def write(visitor, notes, status=303, **words):
    """Write a note; returns its key, or the page that asks for it once more."""
    answer = visitor.post(notes, data=WORDS | words, status=status)
    return answer.location.partition("#note-")[2] if status == 303 else answer


def test_whoever_signs_reads_the_notes_once_more(as_, cast, fitting, notes):
    key = write(as_(cast.marian), notes)
    initials(as_(cast.julian), fitting, key)
    page = said(as_(cast.julian).get(fitting.stage("fitting", "sign"), status=200))
    assert "Stands off at the back" in page and "Agreed, JO and MW" in page


def sign(order, cast, stage):
    """Hold the fitting and sign it for both sides."""
    order.do(cast.marian, arranging.propose_times, stage, "visit", (TOMORROW,), ALONE)
    order.do(cast.julian, arranging.pick_time, stage, "visit", TOMORROW)
    for person in (cast.marian, cast.julian):
        order.do(person, actions.sign, stage)


def initials(visitor, order, *keys, since=None, status=303):
    """Put one's initials to notes."""
    data = {"note": list(keys), "seq": str(order.thread.seq if since is None else since)}
    return visitor.post(order.at("/notes/initials"), data=data, status=status)


def test_a_note_is_written_and_the_other_side_agrees(as_, cast, fitting, notes):
    julian, marian = as_(cast.julian), as_(cast.marian)
    assert "Write a note" in said(marian.get(notes, status=200))
    key = write(marian, notes)
    note = fitting.thread.notes[key]
    assert (note.amount, note.waits_for) == (6, "customer")
    assert fitting.last == "Marian Wren noted “Collar: Stands off at the back”"
    page = julian.get(fitting.at(), status=200)
    assert "Your initials" in said(page) and f"#note-{key}" in page.text
    assert "Put your initials to “Collar: Stands off at the back”" in said(page)
    assert "Julian to initial" in said(marian.get(fitting.at()))
    initials(julian, fitting, key)
    assert fitting.last == "Julian Okoro put initials to the note “Collar: Stands off at the back”"
    assert "Agreed, JO and MW" in said(marian.get(fitting.at()))
    assert marian.get(fitting.at(f"/notes/{key}"), status=303).location.endswith(f"#note-{key}")
    assert fitting.sound()


def test_several_are_agreed_to_in_one_go_and_both_at_once_are_kept(as_, cast, fitting, notes):
    julian, marian = as_(cast.julian), as_(cast.marian)
    keys = [write(marian, notes, observation=f"Seen {n}") for n in range(3)]
    read = fitting.thread.seq
    assert "I agree to all 3, with my initials" in said(julian.get(fitting.at()))
    assert "the note “Collar: Seen 0”, the note “Collar: Seen 1”" in said(
        julian.get(fitting.at("/stages/fitting/sign"))
    )
    waits = "put their initials to “Collar: Seen 0”; put their initials to “Collar: Seen 1”;"
    assert waits in said(marian.get(fitting.at()))
    initials(julian, fitting, *keys, since=read)
    assert fitting.last == "Julian Okoro put initials to 3 notes"
    initials(marian, fitting, *keys, since=read)
    initials(julian, fitting, *keys, since=read)
    assert fitting.last == "Julian Okoro put initials to 3 notes", "given twice they count once"
    assert not any(note.open for note in fitting.thread.notes.values())
    assert "Choose the notes" in said(initials(julian, fitting, status=409))


def test_what_was_typed_is_kept_and_the_problem_is_said(as_, cast, fitting, notes):
    julian = as_(cast.julian)
    for wrong, sentence in (
        ({"area": "", "action": ""}, "Say where it is and what you do about it."),
        ({"amount": "a little"}, "How much is a length. Write it like 64 cm, 640 mm or 25½ in."),
        ({"amount": "5 in"}, "How much"),
        ({"observation": "x" * 501}, "500 letters at most"),
        ({"pin": "n1"}, "That pin is not in this order any more"),
    ):
        page = write(julian, notes, status=422, **wrong)
        assert sentence in said(page)
        assert 'value="¼ in"' in page.text or "amount" in wrong
        assert "Stands off at the back" in said(page) or "observation" in wrong
    assert fitting.thread.notes == {}


def test_another_is_written_right_after(as_, cast, fitting, notes):
    answer = as_(cast.marian).post(notes, data=WORDS | {"more": "1"}, status=303)
    assert answer.location == notes and len(fitting.thread.notes) == 1


def test_a_length_is_read_in_the_unit_of_whoever_writes(as_, cast, fitting, notes):
    key = write(as_(cast.julian), notes, amount="-1.5")
    unit = {"in": -38, "cm": -15, "mm": -2}[cast.julian.length_unit]
    assert fitting.thread.notes[key].amount == unit
    shown = as_(cast.julian).get(f"{notes}?unit=cm", status=200)
    assert "In centimetres" in said(shown) and 'name="unit" value="cm"' in shown.text
    asked = write(as_(cast.julian), notes, amount="-1.5", unit="cm")
    assert fitting.thread.notes[asked].amount == -15
    other = write(as_(cast.marian), notes, amount="")
    assert fitting.thread.notes[other].amount is None


def test_a_note_that_changed_is_not_agreed_to_unread(as_, cast, fitting, notes):
    julian, marian = as_(cast.julian), as_(cast.marian)
    key, change = write(marian, notes), fitting.at("/notes/{}/change")
    read = fitting.thread.seq
    form = marian.get(change.format(key), status=200)
    assert "Stands off at the back" in said(form) and "Change the note" in said(form)
    marian.post(change.format(key), data={**WORDS, "amount": "1 cm", "seq": str(read)}, status=303)
    assert fitting.last == "Marian Wren changed the note “Collar: Stands off at the back”"
    late = "Marian Wren changed this note while you were reading. Look at it once more."
    refused = initials(julian, fitting, key, since=read, status=409)
    assert late in said(refused)
    assert "What you wrote is here" not in said(refused) and f'<dd class="pre">{key}' not in refused.text
    assert f'href="{fitting.at()}">Back to the order' in refused.text
    page = julian.post(change.format(key), data={**WORDS, "amount": "2 cm", "seq": str(read)}, status=422)
    assert late in said(page) and 'value="2 cm"' in page.text
    now, mine = page.text.split("What it says now")[1].split("Below is what you wrote.")
    assert "1 cm" in now and "written by Marian" in now and "2 cm" in mine
    again = re.search(r'name="seq" value="(\d+)"', mine)[1]
    assert fitting.thread.notes[key].amount == 10
    julian.post(change.format(key), data={**WORDS, "amount": "2 cm", "seq": again}, status=303)
    assert fitting.thread.notes[key].amount == 20


def test_a_note_is_taken_back_while_nobody_agreed(as_, cast, fitting, notes):
    julian, marian = as_(cast.julian), as_(cast.marian)
    key = write(marian, notes)
    julian.post(fitting.at(f"/notes/{key}/take-back"), status=409)
    marian.post(fitting.at(f"/notes/{key}/take-back"), status=303)
    assert fitting.thread.notes == {} and "took the note" in fitting.last
    marian.post(fitting.at(f"/notes/{key}/take-back"), status=404)


def test_the_work_is_done_by_name_and_judged_by_both_and_what_is_not_fixed_comes_back(
    as_, cast, fitting, notes
):
    julian, marian = as_(cast.julian), as_(cast.marian)
    keys = [write(marian, notes), write(julian, notes, observation="Tight when I sit", area="waist")]
    for visitor in (julian, marian):
        initials(visitor, fitting, *keys)
    sign(fitting, cast, "fitting")
    assert "What the fitting asked for" in said(marian.get(fitting.at()))
    for key in keys:
        julian.post(fitting.at(f"/notes/{key}/done"), data={"done": "yes"}, status=403)
        marian.post(fitting.at(f"/notes/{key}/done"), data={"done": "yes"}, status=303)
    assert fitting.last == "Marian Wren did what was asked in the note “Waist: Tight when I sit”"
    fitting.replan(cast.marian, cast.julian, "again", "fitting", "A second look")
    judge = fitting.stage("fitting__2", "judge")
    assert "does it stand right now?" in said(julian.get(fitting.at()))
    julian.post(f"{judge}/{keys[0]}", data={"how": "never"}, status=409)
    julian.post(f"{judge}/n0", data={"how": "fixed"}, status=404)
    for visitor, how, why in ((julian, "fixed", ""), (marian, "fixed", "")):
        visitor.post(f"{judge}/{keys[0]}", data={"how": how, "why": why}, status=303)
    assert fitting.last.endswith("judged the note “Collar: Stands off at the back”: fixed, as both say")
    julian.post(f"{judge}/{keys[1]}", data={"how": "not", "why": "Still tight"}, status=303)
    assert fitting.last.endswith("“Waist: Tight when I sit”: not fixed, because Still tight")
    page = said(marian.get(fitting.at()))
    assert "It counts once the other side says the same." in page and "Yes, not fixed" in page
    marian.post(f"{judge}/{keys[1]}", data={"how": "not"}, status=303)
    assert fitting.last.endswith("not fixed, as both say. It comes back as an open note")
    page = said(julian.get(fitting.at()))
    assert "1 of 2 notes were put right at the first attempt." in page
    assert "it was not fixed the first time" in page and "Your initials" in page
    assert fitting.sound()
