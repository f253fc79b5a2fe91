"""A recipe becomes an asset: the music room composes, a WAV is kept."""

from __future__ import annotations

import tempfile
import wave
from pathlib import Path

import numpy as np

from kinoloom.crafts.music.provider import (
    SAMPLE_RATE_HZ,
    BedRequest,
    MusicProvider,
    PadRequest,
    SoundBed,
)
from kinoloom.media.assets import Assets
from kinoloom.studio.ports import Bed
from kinoloom.studio.recipes import Recipe


def compose(music: MusicProvider, assets: Assets, recipe: Recipe, length_ms: int) -> Bed:
    """The bed of a recipe at a length. Raises UnknownMood or MachineError."""
    if recipe.kind == "mood":
        bed = music.bed(BedRequest(recipe.name, length_ms, recipe.seed))
    else:
        bed = music.pad(PadRequest(recipe.name, length_ms, recipe.seed))
    with tempfile.TemporaryDirectory(prefix="kinoloom-") as scratch:
        path = Path(scratch) / "bed.wav"
        _write_wav(path, bed)
        return Bed(assets.keep(path), bed.label)


def _write_wav(path: Path, bed: SoundBed) -> None:
    whole = np.clip(np.round(bed.samples * 32767), -32768, 32767).astype("<i2")
    with wave.open(str(path), "wb") as out:
        out.setnchannels(2)
        out.setsampwidth(2)
        out.setframerate(SAMPLE_RATE_HZ)
        out.writeframes(whole.tobytes())
