"""What executives owe, when they are away, and what customers read of their month."""

from typing import Any

from flask import Response, g, render_template, url_for

from portal.complaints import duty_forms, owing, queries, record, settling
from portal.complaints.inputs import chosen_day, coins, options
from portal.complaints.views import bp
from portal.kernel.doors import me
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import NotNow, may
from portal.people.queries import of_house

DUTIES = "/complaints/duties"


@bp.get(DUTIES)
def duties() -> str:
    """What every executive owes; stewards and administrators set it, each their own absence."""
    return _page({})


@bp.post(f"{DUTIES}/owe")
def owe() -> Response:
    """Set how many a month, and up to what sum."""
    form = sent(duty_forms.OweForm)
    if not form.validate():
        return again(lambda: _page(form.problems))
    owing.owe(me(), _person(form), int(form.target.data), coins(form.most.data) or 0)
    return done(url_for(".duties"))


@bp.post(f"{DUTIES}/away")
def go_away() -> Response:
    """Note when somebody is away, and who stands in."""
    form = sent(duty_forms.AwayForm)
    if not form.validate():
        return again(lambda: _page(form.problems))
    stands_in = next((one for one in of_house() if one.handle == form.substitute.data), None)
    person = _person(form)
    try:
        owing.go_away(me(), person, chosen_day(form.first), chosen_day(form.last), stands_in)
    except NotNow as refusal:
        sentence = str(refusal)
        return again(lambda: _page({"first": sentence}), status=409)
    settling.absent(person)
    return done(url_for(".duties"))


@bp.post(f"{DUTIES}/shown")
def show_month() -> Response:
    """Set what customers read of the month."""
    form = sent(duty_forms.ShownForm)
    if not form.validate():
        return again(lambda: _page(form.problems))
    owing.show(me(), me(), form.what.data)
    return done(url_for(".duties"))


def _person(form: Any) -> Any:
    """The executive whom a form names.

    Raises:
        NotFound: nobody of that name is one.
    """
    found = next((one for one, _held in queries.executives() if one.handle == form.person.data), None)
    if found is None:
        raise NotFound
    return found


def _page(errors: dict[str, str]) -> str:
    if me().side != "clan":
        raise NotFound
    g.place = ""
    return render_template(
        "complaints/duties.html",
        duties=[record.owed(person, held) for person, held in queries.executives()],
        colleagues=[(one.handle, one.name) for one in of_house()],
        runs=may(me(), "duty.owe", me()),
        owe_form=duty_forms.OweForm(),
        away_form=duty_forms.AwayForm(),
        shown_form=duty_forms.ShownForm(data={"what": owing.shown()}),
        options=options,
        errors=errors,
    )
