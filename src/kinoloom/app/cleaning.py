"""What nobody needs any more: old chunks, abandoned uploads, users who never came back."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

import structlog
from sqlalchemy import delete, select

from kinoloom.app.plant import Plant
from kinoloom.draft import codec
from kinoloom.draft.assets import assets_of, assets_written_in
from kinoloom.errors import DraftError
from kinoloom.media.assets import AssetFolder
from kinoloom.store.database import writing
from kinoloom.store.tables import jobs, made, renders, revisions, uploads

log = structlog.get_logger("kinoloom.cleaning")
HOUR_S = 3600.0
USERS_AT_ONCE = 500
OVER = ("completed", "failed", "cancelled")


@dataclass(frozen=True)
class Cleaned:
    """What a clean-up took away."""

    users: int
    uploads: int
    assets: int
    chunk_bytes: int
    parts: int
    jobs: int


def clean(plant: Plant, now: float | None = None) -> Cleaned:
    """Take away what is past its age or over its quota; safe while others work."""
    now = time.time() if now is None else now
    before = now - plant.settings.service.keep_s
    gone = plant.users.expired(before, USERS_AT_ONCE)
    for user_id in gone:
        plant.users.forget(user_id)
    plant.claims.drop_expired()
    abandoned = plant.files.drop_abandoned(before, set(_drafted(plant)))
    cleaned = Cleaned(
        users=len(gone),
        uploads=abandoned,
        assets=_drop_assets(plant),
        chunk_bytes=plant.studio.cache.shrink(plant.settings.service.cache_bytes),
        parts=_sweep(plant),
        jobs=_drop_jobs(plant, before),
    )
    log.info("cleaned", **vars(cleaned))
    return cleaned


def _drop_assets(plant: Plant) -> int:
    """Files that no draft, upload, render or project names.

    Young ones stay: they may be about to be named by work under way.
    """
    assets = plant.studio.assets
    assert isinstance(assets, AssetFolder)
    # Listed before the names are read: a file that is named in between is old, and named.
    old = [kept for kept in assets.kept() if kept.age_s > 24 * HOUR_S]
    if not old:
        return 0
    named = {*_drafted(plant), *_named(plant)}
    idle = [kept for kept in old if kept.asset_id not in named]
    for kept in idle:
        assets.discard(kept.asset_id)
    return len(idle)


def _drafted(plant: Plant) -> Iterator[str]:
    for column in (revisions.c.draft, renders.c.draft):
        with plant.engine.connect() as connection:
            for text in connection.execution_options(yield_per=200).execute(select(column)):
                try:
                    yield from assets_of(codec.loads(text[0]))
                except DraftError as error:
                    # One draft of a newer studio must not stop the cleaning of all; what it may
                    # name stays.
                    log.warning("draft unreadable", where=column.table.name, error=str(error))
                    yield from assets_written_in(text[0])


def _named(plant: Plant) -> Iterator[str]:
    import json

    with plant.engine.connect() as connection:
        for asset_id, facts in connection.execute(select(uploads.c.asset_id, uploads.c.facts)):
            yield asset_id
            yield str(json.loads(facts).get("thumbnail"))
        # What was painted goes with the last project it was made in: `generated` remembers plans
        # for good, and a clip that is asked for again is painted again.
        yield from connection.execute(select(made.c.asset_id)).scalars()
        for text in connection.execute(select(jobs.c.result).where(jobs.c.result.is_not(None))):
            yield str(json.loads(text[0]).get("asset_id"))


def _drop_jobs(plant: Plant, before: float) -> int:
    """Jobs that ended long ago; a render keeps its job, which says where its file is."""
    kept = select(renders.c.job_id)
    old = jobs.c.state.in_(OVER) & (jobs.c.ended_at < before) & jobs.c.id.not_in(kept)
    with writing(plant.engine) as connection:
        return connection.execute(delete(jobs).where(old)).rowcount


def _sweep(plant: Plant) -> int:
    assets = plant.studio.assets
    assert isinstance(assets, AssetFolder)
    return assets.sweep(HOUR_S)
