"""Where what people learned of customers was put to use, and what other areas say of orders.

Revision ID: 0029
Revises: 0028
Created: 2026-11-23
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "use",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("case_ref", sa.String(60), nullable=False),
        sa.Column("stage", sa.String(60), nullable=False),
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("label", sa.String(200), nullable=False),
        sa.Column("how", sa.String(600), nullable=False),
        sa.Column("claimant_id", sa.Integer(), nullable=False),
        sa.Column("claimed", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verdict", sa.String(10), nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=True),
        sa.Column("judged", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_use_account_id_account")),
        sa.ForeignKeyConstraint(["finding_id"], ["finding.id"], name=op.f("fk_use_finding_id_finding")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_use_case_id_case")),
        sa.ForeignKeyConstraint(["claimant_id"], ["person.id"], name=op.f("fk_use_claimant_id_person")),
        sa.ForeignKeyConstraint(["judge_id"], ["person.id"], name=op.f("fk_use_judge_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_use")),
        sa.UniqueConstraint("finding_id", "number", name=op.f("uq_use_finding_id_number")),
    )
    for column in ("account_id", "case_id", "claimant_id", "judged"):
        op.create_index(op.f(f"ix_use_{column}"), "use", [column])
    op.create_table(
        "case_card",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("side", sa.String(10), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_card_case_id_case")),
        sa.PrimaryKeyConstraint("case_id", "name", name=op.f("pk_case_card")),
    )


def downgrade() -> None:
    op.drop_table("case_card")
    op.drop_table("use")
