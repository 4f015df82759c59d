"""Living pages: what has moved, who is in the room, and who is quiet there.

Revision ID: 0012
Revises: 0011
Created: 2026-11-22
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pulse",
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("beats", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_pulse")),
    )
    op.create_table(
        "presence",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("tab", sa.String(40), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.String(170), nullable=False),
        sa.Column("writes", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_presence_person_id_person")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_presence_case_id_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "tab", name=op.f("pk_presence")),
    )
    op.create_index(op.f("ix_presence_case_id"), "presence", ["case_id"])
    op.add_column("visit", sa.Column("quiet", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    op.drop_column("visit", "quiet")
    op.drop_table("presence")
    op.drop_table("pulse")
