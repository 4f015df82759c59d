"""Whom a customer lives among, and whom of them an order serves.

Revision ID: 0031
Revises: 0030
Created: 2026-11-23
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "actor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("relation", sa.String(12), nullable=False),
        sa.Column("trend", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.String(600), nullable=False),
        sa.Column("source", sa.String(200), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("by_name", sa.String(120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("earlier", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_actor_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actor")),
        sa.UniqueConstraint("account_id", "number", name=op.f("uq_actor_account_id_number")),
    )
    op.create_table(
        "serving",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_serving_case_id_case")),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_serving_actor_id_actor")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_serving_account_id_account")),
        sa.PrimaryKeyConstraint("case_id", "actor_id", name=op.f("pk_serving")),
    )
    for column in ("account_id", "actor_id"):
        op.create_index(op.f(f"ix_serving_{column}"), "serving", [column])


def downgrade() -> None:
    op.drop_table("serving")
    op.drop_table("actor")
