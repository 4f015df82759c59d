"""The changes of processes that complaints name, as far as whoever reads may read both."""

from collections.abc import Iterable
from typing import Any

from portal.complaints.model import Complaint, Lesson
from portal.processes import queries as processes
from portal.processes.show import Line, line


def named(row: Complaint, reader: Any) -> list[Line]:
    """What a complaint named so that it does not happen again, newest first."""
    refs = {held.process for held in row.it.preventions}
    return [line(one, reader) for one in processes.by_refs(reader, refs).values()]


def of_lessons(lessons: Iterable[Lesson], reader: Any) -> dict[str, Line]:
    """What several complaints named, by the name that areas have for it."""
    found = processes.by_refs(reader, {one.process for one in lessons})
    return {ref: line(one, reader) for ref, one in found.items()}


def offered(row: Complaint, reader: Any) -> list[tuple[str, str]]:
    """What a complaint may name: what everybody may read who reads it."""
    return [(one.ref, one.title) for one in processes.for_account(reader, row.account_id)]


def place(reader: Any, ref: str) -> str:
    """What the process is called whose change was named; nothing where none was."""
    found = processes.by_ref(reader, ref)
    return processes.process(found.workflow).title if found else ""
