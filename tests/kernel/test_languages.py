"""Sentences on pages: whole, with markup in them, and with what people wrote escaped."""

import pytest
from jinja2 import Environment

from portal.kernel import languages

SENTENCE = """{% trans num=n, name=name %}<b>{{ name }}</b> has
  one thing{% pluralize %}<b>{{ name }}</b> has {{ num }} things{% endtrans %}"""


@pytest.mark.parametrize(
    ("number", "said"), [(1, "<b>&lt;i&gt;</b> has one thing"), (3, "<b>&lt;i&gt;</b> has 3 things")]
)
def test_a_sentence_that_counts_may_hold_markup_and_names(number: int, said: str) -> None:
    paper = Environment(autoescape=True)
    languages.dress(paper)
    assert paper.from_string(SENTENCE).render(n=number, name="<i>") == said


def test_a_page_says_which_language_it_is_in() -> None:
    paper = Environment(autoescape=True)
    languages.dress(paper)
    assert paper.from_string("{{ lang() }}").render() == "en-GB"
