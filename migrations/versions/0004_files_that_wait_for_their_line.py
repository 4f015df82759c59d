"""Files that wait for their line: brought one by one, before the form they belong to is sent.

Revision ID: 0004
Revises: 0003
Created: 2026-11-22
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("file") as file:
        file.add_column(sa.Column("waits_for", sa.String(170), nullable=False, server_default=""))
    op.create_index(op.f("ix_file_waits_for"), "file", ["waits_for"])


def downgrade() -> None:
    op.drop_index(op.f("ix_file_waits_for"), table_name="file")
    with op.batch_alter_table("file") as file:
        file.drop_column("waits_for")
