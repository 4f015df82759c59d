"""Days at the place of a customer, told anew from notes of visits and from first weeks.

Revision ID: 0038
Revises: 0037
Created: 2026-11-23
"""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

PLACES = ("visited_site", "shadowed_user")


def upgrade() -> None:
    there = op.create_table(
        "day_there",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(80), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("place", sa.String(80), nullable=False),
        sa.Column("whom", sa.String(120), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_day_there_account_id_account")),
        sa.PrimaryKeyConstraint("account_id", "person", "day", "place", name=op.f("pk_day_there")),
    )
    op.create_index(op.f("ix_day_there_place"), "day_there", ["place"])
    person = sa.table("person", sa.column("id"), sa.column("handle"), sa.column("name"))
    for query in (_touches(person), _steps(person)):
        for account, handle, day, prefix, number, whom in op.get_bind().execute(query).all():
            row = {"account_id": account, "person": handle, "day": day, "place": f"{prefix}:{number}"}
            op.bulk_insert(there, [{**row, "whom": whom[:120]}])


def _touches(person: sa.TableClause) -> sa.Select:
    names = ("id", "account_id", "member_id", "person_id", "way", "gone")
    touch = sa.table("touch", *map(sa.column, names), sa.column("on", sa.Date()))
    member, other = person.alias("member"), person.alias("other")
    told = (touch.c.account_id, member.c.handle, touch.c.on, sa.literal("touch"), touch.c.id, other.c.name)
    chosen = sa.select(*told).where(touch.c.way == "visit", touch.c.gone.is_(None))
    return chosen.where(member.c.id == touch.c.member_id, other.c.id == touch.c.person_id)


def _steps(person: sa.TableClause) -> sa.Select:
    step = sa.table(
        "quest_step",
        *map(sa.column, ("id", "account_id", "quest_id", "kind", "source")),
        sa.column("day", sa.Date()),
        sa.column("was_so", sa.Boolean()),
    )
    quest = sa.table("quest", sa.column("id"), sa.column("person_id"))
    told = (step.c.account_id, person.c.handle, step.c.day, sa.literal("quest"), step.c.id, step.c.source)
    chosen = sa.select(*told).where(step.c.kind.in_(PLACES), step.c.was_so.is_not(False))
    return chosen.where(quest.c.id == step.c.quest_id, person.c.id == quest.c.person_id)


def downgrade() -> None:
    op.drop_table("day_there")
