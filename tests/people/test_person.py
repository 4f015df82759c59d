"""Each person's page: who may open it, and who corrects what stands there."""

import pytest

from portal.kernel import journal
from portal.people import queries
from tests.house import asked
from tests.pages import said

AT_HOME = {"marian", "piotr", "priya", "tom", "gwen", "iris", "ada", "felix"}
OPENS = {
    "julian": {"julian", "marian", "piotr", "priya"},
    "ruth": {"ruth", "colin", "susan", "marian", "priya", "tom"},
    "stranger": {"stranger"},
    "marian": {"julian", "ruth", "colin", "susan", *AT_HOME},
    "tom": {"ruth", "colin", "susan", *AT_HOME},
    "gwen": AT_HOME,
    "ada": AT_HOME,
}


@pytest.mark.parametrize("viewer", OPENS)
def test_a_page_opens_for_both_sides_of_an_account_and_nobody_else(as_, cast, viewer):
    visitor = as_(getattr(cast, viewer))
    everybody = cast._fields[3:]
    answers = {who: visitor.get(f"/people/{who}") for who in everybody}
    opened = {who for who, answer in answers.items() if answer.status_code == 200}
    assert opened == OPENS[viewer] | ({"felix"} if viewer in ("julian",) else set())
    closed = {answer.text.count("Nothing here") for who, answer in answers.items() if who not in opened}
    assert closed <= {visitor.get("/people/nobody-of-that-name", status=404).text.count("Nothing here")}


def test_a_page_tells_only_of_accounts_that_both_see(as_, cast):
    assert "Priya stands for Julian Okoro." in said(as_(cast.julian).get("/people/priya", status=200))
    page = said(as_(cast.marian).get("/people/priya", status=200))
    assert "Priya stands for Julian Okoro and Northmoor Rail." in page


def test_people_say_themselves_what_stands_there(as_, cast, unit):
    ruth = as_(cast.ruth)
    told = {"name": "Ruth Vale", "title": "Head of rolling stock", "department": "Fleet"}
    told["roles"] = ["decision_maker", "specifier"]
    ruth.post("/settings/me", data=told, status=303)
    page = said(as_(cast.tom).get("/people/ruth", status=200))
    assert "Head of rolling stock, Fleet, Northmoor Rail" in page
    assert "Ruth decides and specifies." in page
    with unit():
        changes = journal.newest(f"account:{cast.northmoor.id}", 1)[0].changes
        assert {change["field"] for change in changes} == {"title", "department", "roles"}
    ruth.post("/settings/me", data=told, status=303)
    with unit():
        verbs = [entry.verb for entry in journal.newest(f"account:{cast.northmoor.id}", 9)]
        assert verbs.count("person.describe") == 1, "nothing changed, so nothing is told"
    assert "Write your name" in said(ruth.post("/settings/me", data={**told, "name": "  "}, status=422))
    ruth.post("/settings/me", data={**told, "roles": ["administrator"]}, status=422)


def test_words_that_no_form_has_change_nothing(as_, cast, unit):
    extra = {
        "side": "clan",
        "account_id": str(cast.okoro.id),
        "roles": ["buyer"],
        "password": "x",
        "left": "1",
    }
    as_(cast.colin).post("/settings/me", data={"name": "Colin Marsh", "title": "Buyer", **extra}, status=303)
    as_(cast.tom).post("/settings/me", data={"name": "Tom", "roles": ["buyer"], **extra}, status=303)
    with unit():
        colin, tom = queries.by_handle("colin"), queries.by_handle("tom")
        assert (colin.side, colin.account_id, colin.password, colin.left) == (
            "customer",
            cast.northmoor.id,
            "",
            None,
        )
        assert (tom.side, tom.roles, tom.account_id) == ("clan", [], None)


def test_finding_people_finds_those_one_may_see(cast, unit):
    with unit():
        assert [person.handle for person in queries.people_like(cast.ruth, "head")] == ["marian", "ruth"]
        assert queries.people_like(cast.julian, "ruth") == []
        assert queries.people_like(cast.ruth, "%") == []
        assert queries.people_like(cast.ruth, "susan") == [], "she has left"


def test_the_page_of_everyone_asks_the_same_however_many_there_are(as_, cast, database):
    counts = []
    for person in (cast.tom, cast.marian):
        visitor = as_(person)
        with asked(database) as statements:
            visitor.get("/people", status=200)
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 8


def test_people_of_the_house_read_of_each_other_for_whom_they_stand_and_customers_only_of_themselves(
    as_, cast
):
    page = as_(cast.piotr).get("/people/priya", status=200)
    assert "Priya stands for Julian Okoro and Northmoor Rail." in said(page)
    assert "/customers/okoro" in page.text and "/customers/northmoor" not in page.text, (
        "a name, and no way in"
    )
    assert "Gwen stands for no customer." in said(as_(cast.piotr).get("/people/gwen", status=200))
    for person, own, others in ((cast.ruth, "Northmoor Rail", "Okoro"), (cast.julian, "Okoro", "Northmoor")):
        page = said(as_(person).get("/people/priya", status=200))
        assert own in page and others not in page
