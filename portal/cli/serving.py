"""Serving the house, and the worker beside it."""

import errno
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from functools import cache

import click
from sqlalchemy.exc import DBAPIError

from portal.cases import asking, bringing, calling, copying, indexing, letters, paging, post
from portal.cli import openings, pushes
from portal.cli.failures import Stop
from portal.cli.place import connected, sqlite_file, upgraded
from portal.complaints import letters as complaints
from portal.complaints import settling
from portal.cords import letters as cord_letters
from portal.cords import waits as cords
from portal.hunts import waiting as hunts
from portal.kernel import clock, mail, once, schema, settings, storage
from portal.kernel.db import Database
from portal.kernel.http import House
from portal.kernel.storage import OutOfReach
from portal.leaders import letters as leaders
from portal.meetings import letters as meetings
from portal.meetings import waits
from portal.notifications import answers, asked, pushing, rights, telling, tidying
from portal.notifications.fetching import Folder
from portal.objections import letters as objections
from portal.people import sessions
from portal.privacy import making
from portal.quests import letters as first_weeks
from portal.signals import watching

NO_WALL = (
    "The role in DATABASE_URL is a superuser, or has BYPASSRLS: PostgreSQL keeps no wall between customers "
    "for it. Give it one that is neither: docs/operations.md, Two roles in PostgreSQL."
)
LOOK_EVERY = 3.0  # seconds between two looks for work
TIDY_EVERY = timedelta(hours=6)


@click.command()
@click.option("--demo-if-empty", is_flag=True, help="Make the demo house when the database is empty.")
def serve(demo_if_empty: bool) -> None:
    """Serve the house on PORT, its tables upgraded first. Ctrl-C stops it.

    gunicorn takes the place of this very process, so that whoever stops it stops the server, and a server
    that was killed leaves no port taken.
    """
    chosen = settings.load()
    _free(chosen.host, chosen.port)
    upgraded()
    if demo_if_empty:
        openings.demo_if_empty(chosen)
    with connected(chosen.database_url) as database:
        _tidy(database)  # the worker does it again and again; without mail there is none
        _look_at_the_wall(database)
    print(_welcome(chosen), flush=True)
    _from_anywhere(chosen)
    subprocess.Popen([sys.executable, "-m", "portal", "worker"], cwd=settings.ROOT)
    os.chdir(settings.ROOT)
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py"])  # noqa: S606


def _look_at_the_wall(database: Database) -> None:
    with database.unit(write=False) as db:
        if schema.walked_through(db.connection()):
            print(NO_WALL, file=sys.stderr, flush=True)


def _from_anywhere(chosen: settings.Settings) -> None:
    """Make a path that was meant from the present folder hold in the project's folder too."""
    file = sqlite_file(chosen.database_url)
    if file is not None:
        os.environ["DATABASE_URL"] = f"sqlite:///{file.resolve()}"


def _free(host: str, port: int) -> None:
    """Ask for the port before anything else is done.

    Raises:
        Stop: somebody else has it, or we may not have it.
    """
    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, proto) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except OSError as error:
        if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
            raise Stop(f"COMMONTHREAD_HOST is no address of this machine: {host}. Write 127.0.0.1.") from None
        why = (error.strerror or "").lower()
        raise Stop(
            f"Port {port} on {host} cannot be used ({why}). Stop what uses it, or take another: "
            f"PORT={port + 1}"
        ) from None


def _welcome(chosen: settings.Settings) -> str:
    if chosen.public_url:
        where = f"{chosen.public_url} (here: port {chosen.port} on {chosen.host})"
    else:
        where = chosen.address
    return f"\n  Open {where}\n  {openings.who_is_there(chosen.database_url)}\n  Ctrl-C stops it.\n"


@click.command()
@click.pass_context
def worker(context: click.Context) -> None:
    """Do what no page waits for, as it comes, until told to stop: letters to send, small copies of pictures.

    Without MAIL_URL letters stay in the outbox.
    """
    chosen = upgraded()
    os.nice(10)  # people wait for pages; letters must still go out beside them, so not the lowest there is
    stop = threading.Event()
    for told in (signal.SIGINT, signal.SIGTERM):
        signal.signal(told, lambda *_: stop.set())
    with connected(chosen.database_url) as database, pushes.beside(database, chosen, stop):
        _work(database, chosen, stop, cache(context.obj))


def _work(
    database: Database, chosen: settings.Settings, stop: threading.Event, app: Callable[[], House]
) -> None:
    """Look for work again and again; end with whoever started us, should they end first."""
    parent, tidied = os.getppid(), clock.now() - TIDY_EVERY
    folder, place = Folder(chosen.mail_in_url), storage.at(chosen.files_url)
    days: calling.Days = {}
    while not stop.is_set() and os.getppid() == parent:
        try:
            worked = making.make_due(database, place, app)
            worked = _turn(database, chosen, folder) or worked
            days = calling.follow_days(database, days)
            if clock.now() - tidied >= TIDY_EVERY:
                tidied = clock.now()
                _tidy(database)
                watching.watch(database)
                cords.watch(database)
                calling.replan(database)
                for letting_go in (bringing, tidying, making):
                    letting_go.tidy(database, place)
                pushing.tidy(database)
        except (DBAPIError, OutOfReach) as error:
            print(f"The worker cannot go on just now: {error}", file=sys.stderr)
            worked = False
        if not worked:
            _wait(stop, parent)


def _turn(database: Database, chosen: settings.Settings, folder: Folder) -> bool:
    """One letter or so, one picture, some orders that cannot be found yet: none waits for all of another."""
    site, url = post.site(chosen), chosen.mail_url
    came = folder.fetch_due(answers.desk(database, chosen))
    letters.write_due(database, site)
    asking.write_due(database, site)
    telling.write_due(database, site)
    hunts.pass_days(database)
    asked.write_due(database, site)
    first_weeks.write_due(database, site)
    objections.write_due(database, site)
    meetings.write_due(database, site)
    leaders.write_due(database, site)
    complaints.write_due(database, site)
    settling.look(database)
    cord_letters.write_due(database, site)
    waits.turn_due(database)
    sent = mail.send_due(database, url, chosen.mail_from, rights.in_the_way) if url else 0
    place = storage.at(chosen.files_url)
    drawn = paging.draw_due(database, place)
    found = indexing.fill_due(database)
    return copying.copy_due(database, place) or drawn or bool(sent or came or found)


def _wait(stop: threading.Event, parent: int) -> None:
    for _ in range(int(LOOK_EVERY * 2)):
        if stop.wait(0.5) or os.getppid() != parent:
            return


def _tidy(database: Database) -> None:
    """Forget one-time keys that nobody can use any more, and sessions that ended long ago."""
    with database.unit(write=True):
        once.forget(clock.now())
        sessions.forget(clock.now())
