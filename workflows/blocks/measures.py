"""Measures over the fittings: what was read when, and what is taken over from an earlier order.

A measure is the same one wherever its line has the same key. What is left to do in such a block is what is
left in any lines (`workflows.blocks.lines`).
"""

from collections.abc import Mapping
from typing import NamedTuple

from workflows.blocks import fixed
from workflows.blocks.lines import left, unmet, written
from workflows.case import Case
from workflows.grammar import Field, Stage
from workflows.language import _
from workflows.records import Json, Mark, Refused, Value
from workflows.values import Invalid, read

__all__ = ["Reading", "carry_over", "latest", "left", "readings", "unmet"]


class Reading(NamedTuple):
    """A measure as it was read in one stage."""

    stage: Stage
    line: Value

    @property
    def mm(self) -> int:
        """The length in millimetres."""
        return int(self.line.value["mm"])


def readings(case: Case, key: str, until: str = "") -> list[Reading]:
    """Every reading of a measure, in the order of the stages; `until` is the last stage that counts."""
    found = []
    for stage in case.in_order():
        field, line = stage.field(key), case.line(stage.key, key)
        if field and field.type == "measure" and line and line.value:
            found.append(Reading(stage, line))
        if stage.key == until:
            break
    return found


def latest(case: Case) -> dict[str, Reading]:
    """The last reading of every measure that was ever taken, by key."""
    keys = {field.key for stage in case.in_order() for field in stage.fields() if field.type == "measure"}
    return {key: found[-1] for key in sorted(keys) if (found := readings(case, key))}


def carry_over(case: Case, mark: Mark, stage: str, values: Mapping[str, Json], why: str) -> Case:
    """Take measures over into the empty lines of a stage; each keeps in its reason where it comes from.

    A second reading is not taken over: it is read again. What does not fit a line is left out.

    Raises:
        Refused: nothing of it has an empty line here.
    """
    before = case
    for field in case.stage(stage).fields():
        empty = field.key in values and case.empty(stage, field.key)
        if field.type == "measure" and empty and fixed.free(case, stage, field):
            value = _fitting(field, mark, values[field.key])
            case = written(case, mark, stage, field.key, value, why) if value else case
    if case is before:
        raise Refused(_("There is no empty line here that these measures would fill."))
    return case


def _fitting(field: Field, mark: Mark, value: Json) -> Json:
    if mark.side not in field.editable_by:
        return None
    basis = {"basis": value["basis"]} if value.get("basis") in field.basis else {}
    try:
        return read(field, {"mm": value["mm"], **basis}, currency="")
    except Invalid:
        return None
