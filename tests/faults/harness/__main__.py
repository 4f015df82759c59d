"""`python -m tests.faults.harness drill` or `faults`; `--quick` does a little of each, `--only NAME` one."""

import argparse
import sys
from collections.abc import Callable
from functools import partial

from tests.faults.harness import clusters, drilling, kills, powercuts, tampering
from tests.faults.harness.table import Row, Table

# Its name, its database, itself, how often, and how often quickly.
Run = tuple[str, str, Callable[[int], Row], int, int]


def _both(name: str, run: Callable[[str, int], Row], many: int, few: int) -> list[Run]:
    return [(name, kind, partial(run, kind), many, few) for kind in ("sqlite", "postgresql")]


DRILL: list[Run] = [
    *_both("drill", drilling.drill, 12, 1),
    *_both("tamper", tampering.tamper, 1000, 40),
    *_both("cut", tampering.cut, 200, 20),
]
FAULTS: list[Run] = [
    *_both("web", kills.kill_web, 50, 3),
    ("worker", "sqlite", partial(kills.kill_worker, "sqlite"), 50, 2),
    ("power", "sqlite", partial(powercuts.power_cut, "sqlite"), 300, 20),
]
RUNS = {"drill": DRILL, "faults": FAULTS}


def main() -> int:
    """Run what was asked for, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.harness", description=__doc__)
    parser.add_argument("what", choices=[*RUNS])
    parser.add_argument("--only", help="one run of it, by its name")
    parser.add_argument("--on", choices=["sqlite", "postgresql"], help="one database")
    parser.add_argument("--times", type=int, help="how often, instead of what is usual")
    parser.add_argument("--quick", action="store_true", help="a little of each")
    said = parser.parse_args()
    table = Table()
    for name, kind, run, many, few in RUNS[said.what]:
        if said.only in (None, name) and said.on in (None, kind) and _possible(kind):
            times = said.times or (few if said.quick else many)
            table.run(name, kind, partial(run, times))
    return table.end()


def _possible(kind: str) -> bool:
    if kind == "sqlite" or clusters.there():
        return True
    print("No PostgreSQL on this machine: what needs one is left out.")
    return False


if __name__ == "__main__":
    sys.exit(main())
