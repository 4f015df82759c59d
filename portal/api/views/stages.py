"""Working on a stage: its lines, its blocks, its signatures, and whether it is open."""

from portal.api import forms
from portal.api.operations import deed, stage_said
from portal.api.views import ORDER, STAGE, bp
from portal.cases import actions, arranging, measuring, queries, together
from portal.cases.queries import Case
from portal.kernel.doors import me

APPOINTMENT = f"{STAGE}/appointments/<key:block>"


# ---- lines
@bp.put(f"{ORDER}/fields/<key:stage>/<key:field>")
@deed(forms.Write, clashes=True, priced=True)
def write(case: Case, said: forms.Write, stage: str, field: str) -> list[str]:
    """Write a line, based on what it was when it was read."""
    words = said.why or "", said.quote or ""
    return actions.write(me(), case, stage, {field: said.value}, {field: said.seen}, *words)


@bp.post(f"{ORDER}/fields/<key:stage>/<key:field>/put-back")
@deed(forms.PutBack, priced=True)
def put_back(case: Case, said: forms.PutBack, stage: str, field: str) -> None:
    """Give a line what it held after an earlier change of the order."""
    actions.put_back(me(), case, stage, field, said.seq, said.quote or "")


# ---- stages
@bp.post(f"{ORDER}/signatures")
@deed(forms.Sign)
def sign(case: Case, said: forms.Sign) -> None:
    """Sign a stage for one's own side; the last signature needed moves the order on."""
    stage = stage_said(case, said.stage)
    actions.sign(me(), case, stage, _before_their_eyes(case, stage, said.seen))


@bp.delete(f"{ORDER}/signatures/<key:stage>")
@deed()
def withdraw(case: Case, stage: str) -> None:
    """Take the signature of one's own side back while the stage is open."""
    actions.withdraw(me(), case, stage)


@bp.post(f"{STAGE}/carry-over")
@deed(forms.CarryOver)
def carry_over(case: Case, said: forms.CarryOver, stage: str) -> None:
    """Take the measures of an earlier order of the same account over into the empty lines of a stage."""
    measuring.carry_over(me(), case, stage, queries.earlier(me(), case, said.order))


@bp.post(f"{STAGE}/reviews/<key:block>")
@deed(forms.Decide)
def review(case: Case, said: forms.Decide, stage: str, block: str) -> None:
    """Decide a review for one's own side."""
    together.review(me(), case, stage, block, said.decision, said.note)


@bp.put(f"{STAGE}/checklists/<key:block>/<key:item>")
@deed()
def tick(case: Case, stage: str, block: str, item: str) -> None:
    """Tick one thing of a checklist."""
    together.tick(me(), case, stage, block, item, True)


@bp.delete(f"{STAGE}/checklists/<key:block>/<key:item>")
@deed()
def untick(case: Case, stage: str, block: str, item: str) -> None:
    """Take a tick back."""
    together.tick(me(), case, stage, block, item, False)


# ---- appointments
@bp.post(f"{APPOINTMENT}/times")
@deed(forms.Times)
def propose_times(case: Case, said: forms.Times, stage: str, block: str) -> None:
    """Offer times for an appointment."""
    arranging.propose_times(me(), case, stage, block, said.times, said.terms, said.seen)


@bp.post(f"{APPOINTMENT}/move")
@deed(forms.Move)
def move_time(case: Case, said: forms.Move, stage: str, block: str) -> None:
    """Ask to move what is arranged to one of other times; the old time stands until one is picked."""
    arranging.move_time(me(), case, stage, block, said.times, said.why, said.terms, said.seen)


@bp.post(f"{APPOINTMENT}/pick")
@deed(forms.Pick)
def pick_time(case: Case, said: forms.Pick, stage: str, block: str) -> None:
    """Pick one of the times that the other side offers; what was arranged moves there."""
    arranging.pick_time(me(), case, stage, block, said.time)


@bp.post(f"{APPOINTMENT}/keep")
@deed(forms.Stay)
def keep_time(case: Case, said: forms.Stay, stage: str, block: str) -> None:
    """Leave it at its time: the side that asked to move it, or the other with a reason."""
    arranging.keep_time(me(), case, stage, block, said.why)


@bp.put(f"{APPOINTMENT}/where")
@deed(forms.Where)
def describe_time(case: Case, said: forms.Where, stage: str, block: str) -> None:
    """Say where it is and who comes."""
    arranging.describe_time(me(), case, stage, block, said.terms)


@bp.post(f"{APPOINTMENT}/cancel")
@deed(forms.Why)
def cancel_time(case: Case, said: forms.Why, stage: str, block: str) -> None:
    """Call an appointment off, with a reason."""
    arranging.cancel_time(me(), case, stage, block, said.why)


def _before_their_eyes(case: Case, stage: str, seen: int | None) -> dict[str, str] | None:
    """What somebody signs who read the order after change `seen`: a line changed since is not among it."""
    if seen is None:
        return None
    since = {key: "" for key, line in case.thread.values.get(stage, {}).items() if line.seq > seen}
    return case.thread.covers(stage) | since
