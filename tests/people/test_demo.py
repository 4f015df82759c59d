"""A demo house lets anybody on its own machine be anybody, and a real one nobody."""

import pytest

from portal.people.model import House
from tests import house
from tests.house import email
from tests.pages import said


@pytest.fixture
def demo(app, unit):
    """The house as a demo."""
    with unit() as session:
        session.get_one(House, 1).demo = True
    return app


def test_one_press_and_one_is_somebody(demo, nobody):
    page = said(nobody.get("/sign-in?next=/people", status=200))
    for name in ("Or be somebody", "Northmoor Rail", "Colin Marsh", "Gwen Pryce"):
        assert name in page
    assert "Susan" not in page
    assert nobody.post("/sign-in/as/ruth", data={"next": "/people"}, status=303).location == "/people"
    assert "Ruth Vale" in nobody.get("/people", status=200).text
    nobody.post("/sign-in/as/marian", status=303)
    assert "Marian Wren" in nobody.get("/people", status=200).text
    nobody.post("/sign-in/as/susan", status=404)
    nobody.post("/sign-in/as/nobody", status=404)


def test_a_real_house_knows_no_such_door(nobody, app):
    assert "Or be somebody" not in said(nobody.get("/sign-in", status=200))
    nobody.post("/sign-in/as/ruth", status=404)
    nobody.get("/people", status=303)


@pytest.mark.parametrize(
    "far",
    [
        {"environ_base": {"REMOTE_ADDR": "192.0.2.7"}},
        {"headers": {"X-Forwarded-For": "192.0.2.7"}},
        {"headers": {"Forwarded": "for=192.0.2.7"}},
        {"environ_base": {"REMOTE_ADDR": ""}},
    ],
)
def test_from_another_machine_a_demo_has_no_such_door(demo, nobody, far):
    assert "Or be somebody" not in said(nobody.get("/sign-in", status=200, **far))
    nobody.post("/sign-in/as/ruth", status=404, **far)
    nobody.get("/outbox", status=303, **far)


@pytest.mark.parametrize("published", [{"public_url": "https://demo.example"}, {"proxies": 1}])
def test_a_published_demo_has_no_such_door(demo, nobody, monkeypatch, published):
    monkeypatch.setitem(demo.config, "SETTINGS", house.settings(**published))
    nobody.post("/sign-in/as/ruth", status=404)


def test_the_outbox_of_a_demo_shows_what_was_written(demo, nobody):
    nobody.post("/sign-in/code", data={"email": email("ruth")}, status=303)
    assert "your code is" in said(nobody.get("/outbox", status=200))


def test_the_outbox_of_a_real_house_is_for_administrators_and_shows_no_text_once_mail_is_sent(
    as_, cast, app, nobody, monkeypatch
):
    nobody.post("/sign-in/code", data={"email": email("ruth")}, status=303)
    nobody.get("/outbox", status=303)
    for person in (cast.julian, cast.marian, cast.gwen):
        as_(person).get("/outbox", status=404)
    ada = as_(cast.ada)
    page = said(ada.get("/outbox", status=200))
    assert "your code is" in page, "nobody else could hand it over"
    monkeypatch.setitem(app.config, "SETTINGS", house.settings(mail_url="smtp://localhost:25"))
    page = said(ada.get("/outbox", status=200))
    assert email("ruth") in page
    assert "your code is" not in page
    assert "/sign-in/link/" not in page
