"""Whatever people do, in whatever order: what must stay true of every case."""

import json
from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.workflows import replan
from tests.workflows.sample import COLLAR, START, SUIT
from workflows import course
from workflows.blocks.todo import to_do
from workflows.blocks.work import unmet
from workflows.booked import Wish
from workflows.calendars import USUAL
from workflows.calls import calls
from workflows.case import Actor, Case, Conflict, Refused
from workflows.changes import apply, diff, document, document_after, undo
from workflows.clocks import expected, held, since
from workflows.grammar import SIDES
from workflows.ledger import standing as standing_at
from workflows.offered import in_hand
from workflows.records import Terms
from workflows.turn import Step, open_steps, side_to_move, steps, waited
from workflows.waits import by_year, ended, so_far, totals

SIDE = st.sampled_from(SIDES)
STAGE = st.sampled_from(["need", "cloth", "fitting", "fitting__2", "finishing"])
# Lines that take any text, so that each value written is unlike any other and can be looked for later.
WORDS = st.sampled_from([("need", "need"), ("need", "title"), ("cloth", "code"), ("fitting", "note")])
OTHERS = st.sampled_from(
    [
        ("cloth", "pattern", "check"),
        ("cloth", "pattern", "plain"),
        ("cloth", "pattern", ""),
        ("cloth", "match", "no"),
        ("cloth", "code", ""),
        ("cloth", "stock", "3"),
        ("need", "date", "2026-06-01"),
        ("need", "date", ""),
        ("need", "conditions", [{"text": "It fits"}]),
        ("need", "conditions", [{"text": "It is blue"}, {"text": "It fits"}]),
        ("need", "conditions", []),
        ("fitting__2", "note", ""),
    ]
)
DECISION = st.sampled_from(["accepted", "accepted_with_changes", "changes_needed", "not_mine"])
MAY_END = (course.sign, course.met, course.finish)
MAY_UNSIGN = (course.write, course.put_back, replan.reopen, course.withdraw, course.not_met)


def standing(case: Case) -> set[tuple[str, str]]:
    """Every signature that stands."""
    return {
        (stage, side)
        for stage, signed in case.signatures.items()
        for side in signed
        if case.stands(stage, side)
    }


class AnyCourse(RuleBasedStateMachine):
    """Both sides do anything at any time; a journal is kept as the house keeps it."""

    older = Bundle("older")

    @initialize(target=older, far=st.integers(0, 15))
    def begin(self, far):
        """A case that has come some way; with nobody in the way it takes 16 steps."""
        self.at, self.count, self.journal = START, 0, []
        self.case = course.begin(SUIT, self.actor("customer"), "A suit", "Wedding suit", "GBP")
        self.journal.append(diff({}, document(self.case)))
        self.acknowledged = ["A suit", "Wedding suit"]
        for _ in range(far):
            self.take(steps(self.case)[0], 1)
        return self.case

    def actor(self, side):
        return Actor(f"{side}-1", side.title(), side, self.at)

    def word(self):
        """Words that nobody has written before."""
        self.count += 1
        return f"word {self.count:04}."

    def do(self, side, deed, *args, says=()):
        """Do it, or be refused and find nothing changed; then compare before and after."""
        before = self.case
        stored = document(before)
        try:
            after = deed(before, self.actor(side), *args)
        except (Refused, Conflict) as refused:
            assert str(refused).endswith(".") and document(before) == stored
            return
        if after is before:
            return
        self.acknowledged += says
        self.case = after
        self.compare(before, after, side, deed, args)

    def compare(self, before, after, side, deed, args):
        assert after.seq == before.seq + 1
        one, two = document(before), document(after)
        assert document_after(before, one, after) == two
        changes = json.loads(json.dumps(diff(one, two)))
        assert apply(one, changes) == two and undo(two, changes) == one
        self.journal.append(changes)
        lost = standing(before) - standing(after)
        touched = args[-1] if deed is course.not_met else args[0] if deed in MAY_UNSIGN else None
        assert {stage for stage, _ in lost} <= {touched}
        if deed is course.sign:
            assert unmet(before, before.stage(args[0])) == [] and after.stands(args[0], side)
        if after.status == "fulfilled":
            assert side == "customer" and deed in MAY_END
            assert after.now is None and after.all_met() and open_steps(after) == []
        gone = waited(after, self.at)
        assert all(gone[side] >= before.turn.waited[side] for side in SIDES)
        assert sum(gone.values()) == (self.at - START) // timedelta(seconds=1)

    # ---- what people do
    @rule(seconds=st.integers(1, 10**6) | st.just(0.7))
    def time_goes_by(self, seconds):
        self.at += timedelta(seconds=seconds)

    @rule(data=st.data(), day=st.integers(0, 9))
    def take_the_next_step(self, data, day):
        """What keeps a case moving: somebody does one of the things that are open."""
        if found := steps(self.case):
            self.take(data.draw(st.sampled_from(found)), day)

    @rule(day=st.integers(0, 9), count=st.integers(1, 4))
    def take_the_first_steps(self, day, count):
        for _ in range(count):
            if found := steps(self.case):
                self.take(found[0], day)

    def take(self, step: Step, day: int):
        stage, target = step.stage, step.target
        deeds = {
            "line": lambda: self.line_step(stage, target),
            "appointment": lambda: self.appointment_step(stage, target, day),
            "checklist": lambda: (course.tick, stage, target, self.item(stage, target)),
            "review": lambda: (course.review, stage, target, "accepted"),
            "sign": lambda: (course.sign, stage),
            "look_again": lambda: (course.sign, stage),
            "promise": lambda: (course.promise, target, self.at.date() + timedelta(days=day)),
            "change": lambda: (course.done, target),
            "judge": lambda: (course.satisfied, target),
            "condition": lambda: (course.met, target),
            "finish": lambda: (course.finish,),
            "note": lambda: (course.initial_notes, [target], self.case.seq),
            "judge_note": lambda: (course.judge_note, stage, target, "fixed"),
            "proposal": lambda: (course.decline, target, self.word()),
            "to_do": lambda: (course.do_note, self.undone(stage, target)),
            "hold": lambda: (course.release, target, "declined"),
        }
        before = self.case
        self.do(step.side, *deeds[step.kind]())
        assert self.case is not before  # nobody is asked for what cannot be done

    def line_step(self, stage, target):
        value = {"conditions": [{"text": "It fits"}], "match": "yes"}.get(target, self.word())
        return course.write, stage, {target: value}, {target: self.case.line_seq(stage, target)}

    def appointment_step(self, stage, target, day):
        meeting = self.case.appointments.get(stage, {}).get(target)
        offer = meeting.moving or meeting.proposed if meeting else None
        if offer and offer.times[0] > self.at:
            return course.pick_time, stage, target, offer.times[0]
        if meeting and meeting.moving:
            return course.keep_time, stage, target, self.word()
        return course.propose_times, stage, target, (self.at + timedelta(days=day + 1),)

    def item(self, stage, target):
        return self.case.unticked(stage, self.case.stage(stage).block(target))[0].key

    def undone(self, stage, target):
        """The first note that asks for work and is not done."""
        notes = to_do(self.case, self.case.stage(stage).block(target))
        return next(key for key, note in notes.items() if note.done is None and note.judged is None)

    @rule(side=SIDE, stage=STAGE, amount=st.integers(-70, 70), leave=st.booleans())
    def write_note(self, side, stage, amount, leave):
        word = self.word()
        words = {"observation": word, "amount": amount, "action": "leave" if leave else "take_in"}
        seen = COLLAR.model_copy(update=words)
        self.do(side, course.write_note, stage, "seen", seen, says=[word])

    @rule(side=SIDE, stage=STAGE)
    def hold(self, side, stage):
        self.do(side, course.hold, stage, "clan-2", "Somebody else")

    @precondition(lambda self: self.case.notes)
    @rule(side=SIDE, data=st.data(), stale=older, how=st.sampled_from(["fixed", "partly", "not", "never"]))
    def do_something_with_a_note(self, side, data, stale, how):
        key, word = data.draw(st.sampled_from(sorted(self.case.notes))), self.word()
        seen = COLLAR.model_copy(update={"observation": word})
        stage = data.draw(STAGE)
        deeds = [
            (course.change_note, key, seen, stale.seq),
            (course.change_note, key, seen, self.case.seq),
            (course.initial_notes, [key], stale.seq),
            (course.take_back_note, key),
            (course.do_note, key, data.draw(st.booleans())),
            (course.judge_note, stage, key, how),
        ]
        deed = data.draw(st.sampled_from(deeds))
        self.do(side, *deed, says=[word] if deed[0] is course.change_note else ())

    @rule(side=SIDE, line=WORDS, stale=older, late=st.booleans())
    def write(self, side, line, stale, late):
        """A line is written by somebody who saw it as it is, or as it was a while ago."""
        (stage, field), word, case = line, self.word(), self.case
        seen = (stale if late else case).line_seq(stage, field)
        self.do(side, course.write, stage, {field: word}, {field: seen}, says=[word])
        if case.status == "open":
            assert (self.case is not case) == (seen == case.line_seq(stage, field))

    @rule(side=SIDE, line=OTHERS)
    def write_something(self, side, line):
        stage, field, value = line
        self.do(side, course.write, stage, {field: value}, {field: self.case.line_seq(stage, field)})

    @rule(line=WORDS, stale=older)
    def two_people_write_two_lines(self, line, stale):
        stage, field = line
        other = {"need": "date", "cloth": "stock", "fitting": "note"}[stage]
        if self.case.status == "open" and other != field:
            seen = {field: self.case.line_seq(stage, field), other: self.case.line_seq(stage, other)}
            one, two = self.word(), {"date": "2026-07-01", "stock": 9}[other]
            self.do("customer", course.write, stage, {field: one}, seen, says=[one])
            self.do("clan", course.write, stage, {other: two}, seen)
            assert (self.case.value(f"{stage}.{field}"), self.case.value(f"{stage}.{other}")) == (one, two)

    @rule(side=SIDE, line=WORDS, stale=older)
    def put_back(self, side, line, stale):
        stage, field = line
        self.do(side, course.put_back, stage, field, stale.value(f"{stage}.{field}"))

    @rule(target=older)
    def open_the_page(self):
        return self.case

    @rule(side=SIDE)
    def say(self, side):
        self.do(side, course.say, "Thank you")

    @rule(side=SIDE, stage=STAGE)
    def sign(self, side, stage):
        self.do(side, course.sign, stage)

    @rule(side=SIDE, stage=STAGE)
    def withdraw(self, side, stage):
        self.do(side, course.withdraw, stage)

    @rule(side=SIDE, stage=STAGE)
    def reopen(self, side, stage):
        word = self.word()
        self.do(side, replan.reopen, stage, word, says=[word])

    @rule(side=SIDE, stage=STAGE)
    def skip(self, side, stage):
        word = self.word()
        self.do(side, replan.skip, stage, word, says=[word])

    @rule(side=SIDE, stage=STAGE)
    def again(self, side, stage):
        word = self.word()
        self.do(side, replan.again, stage, word, says=[word])

    @rule(side=SIDE, stage=STAGE, decision=DECISION)
    def review(self, side, stage, decision):
        word = self.word()
        self.do(side, course.review, stage, "fit", decision, word, says=[word])

    @rule(side=SIDE, item=st.sampled_from(["buttons", "pressed", "card"]), ticked=st.booleans())
    def tick(self, side, item, ticked):
        self.do(side, course.tick, "finishing", "inspection", item, ticked)

    @rule(side=SIDE, stage=STAGE, hours=st.lists(st.integers(-5, 90), max_size=3))
    def propose_times(self, side, stage, hours):
        times = tuple(self.at + timedelta(hours=one) for one in hours)
        self.do(side, course.propose_times, stage, "visit", times, Terms(place="here"))

    @rule(side=SIDE, stage=STAGE, hours=st.lists(st.integers(-5, 90), max_size=3))
    def move_time(self, side, stage, hours):
        times, word = tuple(self.at + timedelta(hours=one) for one in hours), self.word()
        self.do(side, course.move_time, stage, "visit", times, word, Terms(place="there"), says=[word])

    @rule(side=SIDE, stage=STAGE)
    def keep_time(self, side, stage):
        self.do(side, course.keep_time, stage, "visit", self.word())

    @rule(side=SIDE, stage=STAGE, place=st.sampled_from(["here", "there"]))
    def describe_time(self, side, stage, place):
        self.do(side, course.describe_time, stage, "visit", Terms(place=place))

    @rule(side=SIDE, stage=STAGE)
    def cancel_time(self, side, stage):
        word = self.word()
        self.do(side, course.cancel_time, stage, "visit", word, says=[word])

    @rule(side=SIDE, line=WORDS)
    def propose(self, side, line):
        word = self.word()
        self.do(side, course.propose, *line, Wish(way=word), says=[word])

    @rule(side=SIDE, data=st.data())
    def answer_a_proposal(self, side, data):
        if found := sorted(in_hand(self.case)):
            key, word = data.draw(st.sampled_from(found)), self.word()
            if data.draw(st.booleans()):
                self.do(side, course.counter, key, Wish(way=word), says=[word])
            else:
                self.do(side, course.decline, key, word, says=[word])

    @rule(side=SIDE, of=SIDE, stage=STAGE)
    def ask(self, side, of, stage):
        word = self.word()
        self.do(side, course.ask, stage, word, of, says=[word])

    @rule(side=SIDE, data=st.data(), days=st.integers(-1, 9))
    def keep_or_break_promises(self, side, data, days):
        key = data.draw(st.sampled_from(sorted(self.case.commitments)))
        day: date = self.at.date() + timedelta(days=days)
        deed = data.draw(
            st.sampled_from(
                [
                    (course.promise, key, day),
                    (course.done, key),
                    (course.satisfied, key),
                    (course.not_yet, key, "why"),
                ]
            )
        )
        self.do(side, *deed)

    @precondition(lambda self: self.case.conditions())
    @rule(side=SIDE, data=st.data(), stage=STAGE, good=st.booleans())
    def judge(self, side, data, stage, good):
        key = data.draw(st.sampled_from([key for key, _, _ in self.case.conditions()]))
        deed = (course.met, key) if good else (course.not_met, key, self.word(), stage)
        self.do(side, *deed)

    @rule(side=SIDE)
    def finish(self, side):
        self.do(side, course.finish)

    # ---- what stays true
    @invariant()
    def the_document_is_the_case(self):
        assert Case.model_validate(json.loads(json.dumps(document(self.case)))) == self.case

    @invariant()
    def somebody_is_to_move_and_can(self):
        """Also when what was asked of one side has run out meanwhile, and nobody has done anything since."""
        today = self.at.date()
        side = side_to_move(self.case, today)
        assert side == standing_at(self.case.turn, self.at).side
        if self.case.status == "fulfilled":
            assert side is None and steps(self.case) == []
        else:
            found = open_steps(self.case) or steps(self.case)
            assert side in {step.side for step in held(self.case, found, today)}

    @invariant()
    def every_open_thing_has_a_clock(self):
        assert all(self.case.begun.at <= since(self.case, step) <= self.at for step in steps(self.case))

    @invariant()
    def every_open_thing_is_expected_of_somebody_and_told_when_it_is_late(self):
        told = calls(self.case, USUAL, self.at.date())
        assert len({one.key for one in told}) == len(told)
        waiting = {(one.kind, one.stage, one.side) for one in told if one.again}
        for step in steps(self.case):
            assert expected(self.case, step, USUAL) >= since(self.case, step).date()
            assert (step.kind, step.stage, step.side) in waiting

    @invariant()
    def the_waits_add_up_to_the_ledger(self):
        """To the second, each begins where the last one ended, and cutting them at New Year loses none."""
        waits = [one for changes in self.journal[1:] for one in ended(changes)]
        waits += so_far(self.case.turn, self.at)
        gone = waited(self.case, self.at)
        assert totals(waits) == gone
        assert all(one.until == two.since for one, two in pairwise(waits))
        years = by_year(waits, ZoneInfo("Pacific/Auckland"))
        assert {side: sum(of[side] for of in years.values()) for side in SIDES} == gone

    @invariant()
    def the_stage_under_way_waits_for_something(self):
        case = self.case
        if case.now:
            stage = case.stages[case.now]
            assert unmet(case, stage) or case.unsigned(stage)
            kinds = {step.kind for step in open_steps(case) if step.stage == case.now}
            assert ("sign" in kinds) == (not unmet(case, stage))

    @invariant()
    def whoever_signs_is_the_side_it_says(self):
        for signed in self.case.signatures.values():
            assert all(side == signature.side for side, signature in signed.items())

    def teardown(self):
        if not hasattr(self, "case"):
            return
        everything: dict[str, object] = {}
        for changes in self.journal:
            everything = apply(everything, changes)
        assert everything == document(self.case)
        kept = json.dumps([everything, [change.get("was") for entry in self.journal for change in entry]])
        assert [word for word in self.acknowledged if word not in kept] == []


AnyCourse.TestCase.settings = settings(
    max_examples=settings.default.max_examples // 4, stateful_step_count=40
)
TestAnyCourse = AnyCourse.TestCase
