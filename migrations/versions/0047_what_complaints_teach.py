"""What complaints teach, in rows that are counted; the worker fills them for those that are there.

Revision ID: 0047
Revises: 0046
Created: 2026-11-23
"""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "complaint_lesson",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("cause", sa.String(20), nullable=False),
        sa.Column("verdict", sa.String(10), nullable=False),
        sa.Column("change", sa.String(10), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("who", sa.String(120), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_lesson_complaint_id_complaint")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_lesson")),
        sa.UniqueConstraint("complaint_id", "round", name=op.f("uq_complaint_lesson_complaint_id_round")),
    )
    op.create_index(op.f("ix_complaint_lesson_month"), "complaint_lesson", ["month"])
    # The worker looks again at what is due, and so writes the lessons of what there is already.
    op.execute("UPDATE complaint SET look_again = received")


def downgrade() -> None:
    op.drop_table("complaint_lesson")
