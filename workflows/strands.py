"""How threads lie: lines of an SVG between two places, drawn as the house draws threads. Pure."""

from math import hypot, pi, sin

Place = tuple[float, float]
HALF, WIDE, GAP, STEP = (
    12.0,
    4.6,
    3.1,
    1.5,
)  # half a turn of a twist, its height, where one passes over, a stroke
Run = list[Place]


def straight(start: Place, end: Place) -> str:
    """One strand."""
    return _path([[start, end]])


def twist(start: Place, end: Place) -> tuple[str, str]:
    """Two strands around each other; each leaves a gap where the other passes over."""
    long = hypot(end[0] - start[0], end[1] - start[1])
    turns = max(2, round(long / HALF))
    return _path(_strand(start, end, turns, 1)), _path(_strand(start, end, turns, -1))


def _strand(start: Place, end: Place, turns: int, way: int) -> list[Run]:
    long = hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    along = ((end[0] - start[0]) / long, (end[1] - start[1]) / long)
    half = long / turns
    runs: list[Run] = []
    run: Run = []
    steps = max(turns * 2, round(long / STEP))
    for number in range(steps + 1):
        at = long * number / steps
        if _under(at, half, turns, way):
            runs, run = [*runs, run], []
            continue
        off = way * WIDE * sin(pi * at / half)
        run.append((start[0] + along[0] * at - along[1] * off, start[1] + along[1] * at + along[0] * off))
    return [one for one in [*runs, run] if len(one) > 1]


def _under(at: float, half: float, turns: int, way: int) -> bool:
    """Whether this strand is below the other here; at each crossing the other one is, turn and turn about."""
    crossing = round(at / half)
    below = crossing % 2 == (way > 0)
    return below and 0 < crossing < turns and abs(at - crossing * half) < GAP


def _path(runs: list[Run]) -> str:
    return "".join(f"M{'L'.join(f'{x:.1f} {y:.1f}' for x, y in run)}" for run in runs)
