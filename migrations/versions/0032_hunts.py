"""Hunts: orders worth winning, and what the clan says of them.

Revision ID: 0032
Revises: 0031
Created: 2026-11-23
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def _document(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False)


def _known(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def upgrade() -> None:
    op.create_table(
        "hunt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("noter_id", sa.Integer(), nullable=False),
        sa.Column("noted", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.String(200), nullable=False),
        sa.Column("need", sa.String(600), nullable=False),
        sa.Column("offered", sa.String(600), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("costs", sa.BigInteger(), nullable=True),
        sa.Column("margin", sa.Integer(), nullable=True),
        sa.Column("band_kind", sa.String(10), nullable=False),
        sa.Column("band_low", sa.BigInteger(), nullable=False),
        sa.Column("band_high", sa.BigInteger(), nullable=False),
        sa.Column("band_from", sa.String(200), nullable=False),
        sa.Column("decided_by", sa.Date(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("good", sa.Boolean(), nullable=False),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ender_id", sa.Integer(), nullable=True),
        sa.Column("why", sa.String(600), nullable=False),
        _document("earlier"),
        _known("hunt", "account_id", "account"),
        _known("hunt", "noter_id", "person"),
        _known("hunt", "ender_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hunt")),
        sa.UniqueConstraint("account_id", "number", name=op.f("uq_hunt_account_id_number")),
    )
    op.create_index(op.f("ix_hunt_state"), "hunt", ["state"])
    op.create_table(
        "hunt_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("hunt_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("asked", sa.DateTime(timezone=True), nullable=False),
        _document("says"),
        _document("words"),
        _document("void"),
        sa.Column("answered", sa.DateTime(timezone=True), nullable=True),
        _known("hunt_answer", "account_id", "account"),
        _known("hunt_answer", "hunt_id", "hunt"),
        _known("hunt_answer", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hunt_answer")),
        sa.UniqueConstraint("hunt_id", "person_id", name=op.f("uq_hunt_answer_hunt_id_person_id")),
    )
    op.create_index(op.f("ix_hunt_answer_person_id"), "hunt_answer", ["person_id"])


def downgrade() -> None:
    op.drop_table("hunt_answer")
    op.drop_table("hunt")
