"""What a program finds: the same as its person, and nothing of anybody else."""

import pytest

from tests.cases import playing


@pytest.fixture
def coat(database, cast):
    """An order in which a word stands that is nowhere else."""
    order = playing.to_cloth(playing.begin(database, cast.julian, cast.okoro), cast.julian, cast.marian)
    order.put(cast.marian, "cloth.code", "Heliotrope 81")
    return order


def test_a_program_finds_what_its_person_sees_with_its_page(program, as_, cast, coat):
    told = program(cast.julian).get("/find?q=heliotrope")
    lines = next(kind for kind in told["kinds"] if kind["title"] == "Lines")
    (hit,) = lines["hits"]
    assert (told["alike"], hit["says"], coat.ref in hit["where"]) == (False, "Heliotrope 81", True)
    assert "Heliotrope 81" in as_(cast.julian).get(hit["page"], status=200).text
    assert program(cast.julian).get("/find?q=heliotorpe")["alike"] is True
    assert any(kind["does"] for kind in program(cast.julian).get("/find?q=settings")["kinds"])


def test_another_customers_program_finds_nothing_not_even_a_count(program, cast, coat):
    for words in ("heliotrope", "heliotorpe", "81", coat.ref):
        told = program(cast.ruth).get(f"/find?q={words}")
        assert "eliotrope" not in repr(told) and coat.ref not in repr([k["hits"] for k in told["kinds"]])
    for order in (coat.ref, "okoro-99"):
        program(cast.ruth).get(f"/find?q=coat&order={order}", status=404)
    assert (
        program(cast.julian).get(f"/find?q=heliotrope&order={coat.ref}")["kinds"][0]["title"]
        == "In this order"
    )


@pytest.mark.parametrize(
    "query", ["", "?q=", "?q=" + "x" * 201, "?q=a&b=c", "?q=%00", "?q=a&order=" + "x" * 81]
)
def test_what_does_not_fit_is_said(program, cast, query):
    assert program(cast.julian).get(f"/find{query}", status=422)


@pytest.mark.parametrize("words", ['"*"', "'%20OR%201=1", "(*)%3A^-", "日本"])
def test_signs_are_words_like_any_other(program, cast, coat, words):
    assert program(cast.julian).get(f"/find?q={words}")["alike"] in (False, True)
