"""What people learned of customers.

Revision ID: 0025
Revises: 0024
Created: 2026-11-23
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None
PEOPLE = ("author", "subject", "owner", "answerer", "marker")


def upgrade() -> None:
    op.create_table(
        "finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("stream", sa.String(80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("reported", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.String(1000), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("first_hand", sa.Boolean(), nullable=False),
        sa.Column("sure", sa.String(10), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("earlier", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("answered", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(600), nullable=False),
        sa.Column("answerer_id", sa.Integer(), nullable=True),
        sa.Column("learned", sa.Boolean(), nullable=False),
        sa.Column("mark", sa.String(10), nullable=False),
        sa.Column("mark_words", sa.String(300), nullable=False),
        sa.Column("marked", sa.DateTime(timezone=True), nullable=True),
        sa.Column("marker_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn", sa.DateTime(timezone=True), nullable=True),
        sa.Column("shared_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_finding_account_id_account")),
        *(_person(f"{one}_id") for one in PEOPLE),
        sa.ForeignKeyConstraint(["shared_id"], ["finding.id"], name=op.f("fk_finding_shared_id_finding")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
        sa.UniqueConstraint("stream", "number", name=op.f("uq_finding_stream_number")),
    )
    for column in ("account_id", "author_id", "subject_id", "owner_id", "shared_id"):
        op.create_index(op.f(f"ix_finding_{column}"), "finding", [column])


def _person(column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["person.id"], name=op.f(f"fk_finding_{column}_person"))


def downgrade() -> None:
    op.drop_table("finding")
