"""Logs as JSON lines, ours and those of libraries, with nothing secret in them."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog
from structlog.typing import Processor

TOKEN = re.compile(r"(kl_(?:usr|own)_|clm_)[\w-]+|(?<=Bearer )\S+|(?<=/files/)[\w.-]+")
CHATTY = (
    "uvicorn.access",
    "httpx",
    "httpcore",
    "google_adk",
    "dbos",
    "alembic",
    "asyncio",
    "pyvips",
    "numba",
)


def without_secrets(_logger: Any, _name: str, line: MutableMapping[str, Any]) -> Any:
    """Whatever looks like a token is not written, wherever it came from."""
    return {key: _hidden(value) for key, value in line.items()}


def configure(level: str = "INFO") -> None:
    """One JSON object a line on stderr."""
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        without_secrets,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)


def _hidden(value: Any) -> Any:
    if isinstance(value, str):
        return TOKEN.sub(lambda found: f"{found[1] or ''}…", value)
    return value
