"""Promises from asked to satisfied, and the customer's last word."""

from portal.api import forms
from portal.api.operations import deed, stage_said
from portal.api.views import ORDER, PROMISE, bp
from portal.cases import reminding, together
from portal.cases.queries import Case
from portal.kernel.doors import me


@bp.post(f"{ORDER}/promises")
@deed(forms.AskFor)
def ask(case: Case, said: forms.AskFor) -> None:
    """Ask one side for something."""
    together.ask(me(), case, stage_said(case, said.stage), said.text, said.of)


@bp.post(f"{PROMISE}/promise")
@deed(forms.PromiseBy)
def promise(case: Case, said: forms.PromiseBy, promise: str) -> None:
    """Promise what was asked, by a day."""
    together.promise(me(), case, promise, said.due)


@bp.post(f"{PROMISE}/done")
@deed()
def done(case: Case, promise: str) -> None:
    """Say that a promise is kept."""
    together.done(me(), case, promise)


@bp.post(f"{PROMISE}/satisfied")
@deed()
def satisfied(case: Case, promise: str) -> None:
    """Close a promise that was kept."""
    together.satisfied(me(), case, promise)


@bp.post(f"{PROMISE}/not-yet")
@deed(forms.Why)
def not_yet(case: Case, said: forms.Why, promise: str) -> None:
    """Send a promise back, with a reason."""
    together.not_yet(me(), case, promise, said.why)


@bp.post(f"{ORDER}/conditions/<key:condition>/met")
@deed()
def met(case: Case, condition: str) -> None:
    """The customer declares a condition of satisfaction met."""
    together.met(me(), case, condition)


@bp.post(f"{ORDER}/conditions/<key:condition>/not-met")
@deed(forms.NotMet)
def not_met(case: Case, said: forms.NotMet, condition: str) -> None:
    """The customer says that a condition is not met yet; the named stage opens again."""
    together.not_met(me(), case, condition, said.why, stage_said(case, said.stage))


@bp.post(f"{ORDER}/finish")
@deed()
def finish(case: Case) -> None:
    """The customer says that it is all as wanted, when nothing else is open."""
    together.finish(me(), case)


@bp.post(f"{ORDER}/remind")
@deed(forms.Why)
def remind(case: Case, said: forms.Why) -> None:
    """Remind the other side of what waits for it, in words of one's own, once a day."""
    reminding.remind(me(), case, said.why)
