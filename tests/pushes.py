"""Telephones that can be told, and a push service of their own: real HTTPS, which opens what it is sent.

It reads messages as RFC 8291 says that a browser does, and believes nobody without a ticket of RFC 8292.
"""

import json
import os
import ssl
import threading
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

HERE = "127.0.0.1"
ENCODED, PLAIN = serialization.Encoding, serialization.PublicFormat


def text(raw: bytes) -> str:
    """As browsers write bytes."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def raw(text: str) -> bytes:
    """The bytes again."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(ENCODED.X962, PLAIN.UncompressedPoint)


class Phone:
    """A browser that was switched on: its keys, and what it was told."""

    def __init__(self, endpoint: str) -> None:
        self.endpoint, self.told = endpoint, list[dict[str, Any]]()
        self.key, self.auth = ec.generate_private_key(ec.SECP256R1()), os.urandom(16)

    @property
    def form(self) -> dict[str, str]:
        """What its browser sends to the house."""
        mine = {"theirs": text(_point(self.key.public_key())), "secret": text(self.auth)}
        return {"endpoint": self.endpoint, **mine}

    def open(self, body: bytes) -> dict[str, Any]:
        """Read a message (RFC 8188 with the keys of RFC 8291)."""
        salt, size, length = body[:16], int.from_bytes(body[16:20], "big"), body[20]
        sender, sealed = body[21 : 21 + length], body[21 + length :]
        assert len(sealed) <= size
        shared = self.key.exchange(
            ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        )
        info = b"WebPush: info\0" + _point(self.key.public_key()) + sender
        ikm = HKDF(SHA256(), 32, self.auth, info).derive(shared)
        key = HKDF(SHA256(), 16, salt, b"Content-Encoding: aes128gcm\0").derive(ikm)
        nonce = HKDF(SHA256(), 12, salt, b"Content-Encoding: nonce\0").derive(ikm)
        words = AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\0")
        assert words.endswith(b"\2")
        return dict(json.loads(words[:-1]))


class Service:
    """A push service; `answers` says for a path what is answered instead of 201, one after the other."""

    def __init__(self, url: str, public: str) -> None:
        self.url, self.public = url, public
        self.phones, self.answers = dict[str, Phone](), dict[str, list[Any]]()
        self.asked = list[tuple[str, dict[str, str], bytes]]()

    def phone(self, name: str = "phone") -> Phone:
        """Another telephone that is told through it."""
        self.phones[f"/push/{name}"] = made = Phone(f"{self.url}/push/{name}")
        return made

    def says(self, phone: Phone, *answers: Any) -> None:
        """What it answers next to whoever tells this phone something: a status, or a status with headers."""
        self.answers[phone.endpoint.removeprefix(self.url)] = list(answers)

    def take(self, path: str, headers: dict[str, str], body: bytes) -> Any:
        """Take a message; what is answered."""
        self.asked.append((path, headers, body))
        claims = self._believe(headers["Authorization"])
        assert claims["aud"] == self.url and claims["sub"].startswith("mailto:")
        waiting = self.answers.get(path, [])
        answer = waiting.pop(0) if waiting else 201
        if answer == 201:
            self.phones[path].told.append(self.phones[path].open(body))
        return answer

    def _believe(self, ticket: str) -> dict[str, Any]:
        """What a ticket claims, its signature checked."""
        scheme, _, rest = ticket.partition(" ")
        said = dict(part.strip().split("=", 1) for part in rest.split(","))
        assert scheme == "vapid" and said["k"] == self.public
        head, body, signature = said["t"].split(".")
        assert json.loads(raw(head)) == {"typ": "JWT", "alg": "ES256"}
        both = raw(signature)
        halves = int.from_bytes(both[:32], "big"), int.from_bytes(both[32:], "big")
        house = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw(said["k"]))
        house.verify(utils.encode_dss_signature(*halves), f"{head}.{body}".encode(), ec.ECDSA(SHA256()))
        return dict(json.loads(raw(body)))


@contextmanager
def push_service(folder: Path, public: str) -> Iterator[Service]:
    """A push service on this machine; SSL_CERT_FILE must name `folder`/own.pem for it to be trusted."""
    server = ThreadingHTTPServer((HERE, 0), Handler)
    server.daemon_threads = True
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(folder))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.service = Service(f"https://{HERE}:{server.server_port}", public)  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.service  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()


class Handler(BaseHTTPRequestHandler):
    """One message after the other."""

    def do_POST(self) -> None:
        service: Service = self.server.service  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers["Content-Length"]))
        try:
            answer = service.take(self.path, dict(self.headers), body)
        except Exception as error:  # said to whoever looks at the answer
            self.log_error("%r", error)
            answer = 400
        if answer == "slow":
            return self._slowly()
        status, more = answer if isinstance(answer, tuple) else (answer, {})
        self.send_response(status)
        for name, value in {"Content-Length": "0", **more}.items():
            self.send_header(name, value)
        self.end_headers()
        return None

    def _slowly(self) -> None:
        """One byte now and then, for ever."""
        try:
            for letter in b"HTTP/1.1 201 Created\r\nX-Long: " + b"x" * 600:
                self.wfile.write(bytes([letter]))
                time.sleep(0.05)
        except OSError:
            self.close_connection = True

    def log_message(self, *_words: Any) -> None:
        """Tests are quiet."""


def certificate(folder: Path) -> Path:
    """A file with a certificate for this machine and its key."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HERE)])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(now - timedelta(days=3650))
    made = made.not_valid_after(now + timedelta(days=3650))
    made = made.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(HERE))]), critical=False)
    signed = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True).sign(
        key, hashes.SHA256()
    )
    pkcs8, open_ = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    place = folder / "own.pem"
    place.write_bytes(key.private_bytes(ENCODED.PEM, pkcs8, open_) + signed.public_bytes(ENCODED.PEM))
    return place
