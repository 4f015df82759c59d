"""Measure the house on SQLite and on PostgreSQL through gunicorn, and write docs/measured.md."""

import os
import platform
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

from portal.kernel.settings import ROOT
from tests import servers
from tests.bench.furnished import FEW, LONG_HISTORY, MANY, Furnished, crowd, furnish, moved_to, sqlite
from tests.bench.photos import COUNT, Rows, sixty
from tests.bench.serving import PARALLEL, Client, Figure, Writer, cookie, gunicorn, per_second, timed
from tests.workflows.test_impact import until
from workflows.impact import impact

PAGE = ROOT / "docs" / "measured.md"
Figures = dict[str, Figure | float]


def measure(url: str, furnished: Furnished, folder: str) -> Figures:
    """Everything that is measured, on one database."""
    julian, marian = cookie(url, "julian"), cookie(url, "marian")
    with gunicorn(url, folder) as port:
        client = Client(port, Cookie=f"thread={julian}")
        clan = Client(port, Cookie=f"thread={marian}")
        program = Client(port, Authorization=f"Bearer {furnished.token}")
        figures = _orders(client, program, furnished)
        figures[f"home, {FEW} orders in the house"] = timed(get(clan, "/home"))
        crowd(url)
        figures |= _lists(Client(port, Cookie=f"thread={marian}"))  # the other connection was idle too long
        figures |= _at_once(port, julian, furnished)
    return figures


def get(client: Client, path: str) -> Callable[[], object]:
    """Ask for a page."""
    return lambda: client.ask("GET", path)


def _orders(client: Client, program: Client, furnished: Furnished) -> Figures:
    writer = Writer(client, furnished.others[0])
    return {
        "an order that begins": timed(get(client, f"/orders/{furnished.short}")),
        "the longest order": timed(get(client, f"/orders/{furnished.longest}")),
        f"an order with {LONG_HISTORY:,} entries": timed(get(client, f"/orders/{furnished.history}")),
        "its history, the newest page": timed(get(client, f"/orders/{furnished.history}/history")),
        "writing a line": timed(writer.write, writer.open),
        "the longest order over the API": timed(get(program, f"/api/v1/orders/{furnished.longest}")),
    }


def _lists(clan: Client) -> Figures:
    return {
        f"home, {MANY:,} orders in the house": timed(get(clan, "/home")),
        f"the list of {MANY:,} orders": timed(get(clan, "/orders")),
        f"searching {MANY:,} orders": timed(get(clan, "/orders?q=lisbon")),
        f"finding among {MANY:,} orders": timed(get(clan, "/find?q=lisbon")),
    }


def _at_once(port: int, julian: str, furnished: Furnished) -> Figures:
    clients = [Client(port, Cookie=f"thread={julian}") for _ in range(PARALLEL)]
    refs = [*furnished.others, furnished.short][:PARALLEL]
    writers = [Writer(client, ref) for client, ref in zip(clients, refs, strict=True)]

    def written(writer: Writer) -> Callable[[], object]:
        return lambda: (writer.open(), writer.write())

    return {
        "an order that begins ": per_second([get(one, f"/orders/{furnished.short}") for one in clients]),
        "the longest order ": per_second([get(one, f"/orders/{furnished.longest}") for one in clients]),
        f"home, {MANY:,} orders ": per_second([get(one, "/home") for one in clients]),
        "opening and writing a line ": per_second([written(one) for one in writers]),
    }


# ------------------------------------------------------------------ said in a table


def weighing() -> float:
    """Milliseconds to weigh a change of mind and what it brings about, in the longest definition."""
    order = until("finish_fitting")
    today, took = order.at.date(), []
    for _ in range(200):
        begun = time.perf_counter()
        impact(order.case, {"style.pocket_style": "slanted_flap"}, today)
        took.append(time.perf_counter() - begun)
    return statistics.median(took) * 1000


def page(found: dict[str, Figures], sent: Rows, weighed: float, machine: str, seconds: float) -> str:
    """docs/measured.md."""
    names = list(found)
    head = " | ".join(["", *(f"{name}, median | p95" for name in names)])
    rule = "|".join(["---", *["---:"] * (2 * len(names))])
    timed_rows, load_rows = [], []
    for what, first in found[names[0]].items():
        if isinstance(first, Figure):
            told = (found[name][what] for name in names)
            cells = " | ".join(f"{one.median:.0f} ms | {one.p95:.0f} ms" for one in told)
            timed_rows.append(f"| {what} | {cells} |")
        else:
            load_rows.append(
                f"| {what.strip()} | {' | '.join(f'{found[name][what]:.0f}' for name in names)} |"
            )
    return "\n".join(
        [
            "# Measured",
            "",
            "`make bench` measures again and writes this page. All goes through gunicorn as `make run`",
            "starts it, over loopback, with the clients on the same machine.",
            "",
            f"{machine} Measured in {seconds:.0f} s.",
            "",
            "## How long an answer takes, one client",
            "",
            f"|{head} |",
            f"|{rule}|",
            *timed_rows,
            "",
            f"Weighing a change of mind while it is typed (`workflows.impact`): {weighed:.1f} ms of work.",
            "",
            f"## Answers in a second, {PARALLEL} clients at once",
            "",
            f"| | {' | '.join(names)} |",
            f"|---|{'---:|' * len(names)}",
            *load_rows,
            "",
            f"## {COUNT} photographs of 12 megapixels into one fitting",
            "",
            "Sent one by one as the script sends them, but not made smaller first, on SQLite, while somebody",
            "else reads an order and writes a line of it. The worker is killed (SIGKILL) in the middle, and",
            "another begins.",
            "",
            "| | |",
            "|---|---:|",
            *(f"| {what} | {took} |" for what, took in sent),
            "",
        ]
    )


def _machine() -> str:
    cpus = os.cpu_count() or 1
    model = next((line.partition(":")[2].strip() for line in _cpu() if line.startswith("model name")), "")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[0]
    return (
        f"{cpus} cores ({model or platform.machine()}), {memory:.0f} GB, {platform.system()}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}{_postgres()}; "
        f"load before it began: {load:.1f}."
    )


def _cpu() -> list[str]:
    info = Path("/proc/cpuinfo")
    return info.read_text("utf-8").splitlines() if info.exists() else []


def _postgres() -> str:
    server = servers.postgres()
    if server is None:
        return ""
    with psycopg.connect(servers._plain(server.server)) as connection:
        version = connection.info.server_version
    return f", PostgreSQL {version // 10000}.{version % 10000}"


def main() -> int:
    """Measure both, one after the other."""
    begun = time.perf_counter()
    machine = _machine()  # before we make it busy ourselves
    found: dict[str, Figures] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = sqlite(folder)
        print("Furnishing a house ...", flush=True)
        furnished = furnish(url)
        targets = {"SQLite": url}
        if (server := servers.postgres()) is not None:
            targets["PostgreSQL"] = server.fresh()
            moved_to(url, targets["PostgreSQL"])
        for database, address in targets.items():
            print(f"Measuring on {database} ...", flush=True)
            found[database] = measure(address, furnished, name)
        print("Sending photographs ...", flush=True)
        sent = sixty(url, name, furnished.others[0])
        if server is not None:
            server.drop_all()
    PAGE.write_text(page(found, sent, weighing(), machine, time.perf_counter() - begun), "utf-8")
    print(PAGE.read_text("utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
