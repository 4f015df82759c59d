"""A clock that jumps a day ahead, and back: nothing is lost, and histories go on by their numbers."""

import itertools
import shutil

from tests import house
from tests.faults.harness import houses
from tests.faults.harness.ledger import compare
from tests.faults.harness.load import load
from tests.faults.harness.table import Row

JUMPS = ("+1d", "-1d", "+0")


def jump(kind: str, times: int) -> Row:
    """Begin the server anew with another clock each time, while the same people go on writing."""
    if shutil.which("faketime") is None:
        return Row("jumps of the clock", kind, 0, "not measured: faketime is not on this machine", False)
    with houses.opened(kind) as made:
        program = houses.start(made)
        with load(made, program.port) as work:
            for clock in itertools.islice(itertools.cycle(JUMPS), times):
                houses.until(work.so_many(5), "nobody writes any more")
                program.kill()
                program = houses.start(made, program.port, before=["faketime", "-f", clock])
            houses.until(work.so_many(5), "nobody writes any more")
        program.end()
        with house.connected(made.url) as database:
            verdict = compare(database, work.ledger.kept, work.ledger.sent)
        said = houses.said(made, "verify")
        name = made.kind
    result = f"{verdict}; verify: {'sound' if said.returncode == 0 else said.stdout.strip()[-200:]}"
    return Row("jumps of the clock by a day", name, times, result, verdict.sound and said.returncode == 0)
