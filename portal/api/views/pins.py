"""Pictures: what they show, and pins in them: put, answered, settled by both sides, opened again."""

from portal.api import forms
from portal.api.operations import deed, stage_said
from portal.api.views import ORDER, PIN, bp
from portal.cases import pinning
from portal.cases.queries import Case
from portal.kernel.doors import me
from workflows.pinned import Spot


@bp.put(f"{ORDER}/pictures/<key:file>/caption")
@deed(forms.Describe)
def describe_picture(case: Case, said: forms.Describe, file: str) -> None:
    """Say what a picture shows, and from where."""
    pinning.describe_pictures(me(), case, {file: (said.text, said.view)})


@bp.post(f"{ORDER}/pins")
@deed(forms.PutPin)
def put_pin(case: Case, said: forms.PutPin) -> None:
    """Put a pin into a picture that is on a line."""
    spot = Spot(stage=stage_said(case, said.stage), field=said.field, file=said.file, x=said.x, y=said.y)
    pinning.put_pin(me(), case, spot, said.title, said.text)


@bp.post(f"{PIN}/answer")
@deed(forms.Say)
def answer_pin(case: Case, said: forms.Say, pin: str) -> None:
    """Say something at a pin."""
    pinning.answer_pin(me(), case, pin, said.text)


@bp.post(f"{PIN}/settle")
@deed()
def settle_pin(case: Case, pin: str) -> None:
    """Put the initials of one's own side to a pin."""
    pinning.settle_pin(me(), case, pin)


@bp.post(f"{PIN}/open")
@deed(forms.Why)
def open_pin(case: Case, said: forms.Why, pin: str) -> None:
    """Open a settled pin again, with a reason."""
    pinning.open_pin(me(), case, pin, said.why)
