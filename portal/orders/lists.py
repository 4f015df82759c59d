"""Lists that people keep, lists as tables for other programs, and one reminder for many orders."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from portal.cases import listing, reminding
from portal.cases.model import Case
from portal.cases.queries import get
from portal.kernel.db import session
from portal.kernel.queries import NotFound, one_or_404
from portal.orders.model import SavedView
from workflows.case import Refused
from workflows.language import _

MOST_VIEWS = 30
LONGEST_NAME = 60
MOST_ROWS = 5_000
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a table program would reckon with what begins so
HEAD = ("Order", "Title", "Customer", "Process", "State", "Stage", "Whose move", "Since", "Due", "Last moved")


@dataclass(frozen=True)
class Reminded:
    """What became of the reminder of one order; `problem` says why it was not sent."""

    ref: str
    title: str
    account: str
    problem: str = ""


# ---- lists that people keep
def saved(person: Any) -> list[SavedView]:
    """The lists that a person keeps, by name."""
    return list(
        session().scalars(select(SavedView).where(SavedView.person_id == person.id).order_by(SavedView.name))
    )


def save(person: Any, name: str, query: str) -> None:
    """Keep a list under a name; one of that name already gives way.

    Raises:
        Refused: it has no name, a very long one, or there are too many.
    """
    name, kept = _named(name), saved(person)
    row = next((one for one in kept if one.name == name), None)
    if row is None and len(kept) >= MOST_VIEWS:
        raise Refused(_("You keep %(most)s lists already. Let one go first.", most=str(MOST_VIEWS)))
    row = row or SavedView(person_id=person.id, name=name)
    row.query = query[:2_000]
    session().add(row)


def rename(person: Any, number: int, name: str) -> None:
    """Give one of the person's lists another name.

    Raises:
        NotFound: they keep no such list.
        Refused: it has no name, or another one has it.
    """
    row, name = _one(person, number), _named(name)
    if any(one.name == name and one.id != row.id for one in saved(person)):
        raise Refused(_("Another list of yours is called %(name)s. Choose another name.", name=name))
    row.name = name


def let_go(person: Any, number: int) -> None:
    """Keep one of the person's lists no longer.

    Raises:
        NotFound: they keep no such list.
    """
    session().delete(_one(person, number))


def _one(person: Any, number: int) -> SavedView:
    return one_or_404(select(SavedView).where(SavedView.id == number, SavedView.person_id == person.id))


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refused(_("Give the list a name, %(most)s letters at most.", most=str(LONGEST_NAME)))
    return name


# ---- for other programs
def as_csv(person: Any, wanted: listing.Wanted) -> str:
    """A list as a table that other programs open, whole; no cell of it is ever reckoned with."""
    found, _more = listing.some(person, replace(wanted, after="", limit=MOST_ROWS))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    writer.writerows([_safe(cell) for cell in _cells(case)] for case in found)
    return "\ufeff" + out.getvalue()  # without it the usual table program takes accents for something else


def _cells(case: Case) -> Sequence[str]:
    return (
        case.ref,
        case.title,
        case.account.name,
        case.workflow,
        case.status,
        case.summary["stage"],
        case.turn_side,
        f"{case.turn_since:%Y-%m-%d}",
        f"{case.due:%Y-%m-%d}" if case.due else "",
        f"{case.moved:%Y-%m-%dT%H:%MZ}",
    )


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


# ---- one reminder for many orders
def remind(person: Any, refs: Iterable[str], words: str) -> list[Reminded]:
    """Remind the other side of each of these orders; each is told whether it was, or why not."""
    told = []
    for ref in dict.fromkeys(refs):
        try:
            case = get(person, ref)
        except NotFound:
            continue  # whose it is, nobody learns
        told.append(_reminded(person, case, words))
    return told


def _reminded(person: Any, case: Case, words: str) -> Reminded:
    about = (case.ref, case.title, case.account.name)
    try:
        reminding.remind(person, case, words)
    except Refused as refused:
        return Reminded(*about, str(refused))
    return Reminded(*about)


# ---- a board
def columns(cases: Iterable[Case]) -> list[tuple[str, list[Case]]]:
    """Orders by the stage that they are in, in the order of the process."""
    by_stage: dict[tuple[int, str], list[Case]] = {}
    for case in cases:
        place: Mapping[str, Any] = case.summary
        by_stage.setdefault((place["number"], place["stage"] or _("The last word")), []).append(case)
    return [(stage, by_stage[number, stage]) for number, stage in sorted(by_stage)]
