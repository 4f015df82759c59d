"""The stages of one order added, split, moved and taken out again, without tearing what hangs together.

Pure; whether the other side must agree is for `workflows.redrawing` to say. Source: docs/decisions/017.
"""

from workflows import check, stages
from workflows.case import Case
from workflows.grammar import (
    SIDES,
    AppointmentBlock,
    Block,
    CommitmentBlock,
    Field,
    FieldsBlock,
    SignatureBlock,
    Stage,
    Workflow,
)
from workflows.language import _
from workflows.records import Mark, Refused
from workflows.redrawn import NewStage, Redraw
from workflows.rounds import rounds
from workflows.texts import reason

# What a case copies of its definition besides its stages, word by word.
RULES = tuple(sorted({*Workflow.model_fields} & {*Case.model_fields} - {"version", "stages"}))
OWN = "own_"  # how the key of a stage that people added begins
HELD = ("values", "signatures", "reviews", "ticks", "appointments", "approvals")


def added(case: Case, mark: Mark, how: Redraw) -> Case:
    """A stage of this order's own, right after the stage `after`.

    Raises:
        Refused: it is to come before what is under way or after the end, or nothing says what it is.
    """
    if how.new is None:
        raise Refused(_("Say what the new stage is."))
    why = reason(how.why)
    case.stage(how.after)
    if how.after not in places(case):
        raise Refused(_("A new stage comes after what is finished, and before the last stage."))
    return stages.with_stage(case, mark, built(f"{OWN}{mark.seq}", how.new), how.after, why)


def places(case: Case) -> list[str]:
    """The stages that a new one may come right after: from the one before the stage under way on."""
    if case.now is None:
        return []
    first = max(1, case.plan.index(case.now))
    return list(case.plan[first - 1 : -1])


def removed(case: Case, mark: Mark, how: Redraw) -> Case:
    """A stage that was added, split off or planned once more is taken out again; what was split is whole.

    Raises:
        Refused: it is the definition's own, it has begun, or something is written in it.
    """
    stage = to_come(case, how.stage)
    reason(how.why)
    if not removable(case, stage.key):
        raise Refused(
            _("%(stage)s cannot be taken out. Leave it out with a reason instead.", stage=stage.title)
        )
    rest = {key: one for key, one in case.stages.items() if key != stage.key}
    if whole := split_from(case, stage.key):
        rest[whole.key] = whole
    after = case.having(
        plan=tuple(key for key in case.plan if key != stage.key),
        stages=rest,
        progress={key: one for key, one in case.progress.items() if key != stage.key},
        commitments={key: one for key, one in case.commitments.items() if one.stage != stage.key},
    )
    return only_sound(case, after)


def removable(case: Case, key: str) -> bool:
    """Whether a stage is this order's own, still to come, and nothing hangs on it."""
    if case.state(key) != "next" or case.progress[key].planned is None:
        return False
    own = [one for one in case.commitments.values() if one.stage == key]
    if any(key in getattr(case, part) for part in HELD) or any(one.state != "asked" for one in own):
        return False
    if any(place.stage == key for part in (case.pins, case.notes, case.holds) for place in part.values()):
        return False
    if rounds(case, key)[-1] != key:
        return False
    whole = split_from(case, key)
    return whole is None or (whole.key in case.stages and case.state(whole.key) == "next")


def sound(before: Case, after: Case) -> list[str]:
    """What is wrong with the stages of a case after a change of them that was not wrong before."""
    known = {str(one) for one in check.sense(definition(before))}
    return [str(one) for one in check.sense(definition(after)) if str(one) not in known]


def only_sound(before: Case, after: Case) -> Case:
    """A case after a change of its stages, if no definition would be wrong by it.

    Raises:
        Refused: something else refers to what is moved.
    """
    if problems := sound(before, after):
        raise Refused(_("Something else in this order needs it as it is. %(problem)s", problem=problems[0]))
    return after


def definition(case: Case) -> Workflow:
    """The process of this one order as a definition, to be checked like one."""
    rules = {name: getattr(case, name) for name in RULES}
    return Workflow(
        key=case.workflow,
        version=case.version,
        title=case.workflow_title,
        stages=tuple(case.in_order()),
        **rules,
    )


def to_come(case: Case, key: str) -> Stage:
    """A stage that has not begun.

    Raises:
        Refused: there is none of that key, or it has begun.
    """
    stage = case.stage(key)
    if case.state(key) != "next":
        raise Refused(
            _("%(stage)s has begun or is behind us, so its place and its parts stay.", stage=stage.title)
        )
    return stage


def built(key: str, new: NewStage) -> Stage:
    """The stage that somebody wants, in the words of the grammar."""
    blocks: list[Block] = []
    if new.meet:
        blocks.append(AppointmentBlock(kind="appointment", key="meeting", title="When we meet"))
    fields = [
        Field(key=f"{side}_{number}", label=label, type="longtext", required=True, given_by=side)
        for side in SIDES
        for number, label in enumerate(getattr(new, side), 1)
    ]
    if new.pictures:
        fields.append(Field(key="pictures", label="Pictures", type="photo"))
    if fields:
        blocks.append(FieldsBlock(kind="fields", key="lines", fields=tuple(fields)))
    blocks.append(CommitmentBlock(kind="commitment", key="promises"))
    blocks.append(SignatureBlock(kind="signature", by=new.signed_by, says=f"{new.title[:100]} is done"))
    return Stage(
        key=key,
        title=new.title,
        help=new.help,
        lead_days=new.days,
        holder=new.holder,
        rounds=9,
        blocks=tuple(blocks),
    )


def split_from(case: Case, key: str) -> Stage | None:
    """The stage that another was split off from, as it was; None when it was not split off."""
    return next((one.was for one in case.redraws.values() if one.made == key and one.was), None)
