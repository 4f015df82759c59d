"""Contacts that somebody noted by hand.

Revision ID: 0027
Revises: 0026
Created: 2026-11-23
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "touch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("way", sa.String(12), nullable=False),
        sa.Column("first", sa.String(10), nullable=False),
        sa.Column("about", sa.String(300), nullable=False),
        sa.Column("next", sa.String(200), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("otherwise", sa.String(300), nullable=False),
        sa.Column("otherwise_name", sa.String(120), nullable=False),
        sa.Column("gone", sa.DateTime(timezone=True), nullable=True),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_touch_account_id_account")),
        sa.ForeignKeyConstraint(["member_id"], ["person.id"], name=op.f("fk_touch_member_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_touch_person_id_person")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_touch_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_touch")),
    )
    op.create_index("ix_touch_account_id_on", "touch", ["account_id", "on"])


def downgrade() -> None:
    op.drop_table("touch")
