"""First weeks of newcomers: whose they are, the steps taken in them, and what customers offer to show.

Revision ID: 0026
Revises: 0025
Created: 2026-11-23
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "quest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("begun", MOMENT, nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("done", MOMENT, nullable=True),
        sa.Column("ended", MOMENT, nullable=True),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_quest_account_id_account")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_quest_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quest")),
        sa.UniqueConstraint("account_id", "person_id", name=op.f("uq_quest_account_id_person_id")),
    )
    op.create_index(op.f("ix_quest_person_id"), "quest", ["person_id"])
    op.create_table(
        "quest_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("quest_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("words", sa.String(1000), nullable=False),
        sa.Column("source", sa.String(120), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("noted", MOMENT, nullable=False),
        sa.Column("asked", sa.Boolean(), nullable=False),
        sa.Column("answered", MOMENT, nullable=True),
        sa.Column("was_so", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.String(300), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_quest_step_account_id_account")
        ),
        sa.ForeignKeyConstraint(["quest_id"], ["quest.id"], name=op.f("fk_quest_step_quest_id_quest")),
        sa.ForeignKeyConstraint(["contact_id"], ["person.id"], name=op.f("fk_quest_step_contact_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quest_step")),
    )
    op.create_index(op.f("ix_quest_step_quest_id"), "quest_step", ["quest_id"])
    op.create_index(op.f("ix_quest_step_contact_id"), "quest_step", ["contact_id"])
    op.create_table(
        "quest_offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("quest_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(300), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("where", sa.String(200), nullable=False),
        sa.Column("offered", MOMENT, nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("answered", MOMENT, nullable=True),
        sa.Column("comes", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.String(300), nullable=False),
        sa.Column("answer_told", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_quest_offer_account_id_account")
        ),
        sa.ForeignKeyConstraint(["quest_id"], ["quest.id"], name=op.f("fk_quest_offer_quest_id_quest")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_quest_offer_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quest_offer")),
    )
    op.create_index(op.f("ix_quest_offer_quest_id"), "quest_offer", ["quest_id"])


def downgrade() -> None:
    for table in ("quest_offer", "quest_step", "quest"):
        op.drop_table(table)
