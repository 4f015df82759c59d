"""Faults of rights, planted one at a time in the source of a function, wherever else it is imported."""

import inspect
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from portal.cases import findable, rooms
from portal.cases import queries as cases
from portal.complaints import verbs as complaints
from portal.findings import verbs as findings
from portal.hunts import verbs as hunts
from portal.kernel import doors
from portal.people import login
from portal.people import verbs as people


class Fault(NamedTuple):
    """What is broken, where, and at which door it must show."""

    name: str
    function: Callable[..., Any]
    was: str
    is_now: str
    door: str


FAULTS = (
    Fault(
        "customers see all accounts", people.homes,
        "Account.id == person.account_id", "Account.id > 0", "cases.show",
    ),
    Fault(
        "a seat anywhere opens all", people.homes,
        "Seat.person_id == person.id", "Seat.id > 0", "clans.page",
    ),
    Fault(
        "a file of any order", cases.file,
        "seen_by(person), ", "given", "cases.file",
    ),
    Fault(
        "findings of the room shared", findings.seen_by,
        '"customer" and', '"nobody" and', "findings.index",
    ),
    Fault(
        "hunts shown to customers", hunts.seen_by,
        ' if person.side == "clan" else false()', "", "hunts.page",
    ),
    Fault(
        "search finds both rooms", findable.found_by,
        '("", person.side)', '("", "clan", "customer")', "orders.find_part",
    ),
    Fault(
        "any clan reads complaints", complaints.seen_by,
        "Complaint.account_id.in_(homes(person))", "Complaint.id > 0", "complaints.page",
    ),
    Fault(
        "doors are open by default", doors.door,
        '"session")', '"public")', "cases.history",
    ),
    Fault(
        "an ended session goes on", login._load,
        "not found.live", "False", "orders.home",
    ),
    Fault(
        "everybody is an administrator", people._administers,
        '"administrator" in who.roles', "True", "people.house_settings",
    ),
    Fault(
        "the room of the other side", rooms.talk_of,
        "case.room(person.side)", 'case.room("clan")', "cases.our_room",
    ),
)  # fmt: skip


@contextmanager
def planted(fault: Fault) -> Iterator[None]:
    """Break a function until the block ends."""
    source = textwrap.dedent(inspect.getsource(fault.function))
    assert source.count(fault.was) == 1, (
        f"{fault.name}: {fault.was!r} stands there {source.count(fault.was)} times"
    )
    names = dict[str, Any]()
    body = source[source.index("def ") :].replace(fault.was, fault.is_now)
    exec(compile(body, fault.name, "exec"), fault.function.__globals__, names)  # noqa: S102  our own source
    function: Any = fault.function
    sound = function.__code__
    function.__code__ = names[function.__name__].__code__
    try:
        yield
    finally:
        function.__code__ = sound
