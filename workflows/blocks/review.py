"""One side looks at what a stage holds and decides; a decision means what was on the page."""

import re
from collections.abc import Iterator

from workflows.blocks import commitment
from workflows.blocks.gates import begun
from workflows.case import Case
from workflows.grammar import Decision, ReviewBlock, Stage
from workflows.language import N_, _
from workflows.records import Mark, Refused, Reviewed, Step
from workflows.texts import said

_BULLET = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+")
MOST = 30  # changes in one note
_DECISIONS: dict[Decision, str] = {
    "accepted": N_("accepted"),
    "accepted_with_changes": N_("accepted with changes"),
    "changes_needed": N_("changes needed"),
    "not_mine": N_("not mine"),
}
WITH_CHANGES = ("accepted_with_changes", "changes_needed")


def left(case: Case, stage: Stage, block: ReviewBlock) -> Iterator[Step]:
    """The reviewer decides; while changes are asked for and not done, the other side makes each of them."""
    if not block.required or case.accepted(stage.key, block.key):
        return
    decided = case.reviewed(stage.key, block.key)
    waiting = [key for key in decided.asks if commitment.is_open(case, key)] if decided else []
    if decided and decided.decision == "changes_needed" and waiting:
        yield from (commitment.change(case, key) for key in waiting)
    else:
        yield Step(side=block.by, kind="review", stage=stage.key, target=block.key, label=block.title)


def unmet(case: Case, stage: Stage, block: ReviewBlock) -> Iterator[str]:
    """The review, until it says yes to what the stage holds now."""
    if block.required and not case.accepted(stage.key, block.key):
        yield block.title


def review(case: Case, mark: Mark, stage: str, block: str, decision: str, note: str = "") -> Case:
    """Decide a review. Each line of its note is a change that the other side is asked to make: a list to do.

    The same promises stay open from one decision to the next, until the reviewer accepts as it stands.

    Raises:
        Refused: no such review or decision, it is not this side's, the note is missing, or it is decided.
    """
    _may_decide(case, mark, stage, block, decision)
    words = said(note, N_("The note"))
    if decision in WITH_CHANGES and not words:
        raise Refused(_("Say which changes, so that the others know what to do."))
    if decision in WITH_CHANGES and len(changes_in(words)) > MOST:
        raise Refused(
            _(
                "These are more than %(most)s changes. Write one a line, and the smaller ones together.",
                most=MOST,
            )
        )
    before = case.reviews.get(stage, {}).get(block)
    case, asks = _followed(case, mark, stage, before.asks if before else (), decision, words)
    decided = Reviewed(
        **mark.model_dump(), decision=decision, note=words, asks=asks, covers=case.covers(stage)
    )
    return case.with_entries("reviews", stage, {block: decided})


def _may_decide(case: Case, mark: Mark, stage: str, block: str, decision: str) -> None:
    part = case.stage(stage).block(block)
    if not isinstance(part, ReviewBlock):
        raise Refused(
            _("There is no review called %(name)s in %(stage)s.", name=block, stage=case.stage(stage).title)
        )
    if part.by != mark.side:
        raise Refused(_("%(part)s is for the other side to decide.", part=part.title))
    if decision not in part.decisions:
        raise Refused(
            _(
                "%(part)s can be decided with: %(decisions)s.",
                part=part.title,
                decisions=", ".join(_(_DECISIONS[one]) for one in part.decisions),
            )
        )
    begun(case, stage, "review")
    if case.state(stage) == "done" and case.accepted(stage, block):
        raise Refused(
            _("%(stage)s is finished. Open it again to decide anew.", stage=case.stage(stage).title)
        )


def changes_in(note: str) -> list[str]:
    """The changes that a note asks for: one a line, without the sign of a list before it."""
    return [words for line in note.splitlines() if (words := _BULLET.sub("", line).strip())]


def _followed(
    case: Case, mark: Mark, stage: str, asks: tuple[str, ...], decision: str, note: str
) -> tuple[Case, tuple[str, ...]]:
    """What a decision does to the promises of changes: asks for each, closes them, or leaves them."""
    if decision in WITH_CHANGES:
        return commitment.asked_each(case, mark, asks, stage, changes_in(note))
    if decision == "accepted":
        for key in asks:
            case = commitment.closed(case, mark, key)
        return case, ()
    return case, asks
