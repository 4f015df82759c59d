"""The language in which somebody is spoken to.

Revision ID: 0018
Revises: 0017
Created: 2026-11-23
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("language", sa.String(12), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("person", "language")
