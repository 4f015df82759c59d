"""The table of doors, read: who may pass which door for what is Julian's."""

from pathlib import Path

from tests.shape.standing import DEALING, GONE

NOBODY = "nobody"
VIEWERS = (
    *(NOBODY, "julian", "marian", "piotr", "priya", "ruth", "tom", "stranger", "gwen", "ada"),
    *(*DEALING, *GONE),
)
PASSES, REFUSED, ABSENT, SENT_AWAY = "x", "-", ".", ">"
Row = dict[str, str]


def _read() -> dict[str, Row]:
    rows = dict[str, Row]()
    row, area = Row(), ""
    for line in (Path(__file__).parent / "doors.txt").read_text("utf-8").splitlines():
        first, _, rest = line.partition(" ")
        if first == "##":
            row = {name: SENT_AWAY if name in (NOBODY, *GONE) else ABSENT for name in VIEWERS}
        elif first in (PASSES, REFUSED, ABSENT, SENT_AWAY):
            row |= dict.fromkeys(rest.split(), first)
        elif line and first != "#":
            area = first[:-1] if first.endswith(":") and line[0] != " " else area
            for door in line.replace(f"{area}:", "", 1).split() if line[0] != " " else line.split():
                method, _, name = door.rpartition(":")
                key = f"{method} {area}.{name}".strip()
                assert key not in rows, f"{key} stands in the table twice"
                rows[key] = row
    return rows


TABLE = _read()


def expected(endpoint: str, method: str) -> Row | None:
    """What each viewer is answered at a door; None where the table does not know it."""
    return TABLE.get(f"{method} {endpoint}") or TABLE.get(endpoint)
