"""The order as it stood at any moment, found by entry or by day, and any two moments side by side."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from portal.cases import actions, arranging, bringing, queries, retelling, show, together
from portal.kernel import clock
from portal.kernel.files import Stored
from tests.cases import playing
from tests.pages import said
from tests.shape import samples
from workflows.records import Terms

MAY = datetime(2026, 5, 3, 9, 0, tzinfo=UTC)  # ten o'clock in London


def words(answer):
    return " ".join(said(answer).split())


def part(answer):
    """What stood in the order then, without the controls around it."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text.partition('id="moment"')[2]).split())


@pytest.fixture
def told(cloth, cast):
    """A cloth that was written, changed and put back: the numbers of these three entries."""
    first = cloth.put(cast.marian, "cloth.code", "W 81", "the mill has it")
    second = cloth.put(cast.julian, "cloth.code", "W 90")
    cloth.do(cast.marian, actions.put_back, "cloth", "code", first)
    return first, second, cloth.thread.seq


def test_it_stands_as_it_was_before_and_after_a_restore(as_, cast, cloth, told):
    first, second, third = told
    visitor = as_(cast.julian)
    at = {seq: part(visitor.get(cloth.at(f"/then?at={seq}"), status=200)) for seq in (first - 1, *told)}
    assert "W 81" not in at[first - 1] and "Cloth code" not in at[first - 1]
    assert "Cloth code W 81 Marian Wren, " in at[first] and "“the mill has it”" in at[first]
    assert "W 81 became W 90 Julian Okoro, " in at[second]
    assert "W 90 became W 81 Marian Wren, " in at[third]
    page = visitor.get(cloth.at(f"/then?at={second}"), status=200)
    assert f"entry {second} of {third} Julian Okoro changed Cloth code from W 81 to W 90" in words(page)
    for other in (second - 1, second + 1):
        assert f'{cloth.at(f"/then?at={other}")}"' in page.text
    assert 'rel="next"' not in visitor.get(cloth.at("/then"), status=200).text
    assert 'rel="prev"' not in visitor.get(cloth.at("/then?at=1"), status=200).text


def test_every_moment_is_the_same_told_forth_and_back(cast, fitting):
    fitting.replan(cast.julian, cast.marian, "reopen", "cloth", "Another colour")
    fitting.put(cast.julian, "cloth.code", "W 7")
    with fitting.database.unit(write=False):
        case = queries.get(cast.julian, fitting.ref)
        for seq in range(1, case.seq + 1):
            (moment,) = retelling.moments(case, seq)
            assert moment.thread == retelling.stood(case, seq).thread
            assert (moment.thread.seq, moment.entry.seq) == (seq, seq)
        ends = retelling.moments(case, case.seq, 1)
        assert [one.thread.seq for one in ends] == [case.seq, 1]


def test_it_says_whose_move_it_was_and_who_had_signed(as_, cast, fitting):
    visitor = as_(cast.julian)
    began = words(visitor.get(fitting.at("/then?at=1"), status=200))
    assert "It was your move" in began and "Signed by" not in began and "Stage 1 of 4: " in began
    assert "It was Julian’s move" in words(as_(cast.marian).get(fitting.at("/then?at=1"), status=200))
    now = words(visitor.get(fitting.at("/then"), status=200))
    assert "Signed by Julian Okoro and Marian Wren" in now and "which is how it stands now" in now


def test_nothing_on_it_changes_the_order(as_, cast, cloth, told):
    for path in (f"/then?at={told[1]}", "/then", f"/then/part?at={told[1]}"):
        whole = as_(cast.julian).get(cloth.at(path), status=200).text
        # The head of a page has the way out in it, and its foot the form by which drafts are let go.
        text = whole.partition('<main id="main"')[2].partition("</main>")[0] or whole
        assert "Cloth code" in text
        assert 'method="post"' not in text and "formaction" not in text
        assert "/edit" not in text and "/sign" not in text and "/reopen" not in text


@pytest.fixture
def may(database, cast):
    """An order that began on 3 May and was given two other names: half an hour before London's midnight, and
    half an hour after it.
    """
    with clock.as_of(MAY):
        order = playing.begin(database, cast.julian, cast.okoro)
    for number, hours in enumerate((13.5, 14.5), 1):
        with clock.as_of(MAY + timedelta(hours=hours)):
            order.put(cast.julian, "need.title", f"Name {number}")
    return order


def test_a_day_is_found_on_the_clock_of_who_asks(as_, cast, may):
    julian = as_(cast.julian)

    def entry(visitor, day):
        return int(
            re.search(r"entry (\d) of 3", words(visitor.get(may.at(f"/then?on={day}"), status=200)))[1]
        )

    assert [entry(julian, day) for day in ("2026-05-03", "2026-05-04", "2026-05-09")] == [2, 3, 3]
    page = words(julian.get(may.at("/then?on=2026-05-03"), status=200))
    assert "This is how it stood at the end of 3 May 2026." in page and "3 May 2026, 23:30" in page
    assert "Name 1 as it stood" in page and "Name 2" not in part(julian.get(may.at("/then?on=2026-05-03")))
    with may.database.unit(write=True) as session:
        session.merge(cast.marian).zone = "America/New_York"
    assert entry(as_(cast.marian), "2026-05-03") == 3


def test_a_day_before_it_began_or_to_come_or_that_is_none(as_, cast, may):
    julian = as_(cast.julian)
    for day in ("2026-05-02", "0001-01-01"):
        page = words(julian.get(may.at(f"/then?on={day}"), status=200))
        assert "this order had not begun. This is its first moment." in page and "entry 1 of 3" in page
    for day in ("2099-12-31", "9999-12-31"):
        page = words(julian.get(may.at(f"/then?on={day}"), status=200))
        assert "is still to come. This is the order as it stands now." in page and "entry 3 of 3" in page
    for day in ("soon", "2026-02-30", "3.5.2026"):
        page = julian.get(may.at(f"/then?on={day}"), status=422)
        assert "Write the day as year, month and day, such as 2026-05-03." in words(page)
        assert f'value="{day}"' in page.text


def test_an_entry_that_is_not_there_is_said(as_, cast, cloth):
    last = cloth.thread.seq
    for asked in ("at=0", "at=999", "at=x", "at=-1", "at=3&with=999", "at=²&with=1", "with=x"):
        for page in ("/then", "/then/part"):
            answer = as_(cast.julian).get(cloth.at(f"{page}?{asked}"), status=404)
            assert f"no such entry: its last one is {last}." in answer.text, asked
    for outside in (cast.stranger, cast.tom, cast.ada, cast.ruth):
        for page in ("/then", "/then?at=1", "/then?at=999", "/then?on=2026-05-03", "/then?at=1&with=2"):
            answer = as_(outside).get(cloth.at(page), status=404)
            assert "no such entry" not in answer.text


def test_two_moments_are_compared_whichever_is_named_first(as_, cast, cloth, told):
    first, second, third = told
    julian = as_(cast.julian)
    one = julian.get(cloth.at(f"/then?at={first}&with={second}"), status=200)
    other = julian.get(cloth.at(f"/then?at={second}&with={first}"), status=200)
    assert part(one) == part(other)
    assert "was W 81 became W 90" in part(one)  # W 81 is what it says now: there is nothing to put back
    assert "Put it back to this" in part(one)
    same = part(julian.get(cloth.at(f"/then?at={first}&with=now"), status=200))
    assert "Nothing. Every line stands as it did." in same
    began = part(julian.get(cloth.at(f"/then?at=1&with={third}"), status=200))
    assert "was nothing became W 81" in began
    assert "For the customer: not signed, then signed by Julian Okoro. " in began
    assert " was open, then done. Open it again" in began


def test_a_line_is_put_back_from_the_comparison(as_, cast, cloth, told):
    _, second, third = told
    julian = as_(cast.julian)
    page = julian.get(cloth.at(f"/then?at={second}&with=now"), status=200).text
    assert cloth.line("cloth.code", "/put-back") in page and f'name="seq" value="{second}"' in page
    julian.post(cloth.line("cloth.code", "/put-back"), data={"seq": second}, status=303)
    assert cloth.held("cloth.code") == "W 90" and cloth.thread.seq == third + 1
    assert "W 90" in part(julian.get(cloth.at("/then"), status=200))
    assert "W 90 became W 81" in part(julian.get(cloth.at(f"/then?at={third}"), status=200))


def test_a_signature_taken_back_and_a_stage_opened_again_lead_to_where_they_are_given(as_, cast, fitting):
    before = fitting.thread.seq
    fitting.replan(cast.julian, cast.marian, "reopen", "cloth", "Another colour")
    fitting.put(cast.julian, "cloth.code", "W 7")
    julian = as_(cast.julian).get(fitting.at(f"/then?at={before}&with=now"), status=200)
    assert "It was done, then open." in part(julian)
    assert "For the customer: signed by Julian Okoro, then " in part(julian)
    assert f'href="{fitting.stage("cloth", "sign")}"' in julian.text


def test_reviews_ticks_appointments_and_the_plan_are_compared_stage_by_stage(as_, cast, fitting):
    before, visit = 2, ("fitting", "visit")
    time = playing.TOMORROW
    fitting.do(cast.marian, arranging.propose_times, *visit, (time,), Terms(place="31 Burling Row"))
    fitting.do(cast.julian, arranging.pick_time, *visit, time)
    fitting.replan(cast.marian, cast.julian, "skip", "fitting", "It fits already")
    fitting.do(cast.marian, together.tick, "finishing", "inspection", "buttons", True)
    page = as_(cast.julian).get(fitting.at(f"/then?at={before}&with=now"), status=200)
    sections = {one.partition("</h2>")[0].rpartition(">")[2]: one for one in page.text.split("<section ")}
    told = {title: " ".join(re.sub(r"<[^>]+>", " ", one).split()) for title, one in sections.items()}
    told = {key: told[stage.title] for key, stage in fitting.thread.stages.items() if stage.title in told}
    assert "not arranged, then " in told["fitting"] and "31 Burling Row" in told["fitting"]
    assert "not decided, then accepted (Julian Okoro, " in told["cloth"]
    assert "not ticked, then ticked (Marian Wren, " in told["finishing"]
    later = as_(cast.julian).get(fitting.at(f"/then?at={fitting.thread.seq - 1}&with=now"), status=200)
    assert "Nothing differs in 3 stages" in part(later)
    same = as_(cast.julian).get(fitting.at(f"/then?at={before}&with={before}"), status=200)
    assert "Nothing differs in" not in same.text


def test_stages_that_were_added_or_moved_or_taken_out_are_told(fitting):
    now = fitting.thread
    first, *middle, last = now.plan
    moved = now.having(plan=(first, *reversed(middle), last))
    look = samples.look()

    def between(was, then_):
        view = show.since(
            show.Desk(now, look), show.Moment(was, ""), show.Moment(then_.having(seq=now.seq + 1), "")
        )
        return {one.title: [said.text for said in one.besides] for one in view.stages}, view.besides

    titles = {key: now.stages[key].title for key in now.plan}
    told, _ = between(now, moved)
    assert [title for title, words_ in told.items() if any("moved" in one for one in words_)] == [
        titles[middle[-1]]
    ]
    assert told[titles[middle[-1]]] == [f"It was moved, after {titles[first]}."]
    without = now.having(plan=(first, *middle[1:], last))
    assert f"It was added, after {titles[first]}." in between(without, now)[0][titles[middle[0]]]
    assert between(now, without)[1][0].text == f"{titles[middle[0]]} was taken out."


def test_a_picture_taken_away_since_is_named_and_not_shown(as_, cast, cloth):
    kept, gone = ({"id": f"{n}" * 32, "name": f"{n}.jpg", "type": "image/jpeg", "size": 9} for n in "12")
    with cloth.database.unit(write=True):
        case = queries.get(cast.marian, cloth.ref)
        for one in (kept, gone):
            bringing.attach(
                cast.marian, case, Stored(one["id"], one["name"], "image/jpeg", 9, "0" * 64, 6, 4)
            )
    both = cloth.put(cast.marian, "cloth.photos", [kept, gone])
    cloth.put(cast.marian, "cloth.photos", [kept])
    page = as_(cast.julian).get(cloth.at(f"/then?at={both}"), status=200)
    assert f"/files/{kept['id']}/320" in page.text and gone["id"] not in page.text
    assert re.search(r"2\.jpg Cloth, pictures\. Marian Wren, [^.]*\. Taken away since", part(page))


def test_the_part_brings_the_head_and_the_words_of_the_moment_along(as_, cast, cloth, told):
    text = as_(cast.julian).get(cloth.at(f"/then/part?at={told[1]}"), headers=playing.HTMX, status=200).text
    assert "<!doctype" not in text.lower() and text.count("data-hx-swap-oob") == 2
    assert 'id="mast" data-hx-swap-oob="true"' in text and f"entry {told[1]} of {told[2]}" in text
    pair = as_(cast.julian).get(cloth.at(f"/then/part?at={told[1]}&with=1"), headers=playing.HTMX, status=200)
    assert 'id="moment"' in pair.text and "<!doctype" not in pair.text.lower()


def test_the_order_and_its_history_lead_to_it(as_, cast, cloth):
    assert f'href="{cloth.at("/then")}"' in as_(cast.julian).get(cloth.at(), status=200).text
    history = as_(cast.marian).get(cloth.at("/history"), status=200).text
    assert all(f'href="{cloth.at(f"/then?at={seq}")}"' in history for seq in range(1, cloth.thread.seq + 1))
