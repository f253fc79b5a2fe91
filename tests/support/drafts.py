"""Drafts by hand and by Hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from kinoloom.draft.edits import add_title, append, set_music
from kinoloom.draft.model import (
    ColourSegment,
    Draft,
    Fit,
    ImageSegment,
    Metadata,
    Placement,
    Source,
    Track,
    TrackType,
    VideoSegment,
)

ASSET = "a" * 64
MUSIC = "b" * 64
STILL = "c" * 64


def clip(
    length_ms: int = 5000, *, label: str = "Clip", asset: str = ASSET, in_ms: int = 0
) -> VideoSegment:
    """A clip whose source is long enough."""
    source = Source(asset=asset, in_ms=in_ms, length_ms=in_ms + length_ms)
    return VideoSegment(id="", start_ms=0, duration_ms=length_ms, label=label, source=source)


def film(*lengths_ms: int) -> Draft:
    """Clips of those lengths, one after the other: clip_1, clip_2, …"""
    draft = Draft()
    for number, length_ms in enumerate(lengths_ms, start=1):
        draft = append(draft, clip(length_ms, label=f"Clip {number}"))
    return draft


def scored(draft: Draft, volume: float = 35.0) -> Draft:
    """The draft with looped music under it."""
    return set_music(draft, Source(asset=MUSIC, loop=True), label="Lo-fi", volume=volume)


lengths_ms = st.integers(min_value=200, max_value=20_000)


@st.composite
def _videos(draw: st.DrawFn) -> VideoSegment:
    length, first = draw(lengths_ms), draw(st.integers(0, 5000))
    source = Source(asset=ASSET, in_ms=first, length_ms=first + length)
    return VideoSegment(id="", start_ms=0, duration_ms=length, source=source)


@st.composite
def _images(draw: st.DrawFn) -> ImageSegment:
    fits: list[Fit] = ["fill", "fit", "blur"]
    return ImageSegment(
        id="",
        start_ms=0,
        duration_ms=draw(lengths_ms),
        source=Source(asset=STILL),
        placement=Placement(fit=draw(st.sampled_from(fits))),
    )


@st.composite
def _colours(draw: st.DrawFn) -> ColourSegment:
    return ColourSegment(id="", start_ms=0, duration_ms=draw(lengths_ms), colour="#204060")


pictures: st.SearchStrategy[VideoSegment | ImageSegment | ColourSegment] = st.one_of(
    _videos(), _images(), _colours()
)


@st.composite
def _metadata(draw: st.DrawFn) -> Metadata:
    sizes = [(1920, 1080), (1080, 1920), (1080, 1080)]
    width, height = draw(st.sampled_from(sizes))
    fps = draw(st.sampled_from(["24", "25", "30000/1001", "60"]))
    return Metadata(width_px=width, height_px=height, fps=fps)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """Valid films: one to five pictures, sometimes titles and music."""
    draft = Draft(metadata=draw(_metadata()))
    for picture in draw(st.lists(pictures, min_size=1, max_size=5)):
        draft = append(draft, picture)
    for start, length in draw(st.lists(st.tuples(st.floats(0, 0.95), lengths_ms), max_size=3)):
        draft = add_title(
            draft, "Title", start_ms=int(start * draft.duration_ms), duration_ms=length
        )
    return scored(draft) if draw(st.booleans()) else draft


def main_of(draft: Draft) -> Track:
    """The film's own track."""
    return next(track for track in draft.tracks if track.type is TrackType.VIDEO)
