"""How sentences are said: in the reader's language, with English behind it, and never to the next reader."""

import json
from collections.abc import Iterator
from contextvars import copy_context
from datetime import date

import pytest

from tests.workflows import joining, replan
from tests.workflows.fields import line
from tests.workflows.following import Order
from tests.workflows.sample import clan, cloth_signed, customer, put
from tests.workflows.speaking import GERMAN, Marked, catalogue, spoken
from workflows import course, language
from workflows.case import Case
from workflows.changes import document
from workflows.check import library
from workflows.language import (
    ENGLISH,
    N_,
    Speech,
    _,
    day,
    day_and_year,
    listed,
    locale,
    month,
    ngettext,
    no_longer,
    pgettext,
    speak,
    weekday_and_day,
    whole_day,
)
from workflows.redrawn import NewStage, Redraw
from workflows.values import Invalid, read

BIRTHDAY = date(2026, 6, 13)


@pytest.fixture
def german() -> Iterator[None]:
    """Said to a German."""
    with spoken(GERMAN, catalogue()):
        yield


def test_until_somebody_reads_everything_is_said_in_english():
    assert (_("The house is kept"), locale()) == ("The house is kept", "en_GB")
    assert _("100 %") == "100 %"
    assert ngettext("%(num)s row", "%(num)s rows", 1) == "1 row"
    assert ngettext("%(num)s row", "%(num)s rows", 0) == "0 rows"
    assert pgettext("deed", "Open") == pgettext("state", "Open") == "Open"


@pytest.mark.usefixtures("german")
def test_a_sentence_may_turn_round_what_stands_in_its_places():
    assert _("The house is kept") == "Das Haus ist versorgt"
    facts = {"name": "Marian", "stage": "Cloth, 100 % wool"}
    assert _("%(name)s signed %(stage)s", **facts) == "Cloth, 100 % wool hat Marian unterschrieben"


@pytest.mark.usefixtures("german")
def test_counting_follows_the_language():
    said = [ngettext("%(num)s row", "%(num)s rows", number) for number in (1, 2, 0)]
    assert said == ["1 Zeile", "2 Zeilen", "0 Zeilen"]


@pytest.mark.usefixtures("german")
def test_a_word_of_two_meanings_has_two_translations():
    assert (pgettext("deed", "Open"), pgettext("state", "Open")) == ("Öffnen", "Offen")
    assert pgettext("shop", "Open") == "Open"


@pytest.mark.usefixtures("german")
def test_what_nobody_translated_is_said_in_english():
    assert _("Nobody asked %(name)s", name="Piotr") == "Nobody asked Piotr"
    assert ngettext("%(num)s pin", "%(num)s pins", 2) == "2 pins"


def test_days_are_written_as_the_language_writes_them():
    ways = (day, day_and_year, weekday_and_day, whole_day, month)
    english = ["13 June", "13 June 2026", "Saturday 13 June", "Saturday 13 June 2026", "June 2026"]
    assert [way(BIRTHDAY) for way in ways] == english
    with spoken(GERMAN, catalogue()):
        said = [way(BIRTHDAY) for way in ways]
    assert said == ["13. Juni", "13. Juni 2026", "Samstag, 13. Juni", "Samstag, 13. Juni 2026", "Juni 2026"]


def test_words_are_listed_with_the_and_of_the_language():
    assert [listed(names) for names in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [
        "",
        "A",
        "A and B",
        "A, B and C",
    ]
    with spoken(GERMAN, catalogue()):
        assert listed(["A", "B", "C"]) == "A, B und C"


def test_a_marked_sentence_is_said_to_each_in_their_own_language():
    kept = N_("The house is kept")
    assert kept == "The house is kept"
    with spoken(GERMAN, catalogue()):
        assert _(kept) == "Das Haus ist versorgt"
    assert _(kept) == "The house is kept"


def test_a_refusal_is_in_the_language_of_whoever_it_was_said_to():
    for reader, said in (
        (Speech(GERMAN, catalogue()), "Chest ist eine Liste von Dateien."),
        (ENGLISH, "Chest is a list of files."),
    ):
        token = speak(reader)
        with pytest.raises(Invalid, match=said):
            read(line("file"), "front.jpg", currency="GBP")
        no_longer(token)


def test_a_language_does_not_leak_to_the_next_reader():
    there = copy_context()
    there.run(speak, Speech(GERMAN, catalogue()))
    assert there.run(_, "The house is kept") == "Das Haus ist versorgt"
    assert _("The house is kept") == "The house is kept"
    with spoken(GERMAN, catalogue()), spoken("en_GB"):
        assert _("The house is kept") == "The house is kept"
    assert _("The house is kept") == "The house is kept"


def test_who_reads_is_asked_once_and_anew_for_the_next(monkeypatch):
    asked = []

    def who() -> Speech:
        asked.append(None)
        return Speech(GERMAN, catalogue()) if len(asked) == 1 else ENGLISH

    monkeypatch.setattr(language, "_asked", [lambda: ENGLISH])
    language.speak_through(who)
    token = speak(None)
    try:
        assert [_("The house is kept") for _time in range(2)] == ["Das Haus ist versorgt"] * 2
        speak(None)  # the next request
        assert [_("The house is kept") for _time in range(2)] == ["The house is kept"] * 2
        assert len(asked) == 2
    finally:
        no_longer(token)


@pytest.mark.parametrize("name", sorted(library()))
def test_what_is_stored_is_the_same_in_every_language(name):
    def followed() -> str:
        order = Order(library()[name], joining.ANSWERS if name == "joint-project" else {})
        for _step in range(60):
            if order.case.status == "open":
                order.step()
        return json.dumps(document(order.case), ensure_ascii=False, sort_keys=True)

    in_english = followed()
    with spoken(GERMAN, Marked()):
        assert _("Marked") == "⟦Marked⟧"
        marked = followed()
    assert marked == in_english and "⟦" not in marked


def test_nor_do_the_words_depend_on_it_that_the_rules_themselves_write():
    new = NewStage(title="A look", days=4, holder="clan", signed_by=("clan",), meet=True, pictures=True)

    def written() -> Case:
        case = put(put(cloth_signed(), clan(3), "cloth", code="A1"), clan(4), "cloth", code="A2")
        case = course.put_back(case, clan(5), "cloth", "code", "A1")
        case = course.ask_redraw(case, clan(7), Redraw(kind="add", after="fitting", new=new, why="Daylight"))
        case = course.agree_redraw(case, customer(8), next(iter(case.redraws)))
        return replan.again(case, clan(9), "fitting", "He comes twice")

    case = written()
    with spoken(GERMAN, Marked()):
        assert document(written()) == document(case)
    line = case.line("cloth", "code")
    assert line and line.why == "put back"
    own = next(stage for key, stage in case.stages.items() if key.startswith("own_"))
    assert own.block("meeting").title == "When we meet"
