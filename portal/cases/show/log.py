"""What happened, in sentences: the last lines on the page of an order, and its whole history."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.cases.show import words as say
from portal.cases.show.given import By, Desk, Who
from portal.cases.show.talk import MessageView, message
from portal.cases.show.told import Logged


@dataclass(frozen=True)
class LogView:
    """One thing that happened. `lines` (stage, field, label) can be put back to how this left them."""

    seq: int
    who: Who
    by: By
    says: str
    note: str
    new: bool
    lines: tuple[tuple[str, str, str], ...]
    talk: MessageView | None = None


def log(desk: Desk, entries: Iterable[Logged]) -> tuple[LogView, ...]:
    """Entries of the journal in words, in the order given."""
    return tuple(_entry(desk, entry) for entry in entries)


def _entry(desk: Desk, entry: Logged) -> LogView:
    who = desk.who(entry.by, entry.name, entry.side)
    seen = desk.look.seen
    return LogView(
        seq=entry.seq,
        who=who,
        by=By(who, desk.when(entry.at), say.stamp(entry.at)),
        says=entry.says,
        note=entry.note,
        new=0 < seen < entry.seq and not who.me,
        lines=_lines(desk, entry),
        talk=message(desk, entry.talk, opened=desk.open) if entry.talk else None,
    )


def _lines(desk: Desk, entry: Logged) -> tuple[tuple[str, str, str], ...]:
    """The lines this wrote that say something else now, and that the viewer may write."""
    stage = desk.case.stages.get(entry.stage)
    if stage is None or not desk.open:
        return ()
    found = (stage.field(key) for key in entry.fields)
    return tuple(
        (entry.stage, field.key, field.label)
        for field in found
        if field and desk.look.viewer.side in field.editable_by
        if desk.case.line_seq(entry.stage, field.key) != entry.seq
    )
