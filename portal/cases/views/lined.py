"""Lines as the pages show them: at rest, open for writing, just written, with their past, all in one form."""

from collections.abc import Iterable, Mapping

from flask import render_template, request

from portal.cases import queries, show
from portal.cases.queries import Case
from portal.cases.show import Words
from portal.cases.views import render
from portal.kernel.forms import words
from workflows.case import Conflict, Json
from workflows.grammar import Field
from workflows.merging import Pick


def at_rest(case: Case, stage: str, field: str) -> str:
    """One line as the page shows it."""
    shown = render.page(case, opened=show.Opened(stage=stage, only={stage}))
    return render_template("cases/_line.html", order=shown, line=shown.line(stage, field))


def line_form(case: Case, stage: str, field: str, typed: Words | None = None, error: str = "") -> str:
    """One line open for writing, with what was typed, or else the person's own draft.

    A line that is not this person's to write, or no longer, stays at rest.
    """
    place = f"{stage}.{field}"
    said = {place: typed} if typed is not None else render.drafts(case)
    opened = show.Opened(place, stage, said, {place: error} if error else {}, only={stage})
    shown = render.page(case, opened=opened)
    line = shown.line(stage, field)
    part = "cases/_line_form.html" if line.form else "cases/_line.html"
    return render_template(part, order=shown, line=line)


def written(case: Case, stage: str, field: str, warnings: Iterable[str]) -> str:
    """A line as it is after it was written; the page asks for whatever changed with it."""
    shown = render.page(case, opened=show.Opened(stage=stage, only={stage}))
    line = shown.line(stage, field)
    return render_template("cases/_written.html", order=shown, line=line, warnings=list(warnings))


def line_page(case: Case, stage: str, field: str) -> str:
    """One line alone, with everything it ever held."""
    desk, shown = render.desk_and_page(case, show.Opened(stage=stage))
    definition = _definition(case, stage, field)
    points = show.chart(desk, field) if definition.type == "measure" else ()
    told = {"line": shown.line(stage, field), "past": past(case, desk, stage, field), "points": points}
    place = f"{stage}.{field}"
    told |= {"talk": render.talk(case, desk, place), "live": render.alive(case, stage, place)}
    return render_template("cases/line.html", order=shown, **told)


def past(case: Case, desk: show.Desk, stage: str, field: str) -> tuple[show.PastView, ...]:
    """Everything that a line ever held."""
    definition = _definition(case, stage, field)
    return show.past(desk, stage, definition, queries.line_history(case, stage, field))


def _definition(case: Case, stage: str, field: str) -> Field:
    found = case.thread.stages[stage].field(field)
    assert found is not None  # noqa: S101  the view has looked it up
    return found


def write_stage(
    case: Case,
    stage: str,
    typed: Mapping[str, list[str]] | None = None,
    errors: Mapping[str, str] | None = None,
) -> str:
    """All lines of a stage in one form."""
    said = _by_line(case, stage, typed) if typed is not None else render.drafts(case)
    wrong = {f"{stage}.{key}": sentence for key, sentence in (errors or {}).items()}
    shown = render.page(case, opened=show.Opened("*", stage, said, wrong))
    return render_template("cases/write_stage.html", case=case, order=shown, stage=shown.stage(stage))


def conflict(
    case: Case,
    clash: Conflict,
    *,
    part: bool = False,
    others: int = 0,
    picks: Mapping[int, Pick] | None = None,
) -> str:
    """Both values of each line that two people changed at once; `others` is how many lines became drafts.

    With `picks`, what was chosen at the places of a long text that both changed is written out.
    """
    own: dict[str, Words] = (
        {key: words() for key in clash.lines} if "value" in request.form or len(clash.lines) == 1 else {}
    )
    typed: dict[str, Words] = own or {key: _of_line(words(), key) for key in clash.lines}
    desk, shown = render.desk_and_page(case)
    views = show.conflicts(desk, clash, typed, _bases(case, clash), picks)
    name = "cases/_conflict.html" if part else "cases/conflict.html"
    return render_template(name, order=shown, conflicts=views, stage=clash.stage, others=others)


def _bases(case: Case, clash: Conflict) -> dict[str, Json]:
    """What the long texts that clashed said when their writers began."""
    stage = case.thread.stages[clash.stage]
    texts = {key: one for key, one in clash.lines.items() if (f := stage.field(key)) and f.type == "longtext"}
    return {key: queries.value_at(case, clash.stage, key, one.seen) for key, one in texts.items()}


def _by_line(case: Case, stage: str, typed: Mapping[str, list[str]]) -> dict[str, Words]:
    """What a form of many lines said, line by line."""
    fields = case.thread.stages[stage].fields()
    return {f"{stage}.{field.key}": _of_line(typed, field.key) for field in fields}


def _of_line(typed: Mapping[str, list[str]], field: str) -> Words:
    prefix = f"{field}:"
    return {name.removeprefix(prefix): said for name, said in typed.items() if name.startswith(prefix)}
