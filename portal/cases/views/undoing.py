"""What somebody did a moment ago, with its way back: shown for ten seconds on the page that follows."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import Response, request, url_for

from portal.cases import forms, queries, undone
from portal.cases.deeds import you_did
from portal.cases.queries import Case
from portal.cases.views import bp
from portal.kernel import clock
from portal.kernel.doors import me
from portal.kernel.drafting import Undo
from portal.kernel.http import done, safe_next, url_here
from portal.kernel.journal import Entry

LASTS = timedelta(seconds=10)


@bp.post("/<ref>/undo")
def undo(ref: str) -> Response:
    """Take back what the reader did last, a moment ago, and lead back to the page they were on."""
    undone.undo(me(), queries.get(me(), ref), forms.number(request.form.get("seq", "")) or 0)
    order, back = url_for(".show", ref=ref), safe_next(request.form.get("back", ""))
    return done(back if back.startswith((f"{order}/", f"{order}?")) else order)


def fresh(case: Case, newest: Entry | None) -> Undo | None:
    """The way back from what the reader did last, while it is fresh and nobody has done anything since."""
    now = clock.now()
    if (
        newest is None
        or case.thread.status == "fulfilled"
        or newest.actor != me().handle
        or not timedelta() <= now - newest.at <= LASTS
    ):
        return None
    way = _way(case, newest)
    if way is None:
        return None
    endpoint, values, words = way
    said = you_did(newest.verb, newest.facts)
    return Undo(said, url_for(f"cases.{endpoint}", ref=case.ref, **values), words)


def of_words(ref: str, seq: int, *, room: bool = False) -> Undo:
    """The way back from what the reader said a moment ago, to both sides or in their own room."""
    endpoint = "cases.room_take_back" if room else "cases.take_back"
    return Undo(you_did("case.say", {}), url_for(endpoint, ref=ref, seq=seq), {})


def _way(case: Case, entry: Entry) -> tuple[str, dict[str, Any], dict[str, Any]] | None:
    """The deed that is the opposite of an entry: its endpoint, what is in its address, what its form says."""
    facts, thread = entry.facts, case.thread
    if entry.verb in ("case.say", "case.answer_pin"):
        return "take_back", {"seq": entry.seq}, {}
    if entry.verb in ("case.write", "case.put_back"):
        return _line(case, facts)
    if entry.verb in undone.DEEDS:
        return "undo", {}, {"seq": entry.seq} | ({"back": url_here()} if request.method == "GET" else {})
    if entry.verb == "case.sign" and (key := facts.get("key")) and thread.state(key) == "now":
        return "withdraw", {"stage": key}, {}
    return _begun(case, entry)


def _begun(case: Case, entry: Entry) -> tuple[str, dict[str, Any], dict[str, Any]] | None:
    """The way back from what was begun: a note, or something asked of the other side."""
    ways: dict[str, tuple[str, str, Mapping[str, object]]] = {
        "case.write_note": ("take_back_note", f"n{case.seq}", case.thread.notes),
        "case.propose": ("withdraw_proposal", str(entry.facts.get("proposal")), case.thread.proposals),
        "case.ask_redraw": ("withdraw_redraw", f"r{case.seq}", case.thread.redraws),
    }
    endpoint, key, there = ways.get(entry.verb, ("", "", {}))
    return (endpoint, {"key": key}, {}) if key in there else None


def _line(case: Case, facts: dict[str, Any]) -> tuple[str, dict[str, Any], dict[str, Any]] | None:
    stage, fields = facts.get("stage", ""), facts.get("fields", [])
    held = case.thread.line(stage, fields[0]) if len(fields) == 1 else None
    if held is None or case.thread.state(stage) != "now":
        return None
    if f"c{held.seq}" in case.thread.booked:
        return "take_back_change", {"key": f"c{held.seq}"}, {}
    return "put_back", {"stage": stage, "field": fields[0]}, {"seq": held.seq - 1}
