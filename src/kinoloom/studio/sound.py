"""Beds under the film: composed to its exact length, and again when the length changes."""

from __future__ import annotations

import tempfile
import wave
from pathlib import Path

import numpy as np

from kinoloom.crafts.music.provider import SAMPLE_RATE_HZ, BedRequest, SoundBed
from kinoloom.draft.edits import remove_sound, set_music
from kinoloom.draft.edits.locate import main_track, with_segments, with_track
from kinoloom.draft.model import AudioSegment, Draft, Source
from kinoloom.errors import AskError
from kinoloom.generators.protocol import ClipPlan
from kinoloom.studio.ports import Studio

PAD_VOLUME = 55.0
MUSIC_VOLUME = 100.0


class NothingToScore(AskError):
    """Music needs a film to lie under."""


def lay_pad(studio: Studio, draft: Draft, plan: ClipPlan) -> Draft:
    """A soft chord in the tone of the clip's light, so that a first film is not just wind."""
    mood = f"{plan.tone} pad"
    if mood not in studio.music.moods():
        return draft
    return _scored(studio, draft, mood, plan.request.seed, PAD_VOLUME)


def score(studio: Studio, draft: Draft, mood: str, volume: float | None = None) -> Draft:
    """Music of that mood under the whole film, in place of what was there.

    Raises UnknownMood (listing those there are) and NothingToScore.
    """
    if not draft.is_ready:
        raise NothingToScore("There is no film yet to put music under; make a clip first.")
    bare = remove_sound(draft)
    return _scored(studio, bare, mood, 0, MUSIC_VOLUME if volume is None else volume)


def rescored(studio: Studio, draft: Draft) -> Draft:
    """The same draft with composed beds that end exactly with the film, composed anew if needed."""
    main = main_track(draft)
    if main is None:
        return draft
    for track in draft.tracks:
        for segment in track.segments:
            mood = segment.metadata.get("mood")
            if not isinstance(segment, AudioSegment) or not isinstance(mood, str):
                continue
            if segment.source.length_ms != main.end_ms or segment.end_ms != main.end_ms:
                source = _composed(studio, mood, main.end_ms, int(segment.metadata["seed"]))[0]
                longer = segment.model_copy(
                    update={"source": source, "start_ms": 0, "duration_ms": main.end_ms}
                )
                rest = [longer if s.id == segment.id else s for s in track.segments]
                draft = with_track(draft, with_segments(track, rest))
    return draft


def _scored(studio: Studio, draft: Draft, mood: str, seed: int, volume: float) -> Draft:
    source, bed = _composed(studio, mood, draft.duration_ms, seed)
    recipe = {"mood": mood, "seed": seed}
    return set_music(draft, source, label=bed.label, volume=volume, metadata=recipe)


def _composed(studio: Studio, mood: str, length_ms: int, seed: int) -> tuple[Source, SoundBed]:
    bed = studio.music.bed(BedRequest(mood, length_ms, seed))
    with tempfile.TemporaryDirectory(prefix="kinoloom-") as scratch:
        path = Path(scratch) / "bed.wav"
        _write_wav(path, bed)
        asset_id = studio.assets.keep(path)
    return Source(asset=asset_id, length_ms=length_ms), bed


def _write_wav(path: Path, bed: SoundBed) -> None:
    whole = np.clip(np.round(bed.samples * 32767), -32768, 32767).astype("<i2")
    with wave.open(str(path), "wb") as out:
        out.setnchannels(2)
        out.setsampwidth(2)
        out.setframerate(SAMPLE_RATE_HZ)
        out.writeframes(whole.tobytes())
