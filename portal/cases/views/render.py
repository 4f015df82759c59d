"""What the pages and parts of a case need, gathered in as few questions to the database as can be."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from flask import g, render_template, request

from portal.cases import queries, show
from portal.cases.offering import Offer
from portal.cases.queries import Case
from portal.kernel import clock, journal
from portal.kernel.doors import me
from portal.kernel.forms import words
from portal.kernel.verbs import sentence
from portal.people.queries import directory
from workflows import planning
from workflows.case import Conflict

LOG_LINES = 12
Words = show.Words


def zone() -> ZoneInfo:
    """The time zone of the person who looks."""
    return ZoneInfo(me().zone or g.house.zone)


def look(case: Case, visit: Any = None) -> show.Look:
    """Who looks, when, and everyone they may read about."""
    person, now, days = me(), clock.now(), queries.calendar(g.house)
    planned = planning.plan(case.thread, now.astimezone(zone()).date(), days)
    return show.Look(
        viewer=show.Viewer(person.handle, person.first, person.side, person.length_unit, zone()),
        at=now,
        people=people(case),
        planned={key: (days.starts, days.ends) for key, days in planned.items()},
        due=case.due,
        seen=visit.before(now) if visit else case.seq,
        house_zone=ZoneInfo(g.house.zone),
        calendar=days,
    )


def page(case: Case, visit: Any = None, opened: show.Opened | None = None) -> show.OrderPage:
    """Everything the page of an order shows."""
    return _page(case, look(case, visit), opened)


def desk_and_page(case: Case, opened: show.Opened | None = None) -> tuple[show.Desk, show.OrderPage]:
    """The case as the smaller pages need it, and the order around them, looked at once for both."""
    seen = look(case)
    return show.Desk(case.thread, seen), _page(case, seen, opened)


def _page(case: Case, seen: show.Look, opened: show.Opened | None) -> show.OrderPage:
    entries = [logged(entry) for entry in journal.newest(case.stream, LOG_LINES)]
    return show.order(case.thread, case.ref, replace(seen, waiting=_waiting(case, opened)), entries, opened)


def _waiting(case: Case, opened: show.Opened | None) -> dict[str, tuple[show.FileView, ...]]:
    """The files that this person has brought to an open line and not written yet."""
    stage, _, key = (opened.line if opened else "").partition(".")
    stage, key = (opened.stage, "") if opened and stage == "*" else (stage, key)
    fields = case.thread.stages[stage].fields() if stage in case.thread.stages else []
    if not any(field.type in ("file", "photo") and key in ("", field.key) for field in fields):
        return {}
    found: dict[str, tuple[show.FileView, ...]] = {}
    for one in queries.waiting(me(), case):
        view = show.FileView(one.id, one.name, one.type.startswith("image/"), waits=True)
        found[one.waits_for] = (*found.get(one.waits_for, ()), view)
    return found


def order(case: Case, visit: Any = None, opened: show.Opened | None = None) -> str:
    """The whole page of an order."""
    return render_template("cases/order.html", case=case, order=page(case, visit, opened))


def stage(case: Case, key: str) -> str:
    """One stage alone."""
    shown = page(case, opened=show.Opened(stage=key))
    return render_template("cases/stage.html", case=case, order=shown, stage=shown.stage(key))


def at_rest(case: Case, stage: str, field: str) -> str:
    """One line as the page shows it."""
    shown = page(case, opened=show.Opened(stage=stage))
    return render_template("cases/_line.html", order=shown, line=shown.line(stage, field))


def line_form(case: Case, stage: str, field: str, typed: Words | None = None, error: str = "") -> str:
    """One line open for writing, with what was typed, or else the person's own draft.

    A line that is not this person's to write, or no longer, stays at rest.
    """
    place = f"{stage}.{field}"
    said = {place: typed} if typed is not None else queries.drafts(me(), case)
    shown = page(case, opened=show.Opened(place, stage, said, {place: error} if error else {}))
    line = shown.line(stage, field)
    part = "cases/_line_form.html" if line.form else "cases/_line.html"
    return render_template(part, order=shown, line=line)


def written(case: Case, stage: str, field: str, warnings: Iterable[str]) -> str:
    """A line as it is after it was written, and every part of the page that changed with it."""
    shown = page(case, opened=show.Opened(stage=stage))
    line = shown.line(stage, field)
    return render_template("cases/_written.html", order=shown, line=line, warnings=list(warnings))


def line_page(case: Case, stage: str, field: str) -> str:
    """One line alone, with everything it ever held."""
    desk, shown = desk_and_page(case, show.Opened(stage=stage))
    definition = case.thread.stages[stage].field(field)
    assert definition is not None  # noqa: S101  the view has looked it up
    held = queries.line_history(case, stage, field)
    past = show.past(desk, stage, definition, held)
    return render_template("cases/line.html", order=shown, line=shown.line(stage, field), past=past)


def write_stage(
    case: Case,
    stage: str,
    typed: Mapping[str, list[str]] | None = None,
    errors: Mapping[str, str] | None = None,
) -> str:
    """All lines of a stage in one form."""
    said = _by_line(case, stage, typed) if typed is not None else queries.drafts(me(), case)
    wrong = {f"{stage}.{key}": sentence for key, sentence in (errors or {}).items()}
    shown = page(case, opened=show.Opened("*", stage, said, wrong))
    return render_template("cases/write_stage.html", case=case, order=shown, stage=shown.stage(stage))


def conflict(case: Case, clash: Conflict, *, part: bool = False, others: int = 0) -> str:
    """Both values of each line that two people changed at once; `others` is how many lines became drafts."""
    own: dict[str, Words] = (
        {key: words() for key in clash.lines} if "value" in request.form or len(clash.lines) == 1 else {}
    )
    typed: dict[str, Words] = own or {key: _of_line(words(), key) for key in clash.lines}
    desk, shown = desk_and_page(case)
    views = show.conflicts(desk, clash, typed)
    name = "cases/_conflict.html" if part else "cases/conflict.html"
    return render_template(name, order=shown, conflicts=views, stage=clash.stage, others=others)


def reason(case: Case, deed: str, what: str, errors: Mapping[str, str] | None = None) -> str:
    """The page that asks why; its form goes to the address that asked."""
    form = request.form
    view = show.reason(
        case.thread,
        deed,
        what,
        why=form.get("why", ""),
        error=" ".join((errors or {}).values()),
        stage=form.get("stage", ""),
    )
    return render_template("cases/reason.html", order=page(case), reason=view, action=request.path)


def arranging(
    case: Case, at: tuple[str, str], deed: str, said: Offer | None = None, problem: str = ""
) -> str:
    """The form of an appointment alone, `at` its stage and block: as it stands, or with what was typed."""
    desk, shown = desk_and_page(case)
    view = show.arranging(desk, at, deed, said, problem)
    return render_template("cases/appointment.html", order=shown, arranging=view)


def picture(case: Case, place: tuple[str, str], file: Any) -> str:
    """A picture with its pins; `place` is its stage and line, `file` its row."""
    shown, view = _picture(case, place, file)
    return render_template("cases/picture.html", order=shown, picture=view)


def put_pin(
    case: Case, place: tuple[str, str], file: Any, at: tuple[int, int] | None, problem: str = ""
) -> str:
    """The page on which a pin is put, with what was typed."""
    said = {name: request.form.get(name, "") for name in ("title", "text", "where")}
    if at is not None:
        said["where"] = f"{at[0]}-{at[1]}"
    shown, view = _picture(case, place, file)
    told = {"at": at, "said": said, "problem": problem, "parts": show.PARTS}
    return render_template("cases/put_pin.html", order=shown, picture=view, **told)


def _picture(case: Case, place: tuple[str, str], file: Any) -> tuple[show.OrderPage, show.PictureView]:
    desk, shown = desk_and_page(case)
    stage = case.thread.stages[place[0]]
    field = stage.field(place[1])
    assert field is not None  # noqa: S101  the view has found the picture on it
    return shown, show.picture(desk, stage, field, show.FileView(file.id, file.name, True))


def signing(case: Case, stage: str) -> str:
    """The page that shows once more what a signature covers."""
    shown = page(case, opened=show.Opened(stage=stage))
    return render_template("cases/sign.html", case=case, order=shown, stage=shown.stage(stage))


def history(case: Case, entries: Iterable[journal.Entry], older: int | None) -> str:
    """Everything that happened, a page of it."""
    desk, shown = desk_and_page(case)
    log = show.log(desk, [logged(entry) for entry in entries])
    return render_template("cases/history.html", order=shown, log=log, older=older)


def said(case: Case) -> str:
    """The log after something was said."""
    return render_template("cases/_log.html", order=page(case))


def opened(case: Case, draft: Any = None) -> show.Opened:
    """What the address asks to be open; words that this person began to write on the line are in it."""
    line, stage = request.args.get("open", ""), request.args.get("stage", "")
    of, _, field = line.partition(".")
    if of not in case.thread.stages or case.thread.stages[of].field(field) is None:
        return show.Opened(stage=stage)
    return show.Opened(line, stage or of, {line: draft.words} if draft else {})


def people(case: Case) -> dict[str, show.PersonCard]:
    """Everyone of both sides by handle."""
    found = directory(case.account_id)
    return {one.handle: _card(one) for one in found}


def _card(one: Any) -> show.PersonCard:
    return show.PersonCard(one.name, one.initials, one.title, one.side, one.left is None)


def logged(entry: journal.Entry) -> show.Logged:
    """An entry of the journal as pages tell it."""
    facts = entry.facts
    return show.Logged(
        seq=entry.seq,
        at=entry.at,
        by=entry.actor,
        name=entry.name,
        side=entry.side,
        says=sentence(entry.verb, facts),
        note=str(facts.get("text", "")),
        stage=str(facts.get("stage", "")) if "fields" in facts else "",
        fields=tuple(facts.get("fields", ())),
    )


def _by_line(case: Case, stage: str, typed: Mapping[str, list[str]]) -> dict[str, Words]:
    """What a form of many lines said, line by line."""
    fields = case.thread.stages[stage].fields()
    return {f"{stage}.{field.key}": _of_line(typed, field.key) for field in fields}


def _of_line(typed: Mapping[str, list[str]], field: str) -> Words:
    prefix = f"{field}:"
    return {name.removeprefix(prefix): said for name, said in typed.items() if name.startswith(prefix)}
