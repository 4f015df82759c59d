"""The page of a customer and its clan: who reads it, what it says of seats and coverage, who writes there."""

import re

import pytest

from portal.clans import actions, cards, queries
from portal.kernel import clock, journal
from portal.kernel.verbs import NotAllowed, NotNow
from portal.people import actions as people
from portal.people import standing
from portal.people.queries import account_by_handle, by_handle
from tests.pages import said

OKORO = "/customers/okoro"
READS = {
    "okoro": {"julian", "marian", "piotr", "priya"},
    "northmoor": {"ruth", "colin", "marian", "priya", "tom"},
}


def vacancy(unit, handle="okoro", department="Systems"):
    """The number of the open seat of that department."""
    with unit():
        clan = queries.clan(account_by_handle(handle))
        return next(one.id for one in clan.vacant if one.department == department)


def verbs(unit, account_id):
    """What happened in a clan, newest first."""
    with unit():
        return [entry.verb for entry in journal.newest(f"clan:{account_id}", 20)]


@pytest.mark.parametrize("customer", READS)
def test_both_sides_read_it_and_nobody_else(as_, cast, customer):
    for name in set(cast._fields[3:]) - {"susan", "felix"}:
        reads = name in READS[customer]
        as_(getattr(cast, name)).get(f"/customers/{customer}", status=200 if reads else 404)


def test_the_clan_sees_its_customers_and_a_customer_is_led_to_its_own_page(as_, cast):
    page = said(as_(cast.marian).get("/customers", status=200))
    assert "Northmoor Rail" in page and "Julian Okoro" in page and "Harrow" not in page
    assert as_(cast.ruth).get("/customers", status=303).location == "/customers/northmoor"
    assert "You stand for no customer yet." in said(as_(cast.gwen).get("/customers", status=200))


def test_the_page_warns_both_sides_below_the_rule(as_, cast):
    julian, marian = (said(as_(one).get(OKORO, status=200)) for one in (cast.julian, cast.marian))
    rule = "Only 1 senior leads the clan. The rule is at least 4 departments and 2 seniors."
    assert f"Only 3 departments stand for you. {rule}" in julian
    assert f"Only 3 departments stand for Julian Okoro. {rule}" in marian


def test_the_warning_ends_when_the_rule_is_kept(as_, cast, unit):
    with unit():
        okoro = account_by_handle("okoro")
        people.seat(cast.ada, okoro, cast.tom)
        people.seat(cast.ada, okoro, cast.piotr, senior=True)
    page = said(as_(cast.julian).get(OKORO, status=200))
    assert "4 people from 4 departments stand for you." in page and "The rule is" not in page


def test_a_clan_of_one_and_of_none_reads_well(as_, cast, unit):
    page = said(as_(cast.stranger).get("/customers/harrow", status=200))
    assert "Nobody stands for you yet." in page and "No senior leads the clan." in page
    assert "No seat is taken yet." in page
    with unit():
        people.seat(cast.ada, account_by_handle("harrow"), cast.tom)
    page = said(as_(cast.stranger).get("/customers/harrow", status=200))
    assert "Tom Hale alone stands for you." in page and "Only 1 department stands for you." in page


def test_members_say_why_they_are_here_and_a_senior_may_for_them(as_, cast, unit):
    piotr, marian, words = as_(cast.piotr), as_(cast.marian), f"{OKORO}/people/piotr/words"
    told = {"why": "I made his first coat", "hours": "6", "decides": "Buttons"}
    piotr.post(words, data=told, status=303)
    page = said(as_(cast.julian).get(OKORO, status=200))
    assert "I made his first coat" in page and "6 hours a month" in page and "May decide: Buttons" in page
    assert "written by" not in page
    marian.post(words, data={**told, "hours": "8"}, status=303)
    assert "written by Marian Wren" in said(piotr.get(OKORO, status=200))
    again = said(piotr.post(words, data={**told, "hours": "a few"}, status=422))
    assert "Write whole hours" in again
    as_(cast.priya).post(words, data=told, status=403)
    as_(cast.tom).post(words, data=told, status=404)
    assert verbs(unit, cast.okoro.id) == ["clan.describe", "clan.describe"]
    piotr.post(words, data={**told, "hours": "8"}, status=303)
    assert len(verbs(unit, cast.okoro.id)) == 2, "nothing changed, so nothing is told"


def test_customers_say_what_they_may_decide_and_both_sides_read_it(as_, cast, unit):
    at = "/customers/northmoor/people/ruth/words"
    as_(cast.ruth).post(at, data={"decides": "The order of the depots"}, status=303)
    page = said(as_(cast.tom).get("/customers/northmoor", status=200))
    assert "Head of fleet · decides last: " in page and "May decide: The order of the depots" in page
    page = said(as_(cast.tom).get("/customers/northmoor/log", status=200))
    assert "Ruth Vale wrote what they are here for" in page
    as_(cast.colin).post(at, data={"decides": "Nothing"}, status=403)
    as_(cast.marian).post(at, data={"decides": "The depots"}, status=303)
    page = said(as_(cast.ruth).get("/customers/northmoor", status=200))
    assert "May decide: The depots written by Marian Wren" in page
    page = said(as_(cast.ruth).get("/customers/northmoor/log", status=200))
    assert "Marian Wren wrote what Ruth Vale is here for" in page
    assert "Susan Reed" not in page, "she has left"


def test_nobody_writes_about_who_does_not_belong_there(as_, cast):
    as_(cast.marian).get(f"{OKORO}/people/tom/words", status=404)
    as_(cast.marian).get(f"{OKORO}/people/felix/words", status=404)
    as_(cast.priya).get(f"{OKORO}/people/piotr/words", status=404)


def test_a_senior_opens_a_seat_and_closes_it_with_a_reason(as_, cast, unit):
    marian, julian = as_(cast.marian), as_(cast.julian)
    told = {"department": "Systems", "what_for": "His orders on a telephone"}
    assert "what the clan needs" in said(
        marian.post(f"{OKORO}/seats", data=told | {"what_for": ""}, status=422)
    )
    marian.post(f"{OKORO}/seats", data=told, status=303)
    assert "is open already" in said(
        marian.post(f"{OKORO}/seats", data=told | {"department": " systems"}, status=409)
    )
    page = said(julian.get(OKORO, status=200))
    assert "Systems has an open seat." in page and "His orders on a telephone" in page
    number = vacancy(unit)
    for person in (cast.piotr, cast.julian):
        as_(person).post(f"{OKORO}/seats", data=told, status=403)
        as_(person).get(f"{OKORO}/seats/new", status=404)
        as_(person).post(f"{OKORO}/seats/{number}/close", data={"reason": "No"}, status=403)
    as_(cast.tom).post(f"/customers/northmoor/seats/{number}/close", data={"reason": "No"}, status=404)
    marian.post(f"{OKORO}/seats/{number}/close", data={"reason": ""}, status=422)
    marian.post(f"{OKORO}/seats/{number}/close", data={"reason": "Priya does it"}, status=303)
    assert "has an open seat" not in said(julian.get(OKORO, status=200))
    log = said(julian.get(f"{OKORO}/log", status=200))
    assert "closed the open seat for Systems, because Priya does it" in log
    assert verbs(unit, cast.okoro.id) == ["clan.close_seat", "clan.open_seat"]


def test_an_administrator_fills_it_and_reads_nothing_else(as_, cast, unit):
    ada = as_(cast.ada)
    with unit():
        okoro = account_by_handle("okoro")
        actions.describe(
            cast.piotr, queries.member(okoro, "piotr"), why="A secret of his", hours=1, decides=""
        )
        actions.open_seat(cast.marian, okoro, "Engineering", "A hanger that holds")
    page = said(ada.get("/seats", status=200))
    assert "A hanger that holds" in page and "A secret of his" not in page
    number = vacancy(unit, department="Engineering")
    ada.post("/seats/give", data={"seat": str(number), "person": "julian"}, status=422)
    ada.post("/seats/give", data={"seat": str(number), "person": "tom"}, status=303)
    ada.post("/seats/give", data={"seat": str(number), "person": "tom"}, status=404)
    as_(cast.tom).get(OKORO, status=200)
    assert verbs(unit, cast.okoro.id)[0] == "clan.fill_seat"
    ada.get(OKORO, status=404)
    for person in (cast.marian, cast.gwen, cast.julian):
        as_(person).get("/seats", status=404)
        as_(person).post("/seats/give", data={"seat": str(number), "person": "tom"}, status=404)


def test_an_administrator_opens_and_closes_seats_of_any_clan(as_, cast, unit):
    ada, told = as_(cast.ada), {"account": "harrow", "department": "Shop", "what_for": "To begin"}
    ada.post("/seats", data=told | {"department": ""}, status=422)
    ada.post("/seats", data=told, status=303)
    assert "already" in said(ada.post("/seats", data=told, status=409))
    number = str(vacancy(unit, "harrow", "Shop"))
    ada.post("/seats/close", data={"seat": number, "reason": ""}, status=422)
    long = "They have one. " * 30
    page = ada.post("/seats/close", data={"seat": number, "reason": long}, status=422).text
    assert f'href="#reason-{number}"' in page and long.strip() in page, "what was typed is kept, in its place"
    assert "<details open>" in page
    ada.post("/seats/close", data={"seat": number, "reason": "Not yet"}, status=303)
    assert verbs(unit, cast.harrow.id) == ["clan.close_seat", "clan.open_seat"]


def test_giving_somebody_of_that_department_a_seat_fills_it_too(as_, cast, unit):
    with unit():
        actions.open_seat(cast.marian, account_by_handle("okoro"), "engineering", "A hanger")
    as_(cast.ada).post("/people/tom/seats", data={"account": "okoro", "seat": "member"}, status=303)
    with unit():
        assert queries.clan(account_by_handle("okoro")).vacant == []
    assert verbs(unit, cast.okoro.id) == ["clan.fill_seat", "clan.open_seat"]


def test_who_sat_there_before_it_was_opened_does_not_fill_it(cast, unit):
    with unit():
        okoro = account_by_handle("okoro")
        actions.open_seat(cast.marian, okoro, "Workroom", "A second pair of hands")
        people.seat(cast.ada, okoro, cast.tom)
        assert [one.department for one in queries.clan(okoro).vacant] == ["Workroom"]


def test_a_person_says_in_which_clans_they_are_to_who_may_see_it(as_, cast):
    assert 'href="/customers/okoro"' in as_(cast.julian).get("/people/priya", status=200).text
    assert 'href="/customers/northmoor"' not in as_(cast.julian).get("/people/priya", status=200).text
    assert (
        'href="/customers/' not in as_(cast.gwen).get("/people/priya", status=200).text.partition("<main")[2]
    )


def test_who_left_is_in_no_clan(as_, cast, unit):
    with unit():
        standing.leave(cast.ada, by_handle("piotr"))
    page = as_(cast.julian).get(OKORO, status=200).text
    assert "member-piotr" not in page and "member-priya" in page


def test_the_actions_ask_who_may(cast, unit):
    with unit():
        okoro = account_by_handle("okoro")
        for who in (cast.piotr, cast.tom, cast.gwen, cast.julian, cast.felix):
            with pytest.raises(NotAllowed):
                actions.open_seat(who, okoro, "Systems", "No")
        with pytest.raises(NotNow):
            for _twice in range(2):
                actions.open_seat(cast.ada, okoro, "Systems", "Yes")
        assert clock.now() >= queries.clan(okoro).vacant[0].opened


def test_what_happened_is_read_in_pages_by_both_sides_and_nobody_else(as_, cast, unit):
    with unit():
        okoro = account_by_handle("okoro")
        for number in range(queries.LOG + 1):
            actions.open_seat(cast.marian, okoro, f"Room {number}", "To help")
    newest, first = f"opened a seat for Room {queries.LOG}: To help", "opened a seat for Room 0: To help"
    for person in (cast.julian, cast.piotr):
        page = as_(person).get(f"{OKORO}/log", status=200)
        assert newest in said(page) and first not in said(page)
        older = re.search(r'href="([^"]*before=\d+)"', page.text)[1]
        page = said(as_(person).get(older, status=200))
        assert first in page and newest not in page and "What happened before" not in page
    as_(cast.tom).get(f"{OKORO}/log", status=404)
    as_(cast.ada).get(f"{OKORO}/log", status=404)


def test_a_card_is_read_by_the_side_whose_it_is(cast, unit):
    with unit():
        okoro = account_by_handle("okoro")
        cards.renew(okoro.id, "shared", lambda: {"number": 1})
        cards.renew(okoro.id, "room", lambda: {"number": 2}, "clan")
        cards.renew(okoro.id, "shared", lambda: {"number": 3})
    with unit():
        okoro = account_by_handle("okoro")
        assert queries.cards(okoro, cast.julian) == {"shared": {"number": 3}}
        assert queries.cards(okoro, cast.marian) == {"shared": {"number": 3}, "room": {"number": 2}}
        assert queries.cards(account_by_handle("northmoor"), cast.tom) == {}


def test_how_many_stand_for_a_customer_is_told_by_the_journal_alone(as_, cast, unit):
    with unit():
        okoro = account_by_handle("okoro")
        new = people.add_person(people.OPERATOR, "Lea Stone", "lea@example.org", department="Systems")
        people.seat(cast.ada, okoro, new, senior=True)
        people.seat(cast.ada, okoro, by_handle("tom"))
        people.seat(cast.ada, okoro, by_handle("gwen"))
        people.unseat(cast.ada, okoro, by_handle("gwen"))
        standing.leave(cast.ada, by_handle("priya"))
        people.describe(by_handle("piotr"), by_handle("piotr"), department="Pattern room")
        for department in ("Dispatch", "Legal", "Night shift"):
            actions.open_seat(by_handle("marian"), okoro, department, "Nobody sees it")
    number = vacancy(unit, department="Legal")
    with unit():
        seat = next(one for one in queries.clan(okoro).vacant if one.id == number)
        actions.close_seat(by_handle("marian"), okoro, seat, "Not needed")
        told = counted([*journal.whole(f"account:{okoro.id}"), *journal.whole("house")])
        del told["Felix Ash"]  # who had left before this house kept a journal
        ours = [one.verb for one in journal.whole(f"clan:{okoro.id}")]
        found = queries.clan(okoro)
        assert told == {one.person.name: (one.person.department, one.senior) for one in found.members}
        assert len(found.vacant) == ours.count("clan.open_seat") - ours.count("clan.close_seat") == 2
    departments = {department for department, _senior in told.values()}
    page = said(as_(cast.julian).get(OKORO, status=200))
    assert f"{len(told)} people from {len(departments)} departments stand for you." in page
    assert (len(told), len(departments)) == (4, 4)


def counted(entries):
    """Who holds a seat, with their department and whether they lead, from the journal and nothing else."""
    departments, seats = {}, {}
    for one in entries:
        if one.verb == "person.add":
            departments[one.facts["person"]] = one.facts.get("department", "")
        if one.verb == "person.describe":
            now = {change["field"]: change["now"] for change in one.changes}
            departments[one.name] = now.get("department", departments[one.name])
        if one.verb == "account.seat":
            seats[one.facts["person"]] = one.facts["senior"]
        if one.verb in ("account.unseat", "person.leave"):
            seats.pop(one.facts["person"], None)
    return {name: (departments[name], senior) for name, senior in seats.items()}


def test_the_hours_of_a_month_are_told_by_the_journal_alone(cast, unit):
    with unit():
        okoro = account_by_handle("okoro")
        for name, hours in (("marian", 6), ("piotr", 9), ("marian", 4), ("priya", None)):
            actions.describe(
                by_handle(name), queries.member(okoro, name), why="Here", hours=hours, decides=""
            )
        told = {}
        for entry in journal.whole(f"clan:{okoro.id}"):
            told |= {one["of"]: one["now"] for one in entry.changes if one.get("field") == "hours"}
        shown = {one.person.handle: one.hours for one in queries.clan(okoro).members if one.hours}
    assert told == shown == {"marian": 4, "piotr": 9}
