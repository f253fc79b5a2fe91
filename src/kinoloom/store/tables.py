"""The tables, as SQLAlchemy Core sees them. A change here needs a migration beside it.

Times are seconds since 1970; JSON stands as text. What hangs on a user or a project goes with it.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()


def _user(*, nullable: bool = False, primary_key: bool = False) -> Column[str]:
    key = ForeignKey("users.id", ondelete="CASCADE")
    return Column("user_id", String(40), key, nullable=nullable, primary_key=primary_key)


def _project(*, primary_key: bool = False) -> Column[str]:
    key = ForeignKey("projects.id", ondelete="CASCADE")
    return Column("project_id", String(40), key, nullable=False, primary_key=primary_key)


def _turn() -> Column[str]:
    key = ForeignKey("turns.id", ondelete="CASCADE")
    return Column("turn_id", String(40), key, primary_key=True)


def _created() -> Column[float]:
    return Column("created_at", Float, nullable=False)


users = Table(
    "users",
    metadata,
    Column("id", String(40), primary_key=True),
    # anonymous, registered or owner: which plan counts.
    Column("plan", String(20), nullable=False),
    Column("client_id", String(64), unique=True),
    # What stands in a registration link: random, not guessable, no API rights.
    Column("bind_id", String(40), nullable=False, unique=True),
    Column("email", String(254), unique=True),
    Column("passphrase", Text),
    _created(),
    Column("seen_at", Float, nullable=False),
)

tokens = Table(
    "tokens",
    metadata,
    # SHA-256 of the token; the token itself is kept nowhere.
    Column("digest", String(64), primary_key=True),
    _user(),
    Column("scopes", String(80), nullable=False),
    _created(),
    Column("expires_at", Float),
    Column("revoked_at", Float),
    Index("ix_tokens_user_id", "user_id"),
)

claims = Table(
    "claims",
    metadata,
    Column("digest", String(64), primary_key=True),
    _project(),
    _created(),
    Column("expires_at", Float, nullable=False),
)

ledger = Table(
    "ledger",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    _user(),
    # grant, reserve, settle or release; a key has each at most once.
    Column("kind", String(8), nullable=False),
    Column("key", String(120), nullable=False),
    Column("amount", Integer, nullable=False),
    _created(),
    UniqueConstraint("user_id", "key", "kind", name="uq_ledger_once"),
)

projects = Table(
    "projects",
    metadata,
    Column("id", String(40), primary_key=True),
    # NULL: a project of the command line, on this machine.
    _user(nullable=True),
    Column("title", Text, nullable=False),
    Column("language", String(8), nullable=False),
    Column("cursor", Integer, nullable=False),
    _created(),
    Column("updated_at", Float, nullable=False),
    Index("ix_projects_user_id", "user_id"),
)

revisions = Table(
    "revisions",
    metadata,
    _project(primary_key=True),
    Column("number", Integer, primary_key=True),
    # Which film of the project it is a revision of, counted from 1, and that film's name.
    Column("film", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("draft", Text, nullable=False),
    Column("summary", Text, nullable=False),
    _created(),
)

messages = Table(
    "messages",
    metadata,
    _project(primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("role", String(8), nullable=False),
    Column("text", Text, nullable=False),
    Column("failed", Boolean, nullable=False),
    _created(),
)

turns = Table(
    "turns",
    metadata,
    Column("id", String(40), primary_key=True),
    _project(),
    Column("number", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("streaming", Boolean, nullable=False),
    # open until it ends: done, failed or cancelled.
    Column("state", String(12), nullable=False),
    Column("cancelled", Boolean, nullable=False),
    # What the sentence may refer to, pinned when the turn first begins.
    Column("context", Text),
    _created(),
    Column("ended_at", Float),
    UniqueConstraint("project_id", "number", name="uq_turns_number"),
    Index("ix_turns_state", "state"),
)

events = Table(
    "events",
    metadata,
    _turn(),
    Column("seq", Integer, primary_key=True),
    # Names the event in a replay: the first write of a key wins.
    Column("key", String(80), nullable=False),
    Column("body", Text, nullable=False),
    _created(),
    UniqueConstraint("turn_id", "key", name="uq_events_key"),
)

calls = Table(
    "calls",
    metadata,
    _turn(),
    Column("key", String(80), primary_key=True),
    Column("answer", Text, nullable=False),
    _created(),
)

uploads = Table(
    "uploads",
    metadata,
    Column("id", String(40), primary_key=True),
    _project(),
    Column("asset_id", String(64), nullable=False, index=True),
    Column("filename", Text, nullable=False),
    Column("file_type", String(12), nullable=False),
    # What was found in it: duration, size, rate, thumbnail, waveform.
    Column("facts", Text, nullable=False),
    _created(),
    Index("ix_uploads_project_id", "project_id"),
)

holdings = Table(
    "holdings",
    metadata,
    # Which files a user's drafts may name.
    _user(primary_key=True),
    Column("asset_id", String(64), primary_key=True, index=True),
    _created(),
)

made = Table(
    "made",
    metadata,
    # What was generated in a project.
    _project(primary_key=True),
    Column("asset_id", String(64), primary_key=True),
    _created(),
)

renders = Table(
    "renders",
    metadata,
    _user(primary_key=True),
    Column("id", String(120), primary_key=True),
    _project(),
    # SHA-256 of the request: the same id with another body is refused.
    Column("digest", String(64), nullable=False),
    Column("draft", Text, nullable=False),
    Column("output", Text, nullable=False),
    # Which skill asked: source, version, platform.
    Column("attribution", Text, nullable=False),
    Column("job_id", String(200), nullable=False, unique=True),
    _created(),
)

generated = Table(
    "generated",
    metadata,
    Column("plan_key", String(64), primary_key=True),
    Column("asset_id", String(64), nullable=False, index=True),
    Column("plan", Text, nullable=False),
    _created(),
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", String(200), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("lane", String(80)),
    Column("arguments", Text, nullable=False),
    # queued, running, completed, failed or cancelled.
    Column("state", String(12), nullable=False, index=True),
    Column("part", String(40), nullable=False),
    Column("share", Float, nullable=False),
    Column("eta_s", Float),
    Column("cancelled", Boolean, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("executor", String(80)),
    Column("result", Text),
    # The class of the error, and a sentence for whoever acts next.
    Column("error", String(80)),
    Column("message", Text),
    _created(),
    Column("started_at", Float),
    Column("ended_at", Float),
)

executors = Table(
    "executors",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("host", String(200), nullable=False),
    Column("pid", BigInteger, nullable=False),
    _created(),
    Column("heartbeat_at", Float, nullable=False),
)
