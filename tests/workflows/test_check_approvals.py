"""A definition whose yeses could never be asked for, or would be to nothing, is refused in a sentence."""

from typing import Any

import pytest

from tests.workflows.definitions import Draft

SOUND = {"key": "quality", "label": "Quality", "scope": ["need", "cloth.price"]}
PLACE = "stage cloth, block yeses, department quality"


def said(departments: list[dict[str, Any]], stage: str = "cloth") -> list[str]:
    """What is said of a definition in which these departments are asked."""
    draft = Draft()
    block = {"kind": "approvals", "key": "yeses", "title": "Who says yes", "departments": departments}
    getattr(draft, stage)["blocks"].append(block)
    return draft.says()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"scope": ["cloth.prize"]}, '"scope" names cloth.prize, and there is no such line.'),
        ({"scope": ["clot"]}, '"scope" names clot, which is no stage here. Did you mean "cloth"?'),
        ({"scope": ["cutting"]}, '"scope" names cutting, which is written only after this stage.'),
        ({"scope": []}, '"scope" is empty. Write at least one.'),
        ({"needs": 0}, '"needs" is at least 1.'),
        ({"when": {"field": "cloth.nothing", "over": 1}}, '"when" names cloth.nothing, and there is no such'),
        ({"when": {"field": "cloth.price"}}, '"when" has either "over", an amount in pounds, or "is"'),
        ({"when": {"field": "cloth.mill", "over": 1}}, '"over" belongs to money, and cloth.mill is text.'),
        ({"when": {"field": "cloth.mill", "is": ["x"]}}, '"is" belongs to choice or multichoice, and cloth'),
        (
            {"when": {"field": "cloth.pattern", "is": ["x"]}},
            '"when" waits for x. cloth.pattern can be: plain',
        ),
    ],
)
def test_a_department_has_something_to_say_yes_to(words: dict[str, Any], sentence: str) -> None:
    told = said([SOUND | words])
    assert [one.startswith(f"{PLACE}: {sentence}") for one in told] == [True]


def test_a_word_that_is_not_there_is_told_at_its_place():
    told = said([SOUND | {"when": {"feeld": "cloth.price", "over": 1}, "people": []}])
    assert f'{PLACE}: There is no word "people" here.' in told
    assert any(one.startswith(f"{PLACE}, when: There is no word") for one in told)


def test_yeses_lead_to_a_signature_of_the_customer_and_departments_differ():
    assert said([SOUND], "cutting")[0].startswith(
        "stage cutting, block yeses: The customer does not sign here"
    )
    assert "department quality is there more than once" in said([SOUND, SOUND])[0]
    assert any("most" in one for one in said([SOUND | {"key": f"d{n}"} for n in range(21)]))
