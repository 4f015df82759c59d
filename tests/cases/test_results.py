"""Results beside their limits: worked out on the page of the order and on paper, never typed."""

import pytest

from tests.cases import playing
from tests.pages import said
from tests.workflows import sample
from workflows.grammar import Column, Field, FieldsBlock

ID = Column(key="id", label="Feature", required=True)
DRAWN = (
    *(Column(key=key, label=key.title(), type="decimal") for key in ("nominal", "lower", "upper")),
    Column(key="unit", label="Unit"),
)
LINES = FieldsBlock(
    kind="fields",
    key="measured",
    fields=(
        Field(key="critical", label="Critical features", type="table", columns=(ID, *DRAWN)),
        Field(
            key="results",
            label="Results",
            type="table",
            columns=(ID, Column(key="result", label="Measured", type="decimal")),
            against="cloth.critical",
        ),
    ),
)


def with_results():
    """The sample workflow; its cloth has features with limits, and results."""
    cloth = sample.CLOTH.model_copy(update={"blocks": (*sample.CLOTH.blocks, LINES)})
    stages = tuple(cloth if stage.key == "cloth" else stage for stage in sample.SUIT.stages)
    return sample.SUIT.model_copy(update={"key": "measured", "stages": stages})


@pytest.fixture
def part(database, cast, monkeypatch):
    """An order whose first bore is too wide."""
    monkeypatch.setattr(playing, "workflow", with_results)
    order = playing.to_cloth(playing.begin(database, cast.julian, cast.okoro), cast.julian, cast.marian)
    rows = [
        {"id": "A1", "nominal": "20", "lower": "20.00", "upper": "20.02", "unit": "mm"},
        {"id": "B2", "nominal": "0", "upper": "0.05", "unit": "mm"},
    ]
    order.put(cast.marian, "cloth.critical", rows)
    measured = [{"id": "a1", "result": "20.05"}, {"id": "B2", "result": "0.04"}, {"id": "C3", "result": "1"}]
    order.put(cast.marian, "cloth.results", measured)
    return order


@pytest.mark.parametrize("page", ["", "/dossier"])
def test_whether_it_is_within_its_limits_is_worked_out_for_both(as_, cast, part, page):
    for person in (cast.julian, cast.marian):
        words = " ".join(said(as_(person).get(part.at(page), status=200)).split())
        assert "20 (20 to 20.02) mm" in words and "no, 0.03 beyond" in words
        assert "0 (at most 0.05) mm" in words and "not among the features" in words
        assert words.index("no, 0.03 beyond") < words.index("at most 0.05")
