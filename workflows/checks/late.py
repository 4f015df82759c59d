"""Late changes: at every moment exactly one price, or a kind no with what is still possible."""

from collections.abc import Iterator
from itertools import pairwise

from workflows.checks.places import Finding, Line, Place, find, instead, lines, no_line, no_stage, order
from workflows.grammar import LateChange, LateStep, Workflow

_COSTS = ("hours", "metres", "rush_percent", "days")


def findings(workflow: Workflow) -> Iterator[Finding]:
    """Every late change with a hole, an overlap, or a price that cannot be reckoned."""
    priced: dict[str, str] = {}
    for late in workflow.late_changes:
        place = (f"late change {late.key}",)
        yield from _fields(workflow, late, place, priced)
        yield from _begins(workflow, late, place)
        yield from _in_order(workflow, late, place)
        yield from _sources(workflow, late, place)
        yield from _hours(workflow, late, place)
        yield from _direction(workflow, late, place)
        for step in late.steps:
            yield from _step(workflow, late, step, (*place, f"step after {step.after}"))
    yield from _circles(workflow)


def _fields(workflow: Workflow, late: LateChange, place: Place, priced: dict[str, str]) -> Iterator[Finding]:
    for path in late.fields:
        line = find(workflow, path)
        if line is None:
            yield Finding(place, f'"fields" names {no_line(workflow, path)}')
        elif line.field.freeze_at and line.field.freeze_at != late.free_through in order(workflow):
            frozen, free = line.field.freeze_at, late.free_through
            yield Finding(
                place, f"{path} is frozen at {frozen}, but free here through {free}. Write the same."
            )
        if path in priced:
            yield Finding(place, f"{path} is priced by {priced[path]} already. A line has one price.")
        priced.setdefault(path, late.key)


def _begins(workflow: Workflow, late: LateChange, place: Place) -> Iterator[Finding]:
    """The first step must begin where the change stops being free, or there is a time without a price."""
    when = order(workflow)
    own = max((when.get(path.partition(".")[0], 0) for path in late.fields), default=0)
    if late.free_through and late.free_through not in when:
        yield Finding(place, f'"free_through" names {no_stage(late.free_through, when)}')
        return
    if late.free_through and when[late.free_through] < own:
        yield Finding(
            place, f'"free_through" names {late.free_through}, which is over before the line is written.'
        )
    starts = late.free_through or workflow.stages[own].key
    if not late.steps and starts != workflow.stages[-1].key:
        yield Finding(
            place, f'Nothing says what it costs after {starts}. Add a step with "after" = "{starts}".'
        )
    elif late.steps and late.steps[0].after in when and late.steps[0].after != starts:
        yield Finding(place, f'The first step must begin where it stops being free: "after" = "{starts}".')


def _in_order(workflow: Workflow, late: LateChange, place: Place) -> Iterator[Finding]:
    when = order(workflow)
    for step in late.steps:
        if step.after not in when:
            yield Finding(place, f"A step begins after {no_stage(step.after, when)}")
    known = [step.after for step in late.steps if step.after in when]
    for before, after in pairwise(known):
        if when[before] >= when[after]:
            yield Finding(place, f"The step after {after} must stand before the step after {before}.")


def _sources(workflow: Workflow, late: LateChange, place: Place) -> Iterator[Finding]:
    wanted = {"price_field": "money", "metres_field": "decimal", "inlay_field": "table"}
    for word, type_ in wanted.items():
        path = getattr(late, word)
        line = find(workflow, path)
        if path and (line is None or line.field.type != type_):
            known = instead(path, (one.path for one in lines(workflow) if one.field.type == type_))
            yield Finding(place, f'"{word}" names {path}, which is no line of type {type_}.{known}')
        elif line is not None and word == "inlay_field":
            yield from _seam(late, line, place)


def _hours(workflow: Workflow, late: LateChange, place: Place) -> Iterator[Finding]:
    for path in late.hours_fields:
        line = find(workflow, path)
        if line is None or line.field.type not in ("int", "decimal"):
            known = instead(
                path, (one.path for one in lines(workflow) if one.field.type in ("int", "decimal"))
            )
            yield Finding(place, f'"hours_fields" names {path}, which is no line of numbers.{known}')


def _direction(workflow: Workflow, late: LateChange, place: Place) -> Iterator[Finding]:
    """Only days come earlier or later, and only numbers are less or more."""
    if not late.only:
        return
    fits = (
        ("date",) if late.only in ("earlier", "later") else ("int", "decimal", "money", "measure", "rating")
    )
    for line in filter(None, (find(workflow, path) for path in late.fields)):
        if line.field.type not in fits:
            yield Finding(
                place,
                f'"only" is {late.only}, which {line.path} of type {line.field.type} cannot be. '
                'Days are "earlier" or "later", numbers "less" or "more".',
            )


def _circles(workflow: Workflow) -> Iterator[Finding]:
    """A price that is reckoned from a line whose own change it prices, be it over several others."""
    priced = {path: late.key for late in workflow.late_changes for path in late.fields}
    reads = {
        late.key: {priced[path] for path in _read(late) if path in priced} for late in workflow.late_changes
    }
    for key, first in reads.items():
        reached, ahead = set[str](), first
        while ahead:
            reached |= ahead
            ahead = {far for near in ahead for far in reads[near]} - reached
        if key in reached:
            place = (f"late change {key}",)
            yield Finding(
                place, "Its price is reckoned from a line that it prices itself. Name another line."
            )


def _read(late: LateChange) -> tuple[str, ...]:
    return (late.price_field, late.metres_field, late.inlay_field, *late.hours_fields)


def _seam(late: LateChange, line: Line, place: Place) -> Iterator[Finding]:
    columns = {column.key: column for column in line.field.columns}
    if not {"seam", "inlay_mm"} <= columns.keys():
        yield Finding(
            place, f'"inlay_field" names {line.path}, which needs the columns "seam" and "inlay_mm".'
        )
    elif columns["seam"].choices and late.seam not in [choice.key for choice in columns["seam"].choices]:
        yield Finding(place, f'"seam" is {late.seam or "empty"}, which is no seam of {line.path}.')


def _step(workflow: Workflow, late: LateChange, step: LateStep, place: Place) -> Iterator[Finding]:
    yield from _numbers(step, place)
    if step.possible and step.labour_so_far and not late.hours_fields:
        yield Finding(
            place, 'It counts the labour so far, so "hours_fields" must name the lines that hold the hours.'
        )
    yield from _refusal(step, place)
    yield from _reopened(workflow, late, step, place)
    if (step.metres or step.all_metres) and not late.price_field:
        yield Finding(
            place, 'It counts metres, so "price_field" must name the line with the price of a metre.'
        )
    if step.all_metres and not late.metres_field:
        yield Finding(place, 'It counts all metres, so "metres_field" must name the line that says how many.')
    if step.needs_inlay_mm is not None and not late.inlay_field:
        yield Finding(place, 'It needs an inlay, so "inlay_field" must name the table of inlays.')
    if step.rush_percent and not workflow.price_field:
        yield Finding(place, 'It takes a part of the price, so the workflow needs "price_field".')


def _numbers(step: LateStep, place: Place) -> Iterator[Finding]:
    for word in (*_COSTS, "needs_inlay_mm"):
        if (getattr(step, word) or 0) < 0:
            yield Finding(place, f'"{word}" cannot be less than 0.')
    if step.metres and step.all_metres:
        yield Finding(place, 'Write either "metres" or "all_metres".')


def _refusal(step: LateStep, place: Place) -> Iterator[Finding]:
    if step.possible:
        return
    if not step.instead:
        yield Finding(place, 'Where a change is not possible, say in "instead" what still is.')
    if any(getattr(step, word) for word in (*_COSTS, "all_metres", "labour_so_far", "reopens")):
        yield Finding(
            place, "What is not possible costs nothing and opens nothing again. Take those words away."
        )


def _reopened(workflow: Workflow, late: LateChange, step: LateStep, place: Place) -> Iterator[Finding]:
    when = order(workflow)
    first = min(
        (when[path.partition(".")[0]] for path in late.fields if path.partition(".")[0] in when), default=0
    )
    for stage in step.reopens:
        if stage not in when:
            yield Finding(place, f'"reopens" names {no_stage(stage, when)}')
        elif when[stage] < first:
            yield Finding(
                place, f'"reopens" names {stage}, which comes before the line and need not open again.'
            )
