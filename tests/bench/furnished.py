"""The house that is measured: ten orders, one of them long, one with a long history; then a thousand."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, func, insert, select, text, update

from portal.cases import actions as cases
from portal.cases.findable import Findable, Spelling
from portal.cases.model import Case
from portal.kernel import db, schema
from portal.kernel.db import Base
from portal.people import actions as people
from portal.people.model import Account
from portal.people.queries import by_handle
from tests import house
from tests.journeys import played

FEW, MANY, LONG_HISTORY = 10, 1_000, 2_000
ENTRIES = [
    "The collar has settled overnight.",
    "I will come on Tuesday, after court.",
    "Then it is ready to be tried on.",
]


@dataclass(frozen=True)
class Furnished:
    """What a client needs to know of the house: references of orders, and a program's token."""

    short: str
    longest: str
    history: str
    others: tuple[str, ...]
    token: str


def furnish(url: str) -> Furnished:
    """Make the house with its ten orders, all by the actions that the pages use."""
    schema.upgrade(url)
    with house.connected(url) as database:
        house.people_it(database)
        with database.unit(write=True):
            token = people.make_token("marian")
            placed = [played.place("julian", "okoro") for _ in range(FEW)]
            short, longest, history, *others = placed
            _write_out(longest)
            _talk(history)
            return Furnished(short.ref, longest.ref, history.ref, tuple(one.ref for one in others), token)


def _write_out(case: Case) -> None:
    """The longest page there is: the measures are under way, and every line so far is written."""
    played.play(case, "julian", "marian", "measuring", fully=True)
    for handle, side in (("julian", "customer"), ("marian", "clan")):
        played.write_all(case, by_handle(handle), side, "measuring")


def _talk(case: Case) -> None:
    hands = [by_handle("julian"), by_handle("marian")]
    while case.seq < LONG_HISTORY:
        cases.say(hands[case.seq % 2], case, ENTRIES[case.seq % len(ENTRIES)])


def moved_to(url: str, target: str) -> None:
    """The same house in another database, row by row."""
    schema.upgrade(target)
    with (
        house.connected(url) as source,
        house.connected(target) as copy,
        _engine(source).begin() as giving,
        _engine(copy).begin() as taking,
    ):
        for table in Base.metadata.sorted_tables:
            if rows := [dict(row) for row in giving.execute(select(table)).mappings()]:
                taking.execute(insert(table), rows)
                _count_on(taking, table)


def _count_on(taking: Connection, table: Table) -> None:
    """Let PostgreSQL number new rows after those that came with their numbers."""
    if taking.dialect.name != "postgresql" or "id" not in table.c or table.c.id.type.python_type is not int:
        return
    last = taking.scalar(select(func.max(table.c.id)))
    after = text("select setval(pg_get_serial_sequence(:name, 'id'), :last)")
    taking.execute(after, {"name": f'"{table.name}"', "last": last})


def crowd(url: str) -> None:
    """Fill the house up to a thousand orders: rows like those that are there, without their histories."""
    with house.connected(url) as database, _engine(database).begin() as connection:
        table = Case.__table__
        rows = [dict(row) for row in connection.execute(select(table).order_by(table.c.id)).mappings()]
        number = max(row["number"] for row in rows)
        account = rows[0]["ref"].rpartition("-")[0]
        new = []
        for place in range(MANY - len(rows)):
            like = {key: value for key, value in rows[place % len(rows)].items() if key != "id"}
            number += 1
            new.append(like | {"number": number, "ref": f"{account}-{number}"})
        connection.execute(insert(table), new)
        _findable(connection)
        connection.execute(update(Account).values(next_number=number + 1))  # so that more can be placed


def _findable(connection: Connection) -> None:
    """Let the new orders be found as those are that they are like: every one has all the words of one."""
    case = Case.__table__
    for table in (Findable.__table__, Spelling.__table__):
        columns = [column for column in table.columns if column.name not in ("id", "case_id")]
        begun = select(func.min(table.c.case_id)).scalar_subquery()
        like = select(case.c.id, *columns).where(table.c.case_id == begun)
        without = case.c.id.not_in(select(table.c.case_id))
        names = ["case_id", *(column.name for column in columns)]
        connection.execute(insert(table).from_select(names, like.join_from(table, case, without)))


def _engine(database: db.Database) -> Engine:
    assert isinstance(database.bind, Engine)
    return database.bind


def sqlite(folder: Path) -> str:
    """The address of a file in a folder."""
    return f"sqlite:///{folder}/bench.db"
