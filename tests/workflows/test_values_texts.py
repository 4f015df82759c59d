"""Words: one line, several lines, a person."""

import pytest

from tests.workflows.fields import kept, line, refused, words

TEXT, PAGE, PERSON = line("text", "Mill"), line("longtext", "Your need"), line("person", "Made by")


def test_a_line_keeps_its_words_without_the_space_around_them():
    assert kept(TEXT, "  Garth Mill \n") == "Garth Mill"
    assert kept(TEXT, "“Grüße”, 30°, 裁縫, 👔") == "“Grüße”, 30°, 裁縫, 👔"
    assert words(TEXT, "Garth Mill") == "Garth Mill"


@pytest.mark.parametrize(
    "raw", ["two\nlines", "two\r\nlines", "two\tlines", "two\u2028lines", "two \x85 lines"]
)
def test_a_line_is_one_line(raw):
    assert refused(TEXT, raw) == ("Mill is one line. Write it without line breaks or tabs.", "two lines")


def test_a_page_keeps_its_lines_and_writes_their_breaks_one_way():
    assert kept(PAGE, "one\r\ntwo\rthree\u2028four\u2029five\x85six\n\n\tseven\n") == (
        "one\ntwo\nthree\nfour\nfive\nsix\n\n\tseven"
    )


@pytest.mark.parametrize("field", [TEXT, PAGE])
@pytest.mark.parametrize(
    "sign", ["\x00", "\x1f", "\x07", "\x1b", "\x7f", "\x9f", "\ud800", "\u202d", "\u202e"]
)
def test_what_cannot_be_printed_is_refused(field, sign):
    sentence = f"{field.label} holds a character that cannot be printed. Write it again by hand."
    assert refused(field, f"a{sign}b") == (sentence, "")
    assert kept(field, "a\u2066b\u2069 c\u00adc") == "a\u2066b\u2069 c\u00adc"


@pytest.mark.parametrize(("field", "most"), [(TEXT, 200), (PAGE, 20_000), (line("text", max_length=5), 5)])
def test_a_text_has_a_longest_length(field, most):
    assert kept(field, "é" * most) == "é" * most
    sentence = f"{field.label} has {most + 1:,} characters; {most:,} is the most it can hold."
    assert refused(field, "é" * (most + 1)) == (sentence, "")


def test_a_page_may_be_given_another_longest_length():
    field = line("longtext", max_length=3)
    assert kept(field, "a\r\nb") == "a\nb"
    assert refused(field, "a\n\nb")[0] == "Chest has 4 characters; 3 is the most it can hold."


@pytest.mark.parametrize("field", [TEXT, PAGE, PERSON])
@pytest.mark.parametrize("raw", [5, 2.5, True, ["a"], {"a": "b"}])
def test_words_are_sent_as_text(field, raw):
    assert refused(field, raw) == (f"{field.label} is written in words, so send it as text.", "")


@pytest.mark.parametrize("kind", ["text", "longtext", "person", "int", "date", "measure", "choice", "money"])
@pytest.mark.parametrize(
    "raw", ["", " ", "\r\n\t\x0b\x0c\x85", "\u200b\u00ad", "\u2028\u2029\u00a0", None, [], {}, ["", None]]
)
def test_nothing_clears_a_line(kind, raw):
    assert kept(line(kind), raw) is None
    assert words(line(kind), raw) == ""


def test_a_person_is_named_by_handle():
    assert kept(PERSON, " @Marian.Holt ") == "marian.holt"
    assert kept(PERSON, "7-piotr_z") == "7-piotr_z"
    assert kept(PERSON, "a" * 64) == "a" * 64
    assert words(PERSON, "marian") == "marian"
    sentence = "Made by names a person by their handle, such as marian.holt."
    for raw in ("Marian Holt", "-marian", "marian\nholt", "a" * 65, "@", "zoë"):
        assert refused(PERSON, raw) == (sentence, "")


def test_a_sign_that_cannot_be_printed_is_refused_at_the_edges_too():
    sentence = "Mill holds a character that cannot be printed. Write it again by hand."
    assert refused(TEXT, "\x1f") == refused(TEXT, "Garth\x0c") == refused(TEXT, "\x1cGarth") == (sentence, "")
