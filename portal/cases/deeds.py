"""What people did, in the language of who reads it; the journal keeps it in English.

What is kept is never changed. So the words of ours in its facts are known again by their pattern and said
anew, and what people wrote among them stays as it is. A pattern whose own words stand in the text more than
once might cut in two what somebody wrote; it is passed over for a plainer one.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from portal.kernel.verbs import sentence
from workflows import language, talk
from workflows.language import N_, _, ngettext
from workflows.takes import joined

Facts = Mapping[str, Any]
Say = Callable[..., str]
PLACE = re.compile(r"%\((\w+)\)s")
NUMBER = r"[-−]?[A-Z]{0,3}[^\w\s]?\s?\d[\d,]*(?:\.\d+)?"  # a sum, as English writes it
TAKES = rf"(?P<sum>{NUMBER})(?: and (?P<days>\d+) working days?)?|(?P<only>\d+) working days?"
DAY = r"(?:[A-Z][a-z]+day )?\d{1,2} [A-Z][a-z]+(?: \d{4})?"
YEARS = range(2000, 2028)  # in these every day of a year falls on every day of the week
THEIR_OWN = r".+?"

FULFILLED = N_(". The order is fulfilled")
PART_OF = N_("“%(part)s” in %(stage)s")
QUOTED = N_(", “%(words)s”")
CHANGES = (
    *(N_("add %(stage)s after %(other)s"), N_("split %(stage)s, and make %(part)s a stage of its own")),
    *(N_("move %(stage)s after %(other)s"), N_("take %(stage)s out again"), N_("leave %(stage)s out")),
    *(N_("hold %(stage)s once more"), N_("open %(stage)s again")),
)
CHANGED = (
    *(N_("added %(stage)s after %(other)s"), N_("split %(stage)s, and make %(part)s a stage of its own")),
    *(N_("moved %(stage)s after %(other)s"), N_("took %(stage)s out again"), N_("left %(stage)s out")),
    *(N_("planned %(stage)s once more"), N_("opened %(stage)s again")),
)
PAID = (N_("%(sum)s received on %(day)s"), N_("%(sum)s given back on %(day)s"))
VERSION = (N_("version %(number)s of the process"),)
# The phrases that a fact may be, by the verb and the fact, the more telling ones first.
PHRASES: Mapping[str, tuple[str, ...]] = {
    "write.what": (
        N_("wrote %(what)s, for %(takes)s"),
        N_("wrote %(what)s"),
        N_("changed %(line)s from %(then)s to %(now)s because %(why)s, for %(takes)s"),
        N_("changed %(line)s from %(then)s to %(now)s because %(why)s"),
        N_("changed %(line)s from %(then)s to %(now)s, for %(takes)s"),
        N_("changed %(line)s from %(then)s to %(now)s"),
        N_("changed %(line)s because %(why)s, for %(takes)s"),
        N_("changed %(line)s because %(why)s"),
        N_("changed %(what)s, for %(takes)s"),
        N_("changed %(what)s"),
    ),
    "put_back.now": (N_("nothing, for %(takes)s"), N_("%(what)s, for %(takes)s"), N_("nothing")),
    "accept.cost": (N_(", for %(takes)s"),),
    "carry_over.title": (N_("“%(order)s”, taken %(day)s"),),
    "remind.whom": (N_("the clan"),),
    "sign.moved": (FULFILLED, N_(", and %(stage)s begins")),
    "met.ended": (FULFILLED,),
    "redraw.what": CHANGED,
    **{f"{verb}_redraw.what": CHANGES for verb in ("ask", "agree", "decline", "withdraw")},
    "agree_redraw.moved": (N_(". The hand-over moves to %(day)s"),),
    "agree_version.what": VERSION,
    "agree_version.done": (N_(". The order follows it from now on"),),
    "decline_version.what": VERSION,
    "review.decision": (
        *(N_("accepted"), N_("accepted with changes"), N_("changes needed"), N_("not mine to judge")),
    ),
    **{f"{verb}.what": (PART_OF,) for verb in ("review", "propose_times", "move_time", "pick_time")},
    **{f"{verb}.what": (PART_OF,) for verb in ("keep_time", "describe_time", "cancel_time")},
    **{f"{verb}.note": (QUOTED,) for verb in ("review", "say_yes", "hand_on")},
    "tick.what": (N_("%(item)s (taken back)"),),
    "settle_pin.rest": (N_(", and so it is settled by both"),),
    "initial_notes.what": (N_("the note “%(note)s”"),),
    "judge_note.how": (N_("fixed"), N_("partly fixed"), N_("not fixed")),
    "judge_note.rest": (
        *(N_(", as both say"), N_(", as both say. It comes back as an open note"), N_(", because %(why)s")),
    ),
    "show_picture.rest": (
        N_(", which %(name)s brought, for %(takes)s"),
        *(N_(", which %(name)s brought"), N_(", for %(takes)s")),
    ),
    "describe_pictures.what": (N_("a picture: “%(text)s”"),),
    "say_yes.instead": (N_(", for %(name)s"),),
    "say_no.instead": (N_(", for %(name)s"),),
    "promise.due": ("%(day)s",),
    "record_payment.what": PAID,
    "undo_payment.what": PAID,
    "you.what": (
        N_("You wrote %(what)s, for %(takes)s."),
        N_("You wrote %(what)s."),
        N_("You changed %(line)s from %(then)s to %(now)s."),
        N_("You changed %(what)s, for %(takes)s."),
        N_("You changed %(what)s."),
    ),
}
# The same where something is counted.
COUNTED: Mapping[str, tuple[str, Say]] = {
    "you.what": (
        r"You wrote (?P<num>\d+) lines in (?P<stage>.+)\.",
        lambda num, **facts: ngettext(
            "You wrote %(num)s line in %(stage)s.", "You wrote %(num)s lines in %(stage)s.", num, **facts
        ),
    ),
    "write.what": (
        r"wrote (?P<num>\d+) lines in (?P<stage>.+)",
        lambda num, **facts: ngettext(
            "wrote %(num)s line in %(stage)s", "wrote %(num)s lines in %(stage)s", num, **facts
        ),
    ),
    "carry_over.what": (
        r"(?P<num>\d+) measures?",
        lambda num: ngettext("%(num)s measure", "%(num)s measures", num),
    ),
    "initial_notes.what": (
        r"(?P<num>\d+) notes",
        lambda num: ngettext("%(num)s note", "%(num)s notes", num),
    ),
    "describe_pictures.what": (
        r"(?P<num>\d+) pictures",
        lambda num: ngettext("%(num)s picture", "%(num)s pictures", num),
    ),
}
# Verbs whose sentence is another one by what was done.
WHOLE: Mapping[str, Callable[[Facts], str]] = {
    "react": lambda facts: (
        N_("said “{word}” to what {whom} wrote")
        if facts.get("given")
        else N_("took “{word}” back to what {whom} wrote")
    ),
    "do_note": lambda facts: (
        N_("did what was asked in the note “{what}”")
        if str(facts.get("done")).startswith("did")
        else N_("took back as not done the note “{what}”")
    ),
}

# What can be undone, said to whoever did it; how lines were written is among the phrases.
YOU = {
    "case.write": "",
    "case.say": N_("You wrote."),
    "case.sign": N_("You signed {stage}{moved}."),
    "case.put_back": N_("You put {field} back to {now}."),
    "case.propose": N_("You proposed {what}."),
    "case.write_note": N_("You noted “{what}”."),
    "case.ask_redraw": N_("You asked to {what}: {why}."),
}


def anew(verb: str, says: str, facts: Facts) -> tuple[str, dict[str, Any]]:
    """The sentence of a verb (case.sign) and its facts, for who reads: what was kept, in their language."""
    name = verb.partition(".")[2]
    if _in_english():
        return says, dict(facts)
    return WHOLE[name](facts) if name in WHOLE else says, _facts(name, facts)


def you_did(verb: str, facts: Facts) -> str:
    """What the reader did a moment ago, where it can be undone, as a sentence that speaks to them."""
    if verb not in YOU or _in_english():
        return _("You %(did)s.", did=sentence(verb, dict(facts)))
    if verb == "case.write":
        return str(_said("you.what", f"You {facts['what']}."))
    return _(YOU[verb]).format_map(_facts(verb.partition(".")[2], facts))


def asked(kept: str) -> str:
    """A change of the plan that is asked for, as a list keeps it, in the language of who reads."""
    return kept if _in_english() else str(_said("ask_redraw.what", kept))


def parts(phrase: str, kept: str) -> dict[str, str] | None:
    """What stands in the places of a phrase that was kept in English; None if it is another one."""
    found = _pattern(phrase).fullmatch(kept)
    return found.groupdict() if found else None


def _in_english() -> bool:
    return language.locale().startswith("en")


def _facts(name: str, facts: Facts) -> dict[str, Any]:
    if name == "undo" and "undone" in facts:
        return {"what": sentence(facts["undone"], facts["of"])}
    told = {key: _said(f"{name}.{key}", value) for key, value in facts.items()}
    return told | {"word": _(talk.WORDS[facts["word"]])} if facts.get("word") in talk.WORDS else told


def _said(which: str, kept: Any) -> Any:
    """A fact as its readers read it; what is no phrase of ours stays as it is."""
    if not isinstance(kept, str) or not kept:
        return kept
    if which in COUNTED:
        pattern, say = COUNTED[which]
        if found := re.fullmatch(pattern, kept, re.DOTALL):
            facts = found.groupdict()
            return say(int(facts.pop("num")), **facts)
    return next((said for one in PHRASES.get(which, ()) if (said := _anew(one, kept))), kept)


def _anew(phrase: str, kept: str) -> str:
    """The phrase in the reader's language with what is in its places; nothing if it is not what was kept."""
    found = _pattern(phrase).fullmatch(kept)
    if found is None or any(kept.count(one) > 1 for one in _between(phrase)):
        return ""
    facts = found.groupdict()
    places = {name: SAID.get(name, str)(facts[name]) for name in PLACE.findall(phrase)}
    return _(phrase, **places) if places else _(phrase)


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    parts = PLACE.split(phrase)
    shapes = (f"(?P<{one}>{SHAPES.get(one, THEIR_OWN)})" for one in parts[1::2])
    fixed = [re.escape(one) for one in parts[::2]]
    return re.compile("".join(a + b for a, b in zip(fixed, (*shapes, ""), strict=True)), re.DOTALL)


@cache
def _between(phrase: str) -> tuple[str, ...]:
    """The words of ours that stand between two places."""
    return tuple(PLACE.split(phrase)[2:-1:2])


def _takes(kept: str) -> str:
    """£796 and 14 working days."""
    found = re.fullmatch(TAKES, kept)
    if found is None:
        return kept
    days = found["days"] or found["only"]
    return joined(found["sum"] or "", int(days or 0))


def _day(kept: str) -> str:
    """13 June 2026, Saturday 13 June, 13 June."""
    if found := _read(kept, "%d %B %Y"):
        return language.day_and_year(found)
    for year in YEARS:
        found = _read(f"{kept} {year}", "%A %d %B %Y")
        if found and f"{found:%A}" == kept.partition(" ")[0]:
            return language.weekday_and_day(found)
    found = _read(f"{kept} {YEARS[0]}", "%d %B %Y")
    return language.day(found) if found else kept


def _read(kept: str, pattern: str) -> date | None:
    """A day in English words; none if it is another pattern."""
    try:
        return datetime.strptime(kept, pattern).date()  # noqa: DTZ007  a day has no zone
    except ValueError:
        return None


SHAPES = {"takes": re.sub(r"\?P<\w+>", "?:", TAKES), "day": DAY, "number": r"\d+", "sum": NUMBER}
SAID: Mapping[str, Callable[[str], str]] = {"takes": _takes, "day": _day}
