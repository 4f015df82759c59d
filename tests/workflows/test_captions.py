"""What pictures show: in words of either side, from where, and which one to look at them beside."""

from tests.workflows.sample import clan, customer, kept, refusal
from tests.workflows.test_pins import ONE, TWO, pictured
from workflows import captions, course
from workflows.case import Case

GONE = "c" * 32


def seen_from() -> Case:
    """Pictures whose line offers two views."""
    case = pictured()
    cloth = case.stages["cloth"]
    seen = cloth.blocks[-1]
    photo = seen.fields[0].model_copy(update={"views": ("Front", "Back")})
    blocks = (*cloth.blocks[:-1], seen.model_copy(update={"fields": (photo,)}))
    return case.having(stages={**case.stages, "cloth": cloth.model_copy(update={"blocks": blocks})})


def test_either_side_says_what_a_picture_shows():
    case = course.describe_pictures(pictured(), clan(), {ONE["id"]: ("  Collar from   behind ", "")})
    told = case.captions[ONE["id"]]
    assert (told.text, told.view, told.side, told.seq) == ("Collar from behind", "", "clan", case.seq)
    assert kept(case)
    both = {ONE["id"]: ("Collar from behind", ""), TWO["id"]: ("The hem", "")}
    after = course.describe_pictures(case, customer(), both)
    assert after.captions[ONE["id"]] == told, "what says so already keeps its author"
    assert after.captions[TWO["id"]].side == "customer"
    assert course.describe_pictures(after, clan(), both) is after
    again = course.describe_pictures(after, customer(), {ONE["id"]: ("Collar", "")})
    assert again.captions[ONE["id"]].text == "Collar"


def test_what_does_not_describe_a_picture_is_refused():
    case = seen_from()
    for words in ("", "  ", "x" * 301):
        assert refusal(course.describe_pictures, case, clan(), {ONE["id"]: (words, "")}) == (
            "Say in a few words what the picture shows, 300 letters at most."
        )
    assert course.describe_pictures(case, clan(), {ONE["id"]: ("x" * 300, "")}) is not case
    for file in (GONE, ""):
        assert refusal(course.describe_pictures, case, clan(), {file: ("Hem", "")}) == (
            "That picture is not in this order any more. Describe another one."
        )
    side = refusal(course.describe_pictures, case, clan(), {ONE["id"]: ("Hem", "Side")})
    assert side == "Pictures has no view called Side. It offers Front, Back."
    none = refusal(course.describe_pictures, pictured(), clan(), {ONE["id"]: ("Hem", "Front")})
    assert none == "Pictures has no view called Front. It offers none; leave that out."


def test_a_view_that_is_offered_is_kept():
    case = course.describe_pictures(seen_from(), clan(), {ONE["id"]: ("Hem", "Back")})
    assert captions.view_of(case, ONE["id"]) == "Back"
    assert captions.view_of(case, TWO["id"]) == ""
    front = course.describe_pictures(case, clan(), {ONE["id"]: ("Hem", "Front")})
    assert captions.view_of(front, ONE["id"]) == "Front"


def test_a_picture_is_looked_at_beside_the_same_view_of_the_stage_before():
    case = seen_from()
    again = case.stages["cloth"].model_copy(update={"key": "cloth-2"})
    later = [{**ONE, "id": letter * 32} for letter in "de"]
    value = case.values["cloth"]["photos"].model_copy(update={"value": later})
    place = case.plan.index("cloth") + 1
    case = case.having(
        plan=(*case.plan[:place], "cloth-2", *case.plan[place:]),
        stages={**case.stages, "cloth-2": again},
        progress={**case.progress, "cloth-2": case.progress["cloth"]},
        values={**case.values, "cloth-2": {"photos": value}},
    )
    new, other = "d" * 32, "e" * 32
    assert captions.earlier(case, new) == [ONE["id"], TWO["id"]]
    views = {new: ("Now", "Back"), ONE["id"]: ("Then", "Front"), TWO["id"]: ("Then too", "Back")}
    case = course.describe_pictures(case, clan(), views)
    assert captions.earlier(case, new) == [TWO["id"], ONE["id"]]
    assert captions.earlier(case, other) == [ONE["id"], TWO["id"]]
    assert captions.earlier(case, ONE["id"]) == [TWO["id"]], "nothing before it: the others of its line"
    assert captions.earlier(case, GONE) == []
