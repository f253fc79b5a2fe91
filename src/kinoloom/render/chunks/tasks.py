"""What a worker is told to do: plain values that travel to a child process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kinoloom.render.files.output import Encoding
from kinoloom.render.planning.plan import Chunk


@dataclass(frozen=True)
class Task:
    """A chunk to draw into `target`; `paths` and `names` of its assets."""

    chunk: Chunk
    encoding: Encoding
    target: str
    paths: Mapping[str, str]
    names: Mapping[str, str]


@dataclass(frozen=True)
class StillTask:
    """The first frame of a chunk as a PNG or JPEG file, by the target's ending."""

    chunk: Chunk
    encoding: Encoding
    target: str
    paths: Mapping[str, str]
    names: Mapping[str, str]
