"""The tables as they are and as they should be: upgrading, and asking whether that was done."""

from functools import cache

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, func, select, text
from sqlalchemy.engine import Connection

from portal.kernel import db
from portal.kernel.settings import ROOT

LOCK = 720_911  # any number; the same for every process that upgrades


def upgrade(database_url: str) -> None:
    """Bring the tables of a database to what this version of the house needs, all of it or nothing.

    Two processes that begin at the same time upgrade once: the second waits and finds nothing to do.
    """
    engine = db.connect(database_url).bind
    assert isinstance(engine, Engine)  # noqa: S101  connect makes no other
    try:
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(
                    text("SET LOCAL lock_timeout TO 0")
                )  # a whole upgrade is worth waiting for
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
                connection.execute(select(func.set_config(db.REACH, db.HOUSE, True)))
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    finally:
        engine.dispose()


def at_head(connection: Connection) -> bool:
    """Whether the tables are those that this version of the house needs."""
    return set(MigrationContext.configure(connection).get_current_heads()) == set(_heads())


def walked_through(connection: Connection) -> bool:
    """Whether this role walks through the wall between customers that PostgreSQL holds (decision 051)."""
    if connection.dialect.name != "postgresql":
        return False
    asked = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
    return bool(connection.scalar(text(asked)))


def modelled(_thing: object, name: str | None, *_more: object) -> bool:
    """Whether a table or index of the database is one that models speak of: a full-text index is not."""
    return "findable_words" not in (name or "")


@cache
def _heads() -> tuple[str, ...]:
    return tuple(ScriptDirectory.from_config(_config()).get_heads())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations").replace("%", "%%"))
    return config
