"""What customers read of the month in which executives answered in person.

Revision ID: 0045
Revises: 0044
Created: 2026-11-23
"""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "complaint_month_shown",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(10), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_month_shown")),
    )


def downgrade() -> None:
    op.drop_table("complaint_month_shown")
