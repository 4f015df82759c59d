"""Who is here: Flask-Login over our own sessions. The one module that knows Flask-Login's manager.

The cookie carries a 256-bit secret, the database its digest; signing out ends the row, so that a copied
cookie opens nothing. Rights are asked anew at every request: nothing about a person is kept between requests.
"""

from flask import current_app, g, request, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy.exc import DBAPIError, TimeoutError
from werkzeug.local import LocalProxy

from portal.kernel.db import DOOR, extend
from portal.kernel.http import House as App
from portal.kernel.http import afterwards, lasting
from portal.people import queries, sessions
from portal.people.model import House, Person

NO_HOUSE = House(
    name="Common Thread", telephone="", address="", currency="GBP", zone="Europe/London", demo=False,
    working_days="12345", holidays=[],
)  # fmt: skip

manager = LoginManager()
manager.session_protection = None  # the row in the database says whether a session holds, nothing else


class Visitor(UserMixin):  # type: ignore[misc]  # Flask-Login has no types
    """A signed-in person as Flask-Login wants one. The id it keeps in the cookie is the session's secret."""

    def __init__(self, secret: str, person: Person, session_id: int = 0) -> None:
        self.secret, self.person, self.session_id = secret, person, session_id

    def get_id(self) -> str:
        """The secret that the cookie carries."""
        return self.secret


def install(app: App) -> None:
    """Let every request ask who is here, and every page name the house."""
    manager.init_app(app)
    app.context_processor(lambda: {"house": LocalProxy(house)})


@manager.user_loader  # type: ignore[untyped-decorator]  # Flask-Login has no types
def _load(secret: str) -> Visitor | None:
    """Who the cookie's secret belongs to. Asked once a request, even when the database fails."""
    if g.get("asked_who"):
        return None
    g.asked_who = True
    found = queries.recognise(secret)
    if found is None:
        return None
    if not found.live:
        g.ended_session_of = found.person.handle
        return None
    row = found.session.id
    if not sessions.seen_of_late(found.session):
        afterwards(lambda: sessions.note_seen(row))
    g.house = found.house or NO_HOUSE
    current_app.known_as(secret, share(found.person))  # type: ignore[attr-defined]  # the app is our House
    lasting(found.person, g.house)
    return Visitor(secret, found.person, row)


def house() -> House:
    """The house for pages that nobody is signed in on; a nameless one when it cannot be read."""
    if "house" not in g:
        try:
            g.house = queries.house() or NO_HOUSE
        except (DBAPIError, TimeoutError):
            g.house = NO_HOUSE
        lasting(g.house)
    found: House = g.house
    return found


def share(person: Person) -> str:
    """Whose share of the house somebody takes: a customer's people have one together."""
    return f"account:{person.account_id}" if person.account_id else f"person:{person.id}"


def session_id() -> int:
    """The number of the session that this request belongs to."""
    found: int = current_user.session_id
    return found


def enter(person: Person, how: str) -> None:
    """Sign a person in: a new session with a new secret, and nothing left of what the cookie held before."""
    leave()
    extend(DOOR)  # whoever was here before, nobody is now, until the next page asks
    device = request.user_agent.string
    login_user(Visitor(sessions.begin(person, how, device), person))
    session.permanent = True


def leave() -> None:
    """End the session of this cookie, and empty the cookie."""
    secret = session.get("_user_id")
    if secret:
        sessions.end(secret)
    logout_user()
    session.clear()
