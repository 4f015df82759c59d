"""The one table at the end, of what was done and what came of it."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """One run: what was done how often, on what, and what came of it."""

    what: str
    on: str
    faults: int
    result: str
    sound: bool
    notes: tuple[str, ...] = ()


@dataclass
class Table:
    """Rows as they come, each printed at once; then all of them."""

    rows: list[Row] = field(default_factory=list)

    def run(self, what: str, on: str, measure: Callable[[], Row]) -> None:
        """Make one measurement; one that fails is a row too."""
        print(f"{what}, {on} ...", flush=True)
        begun = time.monotonic()
        try:
            row = measure()
        except Exception as problem:  # the others are still measured
            row = Row(what, on, 0, f"could not be measured: {type(problem).__name__}: {problem}", False)
        self.rows.append(row)
        print(f"  {told(row)}  [{time.monotonic() - begun:.0f} s]", flush=True)
        for note in row.notes:
            print(f"  {note}", flush=True)

    def end(self) -> int:
        """Print the table; 1 when something was lost."""
        print("\n" + "\n".join(told(row) for row in self.rows))
        faults = sum(row.faults for row in self.rows)
        sound = all(row.sound for row in self.rows)
        print(f"{faults:,} faults: {'nothing was lost.' if sound else 'SOMETHING IS WRONG, see above.'}")
        return 0 if sound else 1


def told(row: Row) -> str:
    """A row as a line."""
    mark = "ok   " if row.sound else "WRONG"
    return f"{mark} {row.what:<34} {row.on:<11} {row.faults:>5}  {row.result}"
