"""Errands that concern no customer.

Revision ID: 0042
Revises: 0041
Created: 2026-11-23
"""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("errand") as table:
        table.alter_column("account_id", existing_type=sa.Integer(), nullable=True)


def downgrade() -> None:
    op.execute("DELETE FROM errand WHERE account_id IS NULL")
    with op.batch_alter_table("errand") as table:
        table.alter_column("account_id", existing_type=sa.Integer(), nullable=False)
