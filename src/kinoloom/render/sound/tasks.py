"""What a mixer is told to do: plain values that travel to a child process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kinoloom.render.planning.sounds import Sound


@dataclass(frozen=True)
class MixTask:
    """Sounds to mix over `samples` samples and to write to `target` with a row of `SOUND_CODECS`;
    `paths` of their assets, an empty folder for what is long."""

    sounds: tuple[Sound, ...]
    paths: Mapping[str, str]
    samples: int
    codec: str
    kbps: int
    target: str
    scratch: str
