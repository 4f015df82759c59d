"""Signals of how customers fare, the drum, and offers of help.

Revision ID: 0039
Revises: 0038
Created: 2026-11-23
"""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _signal()
    _drum()
    _voice()
    _offer()


def _signal() -> None:
    op.create_table(
        "signal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("stream", sa.String(80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("text", sa.String(300), nullable=False),
        sa.Column("value", sa.String(60), nullable=False),
        sa.Column("baseline", sa.String(60), nullable=False),
        sa.Column("source", sa.String(200), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("noted", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back", sa.DateTime(timezone=True), nullable=True),
        *_refers("signal", account_id="account", author_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signal")),
        sa.UniqueConstraint("stream", "number", name=op.f("uq_signal_stream_number")),
    )
    _indexed("signal", "account_id", "author_id")


def _drum() -> None:
    op.create_table(
        "drum",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("struck", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("called", sa.DateTime(timezone=True), nullable=True),
        sa.Column("called_by_id", sa.Integer(), nullable=True),
        sa.Column("end", sa.String(10), nullable=False),
        sa.Column("reason", sa.String(600), nullable=False),
        sa.Column("closed", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        *_refers("drum", account_id="account", meeting_id="clan_meeting"),
        *_refers("drum", called_by_id="person", closed_by_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drum")),
        sa.UniqueConstraint("account_id", "number", name=op.f("uq_drum_account_id_number")),
    )


def _voice() -> None:
    op.create_table(
        "drum_voice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("drum_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(600), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *_refers("drum_voice", drum_id="drum", person_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drum_voice")),
    )
    _indexed("drum_voice", "drum_id", "person_id")


def _offer() -> None:
    op.create_table(
        "help_offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("drum_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(600), nullable=False),
        sa.Column("by_day", sa.Date(), nullable=True),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("answer", sa.String(300), nullable=False),
        sa.Column("answered", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        *_refers("help_offer", drum_id="drum", account_id="account"),
        *_refers("help_offer", person_id="person", answered_by_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_offer")),
        sa.UniqueConstraint("drum_id", "number", name=op.f("uq_help_offer_drum_id_number")),
    )
    _indexed("help_offer", "account_id", "person_id")


def _refers(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))
        for column, to in columns.items()
    ]


def _indexed(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def downgrade() -> None:
    for table in ("help_offer", "drum_voice", "drum", "signal"):
        op.drop_table(table)
