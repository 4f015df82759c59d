"""Two people change one long text: what fits together is offered ready, the rest place by place."""

from portal.cases import actions
from tests.cases.playing import HTMX, begin
from tests.pages import said

LINE = "need.need"
NEED = "A coat that keeps the rain out.\n\nIt may look worn.\n\nIt must not be black."


def wrote(order, person, old, new):
    """Somebody changes words of the need; returns the number of the change before."""
    seen = order.seq(LINE)
    order.put(person, LINE, order.held(LINE).replace(old, new))
    return seen


def test_changes_that_fit_together_are_offered_ready_and_written_by_nobody(as_, cast, database):
    order = begin(database, cast.julian, cast.okoro, NEED)
    seen = wrote(order, cast.julian, "rain out", "rain and the wind out")
    mine = NEED.replace("black", "black or brown")
    julian = as_(cast.julian)
    for headers in ({}, HTMX):
        answer = julian.post(
            order.line(LINE), data={"value": mine, "seen": seen}, headers=headers, status=409
        )
        assert "Both changes fit together. Look and write it" in answer.text
        assert "rain and the wind out" in answer.text.partition("<textarea")[2]
        assert "black or brown.</textarea>" in answer.text
        assert f'name="seen" value="{order.seq(LINE)}"' in answer.text
    assert "brown" not in order.held(LINE)


def test_places_that_both_changed_are_chosen_and_looked_at_before_they_are_written(as_, cast, database):
    order = begin(database, cast.julian, cast.okoro, NEED)
    seen = wrote(order, cast.julian, "look worn", "look old")
    mine = NEED.replace("look worn", "look used").replace("black", "brown")
    julian = as_(cast.julian)
    answer = julian.post(order.line(LINE), data={"value": mine, "seen": seen}, status=409)
    assert "Choose place by place" in answer.text
    for words in ("Both changed this: worn.", "old.", "used."):
        assert words in said(answer)
    sent = {"base": seen, "value": mine, "pick-0": "mine"}
    for headers in ({}, HTMX):
        page = julian.post(order.line(LINE, "/merge"), data=sent, headers=headers, status=200)
        assert "This is what you chose. Look and write it" in page.text
        assert NEED.replace("worn", "used").replace("black", "brown") in page.text.replace("\r", "")
    both = julian.post(order.line(LINE, "/merge"), data={**sent, "pick-0": "both"}, status=200)
    assert "look old. used." in both.text
    assert "old" in order.held(LINE), "nothing is written by choosing"
    chosen = {"value": NEED.replace("worn", "used"), "seen": order.seq(LINE)}
    julian.post(order.line(LINE), data=chosen, status=303)
    assert "look used" in order.held(LINE)


def test_strange_choices_still_lose_nothing(as_, cast, database):
    order = begin(database, cast.julian, cast.okoro, NEED)
    wrote(order, cast.julian, "worn", "old")
    for strange in ({}, {"base": "x", "value": "Mine", "pick-99": "no", "pick-": "mine"}, {"base": "9" * 40}):
        answer = as_(cast.julian).post(order.line(LINE, "/merge"), data=strange, status=200)
        assert "look old" in said(answer)
        assert strange.get("value", "") in said(answer)
    as_(cast.stranger).post(order.line(LINE, "/merge"), data={"value": "x"}, status=404)


def test_other_lines_show_both_values_and_merge_nothing(as_, cast, cloth):
    cloth.do(cast.marian, actions.write, "cloth", {"code": "W 81"}, {"code": 0})
    answer = as_(cast.julian).post(cloth.line("cloth.code"), data={"value": "W 90", "seen": 0}, status=409)
    assert "fit together" not in answer.text
    assert "Choose place by place" not in answer.text
