"""The customer's people say yes: their own plan of it, each one's word, reminders between colleagues."""

from collections.abc import Mapping

from portal.cases.keeping import hold, keep
from portal.cases.model import Case
from portal.cases.verbs import verbs
from portal.kernel.verbs import Act
from portal.people.model import Person
from portal.people.queries import directory
from workflows import course
from workflows.approved import Approver, Asked
from workflows.blocks.asked import plan_of
from workflows.blocks.plans import Place
from workflows.case import Case as Thread
from workflows.case import Refused
from workflows.language import _


@verbs.action
def plan_yeses(
    act: Act, case: Case, stage: str, block: str, asked: Mapping[str, Asked], late_to: str, seen: int
) -> None:
    """Put the customer's plan in the place of the one before; `seen` is the change that wrote that one."""
    thread, actor = hold(act, case)
    people = _people(case)
    named = {key: _named(thread, (stage, block, key), one, people) for key, one in asked.items()}
    if late_to:
        _here(people, late_to, _("Whom silence is told to"))
    act.note(what=thread.stage(stage).title)
    keep(act, case, course.plan_yeses(thread, actor, stage, block, named, late_to, seen))


@verbs.action
def say_yes(act: Act, case: Case, at: Place, note: str = "", seen: int | None = None) -> None:
    """Say yes for oneself, or for whom one stands in; `seen` is the change that the order was read to."""
    thread, actor = hold(act, case)
    act.note(what=_label(thread, at), instead=_instead(thread, at, actor.handle), note=_quoted(note))
    keep(act, case, course.say_yes(thread, actor, at, note, seen))


@verbs.action
def say_no(act: Act, case: Case, at: Place, why: str, seen: int | None = None) -> None:
    """Say no, with what would have to change: the clan is asked for it."""
    thread, actor = hold(act, case)
    act.note(what=_label(thread, at), instead=_instead(thread, at, actor.handle), why=why.strip())
    keep(act, case, course.say_no(thread, actor, at, why, seen))


@verbs.action
def hand_on(act: Act, case: Case, at: Place, to: str, note: str = "") -> None:
    """Say that this is not one's own to judge, and who is asked instead."""
    thread, actor = hold(act, case)
    person = _here(_people(case), to, _label(thread, at))
    act.note(what=_label(thread, at), to=person.name, note=_quoted(note))
    keep(act, case, course.hand_on(thread, actor, at, Approver(person=person.handle, name=person.name)))


@verbs.action
def nudge(act: Act, case: Case, at: Place) -> None:
    """Remind a colleague that their yes is waited for."""
    thread, actor = hold(act, case)
    act.note(what=_label(thread, at), whom=_name(thread, at))
    keep(act, case, course.nudge(thread, actor, at))


def _people(case: Case) -> dict[str, Person]:
    return {one.handle: one for one in directory(case.account_id) if one.side == "customer"}


def _here(people: Mapping[str, Person], handle: str, what: str) -> Person:
    """One of the customer's people today.

    Raises:
        Refused: nobody here has this handle, or they have left.
    """
    person = people.get(handle)
    if person is None:
        raise Refused(
            _(
                "%(what)s: %(handle)s is not one of the customer's people. Choose one of them.",
                what=what,
                handle=handle,
            )
        )
    if person.left is not None:
        raise Refused(_("%(what)s: %(name)s has left. Name somebody else.", what=what, name=person.name))
    return person


def _named(thread: Thread, at: tuple[str, str, str], asked: Asked, people: Mapping[str, Person]) -> Asked:
    """The department with its people under their names. Who left may stay only for what they said already."""
    before = plan_of(thread, at[0], at[1])
    said = before.answers.get(at[2], {}) if before else {}
    named = []
    for one in asked.people:
        gone = one.person in said and one.person in people
        person = people[one.person] if gone else _here(people, one.person, asked.label)
        if one.delegate:
            _here(people, one.delegate, asked.label)
        named.append(one.model_copy(update={"name": person.name}))
    return asked.model_copy(update={"people": tuple(named)})


def _asked(thread: Thread, at: Place) -> Asked | None:
    plan = plan_of(thread, at[0], at[1])
    return plan.asked.get(at[2]) if plan else None


def _label(thread: Thread, at: Place) -> str:
    asked = _asked(thread, at)
    return asked.label if asked else at[2]


def _name(thread: Thread, at: Place) -> str:
    asked = _asked(thread, at)
    return next((one.name for one in asked.people if one.person == at[3]), at[3]) if asked else at[3]


def _instead(thread: Thread, at: Place, who: str) -> str:
    return "" if at[3] == who else f", for {_name(thread, at)}"


def _quoted(note: str) -> str:
    return f", “{note.strip()}”" if note.strip() else ""
