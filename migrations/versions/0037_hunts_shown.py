"""What is shown to customers of hunts, and what they say of it.

Revision ID: 0037
Revises: 0036
Created: 2026-11-23
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def _document(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False)


def _known(column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_shown_hunt_{column}_{other}"))


def upgrade() -> None:
    op.create_table(
        "shown_hunt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("shower_id", sa.Integer(), nullable=False),
        sa.Column("shown", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.String(200), nullable=False),
        sa.Column("need", sa.String(600), nullable=False),
        sa.Column("offered", sa.String(600), nullable=False),
        sa.Column("place", sa.String(10), nullable=False),
        sa.Column("band_low", sa.BigInteger(), nullable=True),
        sa.Column("band_high", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("decided_by", sa.Date(), nullable=False),
        sa.Column("asked_id", sa.Integer(), nullable=True),
        _document("says"),
        _document("words"),
        sa.Column("answered", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("why", sa.String(600), nullable=False),
        _known("account_id", "account"),
        _known("shower_id", "person"),
        _known("asked_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shown_hunt")),
        sa.UniqueConstraint("account_id", "number", name=op.f("uq_shown_hunt_account_id_number")),
    )
    op.create_index(op.f("ix_shown_hunt_asked_id"), "shown_hunt", ["asked_id"])
    with op.batch_alter_table("hunt") as hunt:
        hunt.add_column(sa.Column("shown_id", sa.Integer(), nullable=True))
        hunt.create_foreign_key(op.f("fk_hunt_shown_id_shown_hunt"), "shown_hunt", ["shown_id"], ["id"])
        hunt.create_index(op.f("ix_hunt_shown_id"), ["shown_id"])


def downgrade() -> None:
    with op.batch_alter_table("hunt") as hunt:
        hunt.drop_index(op.f("ix_hunt_shown_id"))
        hunt.drop_constraint(op.f("fk_hunt_shown_id_shown_hunt"), type_="foreignkey")
        hunt.drop_column("shown_id")
    op.drop_table("shown_hunt")
