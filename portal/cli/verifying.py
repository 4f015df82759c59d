"""Proving that every case is what its history says: chains, documents, columns and files."""

import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError
from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, undefer

from portal.cases import indexing, messages
from portal.cases.columns import by_the_clock, columns
from portal.cases.model import Case, File
from portal.cases.queries import calendars
from portal.cli import dossiers, heads
from portal.cli.place import unit
from portal.kernel import clock, journal, settings, storage
from portal.kernel.db import session
from portal.kernel.storage import Storage
from workflows.case import Case as Thread
from workflows.changes import apply
from workflows.grammar import SIDES
from workflows.talk import retold

CALENDAR = ("working_days", "holidays")


@dataclass
class Proof:
    """What was looked at, and everything that is not as it was written."""

    cases: int = 0
    entries: int = 0
    files: int = 0
    problems: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        looked = f"{_count(self.cases, 'case')}, {_count(self.entries, 'entr', 'y', 'ies')}"
        if not self.problems:
            return f"{looked}: every case equals its history."
        return "\n".join([*self.problems, f"{looked}: {_count(len(self.problems), 'problem')}."])


@click.command()
@click.option(
    "--dossier", type=click.Path(path_type=Path), help="A saved dossier: a web page, a PDF or its text."
)
@click.option(
    "--heads",
    "printed",
    type=click.Path(path_type=Path, allow_dash=True),
    help="What names heads of histories: a letter, the page of a signature, or typed lines (- reads them).",
)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_context
def verify(context: click.Context, dossier: Path | None, printed: Path | None, as_json: bool) -> None:
    """Prove that every case equals its history, or that a dossier says what its order said.

    Or that histories still have the heads that were printed or mailed: a chain alone cannot show that its end
    was cut, or that all of it was written anew. The answer is 1 when something is not as it was.
    """
    begun = time.monotonic()
    with unit(write=False):
        proof = _proof(context, dossier, printed)
    took = time.monotonic() - begun
    if as_json:
        told = {**asdict(proof), "sound": not proof.problems, "seconds": round(took, 2)}
        print(json.dumps(told, indent=2))
    else:
        print(f"{proof}\nTook {took:,.1f} seconds.")
    context.exit(1 if proof.problems else 0)


def _proof(
    context: click.Context, dossier: Path | None, printed: Path | None
) -> Proof | dossiers.Held | heads.Found:
    if printed is not None:
        return heads.hold(heads.read(printed))
    if dossier is not None:
        return dossiers.hold(context.obj(), dossier)
    return prove(storage.at(settings.load().files_url))


def prove(place: Storage) -> Proof:
    """Look at the whole house, in the current unit of work."""
    proof = Proof(entries=session().scalar(select(func.count(journal.Entry.id))) or 0)
    heads = journal.streams()
    proof.problems += [broken for name in heads if (broken := journal.broken(name))]
    proof.problems += _lost(heads)
    replanned = _calendar_changed("house")
    own = dict[int, datetime | None]()
    chosen = select(Case).join(Case.account).options(undefer(Case.document), contains_eager(Case.account))
    for case in session().scalars(chosen.order_by(Case.id)):
        proof.cases += 1
        theirs = own.setdefault(case.account_id, _calendar_changed(f"account:{case.account_id}"))
        changed = max(filter(None, (replanned, theirs)), default=None)
        proof.problems += [f"{case.ref}: {said}" for said in (*_case(case, changed), *_talk(case))]
    for file in session().scalars(select(File).order_by(File.at, File.id)):
        proof.files += 1
        proof.problems += _file(place, file)
    return proof


def _case(case: Case, replanned: datetime | None) -> Iterator[str]:
    """What is wrong with one case; the document first, because everything else is read from it."""
    try:
        document, last = _told(case)
        thread = Thread.model_validate(document)
    except (ValueError, KeyError, TypeError, IndexError) as error:
        yield f"its history cannot be read from the beginning ({_why(error)})."
        return
    if not _same(document, case.document):
        yield "its document is not what its history says."
    yield from _beside(case, thread, last, replanned)


def _beside(case: Case, thread: Thread, last: journal.Entry, replanned: datetime | None) -> Iterator[str]:
    """What is wrong with what stands beside the document, and is read from it."""
    if thread.seq != last.seq:
        yield f"it counts {thread.seq} changes, and its history {last.seq}."
    expected = _columns(case, thread, last)
    if replanned and replanned > last.at:
        del expected["due"]  # reckoned with the calendar of its own day
    expected |= _passed_on(case, thread)
    if wrong := sorted(name for name, value in expected.items() if getattr(case, name) != value):
        yield f"what lists show of it is not what its history says: {', '.join(wrong)}."
    if indexing.misses(case, thread):
        yield "what a search finds of it is not what its history says."


def _told(case: Case) -> tuple[dict[str, Any], journal.Entry]:
    """The document that the history of a case leads to, from nothing, and the last entry of it.

    Raises:
        ValueError, KeyError, TypeError, IndexError: there is none, or one does not follow from those before.
    """
    entries = list(journal.whole(case.stream))
    document: dict[str, Any] = {}
    for entry in entries:
        document = apply(document, entry.changes)
    return document, entries[-1]


def _talk(case: Case) -> Iterator[str]:
    """Where a message is not what the journal of its stream says, in the log of a case and in both rooms."""
    rooms = {case.room(side): f"the {side}’s room" for side in SIDES}
    for stream, where in ({case.stream: "its log"} | rooms).items():
        with closing(journal.whole(stream)) as whole:
            told = retold(whole)
        rows = messages.of_stream(stream)
        if wrong := sorted(seq for seq in told.keys() | rows.keys() if told.get(seq) != rows.get(seq)):
            entries = ", ".join(map(str, wrong))
            yield f"what was said in {where} is not what its history says: {entries}."


def _columns(case: Case, thread: Thread, last: journal.Entry) -> dict[str, Any]:
    """What the columns beside the document must hold."""
    return {
        **columns(thread, last.at, calendars(case.account_id)),
        "ref": f"{case.account.handle}-{case.number}",
        "workflow": thread.workflow,
        "version": thread.version,
        "seq": last.seq,
        "begun": thread.begun.at,
        "moved": last.at,
    }


def _passed_on(case: Case, thread: Thread) -> dict[str, Any]:
    """What lists say of an order whose move the clock has passed on, once the worker has seen to it."""
    now = by_the_clock(thread, clock.now())
    return now if case.turn_since == now["turn_since"] != thread.turn.since else {}


def _lost(heads: list[str]) -> Iterator[str]:
    """Histories without their case, and entries without their stream."""
    ids = {f"case:{id_}" for id_ in session().scalars(select(Case.id))}
    for name in heads:
        if name.startswith("case:") and name not in ids:
            yield f"{name}: its history is here, and the case is gone."
    for name in session().scalars(select(journal.Entry.stream).distinct()):
        if name not in heads:
            yield f"{name}: its entries are here, and the head of their chain is gone."


def _calendar_changed(stream: str) -> datetime | None:
    """When the house, or a customer, last changed the days on which it works."""
    moments = [
        entry.at
        for entry in journal.whole(stream)
        if any(change.get("field") in CALENDAR for change in entry.changes)
    ]
    return moments[-1] if moments else None


def _file(place: Storage, file: File) -> Iterator[str]:
    try:
        content = place.get(file.id)
    except OSError:
        yield f"{file.name} ({file.id}): the file is not in {place.name}."
        return
    if hashlib.sha256(content).hexdigest() != file.sha256:
        yield f"{file.name} ({file.id}): the file is not what was stored."


def _same(one: Any, other: Any) -> bool:
    """Equal to the letter: 1 is not true, and 1 is not 1.0."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def _why(error: Exception) -> str:
    return "it does not fit this version" if isinstance(error, ValidationError) else str(error)


def _count(number: int, word: str, one: str = "", many: str = "s") -> str:
    return f"{number} {word}{one if number == 1 else many}"
