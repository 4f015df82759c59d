"""What customers read of the month in which executives answered in person.

Revision ID: 0046
Revises: 0045
Created: 2026-11-23
"""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
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
