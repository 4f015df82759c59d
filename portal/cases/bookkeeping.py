"""The open book: what the price is made of for the clan, its own until both sides consent that it is read.

The figures are a row beside the case. No document, journal, letter or search knows of them, so nothing that
is made of those can tell of them (docs/decisions/020-an-open-book.md).
"""

from typing import NamedTuple

from sqlalchemy import select

from portal.cases.figures import BuildUp
from portal.cases.keeping import hold, keep
from portal.cases.model import Case
from portal.cases.verbs import verbs
from portal.kernel.db import session
from portal.kernel.verbs import Act
from portal.people.model import Person
from workflows import course
from workflows.language import _
from workflows.openbook import state
from workflows.records import Refused
from workflows.values.money import LARGEST


class Figures(NamedTuple):
    """What a price is made of, in smallest coins: hands, material, the cost of the house, what is earned."""

    labour: int
    material: int
    overhead: int
    margin: int


def figures(person: Person, case: Case) -> BuildUp | None:
    """What the price is made of, for who may read it: the clan, and the customer while the book is open."""
    if person.side != "clan" and state(case.thread) != "open":
        return None
    return session().scalar(select(BuildUp).where(BuildUp.case_id == case.id))


@verbs.action
def write_book(act: Act, case: Case, said: Figures) -> None:
    """Write what the price is made of; only the clan's own journal hears of it.

    Raises:
        Refused: a part other than what is earned is less than nothing, or one is more than can be meant.
    """
    if min(said.labour, said.material, said.overhead) < 0:
        raise Refused(_("Only what is earned may be less than nothing."))
    if max(map(abs, said)) > LARGEST:
        raise Refused(_("This is more money than can be meant."))
    hold(act, case)
    row = session().scalar(select(BuildUp).where(BuildUp.case_id == case.id))
    if row is None:
        row = BuildUp(case_id=case.id)
        session().add(row)
    row.labour, row.material, row.overhead, row.margin = said
    row.person_id, row.at = act.who.id, act.at
    act.tell(case.room("clan"))


@verbs.action
def ask_book(act: Act, case: Case) -> None:
    """Ask the other side to open the book."""
    thread, actor = hold(act, case)
    keep(act, case, course.ask_book(thread, actor))


@verbs.action
def open_book(act: Act, case: Case) -> None:
    """Agree to open the book: from now on both read what the price is made of."""
    thread, actor = hold(act, case)
    keep(act, case, course.open_book(thread, actor))


@verbs.action
def close_book(act: Act, case: Case) -> None:
    """Close the book, or say no to opening it: from now on the figures are the clan's own again."""
    thread, actor = hold(act, case)
    keep(act, case, course.close_book(thread, actor))
