"""What members of a clan are here for, seats that are open, and what customers ask of their clan.

Revision ID: 0022
Revises: 0021
Created: 2026-11-23
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "footing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(300), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("decides", sa.String(300), nullable=False),
        sa.Column("by_name", sa.String(120), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_footing_account_id_account")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_footing_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_footing")),
        sa.UniqueConstraint("account_id", "person_id", name=op.f("uq_footing_account_id_person_id")),
    )
    op.create_index(op.f("ix_footing_person_id"), "footing", ["person_id"])
    op.create_table(
        "open_seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("department", sa.String(80), nullable=False),
        sa.Column("senior", sa.Boolean(), nullable=False),
        sa.Column("what_for", sa.String(300), nullable=False),
        sa.Column("opened", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_name", sa.String(120), nullable=False),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_open_seat_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_open_seat")),
    )
    op.create_index(op.f("ix_open_seat_account_id"), "open_seat", ["account_id"])
    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("department", sa.String(80), nullable=False),
        sa.Column("about", sa.String(300), nullable=False),
        sa.Column("asked", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asker_id", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("seat_id", sa.Integer(), nullable=True),
        sa.Column("answered", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(600), nullable=False),
        sa.Column("answerer_id", sa.Integer(), nullable=True),
        sa.Column("named_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_question_account_id_account")),
        sa.ForeignKeyConstraint(["asker_id"], ["person.id"], name=op.f("fk_question_asker_id_person")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_question_owner_id_person")),
        sa.ForeignKeyConstraint(["seat_id"], ["open_seat.id"], name=op.f("fk_question_seat_id_open_seat")),
        sa.ForeignKeyConstraint(["answerer_id"], ["person.id"], name=op.f("fk_question_answerer_id_person")),
        sa.ForeignKeyConstraint(["named_id"], ["person.id"], name=op.f("fk_question_named_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
    )
    op.create_index(op.f("ix_question_account_id"), "question", ["account_id"])
    op.create_index(op.f("ix_question_owner_id"), "question", ["owner_id"])


def downgrade() -> None:
    op.drop_table("question")
    op.drop_table("open_seat")
    op.drop_table("footing")
