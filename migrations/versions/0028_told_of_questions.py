"""To whom a letter was written about what a customer asked of its clan; those of before are told already.

Revision ID: 0028
Revises: 0027
Created: 2026-11-23
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("question", sa.Column("told_id", sa.Integer(), nullable=True))
    op.add_column(
        "question", sa.Column("answer_told", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.execute("UPDATE question SET told_id = owner_id, answer_told = (answered IS NOT NULL)")


def downgrade() -> None:
    with op.batch_alter_table("question") as table:
        table.drop_column("answer_told")
        table.drop_column("told_id")
