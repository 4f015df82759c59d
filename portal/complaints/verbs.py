"""What may be done with a complaint, by whom, and what is said of it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from portal.clans.verbs import seat_of
from portal.complaints.model import Complaint, Event
from portal.kernel.verbs import Rule, Verb, Verbs, either
from portal.people.queries import homes
from workflows.complaints.choices import ENDED
from workflows.language import N_, _


def has_role(who: Any, role: str) -> bool:
    """Whether somebody of the house has this role today."""
    return who.left is None and who.side == "clan" and role in who.roles


def seen_by(person: Any) -> ColumnElement[bool]:
    """Select the complaints that `person` may read.

    Of a customer, everybody reads what was not kept to whoever complained. Of the house, the clan reads what
    is not restricted; whoever received or answers it reads it, stewards do, and counsel where a lawyer wrote.
    """
    if person.side == "customer":
        own = Complaint.account_id == (person.account_id if person.left is None else 0)
        return and_(own, or_(Complaint.only_me.is_(False), Complaint.complainant_id == person.id))
    if has_role(person, "steward"):
        return Complaint.id.is_not(None)
    mine = [Complaint.owner_id == person.id, Complaint.receiver_id == person.id]
    if has_role(person, "counsel"):
        mine.append(Complaint.legal.is_(True))
    if has_role(person, "executive"):
        mine.append(and_(Complaint.needs_second.is_(True), Complaint.about_id.is_distinct_from(person.id)))
    seated = and_(Complaint.account_id.in_(homes(person)), Complaint.restricted.is_(False))
    here = Complaint.id.is_not(None) if person.left is None else Complaint.id.is_(None)
    return and_(here, or_(seated, *mine))


def sees(who: Any, row: Any) -> bool:
    """The same, of one complaint; what was selected for somebody is not asked again."""
    if who.left is not None:
        return False
    if row.__dict__.get("selected_for") == who.id:
        return True
    if who.side == "customer":
        return who.account_id == row.account_id and (not row.only_me or row.complainant_id == who.id)
    if has_role(who, "steward") or who.id in (row.owner_id, row.receiver_id):
        return True
    asked = (row.legal and has_role(who, "counsel")) or (row.needs_second and _other_executive(who, row))
    return bool(asked) or (not row.restricted and seat_of(who, row.account_id) is not None)


def events_of(person: Any) -> ColumnElement[bool]:
    """Select the events that somebody deals with: stewards all, an executive what they answer."""
    return Event.id.is_not(None) if has_role(person, "steward") else answered_by(person)


def answered_by(person: Any) -> ColumnElement[bool]:
    """Select the events that somebody answers, or in which they stand in."""
    number = person.id if person.left is None else 0
    held = select(Complaint.event_id).where(Complaint.owner_id == number, Complaint.gathered.is_(True))
    return or_(Event.owner_id == number, Event.id.in_(held))


def _complained(who: Any, row: Any) -> bool:
    """Whoever complained; anybody of theirs who reads it once they have left, or if they never sign in."""
    if who.side != "customer" or not sees(who, row):
        return False
    gone = row.complainant is None or row.complainant.left is not None
    return who.id == row.complainant_id or gone


def _owns(who: Any, row: Any) -> bool:
    """Whoever it was given to: an executive, or who stands in for one."""
    return who.left is None and who.id == row.owner_id


def _keeps(who: Any, row: Any) -> bool:
    """Whose it is; while it is nobody's, whoever of the house deals with it."""
    if row.owner_id is not None:
        return _owns(who, row)
    return who.side == "clan" and sees(who, row)


def _other_executive(who: Any, row: Any) -> bool:
    return has_role(who, "executive") and who.id not in (row.owner_id, row.about_id)


def _takes(who: Any, row: Any) -> bool:
    return has_role(who, "executive") and row.about_id != who.id


def reads_care(who: Any, row: Any) -> bool:
    """Whether somebody reads that particular care was asked for: who deals with it, or asked for it."""
    deals = who.id in (row.owner_id, row.receiver_id, row.complainant_id)
    return who.left is None and (deals or has_role(who, "steward"))


def _deals_out(who: Any, row: Any) -> bool:
    """A steward, unless it is about them."""
    return has_role(who, "steward") and row.about_id != who.id


def _received_from(who: Any, account: Any) -> bool:
    """Everybody: a customer's person of their own, somebody of the house of any customer they heard."""
    return who.left is None and (who.side == "clan" or who.account_id == account.id)


@dataclass(frozen=True)
class House:
    """Who does what follows by the rules of the house alone: draws, and hands on."""

    id: int = 0
    handle: str = "house"
    name: str = "The house"
    side: str = "clan"
    roles: tuple[str, ...] = ()
    left: None = None


BY_RULE = House()


def _redeals(who: Any, row: Any) -> bool:
    """A steward, unless it is about them or theirs."""
    return _deals_out(who, row) and who.id != row.owner_id


anybody = Rule(N_("anybody"), _received_from)
reader = Rule(N_("who reads it"), sees)
complainant = Rule(N_("who complained"), _complained)
house = Rule(N_("who deals with it in the house"), lambda who, row: who.side == "clan" and sees(who, row))
owner = Rule(N_("the executive whose it is"), _owns)
keeper = Rule(N_("the executive whose it is, or who deals with it while it is nobody’s"), _keeps)
executive = Rule(N_("an executive whom it is not about"), _takes)
other = Rule(N_("another executive"), _other_executive)
steward = Rule(N_("a steward"), _deals_out)
counsel = Rule(N_("counsel"), lambda who, row: has_role(who, "counsel") and sees(who, row))
other_steward = Rule(N_("another steward"), _redeals)
by_rule = Rule(N_("the house, by its rules"), lambda who, _row: who is BY_RULE)
WHY_GONE = {"left": N_("works here no longer"), "role": N_("answers no complaints any more")}


def anew(_verb: str, says: str, facts: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """How it ended, or why somebody is gone, in the reader's language."""
    known = {**ENDED, **WHY_GONE}
    words = {name: _(known[said]) for name, said in facts.items() if said in known}
    return says, {**facts, **words}


def _runs(who: Any, _person: Any) -> bool:
    return has_role(who, "steward") or has_role(who, "administrator")


runs = Rule(N_("a steward or an administrator"), _runs)
themselves = Rule(N_("the person"), lambda who, person: who.left is None and who.id == person.id)


def _of_event(who: Any, event: Any) -> bool:
    return who.left is None and who.id == event.owner_id


def _answers_all(who: Any, row: Any) -> bool:
    """Whoever writes the one letter of the event that a complaint came of."""
    return who.left is None and row.event is not None and who.id == row.event.owner_id


event_owner = Rule(N_("the executive who answers the event"), _of_event)
any_steward = Rule(N_("a steward"), lambda who, _event: has_role(who, "steward"))
events = Verbs(
    "event",
    {
        "declare": Verb(any_steward, says=N_("found that many complaints came of one event")),
        "hand_over": Verb(any_steward, says=N_("asked {person} to answer the event")),
        "draw_anew": Verb(by_rule, says=N_("drew who answers the event: {person}")),
        "write_to_all": Verb(event_owner, says=N_("wrote one letter to all who agreed to it")),
        "end": Verb(either(any_steward, event_owner), says=N_("put nothing more to the event")),
    },
)
duties = Verbs(
    "duty",
    {
        "owe": Verb(runs, says=N_("set what {person} owes: {target} a month")),
        "go_away": Verb(either(themselves, runs), says=N_("noted when {person} is away")),
        "show": Verb(runs, says=N_("set what customers read of the month in person")),
    },
)
complaints = Verbs(
    "complaint",
    {
        "receive": Verb(anybody, says=N_("said that something is wrong")),
        "acknowledge": Verb(house, says=N_("summed up what was understood")),
        "confirm": Verb(complainant, says=N_("said: yes, that is it")),
        "correct": Verb(complainant, says=N_("put the summary right")),
        "gather": Verb(either(reader, steward), says=N_("put it with the others that came of one event")),
        "give_together": Verb(by_rule, says=N_("gave it to {person}, who answers the event")),
        "leave_event": Verb(steward, says=N_("took it out of the event: it did not come of it")),
        "answer_letter": Verb(complainant, says=N_("said that one letter is enough")),
        "ask_in_person": Verb(complainant, says=N_("asked to be spoken with in person")),
        "deliver": Verb(
            Rule(N_("the executive who answers the event"), _answers_all),
            says=N_("wrote the one letter to all who agreed to it"),
        ),
        "assess": Verb(house, says=N_("judged how grave it is: {severity} of 5")),
        "draw": Verb(either(steward, by_rule), says=N_("drew who answers in person: {person}")),
        "redraw": Verb(other_steward, says=N_("took it from {person}, to have somebody else drawn")),
        "let_go": Verb(by_rule, says=N_("took it from {person}, who {because}")),
        "stand_in": Verb(by_rule, says=N_("let {person} stand in for {before}, who is away until {until}")),
        "come_back": Verb(by_rule, says=N_("gave it back to {person}")),
        "ask_anew": Verb(by_rule, says=N_("asked the stewards: {person} is away until {until}")),
        "choose": Verb(executive, says=N_("took it by choice")),
        "appoint": Verb(steward, says=N_("asked {person} to answer in person")),
        "refuse_owner": Verb(complainant, says=N_("asked for somebody else than {person}")),
        "hand_back": Verb(owner, says=N_("gave it back for a conflict of interest")),
        "write": Verb(reader, says=N_("wrote a letter")),
        "put_in": Verb(steward, says=N_("put a mail in that came from an address nobody knew")),
        "keep_word": Verb(keeper, says=N_("did what a letter promised")),
        "own_up": Verb(keeper, says=N_("owned up that a promised day had passed")),
        "talk": Verb(owner, says=N_("spoke with them in person")),
        "confirm_talk": Verb(complainant, says=N_("said that {person} was there in person")),
        "deny_talk": Verb(complainant, says=N_("said that {person} was not there in person")),
        "add_fact": Verb(house, says=N_("put down what {department} found")),
        "judge": Verb(owner, says=N_("said whether the customer was right")),
        "offer": Verb(owner, says=N_("made an offer")),
        "second": Verb(other, says=N_("agreed to an offer above the limit")),
        "accept": Verb(complainant, says=N_("accepted the offer")),
        "counter": Verb(complainant, says=N_("made a counter-offer")),
        "refuse": Verb(complainant, says=N_("refused the offer")),
        "agree": Verb(owner, says=N_("agreed to the counter-offer")),
        "mediate": Verb(steward, says=N_("made an offer as mediator")),
        "carry_out": Verb(owner, says=N_("did what was promised")),
        "accept_done": Verb(complainant, says=N_("said that it is done")),
        "refuse_done": Verb(complainant, says=N_("said that it is not done")),
        "name_cause": Verb(house, says=N_("said why it happened")),
        "prevent": Verb(owner, says=N_("named what changes")),
        "change_made": Verb(house, says=N_("said that the change is made")),
        "close": Verb(complainant, says=N_("closed it: {outcome}")),
        "note_try": Verb(house, says=N_("tried to reach them for a last word")),
        "close_for": Verb(steward, says=N_("closed it after three tries that nobody answered")),
        "reopen": Verb(complainant, says=N_("opened it again")),
        "still_fine": Verb(complainant, says=N_("said after {days} days that it is still fine")),
        "back_again": Verb(
            complainant, says=N_("said after {days} days that it is not fine, and opened it again")
        ),
        "ask_pause": Verb(owner, says=N_("asked to let the clocks rest until {until}")),
        "allow_pause": Verb(complainant, says=N_("let the clocks rest until {until}")),
        "refuse_pause": Verb(complainant, says=N_("let no clock rest")),
        "restrict": Verb(reader, says=N_("let only those read it who deal with it")),
        "erase": Verb(complainant, says=N_("erased every word of it; that it was stays")),
        "advise": Verb(counsel, says=N_("said as counsel what is to be minded")),
        "mark_legal": Verb(house, says=N_("informed counsel")),
        "join": Verb(house, says=N_("joined it with {other}, where both are answered")),
        "say_inside": Verb(house, says=N_("wrote in the clan’s room")),
    },
    anew,
)
