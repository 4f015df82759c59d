"""Talk: what each message says today, who is named by it, and how far the rooms were read.

What was said in the log until now becomes a message of the whole order.

Revision ID: 0013
Revises: 0012
Created: 2026-11-22
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

AS_JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("stream", sa.String(80), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("side", sa.String(10), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("tells", AS_JSON, nullable=False),
        sa.Column("files", AS_JSON, nullable=False),
        sa.Column("edited", sa.DateTime(timezone=True), nullable=True),
        sa.Column("gone", sa.DateTime(timezone=True), nullable=True),
        sa.Column("was", AS_JSON, nullable=False),
        sa.Column("words", AS_JSON, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_message_account_id_account")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_message_case_id_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("stream", "seq", name=op.f("uq_message_stream_seq")),
    )
    op.create_index(op.f("ix_message_account_id"), "message", ["account_id"])
    op.create_index("ix_message_case_id_place", "message", ["case_id", "place"])
    op.create_table(
        "mention",
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("told", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_mention_message_id_message"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_mention_person_id_person")),
        sa.PrimaryKeyConstraint("message_id", "person_id", name=op.f("pk_mention")),
    )
    op.create_index(op.f("ix_mention_person_id"), "mention", ["person_id"])
    op.create_index("ix_mention_told", "mention", ["told"])
    op.create_table(
        "room_visit",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_room_visit_case_id_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_room_visit_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", "case_id", name=op.f("pk_room_visit")),
    )
    _take_over(op.get_bind())


def _take_over(connection: sa.Connection) -> None:
    """Every message that the journal holds, in rows."""
    journal = sa.table(
        "journal",
        sa.column("stream", sa.String()),
        sa.column("seq", sa.Integer()),
        sa.column("actor", sa.String()),
        sa.column("name", sa.String()),
        sa.column("side", sa.String()),
        sa.column("at", sa.DateTime(timezone=True)),
        sa.column("verb", sa.String()),
        sa.column("facts", AS_JSON),
    )
    message = sa.table(
        "message",
        *(sa.column(name) for name in ("account_id", "case_id", "stream", "seq", "by", "name", "side")),
        *(sa.column(name) for name in ("place", "text")),
        sa.column("at", sa.DateTime(timezone=True)),
        *(sa.column(name, AS_JSON) for name in ("tells", "files", "was", "words")),
    )
    case = sa.table("case", sa.column("id", sa.Integer()), sa.column("account_id", sa.Integer()))
    accounts = {row.id: row.account_id for row in connection.execute(sa.select(case.c.id, case.c.account_id))}
    said = sa.select(journal).where(journal.c.verb == "case.say").order_by(journal.c.stream, journal.c.seq)
    for found in connection.execute(said).mappings().all():
        number = int(found["stream"].partition(":")[2])
        if number in accounts:
            row = {name: found[name] for name in ("stream", "seq", "name", "side", "at")}
            row |= {"by": found["actor"], "text": found["facts"].get("text", ""), "place": ""}
            row |= {"tells": [], "files": [], "was": [], "words": {}}
            connection.execute(sa.insert(message), row | {"account_id": accounts[number], "case_id": number})


def downgrade() -> None:
    op.drop_table("room_visit")
    op.drop_table("mention")
    op.drop_table("message")
