"""The order as it stood at any moment: found by entry or by day, read beside any other moment of it."""

from dataclasses import dataclass, replace
from datetime import date

from flask import Response, g, make_response, render_template, request

from portal.cases import queries, retelling, show
from portal.cases.forms import number
from portal.cases.queries import Case
from portal.cases.views import bp, render
from portal.kernel import clock
from portal.kernel.doors import me
from workflows import planning
from workflows.language import N_, _

NOT_A_DAY = N_("Write the day as year, month and day, such as 2026-05-03.")


@dataclass(frozen=True)
class Wanted:
    """The entry that an address asks for; what is said of its day, or what is wrong with the one typed."""

    seq: int
    said: str = ""
    typed: str = ""
    error: str = ""


@bp.get("/<ref>/then")
def then(ref: str) -> Response:
    """The order after the entry `at`, or at the end of the day `on`; or `at` beside the entry `with`."""
    g.place = "orders.index"
    case = queries.get(me(), ref)
    if "with" in request.args:
        return make_response(render_template("cases/since.html", **_between(case)))
    wanted = _wanted(case)
    page = render_template("cases/then.html", asked=wanted, **_stood(case, wanted.seq))
    return make_response(page, 422 if wanted.error else 200)


@bp.get("/<ref>/then/part")
def then_part(ref: str) -> str:
    """What the page shows of that moment, or of those two, while somebody moves along the journal."""
    case = queries.get(me(), ref)
    if "with" in request.args:
        return render_template("cases/_since.html", oob=True, **_between(case))
    return render_template("cases/_then.html", oob=True, **_stood(case, _entry(case, "at")))


@bp.get("/<ref>/since/<int(max=999999999):seq>")
def since(ref: str, seq: int) -> str:
    """What changed since the entry of that number, line by line."""
    case = queries.get(me(), ref)
    return render_template("cases/since.html", **_beside(case, seq, case.seq))


def _between(case: Case) -> dict[str, object]:
    return _beside(case, _entry(case, "at"), _entry(case, "with"))


def _beside(case: Case, one: int, other: int) -> dict[str, object]:
    """What the page of two moments needs."""
    look = render.look(case)
    moments = [
        show.Moment(told.thread, _paper(told, look).stamp(told.entry.at))
        for told in retelling.moments(case, one, other)
    ]
    view = show.since(show.Desk(case.thread, look), *moments)
    return {"since": view, **_order(case)}


def _stood(case: Case, seq: int) -> dict[str, object]:
    """What the page of one moment needs."""
    (told,) = retelling.moments(case, seq)
    look = _look(case, told)
    entry = render.logged(told.entry)
    view = show.then(show.Desk(told.thread, look), _paper(told, look), entry, case.thread)
    return {"then": view, **_order(case)}


def _order(case: Case) -> dict[str, object]:
    """The order that the pages lead back to."""
    return {"order": {"ref": case.ref, "title": case.title, "side": me().side}, "last": case.seq}


def _look(case: Case, told: retelling.Moment) -> show.Look:
    """The one who looks, on the day of that moment."""
    at = told.entry.at
    days = queries.calendars(case.account_id, g.house)
    planned = planning.plan(told.thread, at.astimezone(render.zone()).date(), days)
    spans = {key: (one.starts, one.ends) for key, one in planned.items()}
    return replace(render.look(case), at=at, planned=spans, due=None)


def _paper(told: retelling.Moment, look: show.Look) -> show.Paper:
    """The order of that moment as the dossier tells it, on the clock and in the unit of who looks."""
    viewer = look.viewer
    return show.paper(told.thread, told.entry.at, look.people, viewer.zone, viewer.length)


def _entry(case: Case, name: str) -> int:
    """The entry that the address names; the newest when it names none, 0 when what it names is no number."""
    asked = request.args.get(name, "")
    return (number(asked) or 0) if asked not in ("", "now") else case.seq


def _wanted(case: Case) -> Wanted:
    """What the address asks for: a day goes before an entry."""
    asked = request.args.get("on", "").strip()
    if not asked:
        return Wanted(_entry(case, "at"))
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return Wanted(case.seq, typed=asked, error=_(NOT_A_DAY))
    named, zone = show.full_day(day), render.zone()
    if day > clock.now().astimezone(zone).date():
        said = _("%(day)s is still to come. This is the order as it stands now.", day=named)
        return Wanted(case.seq, said, asked)
    seq = retelling.at_end_of(case, day, zone)
    if not seq:
        said = _("On %(day)s this order had not begun. This is its first moment.", day=named)
        return Wanted(1, said, asked)
    return Wanted(seq, _("This is how it stood at the end of %(day)s.", day=named), asked)
