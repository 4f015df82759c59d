"""A house is opened once: the demo house, or an empty one of one's own."""

from portal import create_app
from portal.kernel import db
from portal.people import queries
from tests import house

ANSWERS = {
    "--name": "Cut & Daughters",
    "--telephone": "030 123",
    "--address": "Kantstraße 1, Berlin",
    "--currency": "eur",
    "--zone": "Europe/Berlin",
    "--working-days": "2,3,4,5,6",
    "--admin-name": "Eva Ott",
    "--admin-email": "EVA@example.org",
}
WORDS = ["init", *(word for pair in ANSWERS.items() for word in pair)]


def _house(tmp_path):
    with house.connected(f"sqlite:///{tmp_path}/house.db") as database, database.unit(write=False):
        return queries.house()


def test_an_own_house_is_opened_with_what_was_said(run, refused, tmp_path):
    said = run(*WORDS)
    assert said.code == 0, said
    opened = _house(tmp_path)
    assert (opened.name, opened.currency, opened.zone) == ("Cut & Daughters", "EUR", "Europe/Berlin")
    assert (opened.working_days, opened.demo) == ("23456", False)

    assert "a house in this database already" in refused(*WORDS)


def test_the_link_lets_the_first_administrator_in_once(run, tmp_path):
    link = next(line for line in run(*WORDS).out.splitlines() if line.startswith("http://"))
    url = f"sqlite:///{tmp_path}/house.db"
    with house.connected(url) as database:
        app = create_app(house.settings(database_url=url), database)
        visitor = app.test_client()
        page = visitor.get(link.removeprefix("http://127.0.0.1:8000"))
        assert page.status_code == 200 and "Sign in" in page.text


def test_what_the_options_do_not_say_is_asked_until_it_fits(run, refused, tmp_path):
    typed = "Needle\n1\nHere\nmoney\nGBP\n\n\nAnn Lee\nnot an address\nann@example.org\n"
    said = run("init", typed=typed)
    assert said.code == 0 and "money is no currency" in said.err + said.out
    assert _house(tmp_path).zone == "Europe/London"


def test_an_answer_that_does_not_fit_or_is_missing_is_refused(run, refused):
    assert "no currency" in refused(
        "init", "--name", "x", "--telephone", "1", "--address", "a", "--currency", "XXY"
    )
    assert "an answer was missing" in refused("init", "--name", "x")
    assert run("people").code == 2


def test_no_demo_is_made_over_a_house(run, refused, of_the_cast):
    assert "stays as it is" in refused("demo")
    assert run("upgrade").code == 0


def test_a_new_database_has_its_tables_and_no_house(run, refused, tmp_path):
    assert "commonthread init" in refused("people")
    assert run("upgrade").code == 0
    assert "Nobody is here yet" in refused("people")
    with house.connected(f"sqlite:///{tmp_path}/house.db") as database:
        assert isinstance(database, db.Database)
