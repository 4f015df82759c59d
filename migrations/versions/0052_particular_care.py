"""Whoever complains may ask for particular care.

Revision ID: 0052
Revises: 0051
Created: 2026-11-23
"""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("complaint") as table:
        table.add_column(sa.Column("care", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("complaint") as table:
        table.alter_column("care", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("complaint") as table:
        table.drop_column("care")
