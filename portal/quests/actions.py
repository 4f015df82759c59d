"""Doing things in somebody's first weeks: steps with their proof, what the customer says of them, offers."""

from datetime import date

from portal.kernel.db import session
from portal.kernel.verbs import Act, NotNow
from portal.people.model import Person
from portal.quests.beginning import finish_if_whole, show
from portal.quests.model import Quest, QuestOffer, QuestStep
from portal.quests.queries import colleagues
from portal.quests.verbs import quests, stream
from workflows.language import _
from workflows.quests import is_colleague


@quests.action
def note(act: Act, quest: Quest, kind: str, day: date, words: str, source: Person | str = "") -> QuestStep:
    """Note a step with its proof: the day, what was seen, and who showed it.

    A `source` who is one of the customer's people here is asked whether it was so.

    Raises:
        NotNow: the source is a colleague: first weeks are for learning where things happen.
    """
    named = source if isinstance(source, str) else source.name
    if isinstance(source, str) and is_colleague(source, colleagues()):
        raise NotNow(refused(source))
    contact = None if isinstance(source, str) else source
    step = QuestStep(account_id=quest.account_id, quest_id=quest.id, kind=str(kind), day=day, words=words)
    step.source, step.contact_id, step.noted = named, contact.id if contact else None, act.at
    step.was_so = None
    quest.steps.append(step)
    session().flush()
    act.note(kind=step.kind, source=named, day=day.isoformat(), step=step.id, quest=quest.id)
    act.note(**({"contact": contact.handle} if contact else {}))
    act.tell(stream(quest.account_id))
    finish_if_whole(act, quest)
    return step


def refused(source: str) -> str:
    """Why a colleague is no source, and what to do instead."""
    return _(
        "%(name)s is a colleague. In the first weeks you learn where things happen: "
        "name somebody of the customer.",
        name=source,
    )


@quests.action
def confirm(act: Act, step: QuestStep) -> None:
    """Say that it was so, as the customer's person whom the step names."""
    _answer(act, step, was_so=True)


@quests.action
def deny(act: Act, step: QuestStep, answer: str) -> None:
    """Say that it was otherwise, and how; the step does not count any more."""
    _answer(act, step, was_so=False, answer=answer)


def _answer(act: Act, step: QuestStep, *, was_so: bool, answer: str = "") -> None:
    if step.answered:
        if step.was_so == was_so:
            return act.nothing()
        raise NotNow(_("You have answered this already."))
    step.answered, step.was_so, step.answer = act.at, was_so, answer
    session().flush()
    act.note(person=step.quest.person.name, step=step.id, quest=step.quest_id)
    act.note(**({"answer": answer} if answer else {}))
    act.tell(stream(step.account_id))
    finish_if_whole(act, step.quest)


@quests.action
def offer(act: Act, quest: Quest, what: str, day: date, where: str) -> QuestOffer:
    """Offer a newcomer to come and see something, as one of the customer's people.

    Raises:
        NotNow: their first weeks are over.
    """
    if quest.done or quest.ended:
        raise NotNow(_("The first weeks of %(name)s are over.", name=quest.person.name))
    made = QuestOffer(account_id=quest.account_id, quest_id=quest.id, by_id=act.who.id, what=what, day=day)
    made.where, made.offered = where, act.at
    quest.offers.append(made)
    session().flush()
    act.note(person=quest.person.name, what=what, day=day.isoformat(), offer=made.id, quest=quest.id)
    act.tell(stream(quest.account_id))
    show(quest.account_id)
    return made


@quests.action
def accept(act: Act, made: QuestOffer, answer: str) -> None:
    """Come to what the customer offers to show."""
    _reply(act, made, answer, comes=True)


@quests.action
def decline(act: Act, made: QuestOffer, answer: str) -> None:
    """Say that one cannot come, and why."""
    _reply(act, made, answer, comes=False)


def _reply(act: Act, made: QuestOffer, answer: str, *, comes: bool) -> None:
    made.answered, made.comes, made.answer, made.answer_told = act.at, comes, answer, False
    session().flush()
    act.note(by=made.by.name, what=made.what, offer=made.id, quest=made.quest_id)
    act.tell(stream(made.account_id))
    show(made.account_id)
