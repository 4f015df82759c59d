"""A passkey in software: what a phone does when it makes one and when it answers with it."""

import hashlib
import json
import secrets
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import bytes_to_base64url

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


class Passkey:
    """One passkey. `verified` says whether its owner showed face, finger or screen lock."""

    def __init__(self, origin: str = "http://localhost", *, verified: bool = True) -> None:
        self.origin, self.count = origin, 0
        self.flags = PRESENT | (VERIFIED if verified else 0)
        self.id, self.key = secrets.token_bytes(16), ec.generate_private_key(ec.SECP256R1())

    def make(self, options: dict[str, Any]) -> str:
        """Answer the question that makes a passkey."""
        numbers = self.key.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        told = b"\0" * 16 + len(self.id).to_bytes(2, "big") + self.id + cbor2.dumps(public)
        state = self._state(options["rp"]["id"], self.flags | ATTESTED) + told
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": state})
        client = self._client("webauthn.create", options)
        return self._answer({"clientDataJSON": client, "attestationObject": attested})

    def answer(self, options: dict[str, Any]) -> str:
        """Answer the question at the door."""
        self.count += 1
        client, state = self._client("webauthn.get", options), self._state(options["rpId"], self.flags)
        signed = self.key.sign(state + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._answer({"clientDataJSON": client, "authenticatorData": state, "signature": signed})

    def _client(self, kind: str, options: dict[str, Any]) -> bytes:
        told = {"type": kind, "challenge": options["challenge"], "origin": self.origin}
        return json.dumps(told).encode()

    def _state(self, host: str, flags: int) -> bytes:
        return hashlib.sha256(host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _answer(self, response: dict[str, bytes]) -> str:
        parts = {name: bytes_to_base64url(part) for name, part in response.items()}
        name = bytes_to_base64url(self.id)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": parts})
