"""Complaints as pages show them, to whoever reads."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from portal.complaints import due
from portal.complaints.called import BESIDE, CALLED, DEEDS
from portal.complaints.due import Owed
from portal.complaints.model import Complaint
from portal.complaints.verbs import reads_care
from portal.complaints.writing import Piece, pieces, promised, upper_first
from portal.kernel import clock
from portal.kernel.verbs import may
from portal.people.queries import house
from workflows.complaints import deadlines
from workflows.complaints.choices import ENDED, HARMS, REMEDIES, VERDICTS
from workflows.language import _, weekday_and_day


@dataclass(frozen=True)
class Move:
    """One open step as its reader meets it: `deeds` are name, words, and whether it is a press."""

    kind: str
    says: str
    yours: bool
    due: str
    late: bool
    deeds: list[tuple[str, str, bool]] = field(default_factory=list)
    days: int = 0


@dataclass(frozen=True)
class LineView:
    """A complaint in a list."""

    row: Complaint
    title: str
    who: str
    state: str
    late: bool
    open: bool


@dataclass(frozen=True)
class ComplaintView:
    """One complaint for one reader."""

    row: Complaint
    line: LineView
    wants: str
    harm: str
    moves: list[Move]
    pieces: list[Piece]
    beside: list[tuple[str, str]]
    verdict: str
    summary: tuple[str, str]
    talk: int | None  # which the reader is asked about
    care: bool  # asked for, and the reader may know it
    promised: list[tuple[str, str, str]]  # what, how it stands, and whether it is kept, late or open


def line(row: Complaint, reader: Any) -> LineView:
    """A complaint as a list tells it."""
    return _line(row, moves(row, reader))


def _line(row: Complaint, known: list[Move]) -> LineView:
    first = next((one for one in known if one.yours), next(iter(known), None))
    if row.status == "closed":
        state = upper_first(_(ENDED[row.it.ends[-1].outcome]))
    elif row.it.joined:
        state = _("answered together with %(other)s", other=row.it.joined)
    else:
        state = first.says if first else _("Open")
    late = any(one.late for one in known)
    title = row.title or _("A complaint whose words were erased")
    return LineView(row, title, _who(row), state, late, row.status == "open")


def _who(row: Complaint) -> str:
    name = row.complainant.name if row.complainant else row.told_by
    return ", ".join(dict.fromkeys(filter(None, [name, row.account.name])))


def view(
    row: Complaint, reader: Any, texts: Mapping[int, str], files: Mapping[int, Sequence[Any]] | None = None
) -> ComplaintView:
    """A complaint as `reader` sees it, with what was written, and the files that came with it."""
    one, known = row.it, moves(row, reader)
    asked = [number for number, talk in enumerate(one.contacts) if not talk.answer]
    judged = one.findings[-1] if one.findings else None
    return ComplaintView(
        row=row,
        line=_line(row, known),
        wants=_wants(row, texts),
        harm=" · ".join(_(HARMS[key]) for key in one.heard.harm if key in HARMS),
        moves=known,
        pieces=pieces(row, texts, reader, files or {}),
        beside=_beside(row, reader, known),
        verdict=_(VERDICTS[judged.verdict]) if judged else "",
        summary=_summary(row, texts),
        talk=asked[-1] if asked and may(reader, "complaint.confirm_talk", row) else None,
        care=row.care and reads_care(reader, row),
        promised=promised(row, texts),
    )


def _wants(row: Complaint, texts: Mapping[int, str]) -> str:
    said = [_(REMEDIES[key]) for key in row.it.heard.remedy if key in REMEDIES and key != "other"]
    words = texts.get(row.it.heard.remedy_words, "")
    return " · ".join([*said, *([words] if words else [])])


def _summary(row: Complaint, texts: Mapping[int, str]) -> tuple[str, str]:
    """What was understood, as it stands, and whose words it is."""
    held = row.it.summary
    if held is None:
        return "", ""
    if held.correction:
        return texts.get(held.correction, ""), _("in the customer’s words")
    said = {"": _("not confirmed yet"), "yes": _("“Yes, that is it”"), "corrected": ""}[held.answer]
    return texts.get(held.words, ""), said


def moves(row: Complaint, reader: Any) -> list[Move]:
    """Every open step, the reader's own first."""
    now = clock.now()
    open_ = [each for each in due.owed(row, now) if reader.side == "clan" or each.step.kind != "advise"]
    found = [_move(row, each, reader, now) for each in open_]
    return sorted(found, key=lambda one: not one.yours)


def _move(row: Complaint, each: Owed, reader: Any, now: datetime) -> Move:
    step = each.step
    known = DEEDS.get(step.kind, ())
    deeds = [
        (name, _(said), press)
        for name, said, press in known
        if may(reader, f"complaint.{'still_fine' if name == 'check' else name}", row)
    ]
    yours = bool(deeds) if known else _named(row, each, reader)
    mine, others = CALLED[step.kind]
    by = weekday_and_day(each.by.astimezone(_zone(reader))) if each.by else ""
    says = _(mine) if yours else _("Waits for %(name)s %(what)s", name=_holder(row, each), what=_(others))
    late = each.by is not None and deadlines.overdue(each.by, now)
    return Move(step.kind, says, yours, by, late, deeds, step.days)


def _named(row: Complaint, each: Owed, reader: Any) -> bool:
    """Whether a step that needs no page of its own is the reader's."""
    if each.step.holder == "customer":
        return may(reader, "complaint.confirm_talk", row)
    if each.step.holder == "event":
        return may(reader, "complaint.deliver", row)
    return bool(reader.id == row.owner_id) if row.owner_id else reader.side == "clan"


def _holder(row: Complaint, each: Owed) -> str:
    if each.step.holder == "customer":
        return row.complainant.first if row.complainant else row.account.name
    if each.step.holder == "owner" and row.owner:
        return str(row.owner.first)
    if each.step.holder == "event" and row.event:
        return str(row.event.owner.first)
    names = {"executive": _("another executive"), "steward": _("a steward"), "counsel": _("counsel")}
    return names.get(each.step.holder, _("us"))


def _zone(reader: Any) -> ZoneInfo:
    opened = house()
    return ZoneInfo(reader.zone or (opened.zone if opened else "UTC"))


def _beside(row: Complaint, reader: Any, known: Iterable[Move]) -> list[tuple[str, str]]:
    """What else the reader may do, besides what is asked of them."""
    if row.status == "closed" or row.it.joined:
        return []
    asked = {name for one in known for name, _said, _press in one.deeds}
    return [
        (name, _(said))
        for name, said in BESIDE
        if name not in asked and _fits(row, name) and may(reader, f"complaint.{name}", row)
    ]


def _fits(row: Complaint, name: str) -> bool:
    """Whether a deed makes sense as things stand."""
    owned = row.it.owner is not None
    if name == "choose":
        return not owned
    if name == "offer":
        return False
    if name == "leave_event":
        return row.it.event is not None and row.it.event.written is None
    return owned if name in ("refuse_owner", "hand_back", "redraw", "ask_pause") else True
