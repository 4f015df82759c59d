"""What may be done with signals and the drum, by whom, and what is said of it."""

from typing import Any

from sqlalchemy import ColumnElement

from portal.clans.verbs import member as of_clan
from portal.clans.verbs import seat_of, stream
from portal.kernel.verbs import Rule, Verb, Verbs, either
from portal.people.queries import homes
from portal.people.verbs import administrator, customer
from portal.signals.model import Drum, Signal
from workflows.language import N_, _
from workflows.signals import ENDS


def seen_by(person: Any) -> ColumnElement[bool]:
    """Select the signals that `person` may read: the clan all of its customers, these what is shared."""
    if person.side == "customer" and person.left is None:
        return Signal.stream == stream(person.account_id)
    return Signal.account_id.in_(homes(person))


def heard_by(person: Any) -> ColumnElement[bool]:
    """Select the drums that `person` may read: both sides read all of it."""
    return Drum.account_id.in_(homes(person))


def _theirs(who: Any, thing: Any) -> bool:
    return who.left is None and who.side == "customer" and who.account_id == thing.account_id


def _leads(who: Any, thing: Any) -> bool:
    held = seat_of(who, thing.account_id)
    return held is not None and held.senior


def _noted(who: Any, signal: Any) -> bool:
    return who.id == signal.author_id and (
        _theirs(who, signal) or seat_of(who, signal.account_id) is not None
    )


def _helps(who: Any, offer: Any) -> bool:
    return who.id == offer.person_id and seat_of(who, offer.account_id) is not None


author = Rule(N_("who noted it"), _noted)
theirs = Rule(N_("the customer"), _theirs)
ours = Rule(N_("the clan of this customer"), lambda who, drum: seat_of(who, drum.account_id) is not None)
senior = Rule(N_("a senior of this clan"), _leads)
helper = Rule(N_("who offered it"), _helps)
both = either(customer, of_clan)

signals = Verbs(
    "signal",
    {
        "note": Verb(both, says=N_("noted signal {signal}")),
        "take_back": Verb(author, says=N_("took signal {signal} back")),
    },
)


def anew(_verb: str, says: str, facts: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """How a drum was closed, in the reader's language."""
    said = facts.get("end", "")
    return says, {**facts, "end": _(ENDS[said])} if said in ENDS else facts


drums = Verbs(
    "drum",
    {
        "strike": Verb(both, says=N_("struck the drum")),
        "convene": Verb(senior, says=N_("called everybody at once, for drum {drum}")),
        "offer": Verb(ours, says=N_("offered help, for drum {drum}")),
        "accept": Verb(theirs, says=N_("accepted help that {person} offers")),
        "decline": Verb(theirs, says=N_("said that help of {person} is not needed")),
        "finish": Verb(helper, says=N_("did what they had offered, for drum {drum}")),
        "close": Verb(either(senior, theirs), says=N_("closed drum {drum}. {end}")),
    },
    anew,
)

rules = Verbs("rule", {"change": Verb(administrator, says=N_("set the rule “{rule}”"))})
