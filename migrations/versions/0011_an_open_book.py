"""What a price is made of, kept by the maker until both open the book.

Revision ID: 0011
Revises: 0010
Created: 2026-11-22
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "build_up",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("labour", sa.BigInteger(), nullable=False),
        sa.Column("material", sa.BigInteger(), nullable=False),
        sa.Column("overhead", sa.BigInteger(), nullable=False),
        sa.Column("margin", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_build_up_case_id_case")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_build_up_person_id_person")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_build_up")),
    )


def downgrade() -> None:
    op.drop_table("build_up")
