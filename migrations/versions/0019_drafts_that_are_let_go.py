"""Drafts that their person has let go of, which can be had back for a while.

Revision ID: 0019
Revises: 0018
Created: 2026-11-23
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("draft", sa.Column("away", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("draft", "away")
