"""The name of a piece of work: a hash of all that decides its bits, and of nothing else."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from typing import Any

from pydantic import BaseModel

from kinoloom.render.files.output import Encoding
from kinoloom.render.planning.plan import Chunk, RenderPlan

RENDERER_VERSION = 12
"""Goes up when the same plan would give other bits; every cached chunk is then made anew."""


def chunk_key(chunk: Chunk, encoding: Encoding) -> str:
    """A chunk's content address: where it lies in the film does not count."""
    body = {"layers": chunk.layers, "frames": chunk.frames, "background": chunk.background}
    # Nor does what is heard: a film that is wanted without sound is drawn already.
    return _digest("chunk", body, replace(encoding, sound=None))


def mix_key(plan: RenderPlan) -> str:
    """The content address of the film's sound."""
    return _digest("mix", plan.sounds, plan.duration_s, plan.encoding.sound, plan.audio_kbps)


def film_key(plan: RenderPlan) -> str:
    """The content address of the whole file."""
    chunks = [chunk_key(chunk, plan.encoding) for chunk in plan.chunks]
    return _digest("film", chunks, mix_key(plan))


def _digest(kind: str, *parts: object) -> str:
    text = json.dumps([kind, RENDERER_VERSION, _plain(parts)], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if is_dataclass(value) and not isinstance(value, type):
        # What is not compared, such as what errors call a sound, changes no bit either.
        named = {f.name: _plain(getattr(value, f.name)) for f in fields(value) if f.compare}
        return {"is": type(value).__name__, **named}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return value
