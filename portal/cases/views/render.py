"""What the pages and parts of a case need, gathered in as few questions to the database as can be."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from flask import g, render_template, request

from portal.cases import cards, drafted, forecasting, presence, queries, retelling, show, talking, versions
from portal.cases.offering import Offer
from portal.cases.queries import Case
from portal.cases.views import undoing
from portal.kernel import clock, drafting, journal
from portal.kernel.doors import me
from portal.kernel.verbs import sentence
from portal.people.queries import directory
from workflows import planning
from workflows.talk import Message
from workflows.values import Length

LOG_LINES = 12
Words = show.Words
Beside = Callable[[show.Desk, show.OrderPage], Mapping[str, Any]]


def zone() -> ZoneInfo:
    """The time zone of the person who looks."""
    return ZoneInfo(me().zone or g.house.zone)


def unit() -> Length:
    """The unit in which the reader sees lengths: their own, or the one this address asks for."""
    asked = request.args.get("unit", "")
    return asked if asked in ("cm", "in") else me().length_unit  # type: ignore[return-value]  # one of the two


def viewer() -> show.Viewer:
    """Who looks, as pages speak to them."""
    return show.Viewer(me().handle, me().first, me().side, unit(), zone())


def look(case: Case, visit: Any = None) -> show.Look:
    """Who looks, when, and everyone they may read about."""
    now, days = clock.now(), queries.calendars(case.account_id, g.house)
    planned = planning.plan(case.thread, now.astimezone(zone()).date(), days)
    return show.Look(
        viewer=viewer(),
        at=now,
        people=people(case),
        planned={key: (days.starts, days.ends) for key, days in planned.items()},
        due=case.due,
        seen=visit.before(now) if visit else case.seq,
        house_zone=ZoneInfo(g.house.zone),
        calendars=days,
        offered=newer.version if (newer := versions.offered(case, g.house)) else 0,
        ours=Counter((case.ours or "").split()),
        talked=Counter((case.talked or "").split()),
        room_news=case.room_news or 0,
        told=cards.read(case.told),
        finished=tuple(forecasting.finished_like(case)),
    )


def page(case: Case, visit: Any = None, opened: show.Opened | None = None) -> show.OrderPage:
    """Everything the page of an order shows."""
    return _page(case, look(case, visit), opened)


def desk(case: Case) -> show.Desk:
    """The case as it is read by the person who looks."""
    return show.Desk(case.thread, look(case))


def desk_and_page(case: Case, opened: show.Opened | None = None) -> tuple[show.Desk, show.OrderPage]:
    """The case as the smaller pages need it, and the order around them, looked at once for both."""
    seen = look(case)
    return show.Desk(case.thread, seen), _page(case, seen, opened)


def _page(case: Case, seen: show.Look, opened: show.Opened | None) -> show.OrderPage:
    newest = talking.newest(case, LOG_LINES)
    g.undo = undoing.fresh(
        case, newest[0][0] if newest else None
    )  # base.html shows it on the page that follows
    entries = [logged(entry, said) for entry, said in newest]
    seen = replace(seen, waiting=_waiting(case, opened), begun=_begun(case))
    return show.order(case.thread, case.ref, seen, entries, opened)


def _begun(case: Case) -> tuple[show.Begun, ...]:
    """What this person began to write in the case, newest first."""
    rows = sorted(drafting.of(drafted.place(case.ref)).values(), key=lambda row: row.at, reverse=True)
    forms = ((row.at, drafting.form_of(row.address)) for row in rows if row.says)
    told = (show.begun(case.thread, case.ref, form, at) for at, form in forms if form)
    return tuple(one for one in told if one)


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
    seen = _with_room(case, visit)
    shown = _page(case, seen, opened)
    live = alive(case, opened.stage if opened else "", room=seen.room)
    return render_template("cases/order.html", case=case, order=shown, live=live)


def moved(case: Case, visit: Any, since: int, stage: str, told: show.Moved, beside: Beside) -> str:
    """The parts of a page that moved since the change it shows; `stage` is what it has open besides.

    On a first visit nothing is new to its reader but what comes while they look. `beside` makes what the page
    shows of one place.
    """
    seen = _with_room(case, visit)
    seen = replace(seen, seen=seen.seen or since)
    within = None if told.within is None else told.within | {stage}
    shown = _page(case, seen, show.Opened(stage=stage, only=within))
    more = beside(show.Desk(case.thread, seen), shown)
    stages = show.moved_stages(shown.stages, told)
    return render_template("cases/_moved.html", order=shown, moved=told, stages=stages, **more)


def room(case: Case) -> str:
    """Who is in the room of an order: asked often, so nothing is reckoned that it does not tell."""
    seen = show.Look(viewer(), clock.now(), people(case))
    told = show.room(show.Desk(case.thread, seen), presence.in_room(case.id))
    return render_template("cases/_room.html", ref=case.ref, room=told)


def _with_room(case: Case, visit: Any = None) -> show.Look:
    return replace(look(case, visit), room=tuple(presence.in_room(case.id)))


def stage(case: Case, key: str) -> str:
    """One stage alone."""
    seen, shown = desk_and_page(case, show.Opened(stage=key))
    told = {"stage": shown.stage(key), "talk": talk(case, seen, key), "heads": _signed(case, key)}
    live = alive(case, key, key)
    return render_template("cases/stage.html", case=case, order=shown, live=live, **told)


def _signed(case: Case, stage: str) -> list[str]:
    """The entry of each signature, for whoever keeps it."""
    given = [one.seq for one in case.thread.signatures.get(stage, {}).values()]
    return list(retelling.heads(case, given).values()) if given else []


def alive(case: Case, stage: str = "", place: str = "", room: Iterable[show.InRoom] = ()) -> show.Live:
    """What a page must know to stay alive; one that shows nobody of the room hears who is in it."""
    return show.Live(case.ref, case.seq, presence.head(room, me().handle), stage, place)


def talk(case: Case, seen: show.Desk, place: str) -> show.TalkView:
    """What was said about a place of an order."""
    return show.talk_at(seen, place, talking.at_place(case, place))


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
        moves=show.replanned(desk(case), deed, (request.view_args or {}).get("stage", "")),
    )
    return render_template("cases/reason.html", order=page(case), reason=view, action=request.path)


def arranging(
    case: Case, at: tuple[str, str], deed: str, said: Offer | None = None, problem: str = ""
) -> str:
    """The form of an appointment alone, `at` its stage and block: as it stands, or with what was typed."""
    desk, shown = desk_and_page(case)
    view = show.arranging(desk, at, deed, said, problem)
    return render_template("cases/appointment.html", order=shown, arranging=view)


def signing(case: Case, stage: str) -> str:
    """The page that shows once more what a signature covers."""
    shown = page(case, opened=show.Opened(stage=stage))
    return render_template("cases/sign.html", case=case, order=shown, stage=shown.stage(stage))


def history(case: Case, entries: Iterable[journal.Entry], older: int | None) -> str:
    """Everything that happened, a page of it."""
    desk, shown = desk_and_page(case)
    log = show.log(desk, [logged(entry) for entry in entries])
    return render_template("cases/history.html", order=shown, log=log, older=older)


def said(case: Case, seq: int, place: str = "", *, room: bool = False) -> str:
    """An empty box after something was said as number `seq`, and the way back."""
    seen = show.Desk(case.thread, show.Look(viewer(), clock.now(), people(case)))
    told = show.in_room(seen, (), 0) if room else show.talk_at(seen, place, ())
    undo = undoing.of_words(case.ref, seq, room=room)
    return render_template("cases/_said.html", ref=case.ref, talk=told, room=room, undo=undo)


def answered() -> str:
    """The form of the next answer in a word, with a key of its own, after one was given."""
    return render_template("cases/_answered.html")


def drafts(case: Case) -> dict[str, Any]:
    """What the person began to write on lines of a case, by "stage.field"."""
    return drafted.of_lines(case.ref, drafting.of(drafted.place(case.ref)))


def opened(case: Case) -> show.Opened:
    """What the address asks to be open; words that this person began to write on the line are in it."""
    line, stage = request.args.get("open", ""), request.args.get("stage", "")
    of, _, field = line.partition(".")
    if of not in case.thread.stages or case.thread.stages[of].field(field) is None:
        return show.Opened(stage=stage)
    return show.Opened(line, stage or of, drafts(case))


def people(case: Case) -> dict[str, show.PersonCard]:
    """Everyone of both sides by handle."""
    found = directory(case.account_id)
    return {one.handle: _card(one) for one in found}


def _card(one: Any) -> show.PersonCard:
    return show.PersonCard(one.name, one.initials, one.title, one.side, one.left is None)


def logged(entry: journal.Entry, said: Message | None = None) -> show.Logged:
    """An entry of the journal as pages tell it; with the message that it said, as this reads today."""
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
        talk=said,
    )
