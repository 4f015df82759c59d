"""Pictures for the demo house: cloth drawn thread by thread, paper patterns, a coat with its pins."""

import io
from collections.abc import Callable, Iterable
from functools import cache
from itertools import pairwise
from math import lcm

from PIL import Image, ImageDraw, ImageFilter

Colour = tuple[int, int, int]
Points = list[tuple[float, float]]
THREAD = 6  # pixels
SIZE = (720, 540)
PAPER, PENCIL, CHALK = (199, 172, 131), (66, 56, 48), (244, 240, 230)

# Whether the warp lies on top where thread x crosses thread y, and after how many threads that repeats.
WEAVES: dict[str, tuple[int, Callable[[int, int], bool]]] = {
    "plain": (2, lambda x, y: (x + y) % 2 == 0),
    "hopsack": (4, lambda x, y: (x // 2 + y // 2) % 2 == 0),
    "twill": (4, lambda x, y: (x + y) % 4 < 2),
    "herringbone": (16, lambda x, y: (x + y if x % 16 < 8 else x - y + 1) % 4 < 2),
    "satin": (5, lambda x, y: (x * 2 + y) % 5 > 0),
}


def cloth(weave: str, warp: Iterable[Colour], weft: Iterable[Colour] = ()) -> bytes:
    """A swatch as a JPEG. `warp` and `weft` are the colours of the threads, as they repeat."""
    along = tuple(warp)
    return _cloth(weave, along, tuple(weft) or along)


@cache
def _cloth(weave: str, warp: tuple[Colour, ...], weft: tuple[Colour, ...]) -> bytes:
    period, warp_on_top = WEAVES[weave]
    wide, high = lcm(period, len(warp)), lcm(period, len(weft))
    tile = Image.new("RGB", (wide * THREAD, high * THREAD))
    for x in range(wide):
        for y in range(high):
            upright = warp_on_top(x, y)
            tile.paste(_crossing(warp[x % len(warp)] if upright else weft[y % len(weft)], upright), _at(x, y))
    picture = Image.new("RGB", SIZE)
    for left in range(0, SIZE[0], tile.width):
        for top in range(0, SIZE[1], tile.height):
            picture.paste(tile, (left, top))
    return _jpeg(picture.filter(ImageFilter.GaussianBlur(0.6)))


def _at(x: int, y: int) -> tuple[int, int]:
    return x * THREAD, y * THREAD


@cache
def _crossing(colour: Colour, upright: bool) -> Image.Image:
    """The thread on top at one crossing: round, so lighter in its middle and dark where it dives."""
    spot = Image.new("RGB", (THREAD, THREAD))
    for across in range(THREAD):
        for along in range(THREAD):
            light = 1.12 - 0.13 * abs(across - (THREAD - 1) / 2) - (0.10 if along in (0, THREAD - 1) else 0)
            place = (across, along) if upright else (along, across)
            spot.putpixel(place, _lit(colour, light))
    return spot


def _lit(colour: Colour, light: float) -> Colour:
    red, green, blue = (max(0, min(255, round(part * light))) for part in colour)
    return red, green, blue


@cache
def pattern() -> bytes:
    """The paper pattern of a coat: back, forepart and sleeve, in pencil on brown paper."""
    picture = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(picture)
    for part in (BACK, FOREPART, SLEEVE):
        draw.line(_curve(part), fill=PENCIL, width=3, joint="curve")
        left, right = min(x for x, _ in part), max(x for x, _ in part)
        _dashes(draw, [(left + 6, 300), (right - 6, 300)], PENCIL)
    return _jpeg(picture)


@cache
def lay(colour: Colour) -> bytes:
    """The same pattern in chalk on the cloth, before the shears."""
    picture = Image.new("RGB", SIZE, colour)
    draw = ImageDraw.Draw(picture)
    for part in (BACK, FOREPART, SLEEVE):
        draw.line(_curve(part), fill=CHALK, width=4, joint="curve")
        inlay = [(x + (14 if x > 360 else -14), y) for x, y in part]
        _dashes(draw, [*inlay, inlay[0]], CHALK)
    return _jpeg(picture.filter(ImageFilter.GaussianBlur(0.5)))


@cache
def fitting(colour: Colour) -> bytes:
    """A coat on its stand with basting stitches."""
    picture = Image.new("RGB", SIZE, (226, 222, 214))
    draw = ImageDraw.Draw(picture)
    for side in (COAT, [(SIZE[0] - x, y) for x, y in COAT]):
        draw.polygon(_curve(side), fill=colour, outline=_lit(colour, 0.6))
    for line in SEAMS:
        _dashes(draw, line, CHALK)
        _dashes(draw, [(SIZE[0] - x, y) for x, y in line], CHALK)
    return _jpeg(picture)


def _curve(corners: Points) -> Points:
    """A smooth closed line through the corners, as a curved rule would draw it (Hermite's cubic)."""
    count = len(corners)
    line: Points = []
    for number in range(count):
        before, here, there, after = (corners[(number + step) % count] for step in (-1, 0, 1, 2))
        for step in range(8):
            t = step / 8
            along, leaving, reaching = t * t * (3 - 2 * t), 0.3 * t * (1 - t) ** 2, 0.3 * t * t * (t - 1)
            x, y = (
                h + (n - h) * along + (n - b) * leaving + (a - h) * reaching
                for b, h, n, a in zip(before, here, there, after, strict=True)
            )
            line.append((x, y))
    return [*line, line[0]]


def _dashes(draw: ImageDraw.ImageDraw, line: Points, colour: Colour) -> None:
    """A line of long stitches."""
    for (x0, y0), (x1, y1) in pairwise(line):
        steps = max(1, round(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5 / 12))
        for step in range(0, steps, 2):
            first, last = step / steps, min(1.0, (step + 1) / steps)
            ends = [(x0 + (x1 - x0) * part, y0 + (y1 - y0) * part) for part in (first, last)]
            draw.line(ends, fill=colour, width=3)


def _jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=82)
    return out.getvalue()


BACK: Points = [
    (70, 70), (125, 60), (190, 92), (182, 150), (196, 210), (188, 300), (200, 400), (206, 490), (80, 490),
    (84, 400), (92, 300), (80, 180),
]  # fmt: skip
FOREPART: Points = [
    (290, 96), (350, 62), (366, 62), (392, 130), (432, 210), (440, 320), (446, 430), (420, 486), (270, 490),
    (262, 400), (276, 300), (262, 210), (284, 160),
]  # fmt: skip
SLEEVE: Points = [
    (520, 150), (545, 100), (590, 76), (636, 104), (658, 160), (650, 300), (632, 486), (540, 480), (536, 300),
]  # fmt: skip
COAT: Points = [
    (360, 60), (322, 52), (236, 84), (206, 150), (180, 300), (164, 420), (206, 432), (238, 300), (252, 240),
    (248, 330), (226, 500), (352, 512), (362, 470), (362, 330),
]  # fmt: skip
SEAMS: list[Points] = [
    [(352, 70), (318, 170), (354, 312), (354, 500)],
    [(290, 250), (282, 340), (272, 498)],
    [(246, 96), (262, 170), (250, 236)],
    [(268, 372), (330, 366)],
]
