"""Noting a hunt, bettering it, and asking the clan whether it is good for the customer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.clans.verbs import room
from portal.hunts import cards, queries, waiting
from portal.hunts.model import Hunt, HuntAnswer
from portal.hunts.verbs import hunts
from portal.kernel import journal
from portal.kernel.db import session
from portal.kernel.verbs import Act, NotNow
from portal.people.model import Account, Person
from portal.people.queries import house
from workflows.hunts import Band, Figures, may_answer, void, whom_to_ask
from workflows.language import _


@dataclass(frozen=True)
class Terms:
    """What a hunt is: in words, in figures, and by when it is decided."""

    what: str
    need: str
    offered: str
    figures: Figures
    band: Band
    band_from: str
    decided_by: date


@hunts.action
def note(act: Act, account: Account, said: Terms) -> Hunt:
    """Note an order worth winning, in the clan's own room."""
    place, opened = room(account.id), house()
    found = Hunt(account_id=account.id, number=journal.next_number(place), answers=[], earlier=[])
    found.currency, found.state = opened.currency if opened else "", "running"
    found.passed = False
    found.noter_id, found.noted = act.who.id, act.at
    _write(found, said)
    session().add(found)
    tell(act, found, by=said.decided_by.isoformat(), figures=list(said.figures))
    return found


def _write(found: Hunt, said: Terms) -> None:
    found.what, found.need, found.offered = said.what, said.need, said.offered
    found.value, found.costs, found.margin = said.figures
    found.band_kind, found.band_low, found.band_high = said.band
    found.band_from, found.decided_by = said.band_from, said.decided_by


@hunts.action
def change(act: Act, found: Hunt, said: Terms) -> None:
    """Change what a hunt is; answers that were given about what changed are void and asked again.

    Raises:
        NotNow: it has ended.
    """
    hold(found)
    fallen = void(_changed(found, said))
    _write(found, said)
    asked_again = [one.person.name for one in found.answers if _let_fall(one, fallen)]
    tell(act, found, void=sorted(fallen), again=asked_again, figures=list(said.figures))


def _changed(found: Hunt, said: Terms) -> Iterable[str]:
    """What of it is another now, as the rules name it."""
    if (found.what, found.need, found.offered) != (said.what, said.need, said.offered):
        yield "offer"
    if found.value != said.figures.value:
        yield "value"
    if found.figures.earned != said.figures.earned:
        yield "margin"


def _let_fall(one: HuntAnswer, fallen: Iterable[str]) -> bool:
    """Void what somebody answered of these; whether anything was."""
    gone = {key: said for key, said in one.says.items() if key in set(fallen)}
    if not gone:
        return False
    one.void = {**one.void, **gone}
    one.says = {key: said for key, said in one.says.items() if key not in gone}
    one.answered = None
    return True


@hunts.action
def ask(act: Act, found: Hunt, person: Person) -> None:
    """Ask one of the clan to answer the five questions.

    Raises:
        NotNow: it has ended, or their answer would not help.
    """
    hold(found)
    if all(one.person.id != person.id for one in queries.askable(found, queries.members(found.account))):
        raise NotNow(_refusal(found, person))
    _ask(found, person, act)
    tell(act, found, person=person.name)


def _ask(found: Hunt, person: Person, act: Act) -> HuntAnswer:
    one = HuntAnswer(account_id=found.account_id, hunt_id=found.id, person_id=person.id, asked=act.at)
    one.person, one.says, one.words, one.void = person, {}, {}, {}
    found.answers.append(one)
    return one


@hunts.action
def answer(act: Act, found: Hunt, said: Mapping[str, tuple[str, str]]) -> None:
    """Answer the five questions: what one says to each, and the words to it.

    Raises:
        NotNow: it has ended, or others are to answer; the sentence names whom to ask.
    """
    hold(found)
    if not may_answer(found.noter_id, act.who.id, act.who.department, found.voices):
        raise NotNow(_refusal(found, act.who))
    own = next((one for one in found.answers if one.person_id == act.who.id), None)
    own = own or _ask(found, session().get_one(Person, act.who.id), act)
    own.says = {key: says for key, (says, _words) in said.items()}
    own.words = {key: words for key, (_says, words) in said.items() if words}
    own.void, own.answered = {}, act.at
    tell(act, found, says=own.says, by=act.who.handle)


def _refusal(found: Hunt, person: Any) -> str:
    """Why somebody's answer would not help, and whom to ask instead."""
    others = queries.askable(found, queries.members(found.account))
    named = whom_to_ask((one.person.name, one.person.department) for one in others)
    if any(one.person_id == person.id for one in found.answers):
        return _("%(name)s is asked already.", name=person.name)
    why = (
        _("Whoever noted a hunt does not say that it is good for the customer: others do.")
        if person.id == found.noter_id
        else _("Somebody from outside sales is still to answer.")
    )
    if not named:
        return f"{why} " + _("Nobody else of the clan is there: ask for an open seat.")
    return f"{why} " + _("Ask %(names)s.", names=named)


def hold(found: Hunt, *, running: bool = True) -> None:
    """Read a hunt anew and keep others from it until the deed is done.

    Raises:
        NotNow: it has ended, where it is to be running; or the other way round.
    """
    session().refresh(found, [*found.__mapper__.column_attrs.keys()], with_for_update=True)
    queries.read_anew(found)
    if running and not found.running:
        raise NotNow(_("This hunt has ended. Take it up again first."))
    if not running and found.running:
        raise NotNow(_("This hunt is running."))


def tell(act: Act, found: Hunt, **facts: Any) -> None:
    """Write the deed into the clan's room, and bring the page of the customer to what is so."""
    act.note(hunt=found.number, **facts)
    act.tell(room(found.account_id))
    session().flush()
    waiting.renew(found)
    cards.renew(found.account_id)
