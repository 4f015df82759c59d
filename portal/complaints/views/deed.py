"""What a deed of a complaint is, and how those are done that need more than their words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from portal.complaints import actions, amending, due, ending, handing, queries, settling
from portal.complaints.inputs import read_day
from portal.complaints.queries import Complaint
from portal.kernel import clock
from portal.kernel.doors import me
from portal.kernel.forms import Form
from portal.kernel.verbs import NotNow
from workflows.language import _


@dataclass(frozen=True)
class Deed:
    """A deed: its verb, its form, what its page is called, what its button says, and how it is done."""

    form: type[Form]
    title: str
    button: str
    do: Callable[[Any, Complaint, Any], object]
    verb: str = ""  # where it is not the name
    lead: str = ""
    people: Callable[[Complaint], list[tuple[str, str]]] | None = None
    offer: Callable[[Any, Complaint], None] | None = None  # fills what else its form offers
    beside: str = ""  # a part beside its form


def offer_processes(form: Any, row: Complaint) -> None:
    """Offer the proposed changes of processes that everybody may read who reads the complaint."""
    form.amends.choices = [("", "–"), *amending.offered(row, me())]


def named(form: Any, people: list[Any]) -> Any:
    """Whom a form names."""
    return next((one for one in people if one.handle == form.person.data), None)


def executives(row: Complaint) -> list[Any]:
    """Who may be asked to answer: not whoever has it, nor whom it is about."""
    apart = [one for one in (row.owner_id, row.about_id) if one]
    return [person for person, _duty in queries.executives(apart)]


def appoint(who: Any, row: Complaint, form: Any) -> None:
    """Ask whom the form names."""
    person = named(form, executives(row))
    if person is None:
        raise NotNow(_("Choose somebody from the list."))
    handing.appoint(who, row, person)


def join(who: Any, row: Complaint, form: Any) -> None:
    """Join it with the one that the form names."""
    actions.join(who, row, queries.get(who, form.person.data))


def checked(who: Any, row: Complaint, form: Any) -> None:
    """Say whether it is still fine, for the check that is due."""
    open_ = due.owed(row, clock.now())
    days = next((each.step.days for each in open_ if each.step.kind == "check"), 0)
    if form.fine.data == "yes":
        ending.still_fine(who, row, days, form.words.data or "")
    else:
        ending.back_again(who, row, days, form.words.data)


def offered(do: Any) -> Callable[[Any, Complaint, Any], object]:
    """An offer, or a mediator's."""
    return lambda who, row, form: do(who, row, form.words.data, form.instead.data or "", form.said())


def prevent(who: Any, row: Complaint, form: Any) -> None:
    """What changes and who makes it, or that nothing does."""
    said: dict[str, Any] = {"nothing": form.changes.data == "no"}
    if not said["nothing"]:
        person = named(form, queries.of_house(row)) or who
        chosen = form.amends.data or ""
        place = form.change.data or amending.place(who, chosen)
        said |= {"change": place, "due": read_day(form.due), "process": chosen}
        said |= {"owner": person.handle, "called": person.name}
    ending.prevent(who, row, form.words.data, said)


def words(do: Any) -> Callable[[Any, Complaint, Any], object]:
    """A deed that needs words alone."""
    return lambda who, row, form: do(who, row, form.words.data or "")


def then_drawn(do: Callable[[Any, Complaint, Any], object]) -> Callable[[Any, Complaint, Any], object]:
    """A deed after which somebody may have to be drawn."""

    def both(who: Any, row: Complaint, form: Any) -> None:
        do(who, row, form)
        settling.settle(row)

    return both


def plain(do: Any) -> Callable[[Any, Complaint, Any], object]:
    """A deed that needs nothing but a press."""
    return lambda who, row, _form: do(who, row)


def listed(people: list[Any]) -> list[tuple[str, str]]:
    """People as the answers of a choice."""
    return [(one.handle, one.name) for one in people]
