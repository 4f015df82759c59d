"""One customer floods the house, and then everybody comes at once: what the others notice of it.

`make flood` prints the table. Clients and house share the machine, so the house has less of it than it would.
"""

import os
import statistics
import tempfile
import threading
import time
from collections import Counter
from http.client import HTTPConnection
from pathlib import Path

from portal.kernel.settings import Settings
from portal.people import actions as people
from portal.people.queries import account_by_handle, by_handle
from tests import house
from tests.bench.serving import Client, Writer, cookie, gunicorn
from tests.cases import playing

SECONDS, FLOODERS, CUSTOMERS, EACH = 15.0, 40, 40, 3
Answers = list[tuple[int, float]]  # the status, and the milliseconds until it was there


def main() -> None:
    """Measure and print."""
    usual = Settings.model_fields["requests_a_minute"].default
    os.environ["COMMONTHREAD_REQUESTS_A_MINUTE"] = str(usual)
    with tempfile.TemporaryDirectory() as folder, house.template(Path(folder)) as url:
        orders = _furnish(url)
        cookies = {name: cookie(url, name) for name in orders}
        with gunicorn(url, folder) as port:
            ruth = (port, cookies["ruth"], orders["ruth"])
            quiet = _looks(*ruth)
            with Flood(port, {"julian": FLOODERS}, cookies, orders) as one:
                beside = _looks(*ruth)
            rest = {name: EACH for name in orders if name.startswith("many")}
            with Flood(port, rest, cookies, orders) as all_:
                saved = _saves(port, cookies["marian"], orders["julian"])
    _told("others, while nobody floods", quiet)
    _told(f"others, while one customer asks with {FLOODERS} connections", beside)
    _told("that customer", one.answers)
    _told(f"{CUSTOMERS} customers with {EACH} connections each", all_.answers)
    _told("saving meanwhile", saved)


def _furnish(url: str) -> dict[str, str]:
    """An order for each who asks, by handle."""
    with house.connected(url) as database:
        cast = house.cast_of(database)
        orders = {
            one.handle: playing.begin(database, one, one.account).ref for one in (cast.julian, cast.ruth)
        }
        for number in range(CUSTOMERS):
            handle = f"many{number}"
            with database.unit(write=True):
                account = people.add_account(people.OPERATOR, f"Customer {number}", handle)
                said = {"handle": handle, "side": "customer", "account": account}
                people.add_person(people.OPERATOR, f"Person {number}", house.email(handle), **said)
            with database.unit(write=False):
                person, account = by_handle(handle), account_by_handle(handle)
            orders[handle] = playing.begin(database, person, account).ref
    return {**orders, "marian": orders["julian"]}


class Flood:
    """Many connections that ask for an order as fast as they are answered, until the block ends."""

    def __init__(
        self, port: int, who: dict[str, int], cookies: dict[str, str], orders: dict[str, str]
    ) -> None:
        self.answers, self._over = Answers(), threading.Event()
        self._threads = [
            threading.Thread(target=self._ask, args=(port, cookies[name], orders[name]))
            for name, times in who.items()
            for _ in range(times)
        ]

    def __enter__(self) -> "Flood":
        for one in self._threads:
            one.start()
        time.sleep(2)  # until it is a flood
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for one in self._threads:
            one.join()

    def _ask(self, port: int, session: str, ref: str) -> None:
        while not self._over.is_set():
            self.answers.append(_look(port, session, ref))


def _looks(port: int, session: str, ref: str) -> Answers:
    """How somebody is answered who looks at their order five times a second."""
    end, answers = time.perf_counter() + SECONDS, Answers()
    while time.perf_counter() < end:
        answers.append(_look(port, session, ref))
        time.sleep(max(0.0, 0.2 - answers[-1][1] / 1000))
    return answers


def _look(port: int, session: str, ref: str) -> tuple[int, float]:
    begun = time.perf_counter()
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", f"/orders/{ref}", headers={"Cookie": f"thread={session}"})
        status = connection.getresponse()
        status.read()
        return status.status, (time.perf_counter() - begun) * 1000
    except OSError:
        return 0, (time.perf_counter() - begun) * 1000
    finally:
        connection.close()


def _saves(port: int, session: str, ref: str) -> Answers:
    """How somebody is answered who writes a line again and again."""
    writer = Writer(Client(port, Cookie=f"thread={session}"), ref)
    end, answers = time.perf_counter() + SECONDS, Answers()
    while time.perf_counter() < end:
        try:
            writer.open()
        except RuntimeError:  # opening is reading, which is told to come back
            time.sleep(0.2)
            continue
        begun = time.perf_counter()
        try:
            writer.write()
            answers.append((200, (time.perf_counter() - begun) * 1000))
        except RuntimeError as refused:
            answers.append((int(str(refused)[-3:]), (time.perf_counter() - begun) * 1000))
    return answers


def _told(what: str, answers: Answers) -> None:
    print(f"{what}:")
    for status, times in sorted(Counter(status for status, _ in answers).items()):
        taken = [one for code, one in answers if code == status]
        p95 = statistics.quantiles(taken, n=20)[-1] if len(taken) > 1 else taken[0]
        print(f"  {status or 'none'}: {times:,}, median {statistics.median(taken):.0f} ms, p95 {p95:.0f} ms")


if __name__ == "__main__":
    main()
