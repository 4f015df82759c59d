"""Complaints: their documents, what was written in them, whose they were, and what executives owe.

Revision ID: 0044
Revises: 0043
Created: 2026-11-23
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def _column(name: str, type_: Any, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, type_, nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return _column(name, sa.Integer(), nullable=nullable)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def _indexes(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def upgrade() -> None:
    op.create_table(
        "complaint",
        _number("id"),
        _column("ref", sa.String(60)),
        _number("account_id"),
        _number("number"),
        _column("title", sa.String(120)),
        _number("complainant_id", nullable=True),
        _column("told_by", sa.String(120)),
        _number("receiver_id", nullable=True),
        _number("owner_id", nullable=True),
        _number("about_id", nullable=True),
        _column("only_me", sa.Boolean()),
        _column("restricted", sa.Boolean()),
        _column("legal", sa.Boolean()),
        _column("needs_second", sa.Boolean()),
        _column("status", sa.String(10)),
        _column("turn", sa.String(10)),
        _column("due", MOMENT, nullable=True),
        _column("look_again", MOMENT, nullable=True),
        _number("seq"),
        _column("received", MOMENT),
        _column("moved", MOMENT),
        _column("erased", MOMENT, nullable=True),
        _column("document", JSON),
        _refers("complaint", "account_id", "account"),
        *(_refers("complaint", name, "person") for name in PEOPLE),
        _key("complaint", "id"),
        sa.UniqueConstraint("ref", name=op.f("uq_complaint_ref")),
        sa.UniqueConstraint("account_id", "number", name=op.f("uq_complaint_account_id_number")),
    )
    op.create_index("ix_complaint_account_id_status", "complaint", ["account_id", "status"])
    _indexes("complaint", "complainant_id", "receiver_id", "owner_id", "look_again")
    op.create_table(
        "complaint_text",
        _number("complaint_id"),
        _number("number"),
        _column("text", sa.Text()),
        _refers("complaint_text", "complaint_id", "complaint"),
        _key("complaint_text", "complaint_id", "number"),
    )
    _beside()
    _owed()


PEOPLE = ("complainant_id", "receiver_id", "owner_id", "about_id")


def _beside() -> None:
    op.create_table(
        "complaint_letter",
        _number("id"),
        _number("account_id"),
        _number("complaint_id"),
        _number("person_id"),
        _column("kind", sa.String(20)),
        _number("words"),
        _column("told", sa.Boolean()),
        _refers("complaint_letter", "account_id", "account"),
        _refers("complaint_letter", "complaint_id", "complaint"),
        _refers("complaint_letter", "person_id", "person"),
        _key("complaint_letter", "id"),
    )
    _indexes("complaint_letter", "complaint_id", "told")
    op.create_table(
        "complaint_clan_word",
        _number("id"),
        _number("complaint_id"),
        _number("author_id"),
        _column("at", MOMENT),
        _column("text", sa.String(2000)),
        _refers("complaint_clan_word", "complaint_id", "complaint"),
        _refers("complaint_clan_word", "author_id", "person"),
        _key("complaint_clan_word", "id"),
    )
    _indexes("complaint_clan_word", "complaint_id")
    op.create_table(
        "complaint_reading",
        _number("id"),
        _number("complaint_id"),
        _number("person_id"),
        _column("at", MOMENT),
        _refers("complaint_reading", "complaint_id", "complaint"),
        _refers("complaint_reading", "person_id", "person"),
        _key("complaint_reading", "id"),
    )
    _indexes("complaint_reading", "complaint_id")


def _owed() -> None:
    op.create_table(
        "complaint_assignment",
        _number("id"),
        _number("complaint_id"),
        _number("number"),
        _number("person_id"),
        _column("how", sa.String(10)),
        _column("at", MOMENT),
        _column("ended", MOMENT, nullable=True),
        _column("confirmed", MOMENT, nullable=True),
        _refers("complaint_assignment", "complaint_id", "complaint"),
        _refers("complaint_assignment", "person_id", "person"),
        _key("complaint_assignment", "id"),
        sa.UniqueConstraint(
            "complaint_id", "number", name=op.f("uq_complaint_assignment_complaint_id_number")
        ),
    )
    _indexes("complaint_assignment", "person_id", "at", "confirmed")
    op.create_table(
        "complaint_duty",
        _number("person_id"),
        _number("target"),
        _number("most"),
        _number("substitute_id", nullable=True),
        _column("away", JSON),
        _refers("complaint_duty", "person_id", "person"),
        _refers("complaint_duty", "substitute_id", "person"),
        _key("complaint_duty", "person_id"),
    )


def downgrade() -> None:
    for table in ("duty", "assignment", "reading", "clan_word", "letter", "text"):
        op.drop_table(f"complaint_{table}")
    op.drop_table("complaint")
