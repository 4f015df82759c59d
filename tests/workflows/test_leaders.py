"""What became of what is asked of leaders, and which minutes of listening count."""

import pytest

from workflows.leaders import MISSING, Asked, Figures, counted, figures, missing


def test_the_days_are_the_median_of_what_is_done():
    done = [Asked("done", days) for days in (1, 30, 4)]
    open_ = [Asked("asked"), Asked("promised")]
    others = [Asked("refused", 2), Asked("taken_back", 2)]
    assert figures([*done, *open_, *others]) == Figures(7, 2, 3, 1, 4.0)
    assert figures([Asked("done", 1), Asked("done", 2)]).days == 1.5
    assert figures([Asked("done", 0)]).days == 0.0
    assert figures(others) == Figures(2, 0, 0, 1, None)


@pytest.mark.parametrize(
    ("said", "lacks"),
    [
        ({"consent": True, "quote": "So", "action": "Ring"}, []),
        ({"consent": False, "quote": "So", "action": "Ring"}, ["consent"]),
        ({"consent": True, "quote": "", "action": "Ring"}, ["quote"]),
        ({"consent": True, "quote": "So", "action": ""}, ["action"]),
        ({"consent": False, "quote": "", "action": ""}, list(MISSING)),
    ],
)
def test_minutes_count_with_consent_a_word_of_theirs_and_an_action(said, lacks):
    assert missing(**said) == lacks
    assert counted(45, lacks) == (0 if lacks else 45)
