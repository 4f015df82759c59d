"""One event behind many complaints.

Revision ID: 0050
Revises: 0049
Created: 2026-11-23
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def _person(column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["person.id"], name=op.f(f"fk_complaint_event_{column}_person"))


def upgrade() -> None:
    op.create_table(
        "complaint_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("happened", sa.Date(), nullable=False),
        sa.Column("assessed", DOCUMENT, nullable=False),
        sa.Column("opener_id", sa.Integer(), nullable=False),
        sa.Column("opened", sa.DateTime(timezone=True), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("facts", DOCUMENT, nullable=False),
        sa.Column("offered", sa.Boolean(), nullable=False),
        sa.Column("letter", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("written", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        _person("opener_id"),
        _person("owner_id"),
        _person("author_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_event")),
    )
    op.create_index(op.f("ix_complaint_event_owner_id"), "complaint_event", ["owner_id"])
    with op.batch_alter_table("complaint") as table:
        table.add_column(sa.Column("event_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("gathered", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.create_foreign_key(
            op.f("fk_complaint_event_id_complaint_event"), "complaint_event", ["event_id"], ["id"]
        )
        table.create_index(op.f("ix_complaint_event_id"), ["event_id"])
    with op.batch_alter_table("complaint") as table:
        table.alter_column("gathered", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("complaint") as table:
        table.drop_index(op.f("ix_complaint_event_id"))
        table.drop_constraint(op.f("fk_complaint_event_id_complaint_event"), type_="foreignkey")
        table.drop_column("gathered")
        table.drop_column("event_id")
    op.drop_table("complaint_event")
