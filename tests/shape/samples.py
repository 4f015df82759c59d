"""What templates need, made up: an order with every kind of block and line, and the people around it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from types import SimpleNamespace
from typing import Any, get_args
from zoneinfo import ZoneInfo

from portal.cases import show
from portal.clans.queries import Member
from portal.clans.show import ErrandView
from portal.complaints.event_forms import LookForm
from portal.complaints.inputs import options
from portal.complaints.show import Move
from portal.complaints.writing import Piece
from portal.findings.show import Counted, FindingView
from portal.habitat.show import Own
from portal.hunts.lines import Line, Mark
from portal.kernel.drafting import Undo
from portal.kernel.terms import looked_for, marked
from portal.leaders.show import AskView, HeardView, Minutes
from portal.objections.show import Waiting
from portal.orders import hits
from portal.relationship import drawing
from portal.relationship.show import Everyone, OfClan, OfCustomer
from portal.signals.show import SignalView, Strip
from tests.workflows import approving, joining, sample
from workflows import course
from workflows.booked import Cost
from workflows.booking import Priced
from workflows.case import Case, Conflict, Progress
from workflows.check import library
from workflows.grammar import (
    SIDES,
    Choice,
    Column,
    Field,
    FieldsBlock,
    FieldType,
    MeasuresBlock,
    Stage,
    Workflow,
)
from workflows.impact import Impact, Later
from workflows.pinned import Spot
from workflows.talk import Message

AT = sample.when(days=20)
SHELF = {
    "gifts": 3,
    "used": 1,
    "newest": [{"title": "<b>felt", "number": 7, "by": "<b>Ruth", "where": "<b>in"}],
}
PEOPLE = {
    "marian": show.PersonCard("Marian Holt", "MH", "cutter", "clan"),
    "piotr": show.PersonCard("Piotr Zieliński", "PZ", "", "clan"),
    "julian": show.PersonCard("Julian Reed", "JR", "", "customer"),
}
HOUSE = SimpleNamespace(name="Wren & Alder", telephone="020 7946 0112", address="31 Burling Row, London")
NASTY = "<script>alert('&')</script>"
FILE = {"id": "f1", "name": "<b>view.jpg", "type": "image/jpeg", "size": 7}
VALUES: dict[str, Any] = {
    "text": NASTY,
    "longtext": f"One *word*, {NASTY}\n\n- and a list",
    "int": 7,
    "decimal": "1.5",
    "money": {"amount": 12350, "currency": "GBP"},
    "date": "2027-06-13",
    "datetime": "2027-06-13T14:00:00+00:00",
    "bool": True,
    "choice": "b",
    "multichoice": ["a", "b"],
    "measure": {"mm": 648, "basis": "skin", "repeat": 650},
    "table": [{"text": NASTY, "share": "40"}, {"text": "linen", "share": "60"}],
    "person": "piotr",
    "file": [FILE | {"name": "plan.pdf", "type": "application/pdf"}],
    "photo": [FILE],
    "rating": 4,
}


def person(side: str) -> Any:
    """Somebody who looks."""
    handle = "julian" if side == "customer" else "marian"
    card = PEOPLE[handle]
    own = {"first": card.name.split()[0], "handle": handle, "roles": [], "theme": "dark", "single_keys": True}
    words = {"title": card.title, "department": "", "email": "a@b.org"}
    return SimpleNamespace(id=1, name=card.name, initials=card.initials, side=side, **own, **words)


def every_type() -> Workflow:
    """The sample workflow, its cloth stage with a line of each type there is."""
    lines = FieldsBlock(
        kind="fields",
        key="all",
        title="Every type",
        help="A line of each",
        fields=tuple(map(_field, get_args(FieldType))),
    )
    stages = [stage if stage.key != "cloth" else _with(stage, lines) for stage in sample.SUIT.stages]
    return sample.SUIT.model_copy(update={"stages": tuple(stages)})


TAPE = MeasuresBlock(
    kind="measures",
    key="tape",
    title=NASTY,
    fields=tuple(Field(key=key, label=NASTY, type="measure", basis=("skin",)) for key in ("chest", "hem")),
)


def _with(stage: Stage, block: FieldsBlock) -> Stage:
    return stage.model_copy(update={"blocks": (block, TAPE, *stage.blocks), "help": "What it is made of."})


def _field(kind: str) -> Field:
    choices = (Choice(key="a", label="First", help="or not", price=8500), Choice(key="b", label="Second"))
    columns = (
        Column(key="text", label="Fibre", required=True),
        Column(key="share", label="Share", type="decimal"),
    )
    return Field(
        key=f"a_{kind}",
        label=f"A {kind}",
        type=kind,
        help="What it is for",
        choices=choices if "choice" in kind else (),
        columns=columns if kind == "table" else (),
        basis=("skin", "finished") if kind == "measure" else (),
        tolerance=5 if kind == "measure" else None,
        headline=True,
    )


def cloth() -> Case:
    """The need signed; the cloth, with a line of each type, written by one side and changed by the other."""
    case = course.begin(every_type(), sample.customer(), NASTY, "Wedding & suit", "GBP")
    case = sample.put(case, sample.customer(), "need", conditions=[{"text": NASTY, "how": "I wear it"}])
    for side in SIDES:
        case = course.sign(case, sample.of(side), "need")
    case = sample.put(case, sample.clan(1), "cloth", **{f"a_{kind}": value for kind, value in VALUES.items()})
    case = sample.put(case, sample.customer(days=19), "cloth", a_text="something else", a_int=8, chest=1000)
    case = course.ask(case, sample.customer(days=19), "cloth", NASTY, "clan")
    spot = Spot(stage="cloth", field="a_photo", file=FILE["id"], x=100, y=200)
    case = course.put_pin(case, sample.customer(days=19), spot, NASTY, NASTY)
    return course.review(case, sample.customer(days=19), "cloth", "fit", "changes_needed", NASTY)


def look(side: str = "customer", seen: int = 1) -> show.Look:
    """Who looks, on the twentieth day."""
    handle = "julian" if side == "customer" else "marian"
    viewer = show.Viewer(handle, PEOPLE[handle].name.split()[0], side, "in", ZoneInfo("Europe/London"))
    here = tuple(
        show.InRoom(
            name, AT, quiet=False, here=name != "piotr", line="line-cloth-a_text", writes=name == "marian"
        )
        for name in PEOPLE
    )
    return show.Look(viewer, AT, PEOPLE, {"cloth": (AT.date(), AT.date())}, seen, room=here)


def page(case: Case, side: str = "customer", opened: show.Opened | None = None) -> show.OrderPage:
    """The page of an order, with a few lines of its log."""
    entries = [
        show.Logged(case.seq, AT, "marian", "Marian Holt", "clan", "wrote", NASTY),
        show.Logged(4, AT, "gone", "Somebody Gone", "clan", f"changed {NASTY}", "", "cloth", ("a_text",)),
    ]
    return show.order(case, "reed-1", look(side), entries, opened)


def conflict(case: Case) -> tuple[show.ConflictView, ...]:
    """Two people on one line."""
    try:
        course.write(case, sample.clan(9), "cloth", {"a_text": NASTY}, {"a_text": 1})
    except Conflict as clash:
        return show.conflicts(
            show.Desk(case, look("clan")), clash, {"a_text": {"value": [NASTY], "seen": ["1"]}}
        )
    raise AssertionError("this must conflict")


def priced(case: Case) -> show.PricedView:
    """A change that costs hands, material and days, and opens a stage again."""
    told = Impact(
        cost=Cost(labour=12000, material=5000),
        days=3,
        reopens=("need",),
        voids=("need",),
        before=AT.date(),
        after=AT.date() + timedelta(days=3),
        later=Later(stage="cloth", cost=Cost(), days=0, possible=False),
        quote="20260301.17000.3.made-up",
    )
    asked = Priced(told, {"cloth.a_text": NASTY}, NASTY)
    typed = {"value": [NASTY], "seen": ["1"], "why": [NASTY]}
    return show.priced(show.Desk(case, look("customer")), asked, typed, "/orders/reed-1")


def yeses() -> Case:
    """The people of a firm who are asked: Julian's own, a colleague's, one said and changed since, one no."""
    asked = approving.asked(engineering=("julian", "colin"), quality=("dev", "lena"), finance=("jo",))
    case = course.plan_yeses(approving.begun(), approving.of("ruth"), "lane", "yeses", asked, "", 0)
    case = approving.yes(case, "engineering", "julian", "colin")
    case = approving.yes(case, "quality", "dev")
    case = course.say_no(case, approving.of("lena"), approving.at("quality", "lena"), NASTY)
    return sample.put(case, approving.of("marian", 5), "drawing", material=NASTY)


@cache
def blocks() -> dict[str, Any]:
    """Every kind of block, each as early and as late as it comes: the kind, and stage and block of it."""
    found: dict[str, Any] = {}
    cases = (cloth(), sample.cloth_signed(), sample.inspected(), approving.begun(), yeses(), *reckonings())
    for case in cases:
        for side in SIDES:
            order = page(case, side)
            for stage in order.stages:
                for block in stage.blocks:
                    found[f"{block.kind}-{side}-{stage.key}-{block.id}"] = (order, stage, block)
    return found


def reckonings() -> tuple[Case, ...]:
    """Joint projects: nothing to reckon with yet, all reckoned with one figure that differs, and stopped."""
    checked = joining.put(joining.to_sign(joining.until("check")), "clan", "check", net_clan="1")
    stopped = joining.put(joining.until("trial"), "clan", "trial", verdict="stop", spent_clan="5")
    settled = joining.put(stopped, "customer", "trial", spent_customer="7")
    return joining.until("check"), checked, stopped, settled


@cache
def needs() -> Mapping[str, Any]:
    """One of everything that a part may need."""
    case = cloth()
    opened = show.Opened("cloth.a_text", "cloth", {"cloth.a_text": {"value": [NASTY]}})
    order = page(case, opened=opened)
    stage = order.stage("cloth")
    one = SimpleNamespace(person=person("clan"), senior=True)
    account = SimpleNamespace(handle="reed", name=NASTY)
    begun = show.Begun(NASTY, AT, NASTY, "cases.show", {"ref": "reed-1"})
    circle = {"account": account, "people": [], "invited": [], "departments": [("", [one])]}
    return {
        "order": order,
        "ref": order.ref,
        "unplaced": 2,
        "mails": [SimpleNamespace(id=1, subject=NASTY, sender=NASTY, at="2027-03-04")],
        "file": show.FileView("0" * 32, NASTY, True, waits=True, words=NASTY),
        "photo": True,
        "stage": stage,
        "block": order.signature("cloth"),
        "line": order.line("cloth", "a_text"),
        "since": since(case),
        "then": then(case),
        "last": case.seq + 1,
        "asked": SimpleNamespace(seq=case.seq, said=NASTY, typed=NASTY, error=NASTY),
        "noting": show.note_form(show.Desk(case, look("clan")), sample.FITTING, sample.FITTING.blocks[2]),
        "said": dict.fromkeys(("area", "part", "said_by", "observation", "action", "amount", "pin"), NASTY),
        "key": "",
        "problem": NASTY,
        "warnings": [NASTY],
        "conflicts": conflict(case),
        "priced": priced(case),
        "cost": priced(case).cost,
        "spot": ("cloth", "a_text"),
        "at": datetime(2026, 3, 2, 10, 42, tzinfo=UTC),
        "status": 409,
        "title": NASTY,
        "sentence": NASTY,
        "house": HOUSE,
        "me": person("customer"),
        "cast": [("", [person("clan")]), (NASTY, [person("customer")])],
        "next": "/home",
        "roles": {},
        "circle": SimpleNamespace(**circle),
        "people": [one],
        "invited": [],
        "dossier": dossier(case),
        "of": HOUSE,
        "account": account,
        "width": 960,
        "live": show.Live("reed-1", case.seq, "0", "cloth", "cloth.a_text"),
        "undo": Undo(NASTY, "/orders/reed-1/said/7/take-back", {}),
        "looked": looked_for(NASTY * 12),
        "alike": True,
        "devices": [SimpleNamespace(id=4_711, name=NASTY, session_id=0, at="2027-03-04")],
        "kept": "devices",
        "begun": [SimpleNamespace(title=NASTY, **vars(begun))],
        "groups": [hits.Group("Lines", (found(),), 3)],
        "here": order.ref,
        "waiting": [reported()],
        "hunts": [hunted()],
        "hunted": [{"what": NASTY, "number": 4_711, "customer": "okoro", "all_good": True}],
        "signals": [SignalView(NASTY, NASTY, NASTY, NASTY, True)],
        "many": 7,
        "beating": False,
        "struck": Strip(4_711, NASTY, NASTY, True),
        "one": complained(),
        "errors": {},
        "look": LookForm(),
        "look_errors": {"having": NASTY},
        "options": options,
        "ticked": ["reed-c7"],
        "everything": True,
        "rows": [complained().line, complained().line],
        "typed": {"words": NASTY, "inside": NASTY},
        "limits": NASTY,
        "inside": [SimpleNamespace(author=person("clan"), at=AT, text=NASTY)],
        "readings": [SimpleNamespace(person=person("clan"), at=AT)],
        "why": NASTY,
        "known": [used_there()],
        "amended": [amended()],
        "behind": [SimpleNamespace(title=NASTY, ref="reed-c7", account=SimpleNamespace(name=NASTY))],
        "place": {"order": "reed-1", "stage": "cloth", "line": "a_text"},
        "objections": [Waiting(4_711, NASTY, NASTY, True)],
        "departments": [(NASTY, NASTY)],
        "raised": {"h7": {"customer": "okoro", "number": 4_711}},
        "shown_hunts": [{"number": 4_711, "what": NASTY, "need": NASTY, "says": NASTY}],
        "errands": [ErrandView(NASTY, "/customers/okoro", NASTY, True)],
        "asks": [asked_of_a_leader()],
        "leader": person("clan"),
        "today": "2027-03-04",
        "minutes": Minutes(person("clan"), 45, 60, NASTY),
        "sittings": [
            HeardView(SimpleNamespace(number=4_711, beside=person("clan")), NASTY, NASTY, True, False)
        ],
        "served": [served()],
        "uses": [chip()],
        "told": Counted([learned()], 3, 1),
        "theirs": False,
        "own": [first_weeks()],
        "led_alone": [account],
        "left_open": [(NASTY, 2)],
        "left_answers": [(NASTY, 2)],
        "handed": 2,
        "others": [],
        "card": {"coming": [{"number": 471_100, "title": NASTY, "starts": AT}], "open": 3, "late": 2},
        "ideas": [came_of()],
        "stuck": [first_weeks()],
        "newcomers": [first_weeks()],
        "habitat": [lived_among()],
        "serves": [lived_among(), lived_among(gone=True)],
        "counted": NASTY,
        "shelf": SHELF,
        "person": person("clan"),
        "both": [rivals()],
        "one_sided": [(rivals(), rivals().account)],
        "warned": [(account, [NASTY])],
        "named": [(SimpleNamespace(quest=first_weeks(), day=date(2027, 3, 2)), "/first-weeks/token")],
        "room": order.room,
        "past": show.past(show.Desk(case, look()), "cloth", case.stages["cloth"].field("a_text"), once(case)),
        "picture": picture(case),
        "talk": show.talk_at(show.Desk(case, look()), "cloth.a_text", messages()),
        "seen": who_is_who(),
        "drawn": drawing.draw(who_is_who()),
        "whole": True,
    }


def who_is_who() -> Everyone:
    """A customer with one person who is silent, and a clan of a senior and somebody who knows nobody."""
    said = {"decides": NASTY, "by_name": NASTY}
    customer = OfCustomer(Member(1, person("customer"), **said), NASTY, None, NASTY, True, False)
    since = {"since": AT, "why": NASTY, "hours": 3, **said}
    clan = [
        OfClan(Member(1, person("clan"), senior=True, **since), "both", NASTY, True),
        OfClan(
            Member(1, SimpleNamespace(**{**vars(person("clan")), "handle": "piotr"}), since=AT),
            "nobody",
            NASTY,
            False,
        ),
    ]
    account = SimpleNamespace(name=NASTY, handle="okoro")
    return Everyone(account, [customer], [(NASTY, clan)], False, True)


def reported() -> Any:
    """What was reported of a customer, and no senior answered in time."""
    account = SimpleNamespace(name=NASTY, handle="okoro")
    row = SimpleNamespace(account=account)
    return SimpleNamespace(row=row, ref="r7", author=person("clan"), due=NASTY, late=True)


def used_there() -> Any:
    """A finding that was put to use in a complaint."""
    finding = SimpleNamespace(ref="r7", text=NASTY, author=person("clan"))
    return SimpleNamespace(verdict="confirmed", finding=finding, claimant=person("clan"))


def amended() -> Any:
    """A proposed change of a process, in a list."""
    row = SimpleNamespace(workflow="bespoke-suit", number=7, title=NASTY, proposed=AT)
    return SimpleNamespace(row=row, author=NASTY, state=NASTY, tone="g")


def complained() -> Any:
    """A complaint that its clan reads: open, late, with a letter, an offer, a fact and everything to do."""
    heard = SimpleNamespace(order="reed-1", about="piotr")
    owner = person("clan")
    it = SimpleNamespace(heard=heard, joined="", together=True)
    row = SimpleNamespace(
        ref="reed-c7", status="open", turn="clan", erased=AT, it=it,
        complainant=person("customer"), received=AT, owner=owner, restricted=True, legal=False, account_id=1,
        account=SimpleNamespace(handle="reed"),
        event=SimpleNamespace(title=NASTY, happened=AT.date(), owner=owner, owner_id=4), event_id=471_100,
        complainant_id=7, receiver_id=None, owner_id=None, about_id=None, only_me=False, needs_second=False,
    )  # fmt: skip
    line = SimpleNamespace(row=row, title=NASTY, state=NASTY, late=True, who=NASTY)
    deeds = [("confirm", NASTY, True), ("correct", NASTY, False)]
    moves = [Move("confirm_talk", NASTY, True, NASTY, True, deeds), Move("update", NASTY, True, "", False)]
    pdf, photo = (SimpleNamespace(id="a" * 32, name=NASTY, width=width) for width in (None, 9))
    said = Piece(NASTY, "clan", AT, NASTY, NASTY, NASTY, files=[pdf, photo])
    fact = Piece(NASTY, "clan", AT, NASTY, NASTY, fact=AT.date(), files=[pdf])
    beside = [("choose", NASTY), ("note_try", NASTY)]
    return SimpleNamespace(
        row=row, line=line, care=True, wants=NASTY, harm=NASTY, moves=moves, pieces=[said, fact],
        beside=beside, verdict=NASTY, summary=(NASTY, NASTY), talk=0, promised=[(NASTY, NASTY, "kept")],
    )  # fmt: skip


def hunted() -> Line:
    """An order worth winning, let go because somebody says that it harms."""
    said = Mark(person("clan").name, "clan", "harm", NASTY)
    return Line("r7", NASTY, NASTY, NASTY, NASTY, NASTY, "refused", NASTY, [said])


def served() -> Any:
    """Something learned that served, as whoever found or used it is thanked for it."""
    found = SimpleNamespace(
        text=NASTY, ref="r7", author=person("clan"), account=SimpleNamespace(handle="okoro")
    )
    return SimpleNamespace(finding=found, claimant=person("clan"), judge=person("customer"), label=NASTY)


def came_of() -> dict[str, Any]:
    """An idea that a stage of an order came of, as its clan reads it."""
    told = {"stage": NASTY, "text": NASTY, "author": NASTY}
    return {**told, "customer": "okoro", "meeting": 471_100, "key": "0a1b2c3d"}


def chip() -> dict[str, Any]:
    """Something learned that a stage used, as its order tells it."""
    named = {"label": NASTY, "how": NASTY, "by": NASTY, "finder": NASTY, "text": NASTY, "verdict": ""}
    return {
        "stage": "cloth",
        "kind": "line",
        "ref": "r7",
        "customer": "okoro",
        **named,
        "in_room": True,
        "wrong": True,
    }


def learned() -> FindingView:
    """What somebody learned, as the page of a customer tells it."""
    return FindingView("r7", NASTY, person("clan"), False, NASTY, in_room=True)


def lived_among(*, gone: bool = False) -> Own:
    """One of those a customer lives among, as a card keeps them."""
    return Own(7, NASTY, NASTY, "p", NASTY, gone)


def rivals() -> Any:
    """Two customers who are rivals."""
    one, other = (SimpleNamespace(id=n, name=NASTY, handle="reed") for n in (4_711, 4_712))
    return SimpleNamespace(account=one, rival=other, account_id=one.id, rival_id=other.id)


def first_weeks() -> Any:
    """The first weeks of a newcomer, who is stuck."""
    account = SimpleNamespace(name=NASTY, handle="okoro")
    return SimpleNamespace(person=person("clan"), account=account, summary=NASTY, label=(NASTY, "p"))


def once(case: Case) -> list[Any]:
    """What a line held: somebody's words, and nothing before them."""
    line = case.line("cloth", "a_text")
    return [
        SimpleNamespace(seq=case.line_seq("cloth", "a_text"), value=line),
        SimpleNamespace(seq=4, value=None),
    ]


def picture(case: Case) -> show.PictureView:
    """A picture with a pin in it."""
    stage, image = case.stages["cloth"], show.Image(FILE["id"], FILE["name"], 640, 480)
    field = stage.field("a_photo")
    assert field is not None
    return show.picture(show.Desk(case, look()), stage, field, image, {})


def messages() -> list[Message]:
    """What was said about a line: named, edited, answered, with files, and taken back."""
    words: dict[str, Any] = {"place": "cloth.a_text", "at": AT, "text": f"@julian *so* {NASTY}"}
    marian: dict[str, Any] = {"by": "marian", "name": "Marian Holt", "side": "clan", **words}
    earlier = ((f"Before that, {NASTY}", AT.isoformat()),)
    edited = {"edited": AT, "was": earlier, "tells": ("julian",), "words": {"yes": ("julian", "piotr")}}
    files = (FILE, FILE | {"id": "f2", "name": "plan.pdf", "type": "application/pdf"})
    own = Message(7, "julian", "Julian Reed", "customer", AT, NASTY, "cloth.a_text")
    return [Message(5, **marian, **edited, files=files), Message(6, **marian, gone=AT), own]


def asked_of_a_leader() -> AskView:
    """What is asked of a leader, who may answer it; whoever asked may say that it is done."""
    leads = SimpleNamespace(handle="gwen", name=NASTY)
    row = {"number": 4_711, "what": NASTY, "why": NASTY, "cost": NASTY, "leader": leads, "person": leads}
    row |= {"asked": AT, "state": "asked", "open": True, "ended": None, "reason": ""}
    return AskView(SimpleNamespace(**row), NASTY, "p", NASTY, NASTY, True, True, True)


def found() -> hits.Hit:
    """Something that was found, the words in it marked."""
    said = marked(NASTY, ["script"], 12)
    return hits.Hit(said, said, NASTY, "cases.show", {"ref": "reed-1", "_anchor": "line-cloth-a_text"})


def since(case: Case) -> show.SinceView:
    """What changed in an order since it began, for the clan."""
    moments = show.Moment(sample.cloth_signed(), "yesterday"), show.Moment(case, "today")
    return show.since(show.Desk(case, look("clan")), *moments)


def then(case: Case) -> show.ThenView:
    """An order as it stood, for the customer."""
    paper = show.paper(case, AT, PEOPLE, ZoneInfo("Europe/London"), "in")
    said = show.Logged(case.seq, AT, "marian", "Marian Holt", "clan", NASTY, NASTY)
    return show.then(show.Desk(case, look()), paper, said, case)


def dossier(case: Case) -> show.Dossier:
    """The same order on paper, with something said."""
    paper = show.paper(case, AT, PEOPLE, ZoneInfo("Europe/London"), "in")
    said = show.Logged(case.seq, AT, "marian", "Marian Holt", "clan", "wrote", NASTY)
    return show.dossier(paper, "reed-1", said, "0f" * 32, messages())


def longest() -> show.OrderPage:
    """A suit whose measures are under way, every line of them written and changed again yesterday."""
    suit = library()["bespoke-suit"]
    case = course.begin(
        suit, sample.customer(), "A suit " * 40, "A navy two-piece for a wedding in June", "GBP"
    )
    stage = suit.stages[3]
    for hand in (sample.clan(days=19), sample.clan(days=19, hours=1)):
        for field in stage.fields():
            if field.type in ("measure", "text", "longtext", "choice") and "clan" in field.editable_by:
                case = sample.put(case, hand, stage.key, **{field.key: _some(field, hand.at.hour % 2)})
    before = {one.key: Progress(opened=AT, closed=AT) for one in suit.stages[:3]}
    return page(
        case.having(progress={**case.progress, **before}), "clan", show.Opened("measuring.chest", "measuring")
    )


def _some(field: Field, turn: int) -> Any:
    if field.type == "choice":
        return field.choices[turn].key
    least = field.min if field.min is not None else 100
    return {"mm": int(least) + turn} if field.type == "measure" else f"as we said, {turn}"
