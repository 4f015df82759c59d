"""Yeses that are waited for: who is asked, until when, and which letters were written of it.

Revision ID: 0005
Revises: 0004
Created: 2026-11-22
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "asking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=80), nullable=False),
        sa.Column("block", sa.String(length=80), nullable=False),
        sa.Column("department", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column("late_to_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("asked", sa.Boolean(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("nudge", sa.Integer(), nullable=False),
        sa.Column("nudged_by", sa.String(length=120), nullable=False),
        sa.Column("nudged", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_asking_account_id_account")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_asking_case_id_case")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_asking_person_id_person")),
        sa.ForeignKeyConstraint(["reader_id"], ["person.id"], name=op.f("fk_asking_reader_id_person")),
        sa.ForeignKeyConstraint(["late_to_id"], ["person.id"], name=op.f("fk_asking_late_to_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asking")),
        sa.UniqueConstraint(
            "case_id",
            "stage",
            "block",
            "department",
            "person_id",
            name=op.f("uq_asking_case_id_stage_block_department_person_id"),
        ),
    )
    for column in ("account_id", "due", "person_id"):
        op.create_index(op.f(f"ix_asking_{column}"), "asking", [column], unique=False)


def downgrade() -> None:
    op.drop_table("asking")
