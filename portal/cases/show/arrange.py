"""The page that arranges an appointment: offers times, asks to move it, or says where it is and who comes."""

from dataclasses import dataclass

from portal.cases.offering import Offer
from portal.cases.show.appointment import AppointmentView, OfferView, appointment, form
from portal.cases.show.given import Desk
from workflows.case import Refused
from workflows.grammar import AppointmentBlock
from workflows.language import N_, _

# What each deed is called: heading, what it does, the button.
DEEDS = {
    "propose_times": (
        N_("Offer times for %(what)s"),
        N_("The other side picks one of them, or offers others."),
        N_("Offer these times"),
    ),
    "move_time": (
        N_("Ask to move %(what)s"),
        N_("It stays at its time until the other side picks another."),
        N_("Offer these times instead"),
    ),
    "describe_time": (
        N_("Where %(what)s is, and who comes"),
        N_("Everybody who comes is told, and so is whoever need not come any more."),
        N_("Keep this"),
    ),
}


@dataclass(frozen=True)
class ArrangeView:
    """The form of one deed, with what was typed and every problem by the control it belongs to."""

    deed: str
    stage: str
    title: str
    says: str
    button: str
    block: AppointmentView
    form: OfferView
    errors: tuple[tuple[str, str], ...]


def arranging(
    desk: Desk, at: tuple[str, str], deed: str, said: Offer | None = None, problem: str = ""
) -> ArrangeView:
    """The form as the appointment stands, or with what was typed; `problem` is what the rules refuse.

    Raises:
        Refused: there is no such appointment.
    """
    key, block = at
    stage = desk.case.stage(key)
    part = stage.block(block)
    if not isinstance(part, AppointmentBlock):
        raise Refused(
            _("There is no appointment called %(block)s in %(stage)s.", block=block, stage=stage.title)
        )
    view = appointment(desk, stage, part)
    named, says, button = (_(words, what=part.title) for words in DEEDS[deed])
    problems = said.problems if said and not problem else {}
    shown = form(desk, view.id, said.terms, said.times, said.why, problems) if said else view.form
    errors = (
        *((f"{view.id}-{name}", sentence) for name, sentence in problems.items()),
        *([(f"{view.id}-{_where(deed, said)}", problem)] if problem else []),
    )
    return ArrangeView(deed, key, named, says, button, view, shown, tuple(errors))


def _where(deed: str, said: Offer | None) -> str:
    """The control that a refusal of the rules leads to."""
    if deed == "move_time" and said and not said.why.strip():
        return "why"
    return "place" if deed == "describe_time" else "time-1"
