"""Beds under the film: composed to its exact length, and again when the length changes."""

from __future__ import annotations

from kinoloom.draft.edits import remove_sound, set_music
from kinoloom.draft.edits.locate import main_track, with_segments, with_track
from kinoloom.draft.model import AnySegment, AudioSegment, Draft, Source
from kinoloom.errors import AskError
from kinoloom.generators.protocol import ClipPlan
from kinoloom.studio.ports import Studio
from kinoloom.studio.recipes import Recipe

PAD_VOLUME = 60.0
MUSIC_VOLUME = 100.0


class NothingToScore(AskError):
    """Music needs a film to lie under."""


def lay_pad(studio: Studio, draft: Draft, plan: ClipPlan) -> Draft:
    """A soft chord in the tone of the clip's light, so that a first film is not just wind."""
    if plan.tone not in studio.music.tones():
        return draft
    return _scored(studio, draft, Recipe("pad", plan.tone, plan.request.seed), PAD_VOLUME)


def score(studio: Studio, draft: Draft, mood: str, volume: float | None = None) -> Draft:
    """Music of that mood under the whole film, in place of what was there.

    Raises UnknownMood (listing those there are) and NothingToScore.
    """
    if not draft.is_ready:
        raise NothingToScore("There is no film yet to put music under; make a clip first.")
    loudness = MUSIC_VOLUME if volume is None else volume
    return _scored(studio, remove_sound(draft), Recipe("mood", mood, 0), loudness)


def rescored(studio: Studio, draft: Draft) -> Draft:
    """The same draft with composed beds that end exactly with the film, composed anew if needed."""
    main = main_track(draft)
    if main is None or not main.segments:
        return draft
    for track in draft.tracks:
        beds = [_refitted(studio, segment, main.end_ms) for segment in track.segments]
        draft = with_track(draft, with_segments(track, beds))
    return draft


def _refitted(studio: Studio, segment: AnySegment, end_ms: int) -> AnySegment:
    recipe = Recipe.of(segment)
    if recipe is None or not isinstance(segment, AudioSegment):
        return segment
    if (segment.start_ms, segment.end_ms, segment.source.length_ms) == (0, end_ms, end_ms):
        return segment
    source, _ = _composed(studio, recipe, end_ms)
    place = {"source": source, "start_ms": 0, "duration_ms": end_ms}
    return segment.model_copy(update=place)


def _scored(studio: Studio, draft: Draft, recipe: Recipe, volume: float) -> Draft:
    source, label = _composed(studio, recipe, draft.duration_ms)
    return set_music(draft, source, label=label, volume=volume, metadata=recipe.as_metadata())


def _composed(studio: Studio, recipe: Recipe, length_ms: int) -> tuple[Source, str]:
    bed = studio.workshop.compose(recipe, length_ms)
    return Source(asset=bed.asset_id, length_ms=length_ms), bed.label
