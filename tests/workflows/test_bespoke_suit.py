"""The bespoke suit that ships: complete, kind to its customer, and followed from the need to the end."""

from decimal import Decimal
from typing import Any

import pytest

from tests.workflows.following import Order, fitting
from workflows import course
from workflows.check import library
from workflows.grammar import (
    AppointmentBlock,
    ChecklistBlock,
    Field,
    FieldsBlock,
    LateChange,
    LateStep,
    NotesBlock,
    ReviewBlock,
    SignatureBlock,
    ToDoBlock,
)
from workflows.values import read, show, warn

SUIT = library()["bespoke-suit"]
TITLES = {
    "need": "Need",
    "cloth": "Cloth",
    "style": "Style",
    "measuring": "Measures",
    "pattern": "Pattern",
    "striking": "Cutting",
    "baste": "Baste",
    "baste_fitting": "Baste fitting",
    "forward": "Forward making",
    "forward_fitting": "Forward fitting",
    "finish_fitting": "Last fitting",
    "finishing": "Finishing",
    "collection": "Collection",
    "wear_review": "Worn in",
}
STAGES = {stage.key: stage for stage in SUIT.stages}
FITTINGS = ("baste_fitting", "forward_fitting", "finish_fitting")
BOTH, CLAN, CUSTOMER = ("customer", "clan"), ("clan",), ("customer",)


def line(path: str) -> Field:
    """The line that "stage.field" names."""
    stage, _, key = path.partition(".")
    field = STAGES[stage].field(key)
    assert field
    return field


def keys(path: str) -> list[str]:
    """The choices of a line."""
    return [choice.key for choice in line(path).choices]


def test_it_has_fourteen_stages_in_their_order():
    assert {stage.key: stage.title for stage in SUIT.stages} == TITLES
    assert list(STAGES) == list(TITLES)
    assert (SUIT.key, SUIT.version, SUIT.hourly_rate) == ("bespoke-suit", 4, 6000)
    assert (SUIT.title_field, SUIT.need_field) == ("need.title", "need.need")
    assert (SUIT.conditions_field, SUIT.date_field) == ("need.satisfaction", "need.date_needed")


def test_who_signs():
    alone = {"pattern", "baste", "forward", "finishing"}
    last = {"collection", "wear_review"}
    for key, stage in STAGES.items():
        assert stage.signed_by() == (CLAN if key in alone else CUSTOMER if key in last else BOTH)
    says = {key: next(b.says for b in s.blocks if isinstance(b, SignatureBlock)) for key, s in STAGES.items()}
    assert says["striking"] == "Yes, cut the cloth."
    assert says["finish_fitting"] == "Finish it."


def test_what_may_be_left_out_and_held_again():
    skipped = {"pattern", "baste", "baste_fitting", "forward_fitting", "wear_review"}
    assert {key for key, stage in STAGES.items() if not stage.essential} == skipped
    assert {key: s.rounds for key, s in STAGES.items() if s.rounds > 1} == {
        **dict.fromkeys(FITTINGS, 3),
        "wear_review": 2,
    }


def test_it_takes_eight_to_twelve_weeks_and_a_month_of_wear():
    days = {key: stage.lead_days for key, stage in STAGES.items()}
    assert days.pop("wear_review") == 30
    assert 8 * 5 <= sum(days.values()) <= 16 * 5  # working days
    assert all(days.values())


def test_nobody_must_type_much_and_everything_asked_has_a_giver():
    for stage in SUIT.stages:
        required = [field for field in stage.fields() if field.required]
        assert 1 <= len(required) <= 6, stage.key
        assert all(field.given_by in field.editable_by for field in stage.fields()), stage.key


def test_only_a_few_words_are_the_customers_alone():
    alone = {f"{s.key}.{f.key}" for s in SUIT.stages for f in s.fields() if f.editable_by != BOTH}
    assert alone == {
        "measuring.photos_agreed",
        "collection.as_asked",
        "collection.photo_agreed",
    }
    assert {line(path).editable_by for path in alone} == {CUSTOMER}


@pytest.mark.parametrize("key", FITTINGS)
def test_a_fitting_has_an_appointment_notes_photographs_and_the_customers_word(key):
    stage = STAGES[key]
    blocks = {type(block): block for block in stage.blocks}
    meeting, review = blocks[AppointmentBlock], blocks[ReviewBlock]
    assert isinstance(meeting, AppointmentBlock) and meeting.required
    assert isinstance(review, ReviewBlock) and review.by == "customer" and review.required
    notes = blocks[NotesBlock]
    assert isinstance(notes, NotesBlock) and (len(notes.areas), notes.reach) == (17, 60)
    assert [choice.key for choice in notes.voices] == ["customer", "cutter", "companion"]
    assert [choice.key for choice in notes.actions] == [
        *("let_out", "take_in", "lengthen", "shorten", "re_pitch", "re_balance", "recut", "leave")
    ]
    assert [choice.key for choice in notes.parts] == ["coat", "trousers", "second_trousers", "waistcoat"]
    assert notes.leaves == ("leave",)
    assert line(f"{key}.fitting_photos").type == "photo"


def test_what_the_fittings_ask_for_is_done_before_the_coat_is_shown_again():
    lists = {key: [b for b in stage.blocks if isinstance(b, ToDoBlock)] for key, stage in STAGES.items()}
    assert {key: found[0].of for key, found in lists.items() if found} == {
        "forward": "baste_fitting",
        "finishing": "finish_fitting",
    }


def test_the_inspection_has_twelve_points_and_one_who_did_not_sew_it():
    (inspection,) = (block for block in STAGES["finishing"].blocks if isinstance(block, ChecklistBlock))
    assert inspection.by == "clan" and len(inspection.items) == 12
    assert all(item.required for item in inspection.items)
    assert line("finishing.inspected_by").required


def test_the_answers_are_the_trades_own():
    assert keys("style.breasting") == ["sb1", "sb2", "sb3", "db4", "db6"]
    assert keys("style.lapel") == ["notch", "peak", "shawl"]
    assert keys("style.pocket_style") == ["straight_jetted", "straight_flap", "slanted_flap", "patch"]
    assert keys("style.garments") == ["coat", "trousers", "second_trousers", "waistcoat"]
    assert keys("cloth.lining") == ["full", "half", "buggy"]
    assert keys("cloth.pattern") == [
        *("plain", "herringbone", "pinstripe", "chalkstripe", "check", "windowpane", "houndstooth")
    ]
    assert keys("need.purpose") == [
        *("wedding", "business_daily", "business_occasion", "evening", "morning"),
        *("funeral", "country", "travel", "other"),
    ]
    assert [choice.price for choice in line("style.garments").choices] == [None, None, 65000, 55000]


def test_numbers_keep_to_their_limits():
    limits = {
        "cloth.weight": (200, 650),
        "cloth.metres": (2.5, 5),
        "style.lapel_width": (70, 115),
        "style.outside_pockets": (2, 5),
        "style.inside_pockets": (1, 6),
        "style.sleeve_buttons": (0, 5),
        "style.turn_up": (35, 50),
        "style.hem_width": (170, 240),
        "measuring.drop": (0, 40),
    }
    for path, (least, most) in limits.items():
        assert (line(path).min, line(path).max) == (Decimal(str(least)), Decimal(str(most))), path
    assert line("style.monogram").max_length == 20
    assert (line("cloth.composition").sum_of, line("cloth.composition").sum_is) == ("pct", 100)


MEASURES = {
    "chest": (800, 1400),
    "waist": (650, 1400),
    "seat": (800, 1500),
    "neck": (330, 500),
    "nape_to_waist": (380, 520),
    "coat_length": (640, 880),
    "half_back": (160, 260),
    "back_to_elbow": (400, 560),
    "back_to_wrist": (720, 980),
    "sleeve_inside": (380, 560),
    "shoulder": (120, 190),
    "scye_depth": (200, 300),
    "front_balance": (380, 560),
    "biceps": (260, 480),
    "wrist": (150, 220),
    "outside_leg": (900, 1250),
    "inside_leg": (650, 950),
    "rise": (220, 360),
    "thigh": (480, 800),
    "knee": (380, 560),
    "hem": (340, 500),
}


@pytest.mark.parametrize("key", MEASURES)
def test_a_measure_asks_again_when_it_is_unusual_and_refuses_only_what_cannot_be(key):
    field = line(f"measuring.{key}")
    least, most = MEASURES[key]
    assert (field.warn_min, field.warn_max) == (least, most)
    assert set(field.basis) == {"skin", "finished", "try_on"}
    assert field.min is not None and field.min < least and field.max is not None and field.max > most
    for mm in (least, most):
        assert warn(field, read(field, {"mm": mm}, currency="GBP")) == ""
    assert warn(field, read(field, {"mm": most + 1}, currency="GBP")).startswith(field.label)


def test_five_measures_are_read_twice():
    twice = {field.key for field in STAGES["measuring"].fields() if field.tolerance == 10}
    assert twice == {"chest", "waist", "seat", "sleeve_inside", "inside_leg"}


def test_a_summary_reads_as_the_trade_speaks():
    assert show(line("cloth.weight"), 310) == "310 g (10 oz)"
    assert show(line("style.lapel_width"), {"mm": 92}, length="in") == "3⅝ in"
    headlines = [f"{s.key}.{f.key}" for s in SUIT.stages for f in s.fields() if f.headline]
    assert headlines == [
        *("need.purpose", "need.date_needed", "cloth.cloth", "cloth.weight", "cloth.lining_code"),
        *("style.garments", "style.breasting", "style.lapel", "style.lapel_width", "style.pocket_style"),
        *("style.price", "striking.cut_on", "forward_fitting.trouser_break"),
    ]


# ---- late changes
def late(key: str) -> LateChange:
    """The late change of that key."""
    return next(change for change in SUIT.late_changes if change.key == key)


def cost(step: LateStep) -> tuple[Any, ...]:
    """From when, hours, metres (or "all"), days; the words alone when it is not possible."""
    if not step.possible:
        return (step.after, "no")
    return (step.after, float(step.hours), "all" if step.all_metres else float(step.metres), step.days)


TABLE = {
    "cloth": (
        "striking",
        [
            ("striking", 4, "all", 28),
            ("baste", 18, "all", 28),
            ("forward_fitting", 4, "all", 40),
            ("finishing", "no"),
        ],
    ),
    "pockets": ("baste_fitting", [("baste_fitting", 3, 0, 2), ("forward", 12, 0.8, 14), ("finishing", "no")]),
    "lapel": (
        "baste_fitting",
        [("baste_fitting", 2, 0, 1), ("forward_fitting", 6, 0, 5), ("finishing", "no")],
    ),
    "button_stance": (
        "baste_fitting",
        [("baste_fitting", 1, 0, 0), ("forward_fitting", 3, 0, 3), ("finishing", "no")],
    ),
    "vents": (
        "baste_fitting",
        [("baste_fitting", 1, 0, 0), ("forward_fitting", 4, 0, 3), ("finishing", 6, 0, 3)],
    ),
    "lining": ("forward", [("forward", 0, 0, 0), ("forward_fitting", 5, 2, 5), ("finishing", 7, 2, 5)]),
    "turn_ups": ("finishing", [("finishing", 1, 0, 1)]),
    "waist": ("finishing", [("finishing", 4, 0, 2)]),
    "trouser_waist": ("finishing", [("finishing", 2, 0, 1)]),
    "date": ("", [("need", 0, 0, 0), ("forward_fitting", 0, 0, 0), ("finishing", "no")]),
}


def test_the_table_of_late_changes_is_whole():
    assert {
        change.key: (change.free_through, [cost(step) for step in change.steps])
        for change in SUIT.late_changes
    } == TABLE
    assert [step.labour_so_far for step in late("cloth").steps] == [False, False, True, False]
    assert [step.rush_percent for step in late("date").steps] == [15, 25, 0]
    assert SUIT.price_field == "style.price"
    assert (SUIT.band_low_field, SUIT.band_high_field) == ("need.price_low", "need.price_high")
    assert SUIT.allowances_field == "style.allowances"
    assert [(one.what, one.due, one.percent) for one in SUIT.payments] == [
        ("Deposit", "striking", 50),
        ("Balance", "collection", None),
    ]


def test_a_line_freezes_where_its_change_stops_being_free():
    for change in SUIT.late_changes:
        for path in change.fields:
            assert line(path).freeze_at == change.free_through, path


def test_the_inlays_decide_what_can_still_be_let_out():
    inlays = {key: (late(key).inlay_field, late(key).seam) for key in ("turn_ups", "waist", "trouser_waist")}
    assert inlays == {
        "turn_ups": ("striking.inlays", "hem"),
        "waist": ("striking.inlays", "forepart_side"),
        "trouser_waist": ("striking.inlays", "trouser_seat_side"),
    }
    assert [late(key).steps[0].needs_inlay_mm for key in inlays] == [45, 25, 25]
    assert all(late(key).steps[0].instead for key in inlays)


def test_pockets_changed_after_they_are_set_cost_new_foreparts():
    step = late("pockets").steps[1]
    price, metre = Decimal(SUIT.hourly_rate), Decimal(9500)
    assert late("pockets").price_field == "cloth.price_per_m"
    assert step.hours * price + step.metres * metre == 79600
    assert (step.days, step.reopens) == (14, ("forward", "forward_fitting"))


def test_another_cloth_in_forward_making_costs_the_strike_and_the_baste_again():
    step = late("cloth").steps[1]
    assert late("cloth").metres_field == "cloth.metres"
    assert step.hours * SUIT.hourly_rate + Decimal("3.4") * 9500 == 140300
    assert step.reopens[:4] == ("striking", "baste", "baste_fitting", "forward")


# ---- from the need to the end
ANSWERS = {
    "satisfaction": [
        {"text": "Cool at 30 degrees", "how_judged": "At the wedding"},
        {"text": "Right for court"},
    ],
    "inlays": [{"seam": "hem", "inlay_mm": 32}, {"seam": "Trouser seat and side seam", "inlay_mm": 25}],
    "cut_on": "3 October 2026",
    "made_by": "piotr",
    "inspected_by": "ines",
    "metres": "3.4",
    "price_per_m": "95",
    "price": "£3,450",
    "garments": ["coat", "trousers"],
}


def test_a_suit_is_followed_from_the_need_to_the_customers_last_word():
    order = Order(SUIT, ANSWERS)
    seen = order.follow(400)
    assert list(dict.fromkeys(seen)) == [*TITLES, None]
    assert order.case.status == "fulfilled"
    assert all(order.case.state(key) == "done" for key in TITLES)
    assert show(line("style.price"), order.case.value("style.price")) == "£3,450"


def test_every_line_can_be_written_by_whoever_gives_it():
    order = Order(SUIT, {})
    for stage in SUIT.stages:
        for block in stage.blocks:
            for field in block.fields if isinstance(block, FieldsBlock) else ():
                raw = fitting(field)
                actor = order.actor(field.given_by)
                seen = {field.key: order.case.line_seq(stage.key, field.key)}
                order.case = course.write(order.case, actor, stage.key, {field.key: raw}, seen)
                assert not order.case.empty(stage.key, field.key), field.key
                assert show(field, order.case.value(f"{stage.key}.{field.key}")), field.key
