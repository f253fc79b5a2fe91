"""The calls, a file each; a new one is one file and one row here."""

from __future__ import annotations

from fastapi import APIRouter

from kinoloom.api.routes import (
    credits,
    files,
    health,
    pages,
    previews,
    renders,
    sessions,
    state,
    tokens,
    turns,
    uploads,
)

ROUTERS: tuple[APIRouter, ...] = (
    tokens.router,
    sessions.router,
    turns.router,
    uploads.router,
    credits.router,
    state.router,
    renders.router,
    previews.router,
    files.router,
    pages.router,
    health.router,
)
