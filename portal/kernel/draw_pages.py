"""Draw the pages of a PDF from standard input: a program of its own, because a PDF may be made to do harm.

It never runs inside the portal. It is given little memory and time, and nothing of the house: no settings,
no database, no files. What it gives back are plain pictures, each with its length before it.
"""

import resource
import sys
from io import BytesIO

import pypdfium2  # type: ignore[import-untyped]

MEMORY, SECONDS = 2_000_000_000, 60  # bytes, and seconds of work
LONGEST_EDGE = 2400  # pixels: an A4 drawing can be read at that
FINEST = 4.0  # times the 72 dots an inch that a page is measured in


def main() -> None:
    """Draw as many pages as the first argument says, each written as its length in 8 bytes and a PNG."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    pdf = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    for number in range(min(len(pdf), int(sys.argv[1]))):
        page = pdf[number]
        scale = min(FINEST, LONGEST_EDGE / max(*page.get_size(), 1))
        out = BytesIO()
        page.render(scale=scale, draw_annots=True).to_pil().convert("RGB").save(out, "PNG")
        content = out.getvalue()
        sys.stdout.buffer.write(len(content).to_bytes(8, "big") + content)


if __name__ == "__main__":
    main()
