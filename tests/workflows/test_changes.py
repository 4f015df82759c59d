"""The difference of two documents: applied it gives the second, undone the first."""

import copy
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows import replan
from tests.workflows.sample import begun, clan, cloth_signed, put
from workflows.changes import apply, diff, document, document_after, undo

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=4)
KEYS = st.sampled_from(["a", "b", "c", "was", "now", "path", ""])
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=6,
)
DOCUMENTS = st.dictionaries(KEYS, JSON, max_size=4)


def exactly(value):
    """Tell 1, 1.0 and true apart, as JSON does."""
    if isinstance(value, dict):
        return {key: exactly(one) for key, one in value.items()}
    if isinstance(value, list):
        return [exactly(one) for one in value]
    return (type(value), value)


@given(DOCUMENTS, DOCUMENTS)
def test_a_difference_leads_there_and_back(before, after):
    kept = copy.deepcopy((before, after))
    changes = diff(before, after)
    assert exactly(apply(before, changes)) == exactly(after)
    assert exactly(undo(after, changes)) == exactly(before)
    assert (before, after) == kept
    assert (changes == []) == (exactly(before) == exactly(after))


@given(DOCUMENTS, DOCUMENTS, DOCUMENTS)
def test_differences_can_be_replayed_from_nothing(one, two, three):
    changes = [*diff({}, one), *diff(one, two), *diff(two, three)]
    assert exactly(apply({}, changes)) == exactly(three)
    assert undo(three, changes) == {}


def test_a_difference_says_exactly_what_happened():
    before = {"a": {"x": 1, "y": {"z": 2}}, "gone": None, "same": [1]}
    after = {"a": {"x": 1, "y": {"z": 3}, "new": None}, "same": [1]}
    assert diff(before, after) == [
        {"path": ["a", "new"], "now": None},
        {"path": ["a", "y", "z"], "was": 2, "now": 3},
        {"path": ["gone"], "was": None},
    ]


@pytest.mark.parametrize(
    ("was", "now"),
    [(1, True), (0, False), (1, 1.0), ([1], [True]), ([{"x": 1}], [{"x": True}]), ([1], [1, 2]), ({}, [])],
)
def test_values_that_only_look_alike_differ(was, now):
    assert diff({"a": was}, {"a": now}) == [{"path": ["a"], "was": was, "now": now}]


def test_a_change_that_does_not_fit_is_refused():
    document = {"a": {"x": 1}, "b": 2}
    with pytest.raises(ValueError, match=r"^a\.x does not hold what the change says it was$"):
        apply(document, [{"path": ["a", "x"], "was": 2, "now": 3}])
    with pytest.raises(ValueError, match=r"^a\.x does not hold"):
        apply(document, [{"path": ["a", "x"], "now": 1}])
    with pytest.raises(ValueError, match=r"^a\.y does not hold"):
        apply(document, [{"path": ["a", "y"], "was": None, "now": 1}])
    with pytest.raises(ValueError, match=r"^a\.x does not hold"):
        apply(document, [{"path": ["a", "x"], "was": True, "now": 2}])
    with pytest.raises(ValueError, match=r"^c\.d\.e leads nowhere in this document$"):
        apply(document, [{"path": ["c", "d", "e"], "now": 1}])
    with pytest.raises(ValueError, match=r"^b\.x leads nowhere in this document$"):
        apply(document, [{"path": ["b", "x"], "was": 1}])
    assert document == {"a": {"x": 1}, "b": 2}


def test_what_was_built_on_cannot_be_undone():
    changes = diff({"a": 1}, {"a": 2})
    with pytest.raises(ValueError, match=r"^a does not hold"):
        undo({"a": 3}, changes)


def test_the_difference_of_a_written_line_is_small():
    before, after = begun(), put(begun(), clan(), "cloth", code="W 81")
    paths = [".".join(change["path"]) for change in diff(document(before), document(after))]
    assert paths == ["seq", "values.cloth"]


def test_a_document_is_kept_up_with_the_case():
    before = begun()
    held = document(before)
    after = put(before, clan(), "cloth", code="W 81")
    assert document_after(before, held, after) == document(after)
    assert document_after(before, held, before) == held
    assert document_after(before, held, after)["stages"] is held["stages"]
    assert held == document(before)
    case = cloth_signed()
    further = replan.again(case, clan(), "fitting", "the sleeve")
    assert document_after(case, document(case), further) == document(further)


def test_big_documents_stay_fast():
    before = {f"s{i}": {f"f{j}": {"value": "x" * 50, "seq": j} for j in range(200)} for i in range(100)}
    after = copy.deepcopy(before)
    for number in range(100):
        after[f"s{number}"][f"f{number}"]["value"] = "changed"
    began = time.process_time()
    changes = diff(before, after)
    assert apply(before, changes) == after and undo(after, changes) == before
    assert len(changes) == 100 and time.process_time() - began < 2


BASE = "Collar\nLeft shoulder\nSleeve\nHem"
