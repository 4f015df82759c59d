"""Somebody's whole life in the house, so that every door can be tried with things that are really there.

Julian has an order with every kind of thing in it, an invitation, a token, a passkey and a session. Every
word of it holds the canary. Nobody outside may come upon it, whichever door they try.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import event, select
from werkzeug.routing import Rule

from portal.cases import (
    actions,
    agreeing,
    arranging,
    bringing,
    changing,
    noting,
    paying,
    pinning,
    redrawing,
    rooms,
    showing,
    talking,
    together,
)
from portal.cases import queries as cases
from portal.cases.model import Case
from portal.clans import actions as clans
from portal.clans.queries import member
from portal.complaints import actions as complaints
from portal.complaints import gathering, receiving, remedying, settling
from portal.complaints import letters as complaint_letters
from portal.complaints import queries as complaint_queries
from portal.cords import actions as cords
from portal.cords import waits as cord_waits
from portal.findings import actions as findings
from portal.findings import places, using
from portal.habitat import actions as habitat
from portal.habitat import rivalry
from portal.habitat.verbs import Pair
from portal.hunts import actions as hunts
from portal.hunts import ending as hunts_ended
from portal.hunts import showing as hunts_shown
from portal.kernel import clock, files, signed
from portal.kernel.db import Base, Database
from portal.kernel.http import House
from portal.kernel.signed import Named
from portal.knowledge import actions as knowledge
from portal.knowledge import queries as received
from portal.leaders import actions as leaders
from portal.leaders import listening
from portal.meetings import actions as meetings
from portal.meetings import ending, ideas
from portal.notifications.model import Mail
from portal.objections import actions as objections
from portal.orders import lists
from portal.orders.model import SavedView
from portal.people import actions as people
from portal.people import inviting, standing
from portal.people.devices import Device
from portal.people.entry import Passkey, SignedIn, Token
from portal.people.model import Invitation
from portal.people.queries import account_by_handle, by_handle, digest
from portal.privacy import actions as copies
from portal.privacy import links
from portal.processes import actions as processes
from portal.quests import actions as first_weeks
from portal.quests import letters
from portal.quests import queries as quests
from portal.quests.model import Quest, QuestStep
from portal.relationship import actions as touches
from portal.signals import actions as signals
from tests import house
from tests.cases import playing
from tests.conftest import sign_in
from tests.pages import Visitor
from tests.workflows import sample
from workflows.amending import SetDays
from workflows.approved import Approver, Asked
from workflows.booked import ByHand, Wish
from workflows.check import library
from workflows.grammar import ApprovalsBlock, Department, Workflow
from workflows.hunts import QUESTIONS, Band, Figures
from workflows.pinned import Spot
from workflows.quests import Kind
from workflows.records import Terms
from workflows.redrawn import NewStage, Redraw

CANARY = "Kanarie"
IN_ROOM = f"{CANARY} in the room of clan"  # what the other side reads nowhere
OUTSIDE = ("stranger", "ruth", "tom", "gwen", "ada")
GONE = ("susan", "felix")
INSIDE = ("julian", "marian", "piotr", "priya")
DEALING = ("helena", "hugo", "iris", "corin")  # who of the house deals with what Julian said is wrong
# Rows of whoever asks, and columns that say when.
PASSING = {"answered", "kept", "pulse", "sign_in_key", "sign_in_try", "passkey_challenge"}
NOTED = ("last_seen", "last_used")
NOTHING = {
    "ref": "okoro-99",
    "stage": "made_up",
    "field": "made_up",
    "handle": "made-up",
    "file": "0" * 32,
    "other": "0" * 32,
}
BLOCKS = {
    "reviews": ("cloth", "fit"),
    "checklists": ("finishing", "inspection"),
    "appointments": ("fitting", "visit"),
    "notes": ("fitting", "seen"),
    "yeses": ("finishing", "yeses"),
}
ROWS = {
    name: select(*(column for column in table.columns if column.name not in NOTED))
    for name, table in Base.metadata.tables.items()
    if name not in PASSING
}
READS = ("SELECT", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")
WRITES = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)')
TOKENS = [
    re.compile(r'(name="(?:csrf_token|once)" value=")[^"]*'),
    re.compile(r'(X-CSRFToken&?[^:]*: ?&?[^;"]*["; ])[\w.-]+'),
    re.compile(r'("X-CSRFToken": ")[^"]*'),
    re.compile(r"(as it was at )[^,]*"),  # the minute in which the page was made
]


class World:
    """The house with Julian's life in it, and everybody signed in."""

    def __init__(self, app: House, cast: Any) -> None:
        self.app, self.cast, self.settings = app, cast, app.config["SETTINGS"]
        self.database = database = app.database
        self.order = _order(database, cast)
        self.stop = signed.token(self.settings.secret_key, Named("stop", cast.julian.id))
        self.theirs = playing.begin(database, cast.ruth, cast.northmoor, "Uniforms", "Uniforms")
        with database.unit(write=True) as session:
            photo = b"\x89PNG " + CANARY.encode()
            stored = files.put(files.storage_of(app), photo, f"{CANARY}.png", "image/png")
            shown = self.order.do(cast.julian, bringing.attach, stored)
            self.file = shown["id"]
            self.other = self.order.do(cast.julian, bringing.attach, replace(stored, id="9" * 32))["id"]
        self.order.put(cast.julian, "cloth.photos", [shown, {**shown, "id": self.other}])
        self.kept = replace(stored, id="8" * 32)
        line = self.order.thread.stages["cloth"].field("photos")
        self.order.do(cast.julian, showing.keep_pictures, "cloth", line, [self.kept])
        self.order.do(cast.julian, pinning.describe_pictures, {self.file: (f"{CANARY} seen", "")})
        spot = Spot(stage="cloth", field="photos", file=self.file, x=1, y=2)
        self.order.do(cast.julian, pinning.put_pin, spot, f"{CANARY} pin", f"{CANARY} said there")
        self.pin = f"n{self.order.thread.seq}"
        seen = sample.COLLAR.model_copy(update={"observation": f"{CANARY} seen"})
        self.order.do(cast.marian, noting.write_note, "fitting", "seen", seen)
        self.note = f"n{self.order.thread.seq}"
        self.said = self._said()
        self.change, self.proposal = _changed_and_asked(self.order, cast)
        self.order.do(cast.marian, redrawing.ask_redraw, _redraw())
        self.redraw = f"r{self.order.thread.seq}"
        paid = paying.Payment(5000, clock.now().date(), f"{CANARY} transfer")
        self.payment = self.order.do(cast.marian, paying.record_payment, paid)
        with database.unit(write=True) as session:
            account, known = account_by_handle("okoro"), house.the_house(database)
            guest = inviting.Guest(f"{CANARY} Guest", "kanarie@example.org", "", "", [])
            inviting.send(cast.julian, account, guest, known, lambda secret: f"/welcome/{secret}")
            key = {"person_id": cast.julian.id, "credential": b"1", "public_key": b"2", "at": clock.now()}
            session.add(Passkey(name=CANARY, **key))
            raw = "7" * 32
            files.storage_of(app).put(raw, f"Subject: {CANARY}\n\n{CANARY}".encode())
            came = {"key": "7", "at": clock.now(), "sender": "julian@example.org", "size": 9, "raw": raw}
            about = {"case_id": session.scalar(select(Case.id).where(Case.ref == self.order.ref))}
            mail = Mail(subject=CANARY, state="held", for_id=cast.julian.id, **came, **about)
            of_steward = Mail(subject="", state="held", for_id=cast.iris.id, **{**came, "key": "8"})
            session.add_all([mail, of_steward])
            session.flush()
            self.mail, self.mail_of_steward = mail.id, of_steward.id
        self.seat, self.question = _asked_of_clan(database, cast)
        self.weeks = _first_weeks(database, cast)
        self.named = letters.path(self.settings.secret_key, self.weeks[1]).removeprefix("/first-weeks/")
        self.touch = _noted(database, cast)
        self.gift = _given(database, cast)
        self.actor = _lived_among(database, cast, self.order.ref)
        self.finding, self.in_room = _learned(database, cast, self.order.ref)
        self.objection = _objected(database, cast)
        self.ask_of, self.listening = _asked_of_leader(database, cast)
        self.cord = _pulled(database, cast, self.order.ref)
        self.copy, self.link = _copied(app, database, cast)
        self.drum, self.signal = _drummed(database, cast)
        self.complaint, told = _complained(database, cast, self.settings.secret_key)
        self.talk = told.removeprefix("/complaints/talks/")
        self.proposed = _proposed(database, cast)
        self.event, told = _happened(database, cast, self.settings.secret_key)
        self.enough = told.removeprefix("/complaints/together/")
        self.proof = _proven(app, cast, self.complaint, replace(stored, id="7" * 32), photo)
        self.meeting, self.alone, self.idea, self.ended = _met(database, cast)
        self.hunt, self.shown, self.let_go, self.won = _hunted(database, cast)
        with database.unit(write=True) as session:
            self.tokens = {name: people.make_token(name) for name in (*OUTSIDE, *INSIDE, *DEALING)}
            self.tokens |= {name: f"ct_of_{name}_from_before" for name in GONE}
            for name in GONE:
                row = {"person_id": getattr(cast, name).id, "at": clock.now()}
                session.add(Token(secret=digest(self.tokens[name]), **row))
        self.secrets = {name: _secret(app, getattr(cast, name)) for name in (*OUTSIDE, *GONE, *INSIDE)}
        self.secrets |= {name: _secret(app, _person(database, name)) for name in DEALING}
        with database.unit(write=True) as session:
            here = session.scalar(select(SignedIn.id).where(SignedIn.person_id == cast.julian.id))
            place = {"session_id": here, "endpoint": f"https://{CANARY}.example.org/x", "at": clock.now()}
            keys = {"theirs": CANARY, "secret": CANARY, "key": ""}
            session.add(Device(person_id=cast.julian.id, name=CANARY, **place, **keys))
        self.values, self.thread = self._values(), self.order.thread
        self.before, self.written = self._state(ROWS), set[str]()
        event.listen(database.bind, "before_cursor_execute", self._note)

    def _said(self) -> int:
        """The number of something that was said; the rooms of both sides hold something under their own."""
        for person in (self.cast.julian, self.cast.marian):
            self.order.do(person, rooms.say, f"{CANARY} in the room of {person.side}", ["priya"])
        self.order.do(self.cast.julian, actions.say, f"{CANARY} said at the cloth", "cloth.code", ["marian"])
        said = self.order.thread.seq
        self.order.do(self.cast.marian, talking.react, said, "yes")
        return said

    def _kept_list(self) -> int | None:
        """The number of a list that Julian keeps."""
        with self.database.unit(write=True) as session:
            lists.save(self.cast.julian, f"{CANARY} list", "due=late")
            session.flush()
            return session.scalar(select(SavedView.id).where(SavedView.person_id == self.cast.julian.id))

    def _values(self) -> dict[str, Any]:
        """What fills the places in addresses so that they name what is Julian's."""
        mine, kept = self.cast.julian.id, self._kept_list()
        with self.database.unit(write=False) as session:
            own = {
                "invitation_id": session.scalar(select(Invitation.id)),
                "passkey_id": session.scalar(select(Passkey.id)),
                "device_id": session.scalar(select(Device.id)),
                "token_id": session.scalar(select(Token.id).where(Token.person_id == mine)),
                "view_id": kept,
                "session_id": session.scalar(select(SignedIn.id).where(SignedIn.person_id == mine)),
            }
        case = {
            "ref": self.order.ref,
            "stage": "cloth",
            "field": "code",
            "file": self.file,
            "item": "buttons",
            "width": 320,
            "picture": self.kept.id,
            "other": self.other,
        }
        case |= {"offer": self.weeks[0], "kind": Kind.SHADOWED}
        case |= {"touch": self.touch, "actor": self.actor, "objection": self.objection}
        case |= {"gift": self.gift, "leader": "priya", "ask": self.ask_of, "listening": self.listening}
        case |= {"complaint": self.complaint, "answer": "so", "event": self.event, "deed": "judge"}
        case |= {"process": "bespoke-suit", "at": "cloth", "proposed": self.proposed}
        case |= {"cord": self.cord, "days": 30}
        case |= {"copy": self.copy, "link": self.link}
        case |= {"drum": self.drum, "made": 1, "signal": self.signal}
        case |= {"meeting": self.meeting, "idea": self.idea}
        case |= {
            "customer": "okoro",
            "seat": self.seat,
            "question": self.question,
            "finding": self.finding,
            "use": 1,
            "hunt": self.hunt,
            "shown": self.shown,
        }
        case |= {"version": 4, "number": self.mail, "token": self.stop}
        case |= {"proposal": self.proposal, "change": self.change, "redraw": self.redraw}
        case |= {"payment": self.payment, "message": str(self.said), "word": "yes"}
        case |= {"pin": self.pin, "note": self.note, "department": "home", "person": "julian"}
        case |= {
            "seq": self.order.thread.seq,
            "key": "cloth_swatch",
            "promise": "cloth_swatch",
            "condition": self.order.condition,
        }
        return {**case, **own, "handle": "julian", "secret": "made-up", "filename": "app.js"}

    # ---- addresses
    def address(self, rule: Rule, **other: Any) -> str:
        """The address of a rule, filled with what is Julian's unless another value is given."""
        kind = next((kind for kind in BLOCKS if f"/{kind}/" in rule.rule), None)
        values = {
            **self.values,
            **({"key": self.pin} if "/pins/" in rule.rule else {}),
            **({"field": "photos"} if rule.rule.endswith(("/files", "/ours")) else {}),
            **({"file": self.kept.id} if "/ours/" in rule.rule else {}),
            **({"key": self.note} if "/notes/<key>" in rule.rule or "/judge/" in rule.rule else {}),
            **({"key": self.proposal} if "/proposals/<key>" in rule.rule else {}),
            **({"key": self.change} if "/changes/<key>" in rule.rule else {}),
            **({"key": self.redraw} if "/plan/<key>" in rule.rule else {}),
            **({"key": self.payment} if "/payments/<key>" in rule.rule else {}),
            **({"hunt": self.let_go} if rule.rule.endswith("/tell") else {}),
            **({"hunt": self.won} if "<hunt>/order" in rule.rule else {}),
            **({"finding": self.in_room} if rule.rule.endswith("/share") else {}),
            **({"seq": self.said} if "/said/" in rule.rule else {}),
            **(self.ended if "/ideas/<idea>/" in rule.rule and not rule.rule.endswith("/drop") else {}),
            **({"person": "piotr"} if "/first-weeks/" in rule.rule else {}),
            **({"token": self.named} if rule.rule.startswith("/first-weeks/") else {}),
            **({"token": self.talk} if rule.rule.startswith("/complaints/talks/") else {}),
            **({"token": self.enough} if rule.rule.startswith("/complaints/together/") else {}),
            **({"number": 0} if rule.rule.startswith("/complaints/") else {}),
            **({"number": self.mail_of_steward} if rule.endpoint == "notifications.complain" else {}),
            **({"file": self.proof} if rule.rule.startswith("/complaints/") else {}),
            **({"seq": 1, "message": "1"} if "/our-room/" in rule.rule else {}),
            **(dict(zip(("stage", "block"), BLOCKS[kind], strict=True)) if kind else {}),
            **other,
        }
        unknown = rule.arguments - values.keys()
        assert not unknown, f"{rule.rule}: say in tests/shape/standing.py what Julian's {unknown} is"
        adapter = self.app.url_map.bind("localhost")
        return str(adapter.build(rule.endpoint, {name: values[name] for name in rule.arguments}))

    def nowhere(self, rule: Rule) -> str:
        """The same address for a thing that does not exist."""
        outermost = re.findall(r"<(?:\w+:)?(\w+)>", rule.rule)[0]
        known = self.values[outermost]
        return self.address(
            rule, **{outermost: 987_654 if isinstance(known, int) else NOTHING.get(outermost, "c99")}
        )

    # ---- asking
    def ask(self, name: str, method: str, address: str, **more: Any) -> Any:
        """Ask for an address as somebody: with a token where programs ask, else from a page."""
        if not address.startswith("/api/"):
            return self.visitor(name).open(address, method=method, **more)
        bearer = {"Authorization": f"Bearer {self.tokens[name]}"}
        return self.nobody().open(address, method=method, json={}, headers=bearer)

    def visitor(self, name: str) -> Visitor:
        """A browser in which somebody is signed in."""
        visitor = self.nobody()
        visitor.comes_with(_user_id=self.secrets[name])
        return visitor

    def nobody(self) -> Visitor:
        """Somebody at the door."""
        return Hasty(self.app, self.app.response_class, use_cookies=True)

    # ---- what stays
    def changed(self) -> set[str]:
        """The tables in which anything is not as it was, but for those that say who has been asking."""
        now = self._state(self.written & ROWS.keys())
        return {name for name, rows in now.items() if self.before[name] != rows}

    def _state(self, tables: Iterable[str]) -> dict[str, list[Any]]:
        with self.database.unit(write=False) as session:
            return {name: sorted(map(repr, session.execute(ROWS[name]))) for name in tables}

    def _note(self, _connection: object, _cursor: object, statement: str, *_more: object) -> None:
        """Note which tables may have changed, so that only these are compared; all of them when unsure."""
        if not statement.startswith(READS):
            written = WRITES.match(statement)
            self.written |= {written[1]} if written else ROWS.keys()

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Take back whatever is done in this block."""
        point = self.database.bind.begin_nested()  # type: ignore[union-attr]
        before = set(self.written)
        try:
            yield
        finally:
            point.rollback()
            self.written = before


class Hasty(Visitor):
    """A visitor who does not look at every page: thousands are fetched here, and others look at them."""

    def look(self, response: Any, status: int | None) -> None:
        """Only whether it is the answer that was expected."""
        assert response.status_code < 500, f"{response.request.path} failed: {response.text[:2000]}"
        assert status in (None, response.status_code), f"{response.request.path}: {response.status}"


def _secret(app: House, person: Any) -> str:
    """The secret that the cookie of a new session carries."""
    with sign_in(app, person).session_transaction() as session:
        return str(session["_user_id"])


def _with_yeses() -> Workflow:
    """The short workflow, its last stage with a department that says yes before the customer signs."""
    workflow = playing.workflow()
    home = Department(key="home", label=f"{CANARY} home", scope=("cloth",))
    yeses = ApprovalsBlock(kind="approvals", key="yeses", title="Who says yes", departments=(home,))
    last = workflow.stages[-1]
    with_them = last.model_copy(update={"blocks": (yeses, *last.blocks)})
    return workflow.model_copy(update={"stages": (*workflow.stages[:-1], with_them)})


def _order(database: Database, cast: Any) -> playing.Order:
    words = (f"{CANARY} need", f"{CANARY} title", _with_yeses())
    order = playing.begin(database, cast.julian, cast.okoro, *words)
    order.put(cast.julian, "need.conditions", [{"text": f"{CANARY} condition", "how": f"{CANARY} how"}])
    for person in (cast.julian, cast.marian):
        order.do(person, actions.sign, "need")
    order.put(cast.marian, "cloth.code", f"{CANARY} cloth", f"{CANARY} why")
    order.put(cast.julian, "fitting.note", f"{CANARY} note")
    order.do(cast.julian, actions.say, f"{CANARY} said")
    order.do(cast.julian, together.review, "cloth", "fit", "changes_needed", f"{CANARY} change")
    visit, there = ("fitting", "visit"), Terms(place=f"{CANARY} place")
    order.do(cast.marian, arranging.propose_times, *visit, (playing.TOMORROW,), there)
    people = (Approver(person="julian", name=""),)
    asked = {"home": Asked(key="home", label=f"{CANARY} home", scope=("cloth",), people=people)}
    order.do(cast.julian, agreeing.plan_yeses, "finishing", "yeses", asked, "", 0)
    order.do(cast.julian, together.ask, "cloth", f"{CANARY} wish", "clan")
    order.do(cast.julian, actions.keep_draft, "cloth.code", {"value": [f"{CANARY} draft"]})
    return order


def _changed_and_asked(order: playing.Order, cast: Any) -> tuple[str, str]:
    """The keys of a change that both agreed to, and of one that the clan asks for."""
    words = {"way": f"{CANARY} way", "why": f"{CANARY} why"}
    key = order.do(cast.marian, changing.propose, "cloth", "code", Wish(**words, by_hand=ByHand(days=1)))
    order.do(cast.julian, changing.accept, key)
    change = f"c{order.thread.seq}"
    wish = Wish(value=f"{CANARY} other cloth", **words)
    return change, order.do(cast.marian, changing.propose, "cloth", "code", wish)


def _noted(database: Database, cast: Any) -> int:
    """A contact that Marian noted by hand, and what Julian says was otherwise."""
    with database.unit(write=True):
        said = {"way": "met", "first": "clan", "about": f"{CANARY} plant", "next": f"{CANARY} next"}
        marian, julian = by_handle("marian"), by_handle("julian")
        whom = {"member": marian, "person": julian, "on": clock.now().date()}
        one = touches.note(marian, account_by_handle("okoro"), **whom, **said)
        touches.contradict(julian, one, f"{CANARY} otherwise")
        return one.id


def _lived_among(database: Database, cast: Any, ref: str) -> int:
    """Somebody on Julian's map, whom his order serves."""
    with database.unit(write=True):
        day = {"seen_on": clock.now().date(), "relation": "customer", "trend": -1}
        words = {name: f"{CANARY} {name}" for name in ("name", "evidence", "source")}
        one = habitat.add(cast.julian, account_by_handle("okoro"), {**words, **day})
        rivalry.name(cast.ada, Pair(cast.okoro.id, cast.harrow.id), f"{IN_ROOM}: rivals")
        habitat.serve(cast.julian, cases.get(cast.julian, ref), [one.number], [])
        return one.number


def _proposed(database: Database, cast: Any) -> int:
    """What Julian proposes to change in the process of the suit, and what is said to it."""
    with database.unit(write=True):
        suit = library()["bespoke-suit"]
        stage = suit.stages[1]
        place = {"stage": stage.key, "title": stage.title}
        ops = [SetDays(**place, was=stage.lead_days, now=stage.lead_days + 1)]
        made = processes.propose(
            cast.julian, suit, processes.Proposed(f"{CANARY} proposal", f"{CANARY} why", ops)
        )
        processes.say(cast.julian, made, f"{CANARY} to it")
        processes.say(cast.marian, made, f"{CANARY} to him")
        return made.number


def _given(database: Database, cast: Any) -> int:
    """What Marian gave Julian to know, of which he says where he used it."""
    with database.unit(write=True):
        okoro, said = account_by_handle("okoro"), (f"{CANARY} felt", clock.now().date(), f"{CANARY} words")
        link = f"https://{CANARY.lower()}.example.org"
        given = knowledge.Given("article", *said, link)
        gift = knowledge.give(cast.marian, okoro, given, [cast.julian])
        knowledge.rate(cast.julian, received.receipt(okoro, gift.number, cast.julian), 4, f"{CANARY} where")
        return gift.number


def _asked_of_clan(database: Database, cast: Any) -> tuple[int, int]:
    """An open seat in Julian's clan and what he asked of it; what Marian is here for is said too."""
    with database.unit(write=True):
        okoro = account_by_handle("okoro")
        assert okoro
        said = {"why": f"{CANARY} why me", "hours": 7, "decides": f"{CANARY} decides"}
        clans.describe(cast.marian, member(okoro, "marian"), **said)
        seat = clans.open_seat(cast.marian, okoro, f"{CANARY} seat", f"{CANARY} what for")
        return seat.id, clans.ask(cast.julian, okoro, f"{CANARY} asks", f"{CANARY} about").id


def _learned(database: Database, cast: Any, ref: str) -> tuple[str, str]:
    """What was learned of Julian: shared and said to be wrong; and in the clan's room, and answered."""
    with database.unit(write=True):
        okoro, day = account_by_handle("okoro"), clock.now().date()
        room, shared = (
            findings.report(
                cast.piotr,
                okoro,
                findings.Learned(f"{said} learned", True, "likely", day, f"{said} place", cast.julian.id),
                in_room=said == IN_ROOM,
            )
            for said in (IN_ROOM, CANARY)
        )
        findings.answer(cast.marian, room, f"{IN_ROOM} answer", learned=True)
        findings.mark(cast.julian, shared, "wrong", f"{CANARY} mark", 0)
        place = places.places(cases.get(cast.piotr, ref))["stage:cloth"]
        for one, said in ((room, IN_ROOM), (shared, CANARY)):
            using.use(cast.piotr, one, place, f"{said} how")
        return str(shared.ref), str(room.ref)


def _hunted(database: Database, cast: Any) -> tuple[str, int, str, str]:
    """What Piotr would like to win of Julian, what Priya says, what Julian reads; one let go, one won."""
    with database.unit(write=True):
        okoro, day = account_by_handle("okoro"), clock.now().date()
        words = (f"{CANARY} hunt", f"{CANARY} need of a hunt", f"{CANARY} offer")
        unread = (f"{IN_ROOM}: hunt", f"{IN_ROOM}: need", f"{IN_ROOM}: offer")
        worth = (Figures(4711_00, 3000_00), Band("typed", 15_00, 40_00), f"{IN_ROOM}: band", day)
        found = hunts.note(cast.piotr, okoro, hunts.Terms(*words, *worth))
        hunts.answer(cast.priya, found, {key: ("no", f"{IN_ROOM}: no") for key in QUESTIONS})
        shown = hunts_shown.show(cast.marian, found, by_handle("julian"))
        refused = hunts.note(cast.piotr, okoro, hunts.Terms(*unread, *worth))
        hunts_ended.refuse(cast.piotr, refused, f"{IN_ROOM}: not for them")
        won = hunts.note(cast.piotr, okoro, hunts.Terms(*unread, *worth))
        hunts_ended.win_anyway(cast.marian, won, f"{IN_ROOM}: they asked for it")
        return f"r{found.number}", shown.number, f"r{refused.number}", f"r{won.number}"


def _drummed(database: Database, cast: Any) -> tuple[int, str]:
    """A drum that Julian struck, with help that Piotr offers, and a signal that the clan keeps to itself."""
    with database.unit(write=True):
        okoro, day = account_by_handle("okoro"), clock.now().date()
        drum = signals.strike(cast.julian, okoro, f"{CANARY} why")
        signals.offer(cast.piotr, drum, f"{CANARY} offers", day)
        said = (f"{IN_ROOM}: signal", f"{IN_ROOM}: value", f"{IN_ROOM}: before", f"{IN_ROOM}: source")
        seen = signals.Seen("words", *said, seen_on=day)
        return drum.number, signals.note(cast.piotr, okoro, seen, in_room=True).ref


def _objected(database: Database, cast: Any) -> int:
    """What Piotr objects to in Julian's name, and Marian has answered."""
    with database.unit(write=True):
        words = objections.Said("policy", f"{IN_ROOM}: why", f"{IN_ROOM}: harm", f"{IN_ROOM}: better")
        okoro = account_by_handle("okoro")
        one = objections.raise_(cast.piotr, okoro, words, objections.Where(), cast.marian, hold=False)
        return one.number


def _asked_of_leader(database: Database, cast: Any) -> tuple[int, int]:
    """What Piotr asks of Priya, who leads the house from here on; and what she heard beside Marian."""
    with database.unit(write=True):
        priya, okoro = by_handle("priya"), account_by_handle("okoro")
        standing.appoint(cast.ada, priya, ["executive"])
        need = leaders.Need(f"{CANARY} need", f"{CANARY} matters", f"{CANARY} cost")
        asked = leaders.make(cast.piotr, priya, need, okoro)
        today = clock.now().date()
        heard = listening.plan(priya, priya, by_handle("marian"), today, "11:00", 60)
        words = [f"{CANARY} {name}" for name in ("quote", "felt", "learned", "action")]
        said = listening.Heard(today, 60, f"{CANARY} contact", True, *words, by_handle("piotr"), today)
        listening.record(priya, heard, said)
        return asked.number, heard.number


def _person(database: Database, name: str) -> Any:
    with database.unit(write=False):
        return by_handle(name)


def _complained(database: Database, cast: Any, secret: str) -> tuple[str, str]:
    """What Julian said is wrong about Gwen, which Helena answers; and the address of a talk of hers."""
    with database.unit(write=True):
        for name in ("helena", "hugo"):
            said = {"handle": name, "roles": ["executive"]}
            people.add_person(people.OPERATOR, name.title(), house.email(name), **said)
        people.add_person(people.OPERATOR, "Corin", house.email("corin"), handle="corin", roles=["counsel"])
    with database.unit(write=True):
        okoro, julian, day = account_by_handle("okoro"), by_handle("julian"), clock.now().date()
        told = receiving.Told(f"{CANARY} is wrong", f"{CANARY} right", by_handle("gwen"), complainant=julian)
        row = receiving.receive(julian, okoro, told, {"remedy": ("repair",)})
        complaints.acknowledge(cast.marian, row, f"{CANARY} understood")
        grades = {"severity": 3, "complexity": 2, "impact": "one", "safety": False}
        complaints.assess(cast.marian, row, f"{CANARY} grave", "", grades)
        settling.settle(row)
        owner = by_handle(row.it.owner.who)
        said = {"manner": "phone", "on": day, "minutes": 9}
        complaints.talk(owner, row, f"{CANARY} calm", said)
        complaints.say_inside(cast.marian, row, f"{CANARY} in the room of clan")
        complaints.mark_legal(cast.marian, row)
        complaints.write(julian, row, f"{CANARY} letter")
        complaints.add_fact(cast.piotr, row, f"{CANARY} fact", day)
        remedying.offer(owner, row, f"{CANARY} offer", "", {"value": 4711_00, "by_date": day})
        return row.ref, complaint_letters.path(secret, row, 0)


def _happened(database: Database, cast: Any, secret: str) -> tuple[int, str]:
    """An event of which something else came that Julian said is wrong; and where he says what is enough."""
    with database.unit(write=True):
        julian, okoro = by_handle("julian"), account_by_handle("okoro")
        row = receiving.receive(
            julian, okoro, receiving.Told(f"{CANARY} wet", about=by_handle("gwen"), complainant=julian), {}
        )
        told = (f"{CANARY} event", f"{CANARY} came of it", clock.now().date())
        grades = {"severity": 3, "complexity": 2, "impact": "many", "safety": False}
        said = {**grades, "words": f"{CANARY} all", "immediate": "", "offered": False}
        event = gathering.declare(cast.iris, cast.iris, [row], told, said)
        gathering.gather_all(cast.iris, event, [row])
        return event.id, complaint_letters.path_to_ask(secret, row)


def _proven(app: House, cast: Any, ref: str, stored: Any, photo: bytes) -> str:
    """A picture that came with a letter of a complaint."""
    files.storage_of(app).put(stored.id, photo)
    with app.database.unit(write=True):
        complaints.write(
            cast.julian, complaint_queries.get(cast.julian, ref), f"{CANARY} seen", files=(stored,)
        )
    return str(stored.id)


def _pulled(database: Database, cast: Any, ref: str) -> int:
    """A red cord that Piotr pulled and Priya answered; he is asked how it went since."""
    with database.unit(write=True):
        words = (f"{CANARY} promise", f"{CANARY} evidence", None, cases.get(cast.piotr, ref))
        cord = cords.pull(cast.piotr, by_handle("priya"), cords.Broken(*words))
        cords.answer(by_handle("priya"), cord, f"{CANARY} decision")
        with clock.as_of(clock.now() + timedelta(days=31)):
            cord_waits.look(cord)
        return cord.id


def _copied(app: House, database: Database, cast: Any) -> tuple[int, str]:
    """A copy of everything that was made for Julian, and the link under which he fetches it."""
    with database.unit(write=True):
        copy = copies.ask(cast.julian, cast.julian)
        copy.made, copy.key = clock.now(), "6" * 32
        files.storage_of(app).put(copy.key, CANARY.encode())
        return copy.id, links.token(app.config["SETTINGS"].secret_key, copy)


def _met(database: Database, cast: Any) -> tuple[int, int, str, dict[str, Any]]:
    """A meeting about Julian to which he is called, one of the clan alone, and his own idea, which nobody
    else reads yet; and a meeting of which an idea became an action of his.
    """
    with database.unit(write=True):
        okoro, julian = account_by_handle("okoro"), by_handle("julian")
        words = [f"{CANARY} line"]
        terms = meetings.Terms(
            f"{CANARY} meeting",
            f"{CANARY} why",
            clock.now() + timedelta(days=3),
            zone="Europe/London",
            place=f"{CANARY} place",
            agenda=words,
            questions=words,
        )
        told = (f"{IN_ROOM}: meeting", f"{IN_ROOM}: why")
        alone = replace(terms, title=told[0], why=told[1], agenda=told, questions=told)
        ours = meetings.call(by_handle("marian"), okoro, alone, meetings.everybody(okoro))
        guests = [*meetings.everybody(okoro), meetings.Guest(julian)]
        made = meetings.call(by_handle("marian"), okoro, terms, guests)
        idea = ideas.write(julian, made, f"{CANARY} idea", "S", f"{CANARY} value")
        met = meetings.call(by_handle("marian"), okoro, terms, guests)
        meetings.begin(by_handle("marian"), met, [one.person.handle for one in guests])
        his = ideas.write(julian, met, f"{CANARY} idea", "S", f"{CANARY} value")
        ideas.reveal(by_handle("marian"), met)
        ideas.close_dots(by_handle("marian"), met)
        ending.promise(by_handle("marian"), his, f"{CANARY} action", julian, date.max)
        return made.number, ours.number, idea.key, {"meeting": met.number, "idea": his.key}


def _first_weeks(database: Database, cast: Any) -> tuple[int, QuestStep]:
    """What Julian offers to show Piotr in his first weeks, and a step in which he is named."""
    with database.unit(write=True) as session:
        session.add(Quest(account_id=cast.okoro.id, person_id=cast.piotr.id, begun=clock.now(), due=date.max))
    with database.unit(write=True):
        okoro = account_by_handle("okoro")
        assert okoro
        weeks = quests.get(okoro, "piotr")
        today = clock.now().date()
        step = first_weeks.note(cast.piotr, weeks, Kind.TALKED, today, f"{CANARY} talked", cast.julian)
        made = first_weeks.offer(cast.julian, weeks, f"{CANARY} ride", today, f"{CANARY} platform")
        return made.id, step


def _redraw() -> Redraw:
    """One more fitting, which the clan asks for because it moves what is promised."""
    new = NewStage(title=f"{CANARY} stage", help=f"{CANARY} help", days=5, holder="clan", signed_by=("clan",))
    return Redraw(kind="add", after="fitting", new=new, why=f"{CANARY} why")


def plain(answer: Any, *addresses: str) -> tuple[Any, ...]:
    """An answer without what differs in every answer: tokens, keys, and the address that was asked for."""
    text = answer.text
    for pattern in TOKENS:
        text = pattern.sub(r"\1", text)
    for address in addresses:
        text = text.replace(address, "")
    names = ("Location", "Content-Type", "HX-Redirect", "HX-Retarget", "Allow", "Content-Disposition")
    told = [answer.headers.get(name, "").replace(addresses[0] if addresses else "\0", "") for name in names]
    return answer.status_code, told, text


def sinks(answer: Any) -> str:
    """Everything that an answer says, headers included."""
    return f"{answer.headers}\n{answer.text}"
