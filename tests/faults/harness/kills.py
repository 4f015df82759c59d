"""kill -9 of the web and of the worker while people write; nothing that was told is lost."""

import os
import random
import signal
import time
from contextlib import suppress

from sqlalchemy import func, select, update

from portal.kernel import clock, mail
from portal.kernel.db import Database
from portal.kernel.mail import Letter
from tests import house
from tests.faults.harness import houses
from tests.faults.harness.ledger import compare
from tests.faults.harness.load import Load, load
from tests.faults.harness.table import Row
from tests.letters import Postbox, postbox

ALL = 5  # each fifth kill ends the whole server, and another is begun


def kill_web(kind: str, times: int) -> Row:
    """Kill a process that answers, and now and then all of them, in the middle of what they do."""
    chance, waits = random.Random(3), list[float]()
    with houses.opened(kind) as made:
        program = houses.start(made)
        try:
            with load(made, program.port) as work:
                for number in range(times):
                    houses.until(work.so_many(chance.randint(1, 8)), "nobody writes any more")
                    time.sleep(chance.random() * 0.2)
                    begun = time.monotonic()
                    if number % ALL == ALL - 1:
                        program.kill()
                        program = houses.start(made, program.port)
                    else:
                        _kill_one(program, chance)
                    houses.until(work.so_many(1), "it does not come back")
                    waits.append(time.monotonic() - begun)
                houses.until(work.so_many(5), "it does not come back")
        finally:
            program.end()
        return judged("kill -9 of the web", made, work, times, f"back after {max(waits):.1f} s at most")


def _kill_one(program: houses.Program, chance: random.Random) -> None:
    answering = program.answering()
    if answering:
        with suppress(ProcessLookupError):
            os.kill(chance.choice(answering), signal.SIGKILL)


def judged(what: str, made: houses.House, work: Load, times: int, more: str) -> Row:
    """The row of a run: what was kept held against what is there, and what clients were told meanwhile."""
    with house.connected(made.url) as database:
        verdict = compare(database, work.ledger.kept, work.ledger.sent)
    troubles = ", ".join(f"{times} × {said}" for said, times in work.ledger.troubles.most_common(6))
    notes = (f"what clients were told meanwhile: {troubles or 'nothing but yes'}",)
    return Row(what, made.kind, times, f"{verdict}; {more}", verdict.sound, notes)


# ---- the worker
class Refusing(Postbox):
    """A mail server that says "later" to three letters in ten."""

    def __init__(self) -> None:
        super().__init__()
        self.chance = random.Random(5)

    async def handle_DATA(self, server, session, envelope):
        """Take a letter, or not yet."""
        if self.chance.random() < 0.3:
            return "451 try again later"
        return await super().handle_DATA(server, session, envelope)


def kill_worker(kind: str, times: int) -> Row:
    """Kill the worker while it sends letters, to a server that refuses three in ten for now."""
    chance, letters = random.Random(6), times * 20
    with houses.opened(kind) as made, house.connected(made.url) as database, postbox(Refusing()) as box:
        with database.unit(write=True):
            for number in range(letters):
                mail.write(f"guest{number}@example.org", f"Letter {number}", "Hello")
        for _ in range(times):
            _due(database)
            goal = min(len(box.letters) + chance.randint(1, 14), letters)
            running = houses.worker(made, MAIL_URL=box.url)
            houses.until(lambda goal=goal: _enough(box, goal, database), "no letters come")
            time.sleep(chance.random() * 0.05)
            running.kill()
            running.wait()
        running = houses.worker(made, MAIL_URL=box.url)
        while _unsent(database):
            _due(database)
            time.sleep(1)
        running.terminate()
        running.wait(timeout=60)
        copies = [one["Message-ID"] for one in box.letters]
        missing, again = letters - len(set(copies)), len(copies) - len(set(copies))
        sound = missing == 0 and again <= times
        result = f"{letters:,} letters, {missing} lost, {again} repeated under the same Message-ID"
        return Row("kill -9 of the worker", made.kind, times, result, sound)


def _enough(box: Postbox, goal: int, database: Database) -> bool:
    _due(database)  # those refused for now are tried at once, not after minutes
    return len(box.letters) >= goal


def _due(database: Database) -> None:
    """The minutes pass for which a letter is taken, or was refused."""
    with database.unit(write=True) as session:
        waiting = update(Letter).where(Letter.sent.is_(None), Letter.next_try.is_not(None))
        session.execute(waiting.values(next_try=clock.now() - mail.LEASE, tries=0))


def _unsent(database: Database) -> int:
    with database.unit(write=False) as session:
        return session.scalar(select(func.count()).select_from(Letter).where(Letter.sent.is_(None))) or 0
