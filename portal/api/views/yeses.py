"""The customer's own plan of who says yes, and each one's word."""

from portal.api import yes_forms as forms
from portal.api.operations import deed
from portal.api.views import STAGE, bp
from portal.api.yeses import planned
from portal.cases import agreeing
from portal.cases.queries import Case
from portal.kernel.doors import me

YESES = f"{STAGE}/yeses/<key:block>"
ONE = f"{YESES}/<key:department>/<key:person>"


@bp.put(f"{YESES}/plan")
@deed(forms.Plan)
def plan_yeses(case: Case, said: forms.Plan, stage: str, block: str) -> None:
    """Put a whole plan in the place of the one before: for the customer's people only."""
    agreeing.plan_yeses(me(), case, stage, block, planned(said), said.late_to, said.seen)


@bp.post(f"{ONE}/yes")
@deed(forms.Yes)
def say_yes(case: Case, said: forms.Yes, stage: str, block: str, department: str, person: str) -> None:
    """Say yes for oneself, or for whom one stands in."""
    agreeing.say_yes(me(), case, (stage, block, department, person), said.note, said.seen)


@bp.post(f"{ONE}/no")
@deed(forms.No)
def say_no(case: Case, said: forms.No, stage: str, block: str, department: str, person: str) -> None:
    """Say no, with what would have to change; the clan is asked for it."""
    agreeing.say_no(me(), case, (stage, block, department, person), said.why, said.seen)


@bp.post(f"{ONE}/hand-on")
@deed(forms.HandOn)
def hand_on(case: Case, said: forms.HandOn, stage: str, block: str, department: str, person: str) -> None:
    """Hand on to somebody else what is not one's own to judge."""
    agreeing.hand_on(me(), case, (stage, block, department, person), said.to, said.note)


@bp.post(f"{ONE}/nudge")
@deed()
def nudge(case: Case, stage: str, block: str, department: str, person: str) -> None:
    """Remind a colleague, once a day."""
    agreeing.nudge(me(), case, (stage, block, department, person))
