"""Telling the story of an order: who did what on which day, done through the same actions that the pages use.

Days are counted in working days back from today, so that the house looks lived in whenever it is made.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from typing import Any
from zoneinfo import ZoneInfo

from portal.cases import actions as cases
from portal.cases import agreeing, arranging, bringing, noting, pinning, rooms, showing, together
from portal.cases.model import Case
from portal.cli.demo.days import working_day
from portal.kernel import clock, files
from portal.kernel.storage import Storage
from portal.orders import actions as orders
from portal.people.model import Person
from workflows.approved import Asked
from workflows.blocks.notes import to_judge
from workflows.blocks.todo import to_do
from workflows.case import Case as Thread
from workflows.grammar import ChecklistBlock, Side, ToDoBlock
from workflows.noted import Observed
from workflows.pinned import Spot
from workflows.records import Terms

ZONE = ZoneInfo("Europe/London")
LARGEST = 5_000_000
_DAY = timedelta(days=1)


class Telling:
    """The story of one order so far: the case, the people in it, and the moment that is being told."""

    def __init__(self, people: Mapping[str, Person], place: Storage, now: datetime) -> None:
        self.people, self.place = people, place
        self.today = now.astimezone(ZONE).date()
        self.moment = self.last = now - timedelta(days=3000)
        self.case: Case
        self.voice = self.cutter = ""

    # ---- when
    def on(self, ago: int, at: str = "10:00") -> "Telling":
        """Go on so many working days ago, at that time in London; never back."""
        then = datetime.combine(working_day(ago, self.today), time.fromisoformat(at), ZONE)
        self.moment = max(then, self.last + timedelta(minutes=3))
        return self

    def day(self, ago: int) -> date:
        """The day so many working days ago; a negative number is still to come."""
        return working_day(ago, self.today)

    @contextmanager
    def deed(self) -> Iterator[None]:
        """Something is done now; the next thing a few minutes later."""
        with clock.as_of(self.moment):
            yield
        self.last = self.moment
        self.moment += timedelta(minutes=4 + (self.case.seq * 7) % 9, seconds=(self.case.seq * 23) % 60)

    # ---- the order
    @property
    def thread(self) -> Thread:
        """The order as it is now."""
        return self.case.thread

    def begin(
        self, ago: int, at: str, account: str, title: str, need: str, about: str = "bespoke-suit"
    ) -> None:
        """State a need, in the words of the one whose voice this story has."""
        self.on(ago, at)
        with clock.as_of(self.moment):
            self.case = orders.place(self.people[self.voice], account, need, about, title=title)
        self.last = self.moment
        self.on(ago, at)

    def write(self, who: str, stage: str, why: str = "", **lines: Any) -> None:
        """Write lines of a stage, having read what stands there."""
        seen = {key: self.thread.line_seq(stage, key) for key in lines}
        with self.deed():
            cases.write(self.people[who], self.case, stage, lines, seen, why)

    def photo(self, who: str, stage: str, field: str, *pictures: tuple[str, bytes]) -> None:
        """Put pictures, each with its name, on a line; they go the way of every picture that people bring."""
        self._bring(who, f"{stage}.{field}", pictures, photo=True)

    def file(self, who: str, stage: str, field: str, *brought: tuple[str, bytes]) -> None:
        """Put files, each with its name, on a line."""
        self._bring(who, f"{stage}.{field}", brought, photo=False)

    def _bring(self, who: str, line: str, brought: Sequence[tuple[str, bytes]], *, photo: bool) -> None:
        stage, _, field = line.partition(".")
        with clock.as_of(self.moment):
            stored = [
                files.take(self.place, content, name, photo=photo, largest=LARGEST)
                for name, content in brought
            ]
            added = [bringing.attach(self.people[who], self.case, one) for one in stored]
        self.write(who, stage, "", **{field: added})

    def own(self, who: str, stage: str, field: str, name: str, content: bytes) -> None:
        """Keep a picture to one's own side, at a line."""
        line = self.thread.stage(stage).field(field)
        with clock.as_of(self.moment):
            stored = files.take(self.place, content, name, photo=True, largest=LARGEST)
            assert line is not None  # noqa: S101  a telling names lines that are there
            showing.keep_pictures(self.people[who], self.case, stage, line, [stored])

    def caption(self, who: str, stage: str, field: str, text: str, view: str = "") -> None:
        """Say what the newest picture of a line shows, and from where."""
        file = self.thread.value(f"{stage}.{field}")[-1]["id"]
        with self.deed():
            pinning.describe_pictures(self.people[who], self.case, {file: (text, view)})

    def pin(self, who: str, stage: str, field: str, at: tuple[int, int], title: str, text: str = "") -> None:
        """Put a pin into the newest picture of a line, at per cent from its left and its top."""
        file = self.thread.value(f"{stage}.{field}")[-1]["id"]
        spot = Spot(stage=stage, field=field, file=file, x=at[0] * 10, y=at[1] * 10)
        with self.deed():
            pinning.put_pin(self.people[who], self.case, spot, title, text)

    def answer(self, who: str, text: str) -> None:
        """Say something at the newest pin."""
        with self.deed():
            pinning.answer_pin(self.people[who], self.case, list(self.thread.pins)[-1], text)

    def settle(self, stage: str, *handles: str) -> None:
        """Put everybody's initials to the pins of a stage that are open."""
        for key in [key for key, one in self.thread.pins.items() if one.stage == stage and one.open]:
            for who in handles:
                with self.deed():
                    pinning.settle_pin(self.people[who], self.case, key)

    # ---- fitting notes
    def noted(self, who: str, stage: str, words: Mapping[str, Any]) -> None:
        """Write down what was seen at a fitting."""
        with self.deed():
            noting.write_note(self.people[who], self.case, stage, "notes", Observed(**words))

    def initial(self, stage: str, *handles: str) -> None:
        """Put everybody's initials to the notes of a fitting."""
        for who in handles:
            side = self.people[who].side
            own = [key for key, one in self.thread.notes.items() if one.stage == stage]
            if keys := [key for key in own if side not in self.thread.notes[key].initials]:
                with self.deed():
                    noting.initial_notes(self.people[who], self.case, keys, self.case.seq)

    def did(self, who: str, stage: str) -> None:
        """Do what the notes of the last fitting ask for."""
        for block in self.thread.stage(stage).blocks:
            for key, note in to_do(self.thread, block).items() if isinstance(block, ToDoBlock) else ():
                if note.done is None and note.judged is None:
                    with self.deed():
                        noting.do_note(self.people[who], self.case, key, True)

    def judge(self, stage: str, ways: Sequence[str]) -> None:
        """Both sides say of each earlier note how it stands; fixed, where nothing is told."""
        keys = to_judge(self.thread, self.thread.stage(stage))
        for key, how in zip_longest(keys, ways[: len(keys)], fillvalue="fixed"):
            for who in (self.cutter, self.voice):
                with self.deed():
                    noting.judge_note(self.people[who], self.case, stage, key, how)

    def say(self, who: str, text: str, place: str = "") -> None:
        """Say something to everyone in the order, about all of it or at a place."""
        with self.deed():
            cases.say(self.people[who], self.case, text, place)

    def among_us(self, who: str, text: str) -> None:
        """Say something in the room of one's own side."""
        with self.deed():
            rooms.say(self.people[who], self.case, text)

    def sign(self, stage: str, *handles: str) -> None:
        """Sign a stage, one after the other."""
        for who in handles:
            with self.deed():
                cases.sign(self.people[who], self.case, stage)

    # ---- inside a stage
    def review(self, who: str, stage: str, block: str, decision: str = "accepted", note: str = "") -> None:
        """Decide a review."""
        with self.deed():
            together.review(self.people[who], self.case, stage, block, decision, note)

    def tick(self, who: str, stage: str, block: str, *items: str) -> None:
        """Tick the named things of a checklist, or everything that must be ticked."""
        part = self.thread.stage(stage).block(block)
        required = part.items if isinstance(part, ChecklistBlock) else ()
        for item in items or [one.key for one in required if one.required]:
            with self.deed():
                together.tick(self.people[who], self.case, stage, block, item, True)

    def meet(self, stage: str, block: str, ago: int, at: str, place: str = "31 Burling Row") -> None:
        """The cutter offers three times from that day on; the customer picks the first."""
        first = datetime.combine(self.day(ago), time.fromisoformat(at), ZONE)
        times = (first, first + timedelta(hours=2), first + _DAY)
        with self.deed():
            terms = Terms(place=place)
            arranging.propose_times(self.people[self.cutter], self.case, stage, block, times, terms)
        with self.deed():
            arranging.pick_time(self.people[self.voice], self.case, stage, block, first)

    # ---- yeses
    def plan(self, who: str, stage: str, asked: Mapping[str, Asked], late_to: str) -> None:
        """Somebody of the customer's people names who says yes, and who is told of silence."""
        with self.deed():
            agreeing.plan_yeses(self.people[who], self.case, stage, "yeses", asked, late_to, 0)

    def yes(self, who: str, stage: str, department: str, note: str = "") -> None:
        """Say one's own yes."""
        with self.deed():
            agreeing.say_yes(self.people[who], self.case, (stage, "yeses", department, who), note)

    # ---- promises and the end
    def ask(self, who: str, stage: str, text: str, of: Side) -> str:
        """Ask one side for something; returns the promise's key."""
        with self.deed():
            together.ask(self.people[who], self.case, stage, text, of)
        return f"c{self.case.seq}"

    def promise(self, who: str, key: str, due: date) -> None:
        """Promise what was asked, by a day."""
        with self.deed():
            together.promise(self.people[who], self.case, key, due)

    def newest_promise(self) -> str:
        """The key of what was asked for last, by a person or by a review."""
        return max(self.thread.commitments.items(), key=lambda item: item[1].asked.seq)[0]

    def keep(self, who: str, key: str, judge: str) -> None:
        """Do what was promised; the other side is satisfied."""
        with self.deed():
            together.done(self.people[who], self.case, key)
        with self.deed():
            together.satisfied(self.people[judge], self.case, key)

    def condition(self, text: str) -> str:
        """The key of the condition that says this."""
        return next(key for key, row, _ in self.thread.conditions() if row["text"] == text)

    def met(self, *texts: str) -> None:
        """The customer says of these conditions that they are met."""
        for text in texts:
            with self.deed():
                together.met(self.people[self.voice], self.case, self.condition(text))

    def not_met(self, text: str, why: str, stage: str) -> None:
        """The customer says of a condition that it is not met yet."""
        with self.deed():
            together.not_met(self.people[self.voice], self.case, self.condition(text), why, stage)

    def visited(self, who: str) -> None:
        """Somebody has read the order up to here."""
        cases.mark_visit(self.people[who], self.case.id, self.case.seq, None, self.moment)
