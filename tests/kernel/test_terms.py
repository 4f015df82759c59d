"""Words as a search knows them."""

import sys
import time

from hypothesis import given
from hypothesis import strategies as some

from portal.kernel.terms import LONGEST, MOST, folded, has_all, looked_for, marked, nearest


def test_words_are_folded_and_signs_are_spaces():
    assert folded("Crêpe d’Été, STRASSE_9½ “x*”") == ["crepe", "d", "ete", "strasse", "9½", "x"]
    assert folded("日本 abc語") == ["日", "本", "abc", "語"]
    assert folded("\0 \u200b'\"*()-:^") == []
    assert folded("ガ・ギ ქართული") == ["カ", "キ", "ქართული"]


def test_every_sign_there_is_folds_to_letters_and_digits_or_is_none():
    for number in range(sys.maxunicode + 1):
        assert all(word.isalnum() for word in folded(chr(number))), hex(number)


def test_what_is_looked_for_is_cut_and_small_words_tell_little():
    looked = looked_for("  sign the fitting  of OKORO ")
    assert looked.words == "sign the fitting of OKORO" and not looked.cut
    assert looked.telling == ("sign", "fitting", "okoro")
    assert looked_for("the of").telling == ("the", "of")
    assert looked_for("x" * 201).cut and looked_for("a b c d e f g h i").cut
    assert has_all("Sign the forward fitting", ("fit", "sign")) and not has_all("Sign", ("fit",))


def test_hits_are_marked_and_long_texts_are_cut_around_the_first():
    assert marked("The lining, lined", ["lin"]) == (
        ("The ", False),
        ("lining", True),
        (", ", False),
        ("lined", True),
    )
    long = " ".join(["word"] * 90) + " Lining " + " ".join(["word"] * 90)
    pieces = marked(long, ["lining"], 160)
    assert ("Lining", True) in pieces and pieces[0] == ("… ", False) and pieces[-1] == (" …", False)
    assert len("".join(text for text, _ in pieces)) <= 164


@given(some.text(max_size=400), some.text(max_size=12), some.integers(10, 200))
def test_marking_changes_no_sign_of_a_text(text, word, most):
    terms = folded(word)
    assert "".join(piece for piece, _ in marked(text, terms)) == text
    cut = "".join(piece for piece, _ in marked(text, terms, most)).removeprefix("… ").removesuffix(" …")
    assert cut in text


@given(some.text(max_size=10_000))
def test_whatever_is_typed_is_words_of_letters_and_digits(typed):
    looked = looked_for(typed)
    assert len(looked.words) <= LONGEST and len(looked.terms) <= MOST
    assert all(sign.isalnum() for term in looked.terms for sign in term)


def test_a_slip_of_the_hand_is_one_letter_or_two_in_a_long_word():
    words = ["lining", "linen", "twilling", "measurement", "lapel"]
    for typed in ("linign", "lning", "liningg", "lixing"):
        assert nearest(typed, words) == ["lining"], typed
    assert nearest("measurmnet", words) == ["measurement"]
    assert nearest("lining", words) == [] and nearest("xyzzy", words) == []
    begun = time.perf_counter()
    nearest("measurmnet", [f"m{n:010}" for n in range(4_000)])
    assert time.perf_counter() - begun < 1
