"""What can be found in orders, with the full-text index of the database over it.

The rows of orders that are there already are made by the worker, a few at a time.

Revision ID: 0014
Revises: 0013
Created: 2026-11-22
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

# SQLite: an index over findable.folded that the table keeps by itself.
OUT = "INSERT INTO findable_words (findable_words, rowid, folded) VALUES ('delete', old.id, old.folded);"
IN = "INSERT INTO findable_words (rowid, folded) VALUES (new.id, new.folded);"
SQLITE = (
    "CREATE VIRTUAL TABLE findable_words USING fts5(folded, content='findable', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
    f"CREATE TRIGGER findable_comes AFTER INSERT ON findable BEGIN {IN} END",
    f"CREATE TRIGGER findable_goes AFTER DELETE ON findable BEGIN {OUT} END",
    f"CREATE TRIGGER findable_changes AFTER UPDATE OF folded ON findable BEGIN {OUT} {IN} END",
)
POSTGRES = (
    "CREATE INDEX ix_findable_words ON findable USING gin (array_to_tsvector(string_to_array(folded, ' ')))"
)


def upgrade() -> None:
    op.create_table(
        "findable",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("only_for", sa.String(10), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_findable_account_id_account")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_findable_case_id_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_findable")),
        sa.UniqueConstraint(
            "case_id", "kind", "only_for", "key", name=op.f("uq_findable_case_id_kind_only_for_key")
        ),
    )
    op.create_index(op.f("ix_findable_account_id"), "findable", ["account_id"])
    op.create_table(
        "spelling",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("only_for", sa.String(10), nullable=False),
        sa.Column("word", sa.String(40), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_spelling_account_id_account")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_spelling_case_id_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", "only_for", "word", name=op.f("pk_spelling")),
    )
    op.create_index(op.f("ix_spelling_account_id_word"), "spelling", ["account_id", "word"])
    for statement in SQLITE if _on_sqlite() else (POSTGRES,):
        op.execute(statement)
    op.execute('ALTER TABLE "case" DROP COLUMN search')


def downgrade() -> None:
    op.execute("ALTER TABLE \"case\" ADD COLUMN search TEXT NOT NULL DEFAULT ''")
    if _on_sqlite():
        op.execute("DROP TABLE findable_words")
    op.drop_table("spelling")
    op.drop_table("findable")


def _on_sqlite() -> bool:
    return op.get_context().dialect.name == "sqlite"
