"""Messages to a browser, sealed so that the push service that carries them cannot read them (RFC 8291), and
signed so that it knows which house sends them (RFC 8292).

Both are short, and the ciphers are those of `cryptography`: docs/decisions/028 says why no library of push.
"""

import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime, timedelta
from hashlib import sha256

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()
RECORD = 4096  # bytes; one record holds all that we ever say
PADDED = 1024  # bytes of every message, so that its length tells nothing
SIGNED_FOR = timedelta(hours=12)  # services take at most 24


class BadKey(ValueError):
    """These are not the keys of a browser, or not the key of a house."""


def new_key() -> str:
    """A key for a house, as `COMMONTHREAD_PUSH_KEY` takes it."""
    number = ec.generate_private_key(CURVE).private_numbers().private_value
    return _text(number.to_bytes(32, "big"))


def own(key: str) -> ec.EllipticCurvePrivateKey:
    """The key of a house, read.

    Raises:
        BadKey: it is none.
    """
    try:
        raw = raw_of(key)
        if len(raw) != 32:
            raise ValueError
        return ec.derive_private_key(int.from_bytes(raw, "big"), CURVE)
    except ValueError:
        raise BadKey from None


def public(key: str) -> str:
    """What browsers are told of the key of a house, so that nobody else can send to them."""
    return _text(_point(own(key).public_key()))


def seal(
    words: bytes, theirs: str, secret: str, mine: ec.EllipticCurvePrivateKey, salt: bytes, padded: int = 0
) -> bytes:
    """A message for the browser whose public key and secret these are; `mine` and `salt` serve it alone.

    Raises:
        BadKey: a browser has no such keys.
    """
    try:
        raw = raw_of(theirs)
        reader = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, raw)
        shared, auth = mine.exchange(ec.ECDH(), reader), raw_of(secret)
    except (ValueError, InvalidKey):
        raise BadKey from None
    if len(auth) != 16:
        raise BadKey
    sender = _point(mine.public_key())
    material = _derived(shared, auth, b"WebPush: info\0" + raw + sender, 32)
    key = _derived(material, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derived(material, salt, b"Content-Encoding: nonce\0", 12)
    sealed = AESGCM(key).encrypt(nonce, (words + b"\2").ljust(padded, b"\0"), None)
    return salt + RECORD.to_bytes(4, "big") + bytes([len(sender)]) + sender + sealed


def sealed(words: bytes, theirs: str, secret: str) -> bytes:
    """A message of the same length as any other, under keys made for it.

    Raises:
        BadKey: a browser has no such keys.
    """
    return seal(words, theirs, secret, ec.generate_private_key(CURVE), os.urandom(16), PADDED)


def ticket(key: str, service: str, contact: str, now: datetime) -> str:
    """What the header Authorization tells a push service: which house sends, and whom to write to of it."""
    mine = own(key)
    claims = {"aud": service, "exp": int((now + SIGNED_FOR).timestamp()), "sub": contact}
    body = ".".join(_text(json.dumps(part).encode()) for part in ({"typ": "JWT", "alg": "ES256"}, claims))
    halves = decode_dss_signature(mine.sign(body.encode(), ec.ECDSA(SHA256())))
    signature = b"".join(half.to_bytes(32, "big") for half in halves)
    return f"vapid t={body}.{_text(signature)},k={public(key)}"


def mark(key: str) -> str:
    """A short name of a key: what was switched on under one is of no use under another."""
    return sha256(public(key).encode()).hexdigest()[:16]


def raw_of(text: str) -> bytes:
    """The bytes of base64url without padding, as browsers write them.

    Raises:
        ValueError: it is something else.
    """
    return urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _derived(material: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(material)
