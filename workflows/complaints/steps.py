"""Whose move a complaint is: every open step with its holder and since when (docs/workflows.md, 4.5).

Nothing here is set by hand. Due moments are left to `workflows.complaints.deadlines`.
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from workflows.complaints.complaint import COUNTERS, Complaint
from workflows.complaints.deadlines import Clock, checks
from workflows.complaints.ending import asked_since
from workflows.complaints.ownership import chain
from workflows.complaints.parts import Contact
from workflows.complaints.together import waits_for_letter
from workflows.grammar import Side

Kind = Literal[
    "acknowledge",
    "confirm_summary",
    "assess",
    "draw",
    "redraw",
    "answer_letter",
    "letter",
    "contact",
    "confirm_talk",
    "judge",
    "offer",
    "second",
    "answer_offer",
    "answer_counter",
    "mediate",
    "carry_out",
    "judge_done",
    "cause",
    "prevent",
    "change",
    "close",
    "answer_pause",
    "keep_word",
    "own_up",
    "check",
    "update",
    "advise",
]
Holder = Literal["customer", "clan", "owner", "executive", "steward", "event", "counsel"]
NOT_IN_THE_WAY = (
    "cause",
    "prevent",
    "change",
    "confirm_summary",
    "redraw",
    "answer_letter",
    "keep_word",
    "own_up",
    "advise",
)  # of a last word


class Step(NamedTuple):
    """One open step: what is to be done, by whom, since when; `days` is of a check, or a promise's number."""

    kind: Kind
    holder: Holder
    since: datetime
    days: int = 0

    @property
    def side(self) -> Side:
        """Whose move it is, seen from afar."""
        return "customer" if self.holder == "customer" else "clan"


def steps(one: Complaint, now: datetime, clock: Clock) -> list[Step]:
    """What is open, in the order in which it is asked for; nothing of one that is answered with another."""
    if one.joined:
        return []
    if one.status == "closed":
        return [*_to_give(one), *_promised(one, now, clock), *_learning(one), *_checks(one, now, clock)]
    began = one.reopened[-1].at if one.round > 1 else one.received.at
    open_ = [*_understood(one, began), *_owned(one, began, now), *_promised(one, now, clock)]
    open_ += [*_put_right(one, began), *_learning(one)]
    if one.pauses and not one.pauses[-1].answer:
        open_.append(Step("answer_pause", "customer", one.pauses[-1].at))
    if one.legal and not one.advised:
        open_.append(Step("advise", "counsel", one.legal.at))
    return [*open_, *_to_close(one, open_)]


def _understood(one: Complaint, began: datetime) -> Iterator[Step]:
    summary = one.last("summaries")
    if summary is None:
        yield Step("acknowledge", "clan", began)
    elif not summary.answer:
        yield Step("confirm_summary", "customer", summary.at)
    if one.assessment is None:
        yield Step("assess", "clan", began)


def _owned(one: Complaint, began: datetime, now: datetime) -> Iterator[Step]:
    yield from _to_give(one)
    if one.owner is None:
        return
    if one.owner.asked and now.date() <= one.owner.asked.until:
        yield Step("redraw", "steward", one.owner.asked.at)
    broken, event = _broken(one, now), one.event
    if event and event.answered and event.answer == "yes" and not broken:
        if waits_for_letter(one):
            yield Step("letter", "event", event.answered.at)
        return
    held = chain(one.owners)
    own = [talk for talk in one.now("contacts") if talk.by in {each.who for each in held}]
    if event and not event.answer and not own:
        yield Step("answer_letter", "customer", event.at)
    yield from _in_person(own, max(held[0].at, began, broken or began))


def _in_person(own: list[Contact], since: datetime) -> Iterator[Step]:
    """The talk of the executive whose it is, and the customer's word that it was so."""
    last = own[-1] if own and own[-1].at >= since else None
    if last is None or last.answer == "no":
        yield Step("contact", "owner", last.at if last else since)
    elif not last.answer:
        yield Step("confirm_talk", "customer", last.at)


def _to_give(one: Complaint) -> Iterator[Step]:
    if one.assessment and to_draw(one):
        freed = one.owners[-1].ended if one.owners else None
        yield Step("draw", "steward", freed.at if freed else one.assessment.at)


def to_draw(one: Complaint) -> bool:
    """Whether somebody has to be found: to answer it, or to learn from it once it is closed."""
    if one.owner or one.joined or one.assessment is None:
        return False
    return one.status == "open" or (bool(one.owners) and any(_to_learn(one)))


def _broken(one: Complaint, now: datetime) -> datetime | None:
    """When a promised day passed without the deed: then the executive speaks to the customer once more."""
    agreed = one.agreed
    if agreed is None or agreed.by_date is None or agreed.good == "yes":
        return None
    done = agreed.done.at.date() if agreed.done else now.date()
    passed = datetime.combine(agreed.by_date + timedelta(days=1), time.min, now.tzinfo)
    return passed if done > agreed.by_date else None


def _promised(one: Complaint, now: datetime, clock: Clock) -> Iterator[Step]:
    """What a letter promised for this day of the customer, and what day passed without a word of it."""
    today = now.astimezone(ZoneInfo(clock.zone)).date()
    for number, held in enumerate(one.promises):
        if held.open and held.day <= today:
            kind: Kind = "keep_word" if held.day == today else "own_up"
            yield Step(kind, "owner" if one.owner else "clan", held.at, number)


def _put_right(one: Complaint, began: datetime) -> Iterator[Step]:
    if one.owner is None:
        return
    if one.last("findings") is None:
        yield Step("judge", "owner", began)
    agreed = one.agreed
    if agreed is None:
        yield _offering(one, began)
    elif agreed.done is None or agreed.good == "no":
        yield Step("carry_out", "owner", agreed.judged.at if agreed.judged else agreed.at)
    elif not agreed.good:
        yield Step("judge_done", "customer", agreed.done.at)


def _offering(one: Complaint, began: datetime) -> Step:
    from_ = one.last("offers")
    if from_ is None:
        return Step("offer", "owner", began)
    if not from_.answer:
        return (
            Step("answer_offer", "customer", from_.at)
            if from_.shown
            else Step("second", "executive", from_.at)
        )
    if one.counters >= COUNTERS and not from_.mediated:
        return Step("mediate", "steward", from_.reply.at)
    return Step("answer_counter" if from_.answer == "countered" else "offer", "owner", from_.reply.at)


def _learning(one: Complaint) -> Iterator[Step]:
    """Why it happened and what changes, once something is agreed or it has ended."""
    if one.owner and (one.agreed or one.status == "closed"):
        yield from _to_learn(one)


def _to_learn(one: Complaint) -> Iterator[Step]:
    since = one.agreed.at if one.agreed else one.ends[-1].at
    prevention = one.last("preventions")
    if one.last("causes") is None:
        yield Step("cause", "owner", since)
    elif prevention is None:
        yield Step("prevent", "owner", since)
    elif not prevention.nothing and prevention.done is None:
        yield Step("change", "clan", prevention.at)


def _to_close(one: Complaint, open_: list[Step]) -> Iterator[Step]:
    """The last word, once nothing else is left to do for the customer."""
    left = [step for step in open_ if step.kind not in NOT_IN_THE_WAY]
    if one.owner and not left:
        agreed = one.agreed
        yield Step("close", "customer", agreed.judged.at if agreed and agreed.judged else one.received.at)


def _checks(one: Complaint, now: datetime, clock: Clock) -> Iterator[Step]:
    ended, asked = one.ends[-1], asked_since(one)
    for days, due in checks(ended.at, clock).items():
        if ended.outcome != "withdrawn" and now >= due and days not in asked:
            yield Step("check", "customer", due, days)


def last_word(one: Complaint) -> datetime:
    """When the house last said something to the customer, from which the next update is due."""
    shown = [held for held in one.offers if held.shown]
    letters = [held for held in one.letters if not held.put_in]
    ours = [*one.summaries, *letters, *one.contacts, *shown, *one.findings]
    return max([one.received.at, *(held.at for held in ours if held.side == "clan")])


def owes_update(one: Complaint) -> bool:
    """Whether the customer is told something every few days: while it is open and not its own last word."""
    return one.status == "open" and not one.joined
