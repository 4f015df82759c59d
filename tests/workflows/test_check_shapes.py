"""Mistakes in the shape of a definition, in plain sentences, together with those of sense in the rest."""

import copy
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.definitions import SOUND, Draft
from workflows.check import Unsound, build
from workflows.checks import shapes
from workflows.grammar import Workflow

BROKEN: dict[str, tuple[Callable[[Draft], object], list[str]]] = {}
SUIT = tomllib.loads(Path("workflows/library/bespoke_suit.toml").read_text(encoding="utf-8"))
LINE = "stage cloth, block choice, line"
TYPES = (
    "text, longtext, int, decimal, money, date, datetime, bool, choice, multichoice, measure, table, person, "
    "file, photo, rating"
)
KINDS = (
    'A block says what it is: "kind" is one of fields, measures, appointment, commitment, review, '
    "signature, checklist, notes, todo, approvals, savings, settlement."
)
ADD = 'Add a block of kind "signature".'
DAY = '"date_field" names need.date, and there is no such line. Did you mean "need.day"?'
EACH = 'is a table with words of its own, such as { key = "plain", … }.'


def breaks(*says: str) -> Callable[[Callable[[Draft], object]], Callable[[Draft], object]]:
    """Register a way to break the sound definition, with exactly what is said of it."""

    def known(change: Callable[[Draft], object]) -> Callable[[Draft], object]:
        BROKEN[change.__name__] = (change, list(says))
        return change

    return known


# ---- words nobody knows
@breaks('There is no word "sumary" here. Did you mean "summary"?')
def a_word_nobody_knows(draft):
    draft.data["sumary"] = "x"


@breaks(
    'stage cloth: There is no word "esential" here. Did you mean "essential"?',
    'stage cloth, block fit: There is no word "descisions" here. Did you mean "decisions"?',
    f'{LINE} pattern, choice plain: There is no word "prize" here. Did you mean "price"?',
    f'{LINE} mill: There is no word "xyzzy" here.',
    'stage cutting, block lay, line inlays, column seam: There is no word "untis" here. Did you mean "unit"?',
    'stage cutting, block ready, item flaws: There is no word "requird" here. Did you mean "required"?',
    'late change cloth, step after cutting: There is no word "hour" here. Did you mean "hours"?',
    'late change cloth: There is no word "free_trough" here. Did you mean "free_through"?',
)
def words_nobody_knows_everywhere(draft):
    draft.cloth["esential"] = True
    draft.cloth["blocks"][1]["descisions"] = []
    draft.line("cloth.pattern")["choices"][0]["prize"] = 5
    draft.line("cloth.mill")["xyzzy"] = 5
    draft.line("cutting.inlays")["columns"][0]["untis"] = "mm"
    draft.cutting["blocks"][1]["items"][0]["requird"] = True
    draft.step["hour"] = 5
    draft.late["free_trough"] = "x"


@breaks(
    'stage need, block asks, ask call: There is no word "off" here. Did you mean "of"?',
    'stage need, block signature: There is no word "say" here. Did you mean "says"?',
)
def words_nobody_knows_in_other_blocks(draft):
    draft.need["blocks"][1]["asks"][0]["off"] = "clan"
    draft.need["blocks"][2]["say"] = "x"


@breaks(
    f'{LINE} mill, shown_when: "field" is missing. Write field = "vents".',
    f'{LINE} mill, shown_when: "is" is missing. Write is = ["yes"].',
    f'{LINE} mill, shown_when: There is no word "feild" here. Did you mean "field"?',
    f'{LINE} mill, shown_when: There is no word "iss" here. Did you mean "is"?',
)
def a_shown_when_with_its_words_misspelt(draft):
    draft.line("cloth.mill")["shown_when"] = {"feild": "agreed", "iss": ["yes"]}


# ---- words that are missing
@breaks(
    '"key" is missing. Write key = "cloth".',
    '"version" is missing. Write version = 1.',
    '"title" is missing. Write title = "Cloth".',
    '"title_field" is missing. Write title_field = "need.title".',
    '"need_field" is missing. Write need_field = "need.need".',
    '"conditions_field" is missing. Write conditions_field = "need.conditions".',
)
def a_workflow_without_its_words(draft):
    for word in ("key", "version", "title", "title_field", "need_field", "conditions_field"):
        del draft.data[word]


@breaks(
    'stage number 2: "key" is missing. Write key = "cloth".',
    'stage number 2: "title" is missing. Write title = "Cloth".',
    'stage number 2: "holder" is missing. Write holder = "clan".',
    'stage number 2: "blocks" is missing. Write what it is made of, each under [[stages.blocks]].',
)
def a_stage_without_its_words(draft):
    draft.data["stages"].insert(1, {})


@breaks(
    'stage collection, block number 1: "key" is missing. Write key = "cloth".',
    'stage collection, block number 1: "fields" is missing. '
    "Write the lines it asks for, each under [[stages.blocks.fields]].",
    'stage collection, block b, line number 1: "key" is missing. Write key = "cloth".',
    'stage collection, block b, line number 1: "label" is missing. Write label = "Cloth".',
    'stage collection, block b, line number 1: "type" is missing. Write type = "text".',
    'stage collection, block c: "title" is missing. Write title = "Cloth".',
    'stage collection, block c: "by" is missing. '
    'Write by = "customer" (in a signature a list: ["customer", "clan"]).',
    'stage collection, block c: "items" is missing. Write items = [{ key = "pressed", label = "Pressed" }].',
    'stage collection, block d, ask number 1: "key" is missing. Write key = "cloth".',
    'stage collection, block d, ask number 1: "text" is missing. Write text = ….',
    'stage collection, block d, ask number 1: "of" is missing. Write of = "clan".',
)
def blocks_without_their_words(draft):
    draft.collection["blocks"][:0] = [
        {"kind": "fields"},
        {"kind": "fields", "fields": [{}], "key": "b"},
        {"kind": "checklist", "key": "c"},
        {"kind": "commitment", "key": "d", "asks": [{}]},
    ]


@breaks(
    'stage collection, block signature: "by" is missing. '
    'Write by = "customer" (in a signature a list: ["customer", "clan"]).',
    'stage collection, block signature: "says" is missing. Write says = "We agree on this.".',
)
def a_signature_without_its_words(draft):
    draft.collection["blocks"] = [{"kind": "signature", "key": "signature"}]


@breaks(
    'late change number 2: "key" is missing. Write key = "cloth".',
    'late change number 2: "title" is missing. Write title = "Cloth".',
    'late change number 2: "fields" is missing. '
    "Write the lines it asks for, each under [[stages.blocks.fields]].",
    'late change number 2, step number 1: "after" is missing. Write after = "cloth".',
)
def a_late_change_without_its_words(draft):
    draft.data["late_changes"].append({"steps": [{}]})


# ---- words written wrongly
@breaks(
    '"key" begins with a small letter and has small letters, figures and hyphens, 40 at most: "my-suit-2".'
)
def a_workflow_key_that_is_none(draft):
    draft.data["key"] = "My suit_2"


@breaks(
    'stage 1 Need!: "key" begins with a small letter and has small letters, figures and underscores, '
    '40 at most: "x_1_need".'
)
def a_stage_key_that_is_none(draft):
    draft.data["stages"].insert(1, {**draft.collection, "key": "1 Need!"})


@breaks(f'{LINE} mill: "type" is one of {TYPES}. Did you mean "text"?')
def a_type_that_is_none(draft):
    draft.line("cloth.mill")["type"] = "txt"


@breaks(f'{LINE} pattern: "type" is one of {TYPES}. Did you mean "choice"?')
def a_choice_misspelt(draft):
    draft.line("cloth.pattern")["type"] = "choise"
    draft.line("cloth.mill")["shown_when"] = {"field": "pattern", "is": ["plain"]}


@breaks(f'stage cutting, block lay, line inlays: "type" is one of {TYPES}. Did you mean "table"?')
def a_table_misspelt(draft):
    draft.line("cutting.inlays")["type"] = "tabel"
    del draft.line("cutting.inlays")["columns"]
    del draft.late["inlay_field"]


@breaks(f'{LINE} price: "type" is one of {TYPES}. Did you mean "money"?')
def a_price_misspelt(draft):
    draft.line("cloth.price")["type"] = "mony"


@breaks("stage collection, block number 1: " + KINDS + ' Did you mean "signature"?')
def a_signature_misspelt(draft):
    draft.collection["blocks"][0]["kind"] = "signatur"


@breaks("stage collection, block number 1: " + KINDS)
def a_signature_without_its_kind(draft):
    del draft.collection["blocks"][0]["kind"]


@breaks("stage need, block what: " + KINDS)
def lines_without_their_kind(draft):
    del draft.need["blocks"][0]["kind"]


@breaks("stage cutting, block ready: " + KINDS, "stage cutting: This stage cannot be left. " + ADD)
def a_block_like_none_is_no_signature(draft):
    draft.cutting["blocks"] = [{"kind": "x", "key": "ready"}]
    del draft.late["inlay_field"]


@breaks(
    f'{LINE} pattern: "type" is one of {TYPES}.',
    f'stage cutting, block lay, line inlays: "type" is one of {TYPES}.',
    f'{LINE} mill: "type" is one of {TYPES}.',
)
def types_that_are_like_none(draft):
    draft.line("cloth.pattern")["type"] = "radio"
    draft.line("cutting.inlays")["type"] = 5
    draft.line("cloth.mill")["type"] = "unknown"
    draft.line("cloth.agreed")["shown_when"] = {"field": "pattern", "is": ["plain"]}


@breaks(f'stage cloth, block fit: {KINDS} Did you mean "review"?')
def a_kind_misspelt(draft):
    draft.cloth["blocks"][1]["kind"] = "revue"


@breaks(
    f"stage cloth, block fit: {KINDS}",
    f"stage cutting, block ready: {KINDS}",
    f"stage cutting, block number 3: {KINDS}",
)
def kinds_that_are_like_none(draft):
    draft.cloth["blocks"][1] |= {"kind": "x", "decisions": ["accepted"]}
    del draft.cutting["blocks"][1]["kind"]
    draft.cutting["blocks"][2]["kind"] = 5


@breaks(
    'stage cloth: "holder" is one of customer, clan. Did you mean "clan"?',
    f'{LINE} mill: "editable_by" is one of customer, clan. Did you mean "customer"?',
    'stage cloth, block fit: "by" is one of customer, clan.',
    'stage cloth, block fit: "decisions" is one of accepted, accepted_with_changes, changes_needed, '
    'not_mine. Did you mean "accepted"?',
    'stage collection, block signature: "by" is one of customer, clan. Did you mean "customer"?',
)
def sides_that_are_none(draft):
    draft.cloth["holder"] = "clann"
    draft.line("cloth.mill")["editable_by"] = ["clan", "custumer"]
    draft.cloth["blocks"][1] |= {"by": "nobody", "decisions": ["acepted"]}
    draft.collection["blocks"][0]["by"] = ["customers"]


@breaks(
    '"version" is at least 1.',
    'stage cloth: "lead_days" is at most 400.',
    'stage cutting: "lead_days" is written as a whole number, such as 3.',
    'stage cutting: "essential" is written as true or false.',
    'stage collection: "title" is empty. Write title = "Cloth".',
    'stage collection: "help" is written as words in quotation marks, such as "cloth".',
    'stage collection: "rounds" is written as a whole number, such as 3.',
)
def values_of_the_wrong_kind(draft):
    draft.data["version"] = 0
    draft.cloth["lead_days"] = 401
    draft.cutting |= {"lead_days": "soon", "essential": "perhaps"}
    draft.collection |= {"title": "", "help": 5, "rounds": 1.5}


@breaks(
    f'{LINE} metres: "min" is written as a number, such as 3.5.',
    f'{LINE} metres: "max" is written as a number, such as 3.5.',
    f'{LINE} metres: "warn_min" is written as a number, such as 3.5.',
    f'{LINE} mill: "label" is too long; 120 characters are the most.',
    f'{LINE} mill: "editable_by" is written as a list in square brackets, such as ["clan"].',
    f'{LINE} mill: "shown_when" is written as a table with words of its own.',
)
def more_values_of_the_wrong_kind(draft):
    draft.line("cloth.metres").update(min="many", max=float("nan"), warn_min=[])
    draft.line("cloth.mill").update(label="x" * 121, editable_by="clan", shown_when="agreed")


@breaks(
    f'{LINE} pattern: Each of "choices" {EACH}',
    'stage collection: Each of "blocks" ' + EACH,
    f'Each of "stages" {EACH}',
)
def parts_that_are_no_tables(draft):
    draft.line("cloth.pattern")["choices"].insert(0, "plain")
    draft.collection["blocks"].append("signature")
    draft.data["stages"] = [draft.need, draft.cloth, draft.cutting, draft.collection, 5]


@breaks(
    'stage cloth, block choice: "fields" is empty. Write at least one.',
    'late change cloth: "fields" is empty. Write at least one.',
)
def lists_that_are_empty(draft):
    draft.cloth["blocks"][0]["fields"] = []
    draft.late |= {"fields": [], "price_field": "", "metres_field": "", "steps": [{"after": "cutting"}]}
    draft.data["price_field"] = ""


@breaks(
    f'stage need, block what: Each of "fields" {EACH}',
    f'stage need, block what: Each of "fields" {EACH}',
    f'{LINE} pattern: Each of "choices" {EACH}',
    f'{LINE} pattern: Each of "choices" {EACH}',
)
def several_parts_of_a_list_that_are_no_tables(draft):
    draft.need["blocks"][0]["fields"][:0] = [5, "title"]
    draft.line("cloth.pattern")["choices"] += ["dots", "stars"]


@breaks(
    f'{LINE} Pattern: "key" begins with a small letter and has small letters, figures and underscores, '
    '40 at most: "pattern".'
)
def a_key_that_others_spell_rightly(draft):
    draft.line("cloth.pattern")["key"] = "Pattern"
    draft.line("cloth.mill")["shown_when"] = {"field": "pattern", "is": ["plain"]}


@breaks(f'{LINE} mill: There is no word "by" here.', 'stage cloth: There is no word "type" here.')
def words_that_others_need(draft):
    draft.line("cloth.mill")["by"] = "clan"
    draft.cloth["type"] = "fields"


@breaks('"stages" is empty. Write at least one.')
def no_stages(draft):
    draft.data["stages"] = []


@breaks('"stages" is written as a list in square brackets, such as ["clan"].')
def no_stages_but_words(draft):
    draft.data["stages"] = "need"


# ---- shape and sense together
@breaks(
    f'{LINE} agreed: There is no word "requird" here. Did you mean "required"?',
    'stage cutting: This stage cannot be left. Add a block of kind "signature".',
    '"date_field" names need.date, and there is no such line. Did you mean "need.day"?',
)
def sense_is_judged_where_the_shape_is_right(draft):
    draft.line("cloth.agreed")["requird"] = True
    draft.cutting["blocks"].pop()
    draft.data["date_field"] = "need.date"


@breaks(
    '"title_field" is written as words in quotation marks, such as "cloth".',
    f'{LINE} pattern: "type" is one of {TYPES}.',
    f"stage cloth, block number 3: {KINDS}",
)
def what_only_follows_from_a_mistake_is_not_told(draft):
    draft.data["title_field"] = 5
    draft.line("cloth.pattern").update(type="radio", min_rows=1)
    draft.cloth["blocks"][2]["kind"] = "x"


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_shape_is_refused_with_its_sentence(name):
    change, says = BROKEN[name]
    draft = Draft()
    change(draft)
    assert sorted(draft.says()) == sorted(says)


@pytest.mark.parametrize("name", [name for name in BROKEN if not name.startswith("no_stages")])
def test_sense_is_judged_beside_every_broken_shape(name):
    change, says = BROKEN[name]
    draft = Draft()
    change(draft)
    draft.data["date_field"] = "need.date"
    assert sorted(draft.says()) == sorted([*says, *({DAY} - set(says))])


def test_eight_mistakes_are_told_at_once():
    draft = Draft()
    draft.data["sumary"] = "x"
    draft.need["holder"] = "customre"
    draft.line("cloth.pattern")["choices"] = []
    draft.line("cloth.width").update(min=5, max=4)
    draft.line("cloth.agreed")["shown_when"] = {"field": "agreed", "is": ["yes"]}
    draft.cutting["blocks"].pop()
    draft.collection["blocks"][0]["by"] = ["clan"]
    draft.late["free_through"] = "sewing"
    assert len(draft.says()) == 8


def test_without_stages_the_rest_is_told():
    draft = Draft()
    del draft.data["stages"]
    assert draft.says() == ['"stages" is missing. Write at least one, each under [[stages]].']


def test_a_mistake_of_an_unknown_kind_is_told_too():
    strange: Any = {"type": "strange", "loc": ("title",), "input": 5, "msg": ""}
    assert shapes.finding({}, strange) == ((), '"title" is written as its place asks for.')


@pytest.mark.parametrize(
    ("written", "mark", "key"),
    [
        ("Right shoulder", "_", "right_shoulder"),
        ("  (Right -- shoulder!) ", "-", "right-shoulder"),
        ("2 pockets", "_", "x_2_pockets"),
        ("a2", "_", "a2"),
        ("½", "_", "x"),
        ("", "-", "x"),
        ("Ärmel", "_", "rmel"),
        ("a" * 41, "_", "a" * 40),
        ("a" * 39 + " b", "_", "a" * 39),
    ],
)
def test_a_key_is_suggested_that_reads_like_what_was_written(written, mark, key):
    assert shapes.slug(written, mark) == key


PLACES = st.lists(st.integers(0, 10**6), min_size=1, max_size=12)
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 5),
    st.floats(),
    st.text(max_size=5),
    st.just([]),
    st.just({}),
    st.just([{}]),
)


def twisted(data: Any, way: list[int], junk: Any) -> Any:
    """The definition with one part somewhere in it replaced, or left out when the junk is None."""
    whole = copy.deepcopy(data)
    part, below = None, whole
    for step in way:
        if not isinstance(below, dict | list) or not below:
            break
        keys = list(below) if isinstance(below, dict) else range(len(below))
        part, key = below, keys[step % len(keys)]
        below = part[key]
    if junk is None:
        del part[key]
    else:
        part[key] = junk
    return whole


@given(
    ways=st.lists(st.tuples(PLACES, JUNK), min_size=1, max_size=3),
    whole=st.sampled_from([*[SOUND] * 9, SUIT]),
)
def test_whatever_is_wrong_is_told_in_sentences(ways, whole):
    for way, junk in ways:
        whole = twisted(whole, way, junk) if whole else whole
    try:
        assert isinstance(build(whole, "f"), Workflow)
    except Unsound as unsound:
        assert unsound.problems
        for problem in unsound.problems:
            assert problem.message[-1] in ".?"
