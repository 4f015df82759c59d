"""The red cord: to an executive and two stewards at once, answered in a day, published, and asked after."""

from datetime import timedelta

import pytest

from portal.cases import post
from portal.clans import errands
from portal.clans.queries import today
from portal.cords import letters, waits
from portal.kernel import clock, journal
from portal.kernel.verbs import NotAllowed, NotNow
from portal.notifications import asked
from portal.people import standing
from portal.people.queries import by_handle
from tests.cords.conftest import PROMISE, SECRET
from tests.letters import to
from tests.pages import said

TYPED = {"promise": PROMISE, "evidence": "Fourteen came back", "executive": "gwen", "customer": ""}
NOT_LOOKED_AT = ("static", "cases.dossier_pdf")  # on paper stands what its page says, which is looked at
SEARCHES = ("orders.find", "orders.index")
OUTCOME = {"promise": "Every seam is tried before it leaves", "outcome": "Two more people from March on"}


def lines(unit, person):
    """What waits for somebody, in words."""
    with unit():
        return [errands.words(one).line for one in errands.waiting_for(by_handle(person))]


def test_it_goes_to_the_executive_and_two_stewards_at_once(as_, cast, cords, unit, database, app):
    answer = as_(cast.piotr).post("/cords", data=TYPED, status=303)
    number = int(answer.location.rsplit("/", 1)[1])
    assert set(cords.stewards(number)) == {"iris", "tom"}
    assert lines(unit, "gwen") == ["Somebody pulled the red cord and came to you"]
    for steward in ("iris", "tom"):
        assert lines(unit, steward) == ["The red cord was pulled, and you are a steward of it"]
    asked.write_due(database, post.site(app.config["SETTINGS"]))
    for person in ("gwen", "iris", "tom"):
        (letter,) = to(database, f"{person}@example.org")
        assert SECRET not in letter.text and "Piotr" not in letter.text and f"/cords/{number}" in letter.text
    for person in (cast.gwen, cast.iris, cast.tom, cast.piotr):
        assert SECRET in as_(person).get(f"/cords/{number}", status=200).text


def test_it_is_pulled_from_an_order_that_one_may_see(as_, cast, cords, order, unit):
    page = as_(cast.piotr).get(order.at(), status=200)
    assert f'href="/cords/new?order={order.ref}"' in page.text
    assert "/cords/new" not in as_(cast.julian).get(order.at(), status=200).text
    assert order.ref in as_(cast.piotr).get(f"/cords/new?order={order.ref}", status=200).text
    as_(cast.tom).get(f"/cords/new?order={order.ref}", status=404)
    as_(cast.tom).post("/cords", data=TYPED | {"order": order.ref}, status=404)
    as_(cast.tom).post("/cords", data=TYPED | {"customer": "okoro"}, status=422)
    as_(cast.julian).get("/cords/new", status=404)
    answer = as_(cast.piotr).post("/cords", data=TYPED | {"order": order.ref}, status=303)
    row = cords.row(int(answer.location.rsplit("/", 1)[1]))
    assert (row.case_ref, row.account_id) == (order.ref, cast.okoro.id)


def test_seniors_of_the_customer_read_it_after_a_day_and_nobody_else_ever(as_, cast, cords):
    number = cords.pull(cast.piotr, order=True)
    for person in (cast.marian, cast.priya, cast.ada, cast.julian, cast.ruth):
        as_(person).get(f"/cords/{number}", status=404)
    cords.long_ago(number, pulled=clock.now() - timedelta(hours=23, minutes=59))
    as_(cast.marian).get(f"/cords/{number}", status=404)
    cords.long_ago(number, pulled=clock.now() - timedelta(hours=24, minutes=1))
    page = as_(cast.marian).get(f"/cords/{number}", status=200)
    assert SECRET in page.text and "Who read it" not in said(page)
    for person in (cast.priya, cast.ada, cast.julian):
        as_(person).get(f"/cords/{number}", status=404)


def test_who_pulled_it_sees_who_read_it(as_, cast, cords, unit):
    number = cords.pull(cast.piotr)
    assert "Nobody yet." in said(as_(cast.piotr).get(f"/cords/{number}", status=200))
    for hours in (0, 2):
        with clock.as_of(clock.now() + timedelta(hours=hours)):
            as_(cast.gwen).get(f"/cords/{number}", status=200)
    page = said(as_(cast.piotr).get(f"/cords/{number}", status=200))
    assert "Gwen Pryce first" in page and "Piotr Alder first" not in page
    assert "Who read it" not in said(as_(cast.gwen).get(f"/cords/{number}", status=200))
    with unit():
        told = [one.actor for one in journal.whole(f"cord:{number}") if one.verb == "cord.read"]
    assert told == ["gwen"]


def test_it_is_answered_published_and_nobody_is_named_who_has_not_agreed(
    as_, cast, cords, unit, database, app
):
    number = cords.pull(cast.piotr)
    as_(cast.iris).post(f"/cords/{number}/answer", data={"decision": "Nothing"}, status=404)
    as_(cast.gwen).post(f"/cords/{number}/publish", data=OUTCOME, status=409)
    assert "Write what is decided" in said(as_(cast.gwen).post(f"/cords/{number}/answer", status=422))
    as_(cast.gwen).post(f"/cords/{number}/answer", data={"decision": f"Doubled, {SECRET}"}, status=303)
    letters.write_due(database, post.site(app.config["SETTINGS"]))
    (letter,) = [one for one in to(database, "piotr@example.org") if "answered the red cord" in one.subject]
    assert SECRET not in letter.text
    assert lines(unit, "gwen") == ["Publish what came of the red cord"]
    telling = OUTCOME | {"outcome": "Alder was right"}
    page = as_(cast.gwen).post(f"/cords/{number}/publish", data=telling, status=409)
    assert "have not agreed to be named" in said(page) and "Alder was right" in page.text
    as_(cast.gwen).post(f"/cords/{number}/publish", data=OUTCOME, status=303)
    page = said(as_(cast.ada).get("/cords", status=200))
    assert "Two more people from March on" in page and "Piotr" not in page and SECRET not in page
    assert lines(unit, "gwen") == lines(unit, "iris") == []
    as_(cast.piotr).post(f"/cords/{number}/named", status=303)
    assert "Piotr Alder pulled it, and agreed to be named" in said(as_(cast.ada).get("/cords", status=200))
    as_(cast.piotr).post(f"/cords/{number}/unnamed", status=303)
    assert "Piotr" not in said(as_(cast.ada).get("/cords", status=200))
    as_(cast.gwen).post(f"/cords/{number}/named", status=404)


def test_an_answer_is_due_in_one_working_day_and_late_after_it(as_, cast, cords, unit):
    number = cords.pull(cast.piotr)
    with unit():
        day = today()
    assert day < cords.row(number).due <= day + timedelta(days=4)
    assert "Late" not in said(as_(cast.iris).get("/cords", status=200))
    cords.long_ago(number, due=day - timedelta(days=1))
    for path in (f"/cords/{number}", "/cords"):
        assert "Late" in said(as_(cast.iris).get(path, status=200))


def test_it_is_taken_to_another_executive_who_then_reads_it_alone(as_, cast, cords, unit):
    number = cords.pull(cast.piotr)
    with unit():
        standing.appoint(cast.ada, by_handle("priya"), ["executive"])
    as_(cast.gwen).post(f"/cords/{number}/hand-on", data={"executive": "priya"}, status=404)
    as_(cast.iris).post(f"/cords/{number}/hand-on", data={"executive": "tom"}, status=422)
    as_(cast.iris).post(f"/cords/{number}/hand-on", data={"executive": "priya"}, status=303)
    as_(cast.gwen).get(f"/cords/{number}", status=404)
    as_(cast.priya).post(f"/cords/{number}/answer", data={"decision": "So be it"}, status=303)
    with pytest.raises(NotNow):
        cords.do(cast.iris, "hand_on", number, by_handle_now(unit, "gwen"))


def by_handle_now(unit, handle):
    """Somebody as they stand."""
    with unit():
        return by_handle(handle)


def test_after_30_and_90_days_it_asks_whether_anything_is_worse(as_, cast, cords, unit, database):
    number = cords.pull(cast.piotr, order=True)
    waits.watch(database)
    assert "worse" not in "".join(lines(unit, "piotr"))
    for days, worse in ((30, "no"), (90, "yes")):
        cords.long_ago(number, pulled=clock.now() - timedelta(days=days, hours=1))
        for _times in range(2):
            waits.watch(database)
        assert lines(unit, "piotr") == [f"Has anything been worse for you in the last {days} days?"]
        at = f"/cords/{number}/since/{days}"
        page = as_(cast.piotr).post(at, data={"worse": "yes", "words": ""}, status=422)
        assert "Write what has been worse." in said(page)
        as_(cast.gwen).post(at, data={"worse": worse}, status=404)
        as_(cast.piotr).post(at, data={"worse": worse, "words": "No Saturdays for me"}, status=303)
        as_(cast.piotr).post(at, data={"worse": worse}, status=404)
        assert lines(unit, "piotr") == []
    assert "No Saturdays for me" in said(as_(cast.iris).get(f"/cords/{number}", status=200))
    for person in (cast.gwen, cast.piotr, cast.marian):
        assert "No Saturdays" not in said(as_(person).get(f"/cords/{number}", status=200))
    with unit():
        assert [one.verb for one in journal.whole(f"cordroom:{number}")] == ["cord.ask", "cord.tell"] * 2


def test_who_is_neither_raiser_nor_steward_does_nothing_with_it(cast, cords, unit):
    number = cords.pull(cast.piotr, order=True)
    for person in (cast.marian, cast.priya, cast.ada, cast.felix):
        for deed, words in (("answer", ["So"]), ("publish", ["So", "it is"]), ("read", [])):
            with pytest.raises(NotAllowed):
                cords.do(person, deed, number, *words)
    with pytest.raises(NotAllowed):
        cords.do(cast.gwen, "name", number, agrees=True)
    with pytest.raises(NotNow):
        cords.pull(cast.gwen)  # to herself
    with pytest.raises(NotNow):
        cords.pull(cast.piotr, "marian")


# ---------------------------------------------------------------- stewards


def test_stewards_are_drawn_fairly_and_nobody_watches_over_their_own(cast, cords, unit):
    with unit():
        standing.appoint(cast.ada, by_handle("priya"), ["steward"])
    heard = [name for _times in range(6) for name in cords.stewards(cords.pull(cast.piotr))]
    assert {name: heard.count(name) for name in heard} == {"iris": 4, "priya": 4, "tom": 4}
    assert "priya" not in cords.stewards(cords.pull(cast.priya))


def test_a_house_with_too_few_stewards_says_so(as_, cast, cords, unit):
    with unit():
        standing.appoint(cast.ada, by_handle("tom"), [])
    few = "The house has only 1 steward who can watch over it."
    assert few in said(as_(cast.piotr).get("/cords/new", status=200))
    number = cords.pull(cast.piotr)
    assert cords.stewards(number) == ["iris"]
    assert few in said(as_(cast.piotr).get(f"/cords/{number}", status=200))
    assert "has no steward" in said(as_(cast.iris).get("/cords/new", status=200))


def test_a_steward_who_is_one_no_more_reads_nothing_and_another_is_drawn(as_, cast, cords, unit, database):
    number = cords.pull(cast.piotr)
    with unit():
        standing.appoint(cast.ada, by_handle("tom"), [])
        standing.appoint(cast.ada, by_handle("priya"), ["steward"])
    as_(cast.tom).get(f"/cords/{number}", status=404)
    as_(cast.priya).get(f"/cords/{number}", status=404)
    waits.watch(database)
    assert lines(unit, "priya") == ["The red cord was pulled, and you are a steward of it"]
    as_(cast.priya).get(f"/cords/{number}", status=200)
    waits.watch(database)
    assert cords.stewards(number)[2:] == ["priya"]


# ---------------------------------------------------------------- what reaches nobody


def test_its_words_stand_in_no_journal(cast, cords, unit):
    number = cords.pull(cast.piotr, order=True)
    cords.do(cast.gwen, "answer", number, f"Doubled, {SECRET}")
    cords.do(cast.gwen, "publish", number, f"Seams, {SECRET}", f"Two more, {SECRET}")
    with unit():
        entries = [one for name in journal.streams() for one in journal.whole(name)]
        told = [one for one in entries if one.verb.startswith("cord.")]
    assert {one.stream for one in told} == {f"cord:{number}", "cords"}
    assert not any(SECRET in str((one.facts, one.changes)) for one in entries)
    (entry,) = [one for one in told if one.stream == "cords"]
    assert "piotr" not in str((entry.facts, entry.actor)) and "Piotr" not in str(entry.facts)


@pytest.mark.once
@pytest.mark.parametrize("name", ["marian", "priya", "julian", "ruth", "ada", "stranger"])
def test_nobody_else_finds_a_word_of_it_on_any_door(app, as_, cast, cords, order, name):
    number = cords.pull(cast.piotr, order=True)
    visitor, looked, searched = as_(getattr(cast, name)), 0, f"?q={SECRET.lower()}"
    values = {"ref": order.ref, "customer": "okoro", "handle": "piotr", "cord": number, "leader": "gwen"}
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or rule.arguments - values.keys() or rule.endpoint in NOT_LOOKED_AT:
            continue
        at = adapter.build(rule.endpoint, {key: values[key] for key in rule.arguments})
        for query in ("", searched) if rule.endpoint in SEARCHES else ("",):
            assert SECRET.encode() not in visitor.get(at + query).data, at
            looked += 1
    assert looked > 40


def test_those_who_may_read_it_are_the_ones_the_list_shows_it_to(as_, cast, cords):
    cords.pull(cast.piotr, order=True)
    for person, reads in ((cast.piotr, 1), (cast.gwen, 1), (cast.iris, 1), (cast.marian, 0), (cast.ada, 0)):
        assert as_(person).get("/cords", status=200).text.count(SECRET) == reads
