"""Answers lost on the wire, and servers that begin anew: each order once, and no request dropped."""

import threading
from collections import Counter
from queue import Empty, SimpleQueue

from sqlalchemy import select

from portal.cases.model import Case
from tests import house
from tests.faults.harness import houses
from tests.faults.harness.ledger import WORD, compare
from tests.faults.harness.load import Client, Load, load, word
from tests.faults.harness.table import Row
from tests.faults.harness.wire import wire

SHARE = 0.3
HANDS = 4


def lose(kind: str, times: int) -> Row:
    """Place so many orders while three answers in ten are lost; each is sent again until one comes."""
    wanted: SimpleQueue[str] = SimpleQueue()
    for _ in range(times):
        wanted.put(word())
    with houses.opened(kind) as made, houses.served(made) as program, wire(program.port, SHARE) as line:
        work = Load(made, line.port)
        hands = [threading.Thread(target=_place, args=(work, wanted)) for _ in range(HANDS)]
        for one in hands:
            one.start()
        for one in hands:
            one.join()
        with house.connected(made.url) as database, database.unit(write=False) as session:
            placed = [case.thread.value("need.need") or "" for case in session.scalars(select(Case))]
        there = Counter(found for text in placed for found in WORD.findall(text))
        missing = work.ledger.sent - there.keys()
        again = [found for found, count in there.items() if count > 1]
        kept = len(work.ledger.kept)
        name = made.kind
    result = f"{kept:,} orders, {len(missing)} missing, {len(again)} twice; {line.lost:,} answers lost"
    return Row(
        "answers lost on the wire", name, line.lost, result, not missing and not again and kept == times
    )


def _place(work: Load, wanted: "SimpleQueue[str]") -> None:
    client = Client(work.port, work.made.tokens["julian"], patience=60)
    while True:
        try:
            said = wanted.get_nowait()
        except Empty:
            return
        work.ledger.send(said)
        answer = work.insist(client, "POST", "/orders", {"account": "okoro", "need": f"A coat, {said}"})
        if answer and answer[0] == 201:
            work.ledger.keep(said)
        else:
            work.ledger.trouble(str(answer)[:80])


def reload(kind: str, times: int) -> Row:
    """Have the server begin anew again and again under load, as a deploy does; nothing may be dropped."""
    with houses.opened(kind) as made, houses.served(made) as program:
        with load(made, program.port) as work:
            for _ in range(times):
                houses.until(work.so_many(8), "nobody writes any more")
                before = set(program.answering())
                program.hang_up()
                houses.until(lambda before=before: _others(program, before), "it does not begin anew")
            houses.until(work.so_many(8), "nobody writes any more")
        with house.connected(made.url) as database:
            verdict = compare(database, work.ledger.kept, work.ledger.sent)
        dropped = sum(work.ledger.troubles.values())
        name = made.kind
    told = ", ".join(f"{count} × {said}" for said, count in work.ledger.troubles.items())
    result = f"{dropped} of {len(work.ledger.sent):,} requests dropped {told}; {verdict}"
    return Row("the server begun anew (HUP)", name, times, result, verdict.sound and not dropped)


def _others(program: houses.Program, before: set[int]) -> bool:
    now = set(program.answering())
    return bool(now) and not now & before
