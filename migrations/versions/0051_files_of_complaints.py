"""Files of complaints: beside those of orders, each with the change that brought it.

Revision ID: 0051
Revises: 0050
Created: 2026-11-23
"""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("file") as file:
        file.alter_column("case_id", existing_type=sa.Integer(), nullable=True)
        file.add_column(sa.Column("complaint_id", sa.Integer(), nullable=True))
        file.add_column(sa.Column("seq", sa.Integer(), nullable=True))
        file.create_foreign_key(op.f("fk_file_complaint_id_complaint"), "complaint", ["complaint_id"], ["id"])
        file.create_index(op.f("ix_file_complaint_id"), ["complaint_id"])


def downgrade() -> None:
    op.execute("DELETE FROM file WHERE case_id IS NULL")
    with op.batch_alter_table("file") as file:
        file.drop_index(op.f("ix_file_complaint_id"))
        file.drop_constraint(op.f("fk_file_complaint_id_complaint"), type_="foreignkey")
        file.drop_column("seq")
        file.drop_column("complaint_id")
        file.alter_column("case_id", existing_type=sa.Integer(), nullable=False)
