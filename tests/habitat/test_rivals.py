"""Rivals who are customers of the house: who stands between is warned, and neither learns of the other."""

import re

import pytest
from sqlalchemy import select

from portal.habitat import rivalry
from portal.habitat.model import Rivalry
from portal.habitat.verbs import Pair
from portal.kernel.journal import Entry
from portal.kernel.mail import Letter
from portal.people import actions as people
from portal.people.queries import by_handle
from tests.pages import said

CANARY, HABITAT = "Kanarie", "/customers/northmoor/habitat"
LINK = re.compile(r'href="(/[^"#?]*)')
LEADS_AWAY = ("/sign-out", "/static")


@pytest.fixture
def rival(unit, cast):
    """A rival of Northmoor who is a customer of the house too; Marian stands for both, Nora is one of it."""
    with unit():
        other = people.add_account(people.OPERATOR, f"{CANARY} Coaches", "coaches")
        people.add_person(
            people.OPERATOR,
            f"Nora {CANARY}",
            "nora@example.org",
            side="customer",
            account=other,
            handle="nora",
        )
        people.seat(cast.ada, other, by_handle("marian"))
        people.seat(cast.ada, other, by_handle("piotr"))
        pair = Pair(cast.northmoor.id, other.id)
        return rivalry.name(cast.ada, pair, f"{CANARY} bids for the same line").id


def everything(visitor, *begin):
    """Every page that can be reached by links, and what it says, headers and all."""
    found, waiting = {}, list(begin)
    while waiting:
        at = waiting.pop()
        if at in found or at.startswith(LEADS_AWAY) or len(found) > 400:
            continue
        answer = visitor.get(at)
        found[at] = f"{answer.headers}\n{answer.text}"
        waiting += LINK.findall(answer.text)
    return found


def test_no_customer_comes_upon_a_word_of_its_rival(as_, cast, unit, rival, drawn, database):
    drawn.add("ruth", name="A coach company", relation="rival", trend=2)
    for name in ("ruth", "colin"):
        found = everything(as_(getattr(cast, name)), "/home", HABITAT, "/customers/northmoor/log")
        assert HABITAT in found and f"{HABITAT}/new" in found and "/people/marian" in found
        assert [at for at, told in found.items() if CANARY in told] == []
        for at in ("/rivals", "/customers/coaches", f"{HABITAT}/1/rival"):
            as_(getattr(cast, name)).get(at, status=404)
    with unit():
        nora = by_handle("nora")
    theirs = everything(as_(nora), "/home", "/customers/coaches/habitat", "/customers/coaches/log")
    assert [at for at, told in theirs.items() if "Northmoor" in told] == []
    with unit() as session:
        shared = session.scalars(
            select(Entry).where(~Entry.stream.like("account:%"), ~Entry.stream.like("%room:%"))
        )
        assert not [
            one.stream for one in shared if CANARY in f"{one.facts}{one.changes}" and one.verb != "person.add"
        ]
        rooms = session.scalars(select(Entry).where(Entry.stream.like("clanside:%"))).all()
        assert [(one.verb, one.facts) for one in rooms] == [("rival.name", {"rivalry": rival})] * 2
        assert not session.scalar(select(Letter.id).where(Letter.subject.contains(CANARY)))


def test_who_stands_for_one_alone_reads_nothing_and_who_stands_between_is_warned(as_, cast, rival):
    for name in ("tom", "priya"):
        reader = as_(getattr(cast, name))
        for at in (HABITAT, "/customers/northmoor", f"/people/{name}", "/home", "/customers"):
            assert CANARY not in reader.get(at, status=200).text
    marian = as_(cast.marian)
    warned = "You stand for Northmoor Rail and for Kanarie Coaches, who are rivals."
    assert warned in said(marian.get("/people/marian", status=200))
    page = said(marian.get(HABITAT, status=200))
    assert "Northmoor Rail and Kanarie Coaches" in page and "Kanarie bids for the same line" in page
    assert "who are rivals" not in said(as_(cast.tom).get("/people/marian", status=200))
    assert "who are rivals" not in said(as_(cast.priya).get("/people/priya", status=200))


def test_whoever_gives_a_seat_is_warned_and_may_still_give_it(as_, cast, rival, unit):
    ada = as_(cast.ada)
    page = said(ada.get("/people/tom", status=200))
    assert (
        "Tom stands for Northmoor Rail. A seat with Kanarie Coaches, its rival, would put them between"
        in page
    )
    ada.post("/seats", data={"account": "coaches", "department": "Cloth", "what_for": "So"}, status=303)
    page = said(ada.get("/seats", status=200))
    assert (
        "Northmoor Rail is a rival of Kanarie Coaches. Marian Wren, Priya Shah and Tom Hale stand for it."
        in page
    )
    ada.post("/people/tom/seats", data={"account": "coaches", "seat": "member"}, status=303)
    assert "Tom stands for Northmoor Rail and for Kanarie Coaches" in said(ada.get("/people/tom", status=200))
    assert "You stand for Northmoor Rail and for Kanarie" in said(
        as_(cast.tom).get("/people/tom", status=200)
    )
    assert "who are rivals" not in said(ada.get("/people/gwen", status=200))


def test_an_administrator_names_any_two_and_a_senior_only_whom_they_stand_for(as_, cast, unit, drawn):
    ada, marian = as_(cast.ada), as_(cast.marian)
    words = {"account": "northmoor", "rival": "harrow", "words": "The same river"}
    for wrong in ({"rival": "northmoor"}, {"rival": "nobody"}, {"account": ""}, {"words": ""}):
        ada.post("/rivals", data={**words, **wrong}, status=422)
    ada.post("/rivals", data=words, status=303)
    turned = {"account": "harrow", "rival": "northmoor", "words": "Again"}
    assert "It is noted already" in said(ada.post("/rivals", data=turned, status=409))
    for name in ("marian", "tom", "gwen", "ruth"):
        as_(getattr(cast, name)).get("/rivals", status=404)
        as_(getattr(cast, name)).post("/rivals", data=words, status=404)
    number = drawn.add("ruth", name="Okoro", relation="rival")
    at = f"{HABITAT}/{number}/rival"
    page = marian.get(at, status=200).text
    assert "Julian Okoro" in page and "Harrow" not in page
    assert "It is a customer of ours too" in said(marian.get(f"{HABITAT}/{number}", status=200))
    for name in ("tom", "priya", "ruth"):
        assert "customer of ours" not in said(as_(getattr(cast, name)).get(f"{HABITAT}/{number}", status=200))
        as_(getattr(cast, name)).get(at, status=404)
        as_(getattr(cast, name)).post(at, data={"rival": "okoro", "words": "So"}, status=404)
    marian.post(at, data={"rival": "harrow", "words": "So"}, status=422)
    marian.post(at, data={"rival": "okoro", "words": "The same workroom"}, status=303)
    marian.post(at, data={"rival": "okoro", "words": "Twice"}, status=409)
    assert "Northmoor Rail and Julian Okoro" in said(marian.get(HABITAT, status=200))
    with unit() as session:
        one = session.scalar(select(Rivalry).where(Rivalry.words == "The same workroom"))
        number = one.id
    ada.post("/rivals/end", data={"rivalry": number}, status=303)
    ada.post("/rivals/end", data={"rivalry": number}, status=404)
    assert "who are rivals" not in said(marian.get("/people/marian", status=200))
