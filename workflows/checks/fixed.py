"""Lines that are locked, that wait for a stage, or that make a whole: each must be able to be written."""

from collections.abc import Iterator
from decimal import Decimal

from workflows.checks.places import Finding, Line, Place, blocks, instead, lines, no_stage, order
from workflows.grammar import SIDES, AddsUp, Field, FieldsBlock, Workflow

NUMBERS = ("int", "decimal")


def findings(workflow: Workflow) -> Iterator[Finding]:
    """Every line that could never be written, or never be changed by agreement."""
    when = order(workflow)
    for line in lines(workflow):
        yield from _locked(line)
        yield from _after(line, when)
    for _, block, place in blocks(workflow):
        if isinstance(block, FieldsBlock) and block.adds_up:
            yield from _adds_up(block, block.adds_up, (*place, "adds_up"))


def _locked(line: Line) -> Iterator[Finding]:
    if not line.field.locked:
        return
    if len(line.stage.signed_by()) < len(SIDES):
        yield Finding(line.place, 'Both agree to a locked line. Name both sides in the signature\'s "by".')
    if line.field.type in ("file", "photo"):
        yield Finding(line.place, 'Files cannot be proposed, so they cannot be locked. Take "locked" away.')


def _after(line: Line, when: dict[str, int]) -> Iterator[Finding]:
    after = line.field.after
    if not after:
        return
    if after not in when:
        yield Finding(line.place, f'"after" names {no_stage(after, when)}')
    elif when[after] >= when[line.stage.key]:
        yield Finding(line.place, f'"after" names {after}, which does not come before this line.')


def _adds_up(block: FieldsBlock, rule: AddsUp, place: Place) -> Iterator[Finding]:
    known = {field.key: field for field in block.fields if field.type in NUMBERS}
    for key in (key for key in rule.fields if key not in known):
        yield Finding(
            place, f'"fields" names {key}, which is no line of numbers in this block.{instead(key, known)}'
        )
    pair = [known[key] for key in rule.fields if key in known]
    if len(pair) < len(rule.fields):
        return
    if len({field.key for field in pair}) != len(rule.fields) or len(pair) != 2:
        yield Finding(place, 'Two lines make a whole. Name each of them once in "fields".')
        return
    yield from _alike(pair, place)
    if not _reached(pair, rule.total):
        yield Finding(place, f"These two lines cannot make {rule.total}. Change their limits.")


def _alike(pair: list[Field], place: Place) -> Iterator[Finding]:
    """Two lines that make a whole are asked, and agreed to, together."""
    if any(field.shown_when for field in pair):
        yield Finding(place, "Both lines are always asked. Take their shown_when away.")
    if pair[0].required != pair[1].required or pair[0].locked != pair[1].locked:
        yield Finding(place, 'Both lines are "required" and "locked", or neither.')


def _reached(pair: list[Field], total: Decimal) -> bool:
    if total != int(total) and all(field.type == "int" for field in pair):
        return False
    least = [field.min for field in pair]
    most = [field.max for field in pair]
    low = None not in least and sum(one for one in least if one is not None) > total
    high = None not in most and sum(one for one in most if one is not None) < total
    return not (low or high)
