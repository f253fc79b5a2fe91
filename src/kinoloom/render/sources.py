"""How the renderer gets at assets: by hash, through functions the caller gives."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from kinoloom.media.probe import MediaInfo, probe

AssetPath = Callable[[str], Path]
"""The file of an asset, by its hash. Raises AssetMissing."""

Facts = Callable[[str], MediaInfo]
"""What an asset holds, by its hash. Raises SourceError when it is gone."""


def remembered(asset: AssetPath) -> Facts:
    """Facts that look into each file once."""

    @cache
    def facts(identity: str) -> MediaInfo:
        return probe(asset(identity))

    return facts
