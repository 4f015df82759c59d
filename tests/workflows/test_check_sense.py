"""Every definition that would trap a case is refused, in a sentence that says what to write."""

from collections.abc import Callable

import pytest

from tests.workflows.definitions import Draft
from workflows.check import build

LINE = "stage cloth, block choice, line"
MORE = f"{LINE} more"
STAGES = " Known here: need, cloth, cutting, collection."
BROKEN: dict[str, tuple[Callable[[Draft], object], list[str]]] = {}


def breaks(*says: str) -> Callable[[Callable[[Draft], object]], Callable[[Draft], object]]:
    """Register a way to break the sound definition, with exactly what is said of it."""

    def known(change: Callable[[Draft], object]) -> Callable[[Draft], object]:
        BROKEN[change.__name__] = (change, list(says))
        return change

    return known


def test_the_sound_definition_is_sound():
    assert build(Draft().data, "").key == "suit"


# ---- fitting notes
def noted(draft, **words):
    """Notes in the cloth stage, and a list of work for them in the cutting."""
    names = ("areas", "voices", "actions")
    notes = {"kind": "notes", "key": "seen", **{name: [{"key": "a", "label": "A"}] for name in names}}
    draft.cloth["blocks"].append({**notes, **words})
    draft.cutting["blocks"].append({"kind": "todo", "key": "work", "title": "Work", "of": "cloth"})
    return draft.cutting["blocks"][-1]


def test_notes_and_their_work_are_sound():
    draft = Draft()
    noted(draft, leaves=["a"], parts=[{"key": "a", "label": "A"}])
    assert build(draft.data, "").stages[1].block("seen")


@breaks(
    'stage cloth, block tape, line hat: This block holds measures, and this is text. Move it to "fields".'
)
def measures_that_are_none(draft):
    lines = [
        {"key": "hat", "label": "Hat", "type": "text"},
        {"key": "hem", "label": "Hem", "type": "measure"},
    ]
    draft.cloth["blocks"].append({"kind": "measures", "key": "tape", "fields": lines})


@breaks('stage cloth, block seen: "leaves" names b, which is no action here. Known here: a.')
def an_action_that_is_none(draft):
    noted(draft, leaves=["b"])


@breaks(f'stage cutting, block work: "of" names hat, which is no stage here.{STAGES}')
def work_for_no_stage(draft):
    noted(draft)["of"] = "hat"


@breaks('stage cutting, block work: "of" names need, which has no block of kind "notes".')
def work_for_a_stage_without_notes(draft):
    noted(draft)["of"] = "need"


@breaks('stage cutting, block work: "of" names cutting, which does not come before this stage.')
def work_for_notes_of_the_same_stage(draft):
    noted(draft)["of"] = "cutting"
    draft.cutting["blocks"].append({**draft.cloth["blocks"].pop(), "key": "again"})


@breaks(
    'stage cloth, block seen, areas: Two choices read "a"; nobody could tell them apart. Change one label.'
)
def two_areas_alike(draft):
    noted(draft, areas=[{"key": "a", "label": "A"}, {"key": "b", "label": "A"}])


# ---- stages
@breaks('stage cloth: This stage cannot be left. Add a block of kind "signature".')
def a_stage_without_signature(draft):
    draft.cloth["blocks"].pop()


@breaks(
    "stage cloth: The block signature is there more than once. Give each its own key, or take one away.",
    'stage cloth: There are 2 signature blocks. Name all who sign in the "by" of one.',
)
def two_signature_blocks(draft):
    draft.cloth["blocks"].append({"kind": "signature", "by": ["clan"], "says": "Again."})


@breaks('stage collection: Only the customer finishes. Add "customer" to who signs the last stage.')
def a_last_stage_without_the_customer(draft):
    draft.collection["blocks"][0]["by"] = ["clan"]


@breaks('stage collection: This stage cannot be left. Add a block of kind "signature".')
def a_last_stage_without_signature(draft):
    draft.collection["blocks"] = [{"kind": "appointment", "key": "visit", "title": "Visit"}]


@breaks('stage cloth, block fit: Nothing in "decisions" accepts, so it never ends. Add "accepted".')
def a_review_that_cannot_accept(draft):
    draft.cloth["blocks"][1]["decisions"] = ["changes_needed", "not_mine"]


@breaks('stage cloth, block fit: Nothing in "decisions" accepts, so it never ends. Add "accepted".')
def a_review_without_decisions(draft):
    draft.cloth["blocks"][1]["decisions"] = []


@breaks('stage cloth__2: A stage key has no "__": that is how a second round of a stage is named.')
def a_stage_named_like_a_round(draft):
    draft.data["stages"].insert(1, {**draft.collection, "key": "cloth__2"})


@breaks(
    "stage cloth, block choice, line pattern: "
    '"picture" names a file in static/, such as "cloths/plain.webp"; this is /static/a.webp.',
    "stage cloth, block choice, line pattern, choice plain: "
    '"picture" names a file in static/, such as "cloths/plain.webp"; this is https://x.test/a.webp.',
    "stage cloth, block choice, line pattern, choice check: "
    '"picture" names a file in static/, such as "cloths/plain.webp"; this is ../secret.webp.',
)
def pictures_from_elsewhere(draft):
    pattern = draft.cloth["blocks"][0]["fields"][0]
    pattern["picture"] = "/static/a.webp"
    pattern["choices"][0]["picture"] = "https://x.test/a.webp"
    pattern["choices"][1]["picture"] = "../secret.webp"


# ---- names
TWICE = "is there more than once. Give each its own key, or take one away."


@breaks(f"The stage collection {TWICE}")
def two_stages_of_one_name(draft):
    draft.data["stages"].append(draft.collection)


@breaks(f"stage cloth: The block fit {TWICE}")
def two_blocks_of_one_name(draft):
    draft.cloth["blocks"].insert(1, {**draft.cloth["blocks"][1], "title": "Other"})


@breaks(f"stage cloth: The line mill {TWICE}")
def two_lines_of_one_name_in_two_blocks(draft):
    fields = [{"key": "mill", "label": "Mill", "type": "text"}]
    draft.cloth["blocks"].insert(1, {"kind": "fields", "key": "again", "fields": fields})


@breaks(f"{LINE} pattern: The choice plain {TWICE}")
def two_choices_of_one_name(draft):
    draft.line("cloth.pattern")["choices"].append({"key": "plain", "label": "Other"})


@breaks(f'{LINE} pattern: Two choices read "plain"; nobody could tell them apart. Change one label.')
def two_choices_that_read_alike(draft):
    draft.line("cloth.pattern")["choices"].append({"key": "other", "label": "PLAIN "})


@breaks(f"stage cutting, block lay, line inlays: The column seam {TWICE}")
def two_columns_of_one_name(draft):
    draft.line("cutting.inlays")["columns"].append({"key": "seam", "label": "Other"})


@breaks(f"stage cutting, block lay, line inlays, column seam: The choice hem {TWICE}")
def two_choices_of_a_column_of_one_name(draft):
    draft.line("cutting.inlays")["columns"][0]["choices"].append({"key": "hem", "label": "Other"})


@breaks(f"stage cutting, block ready: The item flaws {TWICE}")
def two_items_of_one_name(draft):
    draft.cutting["blocks"][1]["items"].append({"key": "flaws", "label": "Other"})


@breaks(f"stage cloth, block fit: The decision accepted {TWICE}")
def two_decisions_of_one_name(draft):
    draft.cloth["blocks"][1]["decisions"] = ["accepted", "accepted"]


@breaks(f"stage cloth, block signature: The side clan {TWICE}")
def one_side_signs_twice(draft):
    draft.cloth["blocks"][2]["by"] = ["customer", "clan", "clan"]


@breaks(f"{LINE} mill: The side in editable_by clan {TWICE}")
def one_side_writes_twice(draft):
    draft.line("cloth.mill")["editable_by"] = ["clan", "clan"]


@breaks(f"{MORE}: The view Front {TWICE}")
def one_view_twice(draft):
    draft.add("cloth", type="photo", views=["Front", "Back", "Front"])


@breaks(f"{LINE} width: The basis skin {TWICE}")
def one_basis_twice(draft):
    draft.line("cloth.width")["basis"] = ["skin", "skin"]


@breaks(f"The late change cloth {TWICE}")
def two_late_changes_of_one_name(draft):
    draft.data["late_changes"].append({**draft.late, "fields": ["cloth.mill"]})


@breaks(
    "stage need, block asks, ask call: Its name in a case, need_call, is taken already. Give it another key."
)
def two_asks_of_one_name(draft):
    draft.need["blocks"][1]["asks"].append({"key": "call", "text": "Other", "of": "customer"})


@breaks(
    "stage need_a, block asks, ask b: Its name in a case, need_a_b, is taken already. Give it another key."
)
def two_asks_whose_names_meet_in_a_case(draft):
    draft.need["blocks"][1]["asks"].append({"key": "a_b", "text": "Other", "of": "customer"})
    asks = {"kind": "commitment", "key": "asks", "asks": [{"key": "b", "text": "B", "of": "clan"}]}
    draft.data["stages"].insert(
        1, {**draft.collection, "key": "need_a", "blocks": [asks, *draft.collection["blocks"]]}
    )


# ---- how many
@breaks("There are 41 stages; 40 is the most. Leave some out.")
def too_many_stages(draft):
    draft.data["stages"][:0] = []
    draft.data["stages"] += [{**draft.collection, "key": f"s{number}"} for number in range(37)]


@breaks("There are 201 lines; 200 is the most. Leave some out.")
def too_many_lines(draft):
    fields = draft.cloth["blocks"][0]["fields"]
    fields += [{"key": f"l{number}", "label": "L", "type": "text"} for number in range(190)]


@breaks("stage collection: There are 21 blocks; 20 is the most. Leave some out.")
def too_many_blocks(draft):
    draft.collection["blocks"] += [{"kind": "commitment", "key": f"b{number}"} for number in range(20)]


@breaks(f"{LINE} pattern: There are 61 choices; 60 is the most. Leave some out.")
def too_many_choices(draft):
    draft.line("cloth.pattern")["choices"] += [{"key": f"c{n}", "label": f"C {n}"} for n in range(59)]


@breaks("stage cutting, block lay, line inlays: There are 61 columns; 60 is the most. Leave some out.")
def too_many_columns(draft):
    draft.line("cutting.inlays")["columns"] += [{"key": f"c{n}", "label": "C"} for n in range(59)]


@breaks("stage cutting, block ready: There are 61 items; 60 is the most. Leave some out.")
def too_many_items(draft):
    draft.cutting["blocks"][1]["items"] += [{"key": f"i{n}", "label": "I"} for n in range(60)]


@breaks("stage need, block asks: There are 61 asks; 60 is the most. Leave some out.")
def too_many_asks(draft):
    draft.need["blocks"][1]["asks"] += [{"key": f"a{n}", "text": "A", "of": "clan"} for n in range(60)]


@breaks("There are 61 late changes; 60 is the most. Leave some out.")
def too_many_late_changes(draft):
    fields = [{"key": f"l{number}", "label": "L", "type": "text"} for number in range(60)]
    draft.cloth["blocks"][0]["fields"] += fields
    draft.data["late_changes"] += [
        {**draft.late, "key": f"k{number}", "fields": [f"cloth.l{number}"]} for number in range(60)
    ]


# ---- lines
@breaks(f'{LINE} mill: Nobody may write this line. Name at least one side in "editable_by".')
def a_line_nobody_may_write(draft):
    draft.line("cloth.mill").update(editable_by=[], given_by="clan", required=True)


@breaks(f'{LINE} mill: The customer gives this line but may not write it. Add it to "editable_by".')
def a_giver_who_may_not_write(draft):
    draft.line("cloth.mill").update(editable_by=["clan"], given_by="customer")


NOTHING = 'There is nothing to choose from. Write "choices", each with a key and a label.'


@breaks(f"{MORE}: {NOTHING}")
def a_choice_without_choices(draft):
    draft.add("cloth", type="choice")


@breaks(f"{MORE}: {NOTHING}")
def several_without_choices(draft):
    draft.add("cloth", type="multichoice")


@breaks(f"{MORE}, column a: {NOTHING}")
def a_column_without_choices(draft):
    draft.add("cloth", type="table", columns=[{"key": "a", "label": "A", "type": "choice"}])


@breaks(f'{MORE}: A table needs "columns", each with a key and a label.')
def a_table_without_columns(draft):
    draft.add("cloth", type="table")


@breaks(f'{MORE}: A measure is typed in mm, cm or in, not in ell. Change "unit".')
def a_measure_in_a_strange_unit(draft):
    draft.add("cloth", type="measure", unit="ell")


@breaks(f'{MORE}: "min_rows" is from 1 to 100.')
def more_rows_than_a_table_holds(draft):
    draft.add("cloth", type="table", columns=[{"key": "a", "label": "A"}], min_rows=101)


@breaks(f'{MORE}: "min_rows" is from 1 to 100.')
def no_rows_at_least(draft):
    draft.add("cloth", type="table", columns=[{"key": "a", "label": "A"}], min_rows=0)


TOGETHER = '"sum_of" and "sum_is" go together: which column, and what it must add up to.'


@breaks(f"{MORE}: {TOGETHER}")
def a_sum_of_nothing(draft):
    draft.add("cloth", type="table", columns=[{"key": "a", "label": "A", "type": "int"}], sum_is=0)


@breaks(f"{MORE}: {TOGETHER}")
def a_sum_without_amount(draft):
    draft.add("cloth", type="table", columns=[{"key": "a", "label": "A", "type": "decimal"}], sum_of="a")


@breaks(f'{MORE}: "sum_of" names b, which is no column of numbers in this table. Known here: a.')
def a_sum_of_an_unknown_column(draft):
    draft.add(
        "cloth", type="table", columns=[{"key": "a", "label": "A", "type": "int"}], sum_of="b", sum_is=1
    )


@breaks(f'{MORE}: "sum_of" names a, which is no column of numbers in this table.')
def a_sum_of_words(draft):
    draft.add("cloth", type="table", columns=[{"key": "a", "label": "A"}], sum_of="a", sum_is=1)


@breaks(f'{MORE}: "min" is 5 and "max" is 4; turn them round.')
def limits_the_wrong_way_round(draft):
    draft.add("cloth", type="int", min=5, max=4)


@breaks(f'{MORE}: "warn_min" is 5 and "warn_max" is 4; turn them round.')
def warnings_the_wrong_way_round(draft):
    draft.add("cloth", type="int", warn_min=5, warn_max=4)


@breaks(f'{MORE}: "min" is 5 and "warn_min" is 4; turn them round.')
def a_warning_below_the_limit(draft):
    draft.add("cloth", type="decimal", min=5, warn_min=4)


@breaks(f'{MORE}: "warn_max" is 5 and "max" is 4; turn them round.')
def a_warning_above_the_limit(draft):
    draft.add("cloth", type="measure", warn_max=5, max=4)


@breaks(f'{MORE}: Nothing fits between "min" 2.2 and "max" 2.8. Widen the limits.')
def no_whole_number_between_the_limits(draft):
    draft.add("cloth", type="int", min=2.2, max=2.8)


@breaks(f'{MORE}: Nothing fits between "min" 2.2 and "max" 2.8. Widen the limits.')
def no_whole_millimetre_between_the_limits(draft):
    draft.add("cloth", type="measure", min=2.2, max=2.8)


ROOM = [
    ("int", {"min": 10**15}, 'above "min" 1000000000000000'),
    ("int", {"max": -(10**15)}, 'below "max" -1000000000000000'),
    ("decimal", {"min": 1.0000002, "max": 1.0000008}, 'between "min" 1.0000002 and "max" 1.0000008'),
    ("money", {"min": 10**9 + 1}, 'above "min" 1000000001'),
    ("money", {"max": -(10**9) - 1}, 'below "max" -1000000001'),
    ("money", {"min": 0.2, "max": 0.8}, 'between "min" 0.2 and "max" 0.8'),
    ("measure", {"max": -1}, 'below "max" -1'),
    ("measure", {"min": 100_001}, 'above "min" 100001'),
    ("measure", {"min": -200_000, "max": -100_001}, 'between "min" -200000 and "max" -100001'),
]


@pytest.mark.parametrize(("kind", "words", "where"), ROOM)
def test_limits_leave_no_room(kind, words, where):
    draft = Draft()
    draft.add("cloth", type=kind, **words)
    assert draft.says() == [f"{MORE}: Nothing fits {where}. Widen the limits."]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("int", {"min": 10**15 - 1}),
        ("int", {"max": -(10**15) + 1}),
        ("int", {"min": 2.2, "max": 3}),
        ("int", {"min": 3, "max": 3.8}),
        ("decimal", {"min": 1.0000002, "max": 1.000001}),
        ("money", {"min": 10**9}),
        ("money", {"max": -(10**9)}),
        ("measure", {"max": 0}),
        ("measure", {"min": 100_000}),
        ("measure", {"min": -60, "max": -1}),
        ("measure", {"min": -200_000, "max": -100_000}),
        ("measure", {"min": 5, "max": 5, "warn_min": 5, "warn_max": 5, "tolerance": 0}),
        ("text", {"max_length": 1}),
        ("longtext", {"max_length": 100_000}),
    ],
)
def test_limits_leave_just_enough_room(kind, words):
    draft = Draft()
    draft.add("cloth", type=kind, **words)
    assert build(draft.data, "")


def summed(min_rows=1, sum_is=100, **column):
    """A table whose column must add up."""
    draft = Draft()
    columns = [{"key": "a", "label": "A", "type": "int", **column}]
    draft.add("cloth", type="table", columns=columns, min_rows=min_rows, sum_of="a", sum_is=sum_is)
    return draft


@pytest.mark.parametrize(
    "words",
    [
        {"max": 0},
        {"max": 0.9, "type": "decimal"},
        {"min": 101},
        {"min": 101, "required": True},
        {"min": 51, "min_rows": 2, "required": True},
        {"sum_is": 99.5},
        {"sum_is": 0, "min": 1, "required": True},
        {"sum_is": -1, "min": 0},
    ],
)
def test_a_sum_that_no_rows_can_make(words):
    total = words.get("sum_is", 100)
    assert summed(**words).says() == [f"{MORE}: No rows of a can add up to {total}. Change its limits."]


@pytest.mark.parametrize(
    "words",
    [
        {"max": 1},
        {"min": 100},
        {"min": 50, "min_rows": 2, "required": True},
        {"min": 51, "min_rows": 2},
        {"sum_is": 99.5, "type": "decimal"},
        {"sum_is": 0, "min": 1},
        {"sum_is": -1},
        {"min_rows": 100, "min": 1, "max": 1, "required": True},
    ],
)
def test_a_sum_that_some_rows_can_make(words):
    assert build(summed(**words).data, "")


@breaks(f'{MORE}, column a: "min" is 5 and "max" is 4; turn them round.')
def limits_of_a_column_the_wrong_way_round(draft):
    draft.add(
        "cloth", type="table", columns=[{"key": "a", "label": "A", "type": "money", "min": 5, "max": 4}]
    )


@breaks(f'{MORE}, column a: Nothing fits between "min" 2.2 and "max" 2.8. Widen the limits.')
def no_whole_number_in_a_column(draft):
    draft.add(
        "cloth", type="table", columns=[{"key": "a", "label": "A", "type": "int", "min": 2.2, "max": 2.8}]
    )


@breaks(f'{MORE}: "max_length" is from 1 to 100,000 characters.')
def a_text_of_no_length(draft):
    draft.add("cloth", type="text", max_length=0)


@breaks(f'{MORE}: "max_length" is from 1 to 100,000 characters.')
def a_text_of_any_length(draft):
    draft.add("cloth", type="longtext", max_length=100_001)


@breaks(f'{MORE}: "tolerance" is a number of mm, 0 or more.')
def a_negative_tolerance(draft):
    draft.add("cloth", type="measure", tolerance=-1)


MISPLACED = {
    "choices": ([{"key": "a", "label": "A"}], "choice or multichoice"),
    "columns": ([{"key": "a", "label": "A"}], "table"),
    "min_rows": (1, "table"),
    "min": (0, "int, decimal, money or measure"),
    "max": (0, "int, decimal, money or measure"),
    "warn_min": (0, "int, decimal or measure"),
    "warn_max": (0, "int, decimal or measure"),
    "basis": (["skin"], "measure"),
    "views": (["Front"], "photo"),
    "tolerance": (0, "measure"),
    "unit": ("mm", "int, decimal or measure"),
}


@pytest.mark.parametrize("word", MISPLACED)
def test_a_word_belongs_to_its_types(word):
    value, types = MISPLACED[word]
    draft = Draft()
    draft.add("cloth", type="text", **{word: value})
    assert draft.says() == [f'{MORE}: "{word}" belongs to {types}, and this is text. Take it away.']


@breaks(f'{MORE}: "max_length" belongs to text or longtext, and this is int. Take it away.')
def a_longest_length_of_a_number(draft):
    draft.add("cloth", type="int", max_length=5)


@breaks(
    f'{MORE}: "sum_of" belongs to table, and this is int. Take it away.',
    f'{MORE}: "sum_is" belongs to table, and this is int. Take it away.',
    f'{MORE}: "sum_of" names a, which is no column of numbers in this table.',
)
def a_sum_of_a_number(draft):
    draft.add("cloth", type="int", sum_of="a", sum_is=1)


@breaks(
    f'{MORE}, column a: "choices" belongs to choice or multichoice, and this is int. Take it away.',
    f'{MORE}, column a: "max_length" belongs to text or longtext, and this is int. Take it away.',
    f'{MORE}, column b: "unit" belongs to int, decimal or measure, and this is text. Take it away.',
)
def words_of_columns_of_other_types(draft):
    a = {"key": "a", "label": "A", "type": "int", "choices": [{"key": "x", "label": "X"}], "max_length": 5}
    draft.add("cloth", type="table", columns=[a, {"key": "b", "label": "B", "unit": "mm"}])


# ---- lines asked only sometimes
@breaks(
    f"{MORE}, shown_when: It waits for colour, which is no line of this stage. Known here: pattern, agreed."
)
def a_line_that_waits_for_an_unknown_line(draft):
    draft.add("cloth", type="text", shown_when={"field": "colour", "is": ["red"]})


@breaks(
    f"{MORE}, shown_when: It waits for title, which is no line of this stage. Known here: pattern, agreed."
)
def a_line_that_waits_for_a_line_of_another_stage(draft):
    draft.add("cloth", type="text", shown_when={"field": "title", "is": ["x"]})


@breaks(f"{MORE}, shown_when: It waits for mill, which is text. Only choices, yes and no can be waited for.")
def a_line_that_waits_for_words(draft):
    draft.add("cloth", type="text", shown_when={"field": "mill", "is": ["Garth"]})


@breaks(f"{MORE}, shown_when: It waits for striped, but pattern is one of: plain, check.")
def a_line_that_waits_for_no_choice(draft):
    draft.add("cloth", type="text", shown_when={"field": "pattern", "is": ["plain", "striped"]})


@breaks(
    f"{MORE}, shown_when: It waits for true, but agreed is one of: yes, no.",
    f"{MORE}, shown_when: It waits for maybe, but agreed is one of: yes, no.",
)
def a_line_that_waits_for_neither_yes_nor_no(draft):
    draft.add("cloth", type="text", shown_when={"field": "agreed", "is": ["yes", "no", "true", "maybe"]})


CIRCLE = "shown_when: In the end it waits for itself, so the line is never asked. Cut the circle."


@breaks(f"{LINE} agreed, {CIRCLE}")
def a_line_that_waits_for_itself(draft):
    draft.line("cloth.agreed")["shown_when"] = {"field": "agreed", "is": ["yes"]}


@breaks(f"{LINE} pattern, {CIRCLE}", f"{LINE} agreed, {CIRCLE}")
def two_lines_that_wait_for_each_other(draft):
    draft.line("cloth.agreed")["shown_when"] = {"field": "pattern", "is": ["plain"]}
    draft.line("cloth.pattern")["shown_when"] = {"field": "agreed", "is": ["no"]}
    draft.add("cloth", type="text", shown_when={"field": "agreed", "is": ["yes"]})  # waits, but in no circle


def test_a_line_may_wait_for_one_of_several():
    draft = Draft()
    draft.line("cloth.pattern")["type"] = "multichoice"
    draft.add("cloth", type="text", shown_when={"field": "pattern", "is": ["plain"]})
    assert build(draft.data, "")
    draft.line("cloth.more")["shown_when"]["is"] = ["spotted"]
    assert draft.says() == [f"{MORE}, shown_when: It waits for spotted, but pattern is one of: plain, check."]


# ---- freezing
@breaks(f'{LINE} pattern: "freeze_at" names sewing, which is no stage here.{STAGES}')
def frozen_at_an_unknown_stage(draft):
    draft.line("cloth.pattern")["freeze_at"] = "sewing"
    draft.data["late_changes"] = []


@breaks(f'{LINE} mill: "freeze_at" names need, which is over before this line is written.')
def frozen_before_it_is_written(draft):
    draft.line("cloth.mill")["freeze_at"] = "need"


@breaks(f'{LINE} mill: "reopens" counts once a line is frozen. Say in "freeze_at" when that is.')
def opens_again_without_freezing(draft):
    draft.line("cloth.mill")["reopens"] = ["cutting"]


@breaks(
    f'{LINE} pattern: "reopens" names sewing, which is no stage here.{STAGES}',
    f'{LINE} pattern: "reopens" names need, which comes before this line and need not open again.',
)
def opens_the_wrong_stages_again(draft):
    draft.line("cloth.pattern")["reopens"] = ["cutting", "cloth", "sewing", "need"]


# ---- the lines every case has
@breaks('"title_field" names need.name, and there is no such line. Did you mean "need.title"?')
def an_unknown_title(draft):
    draft.data["title_field"] = "need.name"


@breaks('"need_field" names need, and there is no such line. Did you mean "need.need"?')
def an_unknown_need(draft):
    draft.data["need_field"] = "need"


@breaks(
    '"conditions_field" names cloth.conditions, and there is no such line. Did you mean "need.conditions"?'
)
def unknown_conditions(draft):
    draft.data["conditions_field"] = "cloth.conditions"


@breaks('"date_field" names need.date, and there is no such line. Did you mean "need.day"?')
def an_unknown_day(draft):
    draft.data["date_field"] = "need.date"


@breaks('"price_field" names style.price, and there is no such line. Did you mean "cloth.price"?')
def an_unknown_price(draft):
    draft.data["price_field"] = "style.price"


def _band(draft, stage="need", **words):
    """A band of two lines in one stage."""
    for key in ("low", "high"):
        draft.add(stage, type="money", **{"min": 0, **words, "key": key, "label": key})
        draft.data[f"band_{key}_field"] = f"{stage}.{key}"


@breaks('"band_low_field" names need.lowest, and there is no such line. Did you mean "need.low"?')
def an_unknown_end_of_the_band(draft):
    _band(draft)
    draft.data["band_low_field"] = "need.lowest"


@breaks(
    'stage need, block what, line low: A sum is never less than nothing. Write "min" = 0.',
    'stage need, block what, line high: A sum is never less than nothing. Write "min" = 0.',
)
def a_band_that_may_be_negative(draft):
    _band(draft, min=None)


@breaks(
    "stage cutting, block lay, line low: Both agree to the band, so both must sign cutting.",
    "stage cutting, block lay, line high: Both agree to the band, so both must sign cutting.",
)
def a_band_that_one_side_signs(draft):
    _band(draft, "cutting")


@breaks('A band has two ends. Write both "band_low_field" and "band_high_field".')
def half_a_band(draft):
    _band(draft)
    del draft.data["band_high_field"]


@breaks("The two ends of the band are two lines of one stage, which is signed at once.")
def a_band_of_one_line(draft):
    _band(draft)
    draft.data["band_high_field"] = "need.low"


@breaks(
    'Allowances are part of a price, so the workflow needs "price_field".',
    'A band is for the price, so the workflow needs "price_field".',
)
def a_band_and_allowances_without_a_price(draft):
    _band(draft)
    _allowances(draft)
    draft.data["price_field"] = ""


def _allowances(draft, **words):
    """Sums allowed in the stage of the cloth; `words` are more of each sum's."""
    sums = [{"key": key, "label": key, "type": "money", "min": 0, **words} for key in ("allowed", "chosen")]
    draft.add("cloth", type="table", columns=[{"key": "what", "label": "For"}, *sums])
    draft.data["allowances_field"] = "cloth.more"


@breaks(
    f'{MORE}: A sum is never less than nothing. Write "min" = 0 in column allowed.',
    f'{MORE}: A sum is never less than nothing. Write "min" = 0 in column chosen.',
)
def allowances_that_may_be_negative(draft):
    _allowances(draft, min=-5)


@breaks(
    f'{MORE}: Allowances need a column "allowed" of type money.',
    f'{MORE}: Allowances need a column "chosen" of type money.',
    f'{MORE}: Allowances need a column "what", which says what they are for.',
)
def allowances_without_their_columns(draft):
    draft.add("cloth", type="table", columns=[{"key": "for", "label": "For"}])
    draft.data["allowances_field"] = "cloth.more"


def _payments(draft, *plan, choices=("cutting",), **words):
    """A plan of the house, and a line for another; `words` are more of its sums."""
    named = [{"key": key, "label": key} for key in choices]
    sums = {"percent": "decimal", "amount": "money"}
    columns = [
        {"key": "what", "label": "what", "required": True},
        {"key": "due", "label": "due", "type": "choice", "required": True, "choices": named},
        *({"key": key, "label": key, "type": type_, "min": 0, **words} for key, type_ in sums.items()),
    ]
    draft.add("cloth", type="table", columns=columns)
    draft.data |= {"payments_field": "cloth.more", "payments": list(plan)}


HALF, REST = {"what": "Half", "due": "cutting", "percent": 50}, {"what": "Rest", "due": "collection"}


@breaks('payment Rest: "due" names colection, which is no stage here. Did you mean "collection"?')
def a_payment_at_no_stage(draft):
    _payments(draft, HALF, {**REST, "due": "colection"})


@breaks('payment Rest: A definition knows no price yet. Write a share: "percent".')
def a_payment_of_a_sum_in_a_definition(draft):
    _payments(draft, HALF, {**REST, "amount": 500})


@breaks('payment Half: Only the last payment takes what is left. Write "percent" here.')
def two_payments_that_take_what_is_left(draft):
    _payments(draft, {**HALF, "percent": None}, REST)


@breaks('The shares of "payments" make 90 of 100 per cent.')
def payments_that_do_not_make_a_hundred(draft):
    _payments(draft, HALF, {**REST, "percent": 40})


@breaks('The shares of "payments" make 110 of 100 per cent.')
def payments_that_make_more_than_a_hundred(draft):
    _payments(draft, HALF, {**HALF, "percent": 60}, REST)


@breaks(
    f"{MORE}: Column due names ironing, which is no stage here. Known here: need, cloth, cutting, collection."
)
def a_plan_at_no_stage(draft):
    _payments(draft, choices=("cutting", "ironing"))


@breaks(
    f'{MORE}: Nobody pays less than nothing. Write "min" = 0 in column percent.',
    f'{MORE}: Nobody pays less than nothing. Write "min" = 0 in column amount.',
)
def a_plan_of_less_than_nothing(draft):
    _payments(draft, min=-1)


@breaks(
    f'{MORE}: Payments need a column "what" of type text.',
    f'{MORE}: Payments need a column "due" of type choice.',
    f'{MORE}: Payments need a column "percent" of type decimal.',
    f'{MORE}: Payments need a column "amount" of type money.',
)
def a_plan_without_its_columns(draft):
    draft.add("cloth", type="table", columns=[{"key": "for", "label": "For"}])
    draft.data["payments_field"] = "cloth.more"


@breaks('Payments are parts of a price, so the workflow needs "price_field".')
def payments_without_a_price(draft):
    _payments(draft, HALF, REST)
    draft.data["price_field"] = ""


@breaks('"title_field" names nothing. Write it as "stage.line".')
def no_title(draft):
    draft.data["title_field"] = ""


@breaks(
    'stage need, block what, line need: "title_field" names this line, so its type must be text.',
    'stage need, block what, line title: "need_field" names this line, so its type must be longtext.',
    'stage need, block what, line day: "conditions_field" names this line, so its type must be table.',
    'stage need, block what, line conditions: "date_field" names this line, so its type must be date.',
    f'{LINE} mill: "price_field" names this line, so its type must be money.',
)
def lines_of_the_wrong_types(draft):
    names = {"title": "need.need", "need": "need.title", "conditions": "need.day", "date": "need.conditions"}
    draft.data |= {f"{word}_field": path for word, path in names.items()} | {"price_field": "cloth.mill"}


NEED, JUDGED = "stage need, block what, line need", "stage need, block what, line conditions"


@breaks(f'{NEED}: This line holds the need. Write "required" = true.')
def a_need_that_may_be_empty(draft):
    draft.line("need.need")["required"] = False


@breaks(f'{NEED}: This line holds the need. Add "customer" to "editable_by".')
def a_need_without_the_customer(draft):
    draft.line("need.need")["editable_by"] = ["clan"]


@breaks(f"{NEED}: This line holds the need, so it is always asked. Take shown_when away.")
def a_need_that_is_asked_only_sometimes(draft):
    draft.add("need", type="bool")
    draft.line("need.need")["shown_when"] = {"field": "more", "is": ["yes"]}


@breaks(f"{MORE}: A case begins with the need, so this line belongs in the first stage.")
def a_need_that_comes_later(draft):
    draft.add("cloth", type="longtext", required=True)
    draft.data["need_field"] = "cloth.more"


@breaks(
    f'{JUDGED}: This line holds how the customer judges. Write "required" = true.',
    f'{JUDGED}: This line holds how the customer judges. Add "customer" to "editable_by".',
    f'{JUDGED}: Without a condition a case never ends. Write "min_rows" = 1.',
)
def conditions_that_may_be_empty(draft):
    draft.line("need.conditions").update(required=False, min_rows=None, editable_by=["clan"])


TEXT = f'{JUDGED}: The conditions need a column "text" of type text that is required.'


@breaks(TEXT, f'{JUDGED}: The conditions need a column "how_judged".')
def conditions_without_their_columns(draft):
    draft.line("need.conditions")["columns"] = [{"key": "what", "label": "What"}]


@breaks(TEXT)
def conditions_whose_words_may_be_missing(draft):
    draft.line("need.conditions")["columns"][0]["required"] = False


@breaks(TEXT)
def conditions_that_are_no_words(draft):
    draft.line("need.conditions")["columns"][0]["type"] = "int"


# ---- late changes
LATE = "late change cloth"
STEP = f"{LATE}, step after cutting"


@breaks(f'{LATE}: "fields" names cloth.weave, and there is no such line. Did you mean "cloth.metres"?')
def a_late_change_of_an_unknown_line(draft):
    draft.late["fields"] = ["cloth.weave", "cloth.pattern"]


@breaks(f"{LATE}: cloth.pattern is frozen at cloth, but free here through cutting. Write the same.")
def two_words_on_when_it_is_free(draft):
    draft.line("cloth.pattern")["freeze_at"] = "cloth"


@breaks("late change other: cloth.pattern is priced by cloth already. A line has one price.")
def two_prices_for_one_line(draft):
    draft.data["late_changes"].append({**draft.late, "key": "other"})


@breaks(f'{LATE}: "free_through" names sewing, which is no stage here.{STAGES}')
def free_through_an_unknown_stage(draft):
    draft.late["free_through"] = "sewing"
    draft.line("cloth.pattern").update(freeze_at="", reopens=[])


@breaks(
    f'{LATE}: "free_through" names need, which is over before the line is written.',
    f'{LATE}: The first step must begin where it stops being free: "after" = "need".',
)
def free_only_before_it_is_written(draft):
    draft.late["free_through"] = "need"
    draft.line("cloth.pattern").update(freeze_at="", reopens=[])


@breaks(f'{LATE}: Nothing says what it costs after cutting. Add a step with "after" = "cutting".')
def no_price_once_it_is_not_free(draft):
    draft.late["steps"] = []


@breaks(f'{LATE}: The first step must begin where it stops being free: "after" = "cutting".')
def a_time_without_a_price(draft):
    draft.step["after"] = "collection"


@breaks(f'{LATE}: The first step must begin where it stops being free: "after" = "cloth".')
def a_change_that_is_never_free_begins_with_its_line(draft):
    draft.late["free_through"] = ""


@breaks(f"{LATE}: A step begins after sewing, which is no stage here.{STAGES}")
def a_step_after_an_unknown_stage(draft):
    draft.late["steps"].append({"after": "sewing"})


@breaks(f"{LATE}: The step after cutting must stand before the step after collection.")
def steps_out_of_order(draft):
    draft.late["steps"] += [{"after": "collection"}, {"after": "cutting"}]


@breaks(f"{LATE}: The step after cutting must stand before the step after cutting.")
def two_steps_at_once(draft):
    draft.late["steps"] += [{"after": "cutting"}]


@breaks(
    f'{LATE}: "price_field" names cloth.metres, which is no line of type money. Did you mean "cloth.price"?',
    f'{LATE}: "metres_field" names cloth.length, which is no line of type decimal. '
    'Did you mean "cloth.metres"?',
    f'{LATE}: "inlay_field" names cloth.mill, which is no line of type table. '
    "Known here: need.conditions, cutting.inlays.",
)
def sources_of_the_wrong_types(draft):
    draft.late.update(price_field="cloth.metres", metres_field="cloth.length", inlay_field="cloth.mill")


@breaks(f'{LATE}: "inlay_field" names need.conditions, which needs the columns "seam" and "inlay_mm".')
def inlays_without_their_columns(draft):
    draft.late["inlay_field"] = "need.conditions"


@breaks(f'{LATE}: "seam" is collar, which is no seam of cutting.inlays.')
def an_unknown_seam(draft):
    draft.late["seam"] = "collar"


@breaks(f'{LATE}: "seam" is empty, which is no seam of cutting.inlays.')
def no_seam(draft):
    del draft.late["seam"]


@breaks(f'{STEP}: It counts metres, so "price_field" must name the line with the price of a metre.')
def metres_without_a_price(draft):
    del draft.late["price_field"]


@breaks(f'{STEP}: It counts metres, so "price_field" must name the line with the price of a metre.')
def some_metres_without_a_price(draft):
    del draft.late["price_field"]
    draft.step.update(all_metres=False, metres=0.8)


@breaks(f'{STEP}: It counts all metres, so "metres_field" must name the line that says how many.')
def all_metres_without_their_number(draft):
    del draft.late["metres_field"]


@breaks(f'{STEP}: Write either "metres" or "all_metres".')
def some_metres_and_all(draft):
    draft.step["metres"] = 0.8


@breaks(f'{STEP}: It needs an inlay, so "inlay_field" must name the table of inlays.')
def an_inlay_without_its_table(draft):
    del draft.late["inlay_field"]
    draft.step["needs_inlay_mm"] = 0


@breaks(f'{STEP}: It takes a part of the price, so the workflow needs "price_field".')
def a_part_of_no_price(draft):
    del draft.data["price_field"]
    draft.step["rush_percent"] = 15


@breaks(
    *[
        f'{STEP}: "{word}" cannot be less than 0.'
        for word in ("hours", "rush_percent", "days", "needs_inlay_mm")
    ]
)
def costs_below_nothing(draft):
    draft.step.update(hours=-1, rush_percent=-0.5, days=-1, needs_inlay_mm=-1)


@breaks(f'{STEP}: "metres" cannot be less than 0.')
def metres_below_nothing(draft):
    draft.step.update(all_metres=False, metres=-1)


INSTEAD = f'{STEP}: Where a change is not possible, say in "instead" what still is.'
COSTS = f"{STEP}: What is not possible costs nothing and opens nothing again. Take those words away."


@breaks(INSTEAD)
def a_no_without_what_is_possible(draft):
    draft.late["steps"] = [{"after": "cutting", "possible": False}]


@pytest.mark.parametrize(
    "cost",
    [
        {"hours": 1},
        {"metres": 1},
        {"rush_percent": 1},
        {"days": 1},
        {"all_metres": True},
        {"labour_so_far": True},
        {"reopens": ["cutting"]},
    ],
)
def test_a_no_costs_nothing(cost):
    draft = Draft()
    draft.late["steps"] = [{"after": "cutting", "possible": False, "instead": "A new suit."}]
    assert build(draft.data, "").late_changes[0].steps[0].instead == "A new suit."
    draft.late["steps"][0] |= cost
    assert draft.says() == [COSTS]


@breaks(
    f'{STEP}: "reopens" names sewing, which is no stage here.{STAGES}',
    f'{STEP}: "reopens" names need, which comes before the line and need not open again.',
)
def a_step_that_opens_the_wrong_stages(draft):
    draft.step["reopens"] = ["need", "cloth", "collection", "sewing"][::-1]


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_definition_is_refused_with_its_sentence(name):
    change, says = BROKEN[name]
    draft = Draft()
    change(draft)
    assert draft.says() == says
