"""Giving a customer something to know, saying whether it was of use, and stopping what is not."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from portal.clans import cards
from portal.kernel import journal
from portal.kernel.db import session
from portal.kernel.verbs import Act, NotNow
from portal.knowledge import queries
from portal.knowledge.asking import ask_to_stop, wait
from portal.knowledge.model import Gift, Halt, Receipt
from portal.knowledge.verbs import Question, gifts, stream
from portal.people.model import Account, Person
from workflows.language import _, listed

CARD, NAMED = "knowledge", 2


@dataclass(frozen=True)
class Given:
    """What is given, as whoever gives it writes it down."""

    kind: str
    title: str
    given_on: date
    words: str = ""
    link: str = ""


@gifts.action
def give(act: Act, account: Account, said: Given, people: Collection[Person]) -> Gift:
    """Give something to some of the customer's people; each is asked whether it was of use.

    Raises:
        NotNow: nothing of this kind is given to one of them any more.
    """
    if refusing := queries.refusing(account.id, said.kind, people):
        names = listed([one.name for one in refusing])
        raise NotNow(
            _("%(names)s had no use for this kind, and it was agreed to stop. Leave them out.", names=names)
        )
    place = stream(account.id)
    gift = Gift(account_id=account.id, number=journal.next_number(place), **vars(said))
    gift.giver_id, gift.at = act.who.id, act.at
    session().add(gift)
    session().flush()
    rows = (Receipt(account_id=account.id, gift_id=gift.id, person_id=one.id, earlier=[]) for one in people)
    session().add_all(rows)
    session().flush()
    act.note(gift=gift.number, kinds=[gift.kind], people=", ".join(one.name for one in people))
    act.note(to=[one.handle for one in people])
    act.tell(place)
    wait(gift, act.who.name)
    _show(account.id)
    return gift


@gifts.action
def rate(act: Act, receipt: Receipt, rating: int, where: str) -> None:
    """Say whether it was of use and where it was used; what was said before is kept.

    Raises:
        NotNow: it was taken back.
    """
    session().refresh(receipt, ["rating", "where", "rated", "earlier"], with_for_update=True)
    gift = receipt.gift
    if gift.gone:
        raise NotNow(_("It was given by mistake and taken back in the meantime."))
    if (receipt.rating, receipt.where) == (rating, where):
        return act.nothing()
    if receipt.rated:
        before = {"rating": receipt.rating, "where": receipt.where, "at": receipt.rated.isoformat()}
        receipt.earlier = [*receipt.earlier, before]
    receipt.rating, receipt.where, receipt.rated = rating, where, act.at
    session().flush()
    act.note(gift=gift.number, rating=rating)
    act.tell(stream(gift.account_id))
    wait(gift, gift.giver.name)
    ask_to_stop(_account(gift.account_id), session().get_one(Person, receipt.person_id))
    _show(gift.account_id)


@gifts.action
def take_back(act: Act, gift: Gift) -> None:
    """Take back what was given by mistake: it counts no more, and nobody is asked."""
    if gift.gone:
        return act.nothing()
    gift.gone = act.at
    session().flush()
    act.note(gift=gift.number)
    act.tell(stream(gift.account_id))
    wait(gift, gift.giver.name)
    for one in gift.receipts:
        ask_to_stop(_account(gift.account_id), session().get_one(Person, one.person_id))
    _show(gift.account_id)


@gifts.action
def stop(act: Act, question: Question) -> None:
    """Give somebody nothing of these kinds any more."""
    _decide(act, question, stopped=True)


@gifts.action
def go_on(act: Act, question: Question) -> None:
    """Go on giving somebody these kinds."""
    _decide(act, question, stopped=False)


def _decide(act: Act, question: Question, *, stopped: bool) -> None:
    person = question.person
    session().get_one(Account, question.account_id, with_for_update=True)  # of two at once the second waits
    held = queries.halt(question.account_id, person, question.number)
    if held and held.stopped == stopped:
        return act.nothing()
    if held is None:
        held = Halt(account_id=question.account_id, person_id=person.id, number=question.number)
        held.kinds, held.giver_id = list(question.kinds), question.giver_id
        session().add(held)
    held.stopped, held.by_name, held.at = stopped, act.who.name, act.at
    session().flush()
    act.note(person=person.name, of=person.handle, kinds=list(question.kinds), gift=question.number)
    act.tell(stream(question.account_id))
    ask_to_stop(_account(question.account_id), person)


def _account(account_id: int) -> Account:
    return session().get_one(Account, account_id)


def _show(account_id: int) -> None:
    """Bring the card of what was given on the page of the customer to what is so."""

    def work_out() -> dict[str, object]:
        told = queries.figures(account_id)
        used = [
            {"title": one.gift.title, "number": one.gift.number, "by": one.person.name, "where": one.where}
            for one in queries.used(account_id, NAMED)
        ]
        return {"gifts": told.gifts, "used": told.used, "newest": used}

    cards.renew(account_id, CARD, work_out)
