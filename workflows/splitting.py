"""One stage of an order becomes two: some of its parts make a second one, right after the first."""

from collections.abc import Iterator

from workflows import shaping, stages
from workflows.case import Case
from workflows.grammar import Block, CommitmentBlock, LinesBlock, SignatureBlock, Stage
from workflows.language import N_, _, ngettext
from workflows.records import Mark, Refused
from workflows.redrawn import Redraw
from workflows.texts import reason, said


def split(case: Case, mark: Mark, how: Redraw) -> Case:
    """A stage in two: `parts` of it, with their days, make a second stage right after it, signed likewise.

    Raises:
        Refused: it has begun, nothing or everything is taken out of it, or something else needs a part.
    """
    first, title = shaping.to_come(case, how.stage), said(how.title, N_("The name"))
    if not title:
        raise Refused(_("Give the second part a name."))
    if case.plan[-1] == first.key:
        raise Refused(_("The last stage ends the order, so it stays whole. Add a stage before it instead."))
    if how.days > first.lead_days:
        raise Refused(
            ngettext(
                "%(stage)s has %(num)s working day in all. Give the second part fewer.",
                "%(stage)s has %(num)s working days in all. Give the second part fewer.",
                first.lead_days,
                stage=first.title,
            )
        )
    left, gone = _torn(first, _untouched(case, first, set(how.parts)))
    signs = tuple(block for block in first.blocks if isinstance(block, SignatureBlock))
    second = Stage(
        key=f"{shaping.OWN}{mark.seq}",
        title=title[:120],
        lead_days=how.days,
        holder=first.holder,
        blocks=(*gone, CommitmentBlock(kind="commitment", key="own_promises"), *signs),
    )
    kept = first.model_copy(update={"blocks": left, "lead_days": first.lead_days - how.days})
    case = case.with_whole("stages", first.key, kept)
    return shaping.only_sound(case, stages.with_stage(case, mark, second, first.key, reason(how.why)))


def parts(stage: Stage) -> dict[str, str]:
    """What of a stage can go into a second part, with its title: its blocks, of lines each one."""
    found: dict[str, str] = {}
    for block in stage.blocks:
        if isinstance(block, LinesBlock):
            found |= {f"{block.key}.{field.key}": field.label for field in block.fields}
        elif not isinstance(block, SignatureBlock | CommitmentBlock):
            found[block.key] = block.title
    return found


def _untouched(case: Case, first: Stage, chosen: set[str]) -> set[str]:
    """The parts that are chosen, if something stays, and nothing of what goes was begun."""
    if not chosen or not chosen <= set(parts(first)):
        raise Refused(_("Choose what goes into the second part."))
    if len(chosen) == len(parts(first)):
        raise Refused(_("Leave something in the first part."))
    written = {f"{block.key}.{key}" for block, key in _lines(first) if not case.empty(first.key, key)}
    if written & chosen or any(first.key in getattr(case, part) for part in shaping.HELD[1:]):
        raise Refused(_("Something of that is written already. Split off only what nobody has begun."))
    return chosen


def _lines(stage: Stage) -> Iterator[tuple[LinesBlock, str]]:
    for block in stage.blocks:
        if isinstance(block, LinesBlock):
            for field in block.fields:
                yield block, field.key


def _torn(stage: Stage, chosen: set[str]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The blocks of a stage that stay, and those that go; a block of lines may be in both."""
    stay: list[Block] = []
    go: list[Block] = []
    for block in stage.blocks:
        if not isinstance(block, LinesBlock):
            (go if block.key in chosen else stay).append(block)
            continue
        for held, wanted in ((stay, False), (go, True)):
            fields = tuple(f for f in block.fields if (f"{block.key}.{f.key}" in chosen) == wanted)
            if fields:
                held.append(block.model_copy(update={"fields": fields}))
    return tuple(stay), tuple(go)
