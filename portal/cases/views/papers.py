"""The dossier as a page, as the bare document that a PDF is made of, and as the words that it says."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from flask import current_app, g, render_template, url_for

from portal.cases import retelling, show
from portal.cases.queries import Case
from portal.cases.views import render
from portal.kernel import press, storage
from portal.kernel.doors import me
from portal.kernel.storage import Storage
from workflows.language import N_
from workflows.values import Length

HOW_TO_PRINT = N_(
    "Open the dossier and print it: Ctrl P, or ⌘ P on a Mac. Every browser can save it as a PDF there."
)
SHEETS = ("paper/pdf.css", "dossier.css")
WIDTH = 960  # pixels of the small copies that are printed


def told(stood: retelling.Stood, house: Any, length: Length) -> show.Dossier:
    """What the dossier says, on the clock of the house and in one unit of length."""
    at, zone = stood.entry.at, ZoneInfo(house.zone)
    paper = show.paper(stood.thread, at, render.people(stood.case), zone, length)
    return show.dossier(paper, stood.case.ref, render.logged(stood.entry), stood.entry.hash, stood.said)


def paper(stood: retelling.Stood, house: Any, length: Length) -> str:
    """The document itself, without anything around it: what a copy is compared with."""
    return render_template("cases/_dossier.html", **_given(stood, house, length))


def page(stood: retelling.Stood) -> str:
    """The document on a page of the house, with what may be done with it."""
    order = {"case": stood.case, "later": stood.case.seq - stood.entry.seq, "can_make": press.installed()}
    return render_template("cases/dossier.html", **_given(stood, g.house, me().length_unit), **order)


def bare(stood: retelling.Stood) -> str:
    """The document alone, as a PDF is made of it."""
    return render_template("cases/dossier_pdf.html", **_given(stood, g.house, me().length_unit))


def checking(case: Case, said: tuple[str, str], answer: retelling.Answer | None) -> str:
    """The page of a check, with what was typed and what came of it."""
    zone = ZoneInfo(g.house.zone)
    at = show.paper(case.thread, answer.at, {}, zone, "cm").stamp(answer.at) if answer and answer.at else ""
    return render_template("cases/check_dossier.html", case=case, said=said, answer=answer, at=at)


def needed(stood: retelling.Stood, place: Storage) -> dict[str, bytes]:
    """Every file that the bare document shows or loads, by its address."""
    root = Path(str(current_app.static_folder))
    found = [*(root / sheet for sheet in SHEETS), *root.glob("fonts/*.woff2"), *root.glob("paper/*.svg")]
    own = {url_for("static", filename=file.relative_to(root).as_posix()): file.read_bytes() for file in found}
    dossier = told(stood, g.house, me().length_unit)
    for plate in dossier.plates:
        own[_address(stood.case.ref, plate.file)] = _picture(place, plate.file)
    return own


def _given(stood: retelling.Stood, house: Any, length: Length) -> dict[str, object]:
    account = stood.case.account
    return {"dossier": told(stood, house, length), "of": house, "account": account, "width": WIDTH}


def _address(ref: str, file: str) -> str:
    return urlsplit(url_for("cases.small", ref=ref, file=file, width=WIDTH)).path


def _picture(place: Storage, file: str) -> bytes:
    """The small copy of a picture, or all of it while there is none; nothing when it is lost."""
    for key in (f"{file}.{WIDTH}.webp", file):
        try:
            return place.get(key)
        except (FileNotFoundError, storage.OutOfReach):
            continue
    return b""
