"""Fitting notes: written, changed, initialled by both sides, done, judged at a later fitting."""

from portal.api import forms
from portal.api.operations import deed, stage_said
from portal.api.views import NOTE, STAGE, bp
from portal.cases import noting
from portal.cases.queries import Case
from portal.kernel.doors import me


@bp.post(f"{STAGE}/notes/<key:block>")
@deed(forms.Note)
def write_note(case: Case, said: forms.Note, stage: str, block: str) -> None:
    """Write down what was seen at a fitting; whoever writes it agrees to it."""
    noting.write_note(me(), case, stage, block, said.observed)


@bp.put(NOTE)
@deed(forms.NoteAgain)
def change_note(case: Case, said: forms.NoteAgain, note: str) -> None:
    """Write a note anew; the other side is asked again."""
    noting.change_note(me(), case, note, said.observed, said.seen)


@bp.delete(NOTE)
@deed()
def take_back_note(case: Case, note: str) -> None:
    """Take back a note of one's own side that the other has not agreed to."""
    noting.take_back_note(me(), case, note)


@bp.post(f"{NOTE}/initials")
@deed(forms.Initial)
def initial_note(case: Case, said: forms.Initial, note: str) -> None:
    """Put the initials of one's own side to a note."""
    noting.initial_notes(me(), case, [note], said.seen)


@bp.put(f"{NOTE}/done")
@deed()
def do_note(case: Case, note: str) -> None:
    """Say that the work of a note is done."""
    noting.do_note(me(), case, note, True)


@bp.delete(f"{NOTE}/done")
@deed()
def undo_note(case: Case, note: str) -> None:
    """Say that the work of a note is not done after all."""
    noting.do_note(me(), case, note, False)


@bp.post(f"{NOTE}/judge")
@deed(forms.Judge)
def judge_note(case: Case, said: forms.Judge, note: str) -> None:
    """Say at a later fitting how a note stands; it counts once both sides say the same."""
    noting.judge_note(me(), case, stage_said(case, said.stage), note, said.how, said.why)
