"""What a use case may touch."""

from __future__ import annotations

from dataclasses import dataclass

from kinoloom.crafts.music.provider import MusicProvider
from kinoloom.generators.registry import Generators
from kinoloom.media.assets import Assets
from kinoloom.render.cache import RenderCache
from kinoloom.store.ports import GeneratedMedia, Projects


@dataclass(frozen=True)
class Studio:
    """The doors a use case goes through; `app` decides what stands behind each."""

    projects: Projects
    generated: GeneratedMedia
    assets: Assets
    cache: RenderCache
    generators: Generators
    music: MusicProvider
    workers: int
