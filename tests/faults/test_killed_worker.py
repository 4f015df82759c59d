"""A worker that is killed while it copies pictures: the next one makes every copy that is missing."""

import io
import os
import signal
import subprocess
import sys
import time

import pytest
from PIL import Image
from sqlalchemy import func, select, update

from portal.cases.copying import TAKEN_FOR
from portal.cases.model import File
from portal.kernel import clock, pictures, storage
from portal.kernel.settings import ROOT
from tests import house
from tests.cases.test_files import PHOTOS, picture
from tests.cases.test_uploads import key, send
from tests.faults.breaking import engine

COUNT = 4
PATIENCE = 900  # looks, ten in a second


@pytest.fixture
def place(real, monkeypatch, tmp_path):
    """Files lie in the test's own folder."""
    chosen = house.settings(files_url=f"file://{tmp_path}/files")
    monkeypatch.setitem(real.app.config, "SETTINGS", chosen)
    return storage.at(chosen.files_url)


@pytest.fixture
def worker(real, place):
    """Starts the house's own worker; none is left behind."""
    url = engine(real.database).url.render_as_string(hide_password=False)
    told = {**os.environ, "DATABASE_URL": url, "FILES_URL": f"file://{place.name}"}
    begun = []

    def begin():
        begun.append(subprocess.Popen([sys.executable, "-m", "portal", "worker"], cwd=ROOT, env=told))
        return begun[-1]

    yield begin
    for process in begun:
        process.kill()
        process.wait()


def _count(real, *which):
    with real.database.unit(write=False) as session:
        return session.scalar(select(func.count()).select_from(File).where(*which))


def _until(done, process):
    for _ in range(PATIENCE):
        if done():
            return
        assert process.poll() is None, "the worker ended by itself"
        time.sleep(0.1)
    raise AssertionError("it took too long")


@pytest.mark.timeout(240)
def test_a_worker_killed_in_the_middle_loses_no_picture(real, place, worker):
    julian = real.visitor("julian")
    ids = [key(send(julian, real.order, picture(size=(1000, 750)), f"{n}.jpg")) for n in range(COUNT)]
    julian.post(real.order.line(PHOTOS), data={"seen": 0, "keep": ids}, status=303)
    first = worker()
    _until(lambda: _count(real, File.tried.is_not(None)), first)
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert _count(real, File.copied.is_not(None)) < COUNT, "it was in the middle of it"
    with real.database.unit(write=True) as session:  # the minute passes for which a picture is taken
        begun = update(File).where(File.tried.is_not(None), File.copied.is_(None))
        session.execute(begun.values(tried=clock.now() - TAKEN_FOR * 2))
    second = worker()
    _until(lambda: _count(real, File.copied.is_not(None)) == COUNT, second)
    second.send_signal(signal.SIGTERM)
    assert second.wait(timeout=60) == 0
    assert _count(real, File.tries > 1) <= 1
    for one in ids:
        for ending in pictures.endings():
            copy = Image.open(io.BytesIO(place.get(one + ending)))
            copy.load()
            assert f".{copy.width}.{copy.format.lower()}" == ending
