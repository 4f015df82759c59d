"""PDFs, made by a program of its own (`pdf_maker.py`), one at a time: the house answers meanwhile."""

import base64
import json
import subprocess
import sys
import threading
from collections.abc import Mapping
from ctypes.util import find_library
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import structlog

from workflows.language import _

MAKER = Path(__file__).with_name("pdf_maker.py")
PATIENCE = 50  # seconds that one PDF may take
TURN = 5  # seconds to wait for one's turn
_one_at_a_time = threading.Lock()

log = structlog.get_logger()


class NotMade(Exception):
    """There is no PDF; the message says what to do instead."""


@cache
def installed() -> bool:
    """Whether this house can make PDFs: it has the package (requirements-extras.txt) and Pango."""
    return find_spec("weasyprint") is not None and find_library("pango-1.0") is not None


def pdf(html: str, files: Mapping[str, bytes]) -> bytes:
    """A page as PDF; `files` are all that it may show or load, by their address without a query.

    Raises:
        NotMade: it took too long, or could not be made.
    """
    given = {address: base64.b64encode(content).decode() for address, content in files.items()}
    if not _one_at_a_time.acquire(timeout=TURN):
        raise NotMade(_("Others are making PDFs at this moment. Try again in a minute."))
    try:
        return _made(json.dumps({"html": html, "files": given}).encode())
    except subprocess.TimeoutExpired:
        said = _("This order is too long for a PDF made here. Print it from your browser.")
        raise NotMade(said) from None
    finally:
        _one_at_a_time.release()


def _made(given: bytes) -> bytes:
    command = [sys.executable, "-P", str(MAKER)]
    done = subprocess.run(command, input=given, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603
    if done.returncode or not done.stdout.startswith(b"%PDF"):
        log.error("pdf", code=done.returncode, problem=done.stderr.decode(errors="replace")[-400:])
        raise NotMade(_("The PDF could not be made. Print it from your browser."))
    return done.stdout
