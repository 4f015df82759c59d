"""The pages of a PDF: drawn by the worker in a program of its own, looked at and pinned like photographs."""

import io
from datetime import timedelta

import pytest
import time_machine
from PIL import Image

from portal.cases import paging
from portal.cases.copying import TAKEN_FOR
from portal.kernel import clock, pages, storage
from tests import house
from tests.cases.test_files import PAPERS, PDF, bring
from tests.pages import said
from workflows.pins import page


def drawing(count: int = 2) -> bytes:
    """A PDF of so many pages, each A5 and blue in a corner."""
    sheet = Image.new("RGB", (420, 595), "white")
    sheet.paste("navy", (20, 20, 120, 120))
    out = io.BytesIO()
    sheet.save(out, "PDF", save_all=True, append_images=[sheet] * (count - 1))
    return out.getvalue()


@pytest.fixture
def place(app, monkeypatch, tmp_path):
    """Where files lie."""
    chosen = house.settings(files_url=f"file://{tmp_path}")
    monkeypatch.setitem(app.config, "SETTINGS", chosen)
    return storage.at(chosen.files_url)


def test_the_pages_are_drawn_once_and_pinned_by_both(as_, cast, cloth, database, place):
    julian = as_(cast.julian)
    bring(julian, cloth, PAPERS, (drawing(), "hinge.pdf"))
    pdf = cloth.held(PAPERS)[0]["id"]
    leads = cloth.at(f"/files/{pdf}/pages")
    assert leads in julian.get(cloth.at()).text and "Look at its pages" in said(julian.get(cloth.at()))
    assert "are not drawn yet" in said(julian.get(leads, status=409))
    assert paging.draw_due(database, place) and not paging.draw_due(database, place)
    first = julian.get(leads, status=303).location
    assert first == cloth.at(f"/pictures/{page(pdf, 1)}")
    seen = julian.get(first, status=200)
    assert "hinge.pdf, page 1" in said(seen) and page(pdf, 2) in seen.text and page(pdf, 3) not in seen.text
    julian.post(f"{first}/pin", data={"where": "445-555", "title": "This bore"}, status=303)
    assert cloth.last == "Julian Okoro put a pin into Papers: This bore"
    assert "This bore" in said(as_(cast.marian).get(first, status=200))
    shown = as_(cast.marian).get(cloth.at(f"/files/{page(pdf, 1)}/320"), status=200)
    assert shown.content_type == "image/png"
    as_(cast.stranger).get(first, status=404)
    as_(cast.stranger).get(leads, status=404)
    julian.get(cloth.at(f"/pictures/{page(pdf, 3)}"), status=404)
    assert cloth.sound()


def test_a_pdf_that_cannot_be_drawn_stays_a_download(as_, cast, cloth, database, place):
    julian = as_(cast.julian)
    bring(julian, cloth, PAPERS, (PDF, "empty.pdf"))
    pdf = cloth.held(PAPERS)[0]["id"]
    assert paging.draw_due(database, place)
    assert not paging.draw_due(database, place), "it is left alone for some minutes"
    soon = julian.get(cloth.at(f"/files/{pdf}/pages"), status=409)
    assert "The pages of empty.pdf are not drawn yet. Look again in a minute" in said(soon)
    with time_machine.travel(clock.now() + TAKEN_FOR + timedelta(minutes=1), tick=False):
        assert paging.draw_due(database, place)
        never = julian.get(cloth.at(f"/files/{pdf}/pages"), status=409)
    assert "The pages of empty.pdf cannot be drawn: it may be damaged" in said(never)
    assert "Back to the order" in said(never)
    assert julian.get(cloth.at(f"/files/{pdf}"), status=200).data == PDF


def test_only_so_many_pages_are_drawn_and_none_larger_than_a_picture():
    drawn = list(pages.drawn(drawing(4), 3))
    assert len(drawn) == 3 and all(max(one.width, one.height) <= 2400 for one in drawn)


def test_a_program_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(pages, "PATIENCE", 0.001)
    with pytest.raises(pages.Undrawable):
        list(pages.drawn(drawing(), 2))
