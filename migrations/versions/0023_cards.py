"""What areas have to say on the page of a customer, worked out when something is done.

Revision ID: 0023
Revises: 0022
Created: 2026-11-23
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    said = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    op.create_table(
        "card",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("side", sa.String(10), nullable=False),
        sa.Column("said", said, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_card_account_id_account")),
        sa.PrimaryKeyConstraint("account_id", "name", name=op.f("pk_card")),
    )


def downgrade() -> None:
    op.drop_table("card")
