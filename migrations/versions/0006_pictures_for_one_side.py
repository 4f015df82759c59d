"""Pictures that one side keeps to itself until it shows them.

Revision ID: 0006
Revises: 0005
Created: 2026-11-22
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("file") as file:
        file.add_column(sa.Column("only_for", sa.String(10), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("file") as file:
        file.drop_column("only_for")
