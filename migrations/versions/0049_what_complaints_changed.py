"""Which proposed change of a process came of a complaint.

Revision ID: 0049
Revises: 0048
Created: 2026-11-23
"""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("complaint_lesson", sa.Column("process", sa.String(60), server_default="", nullable=False))
    op.create_index(op.f("ix_complaint_lesson_process"), "complaint_lesson", ["process"])


def downgrade() -> None:
    op.drop_index(op.f("ix_complaint_lesson_process"), table_name="complaint_lesson")
    op.drop_column("complaint_lesson", "process")
