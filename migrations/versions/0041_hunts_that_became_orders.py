"""The order that a hunt became.

Revision ID: 0041
Revises: 0040
Created: 2026-11-23
"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("hunt") as table:
        table.add_column(sa.Column("case_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("case_ref", sa.String(60), nullable=False, server_default=""))
        table.create_foreign_key(op.f("fk_hunt_case_id_case"), "case", ["case_id"], ["id"])
        table.create_index(op.f("ix_hunt_case_id"), ["case_id"])


def downgrade() -> None:
    with op.batch_alter_table("hunt") as table:
        table.drop_index(op.f("ix_hunt_case_id"))
        table.drop_constraint(op.f("fk_hunt_case_id_case"), type_="foreignkey")
        table.drop_column("case_ref")
        table.drop_column("case_id")
