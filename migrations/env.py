"""How Alembic reaches the tables: through the connection that it is given, else through DATABASE_URL."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import JSON
from sqlalchemy.engine import Connection

import portal  # noqa: F401  every area's tables are known once the portal is
from portal.kernel import db, schema, settings


def _plainly(kind: str, item: Any, _autogen: object) -> str | Literal[False]:
    """Migrations say plain types: what our own classes mean may change, what was migrated does not."""
    if kind != "type":
        return False
    if isinstance(item, db.Moment):
        return "sa.DateTime(timezone=True)"
    return 'sa.JSON().with_variant(JSONB(), "postgresql")' if isinstance(item, JSON) else False


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=db.Base.metadata,
        render_item=_plainly,
        render_as_batch=context.config.attributes.get("batch", True),
        transactional_ddl=True,  # every transaction begins in so many words, so SQLite rolls tables back too
        compare_type=True,
        include_object=schema.modelled,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    _migrate(given)
else:
    bind = db.connect(settings.load().database_url).bind
    with bind.connect() if not isinstance(bind, Connection) else bind as connection:
        _migrate(connection)
        connection.commit()
