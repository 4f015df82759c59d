"""Verbs: one table says who may; the deed and its entry are one; nobody writes an entry by hand."""

from dataclasses import dataclass

import pytest

from portal.kernel import journal, verbs
from portal.kernel.verbs import VERBS, Act, NotAllowed, Rule, Verb, Verbs, either, may, sentence


@dataclass(frozen=True)
class Hand:
    """Somebody who does something."""

    handle: str
    side: str = "clan"
    id: int = 1
    name: str = "Somebody"


tailor, apprentice = Hand("tailor"), Hand("apprentice", side="customer")
is_tailor = Rule("the tailor", lambda who, _thing: who.handle == "tailor")
owner = Rule("its owner", lambda who, thing: thing == who.handle)


@pytest.fixture
def coats():
    """A table of its own, gone after the test."""
    yield Verbs(
        "coat",
        {
            "cut": Verb(is_tailor, says="cut {coat}"),
            "mend": Verb(either(is_tailor, owner), says="mended {coat}"),
            "let": Verb(owner, says="let {coat} out"),
        },
    )
    for name in [name for name in VERBS if name.startswith("coat.")]:
        del VERBS[name]


def test_whoever_may_does_it_and_the_journal_hears_of_it(coats, unit):
    @coats.action
    def cut(act: Act, coat: str, *, depth: int = 1) -> int:
        """Cut a coat."""
        act.note(coat=coat)
        act.tell("coat:1", [{"field": "depth", "was": None, "now": depth}])
        return depth

    with unit():
        assert cut(tailor, "tweed", depth=3) == 3
        (told,) = journal.newest("coat:1", 5)
        assert (told.verb, told.actor, told.side, told.facts) == (
            "coat.cut",
            "tailor",
            "clan",
            {"coat": "tweed"},
        )
        assert told.changes == [{"field": "depth", "was": None, "now": 3}]
        assert sentence(told.verb, told.facts) == "cut tweed"
        with pytest.raises(NotAllowed, match="This is for the tailor to do"):
            cut(apprentice, "tweed")
        assert len(journal.newest("coat:1", 5)) == 1
    assert cut.__doc__ == "Cut a coat."


def test_a_verb_that_is_not_in_the_table_cannot_be_written(coats):
    with pytest.raises(KeyError):

        @coats.action
        def burn(act: Act, coat: str) -> None:
            """Burn a coat."""


def test_nothing_done_is_nothing_told_and_something_done_is_told(coats, unit):
    @coats.action
    def mend(act: Act, coat: str) -> None:
        """Mend a coat."""
        return act.nothing() if coat == "whole" else None

    with unit():
        mend(tailor, "whole")
        assert journal.newest("coat:1", 1) == []
        with pytest.raises(RuntimeError, match=r"coat\.mend did something and told no stream"):
            mend(tailor, "torn")


def test_a_name_that_python_keeps_for_itself_gets_a_line_under_it(coats, unit):
    @coats.action
    def let_(act: Act, coat: str) -> None:
        """Let a coat out."""
        act.nothing()

    with unit():
        let_(apprentice, "apprentice")


def test_pages_ask_the_same_table(coats):
    assert may(tailor, "coat.mend", "x")
    assert may(apprentice, "coat.mend", "apprentice")
    assert not may(apprentice, "coat.mend", "x")
    assert VERBS["coat.mend"].may.says == "the tailor or its owner"


def test_a_sentence_survives_old_entries_and_odd_words(coats):
    assert sentence("coat.cut", {}) == "cut …"
    assert sentence("coat.cut", {"coat": "{0.__class__} %s"}) == "cut {0.__class__} %s"
    assert sentence("coat.folded", {}) == "coat folded"


def test_every_verb_of_the_house_says_who_may_and_what_it_did():
    for name, verb in verbs.VERBS.items():
        assert verb.may.says, name
        assert verb.says and not verb.says.endswith("."), name
        assert name == name.lower(), name
