"""Letters about what waits: what is to be told, and when each person wants no letters.

Revision ID: 0008
Revises: 0007
Created: 2026-11-22
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(300), nullable=False),
        sa.Column("side", sa.String(10), nullable=False),
        sa.Column("who", sa.String(40), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("again", sa.Boolean(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("next", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_calling_account_id_account")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_calling_case_id_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calling")),
        sa.UniqueConstraint("case_id", "key", name=op.f("uq_calling_case_id_key")),
    )
    op.create_index(op.f("ix_calling_account_id"), "calling", ["account_id"])
    op.create_index(op.f("ix_calling_next"), "calling", ["next"])
    with op.batch_alter_table("person") as person:
        person.add_column(sa.Column("quiet_from", sa.String(5), nullable=False, server_default="20:00"))
        person.add_column(sa.Column("quiet_until", sa.String(5), nullable=False, server_default="07:00"))
        person.add_column(sa.Column("quiet_days", sa.String(7), nullable=False, server_default=""))
        person.add_column(sa.Column("written_to", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("person") as person:
        for name in ("written_to", "quiet_days", "quiet_until", "quiet_from"):
            person.drop_column(name)
    op.drop_index(op.f("ix_calling_next"), table_name="calling")
    op.drop_index(op.f("ix_calling_account_id"), table_name="calling")
    op.drop_table("calling")
