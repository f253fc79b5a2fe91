"""The server: users and credits, turns and their events, uploads, renders, jobs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NEW = (
    "executors", "jobs", "renders", "made", "holdings", "uploads", "calls", "events", "turns",
    "ledger", "claims", "tokens",
)  # fmt: skip


def upgrade() -> None:
    """Add what a server needs; a project of the command line stays without a user."""
    _accounts()
    with op.batch_alter_table("projects") as table:
        table.add_column(sa.Column("user_id", sa.String(40)))
        table.create_foreign_key(
            "fk_projects_user", "users", ["user_id"], ["id"], ondelete="CASCADE"
        )
        table.create_index("ix_projects_user_id", ["user_id"])
    with op.batch_alter_table("revisions") as table:
        table.add_column(sa.Column("film", sa.Integer, nullable=False, server_default="1"))
        table.add_column(sa.Column("title", sa.Text, nullable=False, server_default=""))
    op.execute(
        "UPDATE revisions SET title = (SELECT title FROM projects WHERE id = revisions.project_id)"
    )
    with op.batch_alter_table("revisions") as table:
        table.alter_column("film", server_default=None)
        table.alter_column("title", server_default=None)
    _turns()
    _files()
    _jobs()


def downgrade() -> None:
    """Remove what `upgrade` added."""
    for name in NEW:
        op.drop_table(name)
    with op.batch_alter_table("revisions") as table:
        table.drop_column("film")
        table.drop_column("title")
    with op.batch_alter_table("projects") as table:
        table.drop_index("ix_projects_user_id")
        table.drop_column("user_id")
    op.drop_table("users")


def _accounts() -> None:
    op.create_table(
        "users",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("plan", sa.String(20), nullable=False),
        sa.Column("client_id", sa.String(64), unique=True),
        sa.Column("bind_id", sa.String(40), nullable=False, unique=True),
        sa.Column("email", sa.String(254), unique=True),
        sa.Column("passphrase", sa.Text),
        _time("created_at"),
        _time("seen_at"),
    )
    op.create_table(
        "tokens",
        sa.Column("digest", sa.String(64), primary_key=True),
        _of("users", "user_id"),
        sa.Column("scopes", sa.String(80), nullable=False),
        _time("created_at"),
        sa.Column("expires_at", sa.Float),
        sa.Column("revoked_at", sa.Float),
        sa.Index("ix_tokens_user_id", "user_id"),
    )
    op.create_table(
        "claims",
        sa.Column("digest", sa.String(64), primary_key=True),
        _of("projects", "project_id"),
        _time("created_at"),
        _time("expires_at"),
    )
    op.create_table(
        "ledger",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        _of("users", "user_id"),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("amount", sa.Integer, nullable=False),
        _time("created_at"),
        sa.UniqueConstraint("user_id", "key", "kind", name="uq_ledger_once"),
    )


def _turns() -> None:
    op.create_table(
        "turns",
        sa.Column("id", sa.String(40), primary_key=True),
        _of("projects", "project_id"),
        sa.Column("number", sa.Integer, nullable=False),
        _text("text"),
        sa.Column("streaming", sa.Boolean, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("cancelled", sa.Boolean, nullable=False),
        sa.Column("context", sa.Text),
        _time("created_at"),
        sa.Column("ended_at", sa.Float),
        sa.UniqueConstraint("project_id", "number", name="uq_turns_number"),
        sa.Index("ix_turns_state", "state"),
    )
    op.create_table(
        "events",
        _of("turns", "turn_id", primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("key", sa.String(80), nullable=False),
        _text("body"),
        _time("created_at"),
        sa.UniqueConstraint("turn_id", "key", name="uq_events_key"),
    )
    op.create_table(
        "calls",
        _of("turns", "turn_id", primary_key=True),
        sa.Column("key", sa.String(80), primary_key=True),
        _text("answer"),
        _time("created_at"),
    )


def _files() -> None:
    op.create_table(
        "uploads",
        sa.Column("id", sa.String(40), primary_key=True),
        _of("projects", "project_id"),
        sa.Column("asset_id", sa.String(64), nullable=False, index=True),
        _text("filename"),
        sa.Column("file_type", sa.String(12), nullable=False),
        _text("facts"),
        _time("created_at"),
        sa.Index("ix_uploads_project_id", "project_id"),
    )
    op.create_table(
        "holdings",
        _of("users", "user_id", primary_key=True),
        sa.Column("asset_id", sa.String(64), primary_key=True, index=True),
        _time("created_at"),
    )
    op.create_table(
        "made",
        _of("projects", "project_id", primary_key=True),
        sa.Column("asset_id", sa.String(64), primary_key=True),
        _time("created_at"),
    )
    op.create_table(
        "renders",
        _of("users", "user_id", primary_key=True),
        sa.Column("id", sa.String(120), primary_key=True),
        _of("projects", "project_id"),
        sa.Column("digest", sa.String(64), nullable=False),
        _text("draft"),
        _text("output"),
        _text("attribution"),
        sa.Column("job_id", sa.String(200), nullable=False, unique=True),
        _time("created_at"),
    )


def _jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", sa.String(200), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("lane", sa.String(80)),
        _text("arguments"),
        sa.Column("state", sa.String(12), nullable=False, index=True),
        sa.Column("part", sa.String(40), nullable=False),
        sa.Column("share", sa.Float, nullable=False),
        sa.Column("eta_s", sa.Float),
        sa.Column("cancelled", sa.Boolean, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("executor", sa.String(80)),
        sa.Column("result", sa.Text),
        sa.Column("error", sa.String(80)),
        sa.Column("message", sa.Text),
        _time("created_at"),
        sa.Column("started_at", sa.Float),
        sa.Column("ended_at", sa.Float),
    )
    op.create_table(
        "executors",
        sa.Column("id", sa.String(80), primary_key=True),
        sa.Column("host", sa.String(200), nullable=False),
        sa.Column("pid", sa.BigInteger, nullable=False),
        _time("created_at"),
        _time("heartbeat_at"),
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _time(name: str) -> sa.Column[float]:
    return sa.Column(name, sa.Float, nullable=False)


def _of(table: str, name: str, *, primary_key: bool = False) -> sa.Column[str]:
    key = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(name, sa.String(40), key, nullable=False, primary_key=primary_key)
