"""Changes of processes that people propose, what is said to them, and the versions that the house made.

Revision ID: 0048
Revises: 0047
Created: 2026-11-23
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def _json() -> sa.types.TypeEngine:
    return sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def upgrade() -> None:
    op.add_column("house", sa.Column("processes", _json(), server_default="{}", nullable=False))
    op.create_table(
        "process_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workflow", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("definition", _json(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_process_version")),
        sa.UniqueConstraint("workflow", "version", name=op.f("uq_process_version_workflow_version")),
    )
    op.create_table(
        "process_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workflow", sa.String(40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("credit", sa.Boolean(), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("ops", _json(), nullable=False),
        sa.Column("proposed", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reverts_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ender_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        _key("process_change", "author_id", "person"),
        _key("process_change", "account_id", "account"),
        _key("process_change", "reverts_id", "process_change"),
        _key("process_change", "ender_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_process_change")),
        sa.UniqueConstraint("workflow", "number", name=op.f("uq_process_change_workflow_number")),
    )
    for column in ("author_id", "account_id"):
        op.create_index(op.f(f"ix_process_change_{column}"), "process_change", [column])
    op.create_table(
        "process_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("fell", sa.Boolean(), nullable=False),
        _key("process_word", "change_id", "process_change"),
        _key("process_word", "author_id", "person"),
        _key("process_word", "account_id", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_process_word")),
    )
    for column in ("change_id", "author_id"):
        op.create_index(op.f(f"ix_process_word_{column}"), "process_word", [column])


def downgrade() -> None:
    for table in ("process_word", "process_change", "process_version"):
        op.drop_table(table)
    op.drop_column("house", "processes")
