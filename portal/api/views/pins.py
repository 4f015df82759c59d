"""Pictures: for one side or for both, what they show, and pins in them, until both sides settle them."""

from flask import Response, current_app

from portal.api import fittings, forms, presenting
from portal.api.operations import answered, deed, stage_said, told
from portal.api.views import ORDER, PIN, bp
from portal.cases import pinning, queries, showing
from portal.cases.queries import Case
from portal.kernel import files
from portal.kernel.doors import me, token
from workflows.pinned import Spot


@bp.get(f"{ORDER}/ours")
@token
@told(fittings.Ours)
def ours(ref: str) -> Response:
    """The pictures that one's own side keeps to itself."""
    return answered(presenting.ours(showing.kept(me(), queries.get(me(), ref))))


@bp.post(f"{ORDER}/ours/<key:picture>/show")
@deed()
def show_picture(case: Case, picture: str) -> None:
    """Show both sides a picture: it goes onto its line, and stays seen."""
    showing.show_picture(me(), case, picture)


@bp.delete(f"{ORDER}/ours/<key:picture>")
@deed()
def remove_picture(case: Case, picture: str) -> None:
    """Delete a picture that nobody but one's own side has seen."""
    showing.remove_picture(me(), case, picture)
    showing.delete_afterwards(files.storage_of(current_app), picture)


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
