"""What is asked of leaders, and when they listen in.

Revision ID: 0043
Revises: 0042
Created: 2026-11-23
"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None
ASKS = ("person_id", "leader_id", "account_id")
HOURS = ("person_id", "beside_id", "day", "owner_id", "account_id")


def upgrade() -> None:
    op.create_table(
        "leader_ask",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("leader_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.String(300), nullable=False),
        sa.Column("why", sa.String(600), nullable=False),
        sa.Column("cost", sa.String(200), nullable=False),
        sa.Column("asked", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("answered", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(600), nullable=False),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_leader_ask_person_id_person")),
        sa.ForeignKeyConstraint(["leader_id"], ["person.id"], name=op.f("fk_leader_ask_leader_id_person")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_leader_ask_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leader_ask")),
        sa.UniqueConstraint("number", name=op.f("uq_leader_ask_number")),
    )
    for column in ASKS:
        op.create_index(op.f(f"ix_leader_ask_{column}"), "leader_ask", [column])
    _listening()
    for column in HOURS:
        op.create_index(op.f(f"ix_listening_{column}"), "listening", [column])


def _listening() -> None:
    words = {"contact": 120, "quote": 600, "felt": 300, "learned": 1000, "action": 300, "finding": 20}
    people = ("person_id", "beside_id", "owner_id")
    op.create_table(
        "listening",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("beside_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("hour", sa.String(5), nullable=False),
        sa.Column("planned", sa.Integer(), nullable=False),
        sa.Column("called_off", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recorded", sa.DateTime(timezone=True), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("consent", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.String(length), nullable=False) for name, length in words.items()),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("finished", sa.DateTime(timezone=True), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        *(
            sa.ForeignKeyConstraint([name], ["person.id"], name=op.f(f"fk_listening_{name}_person"))
            for name in people
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_listening_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listening")),
        sa.UniqueConstraint("number", name=op.f("uq_listening_number")),
    )


def downgrade() -> None:
    op.drop_table("listening")
    op.drop_table("leader_ask")
