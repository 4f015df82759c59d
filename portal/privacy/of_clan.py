"""What is in a copy besides orders: findings, contacts, meetings with their ideas, and complaints.

Each is read with its own area's queries, for the person who will read it.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from portal.clans.queries import today
from portal.complaints import filing
from portal.complaints import queries as complaints
from portal.complaints import show as complaints_shown
from portal.findings import queries as findings
from portal.findings import show as findings_shown
from portal.kernel.db import session
from portal.meetings import queries as meetings
from portal.meetings import show as meetings_shown
from portal.meetings.verbs import parts_of
from portal.privacy.bundle import Bundle, Row
from portal.privacy.of_orders import Wanted
from portal.relationship import queries as contacts
from workflows.meetings import Part


def gather(bundle: Bundle, wanted: Wanted) -> None:
    """Put it in."""
    folder = wanted.folder
    bundle.put(f"{folder}/findings", _findings(wanted))
    bundle.put(f"{folder}/contacts", _contacts(wanted))
    for meeting in meetings.every(wanted.reader, wanted.account):
        if not wanted.mine or any(one.person_id == wanted.reader.id for one in meeting.calls):
            bundle.put(f"{folder}/meetings", [_meeting(wanted, meeting)])
        bundle.put(f"{folder}/ideas", _ideas(wanted, meeting))
    chosen = complaints.seen(wanted.reader).where(complaints.Complaint.account_id == wanted.account.id)
    if wanted.mine:
        chosen = chosen.where(complaints.Complaint.complainant_id == wanted.reader.id)
    for row in session().scalars(chosen.order_by(complaints.Complaint.id)):
        _complaint(bundle, wanted, complaints.chosen_for(wanted.reader, row))


def _findings(wanted: Wanted) -> Iterator[Row]:
    asked = findings.Wanted()
    while True:
        found, before = findings.some(wanted.reader, wanted.account, asked)
        for one in found:
            if not wanted.mine or wanted.reader.id in (one.author_id, one.subject_id):
                yield _finding(findings_shown.view(one, wanted.reader, today()))
        if not before:
            return
        asked = replace(asked, before=before)


def _finding(shown: findings_shown.FindingView) -> Row:
    said = {"text": shown.text, "circumstances": shown.circumstances, "known": shown.known}
    withdrawn: Row = {"withdrawn": shown.withdrawn}
    told = withdrawn if shown.withdrawn else said | {"customer says": shown.mark, **_words(shown)}
    return {"finding": shown.ref, "who": shown.author.name, **told}


def _words(shown: findings_shown.FindingView) -> Row:
    return {"in words": shown.row.mark_words, "reported": shown.row.reported}


def _contacts(wanted: Wanted) -> Iterator[Row]:
    before = None
    while True:
        rows = contacts.touches(wanted.account, (), before)
        for one in rows[: contacts.PAGE]:
            if not wanted.mine or wanted.reader.id in (one.member_id, one.person_id, one.by_id):
                people = {"member": one.member.name, "customer": one.person.name, "noted by": one.by.name}
                names = ("on", "way", "about", "next", "otherwise", "otherwise_name")
                yield people | {name: getattr(one, name) for name in names}
        if len(rows) <= contacts.PAGE:
            return
        last = rows[contacts.PAGE - 1]
        before = (last.on, last.id)


def _meeting(wanted: Wanted, meeting: Any) -> Row:
    shown = meetings_shown.view(meeting, wanted.reader)
    return {
        "meeting": meeting.number,
        "title": meeting.title,
        "why": meeting.why,
        "when": shown.when,
        "place": meeting.place,
        "state": shown.label[0],
        "called by": meeting.by.name,
        "people": [f"{one.person.name} {one.answer}".strip() for one in shown.calls],
        "agenda": list(meeting.agenda) if Part.AGENDA in shown.parts else [],
        "questions": shown.questions if Part.IDEAS in shown.parts else [],
    }


def _ideas(wanted: Wanted, meeting: Any) -> Iterator[Row]:
    """The ideas that the reader reads; the names and worth of them, where these are for the reader too."""
    parts = parts_of(wanted.reader, meeting)
    for one in meetings.read_by(wanted.reader, meeting):
        if wanted.mine and one.author_id != wanted.reader.id:
            continue
        own = one.author_id == wanted.reader.id
        by = {"who": one.author.name, "value": one.value} if own or Part.IDEAS in parts else {}
        ends = {"end": one.end, "reason": one.reason, "action": one.action} if Part.DECIDED in parts else {}
        yield {"meeting": meeting.number, "text": one.text, **by, **ends}


def _complaint(bundle: Bundle, wanted: Wanted, row: Any) -> None:
    attached = filing.there(row)
    shown = complaints_shown.view(row, wanted.reader, complaints.texts(row), attached)
    told = {"complaint": row.ref, "title": shown.line.title, "who": shown.line.who}
    told |= {"state": shown.line.state, "wants": shown.wants, "harm": shown.harm, "verdict": shown.verdict}
    bundle.put(f"{wanted.folder}/complaints", [told | {"understood": shown.summary[0]}])
    bundle.put(
        f"{wanted.folder}/complaint-letters",
        (
            {"complaint": row.ref, "at": one.at, "who": one.name, "what": one.about, "text": one.text}
            | {"more": one.more, "found on": one.fact}
            for one in shown.pieces
        ),
    )
    for files in attached.values():
        for file in files:
            bundle.attach(f"{wanted.folder}/complaints/{row.ref}", file)
