"""What is offered, countered, agreed and done, and by whose word it counts as done."""

from typing import Any

from workflows.complaints.complaint import COUNTERS, Complaint
from workflows.complaints.handling import opened
from workflows.complaints.parts import Judged, Offer, Said, Verdict, said_as
from workflows.language import _
from workflows.records import Mark, Refused


def judge(one: Complaint, mark: Mark, words: int, verdict: Verdict) -> Complaint:
    """Say whether the customer was right, with the reasons.

    Raises:
        Refused: the complaint is closed.
    """
    opened(one)
    return one.adding("findings", said_as(Judged, mark, words, round=one.round, verdict=verdict))


def offer(one: Complaint, mark: Mark, words: int, said: dict[str, Any], limit: int) -> Complaint:
    """Offer what puts it right by a day, or say that nothing is offered and what else can be done.

    Above `limit`, in the smallest coin, another executive agrees before the customer reads it. After the last
    counter-offer only a steward offers, as mediator.

    Raises:
        Refused: an offer waits for its answer, one was agreed, or it is a mediator's turn.
    """
    opened(one)
    last, mediated = one.last("offers"), one.counters >= COUNTERS
    if one.agreed:
        raise Refused(_("You have agreed already. What was promised is to be done."))
    if last and not last.answer:
        raise Refused(_("The last offer is not answered yet."))
    made = {"mediated": mediated, "needs_second": said["value"] > limit and not mediated}
    return one.adding("offers", said_as(Offer, mark, words, round=one.round, **said, **made))


def second(one: Complaint, mark: Mark) -> Complaint:
    """Agree, as another executive, to an offer above the limit, so that the customer reads it.

    Raises:
        Refused: there is none, or it is one's own.
    """
    last = one.last("offers")
    if last is None or last.shown:
        raise Refused(_("No offer waits for a second executive."))
    if last.by == mark.by:
        raise Refused(_("Somebody else has to agree to your offer."))
    return one.changing("offers", len(one.offers) - 1, second=mark)


def answer(one: Complaint, mark: Mark, said: str, words: int = 0) -> Complaint:
    """Accept the offer, make another one instead, or refuse it, for the customer.

    Raises:
        Refused: none waits for an answer, or a steward's offer is met with another one.
    """
    opened(one)
    last = one.last("offers")
    if last is None or last.answer or not last.shown:
        raise Refused(_("No offer waits for your answer."))
    if said == "countered" and last.mediated:
        raise Refused(_("This offer is a steward’s. Accept it or refuse it, with a word on why."))
    reply = said_as(Said, mark, words)
    return one.changing("offers", len(one.offers) - 1, answer=said, reply=reply)


def agree(one: Complaint, mark: Mark, by_date: Any) -> Complaint:
    """Agree to the customer's counter-offer as it is, and say by when it is done.

    Raises:
        Refused: the customer has made none.
    """
    last = one.last("offers")
    if last is None or last.answer != "countered" or last.agreed:
        raise Refused(_("The customer has made no offer that waits for you."))
    return one.changing("offers", len(one.offers) - 1, agreed=mark, by_date=by_date)


def carry_out(one: Complaint, mark: Mark, words: int) -> Complaint:
    """Say that what was agreed is done, and how it can be seen.

    Raises:
        Refused: nothing was agreed, or the customer has said that it is done.
    """
    opened(one)
    if one.agreed is None or one.agreed.good == "yes":
        raise Refused(_("Nothing that was agreed is left to do."))
    done = said_as(Said, mark, words)
    return one.changing("offers", one.offers.index(one.agreed), done=done, good="", judged=None)


def judge_done(one: Complaint, mark: Mark, words: int, *, good: bool) -> Complaint:
    """Say for the customer whether what was promised is done.

    Raises:
        Refused: nobody says that anything is done.
    """
    opened(one)
    if one.agreed is None or one.agreed.done is None:
        raise Refused(_("Nobody has said yet that it is done."))
    judged = {"good": "yes" if good else "no", "judged": said_as(Said, mark, words)}
    return one.changing("offers", one.offers.index(one.agreed), **judged)
