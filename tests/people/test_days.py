"""The days on which a customer works: its own people say which, and every plan of its orders follows."""

from datetime import date

from portal.cases import queries
from portal.kernel import clock, journal
from portal.people.queries import account_by_handle
from tests.cases import playing
from tests.pages import said

AT = "/settings/days"


def test_the_house_counts_until_the_customer_names_its_own_days(as_, cast, database):
    order = playing.begin(database, cast.julian, cast.okoro)
    julian = as_(cast.julian)
    page = julian.get(AT, status=200)
    assert "Until you say otherwise, the days of Wren & Alder count for you too." in said(page)
    assert page.text.count("checked") == 5
    year = clock.now().year
    words = {"working_days": ["7", "6", "6"], "holidays": f"{year}-12-26\n\n{year}-12-25 {year}-12-25"}
    julian.post(AT, data=words, status=303)
    page = julian.get(f"{AT}?kept=days", status=200)
    assert "Kept" in said(page) and page.text.count("checked") == 2
    assert "Until you say otherwise" not in said(page)
    with database.unit(write=False):
        account = account_by_handle("okoro")
        assert (account.working_days, account.holidays) == ("67", [f"{year}-12-25", f"{year}-12-26"])
        days = queries.calendars(queries.get(cast.julian, order.ref).account_id)
        assert days.customer.weekdays == (5, 6) and days.clan.weekdays == (0, 1, 2, 3, 4)
        assert days.customer.holidays == {date(year, 12, 25), date(year, 12, 26)}
        assert queries.calendars(cast.northmoor.id).customer == days.clan
        (entry,) = [one for one in journal.whole(f"account:{account.id}") if one.verb == "account.set_days"]
        assert entry.name == "Julian Okoro"
    julian.post(f"{AT}/as-the-house", status=303)
    with database.unit(write=False):
        days = queries.calendars(cast.okoro.id)
        assert days.customer == days.clan


def test_days_that_no_plan_could_go_round_are_refused_with_what_was_typed(as_, cast, database):
    julian = as_(cast.julian)
    five = {"working_days": ["1", "2"], "holidays": ""}
    for words, told in (
        ({"holidays": ""}, "Choose at least one day of the week to work on."),
        ({**five, "holidays": "Christmas"}, "Christmas is not a day. Write year-month-day"),
        ({**five, "holidays": "1826-12-25"}, "1826-12-25 is too far from today. Write days within 10 years"),
        ({**five, "holidays": "9999-12-31"}, "9999-12-31 is too far from today."),
        ({**five, "holidays": "\n".join(["2026-12-25"] * 3000)}, "These are 3000 days. Write 200 at most."),
    ):
        page = julian.post(AT, data=words, status=422)
        assert told in said(page)
        assert words["holidays"][:9] in page.text
    julian.post(AT, data={**five, "working_days": ["8"]}, status=422)
    with database.unit(write=False):
        assert account_by_handle("okoro").working_days == ""


def test_only_the_customers_own_people_say_so(as_, nobody, cast):
    words = {"working_days": ["1"], "holidays": ""}
    for person in (cast.marian, cast.ada):
        as_(person).get(AT, status=404)
        as_(person).post(AT, data=words, status=404)
        as_(person).post(f"{AT}/as-the-house", status=404)
        assert AT not in as_(person).get("/settings", status=200).text
    nobody.get(AT, status=303)
    assert AT in as_(cast.ruth).get("/settings", status=200).text


def test_the_order_page_counts_what_the_customer_holds_in_its_days(as_, cast, database):
    order = playing.begin(database, cast.julian, cast.okoro)
    with database.unit(write=False):
        case = queries.get(cast.julian, order.ref)
        usual = case.due
    as_(cast.julian).post(AT, data={"working_days": ["7"], "holidays": ""}, status=303)
    order.put(cast.julian, "need.title", "Another name")
    with database.unit(write=False):
        case = queries.get(cast.julian, order.ref)
        assert case.due.weekday() == 6 and case.due > usual
