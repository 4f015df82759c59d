"""Why it happened, what keeps it from happening again, and the end, which is the customer's alone."""

from typing import Any

from workflows.complaints.complaint import TRIES, Complaint
from workflows.complaints.deadlines import CHECKS
from workflows.complaints.handling import opened
from workflows.complaints.parts import Cause, Check, End, Prevention, Said, said_as
from workflows.language import _
from workflows.records import Mark, Refused


def name_cause(one: Complaint, mark: Mark, kind: str, whys: tuple[int, ...]) -> Complaint:
    """Say why it happened, why behind why; after closing too, for learning takes longer than a remedy."""
    _alone(one)
    return one.adding("causes", said_as(Cause, mark, 0, round=one.round, kind=kind, whys=whys))


def prevent(one: Complaint, mark: Mark, words: int, said: dict[str, Any]) -> Complaint:
    """Name the change that keeps it from happening again, or say that there is none, and why.

    Raises:
        Refused: nobody has said why it happened.
    """
    _alone(one)
    if one.last("causes") is None:
        raise Refused(_("Say first why it happened."))
    return one.adding("preventions", said_as(Prevention, mark, words, round=one.round, **said))


def change_made(one: Complaint, mark: Mark) -> Complaint:
    """Say that the change is made.

    Raises:
        Refused: none is named, or it is made.
    """
    last = one.last("preventions")
    if last is None or last.nothing or last.done:
        raise Refused(_("No change waits to be made."))
    return one.changing("preventions", len(one.preventions) - 1, done=mark)


def close(one: Complaint, mark: Mark, words: int, outcome: str, personally: str = "") -> Complaint:
    """End it for the customer, who says whether the executive dealt with it in person.

    Raises:
        Refused: it is closed.
    """
    opened(one)
    end = said_as(End, mark, words, outcome=outcome, personally=personally)
    return one.having(status="closed", ends=(*one.ends, end))


def note_try(one: Complaint, mark: Mark, words: int) -> Complaint:
    """Note that the customer was asked for a last word and did not answer.

    Raises:
        Refused: it is closed, or somebody tried today.
    """
    opened(one)
    if any(held.at.date() == mark.at.date() for held in one.tries):
        raise Refused(_("One try a day is enough. Try again tomorrow, in another way."))
    return one.adding("tries", said_as(Said, mark, words))


def close_for(one: Complaint, mark: Mark, words: int) -> Complaint:
    """End it as a steward, after three tries that nobody answered; the customer may open it again.

    Raises:
        Refused: there were fewer tries, or it is closed.
    """
    opened(one)
    if len(tries(one)) < TRIES:
        raise Refused(
            _("Only the customer closes. A steward may after three tries, each noted on a day of its own.")
        )
    end = said_as(End, mark, words, outcome="not_satisfied", by_steward=True)
    return one.having(status="closed", ends=(*one.ends, end))


def tries(one: Complaint) -> list[Said]:
    """The tries since the customer was last heard of."""
    heard = max([one.received.at, *(held.at for held in _by_customer(one))])
    return [held for held in one.tries if held.at > heard]


def _by_customer(one: Complaint) -> list[Mark]:
    answers = [held.answered for part in (one.summaries, one.contacts, one.pauses) for held in part]
    replies = [mark for held in one.offers for mark in (held.reply, held.judged)]
    said: list[Mark | None] = [*one.reopened, *answers, *replies]
    put_in = [held for held in one.letters if held.put_in or held.side == "customer"]
    return [*put_in, *(mark for mark in said if mark and mark.side == "customer")]


def reopen(one: Complaint, mark: Mark, words: int = 0) -> Complaint:
    """Open it again for the customer: what was to prevent it did not, so that is asked anew too.

    Raises:
        Refused: it is open.
    """
    _alone(one)
    if one.status == "open":
        raise Refused(_("It is open already."))
    again = said_as(Said, mark, words)
    return one.having(status="open", round=one.round + 1, reopened=(*one.reopened, again))


def check(one: Complaint, mark: Mark, words: int, days: int, *, fine: bool) -> Complaint:
    """Say for the customer, 30 or 90 days after the end, whether it is still fine; if not, it opens again.

    Raises:
        Refused: it is open, or that was answered.
    """
    _alone(one)
    if one.status != "closed" or days not in CHECKS:
        raise Refused(_("There is nothing to ask yet."))
    if days in asked_since(one):
        raise Refused(_("You have said so already."))
    said = one.adding("checks", said_as(Check, mark, words, days=days, fine=fine))
    return said if fine else reopen(said, mark, words).model_copy(update={"seq": said.seq})


def asked_since(one: Complaint) -> set[int]:
    """The checks that were answered since it was closed last."""
    return {held.days for held in one.checks if one.ends and held.at >= one.ends[-1].at}


def _alone(one: Complaint) -> None:
    if one.joined:
        raise Refused(_("It is answered together with %(other)s.", other=one.joined))
