"""What is offered and done, and what the customer says of it."""

from collections.abc import Collection
from datetime import date
from typing import Any

from portal.complaints.filing import attach
from portal.complaints.keeping import hold, keep, letter, put
from portal.complaints.model import Complaint, Duty
from portal.complaints.verbs import complaints
from portal.kernel.db import session
from portal.kernel.files import Stored
from portal.kernel.verbs import Act
from workflows.complaints import remedying
from workflows.complaints.parts import Verdict

MOST = 100_000  # in the smallest coin: what an executive promises alone, unless the house says otherwise


@complaints.action
def judge(act: Act, row: Complaint, words: str, verdict: Verdict) -> None:
    """Say whether the customer was right, with the reasons."""
    one, mark = hold(act, row)
    keep(act, row, remedying.judge(one, mark, put(row, words), verdict))
    letter(row, "verdict")


@complaints.action
def offer(act: Act, row: Complaint, words: str, instead: str, said: dict[str, Any]) -> None:
    """Offer what puts it right; above one's own limit another executive agrees first."""
    duty = session().get(Duty, act.who.id)
    _offer(act, row, words, instead, said, duty.most if duty else MOST)


@complaints.action
def mediate(act: Act, row: Complaint, words: str, instead: str, said: dict[str, Any]) -> None:
    """Make an offer as mediator, once three counter-offers have led nowhere."""
    _offer(act, row, words, instead, said, 0)


def _offer(act: Act, row: Complaint, words: str, instead: str, said: dict[str, Any], most: int) -> None:
    one, mark = hold(act, row)
    numbers = {"instead": put(row, instead), **said}
    keep(act, row, remedying.offer(one, mark, put(row, words), numbers, most))
    if row.it.offers[-1].shown:
        letter(row, "offer", row.it.offers[-1].words)


@complaints.action
def second(act: Act, row: Complaint) -> None:
    """Agree to another executive's offer above their limit."""
    one, mark = hold(act, row)
    keep(act, row, remedying.second(one, mark))
    letter(row, "offer", row.it.offers[-1].words)


@complaints.action
def accept(act: Act, row: Complaint, words: str = "") -> None:
    """Accept the offer, for the customer."""
    _answer(act, row, "accepted", words)


@complaints.action
def counter(act: Act, row: Complaint, words: str) -> None:
    """Make a counter-offer, for the customer."""
    _answer(act, row, "countered", words)


@complaints.action
def refuse(act: Act, row: Complaint, words: str) -> None:
    """Refuse the offer, for the customer."""
    _answer(act, row, "refused", words)


def _answer(act: Act, row: Complaint, said: str, words: str) -> None:
    one, mark = hold(act, row)
    keep(act, row, remedying.answer(one, mark, said, put(row, words)))


@complaints.action
def agree(act: Act, row: Complaint, by_date: date) -> None:
    """Agree to the customer's counter-offer, and say by when it is done."""
    one, mark = hold(act, row)
    keep(act, row, remedying.agree(one, mark, by_date))
    letter(row, "agreed")


@complaints.action
def carry_out(act: Act, row: Complaint, words: str, files: Collection[Stored] = ()) -> None:
    """Say that what was promised is done, with its proof."""
    one, mark = hold(act, row)
    attach(act, row, mark.seq, files)
    keep(act, row, remedying.carry_out(one, mark, put(row, words)))


@complaints.action
def accept_done(act: Act, row: Complaint, words: str = "") -> None:
    """Say for the customer that it is done."""
    _judged(act, row, words, good=True)


@complaints.action
def refuse_done(act: Act, row: Complaint, words: str) -> None:
    """Say for the customer that it is not done, and what is missing."""
    _judged(act, row, words, good=False)


def _judged(act: Act, row: Complaint, words: str, *, good: bool) -> None:
    one, mark = hold(act, row)
    keep(act, row, remedying.judge_done(one, mark, put(row, words), good=good))
