"""Sixty photographs of 12 megapixels into one fitting, one by one, the worker killed in the middle of it."""

import io
import os
import re
import secrets
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PIL import Image, ImageChops
from sqlalchemy import func, select

from portal.cases.model import File
from portal.kernel import pictures, storage
from portal.kernel.settings import ROOT
from tests import house
from tests.bench.serving import Client, Writer, cookie, environment, named, served
from tests.journeys import played

COUNT, SIZE, NOISE = 60, (4000, 3000), 40
MIDDLE = COUNT // 2
LINE = "stages/forward_fitting/lines/fitting_photos"
PATIENCE = 900  # seconds for the last small copy
Rows = list[tuple[str, str]]


def sixty(url: str, folder: str, other: str) -> Rows:
    """Send them while somebody else works on the order `other`; what it took, in words."""
    with house.connected(url) as database, database.unit(write=True):
        ref = played.play(played.place("julian", "okoro"), "julian", "marian", "forward_fitting").ref
    marian, julian = cookie(url, "marian"), cookie(url, "julian")
    with served(url, folder, ["portal", "serve"]) as (port, server):
        workers = [pid for pid in children(server) if b"worker" in command(pid)]
        beside = Beside(Client(port, Cookie=f"thread={julian}"), other)
        sender = Sender(Client(port, Cookie=f"thread={marian}"), ref)
        peaks: list[float] = []
        with beside:
            for number, content in enumerate(photographs()):
                sender.send(f"IMG_{number:04}.jpg", content)
                if number == MIDDLE:
                    workers, peaks = killed(workers[0], url, folder)
            written = sender.write()
        last = time.perf_counter()
        copied = all_copied(url)
        late = time.perf_counter() - last
        page = sender.page()
        web = [pid for pid in children(server) if pid not in workers]
        memory = max(map(peak, web)), max([*peaks, *map(peak, workers)])
        os.kill(workers[0], signal.SIGTERM)
    whole = len([key for key in storage.at(f"file://{folder}/files").stored() if "." in key])
    due = COUNT * len(pictures.endings())
    return [
        ("sending one, the usual", f"{statistics.median(sender.taken):.0f} ms"),
        ("sending one, the slowest", f"{max(sender.taken):.0f} ms"),
        ("writing the line with all of them", f"{written:.0f} ms"),
        ("its page afterwards", f"{page[0]:.0f} ms, {page[1] / 1024:.0f} KB of HTML"),
        ("what another person read or wrote meanwhile, the slowest", f"{max(beside.taken):.0f} ms"),
        ("memory of a web process, the most", f"{memory[0]:.0f} MB"),
        ("memory of the worker, the most", f"{memory[1]:.0f} MB"),
        ("the last small copy after the last photograph", f"{late:.0f} s"),
        ("small copies that are there", f"{whole} of {due}, of {copied} photographs"),
    ]


def photographs() -> Iterator[bytes]:
    """Photographs as a telephone makes them: 4 MB, lying on their side, with the place they come from."""
    grain = Image.effect_noise(SIZE, NOISE)
    fall, round_ = (made.resize(SIZE) for made in (Image.linear_gradient("L"), Image.radial_gradient("L")))
    lying = Image.Exif()
    lying[0x0112] = 6
    lying.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 26.0), 3: "W", 4: (0.0, 8.0, 1.0)})
    for number in range(COUNT):
        moved = ImageChops.offset(grain, number * 61, number * 37)
        bands = [Image.blend(ground, moved, 0.25) for ground in (fall, round_, ImageChops.invert(fall))]
        out = io.BytesIO()
        Image.merge("RGB", bands).save(out, "JPEG", quality=88, exif=lying)
        yield out.getvalue()


class Sender:
    """Somebody who sends one file after the other, as the script does, and then writes the line."""

    def __init__(self, client: Client, ref: str) -> None:
        self.client, self.ref, self.ids = client, ref, list[str]()
        self.taken: list[float] = []
        self.form = client.ask("GET", self.at("/edit"), **{"Accept-Encoding": "identity"}).decode()

    def at(self, rest: str = "") -> str:
        """An address of the line."""
        return f"/orders/{self.ref}/{LINE}{rest}"

    def send(self, name: str, content: bytes) -> None:
        """Send one file; only this is counted."""
        edge = secrets.token_hex(16)
        head = f'--{edge}\r\nContent-Disposition: form-data; name="upload"; filename="{name}"\r\n\r\n'
        body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
        headers = {
            "Content-Type": f"multipart/form-data; boundary={edge}",
            "HX-Request": "true",
            "X-CSRFToken": named(self.form, "csrf_token"),
            "Idempotency-Key": secrets.token_urlsafe(16),
            "Accept-Encoding": "identity",
        }
        answers: list[bytes] = []
        self.client.connection.close()
        self.taken.append(
            clocked(lambda: answers.append(self.client.ask("POST", self.at("/files"), body, **headers)))
        )
        found = re.search(rb'value="([0-9a-f]{32})"', answers[0])
        assert found, answers
        self.ids.append(found[1].decode())

    def write(self) -> float:
        """Write the line with all of them; how many milliseconds it took."""
        words = {name: named(self.form, name) for name in ("csrf_token", "once", "seen")}
        body = "&".join(
            [f"{name}={said}" for name, said in words.items()] + [f"keep={one}" for one in self.ids]
        )
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return clocked(lambda: self.client.ask("POST", self.at(), body.encode(), **kind))

    def page(self) -> tuple[float, int]:
        """The page of the order: milliseconds and bytes."""
        pages: list[bytes] = []
        self.client.connection.close()  # it was idle for longer than the server keeps one
        plain = {"Accept-Encoding": "identity"}
        taken = clocked(lambda: pages.append(self.client.ask("GET", f"/orders/{self.ref}", **plain)))
        return taken, len(pages[0])


class Beside:
    """Somebody else who reads an order and writes a line of it all the while."""

    def __init__(self, client: Client, ref: str) -> None:
        self.client, self.ref, self.taken = client, ref, list[float]()
        self.writer, self.ends = Writer(client, ref), threading.Event()
        self.thread = threading.Thread(target=self._work)

    def _work(self) -> None:
        while not self.ends.wait(0.2):
            self.taken.append(clocked(lambda: self.client.ask("GET", f"/orders/{self.ref}")))
            self.writer.open()
            self.taken.append(clocked(self.writer.write))

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(self, *_: object) -> None:
        self.ends.set()
        self.thread.join()


def clocked(deed: Callable[[], object]) -> float:
    """How many milliseconds something takes."""
    begun = time.perf_counter()
    deed()
    return (time.perf_counter() - begun) * 1000


def killed(worker: int, url: str, folder: str) -> tuple[list[int], list[float]]:
    """Kill the worker at once, and start another as whoever watches over a server does; with its peak."""
    most = peak(worker)
    os.kill(worker, signal.SIGKILL)
    again = subprocess.Popen(
        [sys.executable, "-m", "portal", "worker"], cwd=ROOT, env=environment(url, folder)
    )
    return [again.pid], [most]


def all_copied(url: str) -> int:
    """Wait until every photograph has its small copies; how many have."""
    ready = select(func.count()).select_from(File).where(File.copied.is_not(None))
    with house.connected(url) as database:
        for _ in range(PATIENCE):
            with database.unit(write=False) as session:
                count = session.scalar(ready) or 0
            if count == COUNT:
                return count
            time.sleep(1)
    return count


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii")
    return [int(one) for one in listed.split()]


def command(pid: int) -> bytes:
    """How a process was started."""
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def peak(pid: int) -> float:
    """The most memory that a process has held so far, in megabytes."""
    said = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text("utf-8"))
    return int(said[1]) / 1024 if said else 0.0
