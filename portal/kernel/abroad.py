"""One short POST to an address that somebody's browser named: never into our own network, never for long.

Whoever can name an address could name one of ours (SSRF). So it is https with a name, not a number; each
number that the name stands for must be a public one, and it is this very number that is connected to,
whatever the name stands for a moment later. No answer is followed anywhere or read beyond its headers.
"""

import re
import socket
import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import Timer
from urllib.parse import SplitResult, urlsplit

LONGEST = 1000  # characters of an address
PATIENCE = 5.0  # seconds for a connection
AT_MOST = 15.0  # seconds for all of it
PLAIN = re.compile(r"https://[!-~]+", re.ASCII)
NAME = re.compile(r"[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*", re.ASCII)
WORLD = IPv6Network("2000::/3")


class NotReached(Exception):
    """Nothing was sent; it may be tried again."""


class Unclear(Exception):
    """It was sent, and nobody knows what became of it."""


class NotAllowed(Exception):
    """It leads into a network that is not the public one."""


@dataclass(frozen=True)
class Answer:
    """What the other side said: its status, and for how many seconds it wants to be left alone."""

    status: int
    wait: int = 0


def acceptable(address: str, nearby: bool) -> bool:
    """Whether this may be the address of a push service; `nearby`: one on this machine too, for tests."""
    if len(address) > LONGEST or not PLAIN.fullmatch(address):
        return False
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    if "@" in parts.netloc or parts.fragment or not NAME.fullmatch(host):
        return False
    return nearby or (port in (None, 443) and "." in host and not host.rpartition(".")[2].isdigit())


def origin(address: str) -> str:
    """The service that an address belongs to."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def post(address: str, headers: Mapping[str, str], body: bytes, nearby: bool = False) -> Answer:
    """Post a few bytes there, and tell what was answered.

    Raises:
        NotAllowed, NotReached, Unclear: see there.
    """
    if not acceptable(address, nearby):
        raise NotAllowed
    parts = urlsplit(address)
    host, port = str(parts.hostname), parts.port or 443
    with _connected(host, port, nearby) as line:
        # A service that says one byte now and then would be waited for without end.
        limit = Timer(AT_MOST, _cut, (line,))
        limit.start()
        try:
            line.do_handshake()
            return _said(line, parts, headers, body)
        except OSError as error:
            raise NotReached(f"{host} cannot be trusted: {error}") from None
        finally:
            limit.cancel()


def _connected(host: str, port: int, nearby: bool) -> ssl.SSLSocket:
    try:
        found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except OSError as error:
        raise NotReached(f"{host} is not known: {error}") from None
    if not nearby and not all(_public(one) for one in found):
        raise NotAllowed(host)
    secure = ssl.create_default_context()
    for one in dict.fromkeys(found):
        try:
            line = socket.create_connection((one, port), PATIENCE)
        except OSError:
            continue
        return secure.wrap_socket(line, server_hostname=host, do_handshake_on_connect=False)
    raise NotReached(f"{host} does not answer")


def _public(number: str) -> bool:
    """Whether an address is one of the public network, and not one of ours in other clothes."""
    address: IPv4Address | IPv6Address = ip_address(number.partition("%")[0])
    if isinstance(address, IPv6Address):
        dressed = address.ipv4_mapped or address.sixtofour or address.teredo
        return address in WORLD and not dressed and address.is_global
    return address.is_global and not address.is_multicast


def _said(line: ssl.SSLSocket, parts: SplitResult, headers: Mapping[str, str], body: bytes) -> Answer:
    connection = HTTPSConnection(str(parts.hostname), parts.port or 443)
    connection.sock = line  # the one that was looked at; no other is ever opened
    path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    try:
        connection.request("POST", path, body, dict(headers))
        answer = connection.getresponse()
    except (OSError, HTTPException) as error:
        raise Unclear(str(error)) from None
    wait = answer.headers.get("Retry-After", "")
    return Answer(answer.status, int(wait) if re.fullmatch(r"\d{1,6}", wait, re.ASCII) else 0)


def _cut(line: ssl.SSLSocket) -> None:
    """End both directions under whoever waits; TLS is not asked, which would wait too."""
    with suppress(OSError):
        socket.socket.shutdown(line, socket.SHUT_RDWR)
