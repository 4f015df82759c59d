"""The letter of the day: what is new beside what is asked, as each reader chose, once, not in their quiet."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, select, update

from portal.cases import actions, talking
from portal.cli import heads
from portal.kernel import clock, mail
from portal.kernel.mail import Letter
from portal.notifications import actions as choosing
from portal.notifications import rights, telling
from portal.people import actions as people
from portal.people.model import Person
from portal.people.queries import account_by_handle, by_handle
from tests.cases import playing
from tests.letters import postbox

MONDAY = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


def day(number, hour=9, minute=0):
    """A moment of that March; the first is a Monday."""
    return datetime(2027, 3, number, hour, minute, tzinfo=UTC)


@pytest.fixture
def post(database, office):
    """Let the worker look at a moment, and give what it wrote."""

    def letters_at(moment):
        with clock.as_of(moment):
            telling.write_due(database, office.site)
        with database.unit(write=True) as session:
            found = list(session.scalars(select(Letter).order_by(Letter.id)))
            session.execute(delete(Letter))
        return found

    return letters_at


@pytest.fixture
def told(database, cast, post):
    """Julian's coat; only he hears of news, and what was new on Monday is told."""
    with database.unit(write=True) as session:
        session.execute(update(Person).where(Person.handle != "julian").values(letters="nothing"))
    with clock.as_of(MONDAY):
        order = playing.begin(database, cast.julian, cast.okoro)
    post(day(1, 10))
    return order


def says(order, person, text, moment):
    """Somebody says something at a moment."""
    with clock.as_of(moment):
        order.do(person, actions.say, text)


def chooses(database, how):
    """Julian chooses for all his orders."""
    with database.unit(write=True):
        people.prefer(by_handle("julian"), letters=how)


def test_what_is_new_comes_the_next_morning_in_one_letter_that_can_be_answered(told, cast, post, office):
    says(told, cast.marian, "The cloth has come.", day(1, 11))
    says(told, cast.marian, "It is warm. <b>Come and feel it</b>", day(1, 12))
    says(told, cast.julian, "I will.", day(1, 13))
    assert post(day(1, 18)) == [] and post(day(2, 6, 59)) == []
    (letter,) = post(day(2, 7, 1))
    assert letter.to == "julian@example.org" and letter.sealed and letter.about == told.ref
    assert "“A coat for the rain”: it is your move." in letter.text
    assert "- Marian Wren wrote: “The cloth has come.”" in letter.text and "I will." not in letter.text
    assert letter.text.startswith("--- Write your answer above this line ---")
    assert "You can simply answer this letter." in letter.text
    assert letter.reply_to == office.address(cast.julian, told)
    assert "&lt;b&gt;Come and feel it&lt;/b&gt;" in letter.html and "<b>Come" not in letter.html
    assert letter.html.count('class="go"') == 1, "one button"
    assert letter.subject == "A coat for the rain: 2 things since you were here"
    assert post(day(2, 12)) == []


@pytest.mark.parametrize(
    ("how", "first"),
    [
        ("at_once", day(2, 10, 2)),
        ("daily", day(3, 7)),
        ("weekly", day(8, 7)),
        ("moves", None),
        ("nothing", None),
    ],
)
def test_everybody_chooses_when_news_comes(told, cast, post, database, how, first):
    chooses(database, how)
    with clock.as_of(day(2)):
        playing.to_cloth(told, cast.julian, cast.marian)  # nothing waits for him for a while
    post(day(2, 9, 5)), post(day(2, 9, 30))
    with database.unit(write=True) as session:
        session.get_one(Person, cast.julian.id).written_to = None
    says(told, cast.marian, "The cloth has come.", day(2, 10))
    found = [
        moment
        for moment in (day(2, 10, 1), day(2, 10, 2), day(2, 12), day(3, 7), day(4, 8), day(8, 7), day(9, 8))
        if any("The cloth has come." in letter.text for letter in post(moment))
    ]
    assert found == ([first] if first else [])


def test_one_order_may_be_quieter_than_the_others(told, cast, post, database):
    other = playing.begin(database, cast.julian, cast.okoro, title="Another")
    told.do(cast.julian, choosing.choose, "nothing")
    for order in (told, other):
        says(order, cast.marian, f"Said of {order.ref}.", day(1, 11))
    (letter,) = post(day(2, 8))
    assert f"Said of {other.ref}." in letter.text and f"Said of {told.ref}." not in letter.text


def test_what_was_read_or_taken_back_meanwhile_is_not_told(told, cast, post, as_):
    says(told, cast.marian, "Read it here.", day(1, 11))
    with clock.as_of(day(1, 12)):
        as_(cast.julian).get(told.at(), status=200)
    says(told, cast.marian, "Never mind.", day(1, 13))
    with clock.as_of(day(1, 14)):
        told.do(cast.marian, talking.take_back, told.thread.seq)
    assert not any("Read it here." in one.text or "Never mind." in one.text for one in post(day(2, 8)))


def test_whoever_lost_the_order_hears_nothing_more_not_even_what_was_written(told, cast, database, office):
    with database.unit(write=True):
        people.prefer(by_handle("marian"), letters="daily")
    says(told, cast.julian, "For Marian.", day(1, 11))
    with clock.as_of(day(2, 8)):
        telling.write_due(database, office.site)
    with database.unit(write=True):
        people.unseat(people.OPERATOR, account_by_handle("okoro"), by_handle("marian"))
    with clock.as_of(day(2, 9)), postbox() as box:
        mail.send_due(database, box.url, "portal@wren.example", rights.in_the_way)
    assert "marian@example.org" not in [one["To"] for one in box.letters]
    with database.unit(write=False) as session:
        held = session.scalars(select(Letter).where(Letter.to == "marian@example.org")).one()
    assert held.problem == rights.NOT_THEIRS and held.next_try is None
    says(told, cast.julian, "Again.", day(2, 10))
    with clock.as_of(day(3, 8)):
        assert telling.write_due(database, office.site) == 0


def test_the_letter_on_its_way_is_whole(told, cast, database, office):
    says(told, cast.marian, "The cloth has come.", day(1, 11))
    with clock.as_of(day(2, 8)), postbox() as box:
        telling.write_due(database, office.site)
        assert mail.send_due(database, box.url, "Portal <portal@wren.example>", rights.in_the_way) == 1
    (letter,) = box.letters
    link, address = "".join(letter["List-Unsubscribe"].split()).split(",")
    assert link.startswith("<https://portal.wren.example/letters/") and address.startswith("<mailto:answers+")
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["Reply-To"] == office.address(cast.julian, told)
    assert letter["From"].endswith("<portal@wren.example>") and letter["Date"]
    assert letter["Auto-Submitted"] == "auto-generated"
    plain, related = letter.get_payload()
    assert (plain.get_content_type(), related.get_content_type()) == ("text/plain", "multipart/related")
    html, knot = related.get_payload()
    assert (html.get_content_type(), knot["Content-ID"]) == ("text/html", "<knot@commonthread>")
    text = html.get_payload(decode=True).decode()
    assert "http" not in text.replace("https://portal.wren.example", ""), "nothing is fetched"


def test_a_letter_names_the_head_of_each_history_that_it_tells_of(told, cast, post, database):
    says(told, cast.marian, "The cloth has come.", day(1, 11))
    (letter,) = post(day(2, 7, 1))
    with database.unit(write=False):
        for form in (letter.text, letter.html):
            assert f"Its history until now: {told.ref}, {told.thread.seq}: " in form
            assert (heads.hold(form).heads, heads.hold(form).problems) == (1, [])
