"""Reading what people propose to change in processes: only what its reader may read."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from portal.cases import definitions
from portal.kernel.db import of_house, session
from portal.kernel.queries import NotFound, one_or_404
from portal.people.model import Person, Seat
from portal.people.queries import holding
from portal.processes.model import ProcessChange, ProcessWord
from portal.processes.verbs import close_to, seen_by
from workflows.grammar import Workflow
from workflows.processes import Answer, Standing, standing

__all__ = ["ProcessChange"]  # views know a proposal only from here
MOST = 100
ANSWERS = ("yes", "otherwise")


def process(key: str) -> Workflow:
    """A process in its newest version.

    Raises:
        NotFound: the house has none of that key.
    """
    found = definitions.library().get(key)
    if found is None:
        raise NotFound
    return found


@of_house
def change(reader: Any, workflow: str, number: int) -> ProcessChange:
    """One proposal that its reader may read.

    Raises:
        NotFound: there is none of that number for them.
    """
    chosen = select(ProcessChange).where(ProcessChange.workflow == workflow, ProcessChange.number == number)
    return one_or_404(_whole(chosen.where(seen_by(reader))))


def by_ref(reader: Any, ref: str) -> ProcessChange | None:
    """The proposal that other areas name so, if its reader may read it."""
    workflow, _changes, number = ref.partition("/changes/")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    try:
        return change(reader, workflow, int(number))
    except NotFound:
        return None


def by_refs(reader: Any, refs: Iterable[str]) -> dict[str, ProcessChange]:
    """The proposals of these names that somebody may read; asked only where there are names."""
    wanted = {ref: ref.partition("/changes/") for ref in refs if ref}
    if not wanted:
        return {}
    which = [
        and_(ProcessChange.workflow == workflow, ProcessChange.number == int(number))
        for workflow, _changes, number in wanted.values()
    ]
    return {one.ref: one for one in changes(reader, or_(*which))}


def for_account(reader: Any, account_id: int) -> list[ProcessChange]:
    """What may be named where a customer reads it: open or made, and theirs or shared."""
    open_to = or_(ProcessChange.account_id == account_id, ProcessChange.shared.is_(True))
    return changes(reader, open_to, ProcessChange.state.in_(("open", "merged")))


@of_house
def changes(reader: Any, *which: Any) -> list[ProcessChange]:
    """The proposals that somebody may read, newest first."""
    chosen = _whole(select(ProcessChange).where(seen_by(reader), *which))
    return list(session().scalars(chosen.order_by(ProcessChange.id.desc()).limit(MOST)))


def of_process(reader: Any, workflow: str) -> list[ProcessChange]:
    """The proposals for one process, newest first."""
    return changes(reader, ProcessChange.workflow == workflow)


@of_house
def made(workflow: str) -> list[ProcessChange]:
    """What became a version of a process, whoever proposed it, newest first: pages tell only part of it."""
    chosen = select(ProcessChange).where(
        ProcessChange.workflow == workflow, ProcessChange.version.is_not(None)
    )
    return list(session().scalars(_whole(chosen).order_by(ProcessChange.version.desc()).limit(MOST)))


@of_house
def next_number(workflow: str) -> int:
    """The number of the next proposal for a process, whoever reads the others."""
    asked = select(func.max(ProcessChange.number)).where(ProcessChange.workflow == workflow)
    return (session().scalar(asked) or 0) + 1


@of_house
def taking_back(found: ProcessChange) -> ProcessChange | None:
    """The proposal under way to take this one back."""
    chosen = select(ProcessChange).where(
        ProcessChange.reverts_id == found.id, ProcessChange.state.in_(("open", "merged"))
    )
    return session().scalar(chosen.limit(1))


@of_house
def taken_back_by(found: ProcessChange) -> ProcessChange | None:
    """What a proposal takes back."""
    return session().get(ProcessChange, found.reverts_id) if found.reverts_id else None


@of_house
def words(reader: Any, found: ProcessChange) -> list[ProcessWord]:
    """What was said to it, oldest first: by the house, and by whoever may be known to its reader."""
    chosen = select(ProcessWord).where(ProcessWord.change_id == found.id)
    if reader.side == "customer":
        own = ProcessWord.account_id == reader.account_id
        chosen = chosen.where(or_(ProcessWord.account_id.is_(None), own))
    return list(session().scalars(chosen.options(joinedload(ProcessWord.author)).order_by(ProcessWord.id)))


@of_house
def answers(found: ProcessChange) -> list[ProcessWord]:
    """What each person says to it by now, whoever reads: the rule counts them all."""
    chosen = select(ProcessWord).where(
        ProcessWord.change_id == found.id, ProcessWord.kind.in_(ANSWERS), ProcessWord.fell.is_(False)
    )
    rows = session().scalars(chosen.options(joinedload(ProcessWord.author)).order_by(ProcessWord.id))
    return list({one.author_id: one for one in rows}.values())


def stands(found: ProcessChange, said: Iterable[ProcessWord]) -> Standing:
    """How a proposal stands by the rule."""
    return standing(
        Answer(
            one.author_id,
            "clan" if one.account_id is None else "customer",
            "yes" if one.kind == "yes" else "otherwise",
            close_to(one.author, found),
        )
        for one in said
    )


@of_house
def leaders(account_id: int | None) -> list[int]:
    """Who answers for the house: the seniors of a customer's clan; administrators where there is none."""
    at = aliased(Seat)
    chosen = select(Person.id).join(at, at.person_id == Person.id).where(Person.left.is_(None))
    seated = chosen.where(at.account_id == account_id, at.senior.is_(True))
    found = list(session().scalars(seated)) if account_id else []
    return found or [one.id for one in holding("administrator")]


def of_account(account_id: int) -> list[int]:
    """The people of a customer."""
    here = select(Person.id).where(Person.account_id == account_id, Person.left.is_(None))
    return list(session().scalars(here))


def _whole(chosen: Select[ProcessChange]) -> Select[ProcessChange]:
    people = (ProcessChange.author, ProcessChange.account, ProcessChange.ender)
    return chosen.options(*map(joinedload, people))
