"""Projects, revisions, messages, generated media."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "projects",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("cursor", sa.Integer, nullable=False),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.Column("updated_at", sa.Float, nullable=False),
    )
    for name, cells in (
        ("revisions", (sa.Column("draft", sa.Text, nullable=False), _text("summary"))),
        (
            "messages",
            (
                sa.Column("role", sa.String(8), nullable=False),
                _text("text"),
                sa.Column("failed", sa.Boolean, nullable=False),
            ),
        ),
    ):
        op.create_table(
            name,
            sa.Column(
                "project_id",
                sa.String(40),
                sa.ForeignKey("projects.id", ondelete="CASCADE"),
                primary_key=True,
            ),
            sa.Column("number", sa.Integer, primary_key=True),
            *cells,
            sa.Column("created_at", sa.Float, nullable=False),
        )
    op.create_table(
        "generated",
        sa.Column("plan_key", sa.String(64), primary_key=True),
        sa.Column("asset_id", sa.String(64), nullable=False, index=True),
        _text("plan"),
        sa.Column("created_at", sa.Float, nullable=False),
    )


def downgrade() -> None:
    """Remove everything."""
    for name in ("generated", "messages", "revisions", "projects"):
        op.drop_table(name)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)
