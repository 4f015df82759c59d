"""Which letters people want, letters in a designed form, and mails that came in.

Revision ID: 0015
Revises: 0014
Created: 2026-11-22
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

DRESS = {
    "html": sa.Text(),
    "reply_to": sa.String(254),
    "stop": sa.String(600),
    "from_name": sa.String(120),
    "about": sa.Text(),
}


def upgrade() -> None:
    with op.batch_alter_table("letter") as letter:
        for name, kind in DRESS.items():
            letter.add_column(sa.Column(name, kind, nullable=False, server_default=""))
    with op.batch_alter_table("person") as person:
        person.add_column(sa.Column("letters", sa.String(8), nullable=False, server_default="daily"))
    op.create_table(
        "order_letters",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(8), server_default="", nullable=False),
        sa.Column("told", sa.Integer(), server_default="0", nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_order_letters_person_id_person")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_order_letters_case_id_case")),
        sa.PrimaryKeyConstraint("person_id", "case_id", name=op.f("pk_order_letters")),
    )
    op.create_index(op.f("ix_order_letters_due"), "order_letters", ["due"])
    op.create_table(
        "order_news",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_order_news_case_id_case")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_order_news")),
    )
    op.create_table(
        "mail_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sender", sa.String(254), nullable=False),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("why", sa.String(300), nullable=False),
        sa.Column("raw", sa.String(32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("for_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_mail_in_person_id_person")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_mail_in_case_id_case")),
        sa.ForeignKeyConstraint(["for_id"], ["person.id"], name=op.f("fk_mail_in_for_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_in")),
        sa.UniqueConstraint("key", name=op.f("uq_mail_in_key")),
    )
    for name in ("at", "state", "for_id"):
        op.create_index(op.f(f"ix_mail_in_{name}"), "mail_in", [name])
    # What is in the journals already was seen in other ways: letters tell of what comes from now on.
    op.execute('INSERT INTO order_news (case_id, seq) SELECT id, seq FROM "case"')


def downgrade() -> None:
    op.drop_table("mail_in")
    op.drop_table("order_news")
    op.drop_table("order_letters")
    with op.batch_alter_table("person") as person:
        person.drop_column("letters")
    with op.batch_alter_table("letter") as letter:
        for name in DRESS:
            letter.drop_column(name)
