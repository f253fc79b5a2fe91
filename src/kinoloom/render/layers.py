"""What a chunk shows, bottom to top, in frames counted from the chunk's own start.

A layer holds nothing about where on the timeline it lies: a chunk that only moved is the same
chunk. All values are plain, so that their JSON is their identity.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from kinoloom.draft.model import Adjustments, Cue, Effect, Fit, TextStyle

ASSET = re.compile("[0-9a-f]{64}")
PREPARATION_VERSION = 2
UNADJUSTED = Adjustments()
Crop = tuple[float, float, float, float]
"""Left, top, width, height, as shares of the source."""


@dataclass(frozen=True)
class Span:
    """When a layer is seen: `at` frames into the chunk, for `frames`."""

    at: int
    frames: int

    @property
    def end(self) -> int:
        """The first frame after it."""
        return self.at + self.frames


@dataclass(frozen=True)
class Pose:
    """Where a picture is at one frame: its centre as shares of the canvas, size, turn, opacity."""

    x: float = 0.5
    y: float = 0.5
    scale: float = 1.0
    rotation_deg: float = 0.0
    opacity: float = 1.0
    crop: Crop | None = None
    corner: float = 0.0


@dataclass(frozen=True)
class Framing:
    """How a source meets the canvas: one pose, or one for each frame of the layer.

    `width` is a sticker's, as a share of the canvas's; `unit` how many output pixels one pixel of
    the draft's canvas is, for what keeps its own size. `moves` says that the segment's pose
    changes somewhere: where it rests it must be drawn the same way, or it would jump there.
    `inside` is how a source lies on its own blur, which is a picture as large as the canvas.
    """

    fit: Fit = "fill"
    flip: str = "none"
    poses: tuple[Pose, ...] = (Pose(),)
    width: float | None = None
    unit: float = 1.0
    moves: bool = False
    inside: Framing | None = None

    def at(self, frame: int) -> Pose:
        """The pose at a frame of the layer."""
        return self.poses[min(frame, len(self.poses) - 1)]


@dataclass(frozen=True)
class Treatment:
    """Colour, texture and effects. `first` is the layer's first frame, from its segment's start:
    0 unless an effect changes with time, so that a trimmed clip keeps its chunks."""

    adjustments: Adjustments = UNADJUSTED
    effects: tuple[Effect, ...] = ()
    first: int = 0


@dataclass(frozen=True)
class Preparation:
    """What is done to a stretch of a file before it is drawn, because it needs many frames at
    once: steps in order, each a name and its strength, over [from_ms, to_ms) of the file."""

    steps: tuple[tuple[str, float], ...]
    from_ms: int
    to_ms: int


@dataclass(frozen=True)
class FootageLayer:
    """A stretch of a video, frame n at source time `start_s + n * step_s`.

    Before the file's first frame and after its last, those two are held; a file that ends before
    `reaches_s` is broken. With `loop_s` the time starts again there.
    """

    asset: str
    start_s: Fraction
    step_s: Fraction
    reaches_s: Fraction
    span: Span
    framing: Framing
    treatment: Treatment = Treatment()
    loop_s: Fraction | None = None
    preparation: Preparation | None = None

    @property
    def file(self) -> str:
        """The name of the file that is opened: the asset's, or the prepared stretch's."""
        return self.asset if self.preparation is None else prepared_name(self)


@dataclass(frozen=True)
class StillLayer:
    """A still or a sticker."""

    asset: str
    span: Span
    framing: Framing
    treatment: Treatment = Treatment()


@dataclass(frozen=True)
class ColourLayer:
    """A plain colour or a vertical gradient."""

    colour: str
    colour_to: str | None
    span: Span
    framing: Framing
    treatment: Treatment = Treatment()


@dataclass(frozen=True)
class TitleLayer:
    """Words on the picture; `first` of `frames` frames of their segment is the layer's first.

    They are set at `scale`, the largest of their segment: set at a chunk's own they would break
    into other lines from one chunk to the next.
    """

    text: str
    style: TextStyle
    first: int
    frames: int
    span: Span
    framing: Framing
    scale: float = 1.0


@dataclass(frozen=True)
class CaptionLayer:
    """The cues that touch the chunk, in a time that is `first` frames old at the layer's first;
    set at `scale` as titles are."""

    cues: tuple[Cue, ...]
    style: TextStyle
    first: int
    frames: int
    span: Span
    framing: Framing
    scale: float = 1.0


@dataclass(frozen=True)
class JoinLayer:
    """Two layers of one track changing over; `first` of `frames` is the layer's first."""

    kind: str
    before: Layer | None
    after: Layer | None
    first: int
    frames: int
    span: Span


Layer = FootageLayer | StillLayer | ColourLayer | TitleLayer | CaptionLayer | JoinLayer


def prepared_name(layer: FootageLayer) -> str:
    """The content address of a prepared stretch."""
    text = f"prepared {PREPARATION_VERSION} {layer.asset} {layer.preparation!r}"
    return hashlib.sha256(text.encode()).hexdigest()


def footage_in(layers: Iterable[Layer | None]) -> Iterator[FootageLayer]:
    """Every video among these layers, inside joins too."""
    for layer in layers:
        if isinstance(layer, FootageLayer):
            yield layer
        elif isinstance(layer, JoinLayer):
            yield from footage_in((layer.before, layer.after))


def assets_in(layers: Iterable[Layer | None]) -> frozenset[str]:
    """The files that drawing these layers opens."""
    found: set[str] = set()
    for layer in layers:
        match layer:
            case FootageLayer() | StillLayer():
                found |= {layer.asset, *_cubes(layer.treatment)}
            case ColourLayer():
                found |= set(_cubes(layer.treatment))
            case JoinLayer():
                found |= assets_in((layer.before, layer.after))
            case _:
                continue
    return frozenset(found)


def _cubes(treatment: Treatment) -> Iterator[str]:
    look = treatment.adjustments.look
    if look is not None and ASSET.fullmatch(look):
        yield look
