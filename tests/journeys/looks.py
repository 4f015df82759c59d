"""Every page there is to look at: who looks, and how they come there."""

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from PIL import Image
from playwright.sync_api import Page

from portal.cases import (
    actions,
    agreeing,
    bringing,
    changing,
    indexing,
    noting,
    paying,
    pinning,
    redrawing,
    rooms,
    showing,
    together,
)
from portal.cases.model import Case
from portal.clans import actions as clans
from portal.clans.queries import member
from portal.complaints import actions as complaints
from portal.complaints import gathering, receiving, remedying, settling
from portal.complaints import letters as complaint_letters
from portal.complaints.views.deeds import DEEDS
from portal.cords import actions as cords
from portal.cords import waits as cord_waits
from portal.findings import actions as findings
from portal.findings import places, queries, using
from portal.habitat import actions as habitat
from portal.habitat import rivalry
from portal.habitat.verbs import Pair
from portal.hunts import actions as hunts
from portal.hunts import ending
from portal.hunts import showing as hunts_shown
from portal.kernel import clock, files
from portal.kernel.db import Database
from portal.kernel.storage import Storage
from portal.knowledge import actions as knowledge
from portal.knowledge import queries as received
from portal.leaders import actions as leaders
from portal.leaders import listening
from portal.meetings import actions as meetings
from portal.meetings import ending as ends
from portal.meetings import ideas
from portal.objections import actions as objections
from portal.people import actions as people
from portal.people import inviting, seating
from portal.people.queries import account_by_handle, by_handle, house
from portal.processes import actions as processes
from portal.quests import actions as first_weeks
from portal.quests import letters as quest_letters
from portal.quests import queries as quests
from portal.relationship import actions as touches
from portal.signals import actions as signals
from tests import house as the_house
from tests.journeys import played
from tests.workflows import approving
from workflows.amending import AddLine, AddStage, DropLine, SetDays
from workflows.booked import Wish
from workflows.check import library
from workflows.grammar import Field
from workflows.hunts import QUESTIONS, Band, Figures
from workflows.noted import Observed
from workflows.pinned import Spot
from workflows.quests import Kind
from workflows.redrawn import NewStage, Redraw
from workflows.shaping import built

Go = Callable[[Page, "Orders"], Any]


@dataclass(frozen=True)
class Orders:
    """The references of orders that stand where pages need them, and the secret of an open invitation."""

    need: str
    cloth: str
    measuring: str
    fitting: str
    judging: str
    fulfilled: str
    promise: str
    condition: str
    invitation: str
    picture: str
    pin: str
    note: str
    lane: str
    proposal: str
    redraw: str
    payment: str
    seat: str
    question: str
    in_room: str
    learned: str
    hunt: str
    ended_hunt: str
    refused_hunt: str
    shown: str
    offer: str
    named: str
    touch: str
    actor: str
    rival: str
    objection: str
    drum: str
    called: str
    own_idea: str
    met: str
    idea: str
    promised: str
    gift: str
    listening: str
    complaint: str
    talk: str
    event: str
    enough: str
    cord: str
    proposed: str


def orders(database: Database, place: Storage) -> Orders:
    """Play some orders so far that every state of a page is in one of them."""
    with database.unit(write=True), indexing.at_the_end():
        need, cloth, measuring = (played.place("julian", "okoro") for _ in range(3))
        fitting, judging, fulfilled = (played.place("julian", "okoro") for _ in range(3))
        played.play(cloth, "julian", "marian", "cloth", fully=True)
        played.play(measuring, "julian", "marian", "measuring")
        played.play(fitting, "julian", "marian", "baste_fitting", fully=True)
        noted(fitting, "baste_fitting", "marian")
        noted(fitting, "baste_fitting", "julian")
        played.play(fitting, "julian", "marian", "forward_fitting", fully=True)
        played.play(judging, "julian", "marian", None)
        played.play(fulfilled, "julian", "marian", fully=True)
        promise = _in_the_middle(fitting)
        picture, pin = pinned(fitting, "forward_fitting", place)
        note = noted(fitting, "forward_fitting", "marian", pin)
        lane = asked()
        proposal = changing.propose(
            by_handle("julian"), fitting, "style", "lapel", Wish(value="shawl", why="It is an evening coat")
        )
        redraw = Redraw(kind="again", stage="forward_fitting", why="I want to see the collar again")
        redrawing.ask_redraw(by_handle("julian"), fitting, redraw)
        changed = f"r{fitting.seq}"
        received = paying.Payment(20_000, clock.now().date(), "Transfer 4417")
        payment = paying.record_payment(by_handle("marian"), fitting, received)
        secrets: list[str] = []
        place = account_by_handle("okoro")
        guest = inviting.Guest("Femi Okoro", "femi@example.org", "brother", "", ["user"])
        inviting.send(
            by_handle("julian"), place, guest, house(), lambda secret: secrets.append(secret) or secret
        )
        condition = judging.thread.conditions()[0][0]
        clan = (*asked_of_clan(fitting), *newcomer(), noted_by_hand())
        clan = (
            *clan,
            *on_the_map(fitting),
            objected(fitting),
            drummed(),
            *met(),
            given(),
            asked_of_leaders(),
            *complained(),
            *happened(),
            pulled(fitting),
            proposed(),
        )
    refs = (one.ref for one in (need, cloth, measuring, fitting, judging, fulfilled))
    told = (promise, condition, secrets[0], picture, pin, note, lane, proposal, changed, payment)
    return Orders(*refs, *told, *clan)


def asked_of_clan(case: Case) -> tuple[str, ...]:
    """A seat that is open in Julian's clan, and what he asked of it; what Marian is here for stands there."""
    okoro, marian = account_by_handle("okoro"), by_handle("marian")
    assert okoro
    clans.describe(marian, member(okoro, "marian"), why="I cut his first coat", hours=6, decides="The cut")
    seat = clans.open_seat(marian, okoro, "Systems", "So that his orders can be read on a telephone")
    question = clans.ask(by_handle("julian"), okoro, "accounting", "The second instalment")
    return str(seat.id), str(question.id), *learned(okoro, marian, case), *hunted(okoro, marian)


def learned(okoro: Any, marian: Any, case: Case) -> tuple[str, str]:
    """What was learned of Julian: in the room, waiting for a senior, and shared, which he says is wrong."""
    piotr, julian = by_handle("piotr"), by_handle("julian")
    words = "He takes the jacket off when he conducts, and hangs it on the rail."
    told = findings.Learned(words, True, "certain", clock.now().date(), "at the rehearsal", julian.id)
    room = findings.report(piotr, okoro, told, in_room=True)
    shared = findings.report(piotr, okoro, told)
    findings.mark(julian, shared, "wrong", "I keep it on, but open", 0)
    for one, where in ((shared, "stage:cloth"), (shared, "order"), (room, "stage:cloth")):
        using.use(piotr, one, places.places(case)[where], "The lining is the colour of the rail")
    using.reject(marian, queries.use(shared, 2), "The cloth was chosen before")
    return room.ref, shared.ref


def hunted(okoro: Any, marian: Any) -> tuple[str, ...]:
    """A hunt with harm in it, changed since and shown; one that was won all the same; and one let go."""
    piotr, priya, day = by_handle("piotr"), by_handle("priya"), clock.now().date()
    words = ("A coat for the garden", "He stands there in the rain.", "One of oilcloth, for £900.")
    band = (Band("typed", 15_00, 25_00), "Marian, in spring")
    first, second = (
        hunts.note(piotr, okoro, hunts.Terms(*words, Figures(900_00, worth), *band, day))
        for worth in (800_00, 850_00)
    )
    for one in (first, second):
        hunts.answer(priya, one, {key: ("no", f"So it is with {key}") for key in QUESTIONS})
        hunts.ask(piotr, one, marian)
    hunts.change(piotr, first, hunts.Terms(*words, Figures(950_00, 800_00), *band, day))
    ending.win_anyway(marian, second, "He asked for it twice")
    ending.reopen(priya, second, "He asked once")
    ending.win_anyway(marian, second, "He asked for it twice, and by letter")
    third = hunts.note(piotr, okoro, hunts.Terms(*words, Figures(900_00, 800_00), *band, day))
    julian = by_handle("julian")
    shown = hunts_shown.show(marian, third, julian)
    hunts_shown.reply(julian, shown, {key: ("unknown", "") for key in QUESTIONS})
    ending.refuse(piotr, third, "He has one that is as good")
    shown = hunts_shown.show(marian, first, julian)
    return *(f"r{one.number}" for one in (first, second, third)), str(shown.number)


def objected(case: Case) -> str:
    """What Piotr objects to in Julian's name: a stage to come is held, and Marian is to answer."""
    said = objections.Said(
        "date", "It is sent on a Friday", "He rehearses all weekend", "Send it on Thursday"
    )
    okoro, where = account_by_handle("okoro"), objections.Where(case, "collection")
    assert okoro
    made = objections.raise_(by_handle("piotr"), okoro, said, where, by_handle("marian"), hold=True)
    return str(made.number)


def drummed() -> str:
    """A drum that Julian struck, with help that is offered, and signals of both kinds."""
    julian, piotr, okoro = by_handle("julian"), by_handle("piotr"), account_by_handle("okoro")
    assert okoro
    seen = ("volume", "He orders less than last spring.", "1 order", "3 orders", "our order book")
    for in_room in (True, False):
        signals.note(piotr, okoro, signals.Seen(*seen, seen_on=clock.now().date()), in_room=in_room)
    drum = signals.strike(julian, okoro, "The orchestra loses its hall in May.")
    offers = [
        signals.offer(piotr, drum, words, None)
        for words in ("I ask the school for its hall.", "I bring a tent.", "I carry the chairs.")
    ]
    signals.accept(julian, offers[0])
    signals.decline(julian, offers[1], "The ground is wet.")
    return str(drum.number)


def newcomer() -> tuple[str, str]:
    """Nell is new in the clan of the rowers: what they offer to show her, and the link to say that it was so.

    They are nobody else's: what is looked at elsewhere counts those who stand for the others.
    """
    harrow, ada, rower = account_by_handle("harrow"), by_handle("ada"), by_handle("stranger")
    assert harrow
    clans.open_seat(ada, harrow, "Archive", "So that their measures are found again")
    told = {"handle": "nell", "department": "Archive"}
    nell = people.add_person(people.OPERATOR, "Nell Sharp", "nell@example.org", **told)
    seating.entered(nell)
    weeks, today = quests.get(harrow, "nell"), clock.now().date()
    first_weeks.note(nell, weeks, Kind.USED, today, "I rowed in a blazer of ours in the rain.")
    step = first_weeks.note(nell, weeks, Kind.TALKED, today, "She counts the blazers each spring.", rower)
    offer = first_weeks.offer(rower, weeks, "Come in the launch with us", today, "The boat house, at six")
    secret = the_house.settings().secret_key
    return str(offer.id), quest_letters.path(secret, step)


def noted_by_hand() -> str:
    """A contact that Marian noted, of which Julian says what was otherwise."""
    okoro, marian, julian = account_by_handle("okoro"), by_handle("marian"), by_handle("julian")
    said = {"way": "telephone", "first": "customer", "about": "The new flat has a lift", "next": "Measure it"}
    whom = {"member": marian, "person": julian, "on": clock.now().date()}
    one = touches.note(marian, okoro, **whom, **said)
    touches.contradict(julian, one, "It has none before May")
    return str(one.id)


def on_the_map(case: Case) -> tuple[str, str]:
    """Whom Julian lives among: an entry that was changed, whom his order serves, and one struck off."""
    okoro, marian, julian = account_by_handle("okoro"), by_handle("marian"), by_handle("julian")
    words = {"source": "He said so", "seen_on": clock.now().date(), "relation": "customer"}
    halls = {**words, "name": "Concert halls", "trend": -2, "evidence": "Three of nine closed this year"}
    one = habitat.add(julian, okoro, halls)
    habitat.change(marian, one, {**halls, "trend": -1, "evidence": "Two of nine closed this year"}, 0)
    rival = {"name": "Another conductor", "trend": 1, "evidence": "Two new posts", "relation": "rival"}
    competes = habitat.add(julian, okoro, {**words, **rival})
    habitat.take_back(marian, habitat.add(julian, okoro, {**words, **rival, "name": "Nobody now"}))
    habitat.serve(marian, case, [one.number], [])
    northmoor = account_by_handle("northmoor")
    assert northmoor
    rivalry.name(marian, Pair(okoro.id, northmoor.id), "Both want the same workroom in spring")
    return str(one.number), str(competes.number)


def met() -> tuple[str, str, str, str, str]:
    """A meeting about Julian that is called, with an idea of Marian's, and one of which two ideas wait."""
    okoro, marian, piotr = (account_by_handle("okoro"), by_handle("marian"), by_handle("piotr"))
    assert okoro
    why = "Nothing he wears on the podium is made for conducting."
    soon = clock.now() + timedelta(days=3)
    terms = meetings.Terms("What he conducts in", why, soon, zone="Europe/London", place="The workroom")
    terms = replace(
        terms, agenda=["His last rehearsal", "What we try"], questions=["What could he leave off?"]
    )
    guests = [*meetings.everybody(okoro), meetings.Guest(by_handle("julian"), ["agenda", "ideas"])]
    called = meetings.call(marian, okoro, terms, guests)
    own = ideas.write(marian, called, "A back that gives when he lifts his arms", "M", "He keeps it on")
    held = meetings.call(marian, okoro, replace(terms, title="His sleeves"), meetings.everybody(okoro))
    meetings.begin(marian, held, ["marian", "piotr", "priya"])
    words = ("Knitted cuffs", "A loop at the rail", "A second pair of sleeves")
    first, second, third = (
        ideas.write(who, held, text, "S", "He reaches the rail")
        for who, text in zip((marian, piotr, by_handle("priya")), words, strict=True)
    )
    ideas.reveal(piotr, held)
    ideas.dot(marian, first)
    ideas.close_dots(marian, held)
    ends.promise(marian, first, "Knit a pair to try", marian, clock.now().date() + timedelta(days=9))
    ends.decline(piotr, third, "He has them already")
    return str(called.number), own.key, str(held.number), second.key, first.key


def complained() -> tuple[str, str]:
    """What the rowers say is wrong and Gwen answers, with an offer they counter; the address of the talk."""
    rower, nell, gwen, harrow = by_handle("stranger"), by_handle("nell"), by_handle("gwen"), "harrow"
    words = "The blazers ran in the rain.\n\nI rang twice, and nobody rang back."
    told = receiving.Told(words, "Blazers that do not run", complainant=rower)
    heard = {"harm": ("reputation",), "remedy": ("replacement",), "happened_on": clock.now().date()}
    row = receiving.receive(rower, account_by_handle(harrow), told, heard)
    complaints.acknowledge(nell, row, "The red ran into the white, and nobody rang back.")
    complaints.confirm(rower, row)
    grades = {"severity": 4, "complexity": 2, "impact": "several", "safety": False}
    complaints.assess(nell, row, "They row on Saturday.", "", grades)
    settling.settle(row)
    talk = {"manner": "phone", "on": clock.now().date(), "minutes": 20}
    complaints.talk(gwen, row, "She was calm, and angry about the telephone.", talk)
    complaints.add_fact(nell, row, "The dye was not fixed: batch 14.", clock.now().date())
    complaints.say_inside(nell, row, "We knew of the batch.")
    remedying.judge(gwen, row, "The dye was not fixed.", "upheld")
    said = {"value": 250_00, "by_date": clock.now().date() + timedelta(days=9)}
    remedying.offer(gwen, row, "Twelve new blazers.", "", said)
    remedying.counter(rower, row, "And the laundry bill.")
    return row.ref, complaint_letters.path(the_house.settings().secret_key, row, 0)


def proposed() -> str:
    """What Julian proposes to change in the process of the suit; Piotr says something to it."""
    suit = library()["bespoke-suit"]
    stage = next(one for one in suit.stages if one.key == "forward_fitting")
    place = {"stage": stage.key, "title": stage.title}
    field = Field(key="worn_where", label="Where did you wear it?", type="longtext", given_by="customer")
    home = NewStage(
        title="Wear at home",
        help="You have the coat for seven days.",
        days=7,
        holder="customer",
        customer=("What pulled or rubbed?",),
        signed_by=("customer",),
    )
    ops = [
        SetDays(**place, was=stage.lead_days, now=3),
        AddLine(**place, block="feel", after="feels", line=field),
        DropLine(**place, line="sees", label="What the cutter sees"),
        AddStage(**place, new=built("wear_at_home", home)),
    ]
    why = "I only found out about the button when I sat on a train."
    said = processes.Proposed("Wear it at home before it is finished", why, ops)
    made = processes.propose(by_handle("julian"), suit, said)
    processes.say(by_handle("piotr"), made, "A hand baste will not survive a train seat.")
    return str(made.number)


def happened() -> tuple[str, str]:
    """What happened to the rowers, which Gwen answers; and where they say whether a letter is enough."""
    rower, iris = by_handle("stranger"), by_handle("iris")
    told = receiving.Told("The blazers came wet out of your van.", complainant=rower)
    row = receiving.receive(rower, account_by_handle("harrow"), told, {})
    grades = {"severity": 3, "complexity": 2, "impact": "many", "safety": False, "immediate": ""}
    said = {**grades, "words": "The van leaked on one round.", "offered": True}
    known = ("The van leaked", "Rain came into the van on its Monday round.", clock.now().date())
    event = gathering.declare(iris, iris, [row], known, said)
    gathering.gather_all(iris, event, [row])
    return str(event.id), complaint_letters.path_to_ask(the_house.settings().secret_key, row)


def given() -> str:
    """What Marian gave Julian to know: two of no use, one that he used, one that waits; its number."""
    okoro, marian, julian = account_by_handle("okoro"), by_handle("marian"), by_handle("julian")
    assert okoro
    for title, rating in (("Felt under the collar", 4), ("Buttons of horn", 0), ("Buttons of corozo", 0)):
        said = knowledge.Given("article", title, clock.now().date(), "One page", "https://example.org/felt")
        made = knowledge.give(marian, okoro, said, [julian])
        knowledge.rate(julian, received.receipt(okoro, made.number, julian), rating, "In the next coat")
    said = knowledge.Given("visit", "Half a day at the mill", clock.now().date())
    return str(knowledge.give(marian, okoro, said, [julian]).number)


def asked_of_leaders() -> str:
    """What is asked of Gwen: open, promised, refused and done; the number of what she heard beside Priya."""
    gwen, today = by_handle("gwen"), clock.now().date()
    need = leaders.Need(
        "A named owner for every call after six", "Nobody rang Ruth back", "About £900 a month"
    )
    names = ("piotr", "marian", "tom", "priya")
    first, second, third, _open = (leaders.make(by_handle(name), gwen, need) for name in names)
    leaders.promise(gwen, first, today)
    leaders.close(by_handle("piotr"), first)
    leaders.promise(gwen, second, today + timedelta(days=2))
    leaders.refuse(gwen, third, "From May on nobody calls us after six")
    heard = listening.plan(gwen, gwen, by_handle("priya"), today, "11:00", 60)
    words = (
        "I am not angry about the seam",
        "tired",
        "She wants to be rung back",
        "Ring back within the hour",
    )
    listening.record(
        gwen, heard, listening.Heard(today, 45, "Ruth Vale", True, *words, by_handle("tom"), today)
    )
    return str(heard.number)


def pulled(case: Case) -> str:
    """A red cord that was answered and published, and one that is to be published; the number of that."""
    gwen, piotr = by_handle("gwen"), by_handle("piotr")
    said = cords.Broken("Every seam is tried", "Fourteen came back with the same tear", None, case)
    first, second = (cords.pull(piotr, gwen, said) for _ in range(2))
    for one in (first, second):
        cords.read(gwen, one)
        cords.answer(gwen, one, "Two more people try seams from Monday on")
    cords.publish(gwen, first, "Every seam is tried before it leaves", "Resources doubled")
    with clock.as_of(clock.now() + timedelta(days=31)):
        cord_waits.look(second)
    return str(second.id)


def asked() -> str:
    """Northmoor's part, whose people are asked: one yes that a change asks for again, one no, one to come."""
    ruth, colin, marian = by_handle("ruth"), by_handle("colin"), by_handle("marian")
    case = actions.begin(ruth, account_by_handle("northmoor"), approving.PART, "A bracket", "Bracket", "GBP")
    actions.write(ruth, case, "need", {"conditions": [{"text": "It holds"}]}, {})
    actions.write(ruth, case, "drawing", {"material": "EN AW-6082", "price": "7000", "docs": ["fai"]}, {})
    for stage in ("need", "drawing"):
        for person in (ruth, marian):
            actions.sign(person, case, stage)
    people = approving.asked(engineering=("colin", "ruth"), quality=("ruth", "colin"), finance=("ruth",))
    agreeing.plan_yeses(ruth, case, "lane", "yeses", people, "", 0)
    agreeing.say_yes(ruth, case, ("lane", "yeses", "engineering", "ruth"), "It fits *well*")
    seen = {"material": case.thread.line_seq("drawing", "material")}
    actions.write(marian, case, "drawing", {"material": "C45"}, seen, "Cheaper")
    agreeing.say_no(colin, case, ("lane", "yeses", "quality", "colin"), "It rusts")
    return case.ref


def narrow() -> bytes:
    """A picture of another shape."""
    out = io.BytesIO()
    Image.effect_noise((600, 900), 90).convert("RGB").save(out, "JPEG")
    return out.getvalue()


def pinned(case: Any, stage: str, place: Storage) -> tuple[str, str]:
    """Bring a picture of the coat and put two pins into it, one of them settled; the picture and that pin."""
    julian, marian = by_handle("julian"), by_handle("marian")
    out = io.BytesIO()
    Image.effect_noise((1200, 900), 40).convert("RGB").save(out, "JPEG")
    stored = files.take(place, out.getvalue(), "front.jpg", photo=True, largest=10**7)
    line = next(field.key for field in case.thread.stages[stage].fields() if field.type == "photo")
    before = files.take(place, narrow(), "before.jpg", photo=True, largest=10**7)
    held = [bringing.attach(marian, case, one) for one in (before, stored)]
    actions.write(marian, case, stage, {line: held}, {line: case.thread.line_seq(stage, line)}, "")
    pinning.describe_pictures(marian, case, {stored.id: ("The coat from the front, buttoned", "")})
    field = case.thread.stages[stage].field(line)
    assert field
    own = [files.take(place, narrow(), name, photo=True, largest=10**7) for name in ("seam.jpg", "hem.jpg")]
    showing.keep_pictures(marian, case, stage, field, own)
    spot = Spot(stage=stage, field=line, file=stored.id, x=445, y=555)
    pinning.put_pin(julian, case, spot, "Button sits high when I sit", "It pulls a little when I **reach**.")
    pinning.put_pin(marian, case, spot.model_copy(update={"x": 700, "y": 300}), "Collar stands off")
    pin = f"n{case.seq}"
    for person in (marian, julian):
        pinning.settle_pin(person, case, pin)
    return stored.id, pin


def noted(case: Any, stage: str, by: str, pin: str = "") -> str:
    """Write down a fitting note, which waits for the initials of the other side."""
    words = {"area": "waist", "part": "coat", "said_by": "customer", "action": "let_out", "amount": 12}
    seen = Observed(**words, observation="Tight when he sits", pin=pin)
    noting.write_note(by_handle(by), case, stage, "notes", seen)
    return f"n{case.seq}"


def _in_the_middle(case: Any) -> str:
    """A line that changed after it was signed, something said, changes needed, a promise that was done."""
    julian, marian = by_handle("julian"), by_handle("marian")
    played.write_all(case, marian, "clan", "forward_fitting")
    actions.say(marian, case, "The collar has settled overnight.\n\nNo gap at the back when you lean.")
    seen = {"notes": case.thread.line_seq("style", "notes")}
    actions.write(julian, case, "style", {"notes": "Nothing that shouts"}, seen, "The wedding is hers")
    actions.say(julian, case, "Is this the *midnight* one?", "style.lapel_width", ["marian"])
    rooms.say(julian, case, "Ask them whether the train can wait.")
    together.review(julian, case, "forward_fitting", "word", "changes_needed", "A hair of cuff on the right.")
    together.ask(julian, case, "forward_fitting", "A picture of the canvas", "clan")
    promise = f"c{case.seq}"
    together.promise(marian, case, promise, clock.now().date())
    together.done(marian, case, promise)
    return promise


def at(path: str) -> Go:
    """Go to an address; {fitting} and its like stand for orders."""

    def go(page: Page, orders: Orders) -> Any:
        return page.goto(path.format(**vars(orders)))

    return go


def _post(page: Page, start: str, action: str) -> None:
    """Send an empty form of our own making from a page, as a stale tab might."""
    page.goto(start)
    with page.expect_navigation():
        page.evaluate(
            """action => {
                const form = document.querySelector("form[method=post]").cloneNode(true);
                form.action = action; form.hidden = true; form.noValidate = true;
                document.body.append(form); HTMLFormElement.prototype.submit.call(form);
            }""",
            action,
        )


def _empty_need(page: Page, _orders: Orders) -> None:
    page.goto("/orders/new")
    page.evaluate("for (const form of document.forms) form.noValidate = true")
    page.get_by_role("button", name="Send it to your clan").click()
    page.locator("#errors").wait_for()


def _wrong_lines(page: Page, orders: Orders) -> None:
    page.goto(f"/orders/{orders.measuring}/stages/measuring/write")
    page.locator("[name='chest:value']").fill("as usual")
    page.locator("[name='inside_leg:value']").fill("9000")
    page.get_by_role("button", name="Write these lines").click()
    page.locator("#errors").wait_for()


def _wrong_note(page: Page, orders: Orders) -> None:
    page.goto(f"/orders/{orders.fitting}/stages/forward_fitting/notes/notes/new")
    page.locator("[name=observation]").fill("Stands off at the back")
    page.locator("[name=amount]").fill("a little")
    page.evaluate("document.querySelectorAll('[required]').forEach(one => one.required = false)")
    page.get_by_role("button", name="Write it down").click()
    page.locator("#errors").wait_for()


def _longer_plan(page: Page, orders: Orders) -> None:
    """A stage of one's own that moves what is promised: it is said first."""
    page.goto(f"/orders/{orders.fitting}/plan/add")
    page.get_by_label("What is it called?").fill("A second look in daylight")
    page.get_by_label("Why?").fill("The colour by daylight")
    page.get_by_role("button", name="Add this stage").click()
    page.locator("#moves").wait_for()


def _late_change(page: Page, orders: Orders) -> None:
    page.goto(f"/orders/{orders.fitting}/stages/style/write")
    page.locator("[name='vents:value']").last.check()
    page.get_by_role("button", name="Write these lines").click()
    page.locator(".edit .cost").wait_for()


def _two_at_once(page: Page, orders: Orders) -> None:
    """Two tabs write the same two lines of a stage differently."""
    first = page.context.new_page()
    for tab, words in ((page, "Old gold silk"), (first, "Slate cupro")):
        tab.goto(f"/orders/{orders.cloth}/stages/cloth/write")
        for field in ("lining_code", "colour"):
            tab.locator(f"[name='{field}:value']").fill(words)
    for tab in (first, page):
        with tab.expect_navigation():
            tab.get_by_role("button", name="Write these lines").click()
    first.close()


def _code(page: Page, _orders: Orders) -> None:
    page.goto("/sign-in")
    page.get_by_label("Email").first.fill("nobody@example.org")
    page.get_by_role("button", name="Send me a code").click()
    page.locator(".code").wait_for()


def _wrong_times(page: Page, orders: Orders) -> None:
    """A time that is past, and one that comes twice."""
    page.goto((FITTED + "/times").format(**vars(orders)))
    for place, time in enumerate(("2020-01-01T10:00", "2127-10-26T01:30")):
        page.locator("[name=time]").nth(place).fill(time)
    with page.expect_navigation():
        page.get_by_role("button", name="Offer these times").click()


STAGE = "/orders/{fitting}/stages"
MEETINGS = "/customers/okoro/meetings"
FITTED = STAGE + "/baste_fitting/appointments/fitting"
LOOKS: dict[str, tuple[str, Go]] = {
    # before the door
    "sign in": ("", at("/sign-in")),
    "the code": ("", _code),
    "help with signing in": ("", at("/sign-in/help")),
    "the letter did not come": ("", at("/sign-in/help?about=letter")),
    "a link used up": ("", at("/sign-in/link/made-up")),
    "an invitation": ("", at("/welcome/{invitation}")),
    "nothing here, to a stranger": ("", at("/nowhere")),
    "the outbox": ("", at("/outbox")),
    # the customer
    "home": ("julian", at("/home")),
    "home, empty": ("stranger", at("/home")),
    "orders": ("julian", at("/orders")),
    "orders, none": ("stranger", at("/orders")),
    "orders, none fits": ("julian", at("/orders?q=zebra")),
    "a new need": ("julian", at("/orders/new")),
    "a new need, empty": ("julian", _empty_need),
    "find": ("julian", at("/find?q=navy")),
    "orders by stage": ("marian", at("/orders/board?workflow=bespoke-suit")),
    "a month": ("marian", at("/orders/calendar")),
    "reminding of many": ("julian", at("/orders/remind?order={fitting}&order={cloth}")),
    "what is new": ("marian", at("/news")),
    "an order that begins": ("julian", at("/orders/{need}")),
    "an order in the middle": ("julian", at("/orders/{fitting}")),
    "a line open": ("julian", at("/orders/{cloth}?open=cloth.swatches")),
    "a choice open": ("julian", at("/orders/{fitting}?open=style.vents")),
    "the conditions": ("julian", at("/orders/{judging}")),
    "an order fulfilled": ("julian", at("/orders/{fulfilled}")),
    "a stage that is signed": ("julian", at(STAGE + "/style")),
    "a stage to come": ("julian", at(STAGE + "/finishing")),
    "signing": ("julian", at(STAGE + "/style/sign")),
    "signing too early": ("julian", at("/orders/{cloth}/stages/cloth/sign")),
    "opening again": ("julian", at(STAGE + "/style/reopen")),
    "leaving out": ("julian", at(STAGE + "/wear_review/skip")),
    "once more": ("julian", at(STAGE + "/baste_fitting/again")),
    "calling off": ("julian", at(FITTED + "/cancel")),
    "offering times": ("julian", at(FITTED + "/times")),
    "offering times, wrong": ("julian", _wrong_times),
    "asking to move": ("julian", at(FITTED + "/move")),
    "where and who comes": ("julian", at(FITTED + "/where")),
    "leaving it at its time": ("julian", at(FITTED + "/keep")),
    "not yet": ("julian", at("/orders/{fitting}/promises/{promise}/not-yet")),
    "not met": ("julian", at("/orders/{judging}/conditions/{condition}/not-met")),
    "a line": ("julian", at(STAGE + "/style/lines/lapel_width")),
    "one's own room": ("julian", at("/orders/{fitting}/our-room")),
    "what one wrote": ("julian", at("/orders/{fitting}/our-room/1/edit")),
    "history": ("julian", at("/orders/{fitting}/history")),
    "reminding": ("julian", at("/orders/{fitting}/remind")),
    "who waited for whom": ("julian", at("/orders/{fitting}/turns")),
    "on paper": ("julian", at("/orders/{fitting}/dossier")),
    "checking a copy": ("julian", at("/orders/{fitting}/dossier/check?entry=9&fingerprint=0f0f")),
    "two people at once": ("julian", _two_at_once),
    "nothing here": ("julian", at("/orders/northmoor-1")),
    "not as things stand": (
        "julian",
        lambda page, o: _post(page, f"/orders/{o.need}", f"/orders/{o.need}/finish"),
    ),
    "a page open for long": ("julian", at("/orders/{need}?open=need.climate")),
    "our people": ("julian", at("/people")),
    "a person": ("julian", at("/people/marian")),
    "inviting": ("julian", at("/people/invite")),
    "settings": ("julian", at("/settings")),
    "days we work": ("julian", at("/settings/days")),
    "a new passkey": ("julian", at("/settings/passkeys/new")),
    "everything about me": ("julian", at("/settings/everything")),
    # the clan
    "home of the clan": ("marian", at("/home")),
    "home of the clan, empty": ("ada", at("/home")),
    "orders of the clan": ("marian", at("/orders")),
    "a new need for a customer": ("marian", at("/orders/new")),
    "an order, from the clan": ("marian", at("/orders/{fitting}")),
    "a stage in one form": ("marian", at("/orders/{measuring}/stages/measuring/write")),
    "a stage in one form, wrong": ("marian", _wrong_lines),
    "tables and pictures in one form": ("marian", at(STAGE + "/forward_fitting/write")),
    "not yours": ("marian", lambda page, o: _post(page, "/home", f"/orders/{o.judging}/finish")),
    "people of the clan": ("marian", at("/people")),
    "settings of the clan": ("marian", at("/settings")),
    # the administrator
    "the house": ("ada", at("/settings/house")),
    "everything about a customer": ("ada", at("/settings/house/everything")),
    "a person, to an administrator": ("ada", at("/people/piotr")),
    "has left": ("ada", at("/people/piotr/leave")),
    "inviting to what": ("ada", at("/people/invite")),
    "a picture with its pins": ("julian", at("/orders/{fitting}/pictures/{picture}")),
    "pictures for one side": ("marian", at(STAGE + "/forward_fitting/lines/fitting_photos/ours")),
    "two pictures side by side": ("julian", at("/orders/{fitting}/pictures/{picture}/beside")),
    "putting a pin": ("julian", at("/orders/{fitting}/pictures/{picture}/pin?x=400&y=300")),
    "what changed": ("marian", at("/orders/{fitting}/since/12")),
    "as it stood": ("julian", at("/orders/{fitting}/then?at=12")),
    "a day that is none": ("julian", at("/orders/{fitting}/then?on=soon")),
    "two moments": ("julian", at("/orders/{fitting}/then?at=12&with=30")),
    "measures taken over": ("marian", at("/orders/{measuring}/stages/measuring/carry-over")),
    "a fitting note": ("julian", at("/orders/{fitting}/stages/forward_fitting/notes/notes/new")),
    "a fitting note, wrong": ("julian", _wrong_note),
    "a fitting note changed": ("marian", at("/orders/{fitting}/notes/{note}/change")),
    "yeses, mine and others": ("ruth", at("/orders/{lane}")),
    "yeses, as the clan reads them": ("marian", at("/orders/{lane}")),
    "planning who says yes": ("ruth", at("/orders/{lane}/stages/lane/yeses/yeses/plan")),
    "saying no": ("ruth", at("/orders/{lane}/stages/lane/yeses/yeses/engineering/ruth/no")),
    "what a change costs": ("julian", _late_change),
    "a proposal": ("julian", at("/orders/{fitting}/proposals/{proposal}")),
    "another way": ("marian", at("/orders/{fitting}/proposals/{proposal}/counter")),
    "saying no to a proposal": ("marian", at("/orders/{fitting}/proposals/{proposal}/decline")),
    "asking for a change": ("julian", at(STAGE + "/style/lines/vents/propose")),
    "the plan": ("marian", at("/orders/{fitting}/plan")),
    "a stage more": ("julian", at("/orders/{fitting}/plan/add")),
    "a stage more, what it moves": ("julian", _longer_plan),
    "a stage split": ("julian", at(STAGE + "/collection/split")),
    "a stage moved": ("julian", at(STAGE + "/finish_fitting/move")),
    "saying no to a plan": ("marian", at("/orders/{fitting}/plan/{redraw}/decline")),
    "letters about an order": ("julian", at("/orders/{fitting}/letters")),
    "mail that came in": ("ada", at("/mail")),
    "processes": ("ada", at("/orders/versions")),
    "the price": ("julian", at("/orders/{fitting}/price")),
    "the price, as the clan writes payments": ("marian", at("/orders/{fitting}/price")),
    "a payment undone": ("marian", at("/orders/{fitting}/payments/{payment}/undo")),
    "a pin opened again": ("marian", at("/orders/{fitting}/pins/{pin}/open")),
    "customers": ("marian", at("/customers")),
    "a clan, as the customer reads it": ("julian", at("/customers/okoro")),
    "a clan, as its senior reads it": ("marian", at("/customers/okoro")),
    "an answer to the customer": ("marian", at("/customers/okoro/questions/{question}/answer")),
    "who is who as a plain list": ("marian", at("/customers/okoro/list")),
    "contacts": ("julian", at("/customers/okoro/touches")),
    "contacts, from the clan": ("marian", at("/customers/okoro/touches")),
    "contacts that nothing holds": ("julian", at("/customers/okoro/touches?q=nowhere")),
    "a contact noted": ("marian", at("/customers/okoro/touches/new")),
    "a contact put right": ("marian", at("/customers/okoro/touches/{touch}/correct")),
    "what was otherwise": ("julian", at("/customers/okoro/touches/{touch}/otherwise")),
    "why me": ("marian", at("/customers/okoro/people/marian/words")),
    "what happened in a clan": ("julian", at("/customers/okoro/log")),
    "meetings": ("marian", at(MEETINGS)),
    "meetings, to the customer": ("julian", at(MEETINGS)),
    "calling a meeting": ("marian", at(MEETINGS + "/new")),
    "a meeting that is called": ("marian", at(MEETINGS + "/{called}")),
    "a meeting, to somebody of the customer": ("julian", at(MEETINGS + "/{called}")),
    "moving a meeting": ("marian", at(MEETINGS + "/{called}/move")),
    "calling a meeting off": ("marian", at(MEETINGS + "/{called}/off")),
    "one's own idea": ("marian", at(MEETINGS + "/{called}/ideas/{own_idea}")),
    "a meeting that ends its ideas": ("marian", at(MEETINGS + "/{met}")),
    "ending an idea": ("marian", at(MEETINGS + "/{met}/ideas/{idea}/end")),
    "a joint project of an idea": ("marian", at(MEETINGS + "/{met}/ideas/{idea}/project")),
    "a stage of an idea": ("marian", at(MEETINGS + "/{met}/ideas/{idea}/stage")),
    "handing an action on": ("marian", at(MEETINGS + "/{met}/ideas/{promised}/hand-on")),
    "newcomers": ("stranger", at("/customers/harrow/first-weeks")),
    "first weeks": ("stranger", at("/customers/harrow/first-weeks/nell")),
    "one's own first weeks": ("nell", at("/customers/harrow/first-weeks/nell")),
    "a step noted": ("nell", at("/customers/harrow/first-weeks/nell/steps/shadowed_user")),
    "an invitation to a newcomer": ("stranger", at("/customers/harrow/first-weeks/nell/offers/new")),
    "whether a newcomer comes": ("nell", at("/customers/harrow/first-weeks/nell/offers/{offer}")),
    "was it so": ("", at("{named}")),
    "a seat opened": ("marian", at("/customers/okoro/seats/new")),
    "a seat closed": ("marian", at("/customers/okoro/seats/{seat}/close")),
    "every clan and its seats": ("ada", at("/seats")),
    "hunts": ("marian", at("/customers/okoro/hunts")),
    "hunts that were won": ("marian", at("/customers/okoro/hunts?state=won")),
    "a hunt with harm in it": ("marian", at("/customers/okoro/hunts/{hunt}")),
    "a hunt won all the same": ("piotr", at("/customers/okoro/hunts/{ended_hunt}")),
    "a hunt about to be an order": ("piotr", at("/customers/okoro/hunts/{ended_hunt}/order")),
    "a hunt noted": ("piotr", at("/customers/okoro/hunts/new")),
    "a hunt bettered": ("piotr", at("/customers/okoro/hunts/{hunt}/change")),
    "the five questions": ("marian", at("/customers/okoro/hunts/{hunt}/answer")),
    "a hunt about to be shown": ("marian", at("/customers/okoro/hunts/{hunt}/show")),
    "a hunt let go, about to be told": ("marian", at("/customers/okoro/hunts/{refused_hunt}/tell")),
    "what is shown of hunts": ("julian", at("/customers/okoro/hunts")),
    "what the clan showed of hunts": ("piotr", at("/customers/okoro/hunts/shown")),
    "a hunt, as the customer reads it": ("julian", at("/customers/okoro/hunts/{shown}")),
    "the five questions, to the customer": ("julian", at("/customers/okoro/hunts/{shown}/answer")),
    "findings": ("marian", at("/customers/okoro/findings")),
    "a finding, as the customer reads it": ("julian", at("/customers/okoro/findings/{learned}")),
    "a finding of the room": ("marian", at("/customers/okoro/findings/{in_room}")),
    "what did you learn": ("piotr", at("/customers/okoro/findings/new")),
    "a finding answered": ("marian", at("/customers/okoro/findings/{in_room}/answer")),
    "a finding shared": ("piotr", at("/customers/okoro/findings/{in_room}/share")),
    "a finding put right": ("piotr", at("/customers/okoro/findings/{learned}/correct")),
    "a finding withdrawn": ("julian", at("/customers/okoro/findings/{learned}/withdraw")),
    "objections": ("marian", at("/customers/okoro/objections")),
    "an objection": ("marian", at("/customers/okoro/objections/{objection}")),
    "an objection answered": ("marian", at("/customers/okoro/objections/{objection}/answer")),
    "in which order one objects": ("piotr", at("/customers/okoro/objections/new")),
    "to what one objects": ("piotr", at("/customers/okoro/objections/new?order={fitting}")),
    "something is wrong": ("stranger", at("/complaints/new")),
    "something heard from a customer": ("nell", at("/complaints/new?customer=harrow")),
    "complaints": ("stranger", at("/complaints")),
    "a complaint": ("stranger", at("/complaints/{complaint}")),
    "a complaint, from the clan": ("nell", at("/complaints/{complaint}")),
    "what is known put to use in a complaint": ("nell", at("/complaints/{complaint}/known")),
    "a complaint judged": ("nell", at("/complaints/{complaint}/assess")),
    "an offer": ("gwen", at("/complaints/{complaint}/offer")),
    "a complaint about to be erased": ("stranger", at("/complaints/{complaint}/erase")),
    "the desk": ("gwen", at("/desk")),
    "another letter on the desk": ("gwen", at("/desk/{complaint}")),
    "what executives owe": ("gwen", at("/complaints/duties")),
    "what executives owe, to an administrator": ("ada", at("/complaints/duties")),
    "complaints of a customer": ("nell", at("/customers/harrow/complaints")),
    "what complaints teach": ("nell", at("/complaints/learned")),
    "letters behind a number": ("nell", at("/complaints/learned/letters")),
    "what complaints teach, to a customer": ("stranger", at("/complaints/learned")),
    "everybody's month": ("marian", at("/complaints/months")),
    "events behind complaints": ("iris", at("/complaints/events")),
    "an event declared": ("iris", at("/complaints/events/new")),
    "an event": ("gwen", at("/complaints/events/{event}")),
    "an event, to a steward": ("iris", at("/complaints/events/{event}")),
    "more put to an event": ("iris", at("/complaints/events/{event}/more")),
    "all of an event judged": ("gwen", at("/complaints/events/{event}/judge")),
    "is one letter enough": ("", at("{enough}")),
    "was somebody there in person": ("", at("{talk}")),
    "signals": ("marian", at("/customers/okoro/signals")),
    "a signal noted": ("piotr", at("/customers/okoro/signals/new")),
    "the drum struck": ("julian", at("/customers/okoro/drums/new")),
    "rules that watch": ("ada", at("/signal-rules")),
    "a drum, for a senior": ("marian", at("/customers/okoro/drums/{drum}")),
    "a drum, for the customer": ("julian", at("/customers/okoro/drums/{drum}")),
    "a stage that is held": ("julian", at("/orders/{fitting}/stages/collection")),
    "a finding put to use": ("piotr", at("/customers/okoro/findings/{learned}/use?order={fitting}")),
    "findings not used for long": ("marian", at("/customers/okoro/findings?used=long")),
    "habitat": ("julian", at("/customers/okoro/habitat")),
    "rivals": ("ada", at("/rivals")),
    "a rival who is a customer too": ("marian", at("/customers/okoro/habitat/{rival}/rival")),
    "who stands between rivals": ("marian", at("/people/marian")),
    "days at their place": ("marian", at("/customers/okoro/days")),
    "knowledge given": ("marian", at("/customers/okoro/knowledge")),
    "knowledge given, as the customer reads it": ("julian", at("/customers/okoro/knowledge")),
    "knowledge noted": ("marian", at("/customers/okoro/knowledge/new")),
    "was it of use": ("julian", at("/customers/okoro/knowledge/{gift}/rate")),
    "habitat, from the clan": ("marian", at("/customers/okoro/habitat")),
    "somebody on the map": ("marian", at("/customers/okoro/habitat/{actor}")),
    "somebody put on the map": ("julian", at("/customers/okoro/habitat/new")),
    "the map changed": ("marian", at("/customers/okoro/habitat/{actor}/change")),
    "whom an order serves": ("julian", at("/orders/{fitting}/serves")),
    "how we work": ("julian", at("/processes")),
    "a process": ("julian", at("/processes/bespoke-suit")),
    "a process improved": ("julian", at("/processes/of/{fitting}/forward_fitting")),
    "a process improved in a stage": ("marian", at("/processes/bespoke-suit/stages/cloth/change")),
    "a proposal for a process": ("marian", at("/processes/bespoke-suit/changes/{proposed}")),
    "a proposal of one's own": ("julian", at("/processes/bespoke-suit/changes/{proposed}")),
    "what we know put to use on a proposal": (
        "marian",
        at("/processes/bespoke-suit/changes/{proposed}/known"),
    ),
    "a proposal put differently": (
        "julian",
        at("/processes/bespoke-suit/changes/{proposed}/stages/forward_fitting"),
    ),
    "leaders": ("piotr", at("/leaders")),
    "what is asked of a leader": ("gwen", at("/leaders/gwen")),
    "what somebody needs of a leader": ("piotr", at("/leaders/gwen/ask")),
    "who listened in": ("gwen", at("/listening")),
    "listening in planned": ("gwen", at("/listening/new")),
    "what was heard": ("gwen", at("/listening/{listening}")),
    "what was heard, recorded": ("gwen", at("/listening/{listening}/record")),
    "red cords": ("piotr", at("/cords")),
    "the red cord pulled": ("piotr", at("/cords/new?order={fitting}")),
    "a red cord, for its executive": ("gwen", at("/cords/{cord}")),
    "a red cord, for who pulled it": ("piotr", at("/cords/{cord}")),
    "a red cord, for a steward": ("iris", at("/cords/{cord}")),
    "what we think we know": ("julian", at("/customers/okoro/known?said=wrong")),
}
# Every address of a page, by the name its view has. test_access.py holds this against the app itself.
ENDPOINTS = {
    *(
        "orders.home",
        "orders.index",
        "orders.new",
        "orders.find",
        "orders.board",
        "orders.calendar",
        "orders.ask_to_remind",
        "orders.news",
    ),
    *(
        "cases.show",
        "cases.stage",
        "cases.line",
        "cases.history",
        "cases.turns",
        "cases.remind",
        "cases.write_stage",
        "cases.sign",
    ),
    *("cases.plan", "cases.add_stage", "cases.split_stage", "cases.move_stage", "cases.remove_stage"),
    *("cases.decline_redraw", "cases.all_versions", "cases.decline_version"),
    *("cases.reopen", "cases.skip", "cases.again", "cases.cancel_time", "cases.not_yet", "cases.not_met"),
    *("cases.propose_times", "cases.move_time", "cases.describe_time", "cases.keep_time"),
    *("cases.picture", "cases.ours", "cases.beside", "cases.put_pin", "cases.open_pin"),
    *("cases.write_note", "cases.change_note"),
    *("cases.carry_over", "cases.since", "cases.then", "cases.dossier", "cases.check_dossier"),
    *("cases.plan_yeses", "cases.say_no"),
    *("cases.propose", "cases.proposal", "cases.counter", "cases.decline", "cases.price"),
    *("cases.undo_payment", "cases.our_room", "cases.room_edit", "cases.edit"),
    *("people.sign_in", "people.type_code", "people.sign_in_help", "people.link", "people.welcome"),
    *("people.outbox", "people.ours", "people.person", "people.leaving", "people.invite"),
    *("notifications.of_order", "notifications.of_mine", "notifications.queue", "notifications.mine"),
    *("relationship.plain", "relationship.touches", "relationship.noting", "relationship.correcting"),
    "relationship.contradicting",
    *("clans.index", "clans.page", "clans.answering", "clans.words", "clans.opening", "clans.closing"),
    *("clans.all_seats", "clans.log"),
    *("findings.index", "findings.known", "findings.page", "findings.reporting", "findings.answering"),
    *("hunts.index", "hunts.page", "hunts.noting", "hunts.changing", "hunts.answering"),
    *(
        "hunts.offering",
        "hunts.telling",
        "hunts.all_shown",
        "hunts.read",
        "hunts.replying",
        "hunts.beginning",
    ),
    *("quests.index", "quests.page", "quests.noting", "quests.offering", "quests.replying", "quests.asked"),
    *("habitat.index", "habitat.adding", "habitat.page", "habitat.changing", "habitat.serving"),
    *("habitat.all_rivals", "habitat.naming"),
    *("processes.index", "processes.page", "processes.improve", "processes.proposing"),
    *("processes.change", "processes.revising", "processes.using_known"),
    *("leaders.index", "leaders.page", "leaders.asking", "leaders.hours", "leaders.planning"),
    *("leaders.heard", "leaders.recording"),
    *("cords.index", "cords.pulling", "cords.page"),
    *("privacy.page", "privacy.asking"),
    *("signals.index", "signals.noting", "signals.striking", "signals.page", "signals.watched"),
    *("complaints.saying", "complaints.index", "complaints.page", "complaints.erasing", "complaints.desk"),
    *(
        "complaints.opened",
        "complaints.month",
        "complaints.was_it_so",
        "complaints.duties",
        "complaints.learned",
        "complaints.behind",
        "complaints.of_customer",
        "complaints.using_known",
        "complaints.events",
        "complaints.event",
        "complaints.declaring",
        "complaints.adding",
        "complaints.asking_all",
        "complaints.is_it_enough",
    ),
    *(f"complaints.asking_{deed}" for deed in DEEDS),
    *("objections.index", "objections.page", "objections.answering", "objections.objecting"),
    *("meetings.index", "meetings.calling", "meetings.page", "meetings.moving", "meetings.calling_off"),
    *("meetings.rewriting", "meetings.ending_it", "meetings.projecting", "meetings.staging"),
    "meetings.handing_on",
    "relationship.there",
    *("knowledge.index", "knowledge.giving", "knowledge.rating"),
    *("findings.sharing", "findings.correcting", "findings.withdrawing", "findings.using_it"),
    *("people.settings", "people.house_settings", "people.our_days", "people.new_passkey"),
}
NO_PAGES = {
    "orders.standing",
    "static",
    "health.lives",
    "health.ready",
    "objections.of_stage",
    "privacy.fetch",
    "cases.file",
    "cases.calendar_file",
    "cases.dossier_pdf",
    "cases.then_part",
    "calendar.feed",
    "cases.small",
    "complaints.file",
    "complaints.small",
    "cases.pin",
    "cases.pages",
    "cases.note",
    "cases.live",
    "cases.moved",
    "cases.room",
    "cases.room_live",
    "cases.line_edit",  # parts: they are seen on their pages
    "cases.line_part",
    "cases.room_moved",
    "orders.front",
    *("orders.find_part", "orders.find_box"),  # what the box above a page holds
    "orders.table",
    "people.kept_words",  # test_sign_in.py
}
