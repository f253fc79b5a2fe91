"""What a chunk shows, bottom to top, in frames counted from the chunk's own start.

A layer holds nothing about where on the timeline it lies: a chunk that only moved is the same
chunk. All values are plain, so that their JSON is their identity.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from kinoloom.draft.model import Placement, TextStyle


@dataclass(frozen=True)
class Fade:
    """A fade, in frames from the layer's first frame here; it may have begun before."""

    start: int
    frames: int


@dataclass(frozen=True)
class Span:
    """When a layer is seen: `at` frames into the chunk, for `frames`; fades that touch it."""

    at: int
    frames: int
    fade_in: Fade | None = None
    fade_out: Fade | None = None


@dataclass(frozen=True)
class VideoLayer:
    """A stretch of a video. `start_s` is the source's moment at the layer's first frame here."""

    asset: str
    start_s: Fraction
    speed: Fraction
    source_fps: Fraction
    span: Span
    placement: Placement


@dataclass(frozen=True)
class ImageLayer:
    """A still, or a sticker when `width` (share of the canvas) is given."""

    asset: str
    span: Span
    placement: Placement
    width: float | None = None


@dataclass(frozen=True)
class ColourLayer:
    """A plain colour or a vertical gradient."""

    colour: str
    colour_to: str | None
    span: Span
    placement: Placement


@dataclass(frozen=True)
class TextLayer:
    """Words on the picture."""

    text: str
    style: TextStyle
    span: Span
    placement: Placement


Layer = VideoLayer | ImageLayer | ColourLayer | TextLayer
