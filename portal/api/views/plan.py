"""The plan of an order: stages added, split, moved, left out, held once more, opened again, taken out."""

from flask import Response

from portal.api import forms as words
from portal.api import plan_forms as forms
from portal.api import planning, plans
from portal.api.operations import answered, deed, stage_said, told
from portal.api.planning import replanned
from portal.api.views import ORDER, STAGE, bp
from portal.cases import queries, redrawing, versions
from portal.cases.queries import Case
from portal.kernel.doors import me, token
from portal.people.queries import house
from workflows.redrawn import NewStage, Redraw

ASKED = f"{ORDER}/plan/<key:redraw>"


@bp.post(f"{ORDER}/plan/stages")
@deed(forms.Add)
def add_stage(case: Case, said: forms.Add) -> list[str]:
    """Add a stage of this order's own; where that moves a promise, the other side is asked."""
    new = NewStage(**said.model_dump(exclude={"after", "why"}))
    after = stage_said(case, said.after, "after")
    return replanned(case, Redraw(kind="add", after=after, new=new, why=said.why))


@bp.post(f"{STAGE}/split")
@deed(forms.Split)
def split_stage(case: Case, said: forms.Split, stage: str) -> list[str]:
    """Make two stages of one that has not begun."""
    how = Redraw(
        kind="split", stage=stage, title=said.title, days=said.days, parts=tuple(said.parts), why=said.why
    )
    return replanned(case, how)


@bp.post(f"{STAGE}/move")
@deed(forms.Move)
def move_stage(case: Case, said: forms.Move, stage: str) -> list[str]:
    """Move a stage that has not begun to another place; what it builds on stays before it."""
    after = stage_said(case, said.after, "after")
    return replanned(case, Redraw(kind="move", stage=stage, after=after, why=said.why))


@bp.post(f"{STAGE}/remove")
@deed(words.Why)
def remove_stage(case: Case, said: words.Why, stage: str) -> list[str]:
    """Take a stage out again that was added, split off or planned once more, while nothing is in it."""
    return replanned(case, Redraw(kind="remove", stage=stage, why=said.why))


@bp.post(f"{STAGE}/reopen")
@deed(words.Why)
def reopen(case: Case, said: words.Why, stage: str) -> list[str]:
    """Open a finished stage again; the work in it is kept."""
    return replanned(case, Redraw(kind="reopen", stage=stage, why=said.why))


@bp.post(f"{STAGE}/skip")
@deed(words.Why)
def skip(case: Case, said: words.Why, stage: str) -> list[str]:
    """Leave a stage out, with a reason."""
    return replanned(case, Redraw(kind="skip", stage=stage, why=said.why))


@bp.post(f"{STAGE}/again")
@deed(words.Why)
def again(case: Case, said: words.Why, stage: str) -> list[str]:
    """Plan one more round of a stage."""
    return replanned(case, Redraw(kind="again", stage=stage, why=said.why))


@bp.post(f"{ASKED}/anew")
@deed()
def ask_redraw_anew(case: Case, redraw: str) -> None:
    """Ask once more for a change of the plan that ran out without an answer."""
    redrawing.ask_redraw_anew(me(), case, redraw)


@bp.post(f"{ASKED}/agree")
@deed(forms.Agree)
def agree_redraw(case: Case, said: forms.Agree, redraw: str) -> None:
    """Agree to a change of the plan that the other side asks for."""
    redrawing.agree_redraw(me(), case, redraw, said.seen)


@bp.post(f"{ASKED}/decline")
@deed(words.Why)
def decline_redraw(case: Case, said: words.Why, redraw: str) -> None:
    """Say no to a change of the plan, with a reason."""
    redrawing.decline_redraw(me(), case, redraw, said.why)


@bp.post(f"{ASKED}/withdraw")
@deed()
def withdraw_redraw(case: Case, redraw: str) -> None:
    """Take back what one's own side asked for."""
    redrawing.withdraw_redraw(me(), case, redraw)


@bp.get(f"{ORDER}/process")
@token
@told(plans.Process)
def process(ref: str) -> Response:
    """The version of the process that this order follows, and the newer one that the house offers to it."""
    case = queries.get(me(), ref)
    return answered(planning.process(me(), case, versions.offered(case, house())))


@bp.post(f"{ORDER}/process/agree")
@deed(forms.Version)
def agree_version(case: Case, said: forms.Version) -> None:
    """Agree that the order follows the version that the house offers; it does once both sides have."""
    versions.agree_version(me(), case, versions.wanted(case, house(), said.version))


@bp.post(f"{ORDER}/process/decline")
@deed(forms.NoVersion)
def decline_version(case: Case, said: forms.NoVersion) -> None:
    """Say no to the version that the house offers, with a reason."""
    wanted = versions.wanted(case, house(), said.version)
    versions.decline_version(me(), case, wanted, said.why)
