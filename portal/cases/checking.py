"""What values of a stage are before they are written: which of them change anything, and what is wrong."""

from collections.abc import Mapping
from typing import Any

from portal.cases.model import Case
from portal.cases.queries import known
from portal.kernel import clock
from workflows.blocks.fixed import not_adding_up
from workflows.blocks.lines import to_come
from workflows.values import Invalid, read


def unwritten(case: Case, stage: str, raws: Mapping[str, Any]) -> list[str]:
    """The lines of a stage that would say something else if these values were written."""
    fields = (
        (field, case.thread.value(f"{stage}.{field.key}")) for field in case.thread.stages[stage].fields()
    )
    currency = case.thread.currency
    return [f.key for f, held in fields if f.key in raws and read(f, raws[f.key], currency=currency) != held]


def not_fitting(case: Case, stage: str, raws: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with values before they are written, all lines at once, by the line's key."""
    problems, values = {}, {}
    for key, raw in raws.items():
        field = case.thread.stages[stage].field(key)
        try:
            if field is not None:
                value = read(field, raw, currency=case.thread.currency)
                known(case, stage, {key: value})
                to_come(case.thread, f"{stage}.{key}", value, clock.now().date())
                values[f"{stage}.{key}"] = value
        except Invalid as error:
            problems[key] = str(error)
    short = {path.partition(".")[2]: said for path, said in not_adding_up(case.thread, values).items()}
    return short | problems
