"""Approve against save, at the same moment: nobody ever signs what they have not seen."""

import secrets
import threading
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from portal.cases.model import Case
from portal.kernel import journal
from tests import house
from tests.faults.harness import houses
from tests.faults.harness.load import Client, word
from tests.faults.harness.table import Row
from workflows.changes import apply

STAGE, FIELD = "need", "must_not"


@dataclass
class Pair:
    """Who signs, and who writes a line of what is signed."""

    signer: Client
    writer: Client
    ref: str

    def read(self) -> tuple[int, int, Any]:
        """The order as the signer sees it: its number, that of the line, and what that holds."""
        status, order = self.signer.ask("GET", f"/orders/{self.ref}")
        assert status == 200, order
        stage = next(one for one in order["stages"] if one["key"] == STAGE)
        line = next(one for one in stage["fields"] if one["key"] == FIELD)
        return order["seq"], line["seq"], line["value"]

    def race(self) -> tuple[int, int, Any]:
        """Sign and save at once; the two answers, and what the signer had seen."""
        seq, line, value = self.read()
        start, answers = threading.Barrier(2), {}

        def do(name: str, client: Client, method: str, path: str, body: dict[str, Any]) -> None:
            start.wait()
            answers[name] = client.ask(method, f"/orders/{self.ref}{path}", body, secrets.token_urlsafe(12))[
                0
            ]

        deeds = [
            ("sign", self.signer, "POST", "/signatures", {"stage": STAGE, "seen": seq}),
            ("save", self.writer, "PUT", f"/fields/{STAGE}/{FIELD}", {"value": word(), "seen": line}),
        ]
        threads = [threading.Thread(target=do, args=deed) for deed in deeds]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        return answers.get("sign", 0), answers.get("save", 0), value

    def withdraw(self) -> None:
        """Take the signature back, for the next race."""
        self.signer.ask("DELETE", f"/orders/{self.ref}/signatures/{STAGE}", key=secrets.token_urlsafe(12))


def race(kind: str, times: int) -> Row:
    """So many races; then the journal is asked what stood there when each signature was given."""
    seen, saved, odd = [], 0, []
    with houses.opened(kind) as made, houses.served(made) as program:
        made.ref = _begun(program.port, made.tokens["marian"])
        hands = [
            Client(program.port, made.tokens[name], stays=True, patience=60) for name in ("marian", "julian")
        ]
        pair = Pair(*hands, made.ref)
        for _ in range(times):
            sign, save, value = pair.race()
            saved += save == 200
            if sign == 200:
                seen.append(value)
                pair.withdraw()
            elif sign != 409:
                odd.append(f"a signature was answered {sign}")
        given, sound = _given(made)
        name = made.kind
    unseen = sum(one != other for one, other in zip(given, seen, strict=False)) + abs(len(given) - len(seen))
    result = f"{unseen} of unseen content; {len(seen)} signed, {times - len(seen)} refused, {saved} saved"
    return Row("approve against save", name, times, result, not unseen and sound and not odd, tuple(odd[:5]))


def _begun(port: int, token: str) -> str:
    """A new order, whose need is still to be signed."""
    body = {"account": "okoro", "need": "A coat"}
    status, order = Client(port, token).ask("POST", "/orders", body, secrets.token_urlsafe(12))
    assert status == 201, order
    return str(order["ref"])


def _given(made: houses.House) -> tuple[list[Any], bool]:
    """What the line held at each signature, oldest first, by the journal; whether its chain holds."""
    found, document = [], dict[str, Any]()
    with house.connected(made.url) as database, database.unit(write=False) as session:
        stream = session.scalars(select(Case).where(Case.ref == made.ref)).one().stream
        for entry in journal.whole(stream):
            if entry.verb == "case.sign":
                line = document["values"].get(STAGE, {}).get(FIELD)
                found.append(line and line["value"])
            document = apply(document, entry.changes)
        return found, journal.broken(stream) is None
