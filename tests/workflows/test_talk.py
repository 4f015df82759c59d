"""Talk, its rules alone: whom a text names, and what becomes of a message."""

from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from tests.workflows import sample
from workflows import talk
from workflows.case import Refused

PEOPLE = {
    "marian": "Marian Wren",
    "julian": "Julian Okoro",
    "mwren2": "Marian Holt",
    "ana-maria": "Ana-Maria Ó Sé",
}
SAID = talk.Message(5, "julian", "Julian Okoro", "customer", sample.when(), "Is it warm?")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("@julian, look", ("julian",)),
        ("Look, @Julian.", ("julian",)),
        ("(@JULIAN) and @julian", ("julian",)),
        ("first\n@julian", ("julian",)),
        ("@marian", ("marian",)),  # a handle goes before the first names, of which there are two
        ("@mwren2 and @ana-maria and @julian-", ("mwren2", "ana-maria", "julian")),
        ("@stranger and @nobody", ()),
        ("julian@example.org, x@julian, https://a.b/@julian, `@julian`, @ julian, @", ()),
    ],
)
def test_a_text_names_only_those_who_can_be_named(text, told):
    assert talk.named(text, PEOPLE) == told
    shown = talk.pointed(text, PEOPLE, told)
    assert shown.count("**@") == (len(talk.NAMED.findall(text)) if told else 0)
    assert shown.replace("**", "") == text


def test_of_two_with_one_first_name_neither_is_meant_by_it():
    people = {"m1": "Marian Wren", "m2": "Marian Holt"}
    assert talk.named("@marian @Marian @m2", people) == ("m2",)


def test_edited_words_keep_what_they_were():
    at = sample.when(days=1)
    after = talk.edit(SAID, "julian", at, " Is it warm enough? ", ["marian"])
    assert (after.text, after.edited, after.tells) == ("Is it warm enough?", at, ("marian",))
    assert after.was == (("Is it warm?", at.isoformat()),)
    assert talk.edit(after, "julian", at, "Is it warm enough?", ()) is after
    for by, text, sentence in (
        ("marian", "x", "Only whoever wrote it can change it. Answer it instead."),
        ("julian", " \n", "There is nothing written yet."),
        ("julian", "x" * 4001, "What you wrote has 4,001 characters; 4,000 is the most it can hold."),
    ):
        with pytest.raises(Refused, match=sentence):
            talk.edit(SAID, by, at, text, ())


def test_what_was_taken_back_is_neither_edited_nor_answered():
    gone = talk.take_back(SAID, "julian", sample.when(days=1))
    for deed in (
        lambda: talk.take_back(SAID, "marian", SAID.at),
        lambda: talk.take_back(gone, "julian", SAID.at),
        lambda: talk.edit(gone, "julian", SAID.at, "x", ()),
        lambda: talk.answer(gone, "marian", "yes", True),
        lambda: talk.answer(SAID, "julian", "yes", True),
        lambda: talk.answer(SAID, "marian", "no", True),
    ):
        with pytest.raises(Refused):
            deed()


def test_an_answer_in_a_word_comes_and_goes():
    after = talk.answer(talk.answer(SAID, "marian", "yes", True), "piotr", "yes", True)
    assert after.words == {"yes": ("marian", "piotr")}
    assert talk.answer(after, "marian", "yes", True) is after
    assert talk.answer(SAID, "marian", "seen", False) is SAID
    less = talk.answer(talk.answer(after, "marian", "yes", False), "piotr", "yes", False)
    assert less.words == {}


def test_places_are_those_of_the_order():
    case = sample.cloth_signed()
    for place in ("", "cloth", "cloth.code"):
        assert talk.there(case, place), place
    for place in ("silk", "cloth.made_up", "made.up", ".", "picture:1", "pin:n1", "pin:"):
        assert not talk.there(case, place), place


@dataclass
class Told:
    """An entry of a journal."""

    seq: int
    verb: str
    actor: str = "julian"
    facts: dict[str, Any] = field(default_factory=dict)
    name: str = "Julian Okoro"
    side: str = "customer"
    at: Any = SAID.at


def test_the_journal_tells_every_message_again():
    entries = [
        Told(4, "case.write"),
        Told(5, "case.say", facts={"text": "Is it warm?"}),
        Told(6, "case.react", "marian", {"of": 5, "word": "yes", "given": True}),
        Told(7, "case.edit", facts={"of": 5, "text": "Is it?", "tells": ["marian"]}),
        Told(8, "case.answer_pin", facts={"text": "Here", "place": "pin:n2"}),
        Told(9, "case.answer_pin", facts={"text": "As it was told before there were messages"}),
        Told(10, "case.take_back", facts={"of": 8}),
    ]
    told = talk.retold(entries)
    assert told.keys() == {5, 8}
    edited = replace(SAID, words={"yes": ("marian",)}, text="Is it?", tells=("marian",), edited=SAID.at)
    assert told[5] == replace(edited, was=(("Is it warm?", SAID.at.isoformat()),))
    assert (told[8].place, told[8].gone, told[8].text) == ("pin:n2", SAID.at, "Here")
