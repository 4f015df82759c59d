"""Small copies of pictures, and how large a picture is.

Revision ID: 0002
Revises: 0001
Created: 2026-11-22
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("file") as file:
        file.add_column(sa.Column("width", sa.Integer(), nullable=True))
        file.add_column(sa.Column("height", sa.Integer(), nullable=True))
        file.add_column(sa.Column("copied", sa.DateTime(timezone=True), nullable=True))
        file.add_column(sa.Column("tried", sa.DateTime(timezone=True), nullable=True))
        file.add_column(sa.Column("tries", sa.Integer(), nullable=False, server_default="0"))
    op.create_index(op.f("ix_file_copied"), "file", ["copied"])


def downgrade() -> None:
    op.drop_index(op.f("ix_file_copied"), table_name="file")
    with op.batch_alter_table("file") as file:
        for name in ("width", "height", "copied", "tried", "tries"):
            file.drop_column(name)
