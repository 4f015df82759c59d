"""Lines that are fixed: locked once both have signed them, written only after another stage, adding up.

Source: docs/workflows.md, "Lines that are fixed".
"""

from collections.abc import Mapping
from decimal import Decimal

from workflows.blocks.lines import line_of
from workflows.case import Case
from workflows.grammar import AddsUp, Field, FieldsBlock
from workflows.language import _, listed
from workflows.records import Json, Refused
from workflows.values import Invalid, read, show

Lines = Mapping[str, Json]  # by "stage.field": what is to stand there, as it is stored


class Locked(Refused):
    """A line that both have agreed to was to be written by one side alone; `path` names it."""

    def __init__(self, sentence: str, path: str) -> None:
        super().__init__(sentence)
        self.path = path


def locked(case: Case, stage: str, field: Field) -> bool:
    """Whether a line is changed by agreement alone: it is `locked`, and its stage was signed once."""
    return field.locked and case.progress[stage].locked is not None


def is_locked(case: Case, path: str) -> bool:
    """Whether the line at "stage.field" is changed by agreement alone."""
    return locked(case, path.partition(".")[0], _field(case, path))


def waits_for(case: Case, field: Field) -> str:
    """The title of the stage that must be signed before anything is written here; empty when none is."""
    stage = case.stages.get(field.after)
    return stage.title if stage and case.state(stage.key) in ("now", "next") else ""


def free(case: Case, stage: str, field: Field) -> bool:
    """Whether either side that may write the line at all may write it by itself now."""
    return not (locked(case, stage, field) or waits_for(case, field))


def not_waiting(case: Case, path: str) -> None:
    """Refuse a value on a line whose time has not come.

    Raises:
        Refused: another stage must be signed first (named).
    """
    field = _field(case, path)
    if title := waits_for(case, field):
        raise Refused(
            _(
                "%(line)s is written once %(stage)s is signed, so that nothing is fitted to it.",
                line=field.label,
                stage=title,
            )
        )


def writable(case: Case, lines: Lines) -> None:
    """Refuse what one side may not write by itself now.

    Raises:
        Refused: a line waits for another stage.
        Locked: both have agreed to a line.
        Invalid: two lines that make a whole do not.
    """
    for path in lines:
        not_waiting(case, path)
        if is_locked(case, path):
            stage = case.stages[path.partition(".")[0]]
            raise Locked(
                _(
                    "%(line)s is what both signed in %(stage)s. "
                    "It changes when both agree: propose what it shall be.",
                    line=_field(case, path).label,
                    stage=stage.title,
                ),
                path,
            )
    for problem in not_adding_up(case, lines).values():
        raise Invalid(problem)


def not_adding_up(case: Case, lines: Lines) -> dict[str, str]:
    """What is wrong with lines that must make a whole with another, by "stage.field"."""
    problems = {}
    for path in lines:
        pair = _pair(case, path)
        if pair and (sentence := _wrong(case, pair[0], pair[1], {**_held(case, *pair), **lines})):
            problems[path] = sentence
    return problems


def carried(case: Case, lines: Lines) -> dict[str, Json]:
    """The same lines, and the other of each pair that makes a whole: an agreement on one is one on both.

    Raises:
        Invalid: what is left does not fit the other line.
    """
    whole = dict(lines)
    for path, value in lines.items():
        pair = _pair(case, path)
        if pair is None or value is None:
            continue
        stage, adds = pair
        twin = next(f"{stage}.{key}" for key in adds.fields if f"{stage}.{key}" != path)
        if twin not in lines and case.value(twin) is not None:
            rest = format(adds.total - Decimal(value), "f")
            whole[twin] = read(_field(case, twin), rest, currency=case.currency)
    return whole


def _pair(case: Case, path: str) -> tuple[str, AddsUp] | None:
    """The stage and the rule of two lines that make a whole, when this is one of them."""
    stage, _dot, key = path.partition(".")
    blocks = (block for block in case.stage(stage).blocks if isinstance(block, FieldsBlock))
    rules = (block.adds_up for block in blocks if block.adds_up and key in block.adds_up.fields)
    rule = next(rules, None)
    return (stage, rule) if rule else None


def _held(case: Case, stage: str, adds: AddsUp) -> dict[str, Json]:
    return {f"{stage}.{key}": case.value(f"{stage}.{key}") for key in adds.fields}


def _wrong(case: Case, stage: str, adds: AddsUp, values: Lines) -> str:
    """What two lines would say together that they must not; nothing while one is open and may still fit."""
    paths = [f"{stage}.{key}" for key in adds.fields]
    written = [path for path in paths if values[path] is not None]
    if not written:
        return ""
    total, told = sum(Decimal(values[path]) for path in written), _told(case, written, values)
    must = show(_field(case, paths[0]).model_copy(update={"type": "decimal"}), str(adds.total))
    if len(written) == 2:
        makes = show(_field(case, paths[0]).model_copy(update={"type": "decimal"}), str(total))
        if total == adds.total:
            return ""
        return _(
            "%(lines)s make %(makes)s, and must make %(must)s. Write both in one go.",
            lines=told,
            makes=makes,
            must=must,
        )
    other = next(path for path in paths if path not in written)
    if _fits(_field(case, other), adds.total - total):
        return ""
    return _(
        "%(line)s leaves nothing that fits %(other)s: together they make %(must)s.",
        line=told,
        other=_field(case, other).label,
        must=must,
    )


def _fits(field: Field, rest: Decimal) -> bool:
    try:
        read(field, format(rest, "f"), currency="")
    except Invalid:
        return False
    return True


def _told(case: Case, paths: list[str], values: Lines) -> str:
    return listed([f"{_field(case, path).label} {show(_field(case, path), values[path])}" for path in paths])


def _field(case: Case, path: str) -> Field:
    stage, _dot, key = path.partition(".")
    return line_of(case, stage, key)
