"""Drafts of every form, by the address of the form; those of lines are taken over.

Revision ID: 0016
Revises: 0015
Created: 2026-11-22
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
PERSON = sa.table("person", sa.column("id"), sa.column("handle"))
CASE = sa.table("case", sa.column("id"), sa.column("ref"))
OLD = sa.table(
    "draft",
    sa.column("person_id"),
    sa.column("case_id"),
    sa.column("line", sa.String()),
    sa.column("words", JSON),
    sa.column("at", sa.DateTime(timezone=True)),
)
NEW = sa.table(
    "draft",
    sa.column("person"),
    sa.column("address"),
    sa.column("place"),
    sa.column("version"),
    sa.column("device"),
    sa.column("words", JSON),
    sa.column("others", JSON),
    sa.column("at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    chosen = (
        sa.select(PERSON.c.handle, CASE.c.ref, OLD.c.line, OLD.c.words, OLD.c.at)
        .join(PERSON, PERSON.c.id == OLD.c.person_id)
        .join(CASE, CASE.c.id == OLD.c.case_id)
    )
    rows = [_by_address(*row) for row in op.get_bind().execute(chosen)]
    op.drop_table("draft")
    op.create_table(
        "draft",
        sa.Column("person", sa.String(length=80), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(length=40), nullable=False),
        sa.Column("words", JSON, nullable=False),
        sa.Column("others", JSON, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person", "address", name=op.f("pk_draft")),
    )
    op.create_index(op.f("ix_draft_place"), "draft", ["place"], unique=False)
    if rows:
        op.bulk_insert(NEW, rows)


def _by_address(handle: str, ref: str, line: str, words: object, at: object) -> dict[str, object]:
    stage, _, field = line.partition(".")
    place = f"/orders/{ref}"
    address = f"{place}/stages/{stage}/lines/{field}"
    kept = {"version": 1, "device": "server", "words": words, "others": [], "at": at}
    return {"person": handle, "address": address, "place": place, **kept}


def downgrade() -> None:
    op.drop_table("draft")
    op.create_table(
        "draft",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.String(length=100), nullable=False),
        sa.Column("words", JSON, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_draft_case_id_case")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_draft_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", "case_id", "line", name=op.f("pk_draft")),
    )
