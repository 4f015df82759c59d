"""Pictures that people bring: decoded and written anew, upright, without the place and camera they came from.

Small copies for pages are made later, by the worker; until then a page shows the whole picture.
"""

import io
import threading
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from workflows.language import N_

try:  # an extra, because its decoder has a licence of its own (GPL)
    from pillow_heif import register_heif_opener

    register_heif_opener(thumbnails=False)
    HEIC = {"image/heic": "HEIF", "image/heif": "HEIF"}
except ImportError:
    HEIC = {}

KINDS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/avif": "AVIF", **HEIC}
MOST_POINTS = 60_000_000
TOO_MANY_POINTS = N_("%(name)s has more than 60 million points. Send a smaller one.")
# Pixels. As long as most cameras of telephones make them, so that the usual photograph is not resized, which
# takes as long as all the rest; one of 48 million points is unfolded at half its size. PNG is slow to write.
LONGEST_EDGE, LONGEST_PNG = 4032, 3000
WIDTHS = (320, 960)  # pixels: in a list or a line; across a phone, or half a desk
# One thread: nobody waits for a small copy, and whoever waits for a page needs the other cores.
FORMATS = {"avif": {"quality": 60, "speed": 8, "max_threads": 1}, "webp": {"quality": 75}}

# An unfolded picture takes four bytes a point. So many at a time, whoever waits, waits.
_at_once = threading.BoundedSemaphore(2)


class BadPicture(ValueError):
    """The picture cannot be taken; the message is a sentence with a place for its name."""


@dataclass(frozen=True)
class Picture:
    """A picture written anew: its bytes, its kind as in HTTP, its width and height in pixels."""

    content: bytes
    kind: str
    width: int
    height: int


def made_anew(content: bytes, kind: str) -> Picture:
    """The picture upright, no longer than we keep, without hidden data: PNG stays PNG, others become JPEG.

    Raises:
        BadPicture: it is of a kind we cannot show, far too large, or damaged.
    """
    if kind in ("image/heic", "image/heif") and not HEIC:
        raise BadPicture(N_("%(name)s is a HEIC picture, which we cannot show. Send it as JPEG."))
    if kind not in KINDS:
        raise BadPicture(N_("%(name)s is not a picture we can show. JPEG, PNG, WebP and AVIF will do."))
    with _at_once, warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            picture = Image.open(io.BytesIO(content), formats=[KINDS[kind]])
            if picture.width * picture.height > MOST_POINTS:
                raise BadPicture(TOO_MANY_POINTS)
            return _written(picture, kind)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise BadPicture(TOO_MANY_POINTS) from None
        except (UnidentifiedImageError, OSError, SyntaxError, EOFError):
            raise BadPicture(
                N_("%(name)s is damaged or not complete. Take it again, or send another.")
            ) from None


def _written(picture: Image.Image, kind: str) -> Picture:
    out, png = io.BytesIO(), kind == "image/png"
    longest = LONGEST_PNG if png else LONGEST_EDGE
    picture.draft("RGB", (longest, longest))  # a JPEG is unfolded no larger than it need be
    # Before it is turned: half the work, and one copy less. Hamming is as sharp as bicubic in half the time.
    picture.thumbnail((longest, longest), Image.Resampling.HAMMING)
    ImageOps.exif_transpose(picture, in_place=True)
    plain = picture.convert("RGBA" if png else "RGB")
    plain.info = {name: said for name, said in plain.info.items() if name == "icc_profile"}
    plain.save(out, "PNG") if png else plain.save(out, "JPEG", quality=88)
    return Picture(out.getvalue(), "image/png" if png else "image/jpeg", *plain.size)


def endings() -> list[str]:
    """How the keys of a picture's small copies end."""
    return [f".{width}.{kind}" for width in sorted(WIDTHS, reverse=True) for kind in FORMATS]


def small_copies(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The small copies of a picture that was made anew, each with the ending of its key: `.320.avif`."""
    with Image.open(io.BytesIO(content)) as picture:
        whole = picture.convert("RGBA" if picture.mode in ("RGBA", "LA", "P") else "RGB")
    for width in sorted(WIDTHS, reverse=True):
        if whole.width > width:
            height = max(1, round(whole.height * width / whole.width))
            # In two steps, the first a quick one to twice the size: the same to the eye, in half the time.
            whole = whole.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)
        for kind, how in FORMATS.items():
            out = io.BytesIO()
            whole.save(out, kind.upper(), **how)
            yield f".{width}.{kind}", out.getvalue()
