"""Showing a customer what it may read of a hunt, asking one of its people, and telling it how that ended."""

from collections.abc import Mapping
from typing import Any

from portal.clans import errands
from portal.clans.model import Errand
from portal.clans.verbs import stream
from portal.hunts import cards, queries
from portal.hunts.actions import hold, tell
from portal.hunts.model import Hunt, ShownHunt
from portal.hunts.verbs import hunts
from portal.kernel import journal
from portal.kernel.db import session
from portal.kernel.verbs import Act, NotNow
from portal.kernel.verbs import tell as follow
from portal.people.model import Person
from workflows.hunts import lies
from workflows.language import _

REPLY = "hunt.reply"


def is_stale(found: Hunt) -> bool:
    """Whether the customer reads a hunt as it was before it was changed."""
    made = found.shown
    return made is not None and (made.what, made.need, made.offered) != (
        found.what,
        found.need,
        found.offered,
    )


@hunts.action
def show(act: Act, found: Hunt, person: Person | None) -> ShownHunt:
    """Show a hunt to its customer, and ask one of its people, if anybody; shown anew, it is asked anew.

    Raises:
        NotNow: it has ended.
    """
    hold(found)
    made = _write(act, found)
    made.asked, made.says, made.words, made.answered = person, {}, {}, None
    made.asked_id = person.id if person else None
    _told(act.who, made, "hunt.show", person=person.name if person else "")
    tell(act, found, shown=made.number)
    return made


@hunts.action
def tell_(act: Act, found: Hunt) -> ShownHunt:
    """Tell the customer that a hunt was let go for its sake, and why.

    Raises:
        NotNow: it was not let go for its sake.
    """
    hold(found, running=False)
    if found.state != "refused":
        raise NotNow(_("It was not let go for their sake."))
    made = _write(act, found)
    made.state, made.why = "refused", found.why
    _told(act.who, made, "hunt.tell")
    tell(act, found, shown=made.number)
    return made


def _write(act: Act, found: Hunt) -> ShownHunt:
    """What is shown of a hunt, as it stands now: no figure of it, and its band only where both agreed it."""
    made = found.shown
    if made is None:
        made = ShownHunt(account_id=found.account_id, number=journal.next_number(stream(found.account_id)))
        made.says, made.words, made.why, made.answered, made.asked = {}, {}, "", None, None
        session().add(made)
        found.shown = made
    made.state = "running"
    made.shower_id, made.shown = act.who.id, act.at
    made.what, made.need, made.offered = found.what, found.need, found.offered
    made.decided_by, made.currency = found.decided_by, found.currency
    made.place = lies(found.figures, found.band) or ""
    agreed = found.band_kind == "order"
    made.band_low, made.band_high = (found.band_low, found.band_high) if agreed else (None, None)
    return made


@hunts.action
def reply(act: Act, made: ShownHunt, said: Mapping[str, tuple[str, str]]) -> None:
    """Answer the five questions as the one of the customer who was asked.

    Raises:
        NotNow: it has ended.
    """
    found = queries.of_shown(made)
    hold(found)
    made.says = {key: says for key, (says, _words) in said.items()}
    made.words = {key: words for key, (_says, words) in said.items() if words}
    made.answered = act.at
    act.note(hunt=made.number, says=made.says)
    act.tell(stream(made.account_id))
    _renew(made)
    cards.renew(made.account_id)


def close(act: Act, found: Hunt, state: str) -> None:
    """Tell the customer that what it was shown has ended; never why."""
    if found.shown:
        found.shown.state = state
        _told(act.who, found.shown, "hunt.close", state=state)


def resume(act: Act, found: Hunt) -> None:
    """Tell the customer that what it was shown is taken up again."""
    if found.shown:
        found.shown.state, found.shown.why = "running", ""
        _told(act.who, found.shown, "hunt.resume")


def _told(who: Any, made: ShownHunt, verb: str, **facts: Any) -> None:
    follow(who, stream(made.account_id), verb, {"hunt": made.number, **facts})
    _renew(made)


def _renew(made: ShownHunt) -> None:
    """Bring the page of the customer, and what waits for who was asked, to what is so."""
    session().flush()
    waits = made.running and made.answered is None and made.asked_id
    people = [made.asked_id] if waits and made.asked_id else []
    facts = {"number": made.number, "what": made.what}
    errands.give(made.account_id, (REPLY, str(made.id)), people, made.decided_by, facts)
    cards.renew_shown(made.account_id)


def asked(errand: Errand) -> errands.Words:
    """What one of the customer was asked, as first pages and its letter put it."""
    what = errand.said["what"]
    return errands.Words(
        line=_("Is it good for you? %(what)s", what=what),
        letter=_(
            "Your clan would like to offer you this, and asks you first whether it is good for you: "
            "%(what)s. There are five questions.",
            what=what,
        ),
        path=f"/customers/{errand.account.handle}/hunts/{errand.said['number']}/answer",
        deed=_("Answer the five questions"),
    )
