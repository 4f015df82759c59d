"""Copies of everything about a person or a customer.

Revision ID: 0053
Revises: 0052
Created: 2026-11-24
"""

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None


def _of(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_personal_copy_{column}_{table}"))


def upgrade() -> None:
    op.create_table(
        "personal_copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(10), nullable=False),
        sa.Column("asked", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tried", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=True),
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        _of("account_id", "account"),
        _of("person_id", "person"),
        _of("by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personal_copy")),
    )
    for column in ("account_id", "person_id"):
        op.create_index(op.f(f"ix_personal_copy_{column}"), "personal_copy", [column])


def downgrade() -> None:
    op.drop_table("personal_copy")
