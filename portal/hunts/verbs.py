"""What may be done with a hunt, by whom, and what is said of it in the clan's room."""

from typing import Any

from sqlalchemy import ColumnElement, false, select

from portal.clans.verbs import member as of_clan
from portal.clans.verbs import seat_of
from portal.hunts.model import Hunt, ShownHunt
from portal.kernel.db import session
from portal.kernel.verbs import Rule, Verb, Verbs
from portal.people.model import Person, Seat
from portal.people.queries import homes
from portal.people.verbs import administrator
from workflows.language import N_


def seen_by(person: Any) -> ColumnElement[bool]:
    """Select the hunts that `person` may read: those of the clans they are in, and a customer none."""
    return Hunt.account_id.in_(homes(person)) if person.side == "clan" else false()


def shown_to(person: Any) -> ColumnElement[bool]:
    """Select what is shown of hunts to `person`: to a customer its own, to a clan that of its customers."""
    return ShownHunt.account_id.in_(homes(person))


def _of_clan(who: Any, hunt: Any) -> bool:
    return seat_of(who, hunt.account_id) is not None


def _answers_for_it(who: Any, hunt: Any) -> bool:
    """A senior; whoever noted it only where no other senior is there."""
    return _leads(who, hunt) and (who.id != hunt.noter_id or not _other_seniors(hunt))


def _other_seniors(hunt: Any) -> bool:
    led = select(Seat.id).join(Person, Person.id == Seat.person_id)
    led = led.where(Seat.account_id == hunt.account_id, Seat.senior.is_(True), Person.left.is_(None))
    return session().scalar(led.where(Seat.person_id != hunt.noter_id).limit(1)) is not None


def _leads(who: Any, hunt: Any) -> bool:
    held = seat_of(who, hunt.account_id)
    return held is not None and held.senior


def _is_asked(who: Any, shown: Any) -> bool:
    there = who.left is None and who.side == "customer" and who.account_id == shown.account_id
    return there and who.id == shown.asked_id


member = Rule(N_("the clan of this customer"), _of_clan)
senior = Rule(N_("a senior of this clan who did not note it"), _answers_for_it)

leader = Rule(N_("a senior of this clan"), _leads)
asked = Rule(N_("the one of the customer who was asked"), _is_asked)

hunts = Verbs(
    "hunt",
    {
        "note": Verb(of_clan, says=N_("noted hunt {hunt}")),
        "change": Verb(member, says=N_("changed hunt {hunt}")),
        "ask": Verb(member, says=N_("asked {person} whether hunt {hunt} is good for the customer")),
        "answer": Verb(member, says=N_("answered whether hunt {hunt} is good for the customer")),
        "win": Verb(member, says=N_("won hunt {hunt}")),
        "win_anyway": Verb(senior, says=N_("won hunt {hunt} all the same and wrote why")),
        "lose": Verb(member, says=N_("lost hunt {hunt}")),
        "refuse": Verb(member, says=N_("let hunt {hunt} go for the customer’s sake")),
        "reopen": Verb(member, says=N_("took up hunt {hunt} again")),
        "begin_order": Verb(member, says=N_("began order {ref} of hunt {hunt}")),
        "link_order": Verb(member, says=N_("said that hunt {hunt} became order {ref}")),
        "show": Verb(leader, says=N_("showed hunt {hunt} to the customer")),
        "tell": Verb(leader, says=N_("told the customer that hunt {hunt} was let go for their sake")),
        "reply": Verb(asked, says=N_("answered whether hunt {hunt} is good for the customer")),
        "close": Verb(member, says=N_("ended hunt {hunt}")),
        "resume": Verb(member, says=N_("took up hunt {hunt} again")),
        "hand_on": Verb(administrator, says=N_("left the answer on hunt {hunt} with {person}")),
        "let_wait": Verb(administrator, says=N_("left the answer on hunt {hunt} until somebody is there")),
    },
)
