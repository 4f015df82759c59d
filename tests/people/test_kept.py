"""Words typed while a session had ended are found again after signing in, by their owner only."""

import re

from sqlalchemy import update

from portal.kernel import clock, kept
from portal.people.entry import SignedIn
from tests.house import email
from tests.pages import said

WORDS = {"name": "Julian Okoro", "title": "A long text & more\nof it", "roles": ["user", "buyer"]}
GOOD = "four lengths of worsted"


def sign_in(visitor, who):
    data = {"email": email(who), "password": GOOD, "next": "/people"}
    return visitor.post("/sign-in/password", data=data, status=303)


def ended(as_, cast, unit, who):
    visitor = as_(getattr(cast, who))
    visitor.post("/settings/password", data={"password": GOOD}, status=303)
    with unit() as session:
        session.execute(update(SignedIn).values(ended=clock.now()))
    return visitor


def test_words_come_back_after_signing_in_and_go_with_one_button(as_, cast, unit):
    julian = ended(as_, cast, unit, "julian")
    assert julian.post("/settings/me", data=WORDS, status=303).location == "/sign-in?words=kept"
    assert sign_in(julian, "julian").location == "/kept?next=/people"
    page = julian.get("/kept?next=/people", status=200)
    assert "A long text & more of it" in said(page)
    key = re.search(r'name="once" value="(kept-[^"]+)"', page.text)[1]
    julian.post("/settings/me", data=WORDS, once=key, status=303)
    assert "A long text &amp; more of it" in julian.get("/people/julian", status=200).text
    assert julian.get("/kept?next=/people", status=303).location == "/people"
    julian.post("/settings/me", data={**WORDS, "title": "another"}, once=key, status=409)


def test_words_can_be_let_go(as_, cast, unit):
    julian = ended(as_, cast, unit, "julian")
    julian.post("/settings/me", data=WORDS, status=303)
    sign_in(julian, "julian")
    with unit():
        key = kept.newest("julian").key
    as_(cast.ruth).post("/kept/gone", data={"key": key}, status=303)
    with unit():
        assert kept.newest("julian")
    julian.post("/kept/gone", data={"next": "/people", "key": key}, status=303)
    assert julian.get("/kept?next=/people", status=303).location == "/people"
    with unit():
        assert kept.newest("julian") is None


def test_nobody_else_gets_them_on_the_same_machine(as_, cast, unit):
    ended(as_, cast, unit, "ruth")
    julian = ended(as_, cast, unit, "julian")
    julian.post("/settings/me", data=WORDS, status=303)
    assert sign_in(julian, "ruth").location == "/people"
    assert julian.get("/kept", status=303).location == "/"


def test_a_stranger_leaves_nothing(nobody, unit):
    nobody.post("/settings/me", data=WORDS, status=303)
    with unit() as session:
        assert session.query(kept.Kept).count() == 0


def test_a_page_that_was_asked_for_is_where_signing_in_leads(nobody):
    assert nobody.get("/people/julian?a=b", status=303).location == "/sign-in?next=/people/julian?a%3Db"
