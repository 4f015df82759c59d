"""Which customers of the house are rivals.

Revision ID: 0033
Revises: 0032
Created: 2026-11-23
"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rivalry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("rival_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(300), nullable=False),
        sa.Column("by_name", sa.String(120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_rivalry_account_id_account")),
        sa.ForeignKeyConstraint(["rival_id"], ["account.id"], name=op.f("fk_rivalry_rival_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rivalry")),
    )
    for column in ("account_id", "rival_id"):
        op.create_index(op.f(f"ix_rivalry_{column}"), "rivalry", [column])


def downgrade() -> None:
    op.drop_table("rivalry")
