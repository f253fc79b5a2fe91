"""The names of the headers that mean something here."""

from __future__ import annotations

AUTHORIZATION = "Authorization"
CLIENT_ID = "X-Client-Id"
SKILL_SOURCE = "X-Skill-Source"
SKILL_VERSION = "X-Skill-Version"
SKILL_PLATFORM = "X-Skill-Platform"
LAST_EVENT_ID = "Last-Event-ID"
IF_NONE_MATCH = "If-None-Match"
ETAG = "ETag"
RETRY_AFTER = "Retry-After"
TURN_ID = "X-Turn-Id"
"""Ours: the turn of a stream, known before its first event."""

ATTRIBUTION = (SKILL_SOURCE, SKILL_VERSION, SKILL_PLATFORM)
"""An export without all three is refused."""
