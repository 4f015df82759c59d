"""Every kind of thing that somebody can be asked to do has its words, wherever it is named."""

from typing import get_args

from portal.cases.show.steps import TOGETHER, WORDS
from portal.orders.moves import VERBS
from workflows.records import StepKind


def test_every_kind_of_step_has_words_on_the_order_and_in_lists():
    kinds = set(get_args(StepKind))
    assert set(WORDS) == kinds and set(VERBS) == kinds
    assert set(TOGETHER) <= kinds
