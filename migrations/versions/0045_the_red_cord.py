"""The red cord.

Revision ID: 0045
Revises: 0044
Created: 2026-11-23
"""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cord",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("executive_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("case_ref", sa.String(60), nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("pulled", sa.DateTime(timezone=True), nullable=False),
        sa.Column("promise", sa.String(300), nullable=False),
        sa.Column("evidence", sa.String(1000), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("answered", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision", sa.String(1000), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("published", sa.DateTime(timezone=True), nullable=True),
        sa.Column("public_promise", sa.String(300), nullable=False),
        sa.Column("outcome", sa.String(600), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_cord_person_id_person")),
        sa.ForeignKeyConstraint(["executive_id"], ["person.id"], name=op.f("fk_cord_executive_id_person")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_cord_account_id_account")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_cord_case_id_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cord")),
    )
    for column in ("person_id", "executive_id", "account_id", "case_id"):
        op.create_index(op.f(f"ix_cord_{column}"), "cord", [column])
    moment = sa.DateTime(timezone=True)
    _of_cord("cord_steward", "person_id", sa.Column("drawn", moment, nullable=False))
    read = [sa.Column(name, moment, nullable=False) for name in ("first", "last")]
    _of_cord("cord_reading", "person_id", *read)
    _of_cord(
        "cord_question",
        "days",
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("asked", moment, nullable=False),
        sa.Column("answered", moment, nullable=True),
        sa.Column("worse", sa.Boolean(), nullable=True),
        sa.Column("words", sa.String(600), nullable=False),
    )


def _of_cord(table: str, once: str, *columns: sa.Column[object]) -> None:
    """A table of what belongs to a cord and to a person; `once` tells its rows apart."""
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cord_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["cord_id"], ["cord.id"], name=op.f(f"fk_{table}_cord_id_cord")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f(f"fk_{table}_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("cord_id", once, name=op.f(f"uq_{table}_cord_id_{once}")),
    )
    op.create_index(op.f(f"ix_{table}_person_id"), table, ["person_id"])


def downgrade() -> None:
    for table in ("cord_question", "cord_reading", "cord_steward", "cord"):
        op.drop_table(table)
