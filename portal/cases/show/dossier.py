"""The whole order as a printed document: as it stood after one entry of its journal, for everybody the same.

Pure, and made of the document alone: what is printed today can be made again in ten years, and compared.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.cases.show import words as say
from portal.cases.show.bargains import bargains
from portal.cases.show.given import mark as sign
from portal.cases.show.paper import Group, Paper, Row
from portal.cases.show.plates import Plate, Talk, plates
from portal.cases.show.printed import conditions, groups, sums
from portal.cases.show.sign import for_side
from portal.cases.show.stage import place, side_alone
from portal.cases.show.talk import place as place_of
from portal.cases.show.told import Logged
from workflows.blocks.work import unmet
from workflows.grammar import Side, Stage
from workflows.language import N_, _, ngettext
from workflows.talk import PIN, Message
from workflows.values import Length

LENGTHS: dict[Length, str] = {"cm": N_("centimetres"), "in": N_("inches"), "mm": N_("millimetres")}
JUDGED = N_("Every stage is done; the customer judges")
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
    stage, _dot, field = case.need_field.partition(".")
    need = case.line(stage, field)
    return Dossier(
        title=str(case.value(case.title_field) or _("An order without a name yet")),
        need=str(need.value or "") if need else "",
        need_by=paper.hand(need) if need else "",
        process=_(
            "%(process)s, version %(number)s; begun %(when)s",
            process=case.workflow_title,
            number=case.version,
            when=paper.hand(case.begun),
        ),
        status=_("Fulfilled") if case.status == "fulfilled" else place(case, _(JUDGED)),
        conditions=conditions(paper),
        sums=sums(paper),
        sums_are=_("Price") if case.price_field else _("Sums in this order"),
        bargains=bargains(paper),
        chapters=tuple(chapter(paper, one) for one in case.in_order()),
        plates=plates(paper),
        said=tuple(_talk(paper, one) for one in said if not one.place.startswith(PIN)),
        proof=Proof(
            ref=ref,
            seq=entry.seq,
            at=paper.stamp(entry.at),
            fingerprint=spaced(fingerprint),
            lengths=_(LENGTHS[paper.look.viewer.length]),
        ),
    )


def _talk(paper: Paper, one: Message) -> Talk:
    """Something that was said, as it read then."""
    told = [one.name, paper.stamp(one.at)]
    if at := place_of(paper.case, one.place):
        told.append(_("about %(place)s", place=at.label))
    if one.gone:
        told.append(_("taken back %(when)s", when=paper.stamp(one.gone)))
    elif one.edited:
        told.append(_("edited %(when)s", when=paper.stamp(one.edited)))
    return Talk(", ".join(told), sign(one.side), "" if one.gone else one.text)


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
        why = progress.skipped.why
        return _("Left out by %(hand)s: %(why)s.", hand=paper.hand(progress.skipped), why=why)
    if state == "next":
        return _("To come.")
    parts = [_("Held once more: %(why)s.", why=progress.planned.why)] if progress.planned else []
    if progress.reopened:
        parts.append(_("Opened again: %(why)s.", why=progress.reopened))
    parts.append(_ended(paper, stage) if state == "done" else _("Open now."))
    missing = [say.lower(name) for name in unmet(paper.case, stage)] if state == "now" else []
    if missing:
        parts.append(_("Still to settle: %(lines)s.", lines=", ".join(missing)))
    return " ".join(parts)


def _ended(paper: Paper, stage: Stage) -> str:
    given, closed = paper.case.signatures.get(stage.key, {}), paper.case.progress[stage.key].closed
    names = say.listed([given[side].name for side in stage.signed_by() if side in given])
    on = paper.day(closed) if closed else ""
    if names:
        told = _("Signed by %(names)s, %(day)s.", names=names, day=on)
        return told if on else _("Signed by %(names)s.", names=names)
    return _("Done, %(day)s.", day=on) if on else _("Done.")


def _signed(paper: Paper, stage: Stage, side: Side) -> Signed:
    given = paper.case.signatures.get(stage.key, {}).get(side)
    whose = for_side(side)
    if given is None:
        return Signed("", "open", whose)
    changed = paper.labels(stage.key, paper.case.void(stage.key, side))
    many = ngettext("covers %(num)s line", "covers %(num)s lines", len(given.covers))
    covers = f"{whose}, {paper.stamp(given.at)}, {many}"
    if changed:
        since = _("changed since then: %(lines)s", lines=say.listed(changed))
        return Signed(given.name, "changed", f"{covers}; {since}")
    return Signed(given.name, "signed", covers)
