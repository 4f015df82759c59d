"""Fitting notes: initialled by both, done, judged at the next fitting; what is not fixed comes back."""

import pytest

from tests.workflows import replan
from tests.workflows.sample import clan, customer, kept, moves, need_signed, refusal
from workflows import course
from workflows.blocks.notes import called, first_time, to_judge
from workflows.blocks.todo import to_do
from workflows.blocks.work import unmet
from workflows.case import Case
from workflows.grammar import Choice, NotesBlock, SignatureBlock, Stage, ToDoBlock
from workflows.noted import Observed


def choices(*labels: str) -> tuple[Choice, ...]:
    """Choices by their labels."""
    return tuple(Choice(key=label.lower().replace(" ", "_"), label=label) for label in labels)


NOTES = NotesBlock(
    kind="notes",
    key="notes",
    parts=choices("Coat", "Trousers"),
    areas=choices("Collar", "Waist"),
    voices=choices("Customer", "Cutter"),
    actions=choices("Take in", "Let out", "Leave"),
    leaves=("leave",),
)
WORK = ToDoBlock(kind="todo", key="work", title="What the fitting asked for", of="fitting")
SIGNED = SignatureBlock(kind="signature", by=("customer", "clan"), says="Seen together.")
COLLAR = Observed(area="collar", said_by="cutter", observation="Stands  off", action="take_in", amount=-6)
WAIST = Observed(area="waist", part="coat", said_by="customer", observation="Tight", action="let_out")


def stage(key: str, *blocks: object, by: tuple[str, ...] = ("customer", "clan")) -> Stage:
    """A stage of these blocks, signed by these sides."""
    signed = SignatureBlock(kind="signature", by=by, says="Seen.")
    return Stage(key=key, title=key.title(), holder="clan", rounds=3, blocks=(*blocks, signed))


def fitting() -> Case:
    """The first fitting is under way; the work and two more fittings follow."""
    case = need_signed()
    new = [
        stage("fitting", NOTES),
        stage("making", WORK, by=("clan",)),
        stage("second", NOTES),
        stage("third", NOTES),
        stage("home", by=("customer",)),
    ]
    stages = {"need": case.stages["need"], **{one.key: one for one in new}}
    progress = {"need": case.progress["need"], **{one.key: case.progress["finishing"] for one in new}}
    return case.having(stages=stages, progress=progress, plan=tuple(stages), commitments={})


def noted(*words: Observed) -> tuple[Case, list[str]]:
    """The fitting with notes that both agreed to, and their keys."""
    case, keys = fitting(), []
    for one in words or (COLLAR,):
        case = course.write_note(case, clan(), "fitting", "notes", one)
        keys.append(f"n{case.seq}")
        case = course.initial_notes(case, customer(), [keys[-1]], case.seq)
    return case, keys


def signed(case: Case, stage: str) -> Case:
    """The stage, signed by whoever signs it."""
    for who in (customer(), clan()):
        if who.side in case.stages[stage].signed_by():
            case = course.sign(case, who, stage)
    return case


def tried_on(*words: Observed) -> tuple[Case, list[str]]:
    """The second fitting is under way; what the first asked for is done."""
    case, keys = noted(*words)
    case = signed(case, "fitting")
    for key in to_do(case, WORK):
        case = course.do_note(case, clan(), key)
    return signed(case, "making"), keys


def judged(case: Case, stage: str, key: str, how: str) -> Case:
    """Both sides judge a note alike."""
    for who in (clan(), customer()):
        case = course.judge_note(case, who, stage, key, how)
    return case


def test_whoever_writes_a_note_agrees_to_it_and_the_other_side_is_asked():
    case = course.write_note(fitting(), clan(), "fitting", "notes", COLLAR)
    key = f"n{case.seq}"
    note = case.notes[key]
    assert (note.observation, note.amount, note.open, note.waits_for) == ("Stands off", -6, True, "customer")
    assert list(note.initials) == ["clan"]
    assert moves(case) == [("customer", "note", key)]
    assert unmet(case, case.stage("fitting")) == ["the note “Collar: Stands off”"]
    assert "Collar: Stands off" in refusal(course.sign, case, customer(), "fitting")
    case = course.initial_notes(case, customer(), [key], case.seq)
    assert not case.notes[key].open and unmet(case, case.stage("fitting")) == []
    assert {kind for _, kind, _ in moves(case)} == {"sign"}
    assert kept(case)


def test_initials_given_twice_or_by_both_at_once_count_once():
    case = course.write_note(fitting(), clan(), "fitting", "notes", COLLAR)
    key, seq = f"n{case.seq}", case.seq
    one = course.initial_notes(case, customer(), [key], seq)
    assert course.initial_notes(one, customer(), [key], seq) is one
    assert course.initial_notes(one, clan(), [key], seq) is one


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"area": ""}, "Say where it is."),
        ({"area": "knee", "said_by": "x"}, "Say where it is and who saw it."),
        (
            {"area": "", "said_by": "", "observation": " ", "action": ""},
            "Say where it is, who saw it, what was seen and what you do about it.",
        ),
        ({"part": "hat"}, "Choose which piece it is on from the list."),
        ({"observation": "x" * 501}, "Say what was seen in 500 letters at most; these are 501."),
        ({"amount": -61}, "61 mm is more than a fitting moves; 60 mm is the most."),
        ({"pin": "n1"}, "That pin is not in this order any more. Choose another one, or none."),
    ],
)
def test_what_is_no_note_is_refused(wrong, says):
    seen = COLLAR.model_copy(update=wrong)
    assert refusal(course.write_note, fitting(), clan(), "fitting", "notes", seen) == says
    case, (key,) = noted()
    assert refusal(course.change_note, case, clan(), key, seen, case.seq) == says


def test_the_longest_and_the_widest_are_taken():
    for fits in ({"observation": "x" * 500}, {"amount": 60}, {"amount": -60}, {"part": "trousers"}):
        seen = COLLAR.model_copy(update=fits)
        assert course.write_note(fitting(), clan(), "fitting", "notes", seen).notes


def test_a_note_belongs_where_notes_are_and_while_the_stage_is_not_behind_us():
    assert "no fitting notes called" in refusal(
        course.write_note, fitting(), clan(), "fitting", "word", COLLAR
    )
    assert refusal(course.write_note, fitting(), clan(), "nowhere", "notes", COLLAR)
    case, (key,) = noted()
    case = signed(case, "fitting")
    for deed in (
        (course.write_note, case, clan(), "fitting", "notes", COLLAR),
        (course.change_note, case, clan(), key, WAIST, case.seq),
        (course.initial_notes, case, clan(), [key], case.seq),
        (course.take_back_note, case, clan(), key),
    ):
        assert refusal(*deed) == "Fitting is finished. Open it again to change this."
    assert refusal(course.initial_notes, case, clan(), ["n0"], 0) == "There is no such note in this order."


def test_several_are_initialled_at_once_or_none_is():
    case, (collar,) = noted()
    case = course.write_note(case, clan(), "fitting", "notes", WAIST)
    case = course.write_note(case, clan(), "fitting", "notes", COLLAR)
    waist, other = f"n{case.seq - 1}", f"n{case.seq}"
    assert refusal(course.initial_notes, case, customer(), [waist, other], case.seq - 1)
    both = course.initial_notes(case, customer(), [collar, waist, other], case.seq)
    assert both.seq == case.seq + 1 and not any(note.open for note in both.notes.values())


def test_a_changed_note_asks_the_other_side_again():
    case, (key,) = noted()
    assert course.change_note(case, clan(), key, case.notes[key], case.seq) is case
    changed = course.change_note(case, customer(), key, COLLAR.model_copy(update={"amount": -9}), case.seq)
    assert (changed.notes[key].amount, changed.notes[key].waits_for) == (-9, "clan")
    read = case.seq
    late = "Marian Holt changed this note while you were reading. Look at it once more."
    case = course.change_note(case, clan(), key, WAIST, case.seq)
    assert refusal(course.initial_notes, case, customer(), [key], read) == late
    assert refusal(course.change_note, case, customer(), key, COLLAR, read) == late
    assert case.notes[key].observation == "Tight"


def test_a_note_is_taken_back_by_its_side_until_the_other_agrees():
    case = course.write_note(fitting(), clan(), "fitting", "notes", COLLAR)
    key = f"n{case.seq}"
    assert "Only whoever wrote" in refusal(course.take_back_note, case, customer(), key)
    assert course.take_back_note(case, clan(), key).notes == {}
    both = course.initial_notes(case, customer(), [key], case.seq)
    assert "Both have put their initials" in refusal(course.take_back_note, both, clan(), key)


def test_what_notes_ask_for_is_done_before_the_next_fitting():
    leave = COLLAR.model_copy(update={"action": "leave", "amount": None})
    case, (collar, waist, left) = noted(COLLAR, WAIST, leave)
    assert "Both put their initials" in refusal(
        course.do_note, course.change_note(case, clan(), waist, COLLAR, case.seq), clan(), waist
    )
    case = signed(case, "fitting")
    assert list(to_do(case, WORK)) == [collar, waist] and left in case.notes
    assert moves(case) == [("clan", "to_do", "work")]
    assert unmet(case, case.stage("making")) == ["What the fitting asked for"]
    assert "Whoever makes it" in refusal(course.do_note, case, customer(), collar)
    case = course.do_note(case, clan(), collar)
    assert course.do_note(case, clan(), collar) is case
    case = course.do_note(course.do_note(case, clan(), waist), clan(), waist, False)
    assert case.notes[waist].done is None and case.notes[collar].done.name == "Marian Holt"
    assert unmet(course.do_note(case, clan(), waist), case.stage("making")) == []


def test_the_next_fitting_judges_them_and_both_must_agree():
    case, (collar, waist) = tried_on(COLLAR, WAIST)
    second = case.stage("second")
    assert to_judge(case, second) == [collar, waist] and to_judge(case, case.stage("third")) == []
    assert [(side, kind) for side, kind, _ in moves(case)] == [("clan", "judge_note")] * 2
    case = course.judge_note(case, customer(), "second", collar, "partly", " Better ")
    assert (case.notes[collar].judged.why, case.notes[collar].verdict) == ("Better", None)
    assert ("clan", "judge_note", collar) in moves(case)
    assert course.judge_note(case, customer(), "second", collar, "partly", "Better") is case
    other = course.judge_note(case, clan(), "second", collar, "fixed")
    assert other.notes[collar].verdict is None and ("customer", "judge_note", collar) in moves(other)
    case = course.judge_note(case, clan(), "second", collar, "partly")
    assert case.notes[collar].verdict == "partly" and len(case.notes) == 2
    assert unmet(case, second) == ["the note “Waist: Tight”"]
    case = judged(case, "second", waist, "fixed")
    assert unmet(case, second) == [] and first_time(case) == (1, 2)
    assert "not to be judged" in refusal(course.judge_note, case, clan(), "second", waist, "not")
    assert kept(case)


def test_what_is_not_fixed_comes_back_by_itself_and_counts_once():
    case, (collar,) = tried_on(COLLAR)
    assert refusal(course.judge_note, case, clan(), "second", collar, "never")
    case = judged(case, "second", collar, "not")
    back = f"n{case.seq}"
    note = case.notes[back]
    assert (note.again, note.stage, note.observation, note.initials) == (collar, "second", "Stands off", {})
    assert moves(case) == [("clan", "note", back)]
    assert refusal(course.take_back_note, case, customer(), back)
    case = course.initial_notes(case, clan(), [back], case.seq)
    case = course.initial_notes(case, customer(), [back], case.seq)
    case = signed(case, "second")
    assert to_judge(case, case.stage("third")) == [back]
    case = judged(case, "third", back, "fixed")
    assert first_time(case) == (0, 1)


def test_a_fitting_that_is_left_out_hands_its_judging_on():
    case, (collar,) = tried_on(COLLAR)
    case = replan.skip(case, clan(), "second", "He is away")
    assert to_judge(case, case.stage("second")) == [] and to_judge(case, case.stage("third")) == [collar]


def test_only_what_was_seen_before_is_judged_and_only_now():
    case, (collar,) = noted()
    early = refusal(course.judge_note, case, clan(), "second", collar, "fixed")
    assert early == "Second is not under way yet, so there is nothing to judge."
    assert "not to be judged" in refusal(course.judge_note, case, clan(), "fitting", collar, "fixed")
    case, (collar,) = tried_on(COLLAR)
    case = course.judge_note(case, clan(), "second", collar, "fixed")
    assert "judged already" in refusal(course.do_note, case, clan(), collar, False)


def test_where_no_amount_is_asked_none_is_kept():
    case = fitting()
    bare = NOTES.model_copy(update={"reach": 0})
    case = case.having(stages={**case.stages, "fitting": stage("fitting", bare)})
    refused = refusal(course.write_note, case, clan(), "fitting", "notes", COLLAR)
    assert refused == "No amount is asked here. Say it in what was seen."
    assert course.write_note(case, clan(), "fitting", "notes", WAIST).notes


def test_a_note_is_called_by_its_place_and_what_was_seen():
    case, (key,) = noted(COLLAR.model_copy(update={"observation": "x" * 100}))
    assert called(case, case.notes[key]) == f"Collar: {'x' * 79}…"
