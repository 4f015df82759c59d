"""Every door there is, tried by everybody: what is not yours is not there, and no answer says a word of it.

A new address is in this test as soon as it exists.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
import time_machine
from sqlalchemy import Engine
from werkzeug.routing import Rule

from portal import create_app
from portal.cases import actions
from portal.kernel import clock, db
from portal.kernel.doors import door
from tests import house
from tests.shape.standing import CANARY, GONE, OUTSIDE, World, plain, sinks
from tests.shape.together import all_hold

APP = create_app(house.settings(), db.connect("sqlite:///:memory:"))
RULES = sorted(APP.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint))
DOORS = [
    (rule, method)
    for rule in RULES
    for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    if rule.endpoint != "static"
]
CLOSED = [(rule, method) for rule, method in DOORS if door(APP, rule.endpoint) != "public"]
PROGRAMS = [(rule, method) for rule, method in CLOSED if door(APP, rule.endpoint) == "token"]
THINGS = [(rule, method) for rule, method in CLOSED if rule.arguments]
LISTS = [(rule, method) for rule, method in DOORS if not rule.arguments]
FORMS = [(rule, method) for rule, method in DOORS if method != "GET" and door(APP, rule.endpoint) != "token"]
MADE_UP = "zwölfzig"
SAID_BACK = re.compile(r'value="[^"]*"|after=[^"]*|[?&;]q=[^"&]*')  # what was typed stands there again
FEW = ("ruth", "tom", "ada")  # a customer, somebody of the house, an administrator: who asks in other ways
# Letters that did not go out: invitations, never an order. Seats that are open: an administrator gives them.
READ_BY_OFFICE = {("ada", "people.outbox"), ("ada", "clans.all_seats")}
READ_BY_OFFICE |= {("ada", f"clans.{deed}") for deed in ("open_any_seat", "give_seat", "close_any_seat")}
READ_BY_OFFICE |= {("ada", f"habitat.{deed}") for deed in ("all_rivals", "name_any", "end_any")}
# What all people of the house read or do, whose leader it is; no customer does.
OF_HOUSE = {"leaders.page", "leaders.asking", "leaders.ask", "processes.change"}
OF_HOUSE |= {f"processes.{deed}" for deed in ("agree", "ask_otherwise", "decline", "make", "name", "say")}
OF_HOUSE |= {
    f"processes.{deed}" for deed in ("propose_back", "share", "use_known", "using_known", "withdraw")
}
COLLEAGUES = ("tom", "gwen", "ada")
# What is proposed to change in processes, which the whole house reads.
READ_BY_OFFICE |= {(name, "processes.index") for name in COLLEAGUES}
# How this house works is no secret, and everybody may propose to change it; what was proposed is one.
FOR_ALL = {"processes.page", "processes.proposing", "processes.propose"}
OWN = ("session_id", "token_id", "passkey_id", "device_id")  # ending what is not there is as good as done
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")


PUBLIC = {
    "health.lives",
    "health.ready",
    "orders.front", "people.sign_in", "people.sign_in_as", "people.send_code", "people.type_code",
    "people.code_typed", "people.link", "people.use_link", "people.sign_in_by_password", "people.sign_out",
    "people.sign_in_help", "people.passkey_question", "people.sign_in_by_passkey", "people.welcome",
    "people.come_in", "people.outbox", "notifications.of_mine", "notifications.stop",
    "notifications.choose_mine", "api.document", "calendar.feed",
    "quests.asked", "quests.confirm", "quests.deny",
    "complaints.was_it_so", "complaints.was_so", "complaints.was_not",
    "complaints.is_it_enough", "complaints.enough", "complaints.not_enough",
}  # fmt: skip


Look = Callable[[World, Rule, str], None]


def at_each(doors: list[tuple[Rule, str]]) -> Callable[[Look], Any]:
    """Look at each of these doors, in the house as it was, at the same moment.

    The doors of one area are one test, which tells of every door where something was wrong.
    """
    areas = defaultdict(list)
    for rule, method in doors:
        areas[rule.endpoint.partition(".")[0]].append((rule, method))

    def of_area(look: Look) -> Any:
        def walk(world: World, area: str) -> None:
            now = clock.now()

            def at_one(rule: Rule, method: str) -> None:
                with time_machine.travel(now), world.undone():
                    look(world, rule, method)

            all_hold((f"{method} {rule.rule}", partial(at_one, rule, method)) for rule, method in areas[area])

        walk.__name__, walk.__doc__ = look.__name__, look.__doc__
        return pytest.mark.timeout(600)(pytest.mark.parametrize("area", sorted(areas))(walk))

    return of_area


@pytest.fixture(scope="module")
def _world(
    template_url: str, _app: Any, _everybody: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Made once, on a database of its own; each test takes back what it does."""
    folder = tmp_path_factory.mktemp("doors")
    before = _app.database, _app.config["SETTINGS"]
    with house.connected(house.copy(template_url, folder)) as database:
        assert isinstance(database.bind, Engine)
        with database.bind.connect() as connection:
            transaction = connection.begin()
            _app.database = db.Database(connection)
            _app.config["SETTINGS"] = house.settings(files_url=f"file://{folder}")
            world = World(_app, _everybody)
            _app.database, _app.config["SETTINGS"] = before
            yield world
            transaction.rollback()


@pytest.fixture
def world(_world: World, _app: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """The same house, as it was."""
    monkeypatch.setattr(_app, "database", _world.database)
    monkeypatch.setitem(_app.config, "SETTINGS", _world.settings)
    with _world.undone():
        yield _world


def test_what_is_public_is_written_down_here():
    """Whoever opens a door to everybody says so twice."""
    opened = {rule.endpoint for rule, _ in DOORS if door(APP, rule.endpoint) == "public"}
    assert opened == PUBLIC


def test_a_row_that_changes_is_noticed(world):
    """Without this the tests here could pass by not looking."""
    with world.undone():
        world.order.do(world.cast.marian, actions.say, "So it is.")
        assert world.changed() == {"case", "journal", "message", "stream", "findable", "spelling", "contact"}
    assert not world.changed()


@at_each(THINGS)
def test_what_is_anothers_is_as_if_it_were_not_there(world, rule, method):
    at, nowhere = world.address(rule), world.nowhere(rule)
    asking = FEW if house.ON_POSTGRES or (rule, method) in PROGRAMS else OUTSIDE
    for name in (one for one in asking if not (rule.endpoint in OF_HOUSE and one in COLLEAGUES)):
        theirs, nothing = (world.ask(name, method, address) for address in (at, nowhere))
        if rule.endpoint in FOR_ALL:
            assert CANARY not in sinks(theirs) or name in COLLEAGUES
            continue
        assert plain(theirs, at, nowhere) == plain(nothing, nowhere, at), f"{name} can tell that it is there"
        assert CANARY not in sinks(theirs)
        assert theirs.status_code == 404 or rule.arguments & set(OWN), f"{name}: {theirs.status}"
    assert not world.changed()


@pytest.mark.once
@at_each(
    [
        one
        for one in THINGS
        if "ref" in one[0].arguments and len(one[0].arguments) > 1
        # where an order has no such process, it shows what the whole house reads, and nothing of the order
        if one[0].endpoint != "processes.improve"
    ]
)
def test_a_part_is_not_reached_through_the_order_of_another(world, rule, method):
    at = world.address(rule, ref=world.theirs.ref)
    for name in ("ruth", "tom", "marian"):  # Marian sees both orders
        answer = world.ask(name, method, at)
        assert CANARY not in sinks(answer), name
    assert world.order.thread == world.thread


@at_each(LISTS)
def test_lists_and_pages_of_ones_own_say_nothing_of_others(world, rule, method):
    at = world.address(rule)
    for name in OUTSIDE:
        with world.undone():
            answer = world.ask(name, method, at)
            assert CANARY not in sinks(answer) or (name, rule.endpoint) in READ_BY_OFFICE, (
                f"{name} reads of it"
            )
            assert answer.status_code < 500
    for query in ("?q=kanarie", "?q=okoro-1", "?after=okoro-1", "?account=okoro", "?next=/orders/okoro-1"):
        answer = world.ask("ruth", method, at + query) if method == "GET" else None
        assert answer is None or CANARY not in sinks(answer)


@pytest.mark.parametrize("at", ["/find", "/find/part", "/find/box", "/orders"])
def test_a_search_tells_nothing_of_others_by_hits_counts_or_marks(world, at):
    """However it is asked for: whole, in part, with a slip of the hand, from their very order."""
    words = ("kanarie", "KANA", "kan", "knaarie", "kanarie okoro", "“Kanarie”*", "kanarie -x OR 1", "kana*")
    for name in OUTSIDE:
        for more in ({}, {"order": world.order.ref}, {"account": "okoro", "sort": "customer"}):
            nothing, *told = (
                SAID_BACK.sub("", plain(world.ask(name, "GET", at, query_string=more | {"q": one}))[2])
                for one in (MADE_UP, *words)
            )
            for word, page in zip(words, told, strict=True):
                assert page == nothing, (name, word, more)


def test_a_search_of_ones_own_finds_every_kind_of_text(world):
    """Without this the test above could pass by finding nothing at all."""
    page = world.ask("julian", "GET", "/find?q=kanarie").text
    for title in ("Orders", "Lines", "Messages", "Pictures and pins", "Notes, proposals and promises", "Do"):
        assert f">{title}</h2>" in page, title
    assert page.count("<mark>Kanarie</mark>") > 12
    for kind in ("said", "note", "pin", "seen", "wish", "cloth", "condition", "place", "change", "way"):
        assert "<mark>Kanarie</mark>" in world.ask("julian", "GET", f"/find/part?q=kanarie+{kind}").text, kind


@pytest.mark.once
@at_each(CLOSED)
def test_who_is_not_signed_in_is_sent_to_the_door(world, rule, method):
    at = world.address(rule)
    if door(APP, rule.endpoint) == "token":
        answers = [world.nobody().open(at, method=method, json={}), *(world.ask(n, method, at) for n in GONE)]
        assert {answer.status_code for answer in answers} == {401}
        from_a_page = world.visitor("julian").open(at, method=method, json={})
        assert from_a_page.status_code == 401, "a cookie opens nothing here"
    else:
        answers = [world.nobody().open(at, method=method), *(world.ask(name, method, at) for name in GONE)]
        assert {answer.status_code for answer in answers} == {303}
        assert all(answer.location.startswith("/sign-in") for answer in answers)
        by_itself = hasattr(APP.view_functions[rule.endpoint], "aside")
        headers = {"HX-Request": "true"}
        part = world.nobody().open(at, method=method, headers=headers, status=401 if by_itself else 204)
        assert ("HX-Redirect" in part.headers) is not by_itself
        assert part.headers.get("HX-Redirect", "/sign-in").startswith("/sign-in")
    assert all(CANARY not in sinks(answer) for answer in answers)
    assert not world.changed()


@pytest.mark.once
@at_each(FORMS)
def test_a_form_without_its_token_or_its_key_is_refused(world, rule, method):
    at, julian = world.address(rule), world.visitor("julian")
    julian.open(at, method=method, data={"once": "a-key-of-mine"}, bare=True, status=400)
    julian.open(
        at, method=method, data={"once": "a-key-of-mine", "csrf_token": "made-up"}, bare=True, status=400
    )
    foreign = world.visitor("ruth").token()
    julian.open(
        at, method=method, data={"once": "a-key-of-mine", "csrf_token": foreign}, bare=True, status=400
    )
    if method != "PUT":  # which is once by itself
        julian.open(at, method=method, data={"csrf_token": julian.token()}, bare=True, status=400)
    assert not world.changed()


@pytest.mark.once
@at_each([(rule, method) for rule, method in DOORS if method == "GET"])
def test_a_page_that_only_shows_takes_nothing(world, rule, _method):
    at = world.address(rule)
    allowed = world.app.url_map.bind("localhost").allowed_methods(at)
    for method in (method for method in UNSAFE if method not in allowed):
        answer = world.ask("julian", method, at)
        assert answer.status_code == 405, method
        assert set(allowed) <= set(answer.headers["Allow"].split(", "))


def test_nobody_gets_a_letter_about_what_is_not_theirs(world):
    for rule, method in THINGS:
        if "handle" in rule.arguments or "invitation_id" in rule.arguments:
            world.ask("ruth", method, world.address(rule))
    assert "letter" not in world.changed()
