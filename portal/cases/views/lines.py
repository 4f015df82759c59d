"""Writing lines: one in place, a whole stage in one form, private drafts, and putting back what was."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, render_template, request, url_for

from portal.cases import actions, bringing, checking, drafted, forms, pinning, queries, show
from portal.cases.views import bp, lined, render, uploads
from portal.cases.views.changes import locked_is_proposed, price_first, weighed
from portal.cases.views.pages import with_stage
from portal.kernel import drafting, files
from portal.kernel.doors import aside, me
from portal.kernel.forms import words
from portal.kernel.http import again, done, fragment, with_trace
from workflows.booking import Priced
from workflows.case import Conflict
from workflows.grammar import Field
from workflows.merging import Pick
from workflows.pins import line_of
from workflows.records import Clash
from workflows.values import Invalid


@bp.get("/<ref>/stages/<stage>/lines/<field>/part")
def line_part(ref: str, stage: str, field: str) -> str:
    """One line at rest, as the page shows it."""
    return lined.at_rest(with_stage(ref, stage, field), stage, field)


@bp.get("/<ref>/stages/<stage>/lines/<field>/edit")
def line_edit(ref: str, stage: str, field: str) -> str:
    """One line open for writing, with the person's own draft in it."""
    return lined.line_form(with_stage(ref, stage, field), stage, field)


@bp.post("/<ref>/stages/<stage>/lines/<field>")
@locked_is_proposed
def write(ref: str, stage: str, field: str) -> Response:
    """Write one line."""
    case = with_stage(ref, stage, field)
    definition = case.thread.stages[stage].field(field)
    assert definition is not None  # noqa: S101  with_stage saw to it
    sent = forms.line(definition, words(), request.files.getlist("upload"), render.zone())
    taken, errors = uploads.take_for(case.thread.stages[stage], {field: sent})
    if errors:
        return _again(ref, stage, field, errors[field], taken)
    if sent.uploads:  # the database was free meanwhile, so what was read is read again
        case = queries.get(me(), ref)
    try:
        raw = _with_uploads(case, definition, sent, taken.get(field, ()))
        why, quote = request.form.get("why", ""), request.form.get("quote", "")
        warnings = actions.write(me(), case, stage, {field: raw}, {field: sent.seen}, why, quote)
        _describe(case, {field: sent})
    except Priced as asked:
        return _priced(ref, stage, asked, taken)
    except Invalid as error:
        return _again(ref, stage, field, str(error), taken)
    except Conflict as clash:
        return _conflict(ref, clash)
    return _written(case, stage, field, warnings)


@bp.post("/<ref>/stages/<stage>/lines/<field>/merge")
def merge(ref: str, stage: str, field: str) -> str:
    """What was chosen, place by place, of two changes of a long text: written out, to be looked at first."""
    case = with_stage(ref, stage, field)
    said, held = words(), case.thread.line(stage, field)
    base = forms.number("".join(said.get("base", [])[:1])) or 0
    mine = "".join(said.get("value", [])[:1])
    seq = case.thread.line_seq(stage, field)
    clash = Conflict({field: Clash(theirs=held, yours=mine, seq=seq, seen=base)}, stage)
    picks: dict[int, Pick] = {}
    for name, picked in said.items():
        number = forms.number(name.removeprefix("pick-"))
        if number is not None and picked[0] in ("theirs", "mine", "both"):
            picks[number] = picked[0]  # type: ignore[assignment]  # one of the three
    return lined.conflict(case, clash, part=fragment(), picks=picks)


@bp.put("/<ref>/stages/<stage>/lines/<field>/draft")
@aside
def draft(ref: str, stage: str, field: str) -> Response:
    """Keep what the person is typing, for them alone, and tell what it would cost."""
    case = with_stage(ref, stage, field)
    line = case.thread.stages[stage].field(field)
    told = weighed(case, stage, line, words()) if line else None
    if told is None:
        return drafting.kept(drafted.address(ref, f"{stage}.{field}"))
    cost = show.cost(render.desk(case), told)
    part = render_template("cases/_impact.html", ref=ref, spot=(stage, field), cost=cost)
    return drafting.kept(drafted.address(ref, f"{stage}.{field}"), part)


@bp.post("/<ref>/stages/<stage>/lines/<field>/put-back")
@locked_is_proposed
def put_back(ref: str, stage: str, field: str) -> Response:
    """Give a line what it held before."""
    case = with_stage(ref, stage, field)
    form = forms.PutBackForm(request.form)
    if not form.validate():
        return _again(ref, stage, field, form.problems["seq"])
    actions.put_back(me(), case, stage, field, int(form.seq.data or 0), request.form.get("quote", ""))
    return _written(case, stage, field, [])


@bp.route("/<ref>/stages/<stage>/write", methods=["GET", "POST"])
@locked_is_proposed
def write_stage(ref: str, stage: str) -> Response | str:
    """All lines of a stage in one form."""
    case = with_stage(ref, stage)
    if request.method == "GET":
        return lined.write_stage(case, stage)
    definition = case.thread.stages[stage]
    brought = {name: request.files.getlist(name) for name in request.files}
    sent = forms.lines(definition, words(), brought, render.zone())
    taken, errors = uploads.take_for(definition, sent)
    if any(one.uploads for one in sent.values()):
        case = queries.get(me(), ref)
    raws = {
        key: _with_uploads(case, definition.field(key), one, taken.get(key, ())) for key, one in sent.items()
    }
    errors |= checking.not_fitting(case, stage, raws)
    if errors:
        return _stage_again(ref, stage, errors, taken)
    try:
        seen = {key: one.seen for key, one in sent.items()}
        actions.write(me(), case, stage, raws, seen, quote=request.form.get("quote", ""))
        _describe(case, sent)
    except Priced as asked:
        return _priced(ref, stage, asked, taken, many=True)
    except Conflict as clash:
        return _conflict(
            ref, clash, [key for key in checking.unwritten(case, stage, raws) if key not in clash.lines]
        )
    return done(url_for(".show", ref=ref, _anchor=f"stage-{stage}"))


def _with_uploads(
    case: queries.Case, line: Field | None, sent: forms.LineWords, taken: Sequence[files.Stored]
) -> Any:
    """The raw value of a line; of files, those that it keeps and those that have just been brought."""
    if line is None or line.type not in ("file", "photo"):
        return sent.raw
    kept = bringing.named(me(), case, line, sent.raw)
    return [*kept, *(bringing.attach(me(), case, stored) for stored in taken)]


def _describe(case: queries.Case, sent: Mapping[str, forms.LineWords]) -> None:
    """Say what pictures show that were put on lines just now."""
    told = {file: (text, "") for one in sent.values() for file, text in one.captions.items()}
    held = {file: words for file, words in told.items() if line_of(case.thread, file)}
    if held:
        pinning.describe_pictures(me(), case, held)


def _stage_again(ref: str, stage: str, errors: Mapping[str, str], taken: uploads.Taken) -> Response:
    """The form of a stage once more, with what was typed, what is wrong, and the files that were good."""

    def page() -> str:
        typed = uploads.keep(ref, stage, taken, many=True)
        return lined.write_stage(queries.get(me(), ref), stage, typed, errors)

    return with_trace(again(page)) if any(taken.values()) else again(page)


def _again(ref: str, stage: str, field: str, error: str, taken: uploads.Taken | None = None) -> Response:
    """The line once more, with what was typed and what is wrong with it; good files wait for it."""
    place = f"{stage}.{field}"

    def page() -> str:
        typed = uploads.keep(ref, stage, taken or {})
        opened = show.Opened(place, stage, {place: typed}, {place: error})
        return render.order(queries.get(me(), ref), opened=opened)

    def part() -> str:
        typed = uploads.keep(ref, stage, taken or {})
        return lined.line_form(queries.get(me(), ref), stage, field, typed, error)

    answer = again(page, part)
    return with_trace(answer) if taken and any(taken.values()) else answer


def _written(case: queries.Case, stage: str, field: str, warnings: Sequence[str]) -> Response:
    """The line as it is now; the whole page where the change opened stages again or moved days."""
    back = _at_line(case.ref, stage, field)
    if f"c{case.seq}" in case.thread.booked:
        return done(back)
    return done(back, lambda: lined.written(case, stage, field, warnings))


def _priced(ref: str, stage: str, asked: Priced, taken: uploads.Taken, *, many: bool = False) -> Response:
    """What it costs to write this, with what was typed; good files wait for their lines."""
    answer = price_first(ref, asked, lambda: uploads.keep(ref, stage, taken, many=many))
    return with_trace(answer) if any(taken.values()) else answer


def _conflict(ref: str, clash: Conflict, others: Sequence[str] = ()) -> Response:
    """Both values side by side; nothing was written, and what was typed is here to be sent again.

    What the same form said on `others`, its lines without a conflict, becomes the person's draft.
    """

    def page() -> str:
        return lined.conflict(queries.get(me(), ref), clash, others=len(others))

    def part() -> str:
        return lined.conflict(queries.get(me(), ref), clash, part=True)

    answer = again(page, part if len(clash.lines) == 1 and not others else page, status=409)
    for key in others:
        said = {name: list(values) for name, values in words(f"{key}:").items()}
        actions.keep_draft(me(), queries.get(me(), ref), f"{clash.stage}.{key}", said)
    return with_trace(answer) if others else answer


def _at_line(ref: str, stage: str, field: str) -> str:
    """The page of the order, at that line."""
    return url_for(".show", ref=ref, stage=stage, _anchor=f"line-{stage}-{field}")
