"""Pictures that one side keeps to itself at a line of an order, until it shows them or removes them.

The document of an order and its journal have both sides for readers, so nothing of such a picture is in them
before it is shown: then it is written onto its line like any other. What is done with it until then stands in
the side's own stream (docs/decisions/010-pictures-for-one-side.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Select, select

from portal.cases import bringing, indexing
from portal.cases.changing import taken
from portal.cases.keeping import hold, keep
from portal.cases.model import IN_ROOM, REMOVED, Case, File
from portal.cases.queries import calendars
from portal.cases.verbs import verbs
from portal.kernel.db import session
from portal.kernel.files import Stored
from portal.kernel.http import afterwards
from portal.kernel.queries import NotFound
from portal.kernel.storage import Storage
from portal.kernel.verbs import Act
from portal.people.model import Person
from workflows import course
from workflows.booking import Taken
from workflows.case import Mark, Refused
from workflows.grammar import Field, Side
from workflows.language import _
from workflows.values import Invalid


@dataclass(frozen=True)
class Ours:
    """A picture that a side keeps to itself, and who brought it."""

    file: File
    by: Person

    @property
    def brought(self) -> Mark:
        """Who brought it, and when: before any change of the order knew of it."""
        side: Side = "customer" if self.by.side == "customer" else "clan"
        return Mark(by=self.by.handle, name=self.by.name, side=side, at=self.file.at, seq=0)

    @property
    def place(self) -> tuple[str, str]:
        """The stage and line at which it is kept."""
        stage, _, field = self.file.waits_for.partition(".")
        return stage, field


# ---- reading
def kept(person: Any, case: Case, stage: str = "", field: str = "") -> list[Ours]:
    """What the person's side keeps to itself in a case, or at one line of it, as it came."""
    chosen = _of_side(person, case).order_by(File.at, File.id)
    if stage:
        chosen = chosen.where(File.waits_for == f"{stage}.{field}")
    return [Ours(*found) for found in session().execute(chosen)]


def one(person: Any, case: Case, key: str) -> Ours:
    """One picture that the person's side keeps to itself.

    Raises:
        NotFound: there is none of that id: it was shown or removed, or is not for this side to see.
    """
    found = session().execute(_of_side(person, case).where(File.id == key)).one_or_none()
    if found is None:
        raise NotFound(_("Your side keeps no such picture in this order: somebody showed it, or removed it."))
    return Ours(*found)


def _of_side(person: Any, case: Case) -> Select[File, Person]:
    """The one condition of who sees such a picture; that the case itself is seen was asked before."""
    own = (File.case_id == case.id, File.only_for == person.side, File.waits_for.not_in((REMOVED, IN_ROOM)))
    return select(File, Person).join(Person, Person.id == File.person_id).where(*own)


# ---- doing
@verbs.action
def keep_pictures(act: Act, case: Case, stage: str, line: Field, stored: Sequence[Stored]) -> None:
    """Keep pictures that were brought to a line to the side of whoever brought them.

    Raises:
        Refused: they could never be put on the line.
    """
    bringing.may_bring(act.who, case, line)
    for picture in stored:
        bringing.attach(act.who, case, picture, f"{stage}.{line.key}", act.who.side)
    indexing.ours(case)
    act.note(what=", ".join(picture.name for picture in stored), line=line.label)
    act.tell(case.room(act.who.side))


@verbs.action
def show_picture(act: Act, case: Case, key: str, quote: str = "") -> None:
    """Show both sides a picture: it goes onto its line, after whatever is there by now.

    Raises:
        NotFound: see `one`.
        Refused: the line takes no more pictures, or nothing in the order changes any more.
        Priced: the line has a price by now, and that was not taken by its `quote`.
    """
    thread, actor = hold(act, case)
    picture = one(act.who, case, key)
    file, (stage, field) = picture.file, picture.place
    new = {"id": file.id, "name": file.name, "type": file.type, "size": file.size}
    value = [*(thread.value(file.waits_for) or []), new]
    seen, price = {field: thread.line_seq(stage, field)}, Taken(quote, calendars(case.account_id))
    try:
        after = course.write(thread, actor, stage, {field: value}, seen, taken=price)
    except Invalid as error:
        raise Refused(str(error)) from None
    file.waits_for = file.only_for = ""
    indexing.ours(case)
    rest = "" if picture.by.id == act.who.id else f", which {picture.by.name} brought"
    act.note(what=file.name, rest=f"{rest}{taken(after)}", stage=stage, fields=[field])
    keep(act, case, after)


@verbs.action
def remove_picture(act: Act, case: Case, key: str) -> None:
    """Take a picture away for good: from now on nobody has it, and `bringing.let_go` deletes it.

    Raises:
        NotFound: see `one`.
    """
    hold(act, case)
    picture = one(act.who, case, key)
    picture.file.waits_for = REMOVED
    indexing.ours(case)
    act.note(what=picture.file.name)
    act.tell(case.room(act.who.side))


def delete_afterwards(place: Storage, key: str) -> None:
    """Delete what was removed once that is certain; should it fail then, the worker does it."""
    afterwards(partial(bringing.let_go, place, key))
