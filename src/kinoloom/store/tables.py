"""The tables, as SQLAlchemy Core sees them. A change here needs a migration beside it."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Integer, MetaData, String, Table, Text

metadata = MetaData()

projects = Table(
    "projects",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("title", Text, nullable=False),
    Column("language", String(8), nullable=False),
    Column("cursor", Integer, nullable=False),
    Column("created_at", Float, nullable=False),
    Column("updated_at", Float, nullable=False),
)

revisions = Table(
    "revisions",
    metadata,
    Column(
        "project_id", String(40), ForeignKey("projects.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("number", Integer, primary_key=True),
    Column("draft", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("created_at", Float, nullable=False),
)

messages = Table(
    "messages",
    metadata,
    Column(
        "project_id", String(40), ForeignKey("projects.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("number", Integer, primary_key=True),
    Column("role", String(8), nullable=False),
    Column("text", Text, nullable=False),
    Column("failed", Boolean, nullable=False),
    Column("created_at", Float, nullable=False),
)

generated = Table(
    "generated",
    metadata,
    Column("plan_key", String(64), primary_key=True),
    Column("asset_id", String(64), nullable=False, index=True),
    Column("plan", Text, nullable=False),
    Column("created_at", Float, nullable=False),
)
