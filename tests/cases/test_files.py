"""Files and photographs on a line: what is taken, what is refused, and how they are given out again."""

import io
import struct
import zlib

import pytest
from PIL import Image
from PIL.ExifTags import GPSTAGS, TAGS

from portal.cases import bringing
from portal.kernel import files
from tests import house
from tests.cases import playing
from tests.pages import said

PHOTOS, PAPERS = "cloth.photos", "cloth.papers"
STEP = b"ISO-10303-21;\nHEADER;\nENDSEC;\nDATA;\nENDSEC;\nEND-ISO-10303-21;\n"
PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"


@pytest.fixture(autouse=True)
def _folder(app, monkeypatch, tmp_path):
    """Files lie in the test's own folder, and none may be larger than 200 kB."""
    chosen = house.settings(files_url=f"file://{tmp_path}", largest_upload=200_000)
    monkeypatch.setitem(app.config, "SETTINGS", chosen)


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **more: object) -> bytes:
    """A small picture, blue on the left and white on the right."""
    image = Image.new("RGB", size, "white")
    image.paste("navy", (0, 0, size[0] // 2, size[1]))
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def from_a_telephone() -> bytes:
    """A photograph lying on its side, with the place and the camera it came from, and a remark."""
    exif = Image.Exif()
    exif[0x0110], exif[0x0112] = "Phone of Julian", 6
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 26.0), 3: "W", 4: (0.0, 8.0, 1.0)})
    return picture(exif=exif, comment=b"taken at home", xmp=b"<x>secret place</x>")


def bomb() -> bytes:
    """A PNG of a few bytes that unfolds into 30,000 x 30,000 points."""

    def chunk(name: bytes, said: bytes) -> bytes:
        return struct.pack(">I", len(said)) + name + said + struct.pack(">I", zlib.crc32(name + said))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0"))
        + chunk(b"IEND", b"")
    )


def bring(visitor, order, path, *brought, status=303, **more):
    """Add files, as (content, name), to a line."""
    uploads = [(io.BytesIO(content), name) for content, name in brought]
    data = {"seen": order.seq(path), "upload": uploads, **more}
    return visitor.post(order.line(path), data=data, content_type="multipart/form-data", status=status)


def test_a_photograph_is_shown_upright_and_without_where_it_was_taken(as_, cast, cloth):
    julian = as_(cast.julian)
    bring(julian, cloth, PHOTOS, (from_a_telephone(), "../../Me at home.JPG"))
    (kept,) = cloth.held(PHOTOS)
    assert (kept["name"], kept["type"]) == ("Me at home.JPG", "image/jpeg")
    assert cloth.last == "Julian Okoro wrote Pictures: Me at home.JPG"
    answer = as_(cast.marian).get(cloth.at(f"/files/{kept['id']}"), status=200)
    shown = Image.open(io.BytesIO(answer.data))
    assert shown.size == (40, 60)  # upright
    assert not shown.getexif()
    for hidden in (b"Phone of Julian", b"taken at home", b"secret place", b"Exif"):
        assert hidden not in answer.data
    assert TAGS[0x8825] == "GPSInfo" and GPSTAGS[2] == "GPSLatitude"  # what the picture came with
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_more_are_added_and_one_is_taken_away(as_, cast, cloth):
    julian = as_(cast.julian)
    bring(julian, cloth, PHOTOS, (picture(), "one.jpg"), (picture("PNG"), "two.png"))
    one, two = (kept["id"] for kept in cloth.held(PHOTOS))
    bring(julian, cloth, PHOTOS, (picture("WEBP"), "three.webp"), keep=[two])
    assert [kept["name"] for kept in cloth.held(PHOTOS)] == ["two.png", "three.webp"]
    assert [kept["type"] for kept in cloth.held(PHOTOS)] == ["image/png", "image/jpeg"]
    julian.get(cloth.at(f"/files/{one}"), status=200)  # history keeps it
    many = [(picture(size=(3, 2)), f"{n}.jpg") for n in range(60)]
    answer = bring(julian, cloth, PHOTOS, *many, keep=[two], status=422)
    assert "Pictures holds 60 files at most; these are 61." in answer.text


@pytest.mark.parametrize(
    ("path", "content", "name", "sentence"),
    [
        (PHOTOS, bomb(), "big.png", "big.png has more than 60 million points. Send a smaller one."),
        (PHOTOS, picture()[:300], "cut.jpg", "cut.jpg is damaged or not complete."),
        (PHOTOS, PDF, "me.jpg", "me.jpg is not a picture we can show. JPEG, PNG, WebP and AVIF will do."),
        (PHOTOS, picture("GIF"), "me.gif", "me.gif is not a picture we can show."),
        (PHOTOS, b"<svg onload='alert(1)'/>", "me.svg", "me.svg is not a picture we can show."),
        (PHOTOS, b"", "none.jpg", "none.jpg is empty. Choose it again."),
        (PAPERS, b"x" * 200_001, "long.txt", "long.txt is larger than 0.2 MB. Send a smaller one."),
        (PAPERS, picture(), "plan.pdf", "plan.pdf is not what its name says."),
        (PAPERS, b"a model, honestly", "hinge.STEP", "hinge.STEP is not what its name says."),
        (PHOTOS, STEP, "hinge.stp", "hinge.stp is not a picture we can show."),
        (PAPERS, b"<html><script>alert(1)</script>", "plan.html", "is not a kind of file we can keep here."),
        (PAPERS, b"MZ\x90\x00\x03\x00\x00\x00", "plan.exe", "is not a kind of file we can keep here."),
        (PAPERS, b"\x00\x01\x02 nothing known", "plan.txt", "is not a kind of file we can keep here."),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_gets_a_sentence(as_, cast, cloth, path, content, name, sentence):
    julian = as_(cast.julian)
    for headers in ({}, playing.HTMX):
        data = {"seen": 0, "why": "look at this", "upload": [(io.BytesIO(content), name)]}
        answer = julian.post(
            cloth.line(path), data=data, content_type="multipart/form-data", headers=headers, status=422
        )
        assert sentence in answer.text
        assert f'id="in-{path.replace(".", "-")}-error"' in answer.text
    assert cloth.held(path) is None
    whole = {
        f"{path.partition('.')[2]}:seen": 0,
        f"{path.partition('.')[2]}:upload": [(io.BytesIO(content), name)],
    }
    answer = julian.post(
        cloth.stage("cloth", "write"), data=whole, content_type="multipart/form-data", status=422
    )
    assert sentence in answer.text


def test_a_model_is_kept_as_a_file_and_only_ever_sent_as_a_download(as_, cast, cloth):
    julian = as_(cast.julian)
    bring(julian, cloth, PAPERS, (STEP, "hinge.stp"))
    (held,) = cloth.held(PAPERS)
    assert (held["name"], held["type"]) == ("hinge.stp", "model/step")
    answer = as_(cast.marian).get(cloth.at(f"/files/{held['id']}"), status=200)
    assert answer.data == STEP and answer.headers["Content-Disposition"].startswith("attachment")


def test_too_large_for_any_form_is_said_before_it_is_read(app, as_, cast, cloth, monkeypatch):
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 300_000)
    answer = bring(as_(cast.julian), cloth, PAPERS, (b"x" * 400_000, "long.txt"), status=413)
    assert "Send less text, or fewer files at once: go back, and add the others afterwards." in said(answer)
    for site, leads in (("http://localhost", True), ("http://elsewhere.example", False)):
        files = {"files": (io.BytesIO(b"x" * 400_000), "long.txt")}
        page = {"Referer": f"{site}{cloth.at()}?stage=cloth"}
        answer = as_(cast.julian).post(cloth.at("/say"), data=files, headers=page, status=413)
        assert (f'href="{cloth.at()}">Back to the order' in answer.text) == leads, "where a draft waits"


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (PDF, "plan.pdf", "application/pdf"),
        (b"Wool, mostly.", "cloth.txt", "text/plain"),
        (b"PK\x05\x06" + b"\0" * 18, "all.zip", "application/zip"),
        (picture(), "look.jpg", "image/jpeg"),
    ],
)
def test_other_kinds_are_only_ever_downloads(as_, cast, cloth, content, name, kind):
    bring(as_(cast.marian), cloth, PAPERS, (content, name))
    (kept,) = cloth.held(PAPERS)
    assert kept["type"] == kind
    answer = as_(cast.julian).get(cloth.at(f"/files/{kept['id']}"), status=200)
    assert answer.data == content
    how = "inline" if kind.startswith("image/") else "attachment"
    assert answer.headers["Content-Disposition"] == f"{how}; filename={name}"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\plan.txt", "plan.txt"),
        ("a\r\nX-Evil: 1.txt", "aX-Evil: 1.txt"),
        ("\u202etxt.exe", "txt.exe"),
        ("n" * 300 + ".txt", "n" * 120),
        ("…", "file"),
        ("Größe “M”.txt", "Größe “M”.txt"),
    ],
)
def test_names_of_files_are_cleaned(given, kept):
    assert files.clean_name(given) in (kept, kept if kept != "file" else "…")


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("Größe M.txt", "attachment; filename=\"Groe M.txt\"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20M.txt"),
        ("布地 1.txt", "attachment; filename=1.txt; filename*=UTF-8''%E5%B8%83%E5%9C%B0%201.txt"),
        ("布地", "attachment; filename=file; filename*=UTF-8''%E5%B8%83%E5%9C%B0"),
    ],
)
def test_a_strange_name_goes_into_the_header_safely(as_, cast, cloth, name, header):
    bring(as_(cast.marian), cloth, PAPERS, (b"Wool", name))
    answer = as_(cast.julian).get(cloth.at(f"/files/{cloth.held(PAPERS)[0]['id']}"), status=200)
    assert answer.headers["Content-Disposition"] == header
    assert answer.headers["Content-Disposition"].isascii()


def test_a_file_of_another_order_or_of_nobody_is_refused(as_, cast, cloth, database):
    other = playing.begin(database, cast.ruth, cast.northmoor, "Uniforms")
    bring(as_(cast.ruth), other, PHOTOS, (picture(), "secret.jpg"))
    (theirs,) = other.held(PHOTOS)
    julian = as_(cast.julian)
    for known in (theirs["id"], "0" * 32, "../../etc/passwd", ""):
        answer = julian.post(cloth.line(PHOTOS), data={"seen": 0, "keep": known}, status=409)
        assert "Pictures names a file that is not in this order. Add the file again." in answer.text
        assert "secret.jpg" not in answer.text
    for person in (cast.julian, cast.stranger, cast.ada):
        as_(person).get(other.at(f"/files/{theirs['id']}"), status=404)
    for order in (cloth, other):  # a file through an order that it is not in, by somebody who sees both
        found = as_(cast.marian).get(order.at(f"/files/{theirs['id']}"))
        assert found.status_code == (200 if order is other else 404)
    own = as_(cast.marian).post(cloth.line(PHOTOS), data={"seen": 0, "keep": theirs["id"]}, status=409)
    assert "names a file that is not in this order." in own.text


def test_a_file_that_is_gone_from_the_folder_is_not_found(as_, cast, cloth):
    ghost = files.Stored("a" * 32, "ghost.jpg", "image/jpeg", 3, "0" * 64)
    cloth.do(cast.julian, bringing.attach, ghost)
    as_(cast.julian).get(cloth.at(f"/files/{'a' * 32}"), status=404)
    as_(cast.julian).get(cloth.at("/files/..%2f..%2fetc%2fpasswd"), status=404)
