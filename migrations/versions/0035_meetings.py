"""Meetings of clans: who is called to which part, ideas with their ends, and dots.

Revision ID: 0035
Revises: 0034
Created: 2026-11-23
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
LINES = sa.JSON().with_variant(JSONB(), "postgresql")


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def upgrade() -> None:
    op.create_table(
        "clan_meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("why", sa.String(1000), nullable=False),
        sa.Column("starts", MOMENT, nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(60), nullable=False),
        sa.Column("place", sa.String(300), nullable=False),
        sa.Column("agenda", LINES, nullable=False),
        sa.Column("questions", LINES, nullable=False),
        sa.Column("quorum", sa.Integer(), nullable=False),
        sa.Column("dots", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("keeper_id", sa.Integer(), nullable=True),
        sa.Column("called", MOMENT, nullable=False),
        sa.Column("begun", MOMENT, nullable=True),
        sa.Column("revealed", MOMENT, nullable=True),
        sa.Column("ended", MOMENT, nullable=True),
        sa.Column("off_why", sa.String(300), nullable=False),
        sa.Column("again_of_id", sa.Integer(), nullable=True),
        sa.Column("late_told", sa.Boolean(), nullable=False),
        sa.Column("uid", sa.String(80), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("changed", MOMENT, nullable=False),
        _to("clan_meeting", "account_id", "account"),
        _to("clan_meeting", "by_id", "person"),
        _to("clan_meeting", "keeper_id", "person"),
        _to("clan_meeting", "again_of_id", "clan_meeting"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clan_meeting")),
        sa.UniqueConstraint("uid", name=op.f("uq_clan_meeting_uid")),
        sa.UniqueConstraint("account_id", "number", name=op.f("uq_clan_meeting_account_id_number")),
    )
    op.create_index(op.f("ix_clan_meeting_starts"), "clan_meeting", ["starts"])
    op.create_index(op.f("ix_clan_meeting_keeper_id"), "clan_meeting", ["keeper_id"])
    op.create_index(op.f("ix_clan_meeting_again_of_id"), "clan_meeting", ["again_of_id"])
    op.create_table(
        "meeting_call",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("parts", LINES, nullable=False),
        sa.Column("colleague", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.String(10), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("told_for", MOMENT, nullable=True),
        _to("meeting_call", "meeting_id", "clan_meeting"),
        _to("meeting_call", "person_id", "person"),
        _to("meeting_call", "account_id", "account"),
        sa.PrimaryKeyConstraint("meeting_id", "person_id", name=op.f("pk_meeting_call")),
    )
    op.create_index(op.f("ix_meeting_call_person_id"), "meeting_call", ["person_id"])
    op.create_table(
        "meeting_idea",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(8), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("department", sa.String(80), nullable=False),
        sa.Column("text", sa.String(1000), nullable=False),
        sa.Column("effort", sa.String(1), nullable=False),
        sa.Column("value", sa.String(300), nullable=False),
        sa.Column("end", sa.String(10), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("action", sa.String(300), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("done", MOMENT, nullable=True),
        sa.Column("ended", MOMENT, nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("case_ref", sa.String(60), nullable=False),
        sa.Column("redraw", sa.String(20), nullable=False),
        _to("meeting_idea", "account_id", "account"),
        _to("meeting_idea", "meeting_id", "clan_meeting"),
        _to("meeting_idea", "author_id", "person"),
        _to("meeting_idea", "owner_id", "person"),
        _to("meeting_idea", "ended_by_id", "person"),
        _to("meeting_idea", "case_id", "case"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_idea")),
        sa.UniqueConstraint("meeting_id", "key", name=op.f("uq_meeting_idea_meeting_id_key")),
    )
    for column in ("account_id", "owner_id", "case_id"):
        op.create_index(op.f(f"ix_meeting_idea_{column}"), "meeting_idea", [column])
    op.create_table(
        "meeting_dot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        _to("meeting_dot", "idea_id", "meeting_idea"),
        _to("meeting_dot", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_dot")),
    )
    op.create_index(op.f("ix_meeting_dot_idea_id"), "meeting_dot", ["idea_id"])


def downgrade() -> None:
    for table in ("meeting_dot", "meeting_idea", "meeting_call", "clan_meeting"):
        op.drop_table(table)
