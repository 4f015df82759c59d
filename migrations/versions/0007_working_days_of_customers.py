"""The days on which each customer works.

Revision ID: 0007
Revises: 0006
Created: 2026-11-22
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    days = sa.JSON().with_variant(JSONB(), "postgresql")
    with op.batch_alter_table("account") as account:
        account.add_column(sa.Column("working_days", sa.String(7), nullable=False, server_default=""))
        account.add_column(sa.Column("holidays", days, nullable=False, server_default="[]"))


def downgrade() -> None:
    with op.batch_alter_table("account") as account:
        account.drop_column("holidays")
        account.drop_column("working_days")
