"""Where everybody stands in a drawing with one in the middle: places of an SVG. Pure."""

from dataclasses import dataclass

WIDTH, MIDDLE = 1168.0, 584.0
MOST_AROUND, MOST_WITHIN = 12, 8
ROUND = 150.0  # how far the ends of the one in the middle are rounded
MARK = 20.0  # half of the mark of whoever stands around
ROOM = 165.0  # above and below the one in the middle
TEXT, BESIDE = 172.0, 12.0
ONE_COLUMN, TWO_COLUMNS = 380.0, 556.0
HEAD, ROW = 128.0, 69.0


@dataclass(frozen=True)
class Middle:
    """The one in the middle: how wide and high, and in how many columns people stand in it."""

    width: float
    height: float
    columns: int

    @property
    def left(self) -> float:
        """Its left edge."""
        return MIDDLE - self.width / 2

    @property
    def whole(self) -> float:
        """How high the whole drawing is."""
        return self.height + 2 * ROOM

    @property
    def centre(self) -> tuple[float, float]:
        """Its centre."""
        return MIDDLE, self.whole / 2

    def holds(self, x: float, y: float) -> bool:
        """Whether a place lies in it."""
        across, up = abs(x - MIDDLE), abs(y - self.whole / 2)
        flat = self.width / 2 - ROUND
        if across <= flat:
            return up <= self.height / 2
        return ((across - flat) / ROUND) ** 2 + (up / (self.height / 2)) ** 2 <= 1


@dataclass(frozen=True)
class Spot:
    """Where one of those around stands, on which side its words are, and from where to where its tie goes."""

    x: float
    y: float
    leftward: bool
    start: tuple[float, float]
    end: tuple[float, float]

    @property
    def words(self) -> tuple[float, float]:
        """The left edge of its words and how wide they may be."""
        if self.leftward:
            wide = min(TEXT, self.x - MARK - BESIDE)
            return self.x - MARK - BESIDE - wide, wide
        return self.x + MARK + BESIDE, min(TEXT, WIDTH - self.x - MARK - BESIDE)


def middle(people: int) -> Middle:
    """The one in the middle, as large as so many people need."""
    columns = 1 if people < 2 else 2
    rows = max(1, -(-people // columns))
    return Middle(ONE_COLUMN if columns == 1 else TWO_COLUMNS, HEAD + ROW * rows, columns)


def around(one: Middle, count: int) -> list[Spot]:
    """So many around it, as one reads them: on both sides, and one each above and below."""
    above = count > 2
    below = count > 3 and count % 2 == 0
    beside = count - above - below
    places = [(MIDDLE, 58.0, False)] if above else []
    places += [(_bulge(y, one), y, True) for y in _heights(beside // 2, one.whole)]
    places += [(WIDTH - _bulge(y, one), y, False) for y in _heights(beside - beside // 2, one.whole)]
    places += [(MIDDLE, one.whole - 56.0, False)] if below else []
    return [_spot(one, x, y, leftward) for x, y, leftward in sorted(places, key=lambda at: (at[1], at[0]))]


def _heights(count: int, whole: float) -> list[float]:
    """The heights of so many on one side, from above downwards."""
    if count < 2:
        return [whole / 2] * count
    margin = {2: 144.0, 3: 84.0}.get(count, 62.0)
    return [margin + (whole - 2 * margin) * place / (count - 1) for place in range(count)]


def _bulge(y: float, one: Middle) -> float:
    """How far from the left edge somebody at this height stands: farther out in the middle."""
    away = abs(y - one.whole / 2) / (one.whole / 2)
    return 196 + 167 * away**2


def _spot(one: Middle, x: float, y: float, leftward: bool) -> Spot:
    centre = one.centre
    across, up = centre[0] - x, centre[1] - y
    outside, inside = 0.0, 1.0
    for _halving in range(40):
        half = (outside + inside) / 2
        if one.holds(x + across * half, y + up * half):
            inside = half
        else:
            outside = half
    off = (MARK + 5) / max(abs(across), abs(up))  # the mark is a square
    return Spot(x, y, leftward, (x + across * off, y + up * off), (x + across * outside, y + up * outside))
