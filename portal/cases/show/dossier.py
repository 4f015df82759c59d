"""The whole order as a printed document: as it stood after one entry of its journal, for everybody the same.

Pure, and made of the document alone: what is printed today can be made again in ten years, and compared.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.cases.show import words as say
from portal.cases.show.bargains import bargains
from portal.cases.show.given import mark as sign
from portal.cases.show.paper import Group, Paper, Row, side_name
from portal.cases.show.plates import Plate, Talk, plates
from portal.cases.show.printed import conditions, groups, sums
from portal.cases.show.stage import place, side_alone
from portal.cases.show.talk import place as place_of
from portal.cases.show.told import Logged
from workflows.blocks.work import unmet
from workflows.grammar import Side, Stage
from workflows.talk import PIN, Message
from workflows.values import Length

LENGTHS: dict[Length, str] = {"cm": "centimetres", "in": "inches", "mm": "millimetres"}
JUDGED = "Every stage is done; the customer judges"
GROUP = 4  # letters of a fingerprint that stand together


@dataclass(frozen=True)
class Proof:
    """What holds a printed copy against the journal: the entry it was made after, and that entry's hash."""

    ref: str
    seq: int
    at: str
    fingerprint: tuple[str, ...]
    lengths: str


@dataclass(frozen=True)
class Signed:
    """One side's signature under a stage; `state` is signed, changed or open."""

    name: str
    state: str
    caption: str


@dataclass(frozen=True)
class Chapter:
    """One stage: its knot or bead, where it stands in words, what was settled in it, who signed."""

    key: str
    title: str
    state: str  # done, skipped, now, next
    side: str  # c or k when one side does it alone
    about: str
    groups: tuple[Group, ...]
    signs: tuple[Signed, ...]


@dataclass(frozen=True)
class Dossier:
    """Everything that the printed document says."""

    title: str
    need: str
    need_by: str
    process: str
    status: str
    conditions: tuple[Row, ...]
    sums: tuple[Row, ...]
    sums_are: str  # the heading above them
    bargains: tuple[Row, ...]
    chapters: tuple[Chapter, ...]
    plates: tuple[Plate, ...]
    said: tuple[Talk, ...]
    proof: Proof


def dossier(paper: Paper, ref: str, entry: Logged, fingerprint: str, said: Sequence[Message] = ()) -> Dossier:
    """The dossier after `entry`, whose hash is the `fingerprint`; `said` is what was written in the log."""
    case = paper.case
    stage, _, field = case.need_field.partition(".")
    need = case.line(stage, field)
    return Dossier(
        title=str(case.value(case.title_field) or "An order without a name yet"),
        need=str(need.value or "") if need else "",
        need_by=paper.hand(need) if need else "",
        process=f"{case.workflow_title}, version {case.version}; begun {paper.hand(case.begun)}",
        status="Fulfilled" if case.status == "fulfilled" else place(case, JUDGED),
        conditions=conditions(paper),
        sums=sums(paper),
        sums_are="Price" if case.price_field else "Sums in this order",
        bargains=bargains(paper),
        chapters=tuple(chapter(paper, one) for one in case.in_order()),
        plates=plates(paper),
        said=tuple(_talk(paper, one) for one in said if not one.place.startswith(PIN)),
        proof=Proof(
            ref=ref,
            seq=entry.seq,
            at=paper.stamp(entry.at),
            fingerprint=spaced(fingerprint),
            lengths=LENGTHS[paper.look.viewer.length],
        ),
    )


def _talk(paper: Paper, one: Message) -> Talk:
    """Something that was said, as it read then."""
    about = f", about {at.label}" if (at := place_of(paper, one.place)) else ""
    then = one.gone or one.edited
    since = f", {'taken back' if one.gone else 'edited'} {paper.stamp(then)}" if then else ""
    text = "" if one.gone else one.text
    return Talk(f"{one.name}, {paper.stamp(one.at)}{about}{since}", sign(one.side), text)


def spaced(fingerprint: str) -> tuple[str, ...]:
    """A fingerprint in groups that people can read aloud."""
    return tuple(fingerprint[start : start + GROUP] for start in range(0, len(fingerprint), GROUP))


def chapter(paper: Paper, stage: Stage) -> Chapter:
    """A stage as it is told on paper."""
    state, alone = paper.case.state(stage.key), side_alone(stage)
    return Chapter(
        key=stage.key,
        title=stage.title,
        state=state,
        side=sign(alone) if alone else "",
        about=_about(paper, stage, state),
        groups=groups(paper, stage),
        signs=tuple(_signed(paper, stage, side) for side in stage.signed_by() if _begun(paper, stage)),
    )


def _begun(paper: Paper, stage: Stage) -> bool:
    return paper.case.state(stage.key) in ("now", "done")


def _about(paper: Paper, stage: Stage, state: str) -> str:
    """Where a stage stands, in a sentence."""
    progress = paper.case.progress[stage.key]
    if progress.skipped:
        return f"Left out by {paper.hand(progress.skipped)}: {progress.skipped.why}."
    if state == "next":
        return "To come."
    parts = [f"Held once more: {progress.planned.why}." if progress.planned else ""]
    parts.append(f"Opened again: {progress.reopened}." if progress.reopened else "")
    parts.append(_ended(paper, stage) if state == "done" else "Open now.")
    missing = [say.lower(name) for name in unmet(paper.case, stage)] if state == "now" else []
    parts.append(f"Still to settle: {', '.join(missing)}." if missing else "")
    return " ".join(part for part in parts if part)


def _ended(paper: Paper, stage: Stage) -> str:
    given, closed = paper.case.signatures.get(stage.key, {}), paper.case.progress[stage.key].closed
    names = say.listed([given[side].name for side in stage.signed_by() if side in given])
    told = f"Signed by {names}" if names else "Done"
    return f"{told}, {paper.day(closed)}." if closed else f"{told}."


def _signed(paper: Paper, stage: Stage, side: Side) -> Signed:
    given = paper.case.signatures.get(stage.key, {}).get(side)
    whose = f"for {side_name(side)}"
    if given is None:
        return Signed("", "open", whose)
    changed = paper.labels(stage.key, paper.case.void(stage.key, side))
    covers = f"{whose}, {paper.stamp(given.at)}, covers {say.count(len(given.covers), 'line')}"
    if changed:
        return Signed(given.name, "changed", f"{covers}; changed since then: {say.listed(changed)}")
    return Signed(given.name, "signed", covers)
