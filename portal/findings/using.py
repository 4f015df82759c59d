"""Putting what was learned to use, and saying whether it really served."""

from dataclasses import dataclass

from sqlalchemy import func, select

from portal.findings.actions import hold, renew
from portal.findings.model import Finding, Use
from portal.findings.verbs import findings
from portal.kernel.db import session
from portal.kernel.verbs import Act, NotNow
from workflows.language import _


@dataclass(frozen=True)
class Place:
    """Where something is used: an order, a stage, line or proposal of it, or a complaint; and its name."""

    kind: str
    case_id: int | None  # none for a complaint, of which areas above know
    case_ref: str
    label: str
    stage: str = ""
    key: str = ""


@findings.action
def use(act: Act, found: Finding, place: Place, how: str) -> Use:
    """Say where something learned was put to use, and how.

    Raises:
        NotNow: it was withdrawn.
    """
    hold(found)
    number = session().scalar(select(func.count()).where(Use.finding_id == found.id)) or 0
    made = Use(account_id=found.account_id, finding_id=found.id, number=number + 1, how=how, **vars(place))
    made.claimant_id, made.claimed = act.who.id, act.at
    session().add(made)
    _tell(act, found, made)
    return made


@findings.action
def confirm(act: Act, made: Use) -> None:
    """Say that it really served; who found it and who used it are thanked by name.

    Raises:
        NotNow: somebody has said so or otherwise, or it was withdrawn.
    """
    _judge(act, made, "confirmed", "")
    act.note(found=made.finding.author.name, used=made.claimant.name)


@findings.action
def reject(act: Act, made: Use, reason: str) -> None:
    """Say that it did not serve, with the reason.

    Raises:
        NotNow: somebody has said so or otherwise, or it was withdrawn.
    """
    _judge(act, made, "rejected", reason)


def _judge(act: Act, made: Use, verdict: str, reason: str) -> None:
    hold(made.finding)
    hold(made)
    if made.verdict:
        raise NotNow(_("Somebody has judged this use in the meantime."))
    made.verdict, made.reason = verdict, reason
    made.judge_id, made.judged = act.who.id, act.at
    _tell(act, made.finding, made)


def _tell(act: Act, found: Finding, made: Use) -> None:
    where = f"{made.label}, {made.case_ref}" if made.stage else made.case_ref
    act.note(finding=found.number, use=made.number, where=where)
    act.tell(found.stream)
    session().flush()
    renew(found)
