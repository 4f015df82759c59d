"""Who reached out to whom: one row for a person, an order and a day, told from the journal.

Revision ID: 0024
Revises: 0023
Created: 2026-11-23
"""

from datetime import UTC

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
# What reached nobody when this was written (workflows/ties.py).
SILENT = (
    "case.undo",
    "case.take_back",
    "case.take_back_change",
    "case.take_back_note",
    "case.withdraw",
    "case.withdraw_proposal",
    "case.withdraw_redraw",
    "case.plan_yeses",
    "case.hand_on",
    "case.nudge",
)


def upgrade() -> None:
    contact = op.create_table(
        "contact",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(80), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("place", sa.String(80), nullable=False),
        sa.Column("other", sa.String(80), nullable=False),
        sa.Column("first", sa.Boolean(), nullable=False),
        sa.Column("latest", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_contact_account_id_account")),
        sa.PrimaryKeyConstraint("account_id", "person", "day", "place", name=op.f("pk_contact")),
    )
    rows = _told(op.get_bind())
    for first in range(0, len(rows), 500):
        op.bulk_insert(contact, rows[first : first + 500])


def _told(bind: sa.Connection) -> list[dict[str, object]]:
    """What the journals of all orders tell."""
    cases = sa.table("case", sa.column("id"), sa.column("account_id"))
    owners = {f"case:{number}": account for number, account in bind.execute(sa.select(*cases.c))}
    told = (sa.column("stream"), sa.column("actor"), sa.column("verb"), sa.column("at", MOMENT))
    journal = sa.table("journal", *told)
    asked = sa.select(journal.c.stream, journal.c.actor, journal.c.at).order_by(journal.c.at)
    asked = asked.where(journal.c.verb.startswith("case."), journal.c.verb.not_in(SILENT))
    latest: dict[tuple[object, ...], object] = {}
    for stream, actor, at in bind.execute(asked):
        if stream in owners:
            day = (at.astimezone(UTC) if at.tzinfo else at).date()
            latest[(owners[stream], actor, day, stream)] = at
    columns, same = ("account_id", "person", "day", "place"), {"other": "", "first": True}
    return [{**dict(zip(columns, key, strict=True)), **same, "latest": at} for key, at in latest.items()]


def downgrade() -> None:
    op.drop_table("contact")
