"""What keeps a stage from moving in the customer's name, as both sides read it."""

from dataclasses import dataclass

from portal.cases.show import words as say
from portal.cases.show.given import Desk
from workflows import holds
from workflows.clocks import expected
from workflows.grammar import Stage
from workflows.language import _
from workflows.records import Step


@dataclass(frozen=True)
class HeldView:
    """A hold of a stage: its name, and who keeps it from moving until whom has answered by when."""

    key: str
    says: str


def held(desk: Desk, stage: Stage) -> tuple[HeldView, ...]:
    """The open holds of a stage."""
    return tuple(_held(desk, step) for step in holds.left(desk.case, stage))


def _held(desk: Desk, step: Step) -> HeldView:
    one = desk.case.holds[step.target]
    facts = {
        "name": desk.who(one.put.by, one.put.name, one.put.side).name,
        "whom": desk.who(one.who, one.name, "clan").name,
        "day": say.day(expected(desk.case, step, desk.look.calendars), desk.today),
    }
    if desk.look.viewer.side == "customer":
        kept = _("%(name)s holds this stage in your name.", **facts)
    else:
        kept = _("%(name)s holds this stage in the customer’s name.", **facts)
    until = _("It does not move before %(whom)s has answered, which is due by %(day)s.", **facts)
    return HeldView(step.target, f"{kept} {until}")
