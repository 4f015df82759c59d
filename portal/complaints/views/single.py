"""One complaint: a correspondence, with whose move it is, what was promised, and what happened."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask import Response, g, render_template, url_for

from portal.complaints import actions, amending, filing, forms, queries, record, show
from portal.complaints.inputs import read_day
from portal.complaints.proof import bring, limits
from portal.complaints.views import bp
from portal.findings import queries as findings
from portal.kernel import clock
from portal.kernel.doors import me
from portal.kernel.forms import sent
from portal.kernel.http import afterwards, again, done

ONE = "/complaints/<complaint>"


@bp.get(ONE)
def page(complaint: str) -> str:
    """The complaint, for whoever reads it."""
    read(queries.get(me(), complaint))
    return shown(complaint, {})


def read(row: queries.Complaint, *, again: bool = True) -> None:
    """Note that somebody of the house reads it: each time where it is restricted, else once in a day.

    Its pictures are read with its page, so they are not noted `again` within a minute.
    """
    if me().side == "clan":
        reader, number = me().id, row.id
        since = _each_time(again) if row.restricted else _today()
        afterwards(lambda: actions.note_reading(number, reader, since))


def _each_time(again: bool) -> datetime | None:
    return None if again else clock.now() - timedelta(minutes=1)


def _today() -> datetime:
    """When the day began on the clock of the house."""
    here = clock.now().astimezone(ZoneInfo(g.house.zone))
    return here.replace(hour=0, minute=0, second=0, microsecond=0)


def shown(complaint: str, errors: dict[str, str], **typed: str) -> str:
    """The page of a complaint, with what is wrong, and what was typed as a letter or inside."""
    row = queries.get(me(), complaint)
    g.place = "complaints.index" if me().side == "customer" else "complaints.desk"
    house = me().side == "clan"
    return render_template(
        "complaints/page.html",
        one=show.view(row, me(), queries.texts(row), filing.there(row)),
        inside=queries.said_inside(row) if house else [],
        why=record.why(row),
        known=findings.used_at(me(), "complaint", row.ref),
        amended=amending.named(row, me()),
        readings=queries.readings(row) if not house else [],
        errors=errors,
        typed=typed,
        limits=limits(),
    )


@bp.post(f"{ONE}/letters")
def write(complaint: str) -> Response:
    """Write to the other side."""
    form = sent(forms.LetterForm)
    queries.get(me(), complaint)
    typed = {name: form[name].data or "" for name in ("words", "promise", "promised_for")}
    if not form.validate():
        return again(lambda: shown(complaint, form.problems, **typed))
    if problem := bring(form):
        return again(lambda: shown(complaint, {"files": problem}, **typed))
    promise = (form.promise.data or "", read_day(form.promised_for)) if me().side == "clan" else ("", None)
    actions.write(me(), queries.get(me(), complaint), form.words.data, promise, form.brought)
    return done(url_for(".page", complaint=complaint, _anchor="letters"))


@bp.post(f"{ONE}/inside")
def say_inside(complaint: str) -> Response:
    """Say something in the clan's room."""
    form, row = sent(forms.WordsForm), queries.get(me(), complaint)
    if not form.validate():
        return again(
            lambda: shown(complaint, {"inside": form.problems["words"]}, inside=form.words.data or "")
        )
    actions.say_inside(me(), row, form.words.data)
    return done(url_for(".page", complaint=complaint, _anchor="inside"))


@bp.get(f"{ONE}/erase")
def erasing(complaint: str) -> str:
    """Ask whether every word of it shall be erased."""
    row = queries.get(me(), complaint)
    g.place = "complaints.index"
    return render_template("complaints/erase.html", one=show.view(row, me(), {}))
