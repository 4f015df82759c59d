"""Reporting what was learned, answering it, saying whether it is right, and taking it back."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.clans.queries import clan, due_from
from portal.clans.verbs import room, stream
from portal.findings import cards, queries
from portal.findings.handing import own
from portal.findings.model import Finding, Use
from portal.findings.verbs import findings
from portal.kernel import journal
from portal.kernel.db import session
from portal.kernel.terms import folded
from portal.kernel.verbs import Act, NotNow, tell
from portal.people.model import Account
from workflows.findings import DAYS_TO_ANSWER, PAST, WRONG
from workflows.language import _


@dataclass(frozen=True)
class Learned:
    """What somebody learned, as they write it down."""

    text: str
    first_hand: bool
    sure: str
    seen_on: date
    place: str = ""
    subject_id: int | None = None


@findings.action
def report(act: Act, account: Account, said: Learned, *, in_room: bool = False) -> Finding:
    """Report what was learned, to both sides or in the clan's own room; a senior answers it."""
    place = room(account.id) if in_room else stream(account.id)
    found = Finding(account_id=account.id, stream=place, number=journal.next_number(place), earlier=[])
    found.author_id, found.reported = act.who.id, act.at
    found.due = due_from(act.at, DAYS_TO_ANSWER)
    found.first_hand, found.sure, found.seen_on = said.first_hand, said.sure, said.seen_on
    found.subject_id = said.subject_id
    _write(found, said.text, said.place)
    session().add(found)
    session().flush()
    own(clan(account), found)
    act.note(finding=found.number, first_hand=said.first_hand, due=found.due.isoformat())
    act.note(owner=found.owner_id)
    act.tell(place)
    cards.renew(found)
    return found


def _write(found: Finding, text: str, place: str) -> None:
    found.text, found.place = text, place
    found.folded = "".join(f" {word}" for word in folded(f"{text} {place}"))


@findings.action
def share(act: Act, found: Finding, account: Account, said: Learned) -> Finding:
    """Share a finding of the room: a new one, made of it, that the customer reads from now on.

    Raises:
        NotNow: it is shared already.
    """
    hold(found)
    if found.shared_id:
        raise NotNow(_("It is shared with the customer already."))
    shared = report(act.who, account, said)
    found.shared_id = shared.id
    _tell(act, found, shared=shared.number)
    return shared


@findings.action
def answer(act: Act, found: Finding, words: str, *, learned: bool) -> None:
    """Answer what was reported, and say whether it was new to oneself.

    Raises:
        NotNow: somebody has answered it, or it was withdrawn.
    """
    hold(found)
    if found.answered:
        raise NotNow(_("Somebody has answered it in the meantime."))
    found.answered, found.answerer_id = act.at, act.who.id
    found.answer, found.learned = words, learned
    _tell(act, found, learned=learned)


@findings.action
def mark(act: Act, found: Finding, said: str, words: str, seen: int) -> None:
    """Say for the customer whether it is right; `seen` is how often it had been put in other words.

    Raises:
        NotNow: it reads differently now, or it was withdrawn.
    """
    hold(found)
    if seen != len(found.earlier):
        raise NotNow(_("It was put in other words in the meantime. Read it once more."))
    found.mark, found.mark_words = said, words
    found.marked, found.marker_id = act.at, act.who.id
    _tell(act, found, mark=said)


@findings.action
def correct(act: Act, found: Finding, text: str) -> None:
    """Put in other words what the customer says is wrong or out of date, and ask it again.

    Raises:
        NotNow: the customer has not said so, or it was withdrawn.
    """
    hold(found)
    if found.mark not in (WRONG, PAST):
        raise NotNow(_("The customer has not said that it is wrong."))
    was = {"text": found.text, "mark": found.mark, "words": found.mark_words, "until": act.at.isoformat()}
    found.earlier = [*found.earlier, was]
    _write(found, text, found.place)
    found.mark, found.mark_words, found.marked, found.marker_id = "", "", None, None
    _tell(act, found)


@findings.action
def withdraw(act: Act, found: Finding) -> None:
    """Erase what is written about oneself: every word goes, also where it was shared from; the trace stays.

    Raises:
        NotNow: it was withdrawn already.
    """
    hold(found)
    _erase(act, found)
    _tell(act, found)
    for one in queries.copies(found):
        hold(one, withdrawn=True)
        _erase(act, one)
        renew(one)
        tell(act.who, one.stream, "finding.withdraw", {"finding": one.number})


def _erase(act: Act, found: Finding) -> None:
    found.text = found.place = found.folded = found.answer = found.mark_words = ""
    found.earlier = [{**one, "text": "", "words": ""} for one in found.earlier]
    found.withdrawn = act.at


def hold(found: Finding | Use, *, withdrawn: bool = False) -> None:
    """Read a finding or its use anew and keep others from it until the deed is done.

    Raises:
        NotNow: it was withdrawn.
    """
    columns = list(found.__mapper__.column_attrs.keys())
    session().refresh(found, columns, with_for_update=True)
    if isinstance(found, Finding) and found.withdrawn and not withdrawn:
        raise NotNow(_("It was withdrawn by whom it is about."))


def renew(found: Finding) -> None:
    """Work out anew what the page of the customer and those of orders say of it."""
    cards.renew(found)
    for case_id in queries.orders_of(found):
        cards.renew_case(found, case_id)


def _tell(act: Act, found: Finding, **facts: Any) -> None:
    act.note(finding=found.number, **facts)
    act.tell(found.stream)
    session().flush()
    renew(found)
