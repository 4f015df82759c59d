"""Which version of a process the house offers to its running orders.

Revision ID: 0010
Revises: 0009
Created: 2026-11-22
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    kind = sa.JSON().with_variant(JSONB(), "postgresql")
    with op.batch_alter_table("house") as house:
        house.add_column(sa.Column("offered", kind, nullable=False, server_default="{}"))


def downgrade() -> None:
    with op.batch_alter_table("house") as house:
        house.drop_column("offered")
