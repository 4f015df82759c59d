"""What waits for people in clans, of any area.

Revision ID: 0030
Revises: 0029
Created: 2026-11-23
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None
COPIED = ("account_id", "department", "about", "due")


def upgrade() -> None:
    op.create_table(
        "errand",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(20), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("said", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_errand_person_id_person")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_errand_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_errand")),
        sa.UniqueConstraint("person_id", "area", "key", name=op.f("uq_errand_person_id_area_key")),
    )
    op.create_index(op.f("ix_errand_account_id"), "errand", ["account_id"])
    _give_what_customers_asked()
    with op.batch_alter_table("question") as table:
        table.drop_column("told_id")


def _give_what_customers_asked() -> None:
    """Whoever is to answer a question has it as an errand; its letter is written already, or it is not."""
    asked = sa.table(
        "question", *map(sa.column, (*COPIED, "id", "owner_id", "asker_id", "told_id", "answered"))
    )
    person = sa.table("person", sa.column("id"), sa.column("name"))
    said = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    errand = sa.table("errand", *map(sa.column, ("person_id", "account_id", "area", "key", "due", "told")))
    errand.append_column(sa.column("said", said))
    found = sa.select(asked, person.c.name).join(person, person.c.id == asked.c.asker_id)
    open_ = found.where(asked.c.answered.is_(None), asked.c.owner_id.is_not(None))
    for one in op.get_bind().execute(open_).mappings().all():
        row = {"person_id": one["owner_id"], "account_id": one["account_id"], "due": one["due"]}
        row |= {"area": "question", "key": str(one["id"]), "told": one["told_id"] == one["owner_id"]}
        row |= {"said": {"department": one["department"], "about": one["about"], "name": one["name"]}}
        op.get_bind().execute(errand.insert().values(row))


def downgrade() -> None:
    op.add_column("question", sa.Column("told_id", sa.Integer(), nullable=True))
    op.drop_table("errand")
