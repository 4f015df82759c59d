"""The journal keeps everything in English; what people did is said in the language of who reads it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from gettext import NullTranslations

import pytest
from sqlalchemy import select

from portal.cases import actions, changing, redrawing, together
from portal.cases.deeds import asked, you_did
from portal.cases.findable import Findable
from portal.cases.model import Calling, Case
from portal.kernel.journal import Entry
from portal.kernel.verbs import sentence
from workflows import language
from workflows.booked import Wish
from workflows.redrawn import Redraw

GERMAN = {
    "wrote %(what)s, for %(takes)s": "schrieb %(what)s, für %(takes)s",
    "wrote %(what)s": "schrieb %(what)s",
    "wrote %(num)s lines in %(stage)s": "schrieb %(num)s Zeilen in %(stage)s",
    "changed %(line)s from %(then)s to %(now)s": "änderte %(line)s von %(then)s in %(now)s",
    "changed %(what)s": "änderte %(what)s",
    "%(these)s and %(last)s": "%(these)s und %(last)s",
    "%(num)s working days": "%(num)s Arbeitstage",
    ", and %(stage)s begins": "; jetzt beginnt %(stage)s",
    ". The order is fulfilled": ". Der Auftrag ist erfüllt",
    "move %(stage)s after %(other)s": "%(stage)s hinter %(other)s zu stellen",
    "%(sum)s received on %(day)s": "%(sum)s am %(day)s erhalten",
    "said “{word}” to what {whom} wrote": "sagte „{word}“ zu dem, was {whom} schrieb",
    "Thank you": "Danke",
    "You wrote %(what)s.": "Sie haben %(what)s geschrieben.",
    "fixed": "behoben",
    ", “%(words)s”": ", „%(words)s“",
    ", as both say": ", sagen beide",
}


class Spoken(NullTranslations):
    """A catalogue of a few sentences."""

    def gettext(self, message: str) -> str:
        return GERMAN.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return GERMAN.get(msgid1 if n == 1 else msgid2, msgid1 if n == 1 else msgid2)


class Marked(NullTranslations):
    """A language in which every sentence is marked, so that one that is kept can be found."""

    def gettext(self, message: str) -> str:
        return f"«{message}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"«{msgid1 if n == 1 else msgid2}"


@contextmanager
def marked() -> Iterator[None]:
    """Everything is said in the marked language."""
    token = language.speak(language.Speech("de", Marked()))
    yield
    language.no_longer(token)


@pytest.fixture
def german() -> Iterator[None]:
    """Everything is said in German."""
    token = language.speak(language.Speech("de", Spoken()))
    yield
    language.no_longer(token)


@pytest.mark.parametrize(
    ("verb", "facts", "told"),
    [
        ("write", {"what": "wrote 3 lines in Cloth"}, "schrieb 3 Zeilen in Cloth"),
        ("write", {"what": "wrote Code: W 81"}, "schrieb Code: W 81"),
        (
            "write",
            {"what": "wrote Code: W 81, for £1,796 and 14 working days"},
            "schrieb Code: W 81, für £1,796 und 14 Arbeitstage",
        ),
        ("write", {"what": "changed Code from W 81 to W 9"}, "änderte Code von W 81 in W 9"),
        ("sign", {"stage": "Cloth", "moved": ", and Fitting begins"}, "; jetzt beginnt Fitting"),
        ("met", {"what": "It is dry", "ended": ". The order is fulfilled"}, ". Der Auftrag ist erfüllt"),
        ("ask_redraw", {"what": "move Cut after Cloth", "why": "Rain"}, "Cut hinter Cloth zu stellen"),
        ("record_payment", {"what": "£400 received on 3 May 2026"}, "£400 am 3 Mai 2026 erhalten"),
        ("promise", {"what": "A map", "due": "Saturday 13 June"}, "Samstag 13 Juni"),
        ("react", {"word": "thanks", "given": True, "what": "said “Thank you”", "whom": "Ines"}, "„Danke“"),
        ("review", {"what": "Fit", "decision": "ok", "note": ", “Let it be.”"}, "Fit: ok, „Let it be.“"),
        ("say_yes", {"what": "Legal", "instead": "", "note": ", “As it is”"}, "Legal, „As it is“"),
        ("judge_note", {"what": "Arm", "how": "fixed", "rest": ", as both say"}, "behoben, sagen beide"),
    ],
)
def test_our_words_among_the_facts_are_said_anew(german, verb, facts, told):
    assert told in sentence(f"case.{verb}", facts)


@pytest.mark.parametrize(
    "kept",
    [
        "wrote Way in: from town, for winter",
        "wrote What for: I change because of you",
        "changed Time from door to door from 5 to 6",
    ],
)
def test_what_people_wrote_is_never_cut_in_two(german, kept):
    own = kept.partition(" ")[2]
    assert sentence("case.write", {"what": kept}) in (f"schrieb {own}", f"änderte {own}")


def test_whoever_undoes_is_spoken_to_in_their_language(german):
    assert you_did("case.write", {"what": "wrote Code: W 81"}) == "Sie haben Code: W 81 geschrieben."
    assert asked("move Cut after Cloth") == "Cut hinter Cloth zu stellen"


def test_in_english_it_reads_as_it_is_kept():
    facts = {"stage": "Cloth", "moved": ", and Fitting begins"}
    assert sentence("case.sign", facts) == "signed Cloth, and Fitting begins"
    assert you_did("case.sign", facts) == "You signed Cloth, and Fitting begins."


def test_nothing_that_is_kept_is_in_the_language_of_who_acts(cloth, cast):
    chest = {"value": "92", "unit": "cm", "basis": "skin"}
    with marked():
        cloth.do(cast.marian, actions.write, "cloth", {"code": "W 81", "chest": chest}, {})
        cloth.do(cast.marian, actions.write, "cloth", {"price": "1400"}, {})
        cloth.do(cast.julian, changing.propose, "need", "need", Wish(way="A cloak", why="It rains"))
        cloth.do(cast.julian, together.ask, "cloth", "A map", "clan")
        cloth.do(cast.marian, redrawing.replan, Redraw(kind="skip", stage="fitting", why="No time"))
    with cloth.database.unit(write=False) as db:
        kept = [json.dumps([one.facts, one.changes], ensure_ascii=False) for one in db.scalars(select(Entry))]
        kept += [f"{one.label} {one.says}" for one in db.scalars(select(Findable))]
        kept += [one.says for one in db.scalars(select(Calling))]
        kept += [json.dumps([one.title, one.summary], ensure_ascii=False) for one in db.scalars(select(Case))]
    assert len(kept) > 20
    assert any("wrote Price: £1,400" in one for one in kept)
    assert [one for one in kept if "«" in one] == []
