"""How long the newest finished orders of each workflow took.

Revision ID: 0009
Revises: 0008
Created: 2026-11-22
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "finished",
        sa.Column("workflow", sa.String(40), nullable=False),
        sa.Column("took", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("workflow", name=op.f("pk_finished")),
    )


def downgrade() -> None:
    op.drop_table("finished")
