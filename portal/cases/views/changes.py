"""Changes with a price: what they cost, proposals from side to side, the price and what it is made of."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from types import MappingProxyType
from typing import TypeVar

from flask import Response, render_template, request, url_for

from portal.cases import actions, changing, forms, queries, show, wishes
from portal.cases.queries import Case
from portal.cases.show import Words
from portal.cases.views import bp, reasons, render
from portal.cases.views.pages import with_stage
from portal.kernel.doors import me
from portal.kernel.forms import words
from portal.kernel.http import again, done, give_up
from portal.kernel.queries import NotFound
from workflows.blocks import fixed
from workflows.blocks.fixed import Locked
from workflows.blocks.lines import line_of
from workflows.booked import Wish
from workflows.booking import Priced
from workflows.case import Refused
from workflows.grammar import Field
from workflows.impact import Impact, counting
from workflows.language import N_, _
from workflows.offered import label
from workflows.values import Invalid

V = TypeVar("V")
PROPOSAL = "/<ref>/proposals/<key>"
NEW = {
    "says": N_(
        "Nothing changes by asking. The other side agrees, offers another way, or says no with a reason."
    ),
    "button": N_("Ask for it"),
}
COUNTER = {
    "says": N_("Choose what it says now to leave the line as it is. Your offer holds for seven days."),
    "button": N_("Offer this instead"),
}


@bp.errorhandler(Priced)
def priced(error: Priced) -> Response:
    """A change has a price: nothing was written, here is what it costs, and what was typed is kept."""
    return price_first((request.view_args or {})["ref"], error)


def locked_is_proposed(view: Callable[..., V]) -> Callable[..., V | Response]:
    """A view that writes lines: what both have signed is proposed instead, and what was typed is kept."""

    @wraps(view)
    def asked(ref: str, **place: str) -> V | Response:
        try:
            return view(ref, **place)
        except Locked as locked:
            return _propose_instead(ref, locked.path)

    return asked


def _propose_instead(ref: str, path: str) -> Response:
    """Nothing is written; what was typed on each line becomes a draft, and waits where it is proposed."""
    give_up()
    case, (stage, _dot, field) = queries.get(me(), ref), path.partition(".")
    for line in case.thread.stages[stage].fields():
        said = words(f"{line.key}:") or (words() if line.key == field and "seen" in request.form else {})
        if said:
            kept = {name: list(text) for name, text in said.items()}
            actions.keep_draft(me(), case, f"{stage}.{line.key}", kept)
    return done(url_for(".propose", ref=ref, stage=stage, field=field))


def price_first(ref: str, error: Priced, typed: Callable[[], Words] = words) -> Response:
    """What a change costs that was to be made, with its three answers; alone, or in the place of its line."""

    def shown(name: str) -> Callable[[], str]:
        def page() -> str:
            said = typed()
            desk, order = render.desk_and_page(queries.get(me(), ref))
            view = show.priced(desk, error, said, request.path)
            return render_template(name, order=order, priced=view)

        return page

    alone = len(error.lines) == 1 and request.endpoint == "cases.write"
    part = shown("cases/_priced.html") if alone else None
    return again(shown("cases/priced.html"), part, status=409)


@bp.route("/<ref>/stages/<stage>/lines/<field>/propose", methods=["GET", "POST"])
def propose(ref: str, stage: str, field: str) -> Response | str:
    """Ask the other side for a change of a line."""
    case = with_stage(ref, stage, field)
    line = line_of(case.thread, stage, field)
    told = _told(case, stage, line)
    if request.method == "GET":
        draft = render.drafts(case).get(f"{stage}.{field}")
        return _asking(case, line, stage, told, draft)
    try:
        key = changing.propose(me(), case, stage, field, _wish(case, line))
    except (Invalid, Refused) as problem:
        return _asking_again(ref, stage, field, told, problem)
    actions.drop_drafts(me(), case, [f"{stage}.{field}"])
    return done(url_for(".proposal", ref=ref, key=key))


@bp.get(PROPOSAL)
def proposal(ref: str, key: str) -> str:
    """One proposal with every round."""
    desk, order = render.desk_and_page(_with_proposal(ref, key))
    told = {"proposal": show.proposal(desk, key), "together": show.all_together(desk)}
    return render_template("cases/proposal.html", order=order, **told)


@bp.route(f"{PROPOSAL}/counter", methods=["GET", "POST"])
def counter(ref: str, key: str) -> Response | str:
    """Answer a proposal with another value or another way."""
    case = _with_proposal(ref, key)
    one = case.thread.proposals[key]
    line = line_of(case.thread, one.stage, one.field)
    back = url_for(".proposal", ref=ref, key=key)
    told = {"title": _("Another way: %(line)s", line=label(case.thread, one)), **_said(COUNTER), "back": back}
    others = [line_of(case.thread, one.stage, other) for other in one.also]
    if request.method == "GET":
        desk = render.desk(case)
        said = show.held(desk, line, one.last.value)
        held = {other.key: show.held(desk, other, one.last.also.get(other.key)) for other in others}
        return _asking(case, line, one.stage, told, said, also=held)
    try:
        changing.counter(me(), case, key, _wish(case, line, others))
    except (Invalid, Refused) as problem:
        return _asking_again(ref, one.stage, one.field, told, problem, tuple(one.also))
    return done(back)


@bp.post(f"{PROPOSAL}/accept")
def accept(ref: str, key: str) -> Response:
    """Agree to what is on the table."""
    case = _with_proposal(ref, key)
    changing.accept(me(), case, key, request.form.get("quote", ""))
    return done(url_for(".proposal", ref=ref, key=key))


@bp.route(f"{PROPOSAL}/decline", methods=["GET", "POST"])
def decline(ref: str, key: str) -> Response | str:
    """Say no to a proposal, with a reason."""
    case = _with_proposal(ref, key)
    one = case.thread.proposals[key]
    label = line_of(case.thread, one.stage, one.field).label
    back = url_for(".proposal", ref=ref, key=key)

    def do(why: str) -> None:
        changing.decline(me(), case, key, why)

    return reasons.with_reason(case, "decline", label, do, back)


@bp.post(f"{PROPOSAL}/withdraw")
def withdraw_proposal(ref: str, key: str) -> Response:
    """Take back what one's own side asked for."""
    changing.withdraw_proposal(me(), _with_proposal(ref, key), key)
    return done(url_for(".proposal", ref=ref, key=key))


@bp.post("/<ref>/changes/<key>/take-back")
def take_back_change(ref: str, key: str) -> Response:
    """Undo a change with a price while nobody has built on it."""
    case = queries.get(me(), ref)
    changing.take_back_change(me(), case, key)
    stage, _dot, field = next(iter(case.thread.booked[key].lines)).partition(".")
    return done(url_for(".show", ref=ref, stage=stage, _anchor=f"line-{stage}-{field}"))


def _told(case: Case, stage: str, line: Field) -> dict[str, str]:
    told = {"title": _("Ask for a change: %(line)s", line=line.label), **_said(NEW)}
    if fixed.locked(case.thread, stage, line):
        told["says"] = " ".join((_("Both have signed this line."), told["says"]))
    return told


def _said(words: Mapping[str, str]) -> dict[str, str]:
    return {name: _(sentence) for name, sentence in words.items()}


def _wish(case: Case, line: Field, also: Sequence[Field] = ()) -> Wish:
    return wishes.wish(line, words(), case.thread.currency, render.zone(), also)


def weighed(case: Case, stage: str, line: Field, said: Words) -> Impact | None:
    """What it would cost to write on a line what was typed; None while it does not fit, or is no change."""
    if counting(case.thread, f"{stage}.{line.key}") is None and not any(one.price for one in line.choices):
        return None
    try:
        typed = {name: list(values) for name, values in said.items()}
        raw = forms.line(line, typed, (), render.zone()).raw
        return changing.weighed(case, stage, {line.key: raw})
    except (Invalid, Refused):
        return None


def _with_proposal(ref: str, key: str) -> Case:
    case = queries.get(me(), ref)
    if key not in case.thread.proposals:
        raise NotFound
    return case


def _asking(
    case: Case,
    line: Field,
    stage: str,
    told: Mapping[str, str],
    said: Words | None,
    problem: str = "",
    also: Mapping[str, Words] = MappingProxyType({}),
) -> str:
    """The form of a proposal, or of a counter."""
    desk, order = render.desk_and_page(case)
    back = url_for(".show", ref=case.ref, stage=stage, _anchor=f"line-{stage}-{line.key}")
    named = {"action": request.path, "back": back, **told, "problem": problem}
    cost = weighed(case, stage, line, said) if said and not also else None
    view = show.asking(desk, (stage, line.key), said, cost, also, **named)
    return render_template("cases/propose.html", order=order, asking=view)


def _asking_again(
    ref: str,
    stage: str,
    field: str,
    told: Mapping[str, str],
    problem: Exception,
    also: Sequence[str] = (),
) -> Response:
    def page() -> str:
        case = queries.get(me(), ref)
        line = line_of(case.thread, stage, field)
        typed = {key: wishes.of_line(words(), key) for key in also}
        return _asking(case, line, stage, told, words(), str(problem), typed)

    return again(page)
