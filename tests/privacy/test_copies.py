"""A copy of everything: one at a time, fetched by whom it is for alone, for a quarter of an hour."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.clans import errands
from portal.kernel import clock, journal
from portal.kernel.db import session
from portal.kernel.storage import OutOfReach
from portal.people import standing
from portal.people.queries import by_handle
from portal.privacy import bundle, making
from portal.privacy.model import KEPT, Copy
from tests.cases import playing
from tests.pages import said
from tests.privacy.conftest import PAGE


def lines(unit, person):
    """What waits for somebody, in words."""
    with unit():
        return [errands.words(one).line for one in errands.waiting_for(by_handle(person))]


def test_one_has_everything_about_oneself_put_together(as_, cast, copies, unit, database):
    order = playing.begin(database, cast.julian, cast.okoro)
    as_(cast.julian).post(PAGE, status=303)
    assert "It is being put together" in said(as_(cast.julian).get(PAGE, status=200))
    assert copies.link(cast.julian) is None  # never in the request: the worker makes it
    assert copies.make()
    assert not copies.make()
    assert lines(unit, "julian") == ["Your copy is ready"]
    answer = as_(cast.julian).get(copies.link(cast.julian), status=200)
    assert answer.mimetype == "application/zip"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "attachment" in answer.headers["Content-Disposition"]
    opened = copies.of(cast.julian)
    assert opened.rows("you")[0]["email"] == "julian@example.org"
    assert {one["order"] for one in opened.rows("okoro/history")} == {order.ref}
    assert {one["who"] for one in opened.rows("okoro/history")} == {"Julian Okoro"}
    with unit():
        (entry, *_more) = journal.newest(f"copies:{cast.julian.id}", 9)
        assert entry.verb == "copy.ask"


def test_nobody_else_fetches_it_and_its_link_dies(as_, nobody, cast, copies):
    as_(cast.julian).post(PAGE, status=303)
    copies.make()
    link = copies.link(cast.julian)
    for other in (cast.ruth, cast.marian, cast.piotr, cast.ada):
        as_(other).get(link, status=404)
    assert nobody.get(link).status_code == 303  # to the door, and no further
    number = link.removeprefix(f"{PAGE}/").partition("/")[0]
    as_(cast.julian).get(f"{PAGE}/{number}/{'made-up'}", status=404)
    as_(cast.julian).get(link, status=200)
    as_(cast.ruth).post(PAGE, status=303)
    copies.make()
    as_(cast.colin).get(copies.link(cast.ruth), status=404)  # no colleague either
    with clock.as_of(clock.now() + timedelta(minutes=15)):
        as_(cast.julian).get(link, status=404)
        as_(cast.julian).get(copies.link(cast.julian), status=200)  # the page makes it anew


def test_one_at_a_time_and_three_in_a_day(as_, cast, copies):
    for _number in range(3):
        as_(cast.julian).post(PAGE, status=303)
        assert "put together already" in said(as_(cast.julian).post(PAGE, status=409))
        assert copies.make()
    assert "3 copies in a day" in said(as_(cast.julian).post(PAGE, status=409))
    as_(cast.ruth).post(PAGE, status=303)  # each person by themselves
    with clock.as_of(clock.now() + timedelta(days=1, minutes=1)):
        as_(cast.julian).post(PAGE, status=303)


def test_a_customer_has_everything_about_itself_and_the_house_has_not(as_, cast, copies, database):
    order = playing.begin(database, cast.julian, cast.okoro)
    opened = copies.of(cast.julian, "/customer")
    assert [one["ref"] for one in opened.rows("okoro/orders")] == [order.ref]
    assert f"okoro/orders/{order.ref}/dossier.html" in opened.names
    assert [one["email"] for one in opened.rows("okoro/people")] == ["julian@example.org"]
    assert "you.json" not in opened.names
    as_(cast.marian).post(f"{PAGE}/customer", status=404)
    assert as_(cast.marian).get(PAGE, status=200).text.count("A copy about") == 1


def test_an_administrator_has_it_made_for_somebody_of_the_customer_who_is_told(as_, cast, copies, unit):
    office = "/settings/house/everything"
    for other in (cast.marian, cast.gwen, cast.julian):
        as_(other).get(office, status=404)
        as_(other).post(office, data={"email": "julian@example.org"}, status=404)
    ada = as_(cast.ada)
    for wrong in ("", "nobody@example.org", "marian@example.org"):
        ada.post(office, data={"email": wrong}, status=422)
    ada.post(office, data={"email": " Julian@example.org"}, status=303)
    assert lines(unit, "julian") == ["Ada Moss had a copy of everything made for you"]
    copies.make()
    assert copies.link(cast.ada) is None
    ada.get(copies.link(cast.julian), status=404)
    as_(cast.julian).get(copies.link(cast.julian), status=200)
    assert lines(unit, "ada") == []
    with unit():
        (entry, *_more) = journal.newest(f"account:{cast.okoro.id}", 1)
        assert (entry.verb, entry.name, entry.facts["person"]) == ("copy.ask_for", "Ada Moss", "Julian Okoro")


def test_its_file_is_let_go_of_after_a_day_or_when_its_person_leaves(as_, cast, copies, unit, database):
    for who in (cast.ruth, cast.colin):
        as_(who).post(PAGE, status=303)
        copies.make()
    link = copies.link(cast.colin)
    with unit():
        standing.leave(by_handle("ruth"), by_handle("colin"))
    assert making.tidy(database, copies.place) == 1
    assert len(list(copies.place.stored())) == 1
    with clock.as_of(clock.now() + KEPT + timedelta(minutes=1)):
        assert making.tidy(database, copies.place) == 1
        assert copies.link(cast.ruth) is None
        as_(cast.ruth).get(link, status=404)
    assert list(copies.place.stored()) == []
    assert lines(unit, "ruth") == []


def test_who_has_left_gets_none_any_more(as_, cast, copies, unit):
    as_(cast.colin).post(PAGE, status=303)
    with unit():
        standing.leave(by_handle("ruth"), by_handle("colin"))
    assert not copies.make()
    assert list(copies.place.stored()) == []


def test_what_cannot_be_made_is_tried_three_times_and_keeps_nobody_else_waiting(
    as_, cast, copies, monkeypatch, unit
):
    as_(cast.julian).post(PAGE, status=303)
    with monkeypatch.context() as broken:
        broken.setattr(making.of_person, "gather", lambda *_: 1 // 0)
        now = clock.now()
        for n in range(3):
            with clock.as_of(now + n * timedelta(minutes=11)):
                assert copies.make()
                assert not copies.make()
    as_(cast.ruth).post(PAGE, status=303)
    with clock.as_of(now + timedelta(hours=1)):
        copies.make()
        copies.make()
    with unit():
        states = {one.person_id: one.state for one in session().scalars(select(Copy))}
    assert states == {cast.julian.id: "failed", cast.ruth.id: "made"}
    assert "It could not be made" in said(as_(cast.julian).get(PAGE, status=200))


def test_a_storage_that_does_not_answer_is_told_to_the_worker(as_, cast, copies, monkeypatch):
    as_(cast.julian).post(PAGE, status=303)

    def silent(*_given):
        raise OutOfReach("nobody answers")

    monkeypatch.setattr(type(copies.place), "put", silent)
    with pytest.raises(OutOfReach):
        copies.make()


@pytest.mark.once
@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_reckoned_with(sign):
    table = bundle.as_csv([{"text": f"{sign}1+1"}, {"text": f"1{sign}"}])
    assert f"'{sign}1+1" in table
    assert f"'1{sign}" not in table


@pytest.mark.once
@pytest.mark.parametrize("name", ["../../etc/passwd", "..\\x", "C:\\x.exe", "a/b", "", "..", "a\nb"])
def test_no_file_leads_out_of_its_folder(name):
    class File:
        id, size = "0" * 32, 1

    File.name, put = name, bundle.Bundle()
    place = put.attach("okoro/files", File)
    assert place.startswith("okoro/files/")
    rest = place.removeprefix("okoro/files/")
    assert rest
    assert not set(rest) & set('/\\:\n*?"')
    assert rest.strip(".") == rest


@pytest.mark.once
def test_two_files_of_one_name_both_have_their_place():
    class File:
        name, size = "a.png", 1

        def __init__(self, key):
            self.id = key

    put = bundle.Bundle()
    places = {put.attach("x", File(key * 32)) for key in "123"}
    assert len(places) == 3


def test_files_beyond_the_limit_are_named_and_not_left_out_in_silence(
    as_, cast, copies, database, monkeypatch
):
    playing.begin(database, cast.julian, cast.okoro)
    files = bundle.Bundle(files={"big.bin": _file("1", 11), "small.bin": _file("2", 9)})
    copies.place.put("2" * 32, b"123456789")
    zipped = bundle.zipped(files, copies.place, 10)
    opened = type(copies).opened(zipped)
    assert opened.read("small.bin") == b"123456789"
    (left,) = opened.rows("files-left-out")
    assert (left["file"], left["why"]) == ("big.bin", bundle.TOO_LARGE)


def _file(key, size):
    return type("File", (), {"id": key * 32, "name": "x", "size": size})
