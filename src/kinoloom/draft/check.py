"""The invariants of a draft, as a list of problems a person can read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kinoloom.draft.errors import DraftInvalid, Problem
from kinoloom.draft.model import (
    KINDS_ON,
    AnySegment,
    AudioSegment,
    CaptionSegment,
    Draft,
    PictureSegment,
    Track,
    VideoSegment,
)

LONGEST_MS = 12 * 3_600_000


def check(draft: Draft) -> Draft:
    """The draft itself, or DraftInvalid with every problem found."""
    found = tuple(problems(draft))
    if found:
        raise DraftInvalid(found)
    return draft


def problems(draft: Draft) -> Iterator[Problem]:
    """Everything wrong with a draft, in timeline order."""
    yield from _repeated_ids(draft)
    if draft.duration_ms > LONGEST_MS:
        yield Problem("d", "a film is at most 12 hours long")
    if draft.canvas.width_px % 2 or draft.canvas.height_px % 2:
        yield Problem("m", "the canvas needs an even width and height")
    for index, track in enumerate(draft.tracks):
        yield from _track_problems(f"t[{index}]", track)


def _repeated_ids(draft: Draft) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, track in enumerate(draft.tracks):
        places = [(f"t[{index}]", track.id)]
        places += [(f"t[{index}].sg[{i}]", s.id) for i, s in enumerate(track.segments)]
        for where, identity in places:
            if identity in seen:
                yield Problem(where, f"the id {identity!r} is used twice")
            seen.add(identity)


def _track_problems(where: str, track: Track) -> Iterator[Problem]:
    allowed = KINDS_ON[track.type]
    for index, segment in enumerate(track.segments):
        place = f"{where}.sg[{index}]"
        if segment.kind not in allowed:
            kinds = ", ".join(sorted(allowed))
            yield Problem(place, f"a {segment.kind} cannot lie here; this track takes {kinds}")
        yield from _segment_problems(place, segment)
    for index, (before, after) in enumerate(pairwise(track.segments), start=1):
        if after.start_ms < before.end_ms:
            yield Problem(
                f"{where}.sg[{index}]",
                f"starts at {after.start_ms} ms, before {before.id!r} ends at {before.end_ms} ms",
            )


def _segment_problems(where: str, segment: AnySegment) -> Iterator[Problem]:
    if isinstance(segment, VideoSegment | AudioSegment):
        yield from _source_problems(where, segment)
    if isinstance(segment, PictureSegment):
        if segment.transition and segment.transition.duration_ms > segment.duration_ms:
            yield Problem(f"{where}.tr", "the transition is longer than the segment")
        for name, frames in segment.keyframes.items():
            if any(b.at_ms <= a.at_ms for a, b in pairwise(frames)):
                yield Problem(f"{where}.kf.{name}", "keyframes must go forward in time")
    if isinstance(segment, CaptionSegment):
        yield from _cue_problems(where, segment)


def _source_problems(where: str, segment: VideoSegment | AudioSegment) -> Iterator[Problem]:
    source = segment.source
    if source.length_ms is None or source.loop or source.freeze:
        return
    used_ms = round(segment.duration_ms * source.speed)
    # A millisecond of grace: durations of files are rarely whole milliseconds.
    if source.in_ms + used_ms > source.length_ms + 1:
        yield Problem(
            f"{where}.src",
            f"uses {source.in_ms}-{source.in_ms + used_ms} ms "
            f"of a source {source.length_ms} ms long",
        )


def _cue_problems(where: str, segment: CaptionSegment) -> Iterator[Problem]:
    for index, cue in enumerate(segment.cues):
        if cue.start_ms + cue.duration_ms > segment.duration_ms:
            yield Problem(f"{where}.cu[{index}]", "the cue ends after its segment")
    for index, (before, after) in enumerate(pairwise(segment.cues), start=1):
        if after.start_ms < before.start_ms + before.duration_ms:
            yield Problem(f"{where}.cu[{index}]", "the cue starts before the one before it ends")
