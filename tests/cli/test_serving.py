"""The server answers, stops when it is told to, and leaves nothing behind when it is killed."""

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select

from portal.kernel import mail
from portal.kernel.settings import ROOT
from tests import house

PATIENCE = 90  # seconds that a start may take on a busy machine
COMMAND = [sys.executable, "-m", "portal"]


@pytest.fixture
def port(monkeypatch):
    """A port of this machine that nobody uses, as the one to serve on."""
    with socket.create_server(("127.0.0.1", 0)) as trial:
        number = trial.getsockname()[1]
    monkeypatch.setenv("PORT", str(number))
    return number


@pytest.fixture
def serve(port, of_the_cast):
    """Serve the house as people do; gives the process once it answers. Its output ends when all of it has."""
    started = []

    def begin():
        process = subprocess.Popen(
            [*COMMAND, "serve"], cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        started.append(process)
        _until(lambda: _answer(port, "/readyz") == 200, process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def _answer(port, path):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
            return answer.status
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return 0


def _until(done, process=None):
    for _ in range(PATIENCE * 10):
        if done():
            return
        assert process is None or process.poll() is None, process.communicate()
        time.sleep(0.1)
    raise AssertionError("it took too long")


@pytest.fixture
def post(monkeypatch):
    """A mail server; gives the letters that came."""
    came = []

    class Box:
        async def handle_DATA(self, _server, _session, envelope):
            came.append(envelope)
            return "250 OK"

    controller = Controller(Box(), hostname="127.0.0.1", port=0)
    with socket.create_server(("127.0.0.1", 0)) as trial:
        controller.port = trial.getsockname()[1]
    controller.start()
    monkeypatch.setenv("MAIL_URL", f"smtp://127.0.0.1:{controller.port}")
    yield came
    controller.stop()


@pytest.fixture
def letter(of_the_cast):
    """A letter in the outbox; asks whether it has gone."""
    with house.connected(of_the_cast) as database:
        with database.unit(write=True):
            mail.write("julian@example.org", "Your fitting", "On Tuesday, as you asked.")

        def gone():
            with database.unit(write=False) as session:
                return session.scalar(select(mail.Letter.sent)) is not None

        yield gone


@pytest.mark.timeout(240)
def test_a_server_says_where_to_click_answers_and_stops_when_told(serve, port):
    server = serve()
    assert _answer(port, "/sign-in") == 200
    server.send_signal(signal.SIGTERM)
    said, _ = server.communicate(timeout=PATIENCE)
    assert server.returncode == 0
    assert f"Open http://127.0.0.1:{port}" in said and "Wren & Alder" in said
    assert "Traceback" not in said
    socket.create_server(("127.0.0.1", port)).close()


@pytest.mark.once
@pytest.mark.timeout(240)
def test_a_killed_server_leaves_no_port_taken_and_nobody_behind(serve, port, post, letter):
    server = serve()
    _until(letter)  # sent by the server's own worker
    assert post[0].rcpt_tos == ["julian@example.org"]
    server.kill()
    server.communicate(timeout=PATIENCE)  # its output ends when the last of its processes has
    socket.create_server(("127.0.0.1", port)).close()


@pytest.mark.once
@pytest.mark.timeout(240)
def test_a_worker_sends_what_waits_and_stops_when_told(post, letter):
    worker = subprocess.Popen([*COMMAND, "worker"], cwd=ROOT)
    _until(letter, worker)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=PATIENCE) == 0
    assert len(post) == 1
