"""Makes one PDF and ends: a program of its own, so that it can be bounded and knows nothing of the house.

It reads JSON from its input, {"html": …, "files": {address: base64}}, and writes the PDF to its output. Of
the addresses in the page it knows only those files: it opens no other file and asks no network. It is started
by its path (`portal.kernel.press`) and imports nothing of ours.
"""

import base64
import io
import json
import resource
import sys
from typing import Any
from urllib.parse import urlsplit

from PIL import Image, UnidentifiedImageError
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

HERE = "https://dossier.invalid"  # what addresses in the page are read from; nothing is asked there
MEMORY, SECONDS = 2 * 1024**3, 25
LONGEST_EDGE = 960  # pixels: half the width of the paper at 280 to the inch
KINDS = {"css": "text/css", "svg": "image/svg+xml", "woff2": "font/woff2"}


class Known(URLFetcher):  # type: ignore[misc]  # WeasyPrint carries no types
    """Gives the files of this one document, and refuses every other address."""

    def __init__(self, files: dict[str, bytes]) -> None:
        super().__init__(allowed_protocols=("data",))
        self.files = files

    def fetch(self, url: str, headers: Any = None) -> Any:
        """One of the files that were given.

        Raises:
            ValueError: the address is none of theirs.
        """
        parts = urlsplit(url)
        if f"{parts.scheme}://{parts.netloc}" != HERE or parts.path not in self.files:
            raise ValueError(f"not a file of this document: {url[:80]}")
        content, kind = _drawn(self.files[parts.path], parts.path.rpartition(".")[2])
        return URLFetcherResponse(url, io.BytesIO(content), {"Content-Type": kind})


def _drawn(content: bytes, ending: str) -> tuple[bytes, str]:
    """A file as it goes into the PDF; photographs as JPEG, which is put in as it is."""
    if ending in KINDS:
        return content, KINDS[ending]
    try:
        with Image.open(io.BytesIO(content)) as picture:
            plain = picture.convert("RGB")
    except (UnidentifiedImageError, OSError) as error:
        raise ValueError("not a picture") from error
    plain.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=80)
    return out.getvalue(), "image/jpeg"


def make(html: str, files: dict[str, bytes]) -> bytes:
    """The page as a tagged PDF (PDF/UA)."""
    document = HTML(string=html, base_url=f"{HERE}/", url_fetcher=Known(files))
    made: bytes = document.write_pdf(pdf_variant="pdf/ua-1", font_config=FontConfiguration())
    return made


def bounded() -> None:
    """Take no more memory and time than a long order needs."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    if sys.platform == "linux":  # elsewhere the address space cannot be bounded
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    bounded()
    given = json.load(sys.stdin)
    known = {address: base64.b64decode(content) for address, content in given["files"].items()}
    sys.stdout.buffer.write(make(given["html"], known))
