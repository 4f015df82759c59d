"""The forms in which people change the plan of an order: what they say, and what is wrong with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from workflows.grammar import SIDES
from workflows.language import N_, _
from workflows.redrawn import MOST_LINES, Kind, NewStage, Redraw
from workflows.texts import LONGEST

Words = Mapping[str, Sequence[str]]
TITLE, MOST_DAYS = 100, 400
WHY = N_("Say why, so that everyone understands it later.")


@dataclass
class Said:
    """What a form says: the change of the plan, or what is wrong, by the control that it belongs to."""

    how: Redraw | None = None
    problems: dict[str, str] = field(default_factory=dict)


def adding(words: Words) -> Said:
    """A stage of this order's own."""
    said = Said()
    days, why = _days(words, said), _why(words, said)
    title = _title(words, said, _("Give the new stage a name."))
    lines = {side: _lines(words, side, said) for side in SIDES}
    signed = tuple(side for side in SIDES if side in words.get("signed_by", ()))
    if not signed:
        said.problems["signed_by"] = _("Choose who signs it, so that it can end.")
    holder = _one(words, "holder")
    if holder not in SIDES:
        said.problems["holder"] = _("Choose who moves first.")
    if len(_one(words, "help")) > LONGEST:
        said.problems["help"] = _("This is longer than %(most)s characters.", most=f"{LONGEST:,}")
    if said.problems:
        return said
    new = NewStage(
        title=title,
        help=_one(words, "help"),
        days=days,
        holder="clan" if holder == "clan" else "customer",
        customer=lines["customer"],
        clan=lines["clan"],
        meet="meet" in words.get("also", ()),
        pictures="pictures" in words.get("also", ()),
        signed_by=signed,
    )
    said.how = Redraw(kind="add", after=_one(words, "after"), new=new, why=why)
    return said


def splitting(words: Words, stage: str) -> Said:
    """A stage in two."""
    said = Said()
    days, why = _days(words, said), _why(words, said)
    title = _title(words, said, _("Give the second part a name."))
    if not words.get("parts"):
        said.problems["parts"] = _("Choose what goes into the second part.")
    if not said.problems:
        parts = tuple(words["parts"])
        said.how = Redraw(kind="split", stage=stage, title=title, days=days, parts=parts, why=why)
    return said


def moving(words: Words, stage: str) -> Said:
    """A stage at another place."""
    said = Said()
    why, after = _why(words, said), _one(words, "after")
    if not after:
        said.problems["after"] = _("Choose what it comes after.")
    if not said.problems:
        said.how = Redraw(kind="move", stage=stage, after=after, why=why)
    return said


def plainly(kind: Kind, stage: str, why: str) -> Redraw:
    """A change that needs nothing but a reason."""
    return Redraw(kind=kind, stage=stage, why=why)


def _one(words: Words, name: str) -> str:
    return next(iter(words.get(name, ())), "").strip()


def _title(words: Words, said: Said, missing: str) -> str:
    title = _one(words, "title")
    if not title or len(title) > TITLE or not title.isprintable():
        long = _("A name has up to %(most)s plain characters.", most=str(TITLE))
        said.problems["title"] = long if title else missing
    return title


def _why(words: Words, said: Said) -> str:
    why = _one(words, "why")
    if not why:
        said.problems["why"] = _(WHY)
    elif len(why) > LONGEST:
        said.problems["why"] = _("The reason is longer than %(most)s characters.", most=f"{LONGEST:,}")
    return why


def _days(words: Words, said: Said) -> int:
    typed = _one(words, "days") or "0"
    if typed.isascii() and typed.isdigit() and int(typed[:5]) <= MOST_DAYS:
        return int(typed)
    said.problems["days"] = _("Write a number of working days from 0 to %(most)s.", most=str(MOST_DAYS))
    return 0


def _lines(words: Words, side: str, said: Said) -> tuple[str, ...]:
    lines = [line for line in map(str.strip, _one(words, side).splitlines()) if line]
    if problem := _wrong(lines):
        said.problems[side] = problem
    return tuple(lines)


def _wrong(lines: Iterable[str]) -> str:
    found = list(lines)
    if len(found) > MOST_LINES:
        number, most = str(len(found)), str(MOST_LINES)
        return _(
            "These are %(number)s lines, and a stage has up to %(most)s of each side.",
            number=number,
            most=most,
        )
    long = next((line for line in found if len(line) > TITLE or not line.isprintable()), "")
    if not long:
        return ""
    return _(
        "“%(line)s…” is longer than %(most)s characters, or cannot be printed.",
        line=long[:40],
        most=str(TITLE),
    )
