"""How often somebody may knock: counted in the database, so that it holds for any number of processes.

Counted by email address and by network. The network is the real one of the connection, or the one that a
declared proxy names; a header that anybody can send is never believed (portal.kernel.settings.trust_proxies).
"""

from datetime import timedelta
from ipaddress import IPv6Address, ip_address

from sqlalchemy import ColumnElement, delete, func, select

from portal.kernel import clock
from portal.kernel.db import at_the_door, session
from portal.people.entry import Key, Try

HOUR, QUARTER = timedelta(hours=1), timedelta(minutes=15)
LETTERS_PER_EMAIL, LETTERS_PER_NETWORK = 5, 40
TRIES_PER_EMAIL, TRIES_PER_NETWORK = 30, 100


class TooMany(Exception):
    """Too many knocks; the answer is the same for addresses that we know and that we do not."""


def network(address: str | None) -> str:
    """What counts as one network: an IPv4 address, or the 64 bits that one household has of IPv6."""
    try:
        place = ip_address(address or "")
    except ValueError:
        return "unknown"
    if isinstance(place, IPv6Address):
        place = place.ipv4_mapped or ip_address(int(place) >> 64 << 64)
    return str(place)


@at_the_door
def letter(email: str, network: str) -> None:
    """Ask whether one more letter may go; letters older than a day are forgotten.

    Raises:
        TooMany: five in a quarter of an hour to one address, forty in an hour from one network.
    """
    now, db = clock.now(), session()
    db.execute(delete(Key).where(Key.at < now - timedelta(days=1)))
    to_email = _count(Key.email == email, Key.at > now - QUARTER)
    from_network = _count(Key.address == network, Key.at > now - HOUR)
    if to_email >= LETTERS_PER_EMAIL or from_network >= LETTERS_PER_NETWORK:
        raise TooMany


@at_the_door
def attempt(email: str, network: str) -> None:
    """Count one attempt with a code or a password.

    Raises:
        TooMany: thirty in an hour at one address, a hundred in an hour from one network.
    """
    now, db = clock.now(), session()
    db.execute(delete(Try).where(Try.at < now - HOUR))
    if _count(Try.email == email) >= TRIES_PER_EMAIL or _count(Try.address == network) >= TRIES_PER_NETWORK:
        raise TooMany
    db.add(Try(email=email, address=network, at=now))
    db.flush()


def _count(*conditions: ColumnElement[bool]) -> int:
    return session().scalar(select(func.count()).where(*conditions)) or 0
