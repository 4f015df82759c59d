"""Names of a person and an order, or a complaint, that only this house can make: in the address that an
answer goes to, and in the link under which letters are stopped.

They stand in the local part of mail addresses, which mail servers may write in small letters, so they are
base32 in small letters; key and signature are itsdangerous'. Eighty bits of the signature are kept.
"""

import hmac
from base64 import b32decode, b32encode
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from itsdangerous import Signer
from itsdangerous.encoding import base64_decode

Kind = Literal["answer", "stop", "complaint"]
KINDS: tuple[Kind, ...] = ("answer", "stop", "complaint")  # by their places, in letters already sent
KEPT = 10  # bytes of the signature
LONGEST = 64  # characters: more than any number of ours needs


@dataclass(frozen=True)
class Named:
    """What a token is for, the numbers of person, order and message; 0 where it names none.

    Of an answer about a complaint, `case` is the number of that complaint.
    """

    kind: Kind
    person: int
    case: int = 0
    message: int = 0


def token(secret: str, named: Named) -> str:
    """The token for this, in small letters and digits."""
    numbers = [KINDS.index(named.kind), named.person, named.case, named.message]
    told = b"".join(_short(number) for number in (numbers if named.message else numbers[:3]))
    return b32encode(_signature(secret, told) + told).decode().rstrip("=").lower()


def read(secret: str, text: str) -> Named | None:
    """What a token names; None when this house did not make it. Capital letters do no harm."""
    if len(text) > LONGEST or not text.isascii():
        return None
    try:
        whole = b32decode(text.upper() + "=" * (-len(text) % 8))
    except ValueError:
        return None
    signature, told = whole[:KEPT], whole[KEPT:]
    if not hmac.compare_digest(signature, _signature(secret, told)):
        return None
    kind, person, case, *message = _numbers(told)
    return Named(KINDS[kind], person, case, *message)


def _signature(secret: str, told: bytes) -> bytes:
    signer = Signer(secret, salt="letters", key_derivation="hmac", digest_method=sha256)
    return base64_decode(signer.get_signature(told))[:KEPT]


def _short(number: int) -> bytes:
    """A number with its length before it."""
    told = number.to_bytes((number.bit_length() + 7) // 8)
    return bytes([len(told)]) + told


def _numbers(told: bytes) -> list[int]:
    numbers = []
    while told:
        length = told[0]
        numbers.append(int.from_bytes(told[1 : length + 1]))
        told = told[length + 1 :]
    return numbers
