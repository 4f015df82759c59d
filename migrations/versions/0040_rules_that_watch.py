"""Rules that watch how customers fare: what they say stands among the signals, and they strike the drum too.

Revision ID: 0040
Revises: 0039
Created: 2026-11-23
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    facts = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    with op.batch_alter_table("signal") as table:
        table.alter_column("author_id", existing_type=sa.Integer(), nullable=True)
        table.add_column(sa.Column("rule", sa.String(12), nullable=False, server_default=""))
        table.add_column(sa.Column("limit", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("facts", facts, nullable=False, server_default="{}"))
    with op.batch_alter_table("drum_voice") as table:
        table.alter_column("person_id", existing_type=sa.Integer(), nullable=True)
        table.add_column(sa.Column("signal_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk_drum_voice_signal_id_signal"), "signal", ["signal_id"], ["id"])
        table.create_index(op.f("ix_drum_voice_signal_id"), ["signal_id"])
    op.create_table(
        "watch_rule",
        sa.Column("key", sa.String(12), nullable=False),
        sa.Column("limit", sa.Integer(), nullable=False),
        sa.Column("on", sa.Boolean(), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_watch_rule")),
    )


def downgrade() -> None:
    op.drop_table("watch_rule")
    op.execute("DELETE FROM drum_voice WHERE person_id IS NULL")
    op.execute("DELETE FROM signal WHERE author_id IS NULL")
    with op.batch_alter_table("drum_voice") as table:
        table.drop_index(op.f("ix_drum_voice_signal_id"))
        table.drop_constraint(op.f("fk_drum_voice_signal_id_signal"), type_="foreignkey")
        table.drop_column("signal_id")
        table.alter_column("person_id", existing_type=sa.Integer(), nullable=False)
    with op.batch_alter_table("signal") as table:
        table.drop_column("facts")
        table.drop_column("limit")
        table.drop_column("rule")
        table.alter_column("author_id", existing_type=sa.Integer(), nullable=False)
