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

from portal.cases.phrases import COUNTED, PHRASES, WHOLE, YOU, Facts
from portal.kernel.verbs import sentence
from workflows import language, talk
from workflows.language import _
from workflows.takes import joined

PLACE = re.compile(r"%\((\w+)\)s")
NUMBER = r"[-−]?[A-Z]{0,3}[^\w\s]?\s?\d[\d,]*(?:\.\d+)?"  # a sum, as English writes it
TAKES = rf"(?P<sum>{NUMBER})(?: and (?P<days>\d+) working days?)?|(?P<only>\d+) working days?"
DAY = r"(?:[A-Z][a-z]+day )?\d{1,2} [A-Z][a-z]+(?: \d{4})?"
YEARS = range(2000, 2028)  # in these every day of a year falls on every day of the week
THEIR_OWN = r".+?"


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
