"""A chunk's layers -> its frames, drawn one after another into planes of the caller's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Protocol

import numpy as np

from kinoloom.render.canvas.blending import lay, over
from kinoloom.render.canvas.blurred import BlurredReading
from kinoloom.render.canvas.placing import Laid, placer
from kinoloom.render.canvas.retouched import RetouchedReading
from kinoloom.render.canvas.treating import treating
from kinoloom.render.joins import join_named
from kinoloom.render.layers import (
    CaptionLayer,
    ColourLayer,
    FootageLayer,
    JoinLayer,
    Layer,
    StillLayer,
    TitleLayer,
)
from kinoloom.render.picture import Picture, plain
from kinoloom.render.planning.plan import Chunk
from kinoloom.render.reading.readings import ColourReading, FootageReading, Reading
from kinoloom.render.reading.reel import Reel

Size = tuple[int, int]


class Painter(Protocol):
    """Draws one layer."""

    def at(self, frame: int) -> Laid | tuple[Laid, ...] | None:
        """What it shows at a frame counted from the layer's first."""
        ...


@dataclass(frozen=True)
class Stage:
    """The canvas, its rate, and where sources are found. Files are borrowed for `layer`."""

    size: Size
    fps: Fraction
    reel: Reel
    cube: Callable[[str], Path]
    layer: int = 0


class Compositor:
    """Draws the frames of one chunk, in order."""

    def __init__(self, chunk: Chunk, stage: Stage) -> None:
        self._chunk = chunk
        self._stage = stage
        self._below = plain(*stage.size, chunk.background[:7])
        self._painters: dict[int, Painter] = {}

    def draw(self, frame: int, into: Picture) -> None:
        """Write a frame of the chunk into the planes of an opaque picture of the canvas's size."""
        self._leave(frame)
        shown = list(self._shown(frame))
        first = max((i for i, laid in enumerate(shown) if self._hides(laid)), default=None)
        if first is None:
            _write(self._below, into)
        else:
            _write_part(shown[first], into)
        for laid in shown[0 if first is None else first + 1 :]:
            lay(into, laid.ready(), laid.x_px, laid.y_px)

    def _shown(self, frame: int) -> Iterator[Laid]:
        for number, layer in enumerate(self._chunk.layers):
            span = layer.span
            if not span.at <= frame < span.end:
                continue
            painter = self._painters.get(number)
            if painter is None:
                lowest = self._below if number == 0 else None
                stage = replace(self._stage, layer=number)
                painter = self._painters[number] = painter_of(layer, stage, lowest)
            yield from _each(painter.at(frame - span.at))

    def _leave(self, frame: int) -> None:
        """Let go of layers that have ended: what follows a join reads on in the same file."""
        for number in [n for n in self._painters if self._chunk.layers[n].span.end <= frame]:
            del self._painters[number]
            self._stage.reel.take_back(number)

    def _hides(self, laid: Laid) -> bool:
        width, height = self._stage.size
        return (
            laid.cover is None
            and laid.picture is not None
            and laid.opacity >= 1
            and laid.picture.alpha is None
            and laid.x_px <= 0
            and laid.y_px <= 0
            and laid.x_px + laid.picture.width_px >= width
            and laid.y_px + laid.picture.height_px >= height
        )


def _each(found: Laid | tuple[Laid, ...] | None) -> tuple[Laid, ...]:
    if found is None:
        return ()
    return found if isinstance(found, tuple) else (found,)


def _write(picture: Picture, into: Picture) -> None:
    np.copyto(into.y, picture.y)
    np.copyto(into.u, picture.u)
    np.copyto(into.v, picture.v)


def _write_part(laid: Laid, into: Picture) -> None:
    """The part of a larger opaque picture that the canvas shows."""
    x, y = -laid.x_px, -laid.y_px
    width, height = into.width_px, into.height_px
    seen = laid.picture
    assert seen is not None
    np.copyto(into.y, seen.y[y : y + height, x : x + width])
    x, y, width, height = x // 2, y // 2, width // 2, height // 2
    np.copyto(into.u, seen.u[y : y + height, x : x + width])
    np.copyto(into.v, seen.v[y : y + height, x : x + width])


def painter_of(layer: Layer, stage: Stage, lowest: Picture | None = None) -> Painter:
    """What draws a layer. `lowest` is the background when nothing else lies below."""
    match layer:
        case TitleLayer() | CaptionLayer():
            # Pango and its fonts are loaded where there are words.
            from kinoloom.render.canvas.inscribing import Inscribed

            return Inscribed(layer, stage.size, stage.fps)
        case JoinLayer():
            return Joined(layer, stage, lowest)
        case _:
            reading = _reading(layer, stage)
            treat = treating(layer.treatment, stage.cube, stage.fps)
            if treat.on_source:
                reading = RetouchedReading(reading, treat.on_source)
            if layer.framing.inside is not None:
                reading = BlurredReading(reading, layer.framing.inside, stage.size)
            return placer(reading, layer.framing, stage.size, treat.on_seen)


def _reading(layer: FootageLayer | StillLayer | ColourLayer, stage: Stage) -> Reading:
    match layer:
        case FootageLayer():
            return FootageReading(layer, stage.reel.footage(layer, stage.layer))
        case StillLayer():
            return stage.reel.still(layer.asset)
        case _:
            return ColourReading(layer, stage.size)


class Joined:
    """Two layers changing over on a picture as large as the canvas."""

    def __init__(self, layer: JoinLayer, stage: Stage, lowest: Picture | None) -> None:
        self._layer = layer
        self._join = join_named(layer.kind)
        self._below = lowest or _clear(stage.size)
        self._sides = [
            None if side is None else painter_of(side, stage)
            for side in (layer.before, layer.after)
        ]

    def at(self, frame: int) -> Laid:
        """The two as far as they have changed over."""
        before, after = (partial(self._side, painter)(frame) for painter in self._sides)
        share = (self._layer.first + frame + 0.5) / self._layer.frames
        return Laid(self._join(before, after, share), 0, 0)

    def _side(self, painter: Painter | None, frame: int) -> Picture:
        picture = self._below
        for laid in _each(painter.at(frame)) if painter is not None else ():
            above, opacity = laid.straight()
            if _fills(laid, above, picture):
                picture = above
            else:
                picture = over(picture, above, laid.x_px, laid.y_px, opacity)
        return picture


def _fills(laid: Laid, above: Picture, canvas: Picture) -> bool:
    return (
        laid.opacity >= 1
        and above.alpha is None
        and (laid.x_px, laid.y_px) == (0, 0)
        and above.y.shape == canvas.y.shape
    )


def _clear(size: Size) -> Picture:
    return plain(*size, "#00000000")
