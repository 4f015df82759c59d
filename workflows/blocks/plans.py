"""The customer's own plan of who says yes: changed as a whole by its people alone, and read by the clan."""

from collections.abc import Mapping
from datetime import date

from workflows.approved import Answer, Approvals, Approver, Asked
from workflows.blocks.asked import may_say, plan_of
from workflows.blocks.gates import begun
from workflows.case import Case
from workflows.grammar import ApprovalsBlock, When
from workflows.language import _, ngettext
from workflows.records import Mark, Refused

MOST = 20  # departments in a plan, and people in a department
Place = tuple[str, str, str, str]  # stage, block, department, and the person whose yes it is


def plan(
    case: Case, mark: Mark, stage: str, block: str, asked: Mapping[str, Asked], late_to: str, seen: int
) -> Case:
    """Put the customer's plan in the place of the one before; `seen` is the change that wrote that one.

    What people said already stands where they are still asked. `late_to` is told of silence; whoever stated
    the need, if nobody is named.

    Raises:
        Refused: another side or another person changed it, or somebody could not say yes as it is written.
    """
    part, before = own(case, mark, stage, block)
    if case.state(stage) == "skipped":
        raise Refused(
            _("%(stage)s was left out. Open it again to work on it.", stage=case.stage(stage).title)
        )
    if seen != (before.changed.seq if before else 0):
        who = before.changed.name if before else _("Somebody")
        raise Refused(
            _("%(name)s changed this plan meanwhile. Compare it with yours, which is kept here.", name=who)
        )
    _sound(case, part, asked)
    late_to = late_to or (case.begun.by if case.begun.side == "customer" else mark.by)
    kept = before.asked if before else {}
    put = {key: _put(one, kept.get(key), mark) for key, one in asked.items()}
    if before and (put, late_to) == (before.asked, before.late_to):
        return case
    answers = {key: those_of(one, before.answers.get(key, {})) for key, one in put.items()} if before else {}
    return with_(case, stage, block, Approvals(changed=mark, late_to=late_to, asked=put, answers=answers))


def hand_on(case: Case, mark: Mark, at: Place, to: Approver) -> Case:
    """Say that this is not one's own to judge, and who is asked instead.

    Raises:
        Refused: it is somebody else's to hand on, or that person is asked there already.
    """
    current, asked, one = found(case, mark, at)
    theirs(one, mark)
    if to.person in [other.person for other in asked.people]:
        raise Refused(
            _(
                "%(name)s is asked in %(department)s already. Choose somebody else.",
                name=to.name,
                department=asked.label,
            )
        )
    new = Approver(person=to.person, name=to.name, handed=mark)
    people = tuple(new if other is one else other for other in asked.people)
    handed = asked.model_copy(update={"people": people})
    answers = {**current.answers, at[2]: those_of(handed, current.answers.get(at[2], {}))}
    update = {"asked": {**current.asked, at[2]: handed}, "answers": answers, "changed": mark}
    return with_(case, at[0], at[1], current.model_copy(update=update))


def own(case: Case, mark: Mark, stage: str, block: str) -> tuple[ApprovalsBlock, Approvals | None]:
    """The block and its plan, for one of the customer's people.

    Raises:
        Refused: there is no such block, or it is the other side who asks.
    """
    part = case.stage(stage).block(block)
    if not isinstance(part, ApprovalsBlock):
        raise Refused(
            _("There are no yeses called %(name)s in %(stage)s.", name=block, stage=case.stage(stage).title)
        )
    if mark.side != "customer":
        raise Refused(
            _("%(part)s: this is the customer's own plan. You may read it; they change it.", part=part.title)
        )
    return part, plan_of(case, stage, block)


def found(case: Case, mark: Mark, at: Place) -> tuple[Approvals, Asked, Approver]:
    """The plan, the department and the person whose yes is spoken of, in a stage that has begun.

    Raises:
        Refused: nobody of that name is asked there, or as for `own`.
    """
    stage, block, key, person = at
    part, current = own(case, mark, stage, block)
    begun(case, stage, "say_yes")
    asked = current.asked.get(key) if current else None
    one = next((one for one in asked.people if one.person == person), None) if asked else None
    if current is None or asked is None or one is None:
        raise Refused(
            _(
                "%(part)s: nobody of that name is asked there now. Look at the plan once more.",
                part=part.title,
            )
        )
    return current, asked, one


def theirs(one: Approver, mark: Mark) -> None:
    """Refuse whoever is neither the person whose yes it is nor the one who stands in on that day."""
    if not may_say(one, mark.by, mark.at.date()):
        why = _("This is for %(name)s alone to say. You may remind them once a day.", name=one.name)
        if mark.by == one.delegate:
            why = " ".join((why, _("You stood in for them until %(day)s.", day=one.until)))
        raise Refused(why)


def _sound(case: Case, part: ApprovalsBlock, asked: Mapping[str, Asked]) -> None:
    if not asked:
        raise Refused(
            _("%(part)s: a plan with nobody in it lets nobody say yes. Name somebody.", part=part.title)
        )
    if len(asked) > MOST:
        raise Refused(
            ngettext(
                "%(num)s department is too many; %(most)s is the most.",
                "%(num)s departments are too many; %(most)s is the most.",
                len(asked),
                most=MOST,
            )
        )
    for one in asked.values():
        _people(one)
        if wrong := [place for place in one.scope if not _there(case, place)]:
            raise Refused(
                _(
                    "%(department)s: %(place)s is no line of this order. Choose what it says yes to.",
                    department=one.label,
                    place=wrong[0],
                )
            )
        if one.when and not _told(case, one.when):
            raise Refused(
                _(
                    "%(department)s: nobody can tell from %(field)s whether it is asked.",
                    department=one.label,
                    field=one.when.field,
                )
            )


def _people(asked: Asked) -> None:
    names = [one.person for one in asked.people]
    if not names:
        raise Refused(
            _(
                "%(department)s has nobody in it. Name somebody, or take the department out.",
                department=asked.label,
            )
        )
    if len(names) > MOST or len(names) != len(set(names)):
        raise Refused(
            _(
                "%(department)s: name each person once, and %(most)s of them at most.",
                department=asked.label,
                most=MOST,
            )
        )
    if asked.wanted > len(names):
        few = _(
            "%(department)s: %(needed)s are to say yes, and only %(named)s are named. "
            "Name more, or ask fewer.",
            department=asked.label,
            needed=asked.needs,
            named=len(names),
        )
        raise Refused(few)
    for one in asked.people:
        if one.delegate and (one.delegate == one.person or not _day(one.until)):
            raise Refused(
                _(
                    "%(department)s: say who stands in for %(name)s, and until which day.",
                    department=asked.label,
                    name=one.name,
                )
            )


def _day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _there(case: Case, place: str) -> bool:
    stage, _dot, field = place.partition(".")
    return stage in case.stages and (not field or case.stages[stage].field(field) is not None)


def _told(case: Case, when: When) -> bool:
    """Whether a condition hangs on a sum that is over something, or on the answers of a choice."""
    stage, _dot, key = when.field.partition(".")
    field = case.stages[stage].field(key) if stage in case.stages else None
    if field is None or (when.over is None) == (not when.values):
        return False
    return field.type == "money" if when.over is not None else field.type in ("choice", "multichoice")


def _put(new: Asked, old: Asked | None, mark: Mark) -> Asked:
    """The department as it is planned now; since before, if it was just so."""
    same = old and new.model_copy(update={"put": old.put, "people": _handed(new, old)})
    if same and same == old:
        return same
    return new.model_copy(update={"put": mark, "people": _handed(new, old)})


def _handed(new: Asked, old: Asked | None) -> tuple[Approver, ...]:
    """The people, each with who handed it on to them, if that is known."""
    marks = {one.person: one.handed for one in old.people} if old else {}
    return tuple(one.model_copy(update={"handed": marks.get(one.person)}) for one in new.people)


def those_of(asked: Asked, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """What those said who are still asked."""
    return {one.person: answers[one.person] for one in asked.people if one.person in answers}


def with_(case: Case, stage: str, block: str, current: Approvals) -> Case:
    """The case with the plan of one block as it is now."""
    return case.with_entries("approvals", stage, {block: current})
